#!/usr/bin/env python3
"""Runs both workloads in every implementation, in turn, and says how long each took and whether they agree.

What it needs it makes itself: the Rust packages with cargo, one at a time; an environment for Python in `target/`,
with the packages of `python/requirements.txt` from the registry. Python 3.12 or newer; nothing else of this machine is
touched. Each round runs every implementation once under the seed of the round, so that what drifts drifts for all;
ratios are taken within a round, and their median and range over the rounds are printed.

    python3 benches/peers/compare.py                      # both workloads, 5 rounds, some ten minutes
    python3 benches/peers/compare.py --workload r --rounds 3 --only floor,model,simpy
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from pathlib import Path

# Replications of a compiled implementation in each round; the others have one.
COMPILED_TIMES = 7
HERE = Path(__file__).resolve().parent
TARGET = HERE / "target"


@dataclass(frozen=True)
class Implementation:
    """How one implementation is called, and what a reader should know of it."""

    name: str
    what: str
    package: str = ""
    module: str = ""
    word: str = ""
    better: str = ""


@dataclass(frozen=True)
class Workload:
    """A workload: its implementations, the first of which is the floor, and what must agree."""

    title: str
    arguments: tuple
    # figure of the line that is printed: how it scatters between seeds, where a peer has numbers of its own, and how far
    # off its own laws may lead, both as shares
    figures: dict
    # implementations whose hash must be that of the floor in every round
    same: tuple
    implementations: tuple = field(default=())
    # implementations that plan by other rules than the floor, and the figures in which they must agree all the same
    apart: dict = field(default_factory=dict)


SIMPY = "a process reads as the story of a train; interrupts, resources and stores are there; no compiler is needed"
SALABIM = "processes as in SimPy, with animation, monitors of every queue and distributions built in"
MESA = "agents with a page in the browser, collected data as tables, batch runs over parameters"
PLAIN = "nothing to install, and everybody can read and change it"
KRABMAGA = "agents and fields with pictures and parameter sweeps over threads and machines, in Rust"
NEXOSIM = "models joined by ports, typed messages, several threads within one run, a server to drive it from outside"

WORKLOADS = {
    "w": Workload(
        "W, one small theatre by the hour, 300 days",
        ("--size", "theatre", "--days", "300"),
        {
            "tons_per_day": (0.049, 0.02),
            "cuts_per_day": (0.056, 0.01),
            "aircraft_per_day": (0.029, 0.01),
            "segments_damaged": (0.073, 0.01),
        },
        ("engine", "agenda"),
        (
            Implementation("floor", "by hand, polled", package="kernel-w", word="floor"),
            Implementation("engine", "interdict-engine, polled", package="kernel-w", word="engine"),
            Implementation("agenda", "interdict-engine, by due times", package="kernel-w", word="agenda"),
            Implementation("krabmaga", "krABMaga", package="kernel-krabmaga", word="krabmaga", better=KRABMAGA),
            Implementation("nexosim", "NexoSim", package="kernel-nexosim", word="nexosim", better=NEXOSIM),
            Implementation("plain", "plain Python", module="w.plain", better=PLAIN),
            Implementation("mesa", "Mesa", module="w.mesa_theatre", better=MESA),
            Implementation("simpy", "SimPy", module="w.simpy_theatre", better=SIMPY),
            Implementation("salabim", "salabim", module="w.salabim_theatre", better=SALABIM),
        ),
    ),
    "r": Workload(
        "R, a railway under scripted cuts, 12 corridors, 300 days",
        ("--corridors", "6", "--days", "300"),
        {
            "delivered_kg_per_day": (0.0, 0.002),
            "unmet_kg_per_day": (0.0, 0.03),
            "trucked_kg_per_day": (0.0, 0.002),
            "trains_per_day": (0.0, 0.002),
            "mended_per_day": (0.0, 0.002),
        },
        (),
        (
            Implementation("floor", "by hand", package="kernel-r", word="floor"),
            Implementation("model", "the model, laws and books on", package="kernel-r", word="model"),
            Implementation("krabmaga", "krABMaga", package="kernel-r-krabmaga", word="krabmaga", better=KRABMAGA),
            Implementation("nexosim", "NexoSim", package="kernel-r-nexosim", word="nexosim", better=NEXOSIM),
            Implementation("plain", "plain Python", module="r.plain", better=PLAIN),
            Implementation("mesa", "Mesa", module="r.mesa_railway", better=MESA),
            Implementation("simpy", "SimPy", module="r.simpy_railway", better=SIMPY),
            Implementation("salabim", "salabim", module="r.salabim_railway", better=SALABIM),
        ),
        {"model": ("mended_per_day",)},
    ),
}


def fail(message):
    """Says why and ends."""
    sys.exit(f"error: {message}")


def call(words, **more):
    """Runs a command that must succeed; what it prints is given back."""
    done = subprocess.run(words, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        fail(f"`{' '.join(map(str, words))}` failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def python():
    """A Python of 3.12 or newer: this one, or one on the path."""
    if sys.version_info >= (3, 12):
        return sys.executable
    on_path = [shutil.which(f"python3.{minor}") for minor in (14, 13, 12)]
    by_pyenv = sorted(Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python"), reverse=True)
    for found in filter(None, [*on_path, *by_pyenv]):
        if subprocess.run([found, "-V"], capture_output=True, check=False).returncode == 0:
            return found
    fail("Python 3.12 or newer is needed; run this script with it")


def environment():
    """The environment with the peers' packages, made where it is missing or out of date."""
    folder, wanted = TARGET / "python", (HERE / "python/requirements.txt").read_text()
    mark, inside = folder / "requirements.txt", folder / "bin/python"
    if not (mark.exists() and mark.read_text() == wanted):
        print("making an environment for Python ...", file=sys.stderr)
        chosen = python()
        if chosen == sys.executable:
            venv.create(folder, clear=True, with_pip=True)
        else:
            call([chosen, "-m", "venv", "--clear", folder])
        call([inside, "-m", "pip", "install", "--quiet", "--requirement", HERE / "python/requirements.txt"])
        mark.write_text(wanted)
    return inside


