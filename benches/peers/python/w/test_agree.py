"""Holds the peers to the means that the rules declare for the theatre.

`python -m w.test_agree plain simpy --replications 8` prints what was measured and fails where a mean
is further off than 3.5 standard errors and one hundredth for what a peer has otherwise in law. Tons
for the cuts that were made vary least, and are allowed no hundredth: they show what the others hide.
pytest finds the same, with fewer replications for those that are slow, and holds those that draw in the
same order to the same days.
"""

import argparse
import importlib
import sys
from dataclasses import dataclass
from math import sqrt

from w import command
from w.shape import SIZES, Network

DAYS = 300
STANDARD_ERRORS = 3.5

MODULES = {
    "plain": "w.plain",
    "simpy": "w.simpy_theatre",
    "salabim": "w.salabim_theatre",
    "mesa": "w.mesa_theatre",
}


@dataclass(frozen=True)
class Reference:
    """The mean of a day, and its deviation between replications of 300 days (by 400 of the floor)."""

    name: str
    mean: float
    deviation: float
    allowed_in_law: float = 0.01

    def allowed(self, replications):
        """How far from the mean that of some replications may be."""
        by_chance = STANDARD_ERRORS * self.deviation / sqrt(replications)
        return by_chance + self.allowed_in_law * self.mean


REFERENCES = (
    Reference("tons a day", 4_976.0, 241.2),
    Reference("cuts a day", 28.66, 1.600),
    Reference("aircraft a day", 16.16, 0.476),
    Reference("segments damaged", 16.6, 1.210),
)

# Most of the deviation of the tons comes with that of the cuts. By 400 replications of the floor: tons,
# what a cut, an aircraft lost and a segment damaged more than usual make of them, and what is left.
USUAL = (4_956.0, 28.796, 16.187, 16.654)
SLOPES = (-86.54, 17.89, -83.35)
LEFT = Reference("tons, given those", USUAL[0], 67.3, allowed_in_law=0.0)


def given_the_rest(found):
    """The tons that would have been delivered with the usual cuts, losses and damage."""
    tons, *others = found
    more = zip(SLOPES, others, USUAL[1:])
    return tons - sum(slope * (other - usual) for slope, other, usual in more)


def measured(implementation, replications):
    """Means over some replications of a peer, and its seconds for one."""
    peer = importlib.import_module(MODULES[implementation]).Theatre
    seeds = range(1, replications + 1)
    runs = list(command.replicate(peer, SIZES["theatre"], DAYS, seeds))
    columns = zip(*(command.means(daily) for _, daily in runs))
    seconds = sorted(elapsed for elapsed, _ in runs)[replications // 2]
    return [sum(column) / replications for column in columns], seconds


def agrees(implementation, replications):
    """Whether a peer agrees; prints what was measured."""
    found, seconds = measured(implementation, replications)
    print(f"{implementation}, {replications} replications of {DAYS} days, {seconds:.2f} s each")
    all_agree = True
    for reference, mean in zip((*REFERENCES, LEFT), (*found, given_the_rest(found))):
        is_near = abs(mean - reference.mean) <= reference.allowed(replications)
        all_agree = all_agree and is_near
        off = 100.0 * (mean / reference.mean - 1.0)
        allowed = 100.0 * reference.allowed(replications) / reference.mean
        verdict = "agrees" if is_near else "DOES NOT AGREE"
        print(f"  {reference.name:17} {mean:9.3f}  {off:+5.1f} % of ±{allowed:.1f} %  {verdict}")
    return all_agree


def test_the_theatre_is_as_declared():
    network = Network(SIZES["theatre"])
    assert (network.ends[76], network.ends[94]) == ((1, 21), (16, 36))
    assert (network.value[7], network.value[77]) == (6.0, 3.0)
    assert list(network.size.batteries_of(19)) == [19, 79, 139, 199]
    assert network.size.zone(23) == range(92, 95)


def days_of(implementation, size, days, seed):
    """The series of a replication."""
    peer = importlib.import_module(MODULES[implementation]).Theatre
    return [daily for _, daily in command.replicate(peer, SIZES[size], days, [seed])][0]


def assert_same_days(one, other):
    """Two peers that draw in the same order give the same days."""
    for size, seed in (("theatre", 1), ("theatre", 2), ("quiet", 3), ("idle", 4)):
        assert days_of(one, size, 20, seed) == days_of(other, size, 20, seed), (size, seed)


def test_mesa_gives_the_days_of_plain():
    assert_same_days("plain", "mesa")


def test_salabim_gives_the_days_of_simpy():
    assert_same_days("simpy", "salabim")


def test_plain_agrees():
    assert agrees("plain", 24)


def test_simpy_agrees():
    assert agrees("simpy", 8)


def test_salabim_agrees():
    assert agrees("salabim", 3)


def test_mesa_agrees():
    assert agrees("mesa", 8)


def main():
    """Checks the peers that are named, or all."""
    parser = argparse.ArgumentParser(description="Holds the peers to the declared means.")
    parser.add_argument("peers", nargs="*", metavar="PEER", help=", ".join(MODULES))
    parser.add_argument("--replications", type=int, default=8)
    arguments = parser.parse_args()
    peers = arguments.peers or list(MODULES)
    if unknown := [peer for peer in peers if peer not in MODULES]:
        parser.error(f"no such peer: {', '.join(unknown)}")
    verdicts = [agrees(peer, arguments.replications) for peer in peers]
    sys.exit(0 if all(verdicts) else 1)


if __name__ == "__main__":
    main()
