//! The laws of schools: airmen, aircraft, minutes and fuel, and who may be where.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Rows};

use super::Laws;
use crate::accounts::{Account, Books, Commodity};
use crate::schools::{Assignment, Schools};

/// Everybody who came is somewhere, every minute flown is credited, nobody is through before his date, a division and a
/// unit is at one place, and who is on duty is formed. Due when the day ends.
pub(crate) fn check_schools(
    clock: Res<Clock>,
    books: Res<Books>,
    schools: Res<Schools>,
    assignments: Rows<Assignment>,
    mut laws: ResMut<Laws>,
) {
    if let Err(fault) = books.ledger.check() {
        laws.hold(&clock, "books balance", false, || fault.to_string());
    }
    conserve(&clock, &books, &schools, &mut laws);
    let flown: i64 = schools.academies.iter().map(|academy| academy.flown).sum();
    let credited: i64 = schools.cohorts.iter().map(|cohort| cohort.credited).sum();
    laws.hold(
        &clock,
        "hours flown are credited",
        flown == credited,
        || format!("{flown} min flown, {credited} min credited"),
    );
    for (row, cohort) in schools.cohorts.iter().enumerate() {
        let last = usize::from(cohort.stage).checked_sub(1);
        let date = last
            .and_then(|stage| cohort.stages.get(stage))
            .map(|stage| stage.date);
        let holds = date.is_none_or(|date| date <= i32::from(clock.day));
        laws.hold(&clock, "nobody is through before the date", holds, || {
            format!("cohort {row}, stage {}", cohort.stage)
        });
    }
    for (row, division) in schools.divisions.iter().enumerate() {
        let others = || schools.divisions.iter().skip(row + 1);
        let is_twice = division.is_there
            && others().any(|other| other.is_there && other.whose == division.whose);
        laws.hold(&clock, "a division is at one place", !is_twice, || {
            format!("row {row}")
        });
    }
    duties(&clock, &schools, assignments.slice(), &mut laws);
}

/// A unit does one thing on a day, and none before it is formed.
fn duties(clock: &Clock, schools: &Schools, assignments: &[Assignment], laws: &mut Laws) {
    for (row, one) in assignments
        .iter()
        .enumerate()
        .filter(|(_, one)| one.is_there)
    {
        let mut others = assignments.iter().skip(row + 1);
        let is_twice = others.any(|other| other.is_there && other.unit == one.unit);
        laws.hold(clock, "a new unit is at one place", !is_twice, || {
            format!("assignment {row}")
        });
        let is_formed = schools.establishments[one.unit].formed.is_some();
        laws.hold(clock, "who is on duty is formed", is_formed, || {
            format!("assignment {row}")
        });
    }
}

/// Accounts equal what the roll holds.
fn conserve(clock: &Clock, books: &Books, schools: &Schools, laws: &mut Laws) {
    use Account::{Graduates, Instructors, Ready, Students, Units, Used};
    use Commodity::{Airmen, AviationFuel, SchoolAircraft, TrainingMinutes};
    let (academies, units) = (&schools.academies, &schools.establishments);
    let students = schools.cohorts.iter().map(|cohort| cohort.students).sum();
    let graduates = schools.courses.iter().map(|course| course.waiting).sum();
    let raised = academies.iter().map(|academy| academy.raised).sum();
    let pilots = units.iter().map(|unit| unit.pilots).sum();
    let trainers = academies.iter().map(|academy| academy.trainers).sum();
    let aircraft = units.iter().map(|unit| unit.aircraft).sum();
    let of_academies: i64 = academies.iter().map(|academy| academy.flown).sum();
    let of_units: i64 = units.iter().map(|unit| unit.flown).sum();
    let fuel = academies.iter().map(|academy| academy.fuel_kg).sum();
    for (commodity, account, there) in [
        (Airmen, Students, students),
        (Airmen, Graduates, graduates),
        (Airmen, Instructors, raised),
        (Airmen, Units, pilots),
        (SchoolAircraft, Ready, trainers),
        (SchoolAircraft, Units, aircraft),
        (TrainingMinutes, Used, of_academies + of_units),
        (AviationFuel, Ready, fuel),
    ] {
        laws.equal(clock, books, commodity, account, there);
    }
}
