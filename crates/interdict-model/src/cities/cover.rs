//! # Cover of cities
//!
//! What happens: at noon it is counted who is on call for each city, and from that how likely a raid is to be met and how
//! many of its bombers would get through.
//!
//! Rule: `cover = 1 - prod(1 - a x w)` over who guards the city, with `a = cities.readiness` of a division or unit on call,
//! `cities.teaching_share` of that while a division teaches, and nothing at the front; `w` is the city's chance of a
//! warning in time. `leak = (1 - cover x cities.stopped) x (1 - guns)`. In all: cover summed with the weights of the
//! cities, leak their mean by weight, and bombers through = raids a day x bombers x leak.
//!
//! Assumes: raids come by day; divisions are ready independently of each other, and one that is ready meets the whole raid;
//! who guards one city does not fly to another. Endless fighters stop no more than `cities.stopped` of the bombers, so leak
//! never falls below `(1 - cities.stopped x w') x (1 - guns)`, with `w'` = 1 as soon as one of many is warned.
//!
//! Sources: the cable of 24 October 1951 for the choice itself, one division for each of three cities while it trains
//! another; figures with the knobs of `cities`.
//!
//! Reads: [`Cities`], divisions of [`Schools`], assignments. Writes: [`CityLog`], counters. Chance: none: these are
//! expectations of the day.

use bevy_ecs::prelude::*;
use interdict_engine::whole::nearest;
use interdict_engine::{Clock, Rows};
use interdict_scenario::scenario::Duty;

use crate::cities::city::{Cities, City, CityLog};
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::CityRow;
use crate::schools::{Assignment, Schools};

/// Parts of one in which chances are written down.
pub const MILLION: f64 = 1_000_000.0;

/// Chance that a raid on a city is met, on a day on which these do their duties.
pub fn cover(city: CityRow, cities: &Cities, schools: &Schools, assignments: &[Assignment]) -> f64 {
    let in_time = cities.cities[city].warning;
    let divisions = (schools.divisions.iter())
        .filter(|division| division.is_there && division.city == Some(city))
        .map(|division| division.duty);
    let units = (assignments.iter())
        .filter(|unit| unit.is_there && unit.city == Some(city))
        .map(|unit| unit.duty);
    let missed: f64 = divisions
        .chain(units)
        .map(|duty| 1.0 - in_time * ready(duty, cities))
        .product();
    1.0 - missed
}

/// Chance that a division or unit with a duty has fighters ready.
fn ready(duty: Duty, cities: &Cities) -> f64 {
    match duty {
        Duty::Call => cities.readiness,
        Duty::Teach => cities.readiness * cities.teaching,
        Duty::Front => 0.0,
    }
}

/// Share of the bombers of a raid that get through where it is met with such a chance.
pub fn leak(city: &City, cover: f64, stopped: f64) -> f64 {
    (1.0 - cover * stopped) * (1.0 - city.guns)
}

/// Writes down the cover and the leak of the day. Due every day at noon, when duties are taken up.
pub fn watch(
    clock: Res<Clock>,
    cities: Res<Cities>,
    schools: Res<Schools>,
    assignments: Rows<Assignment>,
    mut log: ResMut<CityLog>,
    mut measures: ResMut<Measures>,
) {
    let (mut covered, mut leaked, mut through) = (0.0, 0.0, 0.0);
    for (row, city) in cities.cities.by_row() {
        let cover = cover(row, &cities, &schools, assignments.slice());
        let leak = leak(city, cover, cities.stopped);
        covered += city.weight * cover;
        leaked += city.share * leak;
        through += city.expected() * leak;
        let of_day = log.guarded.day_mut(clock.day);
        of_day[2 * row.index()] = nearest(MILLION * cover);
        of_day[2 * row.index() + 1] = nearest(MILLION * leak);
    }
    measures.add(Series::CityCover, nearest(MILLION * covered));
    measures.add(Series::CityLeak, nearest(MILLION * leaked));
    measures.add(Series::CityBombersExpected, nearest(MILLION * through));
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_quantity::Date;
    use interdict_scenario::Scenario;
    use interdict_scenario::synthetic::{city, division};

    /// Cover and leak of a city that so many divisions with a duty guard; warning is certain, readiness 0.7.
    fn guarded(divisions: usize, duty: Duty, alter: impl FnOnce(&mut Scenario)) -> [f64; 2] {
        let starts = Date::new(1951, 10, 24).expect("a date");
        let mut scenario = Scenario::empty(starts, 10);
        scenario.cities = vec![city("CITY")];
        (scenario.cities[0].warning, scenario.cities[0].guns) = (Some(1.0), Some(0.2));
        scenario.training_divisions = (0..divisions)
            .map(|n| {
                let mut guard = division(&format!("D{n}"), duty, 10);
                guard.city = Some(0);
                guard
            })
            .collect();
        alter(&mut scenario);
        let (cities, mut schools) = (Cities::new(&scenario), Schools::new(&scenario));
        for division in &mut schools.divisions {
            division.is_there = true;
        }
        let cover = cover(CityRow(0), &cities, &schools, &[]);
        [
            cover,
            leak(&cities.cities[CityRow(0)], cover, cities.stopped),
        ]
    }

    fn near([cover, leak]: [f64; 2], expected: [f64; 2]) {
        let apart = (cover - expected[0]).abs() + (leak - expected[1]).abs();
        assert!(apart < 1e-12, "{cover} {leak} for {expected:?}");
    }

    #[test]
    fn one_two_and_three_divisions_of_seven_tenths_cover_70_91_and_97_in_a_hundred() {
        // 1 - 0.3^n; of the bombers 1 - 0.6 x cover are left to guns that stop a fifth.
        near(guarded(0, Duty::Call, |_| ()), [0.0, 0.8]);
        near(guarded(1, Duty::Call, |_| ()), [0.7, 0.58 * 0.8]);
        near(guarded(2, Duty::Call, |_| ()), [0.91, 0.454 * 0.8]);
        near(guarded(3, Duty::Call, |_| ()), [0.973, 0.4162 * 0.8]);
    }

    #[test]
    fn fighters_that_stop_42_in_a_hundred_and_guns_that_stop_a_fifth_leak_464_in_a_thousand() {
        let [_, leak] = guarded(1, Duty::Call, |_| ());
        assert!((leak - 0.464).abs() < 1e-12, "{leak}");
    }

    #[test]
    fn endless_fighters_leave_what_fighters_cannot_stop() {
        let [cover, leak] = guarded(200, Duty::Call, |_| ());
        assert!((cover - 1.0).abs() < 1e-12 && (leak - 0.4 * 0.8).abs() < 1e-12);
    }

    #[test]
    fn who_teaches_is_half_on_call_and_who_is_at_the_front_guards_nobody() {
        near(guarded(1, Duty::Teach, |_| ()), [0.35, 0.79 * 0.8]);
        near(guarded(3, Duty::Front, |_| ()), [0.0, 0.8]);
        let warned = |scenario: &mut Scenario| scenario.cities[0].warning = Some(0.5);
        near(guarded(1, Duty::Call, warned), [0.35, 0.79 * 0.8]);
    }

    #[test]
    fn one_more_division_covers_no_less() {
        for duty in [Duty::Call, Duty::Teach] {
            for warning in [0.0, 0.1, 0.6, 1.0] {
                let covers: Vec<f64> = (0..8)
                    .map(|count| {
                        let set =
                            |scenario: &mut Scenario| scenario.cities[0].warning = Some(warning);
                        guarded(count, duty, set)[0]
                    })
                    .collect();
                assert!(covers.is_sorted(), "{covers:?}");
            }
        }
    }
}
