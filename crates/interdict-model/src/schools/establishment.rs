//! # Units to be formed
//!
//! What happens: a unit gets pilots from a course, aircraft, support detachments and advisers by deliveries, and flies
//! itself together. It is formed when all its gates have opened, and ready when its hours are flown.
//!
//! Rule: the gate of pilots opens when there are `ceil(manning x establishment)`, that of aircraft likewise, that of
//! support when all detachments are there, that of the field on its date; a gate that has opened stays open. Formed: all
//! four. Minutes a day = the least of pilots x their hours and aircraft x serviceability x theirs, times what light and
//! weather leave, times `s + (1 - s) x detachments / wanted` with `s = schools.without_detachments`, times the same of
//! advisers. Ready: formed, and minutes flown >= `ceil(manning x pilots) x hours`.
//!
//! Assumes: a unit flies from the first day on which it has a pilot, an aircraft and a field, and trains nobody after it is
//! ready; accidents are those of [`accident`](crate::schools::accident).
//!
//! Sources: gates from the request for six support detachments for three divisions, one for each regiment; figures with
//! the knobs of `schools`.
//!
//! Reads: knobs of `schools`. Writes: [`Establishment`]. Chance: none of its own.

use interdict_engine::whole::{next_whole, whole_below};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::record::Formed;
use crate::row::{CellRow, CourseRow, EstablishmentRow};
use crate::schools::accident::AccidentClock;
use crate::schools::knobs::{SchoolKnobs, losses_a_minute, minutes, serviceability};
use crate::state::state;

/// A unit that is to be formed.
#[derive(Clone, Debug)]
pub struct Establishment {
    /// Identity.
    pub key: Key,
    /// Pilots with it.
    pub pilots: i64,
    /// Aircraft with it.
    pub aircraft: i64,
    /// Support detachments with it.
    pub detachments: i64,
    /// Advisers with it.
    pub advisers: i64,
    /// Minutes flown.
    pub flown: i64,
    /// When aircraft are lost.
    pub accidents: AccidentClock,
    /// Days on which its gates opened: pilots, aircraft, support, field.
    pub gates: [Option<u16>; 4],
    /// Day on which it was formed.
    pub formed: Option<u16>,
    /// Day on which it was ready.
    pub ready: Option<u16>,
    /// Pilots, aircraft, detachments and advisers by establishment.
    pub wanted: [i64; 4],
    /// Pilots and aircraft with which it counts as formed.
    enough: [i64; 2],
    /// Minutes until it is ready.
    pub need: i64,
    /// The course whose graduates it gets.
    pub course: CourseRow,
    /// Place in a list.
    pub priority: u32,
    /// Day after the last on which it is in time.
    pub due: u16,
    field_from: i32,
    /// Its weather.
    pub cell: Option<CellRow>,
    serviceability: f64,
}

state!(
    Establishment: pilots, aircraft, detachments, advisers, flown, accidents, gates, formed, ready;
    fixed: key, wanted, enough, need, course, priority, due, field_from, cell, serviceability
);

impl Establishment {
    /// The units to be formed of a scenario, in order.
    pub fn all(scenario: &Scenario) -> impl Iterator<Item = Self> + '_ {
        let rules = &scenario.rules.schools;
        let enough = |wanted: u32| next_whole::<i64>(rules.manning * f64::from(wanted));
        scenario.establishments.iter().map(move |unit| Self {
            key: unit.key,
            pilots: 0,
            aircraft: 0,
            detachments: 0,
            advisers: 0,
            flown: 0,
            accidents: AccidentClock::new(unit.key, losses_a_minute(rules, unit.jet, unit.losses)),
            gates: [None; 4],
            formed: None,
            ready: None,
            wanted: [unit.pilots, unit.aircraft, unit.detachments, unit.advisers].map(i64::from),
            enough: [enough(unit.pilots), enough(unit.aircraft)],
            need: enough(unit.pilots) * minutes(unit.hours.unwrap_or(rules.unit_h)),
            course: CourseRow(unit.course),
            priority: unit.priority,
            due: unit.due,
            field_from: unit.field_from,
            cell: unit.cell.map(CellRow),
            serviceability: serviceability(rules, unit.jet, unit.serviceability),
        })
    }

    /// Pilots it still wants.
    pub fn room(&self) -> i64 {
        (self.wanted[0] - self.pilots).max(0)
    }

    /// Hours that its pilots have flown with it, for each who is there.
    pub(crate) fn hours_of_a_pilot(&self) -> f64 {
        self.flown as f64 / 60.0 / self.pilots.max(1) as f64
    }

    /// Whether its airfield can be used on a day.
    pub(crate) fn has_field(&self, day: u16) -> bool {
        i32::from(day) >= self.field_from
    }

    /// Minutes that it flies on a day with so many aircraft, where so much can be flown.
    pub fn minutes(&self, aircraft: i64, share: f64, knobs: &SchoolKnobs) -> i64 {
        let [_, _, detachments, advisers] = self.wanted;
        let share = share
            * helped(self.detachments, detachments, knobs.without_detachments)
            * helped(self.advisers, advisers, knobs.without_advisers);
        let of_pilots = self.pilots as f64 * knobs.student;
        let of_aircraft = aircraft as f64 * self.serviceability * knobs.trainer;
        whole_below(share * of_pilots.min(of_aircraft))
    }

    /// Opens the gates that open on a day: whether it is formed with it, and whether it is ready.
    pub(crate) fn open_gates(&mut self, day: u16) -> [bool; 2] {
        let holds = [
            self.pilots >= self.enough[0],
            self.aircraft >= self.enough[1],
            self.detachments >= self.wanted[2],
            self.has_field(day),
        ];
        for (gate, holds) in self.gates.iter_mut().zip(holds) {
            if holds && gate.is_none() {
                *gate = Some(day);
            }
        }
        let mut news = [false; 2];
        if self.formed.is_none() && self.gates.iter().all(Option::is_some) {
            self.formed = Some(day);
            news[0] = true;
        }
        if self.ready.is_none() && self.formed.is_some() && self.flown >= self.need {
            self.ready = Some(day);
            news[1] = true;
        }
        news
    }

    /// What the record says of it.
    pub fn told(&self, row: EstablishmentRow) -> Formed {
        let [pilots, aircraft, support, field] = self.gates;
        Formed {
            unit: row,
            pilots,
            aircraft,
            support,
            field,
            formed: self.formed,
            ready: self.ready,
            due: self.due,
            pilots_there: self.pilots,
            aircraft_there: self.aircraft,
            flown_min: self.flown,
        }
    }
}

/// The part of its hours that a unit flies with so much of the help that it wants.
fn helped(there: i64, wanted: i64, without: f64) -> f64 {
    if wanted == 0 {
        return 1.0;
    }
    let share = there.min(wanted) as f64 / wanted as f64;
    without + (1.0 - without) * share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_flies_half_its_hours_without_its_detachments_and_all_with_them() {
        let part = |there, wanted| (100.0 * helped(there, wanted, 0.5)).to_string();
        assert_eq!(
            [0, 1, 2, 3].map(|there| part(there, 2)),
            ["50", "75", "100", "100"]
        );
        assert_eq!(part(0, 0), "100");
    }
}
