"""Holds the peers to the means that the rules declare, for six corridors of each kind and 300 days.

`python -m r.test_agree` prints what was measured and fails where a peer is further off than it may be: plain
not at all, on any day. For the others the order of what is due in the same second is another, by which
the trains of a day move a little, and some have a hundredth or less otherwise in law. In the sister, work and response scatter,
and means are compared with those of 20 replications of the floor. pytest finds the same.
`python -m r.test_agree --orders 16` finds anew by how much figures move with that order.
"""

import argparse
import importlib
import sys
from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev
from unittest import mock

from r import command, keys
from r.network import Size, corridors, raids
from r.railway_rules import Sky, trips
from w.shape import series_hash

SIZE = Size(corridors=6, days=300)
SISTER = Size(corridors=6, days=300, scatters=True)
STANDARD_DEVIATIONS = 3.5
HASHES = {
    Size(1, 120): "c1cd330b75e08ca5",
    Size(2, 120): "80882cdd5f16a7a1",
    Size(13, 120): "fcc535df7c708c40",
    SIZE: "4a5210ef37bbbcb1",
}

PEERS = {
    "plain": ("r.plain", "PlainRailway"),
    "simpy": ("r.simpy_railway", "SimpyRailway"),
    "salabim": ("r.salabim_railway", "SalabimRailway"),
    "mesa": ("r.mesa_railway", "MesaRailway"),
}
# Those that have no ticks differ in law by that.
WITHOUT_TICKS = ("simpy", "salabim")
WITH_SISTERS = {"plain": 8, "simpy": 4}


@dataclass(frozen=True)
class Reference:
    """A mean of a day as declared, and how far off it may be."""

    name: str
    declared: float
    # Deviation of the mean by the order of what is due in the same second: 16 orders, of plain.
    by_order: float
    # Of the sister: mean and deviation between replications, by
    # `kernel-r floor --sister --seed SEED --replications 1 --json` for the seeds 1 to 20.
    sister: float
    by_chance: float
    # Relative, for those without ticks. Missing is the small difference of two large figures.
    in_law: float = 0.002


REFERENCES = (
    Reference("kg delivered", 15_716_743.3, 0.0, 15_708_213.8, 7_942.3),
    Reference("kg missing", 203_253.3, 0.0, 206_183.0, 6_814.2, in_law=0.03),
    Reference("kg over rivers", 5_645_900.0, 0.0, 5_638_360.0, 7_806.8),
    Reference("trains", 55.0933, 0.0032, 55.0490, 0.0429),
    Reference("cuts mended", 8.650, 0.0, 8.6493, 0.0013),
)
SISTERS_OF_FLOOR = 20


def run(peer, size, seed=1):
    """Seconds and series of a replication."""
    module, name = PEERS[peer]
    railway = getattr(importlib.import_module(module), name)
    return next(command.replicate(railway, size, [seed]))


def allowed(peer, reference):
    """How far a mean of a peer may be off."""
    rounding = 0.5 if reference.declared > 1_000 else 0.0005
    if peer == "plain":
        return rounding
    in_law = reference.in_law * reference.declared if peer in WITHOUT_TICKS else 0.0
    return STANDARD_DEVIATIONS * reference.by_order + in_law + rounding


def allowed_in_sister(peer, reference, replications):
    """The same for the sister, where the floor's means are by chance, too."""
    in_law = reference.in_law * reference.sister if peer in WITHOUT_TICKS else 0.0
    errors = reference.by_chance * sqrt(1 / replications + 1 / SISTERS_OF_FLOOR)
    return STANDARD_DEVIATIONS * errors + in_law


def is_near(name, found, right, most):
    """A mean is near enough; prints what was found."""
    verdict = "agrees" if abs(found - right) <= most else "DOES NOT AGREE"
    off, percent = 100.0 * (found / right - 1.0), 100.0 * most / right
    print(f"  {name:15} {found:14,.3f}  {off:+6.3f} % of ±{percent:.3f} %  {verdict}")
    return verdict == "agrees"


