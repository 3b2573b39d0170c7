//! # Consumption
//!
//! What happens: formations eat, shoot and burn fuel from what they have with them; what is not there is
//! felt as a shortfall.
//!
//! Rule: once a day, class by class, `stock' = stock - issued`, where what is issued is the need or, when stock
//! runs low, less (see `rationing`); the rest of the need is the shortfall. A formation wants to hold so many days of
//! its need.
//!
//! Assumes: need is driven by the scenario; a hungry formation needs no less.
//!
//! Sources: see `formation` and `rationing`.
//!
//! Reads: [`Rations`]. Writes: [`Formation`], depots, books. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, RowsMut};
use interdict_quantity::Key;

use crate::accounts::{Account, Books, CLASSES, Commodity, Supplies};
use crate::measure::{Journal, Measures};
use crate::outcomes::{FormationSeries, Series};
use crate::record::{EventKind, Place};
use crate::supply::depot::Depots;
use crate::supply::rationing::Rations;

pub use crate::supply::formation::{Formation, formations};

/// Formations that stand at their railhead draw what they could take in, at most `supply.draw_days` of need; the others wait for
/// trucks. Due once a day.
pub fn draw(
    clock: Res<Clock>,
    mut formations: RowsMut<Formation>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let days = depots.draw_days;
    for formation in formations.slice_mut() {
        if !formation.is_there(clock.day) {
            continue;
        }
        let place = formation.railhead;
        let mut drawn: Supplies = [0; CLASSES];
        for (class, room) in formation.room().into_iter().enumerate() {
            let wanted = room.min(days * formation.need[class]);
            if formation.road_m == 0 {
                drawn[class] = wanted.min(depots.stock[place][class]);
                depots.stock[place][class] -= drawn[class];
                formation.stock[class] += drawn[class];
            }
        }
        books.move_supplies(Account::Depots, Account::Formations, &drawn);
        if formation.front {
            measures.add(Series::DeliveredFront, drawn.iter().sum());
        }
    }
}

/// Formations consume. Due once a day.
pub fn consume(
    clock: Res<Clock>,
    rations: Res<Rations>,
    mut formations: RowsMut<Formation>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let mut eaten: Supplies = [0; CLASSES];
    let there = |formation: &&mut Formation| formation.is_there(clock.day);
    for formation in formations.slice_mut().iter_mut().filter(there) {
        let (mut rationed, mut missing) = (0, 0);
        for (class, eaten) in eaten.iter_mut().enumerate() {
            let issue = rations.issue(class, formation.need[class], formation.stock[class]);
            formation.stock[class] -= issue.issued;
            formation.missed[class] = issue.rationed + issue.missing;
            *eaten += issue.issued;
            rationed += issue.rationed;
            missing += issue.missing;
        }
        count(formation, rationed, missing, &mut measures);
        let short = rationed + missing;
        if short > 0 {
            let (kind, place) = (EventKind::WentShort, Place::Formation(formation.row));
            journal.note(clock.now, kind, place, formation.key, Key::default(), short);
        }
    }
    let kg: i64 = eaten.iter().sum();
    measures.add(Series::Consumed, kg);
    books.move_supplies(Account::Formations, Account::Consumed, &eaten);
    debug_assert!(books.balance(Commodity::Food, Account::Formations) >= 0);
}

/// Counts a formation's need of the day, and what was not met of it.
fn count(formation: &Formation, rationed: i64, missing: i64, measures: &mut Measures) {
    let (need, short) = (formation.kg_per_day, rationed + missing);
    measures.add(Series::Needed, need);
    measures.add(Series::Unmet, short);
    measures.add(Series::Rationed, rationed);
    measures.add(Series::Missing, missing);
    if formation.front {
        measures.add(Series::FrontNeeded, need);
        measures.add(Series::FrontUnmet, short);
        measures.add(Series::FrontRationed, rationed);
    }
    for (series, kg) in [
        (FormationSeries::Need, need),
        (FormationSeries::Short, short),
        (FormationSeries::Rationed, rationed),
    ] {
        measures.add_formation(formation.row, series, kg);
    }
}
