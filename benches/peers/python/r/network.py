"""What stands in the workload R, and what is bombed, from the number of corridors and of days.

The rules are told in `benches/peers/r/README.md`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from r import keys

FIRST = date(1950, 1, 1)
DAY = 86_400
BLOCK_KM = 8


@dataclass(frozen=True)
class Size:
    """How large R is: corridors of each kind, days, and whether work and response scatter."""

    corridors: int
    days: int
    scatters: bool = False


class StationPlan(NamedTuple):
    """A station: its letter, whether it is a yard, and what it is given to send, in kilograms a day."""

    letter: str
    is_yard: bool
    base_kg: int = 0


class LinePlan(NamedTuple):
    """A line between two stations of a corridor, toward the railhead."""

    digit: str
    start: str
    end: str
    km: int

    @property
    def blocks(self):
        """How many blocks the line has."""
        return self.km // BLOCK_KM


class CorridorPlan(NamedTuple):
    """A corridor: lines in chains, with a river between one chain and the next."""

    name: str
    stations: tuple[StationPlan, ...]
    chains: tuple[tuple[LinePlan, ...], ...]
    # By chain: how many start idle at its beginning.
    engines: tuple[int, ...]
    # What the formation at the railhead needs, in kilograms a day.
    need: int


def through(number):
    """A corridor of two lines: base, junction, railhead."""
    return CorridorPlan(
        name=f"A{number:03}",
        stations=(
            StationPlan("B", True, 4_000_000),
            StationPlan("J", False),
            StationPlan("R", True),
        ),
        chains=((LinePlan("1", "B", "J", 40), LinePlan("2", "J", "R", 32)),),
        engines=(24,),
        need=1_000 * (1_500 + 37 * (number % 11)),
    )


def broken(number):
    """A corridor with a river in it that no bridge crosses: base, near bank, far bank, railhead."""
    return CorridorPlan(
        name=f"B{number:03}",
        stations=(
            StationPlan("B", True, 3_000_000),
            StationPlan("M", True),
            StationPlan("N", True),
            StationPlan("R", True),
        ),
        chains=((LinePlan("1", "B", "M", 32),), (LinePlan("2", "N", "R", 24),)),
        engines=(16, 10),
        need=1_000 * (900 + 29 * (number % 7)),
    )


def corridors(size):
    """All corridors, in turn of each kind."""
    for number in range(size.corridors):
        yield through(number)
        yield broken(number)


class Raid(NamedTuple):
    """A raid on a station of a corridor."""

    second: int
    key: int
    corridor: str
    letter: str
    cuts: int


def raids_of_day(day, size):
    """The raids of a day: second of the day, corridor, letter of the station, cuts."""
    for number in range(size.corridors):
        if (day + 2 * number) % 3 == 0:
            second = 28_800 + 1_237 * ((7 * day + 11 * number) % 37)
            yield second, f"A{number:03}", "J", 1 + (day + number) % 3
        if (day + number) % 4 == 1:
            second = 21_600 + 1_409 * ((5 * day + 3 * number) % 41)
            yield second, f"B{number:03}", "M", 1 + day % 2
        if (day + number) % 5 == 2:
            second = 32_400 + 1_103 * ((3 * day + 7 * number) % 43)
            yield second, f"B{number:03}", "N", 1 + (day + 1) % 3


def raids(size):
    """All raids, in order of second and key."""

    def keyed(day, second, corridor, letter, cuts):
        key = keys.of(f"raid/{FIRST + timedelta(days=day)}/R/{corridor}{letter}/1")
        return Raid(day * DAY + second, key, corridor, letter, cuts)

    return sorted(keyed(day, *raid) for day in range(size.days) for raid in raids_of_day(day, size))
