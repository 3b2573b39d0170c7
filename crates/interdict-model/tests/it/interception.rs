//! Fighters: what is left alone where they do nothing, and what they do more of when there are more.

use interdict_model::{Record, Seed, Series, Simulation};
use interdict_scenario::scenario::{Channels, FighterChannel, FighterTask, Way};
use interdict_scenario::synthetic::{Shape, generate, with_fighters};
use interdict_scenario::{Domain, Scenario};

const SHAPE: Shape = Shape {
    days: 24,
    air_units: 5,
    raids: 12,
    ..Shape::small()
};

fn theatre(seed: u64) -> Scenario {
    with_fighters(generate(SHAPE, seed))
}

fn record(scenario: &Scenario, replication: u32) -> Record {
    let mut simulation = Simulation::new(scenario);
    simulation.reset(Seed {
        seed: 3,
        replication,
    });
    while simulation.run_day().expect("no law breaks") {}
    simulation.record()
}

fn sums(scenario: &Scenario, series: Series) -> i64 {
    (0..8)
        .map(|replication| record(scenario, replication).total(series))
        .sum()
}

/// Everything that is not about fighters is the same in both.
fn same_but_for_fighters(one: &Record, other: &Record) {
    for &series in Series::ALL
        .iter()
        .filter(|series| !series.needs().has(Domain::Interception))
    {
        let values = |record: &Record| record.series(series).collect::<Vec<_>>();
        assert_eq!(values(one), values(other), "{}", series.name());
    }
    assert_eq!(one.lines, other.lines);
    assert_eq!(one.formations, other.formations);
    let told = |record: &Record| {
        let events = record.events.iter();
        events
            .filter(|event| event.kind.name() != "raid_met")
            .copied()
            .collect::<Vec<_>>()
    };
    assert_eq!(told(one), told(other));
}

#[test]
fn fighters_that_are_not_there_change_nothing() {
    for seed in 0..3 {
        let with = theatre(seed);
        let mut none = with.clone();
        none.fighters.clear();
        none.radars.clear();
        let mut empty = with.clone();
        empty.fighters.iter_mut().for_each(|unit| unit.strength = 0);
        let mut blind = with;
        blind.radars.clear();
        blind
            .fighters
            .iter_mut()
            .for_each(|unit| unit.sweep_share = 0.0);
        same_but_for_fighters(&record(&none, 0), &record(&empty, 0));
        same_but_for_fighters(&record(&none, 0), &record(&blind, 0));
    }
}

#[test]
fn fighters_that_do_no_harm_leave_the_war_below_to_the_bit() {
    for seed in 0..3 {
        let mut harmless = theatre(seed);
        let combat = &mut harmless.rules.air_combat;
        (combat.kill_striker, combat.kill_bomber) = (0.0, 0.0);
        (
            combat.jettison_striker,
            combat.jettison_bomber,
            combat.jettison_others,
        ) = (0.0, 0.0, 0.0);
        let mut none = harmless.clone();
        none.fighters.clear();
        none.radars.clear();
        let met = record(&harmless, 0);
        assert!(met.total(Series::TakenOn) > 20, "they meet all the same");
        same_but_for_fighters(&record(&none, 0), &met);
    }
}

#[test]
fn without_stations_nobody_takes_off_because_somebody_was_seen() {
    let mut theatre = theatre(1);
    assert!(sums(&theatre, Series::Scrambled) > 0);
    theatre.radars.clear();
    assert_eq!(sums(&theatre, Series::Scrambled), 0);
    assert!(
        sums(&theatre, Series::InterceptorSorties) > 0,
        "sweeps are flown"
    );
}

#[test]
fn nobody_fights_beyond_limits_or_radius() {
    let full = theatre(1);
    let mut barred = full.clone();
    for unit in &mut barred.fighters {
        unit.south_limit = Some(unit.lat + 5.0);
    }
    let mut short = full;
    let fighter = short.fighters[0].aircraft as usize;
    short.aircraft[fighter].radius_m = 1_000;
    for theatre in [barred, short] {
        assert_eq!(sums(&theatre, Series::TakenOn), 0);
        assert_eq!(sums(&theatre, Series::InterceptorSorties), 0);
    }
}

#[test]
fn more_interceptors_meet_more_and_more_screens_let_fewer_through() {
    let base = theatre(2);
    let with = |task, times: u32| {
        let mut theatre = base.clone();
        for unit in theatre.fighters.iter_mut().filter(|unit| unit.task == task) {
            unit.strength *= times;
        }
        theatre
    };
    let taken_on = |theatre: &Scenario| sums(theatre, Series::TakenOn);
    let few = taken_on(&with(FighterTask::Screen, 0));
    assert!(taken_on(&with(FighterTask::Interceptor, 2)) > taken_on(&base));
    assert!(taken_on(&with(FighterTask::Screen, 3)) < few);
    let caught = |theatre: &Scenario| sums(theatre, Series::InterceptorsCaught);
    assert!(caught(&with(FighterTask::Screen, 3)) > caught(&base));
}

/// What a series comes to with so many times the aircraft of a task.
fn dose(base: &Scenario, task: FighterTask, times: u32, series: Series) -> i64 {
    let mut theatre = base.clone();
    for unit in theatre.fighters.iter_mut().filter(|unit| unit.task == task) {
        unit.strength *= times;
    }
    sums(&theatre, series)
}

