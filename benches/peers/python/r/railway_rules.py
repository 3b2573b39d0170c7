"""What all the Python peers of the workload R share: parameters, what stands and what it holds, the plan.

Here are those rules in which nobody waits. Who waits for what, and what happens when, is told by each
peer in its own way: trains and blocks, repair, departures, trucks, the hours of the day. The rules are told
in `benches/peers/r/README.md`. All is in whole seconds and kilograms.
"""

from bisect import insort
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import acos, cos, exp, floor, pi, radians, sin
from operator import attrgetter
from random import Random

from r import keys
from r.network import DAY, FIRST, corridors, raids

HOUR = 3_600
TICK = 900

# Blocks.
RUNNING = 1_440
CLEARING = 1_131
FOLLOWING = 857
SLOWER = 324
SLOW_FOR = 2 * DAY
FLEET = 4
PLACES_BETWEEN = 1
PLACES_AT_STATION = 4
PLACES_AT_YARD = 16
# Trains.
FULL = 390_000
FORMING = 3_600
UNLOADING = 10_800
UNLOADED_AT_STATION = 2
UNLOADED_AT_YARD = 3
LEAST_INTERVAL = 60
TRY_AGAIN = 1_800
# Trucks.
DRIVING = 1_440
HANDLING_AT_AN_END = 3_600
TRIP = 2 * DRIVING + 2 * HANDLING_AT_AN_END
WAVE = 225 * 2_000
ROAD = 6_000_000
# Repair.
GANGS = 2
GANG_HOURS = 6.0
RESPONSE_HOURS = 1.0
SCATTER = 0.3
# Supply.
DAYS_OF_ORDER = 16
DAYS_CARRIED = 7
DAYS_CARRIED_AT_START = 3
DAYS_IN_STOCK_AT_START = 2
MOST_DRAWN = 2
MOST_LOADS = 400
NEARLY_HOME = 43_200
# Hours of the day.
PLAN = 15 * HOUR
REVISIONS = (22 * HOUR, 2 * HOUR)
CONSUMPTION = 6 * HOUR
DRAWING = 21 * HOUR

FORWARD, BACK = 0, 1
LONG_AGO = -DAY


@dataclass
class Day:
    """One day of the series."""

    delivered: int = 0
    missing: int = 0
    over_rivers: int = 0
    trains: int = 0
    mended: int = 0


