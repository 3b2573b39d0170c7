//! Points and the runs at them.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::nested::{About, AtPoint, Nest, Running, run};
use super::points::{Because, Points, Scale};
use super::{Effect, Uncertainty};
use crate::arms::{Arm, Arms};
use crate::journal::Keeping;
use crate::moments::correlation;
use crate::outcome::{Catalogue, Window};
use crate::ranks::ranks;
use interdict_scenario::synthetic::{Shape, generate};
use interdict_scenario::{Rules, Scenario};

/// Spearman's correlation; `None` where one does not vary.
pub(super) fn rank_correlation(first: &[f64], second: &[f64]) -> Option<f64> {
    correlation(&ranks(first), &ranks(second))
}

fn theatre() -> Scenario {
    let shape = Shape {
        days: 6,
        flak: 4,
        air_units: 4,
        ..Shape::small()
    };
    generate(shape, 3)
}

fn of(scenarios: [Scenario; 2]) -> Arms {
    let arms = scenarios.into_iter().zip(["base", "arm"]);
    let arms = arms.map(|(scenario, name)| Arm {
        name: name.to_owned(),
        because: None,
        scenario,
    });
    Arms::new(arms.collect()).unwrap()
}

/// Two arms that do not differ.
pub(super) fn arms() -> Arms {
    of([theatre(), theatre()])
}

fn catalogue(arms: &Arms) -> Catalogue {
    let window = Window {
        from: 0,
        to: arms.base().scenario.days,
    };
    Catalogue::of(&arms.scenarios(), window)
}

fn about<'a>(arms: &'a Arms, catalogue: &'a Catalogue) -> About<'a> {
    About {
        arms,
        catalogue,
        watched: 0,
    }
}

fn nest(points: u32, threads: usize) -> Nest {
    Nest {
        seed: 5,
        points,
        pairs_each: 2,
        threads,
    }
}

fn all(arms: &Arms, nest: Nest) -> Vec<AtPoint> {
    let points = Points::of(arms, &[], nest.seed, nest.points);
    let running = Running {
        keeping: Keeping::Nowhere,
        stop: &AtomicBool::new(false),
        done: &|| (),
    };
    run(about(arms, &catalogue(arms)), (&points, nest), running).unwrap()
}

/// The base, and an arm with slower trains: a knob of its own.
pub(super) fn slower() -> Arms {
    let (base, mut arm) = (theatre(), theatre());
    arm.rules.rail.speed_kmh = 12.0;
    of([base, arm])
}

#[test]
fn points_lie_in_their_ranges_and_fill_them_evenly() {
    let points = Points::of(&arms(), &[], 5, 64);
    let uncertain = Rules::knobs()
        .iter()
        .filter(|knob| knob.plausible.is_some() && theatre().has_use_for(knob.group))
        .count();
    assert_eq!((points.drawn.len(), points.held.len()), (uncertain, 0));
    assert!(uncertain > 40, "{uncertain}");
    for (knob, drawn) in points.drawn.iter().enumerate() {
        let mut strata: Vec<usize> = (points.places.iter())
            .map(|place| (place[knob] * 64.0) as usize)
            .collect();
        strata.sort_unstable();
        // the first 64 points of a Sobol sequence: one in each sixty-fourth
        assert_eq!(strata, (0..64).collect::<Vec<_>>(), "{}", drawn.path);
        for point in 0..64 {
            let value = points.values(point)[knob];
            assert!(
                drawn.low <= value && value <= drawn.high,
                "{}: {value}",
                drawn.path
            );
        }
    }
}

#[test]
fn no_two_knobs_go_together_by_more_than_may_be_said_of_one() {
    for (seed, count) in [(1, 64), (2, 64), (3, 128), (4, 32)] {
        let points = Points::of(&arms(), &[], seed, count);
        let knobs = points.drawn.len();
        let column =
            |knob: usize| -> Vec<f64> { points.places.iter().map(|place| place[knob]).collect() };
        let columns: Vec<Vec<f64>> = (0..knobs).map(column).collect();
        // of some 2,000 pairs drawn by luck alone the largest would be at four standard errors
        let limit = 3.2 / (f64::from(count) - 1.0).sqrt();
        for (place, first) in columns.iter().enumerate() {
            for second in &columns[..place] {
                let together = rank_correlation(first, second).unwrap().abs();
                assert!(together < limit, "{count} points: {together}");
            }
        }
    }
}

#[test]
fn more_points_begin_with_fewer_and_another_seed_has_others() {
    let (few, many) = (
        Points::of(&arms(), &[], 5, 10),
        Points::of(&arms(), &[], 5, 100),
    );
    assert_eq!(few.places[..], many.places[..10]);
    assert_ne!(few.places, Points::of(&arms(), &[], 6, 10).places);
    let short = all(&slower(), nest(2, 1));
    assert_eq!(short[..], all(&slower(), nest(4, 2))[..2]);
}

