//! How cost grows with size: theatres of one region, of 25 and of 250 with 80 stations each, and as much going on at
//! each station.
//!
//! Cost should grow no faster than what there is: a station of a large theatre costs what one of a small theatre does,
//! but for what the processor's caches no longer hold. Each size runs in a program of its own, this bench calling
//! itself, so that the most memory it ever held can be asked of Linux. A table at the end gives medians.
//!
//! `cargo bench --bench scale` takes about a minute.

use std::process::Command;
use std::sync::LazyLock;

use interdict::model::{Seed, Simulation};
use interdict::scenario::synthetic::{Shape, generate};

/// Regions, and how often the days are run, so that each size runs for about as long.
const SIZES: [(u32, u32); 3] = [(1, 301), (25, 25), (250, 5)];

/// Stations of a region.
const STATIONS: u32 = 80;

const DAYS: u16 = 10;

#[expect(clippy::disallowed_types, reason = "a bench is about time")]
type Instant = std::time::Instant;

/// A theatre in which everything grows with the stations.
const fn shape(regions: u32) -> Shape {
    Shape {
        regions,
        stations: STATIONS,
        branches: 4,
        days: DAYS,
        bridges: STATIONS / 2,
        flak: STATIONS,
        air_units: 10,
        raids: 10,
        gangs: STATIONS / 4,
    }
}

/// Seconds since the first call.
fn now() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The most memory that this program has held, bytes; `None` where the system does not say.
fn most_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(1_024.0 * kib)
}

/// What a size costs: microseconds a station to build, megabytes in all, bytes a station beyond what the program
/// itself holds, microseconds a station and day. Memory is `NaN` where the system does not say.
fn costs(regions: u32, times: u32) -> [f64; 4] {
    let stations = f64::from(regions * STATIONS);
    let before = most_memory();
    let scenario = generate(shape(regions), 1);
    let build = || {
        let start = now();
        let simulation = Simulation::new(&scenario);
        (now() - start, simulation)
    };
    let building = median((0..5).map(|_| build().0).collect());
    let (_, mut simulation) = build();
    let run = |replication: u32| {
        simulation.reset(Seed {
            seed: 1,
            replication,
        });
        let start = now();
        while simulation.run_day().expect("no law breaks") {}
        now() - start
    };
    let running = median((0..times).map(run).collect());
    let most = most_memory().unwrap_or(f64::NAN);
    [
        1e6 * building / stations,
        most / 1e6,
        (most - before.unwrap_or(f64::NAN)) / stations,
        1e6 * running / stations / f64::from(DAYS),
    ]
}

/// The costs of a size, by this program called anew.
fn asked(regions: u32, times: u32) -> [f64; 4] {
    let program = std::env::current_exe().expect("the bench has a path");
    let output = Command::new(program)
        .args(["--size", &regions.to_string(), &times.to_string()])
        .output()
        .expect("the bench calls itself");
    let said = String::from_utf8_lossy(&output.stdout);
    let figures = said.split_whitespace().filter_map(|word| word.parse().ok());
    let figures: Vec<f64> = figures.collect();
    let Ok(figures) = figures.try_into() else {
        panic!("{regions} regions said: {said}")
    };
    figures
}

#[expect(clippy::print_stdout, reason = "the table is what was asked for")]
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--size") {
        let number = |place: usize| arguments[place].parse().expect("a number");
        let [build, all, bytes, day] = costs(number(at + 1), number(at + 2));
        println!("{build} {all} {bytes} {day}");
        return;
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    println!("memory in all; then for each station");
    let columns = [
        "stations",
        "memory, MB",
        "memory, bytes",
        "to build, us",
        "day, us",
        "day, ratio",
    ];
    println!("{}", columns.map(|column| format!("{column:>14}")).concat());
    let mut smallest = None;
    for (regions, times) in SIZES {
        let [build, all, bytes, day] = asked(regions, times);
        let ratio = day / *smallest.get_or_insert(day);
        let stations = regions * STATIONS;
        println!("{stations:>14}{all:>14.0}{bytes:>14.0}{build:>14.1}{day:>14.2}{ratio:>14.2}");
    }
}