class Sky:
    """When it is dark."""

    def __init__(self, days):
        # One day more, for the night that begins on the last.
        half_days = [half_day(day) for day in range(days + 1)]
        self.dawn = [day * DAY + DAY // 2 - half for day, half in enumerate(half_days)]
        self.dusk = [day * DAY + DAY // 2 + half for day, half in enumerate(half_days)]

    def is_dark(self, second):
        """It is dark."""
        day = second // DAY
        return not self.dawn[day] <= second < self.dusk[day]

    def next_dark(self, second):
        """The first dark second from this on."""
        return second if self.is_dark(second) else self.dusk[second // DAY]

    def next_light(self, second):
        """When the night ends, this one or the next."""
        day = second // DAY
        return self.dawn[day] if second < self.dawn[day] else self.dawn[day + 1]


def half_day(day):
    """Seconds from noon until it is dark."""
    day_of_year = (FIRST + timedelta(days=day)).timetuple().tm_yday
    declination = radians(23.45 * sin(2.0 * pi * (284 + day_of_year) / 365.0))
    return round(acos(sin(radians(-6.0)) / cos(declination)) / pi * DAY / 2)


class Station:
    """A station: what lies there, what is on the way to it, what it may send."""

    def __init__(self, corridor, plan):
        self.key = keys.of(f"station/{corridor}{plan.letter}")
        self.base_kg = plan.base_kg
        self.places = PLACES_AT_YARD if plan.is_yard else PLACES_AT_STATION
        self.unloading_places = UNLOADED_AT_YARD if plan.is_yard else UNLOADED_AT_STATION
        # Lines that end here, in order of number.
        self.lines = []
        # What may still be sent today.
        self.budget = 0
        # Stock of a railhead, and what comes to it.
        self.stock = self.coming = 0
        # What lies here to be forwarded, and what comes to be.
        self.transit = self.coming_transit = 0
        # Requests: of today, and the mean of a day in grams.
        self.asked = self.grams_a_day = 0
        # What trucks may still carry from here in this night.
        self.lift = 0

    def wanted(self):
        """What the station wants sent."""
        ordered = DAYS_OF_ORDER * self.grams_a_day // 1_000
        return max(ordered - self.stock - self.coming, 0)


class Formation:
    """A formation, supplied from a railhead."""

    def __init__(self, railhead, need):
        self.railhead = railhead
        self.need = need
        self.with_it = DAYS_CARRIED_AT_START * need
        railhead.grams_a_day = 1_000 * need
        railhead.stock = DAYS_IN_STOCK_AT_START * need

    def consume(self):
        """Uses what it needs, or what it has. What is missing?"""
        used = min(self.need, self.with_it)
        self.with_it -= used
        return self.need - used

    def draw(self):
        """Asks for what it lacks, and gets what is there."""
        lacks = min(DAYS_CARRIED * self.need - self.with_it, MOST_DRAWN * self.need)
        drawn = min(lacks, self.railhead.stock)
        self.railhead.asked += lacks
        self.railhead.stock -= drawn
        self.with_it += drawn


class Line:
    """A line: its blocks, and what it has carried."""

    def __init__(self, number, name, start, base):
        self.number = number
        self.key = keys.of(f"line/{name}")
        # The station where it begins, and the number of the base whose gangs mend it.
        self.start = start
        self.base = base
        self.blocks = []
        # How many of its blocks are closed.
        self.closed = 0
        # Kilograms that entered: of late, and today.
        self.carried = self.carried_today = 0

    @property
    def running(self):
        """Seconds from end to end."""
        return RUNNING * len(self.blocks)

    def wait(self, now):
        """Seconds until it can be used; none where nobody can tell."""
        if self.closed == 0:
            return 0
        opens = [block.expected for block in self.blocks if block.jobs]
        return None if None in opens else max(max(opens) - now, 0)

    def close_day(self):
        """Forgets a seventh of what it has carried."""
        self.carried = self.carried * 6 // 7 + self.carried_today
        self.carried_today = 0


class Block:
    """A block: who is in it, who wants to be, and what is broken. In pairs: forward, back."""

    def __init__(self, number, line, places):
        self.number = number
        self.key = keys.child(line.key, 1, len(line.blocks))
        self.line = line
        self.places = places
        self.next = [None, None]
        self.begins_line = [False, False]
        self.ends_way = [False, False]
        self.waiting = [[], []]
        self.inside = [0, 0]
        self.at_end = [0, 0]
        self.entered = [LONG_AGO, LONG_AGO]
        self.left = [LONG_AGO, LONG_AGO]
        self.heading = FORWARD
        self.in_a_row = 0
        self.jobs = []
        self.expected = None
        self.slow_until = 0

    def free_at(self, side):
        """When the block is free for the first of a direction; none until something changes."""
        if self.line.closed and (self.jobs or self.begins_line[side]):
            return None
        if self.at_end[side] >= self.places[side] and not self.ends_way[side]:
            return None
        if self.inside[1 - side]:
            return None
        return max(self.left[1 - side] + CLEARING, self.entered[side] + FOLLOWING)

    def next_side(self, now):
        """The direction of which one may enter now, if there is; and when to look again, if that is known."""
        is_other_due = self.in_a_row >= FLEET
        first = 1 - self.heading if is_other_due else self.heading
        again = None
        for side in (first, 1 - first):
            if not self.waiting[side]:
                continue
            at = self.free_at(side)
            if at is None:
                continue
            if at <= now:
                return side, None
            again = at if again is None else min(at, again)
            if side == first and is_other_due and at < now + 2 * (RUNNING + CLEARING):
                break
        return None, again

    def enter(self, side, now):
        """Lets in the first of a direction, and says who it is and which block it comes from."""
        train = self.waiting[side].pop(0)
        if self.heading == side:
            self.in_a_row += 1
        else:
            self.heading, self.in_a_row = side, 1
        self.inside[side] += 1
        self.at_end[side] += 1
        self.entered[side] = now
        before, train.block = train.block, self
        if before is not None:
            before.at_end[side] -= 1
        if self.begins_line[side]:
            self.line.carried_today += train.kg
        return train, before

    def leave(self, side, now):
        """A train has run to the end; it keeps its place there for now."""
        self.inside[side] -= 1
        self.left[side] = now

    def running(self, now):
        """How long one runs through it who enters now."""
        return RUNNING + SLOWER if now < self.slow_until else RUNNING


class Job:
    """A cut, and the gangs on it."""

    def __init__(self, key, block, known, work):
        self.key = key
        self.block = block
        self.known = known
        # In thousandths of a gang's second.
        self.work = work
        self.gangs = 0
        self.due = None

    def done_at(self, start, gangs):
        """When so many gangs would be done."""
        return start - -self.work // (1_000 * gangs)

    def begin(self, now, gangs):
        """Gangs begin."""
        self.gangs = gangs
        self.due = self.done_at(now, gangs)

    def expected(self, now):
        """When the staff expect it to be done."""
        return self.due if self.gangs else self.done_at(max(self.known, now), GANGS)

    def urgency(self):
        """What comes first: the line that carried most of late, then what has been known longest."""
        return -self.block.line.carried, self.known, self.key


class Train:
    """A train, which is an engine of a chain, too."""

    def __init__(self, number, key, chain):
        self.number = number
        self.key = key
        self.chain = chain
        self.kg = 0
        self.direction = FORWARD
        # The block it is in, and that which it runs through or wants, while it is on the way.
        self.block = None
        self.ahead = None

    def lines_left(self):
        """The lines that are left of the way back."""
        for line in reversed(self.chain.lines):
            if line.number <= self.ahead.line.number:
                yield line

    def is_coming_back(self):
        """It is on the way home."""
        return self.ahead is not None and self.direction == BACK

    def seek(self):
        """Joins those who wait for its next block, and says which that is."""
        way = self.chain.blocks
        if self.block is None:
            self.ahead = way[0] if self.direction == FORWARD else way[-1]
        else:
            self.ahead = self.block.next[self.direction]
        self.ahead.waiting[self.direction].append(self)
        return self.ahead

    def end_way(self):
        """Leaves the way at its end, and says which block that was."""
        block, self.block, self.ahead = self.block, None, None
        block.at_end[self.direction] -= 1
        return block


class Chain:
    """A chain of lines, with its engines."""

    def __init__(self, lines, start, end, is_final):
        self.lines = lines
        self.blocks = [block for line in lines for block in line.blocks]
        self.start = start
        self.end = end
        # It ends at the railhead.
        self.is_final = is_final
        self.engines = []
        # Engines that are idle at the start and at the end, by number.
        self.idle = ([], [])
        for side in (FORWARD, BACK):
            way = self.blocks if side == FORWARD else self.blocks[::-1]
            way[-1].ends_way[side] = True
            for block, following in pairwise(way):
                block.next[side] = following

    def way_back_opens(self, now):
        """Every line of it is open, or expected to open at some time."""
        return all(line.wait(now) is not None for line in self.lines)

    def rest(self, train):
        """A train is idle where its way has ended."""
        here = self.idle[BACK if train.direction == FORWARD else FORWARD]
        insort(here, train, key=attrgetter("number"))

    def nearly_home(self):
        """How many will be home soon."""
        coming = filter(Train.is_coming_back, self.engines)
        return sum(
            sum(line.running for line in train.lines_left()) < NEARLY_HOME for train in coming
        )

    def passes(self, day, now, against):
        """How many trains the chain can pass toward the railhead."""
        return min(
            passed_by(line, day, line.wait(now), against[line.number]) for line in self.lines
        )


def passed_by(line, day, wait, against):
    """How many trains a line can pass while some come the other way."""
    window = DAY - wait if wait < DAY else DAY
    thousandths = min(passed_by_block(block.places, window, against) for block in line.blocks)
    return thousandths * (day + 1) // 1_000 - thousandths * day // 1_000


def passed_by_block(places, window, against):
    """The same for a block, in thousandths."""
    fleet = min(FLEET, *places)
    pairs = 1_000 * fleet * window // (2 * (RUNNING + CLEARING + FOLLOWING * (fleet - 1)))
    alone = 1_000 * window // max(FOLLOWING, -(-RUNNING // places[FORWARD]))
    against *= 1_000
    if against >= pairs:
        trains = max(2 * pairs - against, 0)
    else:
        most = max(alone, pairs)
        trains = most - against * (most - pairs) // pairs
    return min(trains, alone)


def trips(night):
    """Whole trips of the trucks in a night."""
    return night // TRIP


def loads(kg):
    """Train-loads, rounded half up."""
    return (kg + FULL // 2) // FULL


@dataclass
class Leg:
    """Trains of the plan."""

    number: int
    chain: Chain
    railhead: Station
    interval: int
    planned: int
    sent: int = 0

    @property
    def corridor(self):
        """The corridor of which it is."""
        return self.chain.lines[0].corridor

    def is_left(self):
        """There are trains left to be sent."""
        return self.sent < self.planned

    def load(self):
        """What the next train takes; nothing if it had better not leave."""
        wanted, start = self.railhead.wanted(), self.chain.start
        kg = min(wanted, FULL, start.transit + start.budget)
        return 0 if 2 * kg < FULL and kg < wanted else kg

    def dispatch(self):
        """Loads an engine and says which, if there are an engine and a load."""
        kg = self.load() if self.chain.idle[FORWARD] else 0
        if kg == 0:
            return None
        chain = self.chain
        train = chain.idle[FORWARD].pop(0)
        train.kg, train.direction = kg, FORWARD
        lying = min(kg, chain.start.transit)
        chain.start.transit -= lying
        chain.start.budget -= kg - lying
        if chain.is_final:
            chain.end.coming += kg
        else:
            chain.end.coming_transit += kg
        self.sent += 1
        return train


@dataclass
class Haul:
    """Trucks of the plan; a corridor has no others, so their number is 0."""

    number: int
    corridor: "Corridor"
    near: Station
    far: Station
    railhead: Station
    first: int
    left: int

    def load(self):
        """Loads a wave and says with how much."""
        near, far = self.near, self.far
        kg = min(WAVE, near.lift, self.left, self.railhead.wanted(), near.transit)
        self.left -= kg
        near.lift -= kg
        near.transit -= kg
        far.coming_transit += kg
        return kg

    def arrive(self, kg):
        """A wave is unloaded."""
        self.far.coming_transit -= kg
        self.far.transit += kg


class Corridor:
    """A corridor."""

    def __init__(self, plan, stations, chains):
        self.name = plan.name
        self.stations = stations
        self.chains = chains
        self.railhead = chains[-1].end
        self.has_river = len(chains) > 1
        # A line has opened or closed since the last plan.
        self.is_stale = False
        self.legs, self.hauls = [], []
        for chain in chains:
            for line in chain.lines:
                line.corridor = self

    def add_leg(self, chain, trains, night):
        """Plans trains, if there are any."""
        if trains:
            self.legs.append(Leg(len(self.legs), chain, self.railhead, night // trains, trains))


class Railway:
    """What stands, what it holds, and the rules in which nobody waits.

    A peer says what follows when a line opens or closes and when a block opens.
    """

    def __init__(self, size, seed):
        self.size = size
        self.chance = Random(seed)
        self.sky = Sky(size.days)
        self.stations, self.lines, self.blocks = [], [], []
        self.chains, self.trains, self.formations = [], [], []
        # Bases of gangs, one for each chain: the lines that they mend.
        self.bases = []
        self.corridors = [self.build(plan) for plan in corridors(size)]
        self.raids = raids(size)
        self.by_name = {corridor.name: corridor for corridor in self.corridors}
        self.today = Day()
        self.daily = []

    def line_changed(self, line):
        """A line has opened or closed."""
        raise NotImplementedError

    def block_opened(self, block):
        """A block has opened."""
        raise NotImplementedError

    def new_block(self, number, line, places):
        """A block, of the peer's kind."""
        return Block(number, line, places)

    def new_train(self, number, key, chain):
        """A train, of the peer's kind."""
        return Train(number, key, chain)

    def new_job(self, key, block, known, work):
        """A job, of the peer's kind."""
        return Job(key, block, known, work)

    def build(self, plan):
        """Builds a corridor."""
        stations = {station.letter: Station(plan.name, station) for station in plan.stations}
        self.stations.extend(stations.values())
        chains = []
        for lines in plan.chains:
            built = [self.build_line(plan.name, line, stations) for line in lines]
            start, end = stations[lines[0].start], stations[lines[-1].end]
            chains.append(Chain(built, start, end, is_final=lines is plan.chains[-1]))
            self.bases.append(built)
        for chain, pool, engines in zip(chains, ("B-E", "E"), plan.engines):
            pool_key = keys.of(f"locomotive/{plan.name}{pool}")
            for engine in range(engines):
                key = keys.child(pool_key, 2, engine)
                train = self.new_train(len(self.trains), key, chain)
                self.trains.append(train)
                chain.engines.append(train)
                chain.idle[FORWARD].append(train)
        self.chains.extend(chains)
        self.formations.append(Formation(chains[-1].end, plan.need))
        return Corridor(plan, stations, chains)

    def build_line(self, corridor, plan, stations):
        """Builds a line."""
        start, end = stations[plan.start], stations[plan.end]
        line = Line(len(self.lines), corridor + plan.digit, start, len(self.bases))
        self.lines.append(line)
        for ordinal in range(plan.blocks):
            is_first, is_last = ordinal == 0, ordinal + 1 == plan.blocks
            places = (
                end.places if is_last else PLACES_BETWEEN,
                start.places if is_first else PLACES_BETWEEN,
            )
            block = self.new_block(len(self.blocks), line, places)
            block.begins_line = [is_first, is_last]
            line.blocks.append(block)
            self.blocks.append(block)
        start.lines.append(line)
        end.lines.append(line)
        return line

    # Cuts and repair.

    def strike(self, raid):
        """The jobs that a raid makes, one after another."""
        station = self.by_name[raid.corridor].stations[raid.letter]
        for cut in range(raid.cuts):
            line = station.lines[cut % len(station.lines)]
            block = line.blocks[0] if line.start is station else line.blocks[-1]
            yield self.cut(keys.child(keys.child(raid.key, 24, 0), 4, cut), block, raid.second)

    def cut(self, key, block, second):
        """A block is cut, which is a job."""
        known = second + floor(HOUR * self.scattered(RESPONSE_HOURS) + 0.5)
        work = floor(1_000 * HOUR * self.scattered(GANG_HOURS) + 0.5)
        job = self.new_job(key, block, known, work)
        block.jobs.append(job)
        if len(block.jobs) == 1:
            block.line.closed += 1
            if block.line.closed == 1:
                self.line_changed(block.line)
        return job

    def scattered(self, median):
        """A log-normal number in the sister, the median in R itself."""
        return median * exp(SCATTER * self.chance.gauss()) if self.size.scatters else median

    def mend(self, job, second):
        """A job is done."""
        self.today.mended += 1
        block = job.block
        block.jobs.remove(job)
        block.slow_until = second + SLOW_FOR
        if not block.jobs:
            block.expected = None
            self.block_opened(block)
            block.line.closed -= 1
            if block.line.closed == 0:
                self.line_changed(block.line)

    def foresee(self, now):
        """The staff say when they expect each closed block to open."""
        for block in self.blocks:
            if block.jobs:
                block.expected = max(job.expected(now) for job in block.jobs)

    # The plan.

    def stale(self):
        """The corridors of which a line has opened or closed since their last plan."""
        return [corridor for corridor in self.corridors if corridor.is_stale]

    def plan(self, corridors, now):
        """Makes the plans of some corridors anew, and says which engines are called home."""
        for corridor in corridors:
            corridor.is_stale = False
            corridor.legs, corridor.hauls = [], []
        dusk = self.sky.next_dark(now)
        night = self.sky.next_light(dusk) - dusk
        against = self.coming_back(night)
        for corridor in corridors:
            if corridor.has_river:
                corridor.chains[0].end.lift = WAVE * trips(night)
            self.plan_corridor(corridor, now, dusk, night, against)
        legs = [leg for corridor in corridors for leg in corridor.legs]
        return [train for leg in legs for train in called_home(leg, now)]

    def plan_corridor(self, corridor, now, dusk, night, against):
        """Plans what is sent from each place where loads lie, the nearest first."""
        day, railhead = now // DAY, corridor.railhead

        def there(station):
            lying, coming = station.transit, station.coming_transit
            kg = min(lying, railhead.wanted()) + min(coming, railhead.wanted())
            return loads(kg + station.base_kg)

        first, last = corridor.chains[0], corridor.chains[-1]
        wanted = min(loads(railhead.wanted()), MOST_LOADS, last.passes(day, now, against))
        if not corridor.has_river:
            corridor.add_leg(first, min(wanted, there(first.start)), night)
            return
        from_far = min(wanted, there(last.start))
        wanted = min(wanted - from_far, loads(min(ROAD, WAVE * trips(night))))
        from_near = min(wanted, there(first.end))
        wanted = min(wanted - from_near, first.passes(day, now, against))
        from_base = min(wanted, there(first.start))
        corridor.add_leg(first, from_base, night)
        corridor.add_leg(last, from_base + from_near + from_far, night)
        if over := from_base + from_near:
            start = dusk + HANDLING_AT_AN_END
            haul = Haul(0, corridor, first.end, last.start, railhead, start, over * FULL)
            corridor.hauls.append(haul)

    def coming_back(self, within):
        """By line: how many trains will come back over it within so much running."""
        against = Counter()
        for train in filter(Train.is_coming_back, self.trains):
            running = 0
            for line in train.lines_left():
                against[line.number] += 1
                running += line.running
                if running >= within:
                    break
        return against

    # Trains and trucks.

    def unload(self, train):
        """What a train carries is in stock, or lies there to be forwarded."""
        kg, station = train.kg, train.chain.end
        train.kg = 0
        if train.chain.is_final:
            station.coming -= kg
            station.stock += kg
            self.today.delivered += kg
        else:
            station.coming_transit -= kg
            station.transit += kg
        self.today.trains += 1

    def load_wave(self, haul):
        """Loads a wave of trucks and says with how much."""
        kg = haul.load()
        self.today.over_rivers += kg
        return kg

    def can_haul(self, haul, now):
        """A wave may leave."""
        is_over = now + DRIVING > self.sky.next_light(now)
        return haul.left > 0 and self.sky.is_dark(now) and not is_over

    # The day.

    def supply_bases(self):
        """A new day's supplies reach the bases."""
        for station in self.stations:
            station.budget = station.base_kg

    def consume(self):
        """Formations use what they need."""
        self.today.missing += sum(formation.consume() for formation in self.formations)

    def draw(self):
        """Formations fetch what they lack."""
        for formation in self.formations:
            formation.draw()

    def close_day(self):
        """The day ends."""
        for formation in self.formations:
            railhead = formation.railhead
            # Unlike the other divisions, this one goes toward zero, also where requests fall.
            railhead.grams_a_day += int((1_000 * railhead.asked - railhead.grams_a_day) / 7)
            railhead.asked = 0
        for line in self.lines:
            line.close_day()
        self.daily.append(self.today)
        self.today = Day()


def called_home(leg, now):
    """Engines that are called from the end of a chain because its start lacks some."""
    start, end = leg.chain.idle
    missing = leg.planned - len(start) - leg.chain.nearly_home()
    if not end or missing <= 0 or not leg.chain.way_back_opens(now):
        return
    for train in end[:missing]:
        train.direction = BACK
        yield train
    del end[:missing]