#[test]
fn what_is_asked_about_and_what_was_set_is_held_and_moves_no_other_knob() {
    let free = Points::of(&arms(), &[], 5, 8);
    let held = Points::of(&slower(), &["flak.kappa".to_owned()], 5, 8);
    let names: Vec<(&str, Because)> = (held.held.iter())
        .map(|held| (&*held.path, held.because))
        .collect();
    let expected = [
        ("flak.kappa", Because::WasSet),
        ("rail.speed_kmh", Because::ArmsDiffer),
    ];
    assert_eq!(names, expected);
    for (knob, drawn) in held.drawn.iter().enumerate() {
        let before = (free.drawn.iter())
            .position(|other| other.path == drawn.path)
            .unwrap();
        for point in 0..8 {
            let (found, expected) = (held.places[point][knob], free.places[point][before]);
            assert_eq!(found.to_bits(), expected.to_bits(), "{}", drawn.path);
        }
    }
    let at = held.put_into(&slower().all()[1].scenario, 3);
    assert!((at.rules.rail.speed_kmh - 12.0).abs() < 1e-12);
    let default = theatre().rules.flak.kappa;
    assert!((at.rules.flak.kappa - default).abs() < 1e-12);
    assert_eq!(
        at.rules.get(&held.drawn[2].path).map(f64::to_bits),
        Some(held.values(3)[2].to_bits())
    );
}

#[test]
fn a_range_is_widened_to_hold_what_the_scenario_says_and_wide_ones_are_drawn_in_the_logarithm() {
    let mut scenario = theatre();
    scenario.rules.flak.damaged_per_lost = 11.0;
    let arms = of([scenario.clone(), scenario]);
    let points = Points::of(&arms, &[], 5, 64);
    let of = |path: &str| {
        let place = points.drawn.iter().position(|drawn| drawn.path == path);
        place.unwrap()
    };
    let damaged = &points.drawn[of("flak.damaged_per_lost")];
    assert!(damaged.is_widened && damaged.scale == Scale::Even);
    assert_eq!((damaged.low, damaged.high), (5.0, 11.0));
    let losses = of("trucks.loss_per_km");
    let drawn = &points.drawn[losses];
    assert!(!drawn.is_widened && drawn.scale == Scale::Logarithmic);
    // half of the points lie below the geometric mean of 5e-5 and 1e-3
    let middle = 5e-8_f64.sqrt();
    let below = (0..64)
        .filter(|&point| points.values(point)[losses] < middle)
        .count();
    assert_eq!(below, 32);
}

#[test]
fn whole_numbers_are_drawn_each_as_often() {
    let points = Points::of(&arms(), &[], 5, 64);
    let knob = (points.drawn.iter()).position(|drawn| drawn.path == "intruder.attacks_per_patrol");
    let knob = knob.unwrap();
    let drawn = &points.drawn[knob];
    assert!(drawn.is_whole && (drawn.low, drawn.high) == (1.0, 4.0));
    let mut times = [0; 5];
    for point in 0..64 {
        let value = points.values(point)[knob];
        assert!((value - value.round()).abs() < 1e-12, "{value}");
        times[value as usize] += 1;
    }
    assert_eq!(times, [0, 16, 16, 16, 16]);
}

#[test]
fn only_what_is_asked_for_is_drawn_and_the_rest_is_said_to_be_held() {
    let all = Points::of(&arms(), &[], 5, 8);
    let some = all
        .clone()
        .only(&["flak.kappa".to_owned(), "repair.".to_owned()]);
    assert!(
        some.drawn.len() > 1 && some.drawn.len() < 40,
        "{}",
        some.drawn.len()
    );
    assert_eq!(some.drawn.len() + some.held.len(), all.drawn.len());
    assert!(
        some.held
            .iter()
            .all(|held| held.because == Because::NotAskedFor)
    );
    for (knob, drawn) in some.drawn.iter().enumerate() {
        let before = all.drawn.iter().position(|other| other.path == drawn.path);
        let (found, expected) = (some.places[3][knob], all.places[3][before.unwrap()]);
        assert_eq!(found.to_bits(), expected.to_bits());
    }
    assert_eq!(all.clone().only(&[]), all);
    // two knobs: 2.24 standard errors; 130 knobs: 3.6
    assert_eq!(all.clone().only(&["flak.kappa".to_owned()]).least(), 16);
    assert_eq!(all.least(), 32);
    let switch = all
        .unranged
        .iter()
        .find(|held| held.path == "timetable.transloading");
    assert_eq!(switch.unwrap().because, Because::BySense);
    assert!(
        all.unranged
            .iter()
            .any(|held| held.because == Because::NoRange)
    );
}

