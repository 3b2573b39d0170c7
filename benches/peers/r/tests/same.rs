//! The model and the floor give the same figures on every day, to the kilogram.

use kernel_r::Kernel;
use kernel_r::command::scenario;
use kernel_r::floor::Floor;
use kernel_r::model::Model;
use kernel_r::network::Size;
use kernel_r::outcome::{NAMES, Outcome};

/// What both say; where they differ, on which day and in what.
fn same(size: Size, seed: u64) -> Outcome {
    let scenario = scenario(size);
    let run = |kernel: &mut dyn Kernel| {
        kernel.reset(seed);
        kernel.run();
        kernel.outcome()
    };
    let floor = run(&mut Floor::new(&scenario));
    let model = run(&mut Model::new(&scenario));
    assert_eq!(floor.days.len(), model.days.len());
    for (day, (by_hand, in_model)) in floor.days.iter().zip(&model.days).enumerate() {
        for (name, (by_hand, in_model)) in NAMES.iter().zip(by_hand.iter().zip(in_model)) {
            assert_eq!(
                by_hand, in_model,
                "{name} of day {day}, {size:?}, seed {seed}"
            );
        }
    }
    model
}

fn size(corridors: u32, days: u32, scatters: bool) -> Size {
    Size {
        corridors,
        days,
        scatters,
    }
}

#[test]
fn without_chance_the_answer_is_the_one_in_the_readme() {
    let outcome = same(size(6, 300, false), 1);
    assert_eq!(format!("{:016x}", outcome.hash()), "4a5210ef37bbbcb1");
    // whatever the seed
    assert_eq!(same(size(6, 300, false), 2), outcome);
}

#[test]
fn its_sister_is_the_same_too() {
    let outcomes = [1, 2, 3].map(|seed| same(size(6, 300, true), seed));
    assert_ne!(outcomes[0], outcomes[1]);
    assert_ne!(outcomes[1], outcomes[2]);
}

#[test]
fn other_sizes_hold_as_well() {
    for corridors in [1, 2, 13] {
        same(size(corridors, 120, false), 1);
        same(size(corridors, 120, true), 1);
    }
}

#[test]
fn a_run_that_is_put_back_is_a_run_afresh() {
    let scenario = scenario(size(2, 60, true));
    let mut floor = Floor::new(&scenario);
    let mut run = |seed| {
        floor.reset(seed);
        floor.run();
        floor.outcome()
    };
    let first = run(1);
    assert_ne!(run(2), first);
    assert_eq!(run(1), first);
}

#[test]
fn everything_in_r_happens() {
    let days = same(size(6, 300, false), 1).days;
    let some = |figure: usize| days.iter().filter(|day| day[figure] > 0).count();
    let [delivered, unmet, trucked, trains, mended] = [0, 1, 2, 3, 4].map(some);
    assert!(delivered > 290 && trains > 290 && trucked > 250 && mended > 250);
    assert!((10..250).contains(&unmet), "hunger on {unmet} days");
}
