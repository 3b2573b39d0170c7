//! The change of no consequence at the points.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::floor::reach;
use super::nested::{About, AtPoint, Nest, Running, run};
use super::points::Points;
use super::tests::normal;
use super::tests_of_points::slower;
use super::{Effect, Uncertainty, screen};
use crate::arms::Arms;
use crate::journal::{JournalError, Keeping};
use crate::moments::mean;
use crate::outcome::{Catalogue, Window};
use interdict_engine::math;

const NEST: Nest = Nest {
    seed: 5,
    points: 4,
    pairs_each: 2,
    threads: 2,
};

fn catalogue(arms: &Arms) -> Catalogue {
    let to = arms.base().scenario.days;
    Catalogue::of(&arms.scenarios(), Window { from: 0, to })
}

fn ran(arms: &Arms, nest: Nest, keeping: Keeping<'_>) -> Result<Vec<AtPoint>, JournalError> {
    let points = Points::of(arms, &[], nest.seed, nest.points);
    let about = About {
        arms,
        catalogue: &catalogue(arms),
        watched: 0,
    };
    let running = Running {
        keeping,
        stop: &AtomicBool::new(false),
        done: &|| (),
    };
    run(about, (&points, nest), running)
}

fn found(arms: &Arms, ran: &[AtPoint]) -> Uncertainty {
    let points = Points::of(arms, &[], NEST.seed, NEST.points);
    let about = About {
        arms,
        catalogue: &catalogue(arms),
        watched: 0,
    };
    Uncertainty::of(about, (&points, NEST), ran)
}

#[test]
fn the_sham_moves_no_number_of_the_arms_and_is_the_base_with_a_gun_more() {
    let without = ran(&slower(), NEST, Keeping::Nowhere).unwrap();
    let arms = slower().with_sham();
    let with = ran(&arms, NEST, Keeping::Nowhere).unwrap();
    assert_eq!(with.len(), 4);
    for (with, without) in with.iter().zip(&without) {
        assert_eq!(with.arms, without.arms);
        let sham = with.sham.as_ref().unwrap().as_ref().unwrap();
        let base = with.arms[0].as_ref().unwrap();
        assert_eq!(sham.len(), base.len());
        // a gun more is told by the record, and never held against figures of record
        assert!(sham.iter().zip(base).all(|(a, b)| a.digest != b.digest));
        assert!(sham.iter().all(|run| run.beside.is_empty()));
        assert_eq!(without.sham, None);
    }
    let alone = Nest { threads: 1, ..NEST };
    assert_eq!(ran(&arms, alone, Keeping::Nowhere).unwrap(), with);
    let said = found(&arms, &with);
    assert!(said.floor.is_some() && said.no_floor.is_none());
    assert!(said.comparisons[0].floor.is_some());
    let said = found(&slower(), &without);
    assert!(said.floor.is_none() && said.comparisons[0].floor.is_none());
}

#[test]
fn a_journal_from_before_there_was_a_sham_is_refused_with_a_word_and_taken_in_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let without = ran(&slower(), NEST, Keeping::Anew(&path)).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains("\"sham\":{"), "points keep no empty sham");
    let refused = ran(&slower().with_sham(), NEST, Keeping::Resume(&path)).unwrap_err();
    let said = "a change of no consequence there is not run, here run beside the arms";
    assert!(refused.to_string().contains(said), "{refused}");
    let again = ran(&slower(), NEST, Keeping::Resume(&path)).unwrap();
    assert_eq!(again, without);
    // and the other way round
    ran(&slower().with_sham(), NEST, Keeping::Anew(&path)).unwrap();
    let refused = ran(&slower(), NEST, Keeping::Resume(&path)).unwrap_err();
    let said = "a change of no consequence there is run beside the arms, here not run";
    assert!(refused.to_string().contains(said), "{refused}");
}

#[test]
fn a_study_with_a_sham_goes_on_from_its_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let arms = slower().with_sham();
    let few = Nest { points: 2, ..NEST };
    ran(&arms, few, Keeping::Anew(&path)).unwrap();
    let resumed = ran(&arms, NEST, Keeping::Resume(&path)).unwrap();
    assert_eq!(resumed, ran(&arms, NEST, Keeping::Nowhere).unwrap());
}