#[test]
fn threads_never_show() {
    let alone = all(&slower(), nest(5, 1));
    assert_eq!(alone.len(), 5);
    assert!(alone.iter().all(AtPoint::is_whole));
    for threads in [2, 7] {
        assert_eq!(all(&slower(), nest(5, threads)), alone, "{threads} threads");
    }
    let digests = alone.iter().flat_map(|at| at.arms[0].iter().flatten());
    let mut digests: Vec<u64> = digests.map(|run| run.digest).collect();
    digests.sort_unstable();
    digests.dedup();
    assert_eq!(digests.len(), 10, "no two runs are alike");
}

#[test]
fn an_arm_that_changes_nothing_does_exactly_nothing_at_every_point() {
    let arms = arms();
    let catalogue = catalogue(&arms);
    let nest = nest(4, 2);
    let points = Points::of(&arms, &[], nest.seed, nest.points);
    let ran = all(&arms, nest);
    let found = Uncertainty::of(about(&arms, &catalogue), (&points, nest), &ran);
    assert_eq!(
        (found.points.len(), found.heading.is_interrupted),
        (4, false)
    );
    assert!(found.comparisons[0].outcomes.iter().all(Effect::is_nothing));
    assert!(found.comparisons[0].sensitivity.knobs.is_empty());
    assert_eq!(found.comparisons[0].signs, None);
    // the knobs do act: the base is not the same from point to point
    let first = |at: &AtPoint| at.arms[0].as_ref().unwrap()[0].outcomes[0];
    assert!(first(&ran[0]).to_bits() != first(&ran[1]).to_bits());
}

#[test]
fn what_is_done_before_a_stop_is_a_prefix_of_whole_points() {
    let arms = slower();
    let nest = nest(40, 2);
    let points = Points::of(&arms, &[], nest.seed, nest.points);
    let (stop, runs) = (AtomicBool::new(false), AtomicU32::new(0));
    let done = || {
        let so_far = runs.fetch_add(1, Ordering::Relaxed) + 1;
        stop.store(so_far >= 60, Ordering::Relaxed);
    };
    let running = Running {
        keeping: Keeping::Nowhere,
        stop: &stop,
        done: &done,
    };
    let catalogue = catalogue(&arms);
    let about = about(&arms, &catalogue);
    let found = run(about, (&points, nest), running).unwrap();
    assert!((1..40).contains(&found.len()), "{}", found.len());
    let n = found.len() as u32;
    assert_eq!(found, all(&arms, Nest { points: n, ..nest }));
    let said = Uncertainty::of(about, (&points, nest), &found);
    assert!(said.heading.is_interrupted);
    assert_eq!(said.points.len(), found.len());
}

#[test]
fn a_study_over_points_that_broke_off_goes_on_to_the_same_points_and_journal() {
    let arms = slower();
    let folder = tempfile::tempdir().unwrap();
    let (whole, broken) = (folder.path().join("whole"), folder.path().join("broken"));
    let kept = |nest: Nest, keeping, most: u32| {
        let points = Points::of(&arms, &[], nest.seed, nest.points);
        let (stop, runs) = (AtomicBool::new(false), AtomicU32::new(0));
        let done = || {
            let so_far = runs.fetch_add(1, Ordering::Relaxed) + 1;
            stop.store(so_far >= most, Ordering::Relaxed);
        };
        let running = Running {
            keeping,
            stop: &stop,
            done: &done,
        };
        run(about(&arms, &catalogue(&arms)), (&points, nest), running)
    };
    let unbroken = kept(nest(6, 2), Keeping::Anew(&whole), u32::MAX).unwrap();
    // one thread does point after point, so some are whole by then, and not all
    let part = kept(nest(6, 1), Keeping::Anew(&broken), 9).unwrap();
    assert!((1..6).contains(&part.len()), "{}", part.len());
    // more threads, and a line that the break tore
    let torn = [std::fs::read(&broken).unwrap(), b"{\"sum\":\"0".to_vec()].concat();
    std::fs::write(&broken, torn).unwrap();
    let resumed = kept(nest(6, 2), Keeping::Resume(&broken), u32::MAX).unwrap();
    assert_eq!(resumed, unbroken);
    let read = |path| std::fs::read(path).unwrap();
    assert!(read(&whole) == read(&broken), "the journals differ");
    // fewer points are those it begins with; other pairs are another study
    let fewer = kept(nest(3, 1), Keeping::Resume(&broken), u32::MAX).unwrap();
    assert_eq!(fewer, unbroken[..3]);
    let pairs_each = 3;
    let other = Nest {
        pairs_each,
        ..nest(6, 1)
    };
    let refused = kept(other, Keeping::Resume(&broken), u32::MAX).unwrap_err();
    let said = refused.to_string();
    assert!(
        said.contains("the number of pairs at a point there is 2, here 3"),
        "{said}"
    );
}