#[test]
fn what_fighters_do_rises_with_each_dose_of_them_from_nothing() {
    let mut base = theatre(5);
    base.fighters.iter_mut().for_each(|unit| unit.strength = 40);
    // scrambles are no more than raids ask for: sweeps alone go with the strength
    let mut sweeping = base.clone();
    sweeping
        .fighters
        .iter_mut()
        .for_each(|unit| unit.sweep_share = 1.0);
    let curve = |task, series| [0, 1, 2, 4].map(|times| dose(&base, task, times, series));
    let guard = FighterTask::Interceptor;
    let sorties =
        [0, 1, 2, 4].map(|times| dose(&sweeping, guard, times, Series::InterceptorSorties));
    let [none, one, two, four] = sorties.map(|sorties| sorties as f64);
    assert!(none == 0.0 && one > 0.0);
    assert!(
        (1.8..2.2).contains(&(two / one)) && (3.5..4.4).contains(&(four / one)),
        "{sorties:?}"
    );
    let turned_back = curve(FighterTask::Interceptor, Series::Jettisoned);
    assert!(
        turned_back[0] == 0 && turned_back.is_sorted(),
        "{turned_back:?}"
    );
    let attack = curve(FighterTask::Screen, Series::TakenOn);
    assert!(
        attack.iter().rev().is_sorted() && attack[3] < attack[0],
        "{attack:?}"
    );
}

/// The small must not starve: what rounds to less than a pair each day is flown on fewer days.
#[test]
fn many_small_units_fly_as_much_as_one_large_one() {
    let mut one = theatre(6);
    one.fighters
        .retain(|unit| unit.task == FighterTask::Interceptor);
    one.fighters[0].strength = 80;
    let mut many = one.clone();
    many.fighters = (0..20)
        .map(|n| {
            let mut unit = one.fighters[0].clone();
            unit.id = format!("GUARD-{n:02}");
            unit.key = interdict_quantity::Key::of(&unit.id);
            unit.strength = 4;
            unit
        })
        .collect();
    for theatre in [&mut one, &mut many] {
        theatre.fighters.iter_mut().for_each(|unit| {
            (unit.sweep_share, unit.sorties_per_aircraft) = (1.0, 0.65);
        });
        theatre.rules.fighters.serviceability = 1.0;
    }
    let [one, many] = [&one, &many].map(|theatre| sums(theatre, Series::InterceptorSorties) as f64);
    assert!((many / one - 1.0).abs() < 0.1, "{many} of {one}");
}

/// What a theatre of many fighters comes to where this way is cut for everybody or for nobody.
fn cut(way: FighterChannel, everybody: bool, series: Series) -> i64 {
    let mut theatre = theatre(7);
    theatre.rules.air_combat.kill_striker = 0.2;
    for unit in &mut theatre.fighters {
        unit.strength *= 2;
        if everybody {
            unit.channels = Channels::from_bits(1 << way.place()).others();
        }
    }
    sums(&theatre, series)
}

#[test]
fn each_way_that_is_cut_is_gone_and_the_others_are_not() {
    use FighterChannel::{Duels, Holding, Jettison, Kills};
    let of_ways = [
        (Kills, Series::LostToFighters),
        (Jettison, Series::Jettisoned),
        (Duels, Series::InterceptorsLost),
    ];
    for (way, own) in of_ways {
        for (other, series) in of_ways {
            let [with, without] = [false, true].map(|is_cut| cut(way, is_cut, series));
            assert!(with > 0, "{way:?}: no {}", series.name());
            assert_eq!(without == 0, way == other, "{way:?}, {}", series.name());
        }
        assert!(cut(way, false, own) > 0);
    }
    // whom a screen does not keep busy, attacks
    let [held, free] = [false, true].map(|is_cut| cut(Holding, is_cut, Series::TakenOn));
    assert!(free > held && held > 0, "{held} and {free}");
}

#[test]
fn half_the_kills_are_half_the_losses() {
    let with = |factor: f64| {
        let mut theatre = theatre(2);
        let combat = &mut theatre.rules.air_combat;
        (combat.jettison_striker, combat.jettison_others) = (0.0, 0.0);
        (combat.kill_striker, combat.damaged_per_lost) = (0.1 * factor, 0.0);
        sums(&theatre, Series::LostToFighters) as f64
    };
    let (whole, half) = (with(1.0), with(0.5));
    // 1 - exp(-0.1) over 1 - exp(-0.05) is 1.951; some 100 losses leave a tenth to chance
    assert!((whole / half - 1.951).abs() < 0.5, "{whole} and {half}");
    assert!(whole > 60.0, "{whole}");
}

#[test]
fn the_order_of_rows_has_no_say() {
    let base = theatre(4);
    let mut turned = base.clone();
    turned.fighters.reverse();
    turned.radars.reverse();
    let sum = |theatre: &Scenario, series| record(theatre, 1).total(series);
    for series in [
        Series::TakenOn,
        Series::InterceptorsLost,
        Series::LostToFighters,
        Series::Jettisoned,
    ] {
        assert_eq!(
            sum(&base, series),
            sum(&turned, series),
            "{}",
            series.name()
        );
    }
}
