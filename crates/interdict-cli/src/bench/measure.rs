//! The measuring itself: rounds, each on one thread and then on several, so that what drifts drifts for both.

use std::sync::LazyLock;

use interdict::experiment::{Replications, replicate};
use interdict::model::{BrokenLaw, Seed, Simulation};
use interdict::scenario::Scenario;

use crate::args::Bench;
use crate::bench::figures::{Figures, Phase, SCHEMA_VERSION, Work};
use crate::bench::machine::{Machine, most_memory};
use crate::outcome::{Failure, RUN_FAILED};
use crate::signals::leave_on_interrupt;
use crate::terminal::bar;

#[expect(clippy::disallowed_types, reason = "a bench is about time")]
type Instant = std::time::Instant;

/// Times the rounds.
pub(crate) fn measure(
    scenario: &Scenario,
    work: Work,
    arguments: &Bench,
) -> Result<Figures, Failure> {
    let bar = bar(u64::from(arguments.rounds) + 2, arguments.quiet);
    bar.set_message("rounds");
    leave_on_interrupt(&bar);
    let threads = match arguments.threads {
        0 => Machine::here().cores.min(1_024) as u32,
        threads => threads,
    };
    let mut figures = Figures {
        schema_version: SCHEMA_VERSION,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        is_optimised: !cfg!(debug_assertions),
        machine: Machine::here(),
        work,
        digest: String::new(),
        run_s: Vec::new(),
        threads,
        run_by_threads_s: Vec::new(),
        build_s: Vec::new(),
        put_back_s: Vec::new(),
        phases: Vec::new(),
        most_memory: None,
    };
    let measured = rounds(scenario, &mut figures, arguments, || bar.inc(1));
    bar.finish_and_clear();
    measured.map_err(|law| {
        Failure::new(RUN_FAILED, law)
            .hint("this is a fault of the engine: please report it with the scenario and the seed")
    })?;
    Ok(figures)
}

fn rounds(
    scenario: &Scenario,
    figures: &mut Figures,
    arguments: &Bench,
    done: impl Fn(),
) -> Result<(), BrokenLaw> {
    let replications = arguments.replications;
    let mut simulation = Simulation::new(scenario);
    // the round that is not timed fills the caches and the reserves, and says what the work comes to
    play(&mut simulation, arguments.seed, 0)?;
    figures.digest = format!("{:016x}", simulation.record().digest);
    figures.most_memory = most_memory();
    done();
    for _ in 0..arguments.rounds {
        let mut put_back = 0.0;
        let start = Instant::now();
        for replication in 0..replications {
            put_back += play(&mut simulation, arguments.seed, replication)?;
            std::hint::black_box(simulation.record());
        }
        let each = f64::from(replications);
        figures.run_s.push(seconds(start) / each);
        figures.put_back_s.push(put_back / each);

        let count = replications.saturating_mul(figures.threads);
        let plan = Replications {
            seed: arguments.seed,
            count,
            threads: figures.threads as usize,
        };
        let start = Instant::now();
        let records = replicate(scenario, plan, |record| record.digest, || ());
        let time = seconds(start) / f64::from(count);
        records.into_iter().collect::<Result<Vec<_>, _>>()?;
        figures.run_by_threads_s.push(time);

        let start = Instant::now();
        std::hint::black_box(Simulation::new(scenario));
        figures.build_s.push(seconds(start));
        done();
    }
    figures.phases = phases(&mut simulation, arguments.seed)?;
    done();
    Ok(())
}

/// Puts the world back and runs it to its end; gives the seconds that putting back took.
fn play(simulation: &mut Simulation, seed: u64, replication: u32) -> Result<f64, BrokenLaw> {
    let start = Instant::now();
    simulation.reset(Seed { seed, replication });
    let put_back = seconds(start);
    while simulation.run_day()? {}
    Ok(put_back)
}

/// One more run, by phase: its own clock makes it slower than those of the rounds.
fn phases(simulation: &mut Simulation, seed: u64) -> Result<Vec<Phase>, BrokenLaw> {
    simulation.start_profile(now);
    let start = now();
    play(simulation, seed, 0)?;
    let all = (now() - start) as f64 * 1e-9;
    let profile = simulation.take_profile().expect("started");
    let mut phases: Vec<Phase> = Vec::new();
    for (step, (runs, time)) in simulation
        .steps()
        .zip(profile.runs.iter().zip(profile.time))
    {
        let seconds = time as f64 * 1e-9;
        match phases.iter_mut().find(|phase| phase.name == step.0) {
            Some(phase) => {
                phase.seconds += seconds;
                phase.systems += runs;
            }
            None => phases.push(Phase {
                name: step.0.to_owned(),
                seconds,
                systems: *runs,
            }),
        }
    }
    let in_phases: f64 = phases.iter().map(|phase| phase.seconds).sum();
    phases.push(Phase {
        name: "driver".to_owned(),
        seconds: (all - in_phases).max(0.0),
        systems: 0,
    });
    Ok(phases)
}

fn seconds(start: Instant) -> f64 {
    // a clock that stands still between two looks at it must not give a time of nothing
    (start.elapsed().as_secs_f64()).max(1e-9)
}

/// Nanoseconds since the first call.
fn now() -> u64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_nanos() as u64
}