def commands(workload):
    """The command line of each implementation, built and ready."""
    found, target = {}, Path(os.environ.get("CARGO_TARGET_DIR", TARGET))
    packages = dict.fromkeys(each.package for each in workload.implementations if each.package)
    kept = TARGET / "compared"
    kept.mkdir(parents=True, exist_ok=True)
    for package in packages:
        # One at a time, for features are unified over what is built together; and each is put aside at once, for the
        # next may build it anew with its own.
        print(f"building {package} ...", file=sys.stderr)
        call(["cargo", "build", "--release", "--locked", "--quiet", "--package", package], cwd=HERE)
        shutil.copy2(target / "release" / package, kept / package)
    inside = environment() if any(each.module for each in workload.implementations) else None
    for each in workload.implementations:
        if each.package:
            found[each.name] = [kept / each.package, each.word]
        else:
            found[each.name] = [inside, "-m", each.module]
    return found


def measure(workload, rounds):
    """The lines that the implementations print: by name, one a round."""
    ready = commands(workload)
    lines = {name: [] for name in ready}
    for seed in range(1, rounds + 1):
        for name, words in ready.items():
            # what is over in a blink is run several times, and says its median
            times = 1 if "-m" in words else COMPILED_TIMES
            first = (seed - 1) * times + 1
            more = [*workload.arguments, "--replications", str(times), "--seed", str(first), "--json"]
            print(f"\rround {seed} of {rounds}: {name:<10}", end="", file=sys.stderr)
            lines[name].append(json.loads(call([*words, *more], cwd=HERE / "python")))
    print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
    return lines


def disagreements(workload, lines):
    """What an implementation says otherwise than the floor: by name, words; empty where it agrees."""
    floor, found = lines[workload.implementations[0].name], {}
    for name, own in lines.items():
        words = []
        if name in workload.same and any(a["hash"] != b["hash"] for a, b in zip(own, floor)):
            words.append("another hash")
        for figure, (scatter, law) in workload.figures.items():
            if figure not in workload.apart.get(name, workload.figures):
                continue
            allowed = 3.5 * scatter * math.sqrt(2 / len(own)) + law
            mean, expected = (statistics.fmean(line[figure] for line in some) for some in (own, floor))
            if abs(mean / expected - 1.0) > allowed:
                words.append(f"{figure} {mean:,.1f} for {expected:,.1f}")
        found[name] = "; ".join(words)
    return found


def report(workload, lines):
    """Prints the table; gives whether all agree."""
    floor = [line["seconds_per_replication"] for line in lines[workload.implementations[0].name]]
    wrong = disagreements(workload, lines)
    print(f"\n## {workload.title}\n\n{len(floor)} rounds in turn; seconds and ratio are medians, in brackets the range\n")
    print("| | seconds | to the floor | MiB at most | agrees |\n|---|--:|--:|--:|---|")
    for each in workload.implementations:
        seconds = [line["seconds_per_replication"] for line in lines[each.name]]
        ratios = [own / ground for own, ground in zip(seconds, floor)]
        memory = max(line["peak_memory_kib"] or 0 for line in lines[each.name]) / 1024
        bits = all(own["hash"] == ground["hash"] for own, ground in zip(lines[each.name], lines["floor"]))
        agrees = wrong[each.name] or ("to the bit" if bits else "in repair; plans by other rules" if each.name in workload.apart else "in the means")
        print(
            f"| {each.what} | {statistics.median(seconds):.4f} | {statistics.median(ratios):.2f} "
            f"({min(ratios):.2f} to {max(ratios):.2f}) | {memory:.0f} | {agrees} |"
        )
    print("\nWhat the others do better:\n")
    for each in workload.implementations:
        if each.better:
            print(f"- {each.what}: {each.better}.")
    return not any(wrong.values())


def main():
    """The whole program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workload", choices=WORKLOADS, help="one of the two")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="names, with commas between; the floor runs in any case")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("there must be a round")
    only = [name for name in arguments.only.split(",") if name]
    are_right = True
    for key, workload in WORKLOADS.items():
        if arguments.workload not in (None, key):
            continue
        chosen = tuple(each for each in workload.implementations if not only or each.name in ["floor", *only])
        workload = Workload(workload.title, workload.arguments, workload.figures, workload.same, chosen)
        are_right &= report(workload, measure(workload, arguments.rounds))
    if not are_right:
        fail("some do not agree with the floor")


if __name__ == "__main__":
    main()
