//! Units that the schools send to the front: as strong as those who have it by dates, and losses that the school pays.

use interdict_model::{Record, Series};
use interdict_scenario::scenario::{
    Assignment, Delivery, Duty, Establishment, FighterTask, FighterUnit,
};
use interdict_scenario::synthetic::{
    Shape, academy, assignment, cohort, course, delivery, establishment, generate, with_fighters,
};
use interdict_scenario::{Domain, Scenario};

use crate::theatres::run;

const SHAPE: Shape = Shape {
    days: 24,
    air_units: 5,
    raids: 12,
    ..Shape::small()
};

/// Interceptors by dates alone, and a school that forms one unit of 40 aircraft and 30 pilots on its second day.
fn theatre() -> Scenario {
    let mut theatre = with_fighters(generate(SHAPE, 2));
    let rules = &mut theatre.rules.schools;
    (rules.wash_out, rules.killed, rules.manning) = (0.0, 0.0, 1.0);
    (rules.piston_losses, rules.jet_losses) = (0.0, 0.0);
    theatre.academies = vec![academy("SCHOOL", 400)];
    theatre.courses = vec![course("COURSE", 0, 1.0)];
    theatre.cohorts = vec![cohort("PILOTS", 0, 30, 0)];
    theatre.establishments = vec![Establishment {
        aircraft: 40,
        hours: Some(0.0),
        ..establishment("UNIT", 0, 30, SHAPE.days)
    }];
    theatre.deliveries = vec![Delivery {
        aircraft: 40,
        ..delivery("CRAFT", 0, 0)
    }];
    theatre
}

/// The same, with that unit at the front from the sixth day on; no other interceptors.
fn sent() -> Scenario {
    let mut theatre = theatre();
    theatre.assignments = vec![Assignment {
        from: 5,
        ..assignment("WAR", 0, Duty::Front, SHAPE.days)
    }];
    let guard = guard(&mut theatre);
    (guard.unit, guard.strength) = (Some(0), 0);
    theatre
}

fn guard(theatre: &mut Scenario) -> &mut FighterUnit {
    let mut units = theatre.fighters.iter_mut();
    let guard = units.find(|unit| unit.task == FighterTask::Interceptor);
    guard.expect("there are interceptors")
}

/// Nobody is shot down.
fn harmless(mut theatre: Scenario) -> Scenario {
    let combat = &mut theatre.rules.air_combat;
    (combat.kill_by_screen, combat.kill_in_return) = (0.0, 0.0);
    theatre
}

/// Screens and gunners shoot a third of those down whom they meet.
fn deadly(pilot_lost: f64) -> Scenario {
    let mut theatre = sent();
    let combat = &mut theatre.rules.air_combat;
    (combat.kill_by_screen, combat.kill_in_return) = (0.4, 0.4);
    combat.damaged_per_lost = 0.0;
    theatre.rules.fighters.pilot_lost = pilot_lost;
    theatre
}

fn at(record: &Record, day: u16, series: Series) -> i64 {
    record.theatre.at(day, series as usize)
}

#[test]
fn a_unit_is_at_the_front_with_the_aircraft_fit_to_fly_of_its_pilots() {
    // of 40 aircraft and 30 pilots 0.7 x 30 = 21, from the morning after its duty begins at noon of day 5
    let record = run(&harmless(sent()), 3);
    let there = |day| at(&record, day, Series::NewUnitFighters);
    assert_eq!((there(5), there(6), there(23)), (0, 21, 21));
}

#[test]
fn a_unit_that_is_sent_flies_as_one_that_is_there_by_dates_to_the_bit() {
    // pilots have the hour of their course, and none with the unit
    let mut dated = theatre();
    let guard = guard(&mut dated);
    (guard.strength, guard.hours, guard.from) = (30, 1.0, 6);
    let (one, other) = (run(&harmless(sent()), 3), run(&harmless(dated), 3));
    let apart = |series: &Series| series.needs().has(Domain::Schools);
    for &series in Series::ALL.iter().filter(|&series| !apart(series)) {
        let values = |record: &Record| record.series(series).collect::<Vec<_>>();
        assert_eq!(values(&one), values(&other), "{}", series.name());
    }
    assert!(one.total(Series::TakenOn) > 0, "they fight");
    assert_eq!(one.lines, other.lines);
}

#[test]
fn what_falls_at_the_front_is_struck_off_the_roll_and_its_pilots_by_their_chance() {
    let [none, half, all] = [0.0, 0.5, 1.0].map(|chance| run(&deadly(chance), 3));
    for record in [&none, &half, &all] {
        let fell = record.total(Series::InterceptorsLost);
        // those of the last day are counted on the morning after, which does not come
        let of_last = at(record, SHAPE.days - 1, Series::InterceptorsLost);
        assert!(fell > 8, "{fell} fell");
        let struck = record.total(Series::NewUnitFightersLost);
        assert_eq!(struck, fell - of_last);
        let left = record.formed[0].aircraft_there;
        assert_eq!(left, 40 - struck);
    }
    let pilots = |record: &Record| record.total(Series::NewUnitPilotsLost);
    assert_eq!(pilots(&none), 0);
    assert_eq!(pilots(&all), all.total(Series::NewUnitFightersLost));
    assert!(0 < pilots(&half) && pilots(&half) < pilots(&all));
    assert_eq!(half.formed[0].pilots_there, 30 - pilots(&half));
    // nobody brings others: of those who are left, seven of ten fly
    let mut left = 30;
    for day in 6..SHAPE.days {
        left -= at(&all, day, Series::NewUnitFightersLost);
        let of_day = at(&all, day, Series::InterceptorsLost);
        let flying = at(&all, day, Series::NewUnitFighters);
        assert_eq!(flying + of_day, 7 * left / 10, "day {day}");
    }
}

#[test]
fn what_comes_to_a_unit_at_the_front_flies_and_who_goes_home_takes_all_along() {
    let mut theatre = harmless(sent());
    theatre.establishments[0].pilots = 40;
    theatre.cohorts.push(cohort("MORE", 0, 10, 9));
    theatre.rules.schools.manning = 0.7;
    theatre.assignments[0].to = 20;
    let record = run(&theatre, 3);
    let there = |day| at(&record, day, Series::NewUnitFighters);
    assert_eq!((there(6), there(15)), (21, 28));
    // the duty ends at noon of day 20
    assert_eq!((there(20), there(21)), (28, 0));
}

#[test]
fn longer_training_makes_a_unit_that_is_sent_fall_less() {
    let fell = |hours: f64| -> i64 {
        let mut theatre = deadly(0.5);
        let combat = &mut theatre.rules.air_combat;
        (combat.kill_by_screen, combat.kill_in_return) = (0.03, 0.03);
        theatre.courses[0].hours = Some(hours);
        theatre.academies[0].trainers = 4_000;
        theatre.rules.schools.student_h = 8.0;
        theatre.assignments[0].from = 12;
        let lost = |seed| {
            let record = run(&theatre, seed);
            let series = [Series::NewUnitFighters, Series::InterceptorsLost];
            let there: i64 = series.map(|series| at(&record, 13, series)).iter().sum();
            assert_eq!(there, 21, "{hours} h");
            record.total(Series::InterceptorsLost)
        };
        (0..6).map(lost).sum()
    };
    // skill 0.5 with an hour, 0.76 with forty
    let (new, trained) = (fell(1.0), fell(40.0));
    assert!(
        5 * trained < 4 * new,
        "{trained} of the trained, {new} of the new"
    );
}
