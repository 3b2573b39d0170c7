//! # A day at the schools
//!
//! What happens: at noon every academy flies what its means and the weather allow, and credits it to its cohorts. Cohorts
//! whose course is done go on, and those who are through are graduates: some stay as instructors, the others wait for a
//! unit.
//!
//! Rule: minutes of the day as [`academy`](crate::schools::academy) says, shared out as
//! [`cohort`](crate::schools::cohort) says; the weather at noon is that of the day. Of those who are through, the first
//! `keeps` of a cohort stay; they count as instructors from the next day on and never as pilots of a unit.
//!
//! Assumes: a cohort that goes on flies in its next course from the next day on; who dies is one of the cohort that is
//! credited first.
//!
//! Sources: with the knobs of `schools`.
//!
//! Reads: knobs of `schools`, `Sky`, `Weather`. Writes: [`Schools`], books, counters, journal. Chance: none of its own.

use bevy_ecs::prelude::*;
use interdict_engine::{Chance, Clock};
use interdict_quantity::Key;

use crate::accounts::{Account, Books, Commodity};
use crate::measure::{Journal, Measures};
use crate::outcomes::Series;
use crate::record::{EventKind, Place};
use crate::row::{AcademyRow, CohortRow, CourseRow};
use crate::schools::accident::{Flown, fly_day};
use crate::schools::cohort::{in_order, shared};
use crate::schools::knobs::SchoolKnobs;
use crate::schools::roll::Schools;
use crate::sky::{Sky, Weather};

/// Academies fly, and cohorts go on. Due every day at noon.
pub fn fly(
    clock: Res<Clock>,
    knobs: Res<SchoolKnobs>,
    chance: Res<Chance>,
    sky: Res<Sky>,
    weather: Res<Weather>,
    mut schools: ResMut<Schools>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    for row in AcademyRow::first(schools.academies.len()) {
        let academy = &schools.academies[row];
        let share = academy.flyable * knobs.flyable(&sky, &weather, clock.day, academy.cell);
        let flown = fly_academy(&mut schools, row, share, &knobs, &chance, &mut measures);
        let burnt = schools.academies[row].burn(flown.minutes);
        post(&mut books, &mut measures, flown, burnt);
        if flown.lost > 0 {
            let (place, key) = (Place::Academy(row), schools.academies[row].key);
            let kind = EventKind::TrainingLoss;
            journal.note(clock.now, kind, place, key, key, flown.lost);
        }
    }
    for row in CohortRow::first(schools.cohorts.len()) {
        if schools.cohorts[row].is_done(clock.day) {
            let (course, through) =
                finish_course(&mut schools, row, &chance, &mut books, &mut measures);
            let (place, key) = (Place::Course(course), schools.cohorts[row].key);
            journal.note(
                clock.now,
                EventKind::CourseDone,
                place,
                key,
                Key(0),
                through,
            );
        }
    }
}

/// Flies the day of an academy and credits it to its cohorts.
fn fly_academy(
    schools: &mut Schools,
    row: AcademyRow,
    share: f64,
    knobs: &SchoolKnobs,
    chance: &Chance,
    measures: &mut Measures,
) -> Flown {
    let mut flying = std::mem::take(&mut schools.flying);
    flying.clear();
    flying.extend(CohortRow::first(schools.cohorts.len()).filter(|&cohort| {
        let cohort = &schools.cohorts[cohort];
        let stage = cohort.now().filter(|_| cohort.done < cohort.need);
        stage.is_some_and(|stage| schools.courses[stage.course].academy == row)
    }));
    let mut day = Flown::default();
    if !flying.is_empty() {
        let academy = &mut schools.academies[row];
        in_order(&mut flying, &schools.cohorts, academy.credit);
        let wants: Vec<i64> = (flying.iter())
            .map(|&cohort| schools.cohorts[cohort].wants(share, knobs))
            .collect();
        let most = wants.iter().sum::<i64>().min(academy.of_fuel());
        let (binding, others) = academy.bound(wants.iter().sum(), share, knobs);
        measures.add(binding.series(), 1);
        let mut accidents = academy.accidents.clone();
        let (flown, trainers) = (academy.flown, academy.trainers);
        day = fly_day(
            &mut accidents,
            flown,
            trainers,
            most,
            knobs.killed,
            chance,
            |left| academy.of_trainers(left, share, knobs).min(others),
        );
        academy.accidents = accidents;
        academy.flown += day.minutes;
        academy.trainers -= day.lost;
        let mut killed = day.killed;
        for (&cohort, share) in flying
            .iter()
            .zip(shared(day.minutes, &wants, academy.credit))
        {
            let cohort = &mut schools.cohorts[cohort];
            cohort.done += share;
            cohort.credited += share;
            let dead = killed.min(cohort.students);
            cohort.students -= dead;
            killed -= dead;
        }
        day.killed -= killed;
    }
    schools.flying = flying;
    day
}

/// What a day's flying comes to in the books and counters.
fn post(books: &mut Books, measures: &mut Measures, flown: Flown, burnt: i64) {
    let (outside, lost) = (Account::Outside, Account::Lost);
    books.post(
        Commodity::TrainingMinutes,
        outside,
        Account::Used,
        flown.minutes,
    );
    books.post(Commodity::SchoolAircraft, Account::Ready, lost, flown.lost);
    books.post(Commodity::Airmen, Account::Students, lost, flown.killed);
    books.post(
        Commodity::AviationFuel,
        Account::Ready,
        Account::Consumed,
        burnt,
    );
    measures.add(Series::SchoolMinutes, flown.minutes);
    measures.add(Series::SchoolAircraftLost, flown.lost);
    measures.add(Series::AirmenKilled, flown.killed);
    measures.add(Series::SchoolFuel, burnt);
}

/// A cohort is through with a course: which, and how many go on.
fn finish_course(
    schools: &mut Schools,
    row: CohortRow,
    chance: &Chance,
    books: &mut Books,
    measures: &mut Measures,
) -> (CourseRow, i64) {
    let cohort = &mut schools.cohorts[row];
    let Some(course) = cohort.now().map(|stage| stage.course) else {
        return (CourseRow(0), 0);
    };
    let failing = cohort.failing(chance);
    cohort.students -= failing;
    books.post(
        Commodity::Airmen,
        Account::Students,
        Account::Withdrawn,
        failing,
    );
    measures.add(Series::WashedOut, failing);
    let through = cohort.students;
    let stay = schools.courses[course].keeps.min(through);
    cohort.students -= stay;
    cohort.go_on();
    let is_last = cohort.now().is_none();
    let academy = &mut schools.academies[schools.courses[course].academy];
    academy.raised += stay;
    if let Some(instructors) = &mut academy.instructors {
        *instructors += stay;
    }
    books.post(
        Commodity::Airmen,
        Account::Students,
        Account::Instructors,
        stay,
    );
    measures.add(Series::InstructorsRaised, stay);
    if is_last {
        let pilots = std::mem::take(&mut schools.cohorts[row].students);
        schools.courses[course].waiting += pilots;
        books.post(
            Commodity::Airmen,
            Account::Students,
            Account::Graduates,
            pilots,
        );
        measures.add(Series::Graduates, pilots);
    }
    (course, through)
}
