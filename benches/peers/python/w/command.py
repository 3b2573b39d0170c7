"""The command line that all peers share, and the line they print.

A peer is a class: built from a size and a seed, it has `run(days)` and then the series `daily`.
"""

import argparse
import json
from time import perf_counter

from w.shape import HOURS, SIZES, series_hash


def means(daily):
    """Means of a day: tons delivered, cuts, aircraft lost, segments damaged."""
    days = len(daily)
    return (
        sum(day.delivered for day in daily) / days,
        sum(day.cuts for day in daily) / days,
        sum(day.losses for day in daily) / days,
        sum(day.damaged_hours for day in daily) / days / HOURS,
    )


def peak_memory():
    """The most memory the process has had, in KiB, where the system tells."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return None


def read():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="Runs the workload W.")
    parser.add_argument("--size", choices=SIZES, default="theatre")
    parser.add_argument("--days", type=int, default=300)
    parser.add_argument("--replications", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.days < 1 or arguments.replications < 1:
        parser.error("there is nothing to run")
    return arguments


def replicate(peer, size, days, seeds):
    """Yields seconds of the loop alone and series of one replication under each seed."""
    for seed in seeds:
        theatre = peer(size, seed)
        start = perf_counter()
        theatre.run(days)
        yield perf_counter() - start, theatre.daily


def main(implementation, peer):
    """The whole program: reads the command line, runs, prints one line."""
    arguments = read()
    size, days, replications = SIZES[arguments.size], arguments.days, arguments.replications
    seeds = range(arguments.seed, arguments.seed + replications)
    seconds, sums, daily = [], [0.0] * 4, []
    for elapsed, daily in replicate(peer, size, days, seeds):
        seconds.append(elapsed)
        sums = [total + mean for total, mean in zip(sums, means(daily))]
    tons, cuts, aircraft, damaged = (total / replications for total in sums)
    line = {
        "implementation": implementation,
        "size": size.name,
        "days": days,
        "replications": replications,
        "seconds_per_replication": round(sorted(seconds)[replications // 2], 6),
        "tons_per_day": round(tons, 2),
        "cuts_per_day": round(cuts, 3),
        "aircraft_per_day": round(aircraft, 3),
        "segments_damaged": round(damaged, 3),
        "hash": series_hash(daily),
        "peak_memory_kib": peak_memory(),
    }
    if arguments.json:
        print(json.dumps(line, separators=(",", ":")))
    else:
        print(", ".join(f"{name} {value}" for name, value in line.items()))
