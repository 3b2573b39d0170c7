//! Whole calibrations of a small theatre whose record is made by runs at known knobs.

use std::sync::atomic::{AtomicBool, Ordering};

use super::tests::figure;
use super::*;
use crate::moments::deviation;
use crate::study::Keeping;
use crate::{Replications, observed, replicate};
use interdict_scenario::Scenario;
use interdict_scenario::synthetic::{Shape, generate};

/// Rounds for a kill in the truth.
const TRUE_ROUNDS: f64 = 6_000.0;
/// Error of aim in the truth, metres.
const TRUE_MISS: f64 = 40.0;

/// Figures, by what they are divided: the weather of four weeks would drown sums.
const FIGURES: [(&str, &str, &str); 4] = [
    ("lost", "aircraft_lost", "sorties_flown"),
    ("damaged", "aircraft_damaged", "sorties_flown"),
    ("cuts", "track_cuts", "bombs_dropped"),
    ("flown", "sorties_flown", ""),
];

/// Four weeks of attack on a defended line, and a record of it made by one run among forty at the true knobs.
fn theatre() -> Scenario {
    let shape = Shape {
        days: 28,
        flak: 60,
        air_units: 12,
        raids: 0,
        ..Shape::small()
    };
    let mut scenario = generate(shape, 3);
    for (id, series, per) in FIGURES {
        let mut row = figure(id, series, [1.0, 0.0, 2.0]);
        row.to = scenario.days;
        per.clone_into(&mut row.per_series);
        if id == "lost" || id == "damaged" {
            row.group = "fire".to_owned();
        }
        scenario.observed.push(row);
    }
    let mut truth = scenario.clone();
    truth.rules.flak.light_rounds_per_kill = TRUE_ROUNDS;
    truth.rules.bombing.miss_m = TRUE_MISS;
    let plan = Replications {
        seed: 77,
        count: 40,
        threads: 0,
    };
    let runs = replicate(
        &truth,
        plan,
        |record| observed::simulate(&truth, &record),
        || (),
    );
    let runs: Vec<Vec<f64>> = (runs.into_iter())
        .map(|run| run.unwrap().into_iter().collect::<Result<_, _>>().unwrap())
        .collect();
    for (place, row) in scenario.observed.iter_mut().enumerate() {
        let told: Vec<f64> = runs.iter().map(|run| run[place]).collect();
        let half = deviation(&told).max(0.02 * told[0]).max(1e-6);
        (row.value, row.low, row.high) = (told[0], told[0] - half, told[0] + half);
    }
    scenario
}

fn space(scenario: &Scenario, knobs: &[(&str, f64, f64)]) -> Space {
    let asked: Vec<Asked> = (knobs.iter())
        .map(|&(name, low, high)| Asked {
            name: name.to_owned(),
            range: Some((low, high)),
        })
        .collect();
    Space::of(scenario, &asked, &[], 1).unwrap()
}

const PLAN: Plan = Plan {
    seed: 1,
    waves: 2,
    points: 20,
    replications: 3,
    threads: 2,
};

fn calibrated(scenario: &Scenario, knobs: &[(&str, f64, f64)], plan: Plan) -> Calibration {
    let space = space(scenario, knobs);
    let targets = Targets::of(scenario, 0.05).unwrap();
    let task = Task {
        scenario,
        space: &space,
        targets: &targets,
        plan,
    };
    let never = AtomicBool::new(false);
    let course = waves(task, Keeping::Nowhere, &never, &mut |_, _| ()).unwrap();
    Calibration::of(&task, 0.05, &course)
}

const OPEN: [(&str, f64, f64); 2] = [
    ("flak.light_rounds_per_kill", 1_000.0, 30_000.0),
    ("bombing.miss_m", 20.0, 80.0),
];

