//! # What those who place guns believe
//!
//! What happens: sorties against each line are counted from one review of the guns to the next.
//!
//! Rule: a sortie counts for the line it went for, on the day it flew. The count begins anew after each review.
//!
//! Assumes: every attack on a line is reported by those who live on it, with the number of aircraft.
//!
//! Sources: none needed.
//!
//! Reads: nothing of its own: [`attacks`](crate::reports::attacks) carries it here. Writes:
//! [`DefendersPicture`]. Chance: none.

use crate::state::state;
use crate::told::untold;
use bevy_ecs::prelude::Resource;
use interdict_engine::Column;
use interdict_scenario::Scenario;

use crate::row::LineRow;

/// What those who place guns believe of each line.
#[derive(Resource, Clone, Debug)]
pub struct DefendersPicture {
    /// Sorties since the last review, by line.
    pub attacked: Column<LineRow, u32>,
}

state!(DefendersPicture: attacked);
untold!(DefendersPicture = "defenders' picture");

impl DefendersPicture {
    /// No line was attacked.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            attacked: Column::filled(0, scenario.lines.len()),
        }
    }
}
