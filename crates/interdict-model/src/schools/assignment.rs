//! # Duties of units that were formed
//!
//! What happens: a unit that is formed, or ready, takes up the duty that its row says: it is on call, for a city or not, or
//! it goes to the front.
//!
//! Rule: at noon a row holds when the unit has come as far as `once` says, and the day lies from the row's first to its
//! last. A unit on call flies its own training on; at the front it flies none, so one that goes before it is ready never is.
//!
//! Assumes: a unit is whole on its duty from the day on which it takes it up. What happens to it at the front is told where a
//! row of `fighters` is that unit ([`sent`](crate::air::fighters::sent)), and nothing elsewhere.
//!
//! Sources: the cable of 24 October 1951: most of the units that were trained stood in the north-east for Korea, and the
//! interior was thinly covered.
//!
//! Reads: [`Schools`]. Writes: [`Assignment`], counters, journal. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, RowsMut};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Duty, Since};

use crate::measure::{Journal, Measures};
use crate::outcomes::Series;
use crate::record::{EventKind, Place};
use crate::row::{CityRow, EstablishmentRow};
use crate::schools::roll::Schools;
use crate::state::state;
use crate::told::untold;

/// What a unit does for a span of days.
#[derive(Component, Clone, Debug)]
pub struct Assignment {
    /// Identity.
    pub key: Key,
    /// The unit.
    pub unit: EstablishmentRow,
    /// What it does.
    pub duty: Duty,
    /// The city that it guards.
    pub city: Option<CityRow>,
    /// It does it.
    pub is_there: bool,
    once: Since,
    days: (u16, u16),
}

state!(Assignment: is_there; fixed: key, unit, duty, city, once, days);
untold!(Assignment = "assignments");

/// The assignments of a scenario, in order.
pub fn assignments(scenario: &Scenario) -> Vec<Assignment> {
    let rows = scenario.assignments.iter();
    rows.map(|row| Assignment {
        key: row.key,
        unit: EstablishmentRow(row.unit),
        duty: row.duty,
        city: row.city.map(CityRow),
        is_there: false,
        once: row.once,
        days: (row.from, row.to),
    })
    .collect()
}

/// Whether a unit is at the front.
pub(crate) fn is_at_front(assignments: &[Assignment], unit: EstablishmentRow) -> bool {
    let is_there = |one: &Assignment| one.is_there && one.unit == unit && one.duty == Duty::Front;
    assignments.iter().any(is_there)
}

/// Units take up their duties. Due every day at noon, after units are formed.
pub fn assign(
    clock: Res<Clock>,
    schools: Res<Schools>,
    mut assignments: RowsMut<Assignment>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    for assignment in assignments.slice_mut() {
        let unit = &schools.establishments[assignment.unit];
        let since = match assignment.once {
            Since::Ready => unit.ready,
            Since::Formed => unit.formed,
        };
        let (from, to) = assignment.days;
        let is_there = since.is_some() && from <= clock.day && clock.day < to;
        let is_new = is_there && !assignment.is_there;
        assignment.is_there = is_there;
        let (series, kind) = match assignment.duty {
            Duty::Front => (Series::UnitsAtFront, EventKind::UnitAtFront),
            Duty::Call | Duty::Teach => (Series::UnitsOnCall, EventKind::UnitOnCall),
        };
        measures.add(series, is_there.into());
        if is_new {
            let hours = unit.flown / (60 * unit.pilots.max(1));
            let (place, cause) = (Place::Establishment(assignment.unit), unit.key);
            journal.note(clock.now, kind, place, assignment.key, cause, hours);
        }
    }
}