#[test]
fn the_truth_is_among_what_is_left_and_most_of_the_rest_is_not() {
    let scenario = theatre();
    let found = calibrated(&scenario, &OPEN[..2], PLAN);
    let volume = |wave: usize| found.waves[wave].volume.share;
    assert!(
        matches!(found.verdict, Verdict::NotRefuted { .. }),
        "{found:#?}"
    );
    for (side, truth) in found.knobs.iter().zip([TRUE_MISS, TRUE_ROUNDS]) {
        let left = side.left.unwrap();
        assert!(left.holds(truth), "{}: {left:?}", side.knob.path);
    }
    assert!(
        volume(0) < 0.7 && volume(1) > 0.0 && volume(1) <= volume(0) + 0.02,
        "{:?}",
        found.waves
    );
    // the second wave went where the first left something
    let (first, second) = (&found.waves[0], &found.waves[1]);
    assert!(
        second.not_ruled_out > first.not_ruled_out,
        "{first:?} {second:?}"
    );
}

#[test]
fn guns_ten_times_as_deadly_are_refuted_and_it_is_said_by_which_figure() {
    let mut scenario = theatre();
    scenario.rules.flak.light_rounds_per_kill = TRUE_ROUNDS / 10.0;
    let found = calibrated(&scenario, &OPEN[1..], PLAN);
    let Verdict::Refuted { alone, together } = &found.verdict else {
        panic!("not refuted: {found:#?}");
    };
    assert!(alone.contains(&"damaged".to_owned()), "{alone:?}");
    assert!(together.contains(&"fire".to_owned()), "{together:?}");
    assert!(found.waves.iter().all(|wave| wave.volume.left == 0));
    assert!(found.waves[1].volume.interval.high > 0.0);
    let damaged = &found.figures[1];
    assert!(damaged.least > 3.0 && damaged.least_foretold > 3.0);
    assert!(damaged.prior.unwrap().below < 1e-9, "{:?}", damaged.prior);
    assert!(found.knobs.iter().all(|side| side.left.is_none()));
}

#[test]
fn threads_never_show_and_a_broken_calibration_goes_on_as_if_it_were_whole() {
    let scenario = theatre();
    let (space, targets) = (
        space(&scenario, &OPEN[..2]),
        Targets::of(&scenario, 0.05).unwrap(),
    );
    let plan = Plan {
        points: 8,
        replications: 2,
        ..PLAN
    };
    let folder = tempfile::tempdir().unwrap();
    let run = |path: &std::path::Path, resume: bool, plan: Plan, after: u32| {
        let task = Task {
            scenario: &scenario,
            space: &space,
            targets: &targets,
            plan,
        };
        let stop = AtomicBool::new(false);
        let keeping = if resume {
            Keeping::Resume(path)
        } else {
            Keeping::Anew(path)
        };
        let mut progress = |done: u32, _: u32| stop.store(done >= after, Ordering::Relaxed);
        waves(task, keeping, &stop, &mut progress)
            .map(|course| Calibration::of(&task, 0.05, &course))
    };
    let (whole, broken) = (folder.path().join("whole"), folder.path().join("broken"));
    let unbroken = run(&whole, false, plan, 1_000).unwrap();
    let part = run(&broken, false, Plan { threads: 1, ..plan }, 10).unwrap();
    assert!(part.is_interrupted && part.waves.len() == 1);
    let resumed = run(&broken, true, Plan { threads: 3, ..plan }, 1_000).unwrap();
    let at_one = Plan {
        threads: plan.threads,
        ..resumed.plan
    };
    assert_eq!(
        Calibration {
            plan: at_one,
            ..resumed
        },
        unbroken
    );
    let read = |path| std::fs::read(path).unwrap();
    assert!(read(&whole) == read(&broken), "the journals differ");
    // more waves go on from the same journal; another seed does not
    let more = run(&broken, true, Plan { waves: 3, ..plan }, 1_000).unwrap();
    assert_eq!(more.waves[1].volume, unbroken.waves[1].volume);
    assert_eq!(more.points.len(), 24);
    let error = run(&broken, true, Plan { seed: 2, ..plan }, 1_000).unwrap_err();
    assert!(
        error.to_string().contains("the seed there is 1, here 2"),
        "{error}"
    );
}
