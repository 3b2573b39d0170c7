//! Screening, on runs.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::screen::{Plan, Request};
use super::tests_of_points::{arms, slower};
use super::{About, AtPoint, Manner, Running, Screening};
use crate::arms::Arms;
use crate::journal::{JournalError, Keeping};
use crate::outcome::{Catalogue, Window};

fn request(trajectories: u32, only: &[&str]) -> Request {
    Request {
        seed: 9,
        trajectories,
        pairs_each: 2,
        threads: 2,
        set: Vec::new(),
        only: only.iter().map(|path| (*path).to_owned()).collect(),
    }
}

/// Screens the effect on an outcome, until so many runs are done.
fn screened(
    arms: &Arms,
    (request, outcome): (&Request, &str),
    keeping: Keeping<'_>,
    most: u32,
) -> Result<(Screening, Vec<AtPoint>), JournalError> {
    let to = arms.base().scenario.days;
    let catalogue = Catalogue::of(&arms.scenarios(), Window { from: 0, to });
    let watched = catalogue.find_or_first(Some(outcome)).unwrap();
    let plan = Plan::new(arms, request).unwrap();
    let (stop, runs) = (AtomicBool::new(false), AtomicU32::new(0));
    let done = || {
        let so_far = runs.fetch_add(1, Ordering::Relaxed) + 1;
        stop.store(so_far >= most, Ordering::Relaxed);
    };
    let about = About {
        arms,
        catalogue: &catalogue,
        watched,
    };
    let running = Running {
        keeping,
        stop: &stop,
        done: &done,
    };
    plan.run(about, running)
}

#[test]
fn on_one_line_the_work_at_a_crater_leads_and_bends_by_a_margin_that_another_chance_would_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/one-line");
    let paths = ["scenario.ron", "with-division.ron"].map(|file| folder.join(file));
    let arms = Arms::read(&[&paths[0], &paths[1]], &[], &mut |_, _| ()).unwrap();
    let only = [
        "rules.flak.kappa",
        "rules.flak.damaged_per_lost",
        "rules.repair.crater_gang_h",
        "rules.sky.persistence",
    ];
    let request = request(16, &only);
    let (found, _) = screened(&arms, (&request, "delivered"), Keeping::Nowhere, u32::MAX).unwrap();
    assert_eq!((found.trajectories, found.heading.drawn.len()), (16, 4));
    let knobs = &found.comparisons[0].knobs;
    let of = |path: &str| {
        let knob = knobs.iter().find(|knob| knob.path == path);
        knob.expect("it is drawn")
    };
    let crater = of("repair.crater_gang_h");
    // under seeds 1 to 10 mu* of the work at a crater is 719 in the mean (standard deviation from seed to seed 51), of kappa
    // 496 (106), of persistence 156 (43), of aircraft damaged for each lost 59 (12). The first is ahead of kappa under each,
    // but by 23 only under one: that is no margin. Those below are four deviations wide.
    let star = |path: &str| of(path).mu_star.value;
    let led = crater.mu_star.value;
    for (path, times) in [
        ("flak.kappa", 1.0 / 1.5),
        ("sky.persistence", 2.0),
        ("flak.damaged_per_lost", 4.0),
    ] {
        assert!(
            led > times * star(path),
            "{path}: {} beside {led}",
            star(path)
        );
    }
    // up to the middle of the range the effect rises and then it falls
    assert!(crater.stands_out, "{crater:?}");
    assert_eq!(crater.manner, Manner::Bends, "{crater:?}");
}

#[test]
fn where_arms_do_not_differ_no_knob_moves_anything() {
    let request = request(2, &["rules.flak.kappa", "rules.rail"]);
    let (found, ran) =
        screened(&arms(), (&request, "delivered"), Keeping::Nowhere, u32::MAX).unwrap();
    assert_eq!(found.trajectories, 2);
    assert_eq!(ran.len(), 2 * (found.heading.drawn.len() + 1));
    let knobs = &found.comparisons[0].knobs;
    assert!(
        knobs
            .iter()
            .all(|knob| !knob.stands_out && knob.mu_star.value.abs() <= 0.0)
    );
}

#[test]
fn chance_is_common_within_a_trajectory_and_fresh_in_the_next() {
    // a knob about fighters, of which there are none: no step of it moves anything, and only common chance shows that
    let request = request(2, &["rules.flak.claims_per_kill"]);
    let (found, ran) = screened(
        &slower(),
        (&request, "delivered"),
        Keeping::Nowhere,
        u32::MAX,
    )
    .unwrap();
    assert_eq!(found.heading.drawn.len(), 1);
    let digests = |at: &AtPoint| -> Vec<u64> {
        at.arms
            .iter()
            .flatten()
            .flatten()
            .map(|run| run.outcomes[0].to_bits())
            .collect()
    };
    assert_eq!(digests(&ran[0]), digests(&ran[1]));
    assert_ne!(digests(&ran[0]), digests(&ran[2]));
}

#[test]
fn a_screening_that_broke_off_tells_whole_trajectories_and_goes_on_to_the_same_end() {
    let arms = slower();
    let folder = tempfile::tempdir().unwrap();
    let (whole, part) = (folder.path().join("whole"), folder.path().join("part"));
    let asked = request(3, &["rules.flak.kappa", "rules.rail.train_load_t"]);
    let of = (&asked, "delivered");
    let unbroken = screened(&arms, of, Keeping::Anew(&whole), u32::MAX).unwrap();
    let broken = screened(&arms, of, Keeping::Anew(&part), 19).unwrap().0;
    assert!(broken.heading.is_interrupted && broken.trajectories < 3);
    let resumed = screened(&arms, of, Keeping::Resume(&part), u32::MAX).unwrap();
    assert_eq!(resumed, unbroken);
    let read = |path| std::fs::read(path).unwrap();
    assert!(read(&whole) == read(&part), "the journals differ");
    // fewer trajectories are those it begins with
    let fewer = request(2, &["rules.flak.kappa", "rules.rail.train_load_t"]);
    let fewer = screened(
        &arms,
        (&fewer, "delivered"),
        Keeping::Resume(&part),
        u32::MAX,
    )
    .unwrap();
    assert_eq!(fewer.1[..], unbroken.1[..6]);
    // and other knobs are another study
    let other = request(3, &["rules.flak.kappa"]);
    assert!(
        screened(
            &arms,
            (&other, "delivered"),
            Keeping::Resume(&part),
            u32::MAX
        )
        .is_err()
    );
}
