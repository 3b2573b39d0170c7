//! # What is asked for, and what comes
//!
//! What happens: a request is asked and answered on its dates, or when [the board](crate::staff::board) finds that its
//! condition holds. Where it is granted, what it brings is there after a transfer: deliveries to academies and units, and
//! divisions that teach. Deliveries without a request come on their day.
//!
//! Rule: the answer to what is asked on a condition takes as many days as lie between its dates. Day of arrival = answer + `schools.answer_delay_days` + `ceil(T)`, with `T` log-normal, its median the request's
//! `transfer_days` or `schools.transfer_days`. A delivery of a request comes `after_days` later, and not before its own
//! date. A division is there from its first day, or from the arrival of its request, to its last; while it teaches, its
//! instructors, aircraft and battalions count as the academy's. When it leaves, it takes as many aircraft as it
//! brought, or as many as are left.
//!
//! Assumes: everything of a request arrives on one day; what is refused never comes; nobody asks twice. What an answer
//! said is not assumed anywhere: it is a switch of the scenario.
//!
//! Sources: with the knobs of `schools`.
//!
//! Reads: knobs of `schools`. Writes: [`Schools`], books, counters, journal. Chance: `TRANSFER` by request.

use bevy_ecs::prelude::*;
use interdict_engine::{Chance, Clock, Rows};
use interdict_quantity::Key;
use interdict_scenario::scenario::Delivery;

use crate::accounts::{Account, Books, Commodity};
use crate::measure::{Journal, Measures};
use crate::outcomes::Series;
use crate::record::{EventKind, Place};
use crate::row::{AcademyRow, CohortRow, DivisionRow, EstablishmentRow, RequestRow};
use crate::schools::knobs::SchoolKnobs;
use crate::schools::request::Pending;
use crate::schools::roll::{Schools, cause};

/// Requests arrive, cohorts begin, divisions come and go, and deliveries are made. Due when a day begins.
pub fn arrive(
    clock: Res<Clock>,
    knobs: Res<SchoolKnobs>,
    chance: Res<Chance>,
    pending: Rows<Pending>,
    mut schools: ResMut<Schools>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let day = clock.day;
    if day == 0 {
        stand(&schools, &mut books);
    }
    answer(&mut schools, pending.slice(), day, &knobs, &chance);
    for row in RequestRow::first(schools.requests.len()) {
        let request = &schools.requests[row];
        if request.arrives == Some(day) {
            measures.add(Series::RequestsArrived, 1);
            let waited = pending.slice().iter().find(|one| one.request == row);
            let asked = waited.and_then(|one| one.asked);
            let asked = asked.map_or(request.asked, i32::from);
            let (place, days) = (Place::Request(row), i32::from(day) - asked);
            let key = request.key;
            journal.note(
                clock.now,
                EventKind::RequestArrived,
                place,
                key,
                Key(0),
                days.into(),
            );
        }
    }
    for row in CohortRow::first(schools.cohorts.len()) {
        let cohort = &mut schools.cohorts[row];
        if !cohort.is_there && cohort.stage == 0 && i32::from(day) >= cohort.begins {
            let students = cohort.begin();
            books.post(
                Commodity::Airmen,
                Account::Outside,
                Account::Students,
                students,
            );
        }
    }
    for row in DivisionRow::first(schools.divisions.len()) {
        move_division(&mut schools, row, day, &mut books);
    }
    for place in 0..schools.deliveries.len() {
        if is_due(&schools, &schools.deliveries[place], day) {
            let delivery = schools.deliveries[place].clone();
            bring(&mut schools, &delivery, &mut books);
            note(&schools, &delivery, clock.now, &mut journal);
        }
    }
}

/// Works out when requests arrive: of those with a date on the first day, of those with a condition when they are asked.
fn answer(
    schools: &mut Schools,
    pending: &[Pending],
    day: u16,
    knobs: &SchoolKnobs,
    chance: &Chance,
) {
    if day == 0 {
        for row in RequestRow::first(schools.requests.len()) {
            let request = &mut schools.requests[row];
            if !pending.iter().any(|one| one.request == row) {
                request.arrives = request.arrival(knobs, chance);
            }
        }
    }
    for one in pending.iter().filter(|one| one.asked == Some(day)) {
        let request = &mut schools.requests[one.request];
        request.arrives = request.arrival_asked(day.into(), knobs, chance);
    }
}