#[test]
fn a_screening_runs_none() {
    let arms = slower().with_sham();
    let request = screen::Request {
        seed: 9,
        trajectories: 2,
        pairs_each: 2,
        threads: 2,
        set: Vec::new(),
        only: vec!["rules.flak.kappa".to_owned()],
    };
    let plan = screen::Plan::new(&arms, &request).unwrap();
    assert_eq!(plan.runs(&arms), 2 * 2 * 2 * 2);
    let about = About {
        arms: &arms,
        catalogue: &catalogue(&arms),
        watched: 0,
    };
    let running = Running {
        keeping: Keeping::Nowhere,
        stop: &AtomicBool::new(false),
        done: &|| (),
    };
    let (_, ran) = plan.run(about, running).unwrap();
    assert!(ran.iter().all(|at| at.sham.is_none()));
}

#[test]
fn chance_alone_lies_beyond_the_floor_at_one_point_of_twenty() {
    // the deviation of a pair is the same at every point, and then up to tenfold from point to point
    for (spread, study) in [(0.0, 0), (0.8, 100)] {
        let (mut beyond, mut all) = (0_u32, 0_u32);
        for trial in 0..40 {
            let groups: Vec<[Vec<f64>; 2]> = (0..64)
                .map(|point| {
                    let [own, pairs @ ..] = normal::<9>(study + trial, point);
                    let deviation = 30.0 * math::exp(spread * own);
                    let group = |pairs: &[f64]| pairs.iter().map(|at| deviation * at).collect();
                    [group(&pairs[..4]), group(&pairs[4..])]
                })
                .collect();
            let sham: Vec<Vec<f64>> = groups.iter().map(|[sham, _]| sham.clone()).collect();
            let reach = reach(&sham);
            for ([_, arm], reach) in groups.iter().zip(reach) {
                all += 1;
                beyond += u32::from(mean(arm).abs() > reach);
            }
        }
        // 128 of 2,560 expected; four standard errors: 4 sqrt(2560 x 0.05 x 0.95) = 44
        assert!((84..=172).contains(&beyond), "{beyond} of {all}: {spread}");
    }
}

#[test]
fn on_one_line_a_division_is_beyond_what_any_touch_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/one-line");
    let paths = ["scenario.ron", "with-division.ron"].map(|file| folder.join(file));
    let arms = Arms::read(&[&paths[0], &paths[1]], &[], &mut |_, _| ()).unwrap();
    let arms = arms.with_sham();
    let catalogue = catalogue(&arms);
    let about = About {
        arms: &arms,
        catalogue: &catalogue,
        watched: catalogue.find_or_first(Some("aircraft_lost")).unwrap(),
    };
    let only = ["rules.flak.kappa".to_owned()];
    let nest = Nest {
        points: 16,
        pairs_each: 4,
        ..NEST
    };
    let points = Points::of(&arms, &[], nest.seed, nest.points).only(&only);
    let running = Running {
        keeping: Keeping::Nowhere,
        stop: &AtomicBool::new(false),
        done: &|| (),
    };
    let ran = run(about, (&points, nest), running).unwrap();
    let said = Uncertainty::of(about, (&points, nest), &ran);
    let (floor, watched) = (said.floor.as_ref().unwrap(), said.watched);
    let touch = &floor.outcomes[watched];
    let over = said.comparisons[0].floor.as_ref().unwrap();
    let less = &over.outcomes[watched];
    let effect: &Effect = said.watched(1);
    // less the sham is the effect less what the sham does, point by point
    for (at, less) in less.by_point.iter().enumerate() {
        let expected = effect.by_point[at] - touch.by_point[at];
        assert!((less - expected).abs() < 1e-9, "{less} {expected}");
    }
    assert!(less.is_told() && !touch.is_told(), "{touch:?}");
    assert!(over.beyond > 4 && over.beyond_other <= 2, "{over:?}");
    assert!((over.by_chance - 0.8).abs() < 1e-12);
}
