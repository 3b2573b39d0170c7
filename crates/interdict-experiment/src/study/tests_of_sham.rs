//! What stands beside the arms of a study: a change of no consequence, and the days before an arm acts.

use super::tests::{pairs, run, theatre, with_division};
use super::*;
use crate::arms::Arm;
use crate::findings::{Findings, Wanted};
use crate::outcome::Window;
use crate::simultaneous::Best;
use interdict_scenario::Scenario;

fn arms(scenarios: &[&Scenario]) -> (Arms, Catalogue) {
    let arm = |scenario: &&Scenario| Arm {
        name: "arm".to_owned(),
        because: None,
        scenario: (*scenario).clone(),
    };
    let arms = Arms::new(scenarios.iter().map(arm).collect()).expect("the same days");
    let window = Window {
        from: 3,
        to: arms.base().scenario.days,
    };
    let catalogue = Catalogue::of(&arms.scenarios(), window);
    (arms, catalogue)
}

fn findings(arms: &Arms, catalogue: &Catalogue, design: &Design, study: &Study) -> Findings {
    let wanted = Wanted {
        best: Best::Most,
        zone: 0.0,
    };
    Findings::of(arms, catalogue, design, study, wanted)
}

#[test]
fn a_change_of_no_consequence_is_an_arm_more_and_changes_nothing_of_the_others() {
    let base = theatre();
    let division = with_division(&base);
    let (plain, catalogue) = arms(&[&base, &division]);
    let design = pairs(6, 2);
    let without = run(&plain, &catalogue, &design, Keeping::Nowhere);
    let with_sham = plain.clone().with_sham();
    let with = run(&with_sham, &catalogue, &design, Keeping::Nowhere);
    for (one, other) in with.replications.iter().zip(&without.replications) {
        assert_eq!(one.arms, other.arms);
        assert!(one.sham.is_some() && other.sham.is_none());
    }
    assert_eq!(
        with,
        run(&with_sham, &catalogue, &pairs(6, 1), Keeping::Nowhere)
    );
    let found = findings(&with_sham, &catalogue, &design, &with);
    let noise = found.noise.as_ref().expect("it is attacked");
    assert_eq!(
        noise.lines.len(),
        with_sham.sham().expect("it is attacked").lines.len()
    );
    // base + what the sham does + what the arm does more than the sham is the arm
    let [sham, less] = found.noise_of(1).expect("the watched outcome");
    let whole = found.watched(1).expect("the watched outcome").difference;
    assert!((sham.difference + less.difference - whole).abs() < 1e-9);
    let cuts = catalogue.outcome("track_cuts").expect("an outcome");
    assert!(noise.outcomes[cuts].deviation > 0.0, "some pairs part");
    let none = findings(&plain, &catalogue, &design, &without);
    assert_eq!(
        (none.noise, none.comparisons),
        (None, found.comparisons.clone())
    );
}

#[test]
fn guns_that_do_nothing_have_a_floor_of_exactly_nothing() {
    let mut base = theatre();
    let knobs = &mut base.rules.flak;
    (knobs.lethality, knobs.kappa, knobs.beta) = (0.0, 0.0, 0.0);
    (knobs.consumption, knobs.suppression_share) = (0.0, 0.0);
    let division = with_division(&base);
    let (arms, catalogue) = arms(&[&base, &division]);
    let arms = arms.with_sham();
    let design = pairs(3, 2);
    let study = run(&arms, &catalogue, &design, Keeping::Nowhere);
    let noise = findings(&arms, &catalogue, &design, &study).noise;
    let outcomes = noise.expect("it is attacked").outcomes;
    for (label, paired) in catalogue.outcomes.iter().zip(&outcomes) {
        assert!(label.is_of_guns || paired.equal == 3, "{}", label.name);
    }
}

#[test]
fn a_journal_without_the_change_of_no_consequence_is_of_another_study() {
    let base = theatre();
    let division = with_division(&base);
    let (plain, catalogue) = arms(&[&base, &division]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.jsonl");
    run(&plain, &catalogue, &pairs(2, 2), Keeping::Anew(&path));
    let stop = AtomicBool::new(false);
    let with_sham = plain.with_sham();
    let resume = Keeping::Resume(&path);
    let found = study(
        &with_sham,
        &catalogue,
        &pairs(3, 2),
        resume,
        &stop,
        &mut |_| (),
    );
    let said = found.expect_err("it is another study").to_string();
    let why = "a change of no consequence there is not run, here run beside the arms";
    assert!(said.contains(why), "{said}");
}

#[test]
fn before_an_arm_acts_both_arms_are_equal_to_the_bit() {
    let base = theatre();
    let division = with_division(&base);
    let mut later = division.clone();
    later.flak.last_mut().expect("the division").from = 9;
    let (arms, catalogue) = arms(&[&base, &division, &later]);
    assert_eq!(catalogue.quiet, [3, 9]);
    let design = pairs(4, 2);
    let mut study = run(&arms, &catalogue, &design, Keeping::Nowhere);
    let found = findings(&arms, &catalogue, &design, &study).placebos;
    let placebo = |arm: usize| found[arm - 1].clone().expect("it acts from a date on");
    assert_eq!((placebo(1).days, placebo(1).pairs), (3, 4));
    assert_eq!((placebo(2).days, placebo(2).unlike), (9, Vec::new()));
    assert_eq!(placebo(1).unlike, Vec::<u32>::new());
    // the measure is not blind: the earlier division has done something by the ninth day
    let early = |study: &Study, arm: usize, place: usize| {
        let figures = study.replications[0].arms[arm]
            .as_ref()
            .expect("no law breaks");
        figures.early[place]
    };
    assert_eq!(early(&study, 0, 0), early(&study, 1, 0));
    assert_ne!(early(&study, 0, 1), early(&study, 1, 1));
    // and what differs before is told, by the numbers of the pairs
    for number in [1, 3] {
        let figures = study.replications[number].arms[2]
            .as_mut()
            .expect("no law breaks");
        figures.early[1] ^= 1;
    }
    let found = findings(&arms, &catalogue, &design, &study).placebos;
    assert_eq!(found[0].as_ref().expect("a date").unlike, Vec::<u32>::new());
    assert_eq!(found[1].as_ref().expect("a date").unlike, [1, 3]);
}

#[test]
fn an_arm_that_acts_from_the_first_day_has_no_days_before() {
    let base = theatre();
    let mut slow = base.clone();
    slow.rules.rail.speed_kmh *= 0.8;
    let (arms, catalogue) = arms(&[&base, &slow]);
    assert_eq!(catalogue.quiet, Vec::<u16>::new());
    let design = pairs(2, 2);
    let study = run(&arms, &catalogue, &design, Keeping::Nowhere);
    assert_eq!(
        findings(&arms, &catalogue, &design, &study).placebos,
        [None]
    );
}
