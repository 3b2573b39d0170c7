//! # The board asks
//!
//! What happens: when a day begins the board looks at the conditions on which something is to be asked, and asks when one
//! has held for long enough. What follows is told in [`arrivals`](crate::schools::arrivals).
//!
//! Rule: a condition holds on a day when fewer than `than` units are formed, more than `than` pilots wait for a unit, or the
//! railway staff believe that the line is shut. It is asked on the first day from the row's date on, on which it has held
//! for `for_days` days in a row, that day among them; and once only.
//!
//! Assumes: the board knows its own schools, and of lines what the railway staff believe that morning.
//!
//! Sources: none: a rule of decision that a scenario writes down.
//!
//! Reads: [`Schools`], [`RailwayPicture`]. Writes: [`Pending`], counters, journal. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::amount;
use interdict_engine::{Clock, RowsMut};
use interdict_quantity::Key;
use interdict_scenario::scenario::Condition;

use crate::measure::{Journal, Measures};
use crate::outcomes::Series;
use crate::picture::RailwayPicture;
use crate::record::{EventKind, Place};
use crate::schools::{Pending, Schools};

/// The board asks for what has become due. Due when a day begins, before what was asked for arrives.
pub fn ask(
    clock: Res<Clock>,
    schools: Res<Schools>,
    railway: Res<RailwayPicture>,
    mut pending: RowsMut<Pending>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    for request in pending.slice_mut() {
        if request.asked.is_some() {
            continue;
        }
        if !holds(request, &schools, &railway) {
            request.since = None;
            continue;
        }
        let since = *request.since.get_or_insert(clock.day);
        let days = clock.day - since + 1;
        if days >= request.for_days && i32::from(clock.day) >= request.first {
            request.asked = Some(clock.day);
            measures.add(Series::RequestsAsked, 1);
            let (place, key) = (Place::Request(request.request), request.key);
            let kind = EventKind::RequestAsked;
            journal.note(clock.now, kind, place, key, Key(0), days.into());
        }
    }
}

/// Whether a condition holds this morning.
fn holds(request: &Pending, schools: &Schools, railway: &RailwayPicture) -> bool {
    match request.when {
        Condition::Date => true,
        Condition::FewFormed => {
            let units = schools.establishments.iter();
            let formed = units.filter(|unit| unit.formed.is_some()).count();
            amount(formed) < request.than
        }
        Condition::ManyWaiting => {
            let waiting: i64 = schools.courses.iter().map(|course| course.waiting).sum();
            waiting > request.than
        }
        Condition::LineShut => request.line.is_some_and(|line| !railway.is_line_open(line)),
    }
}
