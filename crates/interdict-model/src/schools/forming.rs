//! # Units are formed
//!
//! What happens: at noon graduates are posted to the units that want them, units fly, and gates open. The day on which a
//! unit is formed and the day on which it is ready are noted, and whether they were in time.
//!
//! Rule: graduates of a course go to its units by list, each filled up before the next, or in proportion to what each still
//! wants, by the largest remainder. Hours and gates as [`establishment`](crate::schools::establishment) says. In time is a
//! unit that is formed, or ready, no later than the day `by` which it shall be.
//!
//! Assumes: a unit at the front trains no further; a pilot who is posted stays with his unit; graduates whom no unit wants wait; replacements for those who
//! die come from graduates who wait.
//!
//! Sources: with the knobs of `schools`.
//!
//! Reads: knobs of `schools`, `Sky`, `Weather`. Writes: [`Schools`], books, counters, journal. Chance: none of its own.

use bevy_ecs::prelude::*;
use interdict_engine::{Chance, Clock, Rows};
use interdict_quantity::mass;
use interdict_scenario::scenario::Posting;

use crate::accounts::{Account, Books, Commodity};
use crate::measure::{Journal, Measures};
use crate::outcomes::Series;
use crate::record::{EventKind, Place};
use crate::row::{CourseRow, EstablishmentRow};
use crate::schools::accident::{Flown, fly_day};
use crate::schools::assignment::{Assignment, is_at_front};
use crate::schools::establishment::Establishment;
use crate::schools::knobs::SchoolKnobs;
use crate::schools::roll::Schools;
use crate::sky::{Sky, Weather};

/// Graduates are posted, units fly and are formed. Due every day at noon, after the academies.
pub fn form(
    clock: Res<Clock>,
    knobs: Res<SchoolKnobs>,
    chance: Res<Chance>,
    sky: Res<Sky>,
    weather: Res<Weather>,
    assignments: Rows<Assignment>,
    mut schools: ResMut<Schools>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    for course in CourseRow::first(schools.courses.len()) {
        post_graduates(&mut schools, course, &mut books);
    }
    for row in EstablishmentRow::first(schools.establishments.len()) {
        let unit = &mut schools.establishments[row];
        if unit.ready.is_some() || is_at_front(assignments.slice(), row) {
            continue;
        }
        let share = knobs.flyable(&sky, &weather, clock.day, unit.cell);
        let flown = fly_unit(unit, clock.day, share, &knobs, &chance);
        enter(flown, &mut books, &mut measures);
        let (place, key) = (Place::Establishment(row), unit.key);
        if flown.lost > 0 {
            journal.note(
                clock.now,
                EventKind::TrainingLoss,
                place,
                key,
                key,
                flown.lost,
            );
        }
        let in_time = clock.day < unit.due;
        let news = [
            (
                EventKind::UnitFormed,
                Series::UnitsFormed,
                Series::FormedInTime,
            ),
            (
                EventKind::UnitReady,
                Series::UnitsReady,
                Series::ReadyInTime,
            ),
        ];
        for (is_new, (kind, series, timely)) in unit.open_gates(clock.day).into_iter().zip(news) {
            if is_new {
                measures.add(series, 1);
                measures.add(timely, i64::from(in_time));
                journal.note(clock.now, kind, place, key, key, unit.pilots);
            }
        }
    }
}

/// Posts graduates of a course to its units.
fn post_graduates(schools: &mut Schools, course: CourseRow, books: &mut Books) {
    let Schools {
        courses,
        establishments,
        ..
    } = schools;
    let course = &mut courses[course];
    if course.waiting == 0 {
        return;
    }
    let rooms: Vec<i64> = course
        .units
        .iter()
        .map(|&unit| establishments[unit].room())
        .collect();
    let posted = course.waiting.min(rooms.iter().sum());
    let mut shares = Vec::with_capacity(rooms.len());
    match course.posting {
        Posting::Even => mass::split(posted, &rooms, &mut shares),
        Posting::List => {
            let mut left = posted;
            shares.extend(rooms.iter().map(|&room| {
                let share = left.min(room);
                left -= share;
                share
            }));
        }
    }
    for (&unit, share) in course.units.iter().zip(shares) {
        establishments[unit].pilots += share;
    }
    course.waiting -= posted;
    books.post(
        Commodity::Airmen,
        Account::Graduates,
        Account::Units,
        posted,
    );
}

/// Flies the day of a unit.
fn fly_unit(
    unit: &mut Establishment,
    day: u16,
    share: f64,
    knobs: &SchoolKnobs,
    chance: &Chance,
) -> Flown {
    if !unit.has_field(day) {
        return Flown::default();
    }
    let mut accidents = unit.accidents.clone();
    let (most, killed) = (unit.need - unit.flown, knobs.killed);
    let mut flown = fly_day(
        &mut accidents,
        unit.flown,
        unit.aircraft,
        most,
        killed,
        chance,
        |left| unit.minutes(left, share, knobs),
    );
    flown.killed = flown.killed.min(unit.pilots);
    unit.accidents = accidents;
    unit.flown += flown.minutes;
    unit.aircraft -= flown.lost;
    unit.pilots -= flown.killed;
    flown
}

/// What a day's flying of a unit comes to in the books and counters.
fn enter(flown: Flown, books: &mut Books, measures: &mut Measures) {
    let (outside, lost) = (Account::Outside, Account::Lost);
    books.post(
        Commodity::TrainingMinutes,
        outside,
        Account::Used,
        flown.minutes,
    );
    books.post(Commodity::SchoolAircraft, Account::Units, lost, flown.lost);
    books.post(Commodity::Airmen, Account::Units, lost, flown.killed);
    measures.add(Series::UnitMinutes, flown.minutes);
    measures.add(Series::SchoolAircraftLost, flown.lost);
    measures.add(Series::AirmenKilled, flown.killed);
}
