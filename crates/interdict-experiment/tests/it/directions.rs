//! Directions on the real theatre, in pairs: more attackers, more need, more trucks, gangs, engines and guns.
//!
//! Autumn 1951 alone, from August to November. Of each outcome all arms are compared at once, with intervals that hold together; an
//! arm is wrong for sure where its whole interval lies on the wrong side. A few pairs cannot say how large an effect is. They
//! can say that none goes the wrong way.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use interdict_experiment::arms::{Arm, Arms};
use interdict_experiment::outcome::{Catalogue, Window};
use interdict_experiment::resample::{FOR_INTERVALS, INTERVALS, Resamples};
use interdict_experiment::simultaneous::AllPairs;
use interdict_experiment::stopping::Stopping;
use interdict_experiment::study::{Design, Keeping, study};
use interdict_quantity::Key;
use interdict_scenario::{Scenario, load};

/// Pairs, and the days of each run.
const PAIRS: u32 = 6;
const DAYS: u16 = 100;

fn anju() -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/anju-1951");
    let mut scenario = match load(&folder, &[]) {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    };
    scenario.days = DAYS;
    scenario
}

/// A change to the theatre.
fn changed(base: &Scenario, change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = base.clone();
    change(&mut scenario);
    scenario
}

/// So many divisions like the one that was asked for, from day 10 on, all fed from the start.
fn with_divisions(base: &Scenario, count: u16) -> Scenario {
    let asked_for = base.flak.iter().position(|guns| guns.id == "SOV-ZADX");
    let asked_for = base.flak[asked_for.expect("the division that was asked for")].clone();
    changed(base, |it| {
        for number in 0..count {
            let mut one = asked_for.clone();
            one.id = format!("DIVISION-{number}");
            one.key = Key::of(&format!("flak/{}", one.id));
            one.formation.clone_from(&one.id);
            (one.active, one.from, one.to) = (true, 10, DAYS);
            it.flak.push(one);
        }
    })
}

fn arm(name: &str, scenario: Scenario) -> Arm {
    Arm {
        name: name.to_owned(),
        because: None,
        scenario,
    }
}

/// Outcomes by name of all arms in all pairs: `[outcome][arm][pair]`.
fn outcomes<const N: usize>(arms: Vec<Arm>, names: [&str; N]) -> [Vec<Vec<f64>>; N] {
    let arms = Arms::new(arms).expect("they can be compared");
    let window = Window { from: 0, to: DAYS };
    let catalogue = Catalogue::of(&arms.scenarios(), window);
    let place = |name: &str| {
        let place = catalogue.outcome(name);
        place.unwrap_or_else(|| panic!("no outcome `{name}`"))
    };
    let design = Design {
        seed: 1951,
        threads: 0,
        stopping: Stopping::Pairs(PAIRS),
        watched: place(names[0]),
    };
    let stop = AtomicBool::new(false);
    let done = study(
        &arms,
        &catalogue,
        &design,
        Keeping::Nowhere,
        &stop,
        &mut |_| {},
    );
    let done = done.expect("nothing is kept, nothing fails");
    assert_eq!(done.whole().count(), PAIRS as usize, "no law breaks");
    names.map(|name| done.outcome(arms.count(), place(name)))
}

/// Mean of an arm less that of another, pair by pair.
fn mean_difference(from: &[f64], to: &[f64]) -> f64 {
    from.iter().zip(to).map(|(from, to)| to - from).sum::<f64>() / from.len() as f64
}

#[test]
fn on_the_real_theatre_more_of_a_good_thing_is_never_worse_for_sure_and_more_attackers_are() {
    let base = anju();
    let same = changed(&base, |it| it.title = "Another title".to_owned());
    let attackers = changed(&base, |it| {
        for unit in &mut it.air_units {
            unit.strength *= 2;
        }
    });
    let need = changed(&base, |it| it.rules.supply.need_factor *= 1.25);
    let trucks = changed(&base, |it| {
        it.trucks.iter_mut().for_each(|row| row.trucks *= 2);
    });
    let gangs = changed(&base, |it| it.gangs.iter_mut().for_each(|row| row.men *= 2));
    let engines = changed(&base, |it| {
        for row in &mut it.locomotives {
            row.count = row.count * 5 / 4;
        }
    });
    // What each is to do to what comes to the front.
    let arms = vec![
        ("base", 0.0, base),
        ("no change", 0.0, same),
        ("attackers doubled", -1.0, attackers),
        ("a quarter more need", 1.0, need),
        ("trucks doubled", 1.0, trucks),
        ("gangs doubled", 1.0, gangs),
        ("a quarter more engines", 1.0, engines),
    ];
    let signs: Vec<(&str, f64)> = (arms.iter())
        .map(|(name, sign, _)| (*name, *sign))
        .collect();
    let arms = (arms.into_iter())
        .map(|(name, _, scenario)| arm(name, scenario))
        .collect();
    let [front, lost] = outcomes(arms, ["delivered_front", "aircraft_lost"]);
    for values in [&front, &lost] {
        assert_eq!(
            values[0], values[1],
            "a change of no consequence gives nothing"
        );
    }
    let resamples = Resamples::new(PAIRS as usize, FOR_INTERVALS, INTERVALS);
    let all = AllPairs::of(&front, 0.05, &resamples);
    for contrast in all.contrasts.iter().filter(|contrast| contrast.from == 0) {
        let ((name, sign), interval) = (signs[contrast.to], contrast.interval);
        eprintln!(
            "{name}: {:.1} t a day, {:.1} to {:.1}",
            contrast.difference, interval.low, interval.high
        );
        let best = if sign < 0.0 {
            -interval.low
        } else {
            interval.high
        };
        assert!(best >= 0.0, "{name}: {contrast:?}");
    }
    // Twice the attackers are seen by themselves: less to the front, more of them lost, in every pair.
    assert!(
        front[0].iter().zip(&front[2]).all(|(base, arm)| arm < base),
        "{front:?}"
    );
    assert!(
        lost[0].iter().zip(&lost[2]).all(|(base, arm)| arm > base),
        "{lost:?}"
    );
    for arm in [3, 4] {
        let more = mean_difference(&front[0], &front[arm]);
        assert!(more > 0.0, "{}: {more}", signs[arm].0);
    }
}

#[test]
fn on_the_real_theatre_a_dose_of_divisions_costs_attackers_no_less_and_draws_no_less() {
    let base = anju();
    let doses = [0, 1, 2, 4];
    let arms = doses.map(|count| arm(&format!("{count} divisions"), with_divisions(&base, count)));
    let [lost, drawn] = outcomes(arms.into(), ["aircraft_lost", "flak_consumed"]);
    let resamples = Resamples::new(PAIRS as usize, FOR_INTERVALS, INTERVALS);
    for values in [&lost, &drawn] {
        let all = AllPairs::of(values, 0.05, &resamples);
        for contrast in &all.contrasts {
            eprintln!("{contrast:?}");
            assert!(
                contrast.interval.high >= 0.0,
                "from less to more: {contrast:?}"
            );
        }
    }
    // All guns of the theatre draw some 200 t a day, so the share of one division is lost in it; that each division eats as much as
    // the next is held on a small theatre (`more_divisions_cost_attackers_no_less_and_eat_in_proportion`).
    assert!(mean_difference(&drawn[0], &drawn[3]) > 0.0, "{drawn:?}");
    assert!(
        mean_difference(&lost[0], &lost[3]) > 0.0,
        "four divisions: {lost:?}"
    );
}
