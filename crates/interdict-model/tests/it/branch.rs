//! Fresh chance from a second on: nothing before it changes, everything after it may.

use interdict_model::{Record, Seed, Simulation, run};
use interdict_quantity::SECONDS_PER_DAY;
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