/// What stands there on the first day enters the books.
fn stand(schools: &Schools, books: &mut Books) {
    for academy in &schools.academies {
        let (from, to) = (Account::Outside, Account::Ready);
        books.post(Commodity::SchoolAircraft, from, to, academy.trainers);
        books.post(Commodity::AviationFuel, from, to, academy.fuel_kg);
    }
}

/// Whether a delivery comes on a day.
fn is_due(schools: &Schools, delivery: &Delivery, day: u16) -> bool {
    let Some(row) = delivery.request else {
        return delivery.from == day;
    };
    let arrives = schools.requests[RequestRow(row)].arrives;
    let comes = arrives.map(|arrives| u32::from(arrives) + delivery.after_days);
    comes.is_some_and(|comes| comes.max(delivery.from.into()) == u32::from(day))
}

/// Brings a delivery.
fn bring(schools: &mut Schools, delivery: &Delivery, books: &mut Books) {
    let more = |there: &mut Option<i64>, count: u32| {
        if let Some(there) = there {
            *there += i64::from(count);
        }
    };
    let aircraft = i64::from(delivery.aircraft);
    let (craft, fuel, outside) = (
        Commodity::SchoolAircraft,
        Commodity::AviationFuel,
        Account::Outside,
    );
    if let Some(row) = delivery.academy {
        let academy = &mut schools.academies[AcademyRow(row)];
        academy.trainers += aircraft;
        academy.fuel_kg += delivery.fuel_kg;
        more(&mut academy.instructors, delivery.instructors);
        more(&mut academy.battalions, delivery.battalions);
        more(&mut academy.fields, delivery.fields);
        books.post(craft, outside, Account::Ready, aircraft);
        books.post(fuel, outside, Account::Ready, delivery.fuel_kg);
    } else if let Some(row) = delivery.unit {
        let unit = &mut schools.establishments[EstablishmentRow(row)];
        unit.aircraft += aircraft;
        unit.detachments += i64::from(delivery.detachments);
        unit.advisers += i64::from(delivery.advisers);
        books.post(craft, outside, Account::Units, aircraft);
    }
}

/// Notes a delivery; amount: aircraft, detachments, advisers, instructors and battalions, all together.
fn note(schools: &Schools, delivery: &Delivery, second: u32, journal: &mut Journal) {
    let unit = delivery
        .unit
        .map(|row| Place::Establishment(EstablishmentRow(row)));
    let academy = delivery.academy.map(|row| Place::Academy(AcademyRow(row)));
    let brought = [
        delivery.aircraft,
        delivery.detachments,
        delivery.advisers,
        delivery.instructors,
        delivery.battalions,
    ];
    let amount = brought.into_iter().map(i64::from).sum();
    if let Some(place) = unit.or(academy) {
        let cause = cause(schools, delivery.request);
        journal.note(
            second,
            EventKind::SchoolDelivery,
            place,
            delivery.key,
            cause,
            amount,
        );
    }
}

/// A division comes or goes, if it does on this day.
fn move_division(schools: &mut Schools, row: DivisionRow, day: u16, books: &mut Books) {
    let division = &schools.divisions[row];
    let arrived = division
        .request
        .map_or(Some(0), |request| schools.requests[request].arrives);
    let is_due = division.days.0 <= day && day < division.days.1;
    let is_there = is_due && arrived.is_some_and(|arrived| arrived <= day);
    if is_there == division.is_there {
        return;
    }
    let sign = if is_there { 1 } else { -1 };
    let (academy, trainers) = (division.academy, division.trainers);
    let (instructors, battalions) = (division.instructors, division.battalions);
    schools.divisions[row].is_there = is_there;
    let Some(academy) = academy else {
        return;
    };
    let academy = &mut schools.academies[academy];
    if let Some(there) = &mut academy.instructors {
        *there += sign * instructors;
    }
    if let Some(there) = &mut academy.battalions {
        *there += sign * battalions;
    }
    let craft = Commodity::SchoolAircraft;
    if is_there {
        academy.trainers += trainers;
        books.post(craft, Account::Outside, Account::Ready, trainers);
    } else {
        let leaving = trainers.min(academy.trainers);
        academy.trainers -= leaving;
        books.post(craft, Account::Ready, Account::Withdrawn, leaving);
    }
}
