//! More of a good thing does no harm on the average, and more of a bad one no good.
//!
//! Path by path this is no law: attackers driven off go elsewhere, and a train that runs earlier may be the
//! one that is found. On the average of many pairs it must hold, and each change must be seen at all.

use interdict_model::{LineSeries, Record, Seed, Series, Simulation};
use interdict_scenario::Scenario;

use crate::theatres::shipped;

/// Pairs, and the days of each run.
const PAIRS: u32 = 200;
const DAYS: u16 = 30;

/// One side of 99 per cent of a normal distribution.
const ONE_SIDED: f64 = 2.326;

fn one_line() -> Scenario {
    let mut scenario = shipped("one-line");
    scenario.days = DAYS;
    scenario
}

/// Means of an outcome's paired differences, arm by arm, with their standard errors.
fn differences(
    base: &Scenario,
    arms: &[Scenario],
    outcome: impl Fn(&Record) -> i64,
) -> Vec<(f64, f64)> {
    let plays = |scenario: &Scenario| -> Vec<i64> {
        let mut simulation = Simulation::new(scenario);
        let play = |replication| {
            simulation.reset(Seed {
                seed: 5,
                replication,
            });
            while simulation.run_day().expect("no law breaks") {}
            outcome(&simulation.record())
        };
        (0..PAIRS).map(play).collect()
    };
    let theirs = plays(base);
    let difference = |arm: &Scenario| {
        let differences: Vec<f64> = (plays(arm).iter().zip(&theirs))
            .map(|(ours, theirs)| (ours - theirs) as f64)
            .collect();
        let count = f64::from(PAIRS);
        let mean = differences.iter().sum::<f64>() / count;
        let squares: f64 = (differences.iter())
            .map(|one| (one - mean) * (one - mean))
            .sum();
        (mean, (squares / (count - 1.0) / count).sqrt())
    };
    arms.iter().map(difference).collect()
}

/// A change to the scenario.
fn changed(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = one_line();
    change(&mut scenario);
    scenario
}

#[test]
fn gangs_engines_and_longer_nights_bring_more_and_attackers_less() {
    let arms = [
        (
            "a quarter more gangs",
            1.0,
            Box::new(changed(|it| it.gangs[0].men += 100)),
        ),
        (
            "half the engines",
            -1.0,
            Box::new(changed(|it| it.locomotives[0].count /= 2)),
        ),
        (
            "longer nights",
            1.0,
            Box::new(changed(|it| it.rules.sky.dark_below_degrees = 0.0)),
        ),
        (
            "a third more attackers",
            -1.0,
            Box::new(changed(|it| it.air_units[0].strength += 35)),
        ),
        (
            "slower repair",
            -1.0,
            Box::new(changed(|it| it.rules.repair.crater_gang_h = 4.0)),
        ),
    ];
    let scenarios: Vec<Scenario> = arms.iter().map(|arm| (*arm.2).clone()).collect();
    let delivered = |record: &Record| record.total(Series::Delivered);
    let found = differences(&one_line(), &scenarios, delivered);
    for ((name, sign, _), (mean, error)) in arms.iter().zip(found) {
        eprintln!(
            "{name}: {:.0} t, standard error {:.0}",
            mean / 1e3,
            error / 1e3
        );
        assert!(sign * mean > ONE_SIDED * error, "{name}: {mean} ({error})");
    }
}

#[test]
fn guns_thin_out_the_cuts_where_they_stand() {
    let with = changed(|it| {
        let division = it.flak.iter_mut().find(|guns| guns.id == "DIVISION");
        division.expect("the division").active = true;
    });
    let covered = |record: &Record| {
        let cuts = |line| record.line(line, LineSeries::Cuts).sum::<i64>();
        cuts(2) + cuts(3)
    };
    let [(mean, error)] = differences(&one_line(), &[with], covered)[..] else {
        panic!("one arm");
    };
    assert!(mean < -ONE_SIDED * error, "{mean} ({error})");
}
