//! Fresh chance from a second on: nothing before it changes, everything after it may.

use std::cell::RefCell;
use std::rc::Rc;

use interdict_engine::witness::{self, Witness};
use interdict_engine::{Purpose, When};
use interdict_model::{Record, Seed, Simulation, chance, run};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;
use interdict_scenario::synthetic::{Shape, generate};

const SEED: Seed = Seed {
    seed: 5,
    replication: 2,
};

fn theatre() -> Scenario {
    let shape = Shape {
        days: 14,
        air_units: 4,
        flak: 6,
        raids: 8,
        ..Shape::small()
    };
    generate(shape, 9)
}

/// A run whose chance is another from a tick on.
fn branched(theatre: &Scenario, tick: u32, replication: u32) -> Record {
    let mut simulation = Simulation::new(theatre);
    simulation.reset(SEED);
    while simulation.clock().tick < tick {
        simulation.run_tick().expect("no law breaks");
    }
    simulation.branch(replication);
    while simulation.run_day().expect("no law breaks") {}
    simulation.record()
}

#[test]
fn a_run_that_branches_at_its_start_is_the_other_replication() {
    let theatre = theatre();
    let other = Seed {
        replication: 7,
        ..SEED
    };
    let mut branched = branched(&theatre, 0, 7);
    branched.replication = 7;
    assert_eq!(branched, run(&theatre, other).expect("no law breaks"));
}

#[test]
fn a_run_that_branches_to_itself_is_itself() {
    let theatre = theatre();
    let whole = run(&theatre, SEED).expect("no law breaks");
    for tick in [1, 400, 437, 1_000] {
        assert_eq!(branched(&theatre, tick, SEED.replication), whole, "{tick}");
    }
}

#[test]
fn nothing_before_the_branch_changes_and_much_after_it_does() {
    let theatre = theatre();
    let whole = run(&theatre, SEED).expect("no law breaks");
    // every hour of two days: a branch may fall between the two halves of anything
    for tick in (480..672).step_by(4) {
        let branched = branched(&theatre, tick, 7);
        let second = tick * theatre.step;
        let before = |record: &Record| {
            let events = record.events.iter().copied();
            events
                .filter(|event| event.second < second)
                .collect::<Vec<_>>()
        };
        assert_eq!(before(&branched), before(&whole), "tick {tick}");
        let day = (second / SECONDS_PER_DAY) as usize;
        assert_eq!(branched.daily_digests[..day], whole.daily_digests[..day]);
        for day in 0..day as u16 {
            assert_eq!(branched.theatre.day(day), whole.theatre.day(day));
            assert_eq!(branched.lines.day(day), whole.lines.day(day));
        }
        assert_ne!(branched.digest, whole.digest, "tick {tick}");
    }
}

/// Counts the draws for the choice of targets.
#[derive(Default)]
struct Ear(usize);

impl Witness for Ear {
    fn drawn(&mut self, purpose: Purpose, _: Key, _: When, _: &mut [f64]) {
        self.0 += usize::from(purpose == chance::TARGET);
    }

    fn weighed(&mut self, _: Purpose, _: Key, _: f64, _: f64) {}
}

#[test]
fn numbers_that_were_drawn_ahead_are_drawn_anew() {
    // targets of eight days are drawn at once: on the evening of the third day there is nothing to draw, but for a branch
    let theatre = theatre();
    let drawn = |branches: bool| {
        let mut simulation = Simulation::new(&theatre);
        simulation.reset(SEED);
        while simulation.day() < 3 {
            simulation.run_day().expect("no law breaks");
        }
        if branches {
            simulation.branch(7);
        }
        let ear = Rc::new(RefCell::new(Ear::default()));
        witness::watch(&ear, || simulation.run_day().expect("no law breaks"));
        ear.take().0
    };
    assert_eq!(drawn(false), 0);
    assert!(drawn(true) > 0);
}
