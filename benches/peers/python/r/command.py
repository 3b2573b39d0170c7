"""The command line that all peers share, and the line they print.

A peer is a class: built from a size and a seed, it has `run(days)` and then the series `daily`.
"""

import argparse
import json
from dataclasses import astuple
from time import perf_counter

from r.network import Size
from w.command import peak_memory
from w.shape import series_hash

NAMES = ("delivered_kg", "unmet_kg", "trucked_kg", "trains", "mended")


def means(daily):
    """Means of a day, in the order of the names."""
    return [sum(column) / len(daily) for column in zip(*map(astuple, daily))]


def read():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="Runs the workload R.")
    parser.add_argument("--corridors", type=int, default=6)
    parser.add_argument("--days", type=int, default=300)
    parser.add_argument("--replications", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sister", action="store_true", help="work and response scatter")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if min(arguments.corridors, arguments.days, arguments.replications) < 1:
        parser.error("there is nothing to run")
    return arguments


def replicate(peer, size, seeds):
    """Yields seconds of the run alone and series of one replication under each seed."""
    for seed in seeds:
        railway = peer(size, seed)
        start = perf_counter()
        railway.run(size.days)
        yield perf_counter() - start, railway.daily


def main(implementation, peer):
    """The whole program: reads the command line, runs, prints one line."""
    arguments = read()
    size = Size(arguments.corridors, arguments.days, arguments.sister)
    replications = arguments.replications
    seeds = range(arguments.seed, arguments.seed + replications)
    seconds, sums, daily = [], [0.0] * len(NAMES), []
    for elapsed, daily in replicate(peer, size, seeds):
        seconds.append(elapsed)
        sums = [total + mean for total, mean in zip(sums, means(daily))]
    line = {
        "implementation": implementation,
        "corridors": size.corridors,
        "days": size.days,
        "is_sister": size.scatters,
        "replications": replications,
        "seconds_per_replication": round(sorted(seconds)[replications // 2], 6),
        **{f"{name}_per_day": round(total / replications, 3) for name, total in zip(NAMES, sums)},
        "hash": series_hash(daily),
        "peak_memory_kib": peak_memory(),
    }
    if arguments.json:
        print(json.dumps(line, separators=(",", ":")))
    else:
        print(", ".join(f"{name} {value}" for name, value in line.items()))
