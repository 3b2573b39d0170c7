use super::mechanism::{NotApart, Treatment};
use super::*;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::arms::{Arm, Arms};
use crate::outcome::{Catalogue, Window};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Channels;
use interdict_scenario::synthetic::{Shape, generate};

/// A theatre under attack with guns, and the same with more of them.
fn theatres() -> [Scenario; 2] {
    let shape = Shape {
        days: 14,
        air_units: 4,
        flak: 6,
        ..Shape::small()
    };
    let mut base = generate(shape, 9);
    for guns in &mut base.flak {
        guns.active = true;
    }
    let mut arm = base.clone();
    arm.flak[0].light += 60;
    arm.flak[1].heavy += 30;
    base.flak[1].active = false;
    [base, arm]
}

fn arms(scenarios: &[Scenario]) -> Arms {
    let arm = |scenario: &Scenario| Arm {
        name: "arm".to_owned(),
        because: None,
        scenario: scenario.clone(),
    };
    Arms::new(scenarios.iter().map(arm).collect()).expect("the same days")
}

fn ask(scenarios: &[Scenario], threads: usize) -> Why {
    let never = u32::MAX;
    kept(scenarios, threads, Keeping::Nowhere, never).expect("nobody stops it")
}

/// The same with a journal, stopped after so many runs.
fn kept(scenarios: &[Scenario], threads: usize, keeping: Keeping<'_>, most: u32) -> Option<Why> {
    let arms = arms(scenarios);
    let catalogue = Catalogue::of(&arms.scenarios(), Window { from: 0, to: 14 });
    let question = Question {
        arms: &arms,
        catalogue: &catalogue,
        watched: 0,
        seed: 4,
        pairs: 3,
        first: 5,
        continuations: 2,
        threads,
    };
    let (mut last, mut planned) = (0, 0);
    let stop = AtomicBool::new(false);
    let mut progress = |done, of| {
        (last, planned) = (done, of);
        stop.store(done >= most, Ordering::Relaxed);
    };
    let why = why(&question, keeping, &stop, &mut progress).expect("no law breaks");
    assert!(why.is_none() || last == planned);
    why
}

#[test]
fn an_inquiry_goes_on_from_wherever_it_broke_off_to_the_same_answer_and_journal() {
    let scenarios = theatres();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let never = u32::MAX;
    let whole = kept(&scenarios, 2, Keeping::Anew(&path("whole")), never);
    assert!(whole.is_some());
    let journal = std::fs::read(path("whole")).unwrap();
    // among ledgers, attacks, channels, prices
    for (most, threads) in [(2, 1), (7, 2), (12, 3), (30, 1), (45, 2), (60, 1)] {
        let broken = path("broken");
        let part = kept(&scenarios, threads, Keeping::Anew(&broken), most);
        assert_eq!(part, None, "stopped after {most}");
        assert!(std::fs::read(&broken).unwrap().len() < journal.len());
        let resumed = kept(&scenarios, 3 - threads % 2, Keeping::Resume(&broken), never);
        assert!(resumed == whole, "stopped after {most}");
        let same = std::fs::read(&broken).unwrap() == journal;
        assert!(same, "stopped after {most}");
    }
}

#[test]
fn shares_and_causes_add_up_to_the_effect_and_threads_never_show() {
    let scenarios = theatres();
    let found = ask(&scenarios, 1);
    assert_eq!(found, ask(&scenarios, 3));
    let of_arm = &found.arms[0];
    let causes: f64 = of_arm
        .ledger
        .iter()
        .map(|entry| entry.tons_a_day.mean)
        .sum();
    assert!((causes - of_arm.delivered.mean).abs() < 1e-9);
    let shares = of_arm.channels.as_ref().expect("they differ in guns");
    let delivered = (shares.iter())
        .find(|share| share.outcome == "delivered")
        .expect("tons at railheads, as in the ledger");
    let sum: f64 = delivered
        .channels
        .iter()
        .map(|share| share.share.mean)
        .sum();
    assert!((sum - delivered.whole.mean).abs() < 1e-9);
    assert!((delivered.whole.mean - of_arm.delivered.mean).abs() < 1e-9);
    assert!(found.prices.len() >= 5);
}

#[test]
fn without_channels_the_arm_is_the_base_and_with_all_it_is_the_arm() {
    let [base, arm] = theatres();
    let treatment = Treatment::between(&base, &arm);
    assert_eq!(treatment, Ok(Treatment::Guns));
    let all = Treatment::Guns.arms(&base, &arm);
    let record = |scenario: &Scenario| {
        interdict_model::run(scenario, interdict_model::Seed::default()).expect("no law breaks")
    };
    let delivered = |scenario: &Scenario| {
        let record = record(scenario);
        record
            .series(interdict_model::Series::Delivered)
            .collect::<Vec<i64>>()
    };
    assert_eq!(delivered(&all[0]), delivered(&base));
    let whole = record(&all[all.len() - 1]);
    assert_eq!(
        whole
            .series(interdict_model::Series::Delivered)
            .collect::<Vec<i64>>(),
        delivered(&arm)
    );
    // guns that only the base has are shut where those of the arm act
    let of_base = all[5].flak.last().expect("guns of the base");
    assert_eq!(of_base.channels, Channels::from_bits(5).others());
}

#[test]
fn fighters_are_taken_apart_by_ways_of_their_own() {
    let arm = interdict_scenario::synthetic::with_fighters(theatres()[0].clone());
    let mut base = arm.clone();
    base.fighters[0].strength /= 2;
    base.fighters.pop();
    assert_eq!(Treatment::between(&base, &arm), Ok(Treatment::Fighters));
    let all = Treatment::Fighters.arms(&base, &arm);
    assert_eq!((&all[0], &all[15]), (&base, &arm));
    // the unit that both have with other strength is there twice; the arm's acts by what is set, the base's by the others
    let units: Vec<(&str, u32, bool)> = (all[5].fighters.iter())
        .map(|unit| {
            let is_set = unit.channels == Channels::from_bits(5);
            (&*unit.id, unit.strength, is_set)
        })
        .collect();
    let twice = arm.fighters[0].id.clone() + " (of the base)";
    assert_eq!(
        units[0],
        (&*arm.fighters[0].id, arm.fighters[0].strength, true)
    );
    let of_base = units.last().expect("the unit of the base");
    assert_eq!(*of_base, (&*twice, base.fighters[0].strength, false));
    assert_eq!(all[5].fighters[1].channels, Channels::ALL);
    // both kinds at once are not taken apart
    let mut both = arm;
    both.flak[0].light += 1;
    assert_eq!(Treatment::between(&base, &both), Err(NotApart::OtherThings));
}

#[test]
fn arms_that_do_not_differ_in_guns_alone_have_no_channels() {
    let [base, arm] = theatres();
    let same = Treatment::between(&base, &base);
    assert_eq!(same, Err(NotApart::Same));
    let mut other = arm;
    other.rules.rail.speed_kmh += 1.0;
    let found = Treatment::between(&base, &other);
    assert_eq!(found, Err(NotApart::OtherThings));
}
