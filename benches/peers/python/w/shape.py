"""What all the Python peers of the workload W share: sizes, network, parameters and laws.

Nothing here changes while a replication runs. The rules are told in `benches/peers/w/README.md`.
"""

from bisect import bisect_right
from dataclasses import astuple, dataclass
from heapq import heappop, heappush
from itertools import accumulate
from math import exp
from typing import NamedTuple

STATIONS_OF_LINE = 20
SEGMENTS_OF_LINE = STATIONS_OF_LINE - 1
SEGMENTS_OF_CREW = 4

HOURS = 24
DUSK = 18
DAWN = 6
# Tons.
REAR_STOCK = 12_000
FRONT_STOCK = 5_000
REPLENISHED = 4_000
LOAD = 400
NEED = 60
# Rounds.
ROUNDS = 20
MOST_ROUNDS = 40
RESUPPLIED = 2
# Hours.
HANDLING = 3
BREAKDOWN = 6
SUPPRESSION = 24
TRAVEL = 2
# Chances.
BREAKDOWN_CHANCE = 0.01
SUPPRESSION_CHANCE = 0.08
# Work that mends one cut.
WORK_OF_CUT = 8.0


@dataclass(frozen=True)
class Size:
    """How many there are of each."""

    name: str
    lines: int
    segments: int
    trains: int
    sites: int
    batteries: int
    packages: int

    @property
    def stations(self):
        """Stations of all lines."""
        return self.lines * STATIONS_OF_LINE

    @property
    def crews(self):
        """Repair crews."""
        return -(-self.segments // SEGMENTS_OF_CREW)

    def batteries_of(self, site):
        """The batteries of a site, ascending."""
        return range(site, self.batteries, self.sites)

    def zone(self, crew):
        """The segments that a crew looks after."""
        first = crew * SEGMENTS_OF_CREW
        return range(first, min(first + SEGMENTS_OF_CREW, self.segments))

    def base(self, site):
        """The segment around which a site stands at the start."""
        return site * self.segments // self.sites

    def covered(self, base):
        """The segments that a site with some base covers."""
        return range(max(base - 1, 0), min(base + 2, self.segments))


SIZES = {
    size.name: size
    for size in (
        Size("theatre", 4, 95, 120, 60, 200, 60),
        Size("large", 100, 3_000, 3_000, 1_500, 5_000, 1_500),
        Size("huge", 1_000, 30_000, 30_000, 15_000, 50_000, 15_000),
        Size("quiet", 4, 95, 12, 60, 200, 6),
        Size("idle", 4, 95, 1, 60, 200, 1),
    )
}


class Hop(NamedTuple):
    """A way out of a station: over which segment, to which station."""

    segment: int
    station: int


def is_front(station):
    """The station lies at the front."""
    return station % STATIONS_OF_LINE == STATIONS_OF_LINE - 1


def is_rear(station):
    """The station lies in the rear."""
    return station % STATIONS_OF_LINE == 0


def line_of(station):
    """The line of a station."""
    return station // STATIONS_OF_LINE


def is_night(hour):
    """It is night, when trains run and aircraft do not."""
    return hour < DAWN or hour >= DUSK


class Network:
    """The railway, which never changes."""

    def __init__(self, size):
        self.size = size
        on_lines = SEGMENTS_OF_LINE * size.lines
        self.capacity = [2 if segment < on_lines else 1 for segment in range(size.segments)]
        self.value = [
            capacity * (3.0 if segment % 7 == 0 else 1.0)
            for segment, capacity in enumerate(self.capacity)
        ]
        self.ends = [self._ends(segment) for segment in range(size.segments)]
        # By station, ascending by segment.
        self.ways = [[] for _ in range(size.stations)]
        for segment, (one, other) in enumerate(self.ends):
            self.ways[one].append(Hop(segment, other))
            self.ways[other].append(Hop(segment, one))

    def _ends(self, segment):
        size = self.size
        on_lines = SEGMENTS_OF_LINE * size.lines
        if segment < on_lines:
            line, place = divmod(segment, SEGMENTS_OF_LINE)
            station = line * STATIONS_OF_LINE + place
            return station, station + 1
        row, line = divmod(segment - on_lines, size.lines - 1)
        rows = -(-(size.segments - on_lines) // (size.lines - 1))
        station = line * STATIONS_OF_LINE + 1 + row * 18 // rows
        return station, station + STATIONS_OF_LINE

    def routes(self, damage):
        """By station: the hop to the nearest front, and that to the nearest rear."""
        cost = [5 if cuts else 1 for cuts in damage]
        return self._hops(cost, is_front), self._hops(cost, is_rear)

    def _hops(self, cost, is_goal):
        distance = self._distances(cost, is_goal)

        def length(hop):
            return distance[hop.station] + cost[hop.segment]

        # `min` keeps the first of equals, which is that over the lowest segment.
        return [min(ways, key=length) for ways in self.ways]

    def _distances(self, cost, is_goal):
        stations = range(self.size.stations)
        waiting = [(0, station) for station in stations if is_goal(station)]
        distance = [0 if is_goal(station) else float("inf") for station in stations]
        while waiting:
            so_far, station = heappop(waiting)
            if so_far > distance[station]:
                continue
            for segment, neighbour in self.ways[station]:
                further = so_far + cost[segment]
                if further < distance[neighbour]:
                    distance[neighbour] = further
                    heappush(waiting, (further, neighbour))
        return distance


TO_FRONT, TO_REAR, UNLOADING, LOADING = range(4)


def starts(size):
    """Where each train stands at the start, and what it is about."""
    for train in range(size.trains):
        turn, line = divmod(train, size.lines)
        place = turn % STATIONS_OF_LINE
        station = line * STATIONS_OF_LINE + place
        if turn % 2 == 0:
            yield station, UNLOADING if is_front(station) else TO_FRONT
        else:
            yield station, LOADING if is_rear(station) else TO_REAR


@dataclass
class Day:
    """One day of the series."""

    delivered: int = 0
    cuts: int = 0
    losses: int = 0
    damaged_hours: int = 0
    shortage: int = 0


def series_hash(daily):
    """FNV-1a over the five numbers of each day."""
    state = 0xCBF29CE484222325
    for day in daily:
        for number in astuple(day):
            for byte in number.to_bytes(8, "little"):
                state = (state ^ byte) * 0x100000001B3 & (1 << 64) - 1
    return f"{state:016x}"


def next_weather(weather, uniform):
    """The weather of the next day: 0 clear, 1 broken, 2 closed."""
    by = 0 if uniform < 0.6 else 1 if uniform < 0.8 else 2
    return (weather + by) % 3


def weight_sums(value, traffic, damage):
    """Running sums of what the segments are worth to an attacker."""
    return list(
        accumulate(
            worth * (1.0 + trains / 8.0) * (0.25 if cuts else 1.0)
            for worth, trains, cuts in zip(value, traffic, damage)
        )
    )


class Plan(NamedTuple):
    """What a package is to do."""

    hour: int
    aircraft: int
    target: int


def plans(size, sums, weather, uniform):
    """The plans of those packages of a day that fly; `uniform` draws a number."""
    called_off = (0.0, 0.1, 0.5)[weather]
    for _ in range(size.packages):
        hour = 6 + int(12.0 * uniform())
        aircraft = 8 + int(25.0 * uniform())
        target = bisect_right(sums, uniform() * sums[-1])
        if uniform() >= called_off:
            yield Plan(hour, aircraft, target)


def cut_chance(weather, active):
    """The chance of one aircraft to make a cut."""
    return 0.06 * (1.0, 0.7, 0.3)[weather] / (1.0 + 0.1 * active)


def poisson(uniform, mean):
    """A Poisson number of a mean, by inversion, at most 64."""
    below = probability = exp(-mean)
    count = 0
    while uniform > below and count < 64:
        count += 1
        probability *= mean / count
        below += probability
    return count


def binomial(uniform, trials, success):
    """A binomial number, by inversion."""
    odds = success / (1.0 - success)
    below = probability = (1.0 - success) ** trials
    count = 0
    while uniform > below and count < trials:
        count += 1
        probability *= (trials - count + 1) / count * odds
        below += probability
    return count
