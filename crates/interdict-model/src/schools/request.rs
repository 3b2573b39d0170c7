//! Requests and divisions, as far as a run can change them. What comes of them is told in
//! [`arrivals`](crate::schools::arrivals).

use bevy_ecs::prelude::Component;
use interdict_engine::whole::{fit, next_whole};
use interdict_engine::{Chance, When, sample};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Condition, Duty};

use crate::chance::TRANSFER;
use crate::row::{AcademyRow, CityRow, LineRow, RequestRow};
use crate::schools::knobs::SchoolKnobs;
use crate::state::state;
use crate::told::untold;

/// Something that was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Identity.
    pub key: Key,
    /// Day from which what it brings is there; `None` before it is known, and where it was refused.
    pub arrives: Option<u16>,
    /// Day on which it was asked.
    pub asked: i32,
    answered: i32,
    granted: bool,
    transfer_days: Option<f64>,
}

state!(Request: arrives; fixed: key, asked, answered, granted, transfer_days);

impl Request {
    /// The requests of a scenario, in order.
    pub fn all(scenario: &Scenario) -> impl Iterator<Item = Self> + '_ {
        scenario.requests.iter().map(|request| Self {
            key: request.key,
            arrives: None,
            asked: request.asked,
            answered: request.answered,
            granted: request.granted,
            transfer_days: request.transfer_days,
        })
    }

    /// The day of its arrival, where it was asked on its date; none where it was refused, or where nobody will live to see
    /// it.
    pub fn arrival(&self, knobs: &SchoolKnobs, chance: &Chance) -> Option<u16> {
        self.arrival_asked(self.asked, knobs, chance)
    }

    /// The same, where it was asked on some day: the answer takes as long as its dates say.
    pub fn arrival_asked(&self, day: i32, knobs: &SchoolKnobs, chance: &Chance) -> Option<u16> {
        let median = self.transfer_days.unwrap_or(knobs.transfer_days);
        let [u] = chance.draw(TRANSFER, self.key, When::on(0));
        let days = next_whole::<u16>(sample::log_normal(u, median, knobs.transfer_log_sd));
        let answered = day + (self.answered - self.asked);
        let day = answered + knobs.answer_delay + i32::from(days);
        let day = u16::try_from(day.max(0)).ok();
        day.filter(|_| self.granted)
    }
}

/// A request that is asked when a condition holds: the condition, and how far it has come.
#[derive(Component, Clone, Debug)]
pub struct Pending {
    /// Identity of the request.
    pub key: Key,
    /// The request.
    pub request: RequestRow,
    /// The condition.
    pub when: Condition,
    /// Units or pilots of the condition.
    pub than: i64,
    /// The line of the condition.
    pub line: Option<LineRow>,
    /// Days in a row on which it has held when the request is asked.
    pub for_days: u16,
    /// First day on which it may be asked.
    pub first: i32,
    /// First of the days in a row on which it has held.
    pub since: Option<u16>,
    /// Day on which it was asked.
    pub asked: Option<u16>,
}

state!(Pending: since, asked; fixed: key, request, when, than, line, for_days, first);
untold!(Pending = "pending requests");

/// The requests of a scenario that hang on a condition, in order.
pub fn pending(scenario: &Scenario) -> Vec<Pending> {
    let requests = (0..).map(RequestRow).zip(&scenario.requests);
    let waiting = requests.filter(|(_, request)| request.when != Condition::Date);
    waiting
        .map(|(row, request)| Pending {
            key: request.key,
            request: row,
            when: request.when,
            than: request.than.into(),
            line: request.line.map(LineRow),
            for_days: fit(request.for_days),
            first: request.asked,
            since: None,
            asked: None,
        })
        .collect()
}

/// A row of a division that can teach.
#[derive(Clone, Debug)]
pub struct Division {
    /// Identity.
    pub key: Key,
    /// The division, whatever the row.
    pub whose: Key,
    /// It is there, and does what the row says.
    pub is_there: bool,
    /// What it does.
    pub duty: Duty,
    /// Where it teaches.
    pub academy: Option<AcademyRow>,
    /// Instructors whom it brings.
    pub instructors: i64,
    /// Aircraft that it brings.
    pub trainers: i64,
    /// Battalions that it brings.
    pub battalions: i64,
    /// The request that brings it.
    pub request: Option<RequestRow>,
    /// The city that it guards.
    pub city: Option<CityRow>,
    /// First day and day after the last.
    pub days: (u16, u16),
}

state!(
    Division: is_there;
    fixed: key, whose, duty, academy, instructors, trainers, battalions, request, city, days
);

impl Division {
    /// The divisions of a scenario, in order.
    pub fn all(scenario: &Scenario) -> impl Iterator<Item = Self> + '_ {
        scenario.training_divisions.iter().map(|row| Self {
            key: row.key,
            whose: row.division_key(),
            is_there: false,
            duty: row.duty,
            academy: row.academy.map(AcademyRow),
            instructors: row.instructors.into(),
            trainers: row.trainers.into(),
            battalions: row.battalions.into(),
            request: row.request.map(RequestRow),
            city: row.city.map(CityRow),
            days: (row.from, row.to),
        })
    }
}
