//! # Bases as railheads
//!
//! What happens: who draws at a station where supplies enter the theatre gets his part on the spot, before trains
//! are loaded.
//!
//! Rule: when the day begins, formations whose railhead is a base call for what they will lack in the evening
//! (room and the day's need) beyond what lies in the depot there; within what the base can send that day it is laid
//! into that depot. If the base has less, classes share it in proportion to what is called for.
//!
//! Assumes: neighbours come first; what is not drawn in the evening stays in the depot and is not called for again.
//!
//! Sources: none needed.
//!
//! Reads: formations. Writes: depots, books. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Rows};
use interdict_quantity::mass;

use crate::accounts::{Account, Books, CLASSES, Supplies};
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::StationRow;
use crate::supply::depot::Depots;
use crate::supply::formation::Formation;

/// A new day's supplies reach the bases; what was not sent yesterday has gone elsewhere. Due when the day begins.
pub fn supply_bases(mut depots: ResMut<Depots>) {
    let depots = &mut *depots;
    depots.base_left_kg.copy_from_slice(&depots.base_daily_kg);
}

/// Those who stand at bases are supplied from them. Due when the day begins, after bases are supplied.
pub(crate) fn feed_neighbours(
    clock: Res<Clock>,
    formations: Rows<Formation>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let (formations, depots) = (formations.slice(), &mut *depots);
    let at_base = |formation: &Formation| {
        formation.is_there(clock.day) && depots.base_daily_kg[formation.railhead] > 0
    };
    let rows = formations.iter().filter(|formation| at_base(formation));
    let mut bases: Vec<StationRow> = rows.map(|formation| formation.railhead).collect();
    bases.sort_unstable();
    bases.dedup();
    for base in bases {
        let mut called = [0; CLASSES];
        let here = |formation: &&Formation| formation.railhead == base;
        for formation in formations.iter().filter(here) {
            if formation.is_there(clock.day) {
                let room = formation.room();
                for class in 0..CLASSES {
                    called[class] += room[class] + formation.need[class];
                }
            }
        }
        let left_kg = &mut depots.base_left_kg[base];
        let laid = lay_in(&called, left_kg, &mut depots.stock[base]);
        books.move_supplies(Account::Outside, Account::Depots, &laid);
        measures.add(Series::Entered, laid.iter().sum());
    }
}

/// Lays into a depot what is called for beyond its stock, within the budget of its base; returns what it was.
fn lay_in(called: &Supplies, budget_kg: &mut i64, stock: &mut Supplies) -> Supplies {
    let mut lacking = [0; CLASSES];
    for class in 0..CLASSES {
        lacking[class] = (called[class] - stock[class]).max(0);
    }
    let all: i64 = lacking.iter().sum();
    let mut shares = Vec::with_capacity(CLASSES);
    mass::split(all.min((*budget_kg).max(0)), &lacking, &mut shares);
    let mut laid = [0; CLASSES];
    laid.copy_from_slice(&shares);
    for class in 0..CLASSES {
        stock[class] += laid[class];
        *budget_kg -= laid[class];
    }
    laid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_gives_its_neighbours_what_it_has_today_and_no_more() {
        let (mut budget, mut stock) = (1_000, [50, 0, 0, 0, 0]);
        let called = [450, 200, 0, 0, 0];
        let laid = lay_in(&called, &mut budget, &mut stock);
        assert_eq!((laid, budget), ([400, 200, 0, 0, 0], 400));
        assert_eq!(lay_in(&called, &mut budget, &mut stock), [0; CLASSES]);
        // Two thirds and one third of what is left.
        let laid = lay_in(&[1_650, 800, 0, 0, 0], &mut budget, &mut stock);
        assert_eq!((laid, budget), ([267, 133, 0, 0, 0], 0));
        assert_eq!(
            lay_in(&[9_000; CLASSES], &mut budget, &mut stock),
            [0; CLASSES]
        );
    }
}
