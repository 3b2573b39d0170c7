//! What a tick costs: one at which nothing is due, a month in which nothing happens, a quiet day, a busy one, and each
//! phase of them.
//!
//! The table of phases comes from the driver's own profile, over the same day of several replications and
//! over whole runs. The line `driver` is what is left: asking what is due, and reading the bench's clock
//! for each step that is. `cargo bench --bench tick` takes about half a minute.

use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use criterion::{BatchSize, Criterion, SamplingMode, criterion_group};
use interdict::engine::Clock;
use interdict::model::{Seed, Simulation};
use interdict::scenario::{Scenario, load};

/// The fourth day: few lines have been cut yet.
const QUIET: u16 = 3;
/// A day of late November: raids, trains, guns and gangs, all at work.
const BUSY: u16 = 120;

#[expect(clippy::disallowed_types, reason = "a bench is about time")]
type Instant = std::time::Instant;

static SCENARIO: LazyLock<Scenario> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/anju-1951");
    match load(&path, &[]) {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    }
});

/// The theatre on the morning of a day.
fn on(simulation: &mut Simulation, day: u16, replication: u32) {
    simulation.reset(Seed {
        seed: 1,
        replication,
    });
    while simulation.day() < day {
        simulation.run_day().expect("no law breaks");
    }
}

/// Systems that ran since the profile was started.
fn runs(simulation: &mut Simulation) -> u64 {
    let profile = simulation.take_profile();
    profile.map_or(0, |profile| profile.runs.iter().sum())
}

/// The theatre at the first tick of a day or after at which nothing is due.
fn at_a_quiet_tick(day: u16) -> Simulation {
    let mut simulation = Simulation::new(&SCENARIO);
    on(&mut simulation, day, 0);
    loop {
        let clock = *simulation.world_mut().resource::<Clock>();
        simulation.start_profile(|| 0);
        simulation.run_tick().expect("no law breaks");
        if runs(&mut simulation) == 0 {
            *simulation.world_mut().resource_mut::<Clock>() = clock;
            return simulation;
        }
    }
}

/// Nothing is due, so nothing changes, and the same tick can be run again and again.
fn nothing_due(criterion: &mut Criterion) {
    let mut simulation = at_a_quiet_tick(BUSY);
    let clock = *simulation.world_mut().resource::<Clock>();
    criterion.bench_function("tick/nothing due", |bencher| {
        bencher.iter(|| {
            simulation.run_tick().expect("no law breaks");
            *simulation.world_mut().resource_mut::<Clock>() = clock;
        });
    });
}

/// All lines, guns and gangs, and nothing that moves, attacks or eats: a month of it, with its books, laws and record.
fn empty_month(criterion: &mut Criterion) {
    let mut scenario = SCENARIO.clone();
    scenario.days = 30;
    scenario.bases.clear();
    scenario.stocks.clear();
    scenario.formations.clear();
    scenario.air_units.clear();
    scenario.raids.clear();
    let mut simulation = Simulation::new(&scenario);
    criterion.bench_function("month/nothing happens", |bencher| {
        bencher.iter(|| {
            simulation.reset(Seed::default());
            while simulation.run_day().expect("no law breaks") {}
            simulation.record()
        });
    });
}

fn days(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("day");
    group.sampling_mode(SamplingMode::Flat);
    for (name, day) in [("quiet", QUIET), ("busy", BUSY)] {
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || {
                    let mut simulation = Simulation::new(&SCENARIO);
                    on(&mut simulation, day, 0);
                    simulation
                },
                |mut simulation| {
                    simulation.run_day().expect("no law breaks");
                    simulation
                },
                BatchSize::PerIteration,
            );
        });
    }
}

criterion_group! {
    name = ticks;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .sample_size(10);
    targets = nothing_due, empty_month, days
}

/// Nanoseconds since the first call.
fn now() -> u64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_nanos() as u64
}

/// Microseconds a day by phase, and the rest, over a day of some replications.
fn phases(days: std::ops::Range<u16>, replications: u32) -> Vec<(&'static str, f64)> {
    let mut simulation = Simulation::new(&SCENARIO);
    let mut rows: Vec<(&'static str, f64)> = Vec::new();
    let mut all = 0;
    for replication in 0..replications {
        on(&mut simulation, days.start, replication);
        simulation.start_profile(now);
        let before = now();
        while simulation.day() < days.end {
            simulation.run_day().expect("no law breaks");
        }
        all += now() - before;
        let times = simulation.take_profile().expect("started").time;
        for (step, time) in simulation.steps().zip(times) {
            match rows.iter_mut().find(|(phase, _)| *phase == step.0) {
                Some(row) => row.1 += time as f64,
                None => rows.push((step.0, time as f64)),
            }
        }
    }
    let in_steps: f64 = rows.iter().map(|&(_, time)| time).sum();
    rows.push(("driver", all as f64 - in_steps));
    let days = f64::from(replications) * f64::from(days.end - days.start) * 1_000.0;
    for (_, time) in &mut rows {
        *time /= days;
    }
    rows
}

#[expect(clippy::print_stdout, reason = "the table is what was asked for")]
fn print_phases() {
    let columns = [
        phases(QUIET..QUIET + 1, 9),
        phases(BUSY..BUSY + 1, 9),
        phases(0..SCENARIO.days, 3),
    ];
    println!("\nmicroseconds a day, by phase   quiet      busy   all days");
    for (row, (phase, _)) in columns[0].iter().enumerate() {
        let [quiet, busy, all] = [0, 1, 2].map(|column: usize| columns[column][row].1);
        println!("{phase:<24} {quiet:>11.1} {busy:>9.1} {all:>10.1}");
    }
    let [quiet, busy, all] = columns.map(|rows| rows.iter().map(|row| row.1).sum::<f64>());
    println!("{:<24} {quiet:>11.1} {busy:>9.1} {all:>10.1}", "all");
}

fn main() {
    ticks();
    Criterion::default().configure_from_args().final_summary();
    if std::env::args().any(|argument| argument == "--bench") {
        print_phases();
    }
}