def agrees(peer):
    """Whether a peer agrees with what is declared; prints what was measured."""
    seconds, daily = run(peer, SIZE)
    print(f"{peer}, {seconds:.2f} s, {series_hash(daily)}")
    verdicts = [
        is_near(reference.name, found, reference.declared, allowed(peer, reference))
        for reference, found in zip(REFERENCES, command.means(daily))
    ]
    return all(verdicts) and (peer != "plain" or series_hash(daily) == HASHES[SIZE])


def sister_agrees(peer, replications):
    """The same for the sister."""
    runs = [run(peer, SISTER, seed) for seed in range(1, replications + 1)]
    seconds = sorted(elapsed for elapsed, _ in runs)[replications // 2]
    print(f"{peer}, the sister, {replications} replications, {seconds:.2f} s each")
    columns = zip(*(command.means(daily) for _, daily in runs))
    verdicts = [
        is_near(
            reference.name,
            mean(column),
            reference.sister,
            allowed_in_sister(peer, reference, replications),
        )
        for reference, column in zip(REFERENCES, columns)
    ]
    return all(verdicts)


def print_orders(orders):
    """Prints how the means of plain move with the order of what is due in the same second."""
    of, rows = keys.of, []
    for number in range(orders):
        with mock.patch.object(keys, "of", lambda name, salt=number: of(f"{name}#{salt}")):
            rows.append(command.means(run("plain", SIZE)[1]))
    for reference, column in zip(REFERENCES, zip(*rows)):
        lowest, middle, highest = min(column), mean(column), max(column)
        print(f"  {reference.name:15} {lowest:14,.3f} {middle:14,.3f} {highest:14,.3f}", end="")
        print(f"  deviation {stdev(column):,.4f}")


def test_what_stands_is_as_declared():
    first, second, *_, last = corridors(SIZE)
    assert (first.name, second.name, last.name) == ("A000", "B000", "B005")
    assert [line.blocks for chain in first.chains for line in chain] == [5, 4]
    assert [line.blocks for chain in second.chains for line in chain] == [4, 3]
    assert (last.need, last.engines) == (1_045_000, (16, 10))
    assert abs(sum(raid.cuts for raid in raids(SIZE)) / SIZE.days - 8.65) < 0.05


def test_nights_are_as_declared():
    sky = Sky(300)
    dusk = sky.next_dark(12 * 3_600)
    night = sky.next_light(dusk) - dusk
    # Twelve hours less two twilights of somewhat more than 6 degrees.
    assert abs(night - (12 * 3_600 - 2 * 6 * 240)) < 400
    assert trips(night) == 3


def test_keys_are_hashes_of_names():
    assert keys.of("").to_bytes(8, "little").hex() == "af1349b9f5f9a1a6"
    assert keys.mix(0) == 0xE220A8397B1DCDAF


def test_plain_is_the_floor_on_every_day():
    for size, right in HASHES.items():
        assert series_hash(run("plain", size)[1]) == right, size


def test_plain_agrees():
    assert agrees("plain")


def test_simpy_agrees():
    assert agrees("simpy")


def test_salabim_agrees():
    assert agrees("salabim")


def test_mesa_agrees():
    assert agrees("mesa")


def test_the_sister_of_plain_agrees():
    assert sister_agrees("plain", WITH_SISTERS["plain"])


def test_the_sister_of_simpy_agrees():
    assert sister_agrees("simpy", WITH_SISTERS["simpy"])


def main():
    """Checks the peers that are named, or all."""
    parser = argparse.ArgumentParser(description="Holds the peers to the declared means.")
    parser.add_argument("peers", nargs="*", metavar="PEER", help=", ".join(PEERS))
    parser.add_argument("--orders", type=int, help="how figures move with the order in a second")
    arguments = parser.parse_args()
    if arguments.orders:
        print_orders(arguments.orders)
        return
    peers = arguments.peers or list(PEERS)
    if unknown := [peer for peer in peers if peer not in PEERS]:
        parser.error(f"no such peer: {', '.join(unknown)}")
    verdicts = [agrees(peer) for peer in peers]
    verdicts += [
        sister_agrees(peer, replications)
        for peer, replications in WITH_SISTERS.items()
        if peer in peers
    ]
    sys.exit(0 if all(verdicts) else 1)


if __name__ == "__main__":
    main()
