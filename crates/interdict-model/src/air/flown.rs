//! # What was flown
//!
//! What happens: flights over their targets, and aircraft shot down there, are noted by line until somebody reports them.
//!
//! Rule: a flight counts with the aircraft that came over the target. Notes are kept in the order in which they were made.
//!
//! Reads: nothing. Writes: [`Flown`]. Chance: none.

use crate::state::state;
use crate::told::untold;
use bevy_ecs::prelude::Resource;

use crate::row::LineRow;

/// What was flown over lines and not yet reported.
#[derive(Resource, Clone, Debug, Default)]
pub struct Flown {
    /// Flights, in order.
    pub over: Vec<Over>,
    /// For each aircraft lost: the line that it went for.
    pub lost: Vec<LineRow>,
}

state!(Flown: over, lost);
untold!(Flown = "flown");

/// A flight over a line.
#[derive(Clone, Copy, Debug)]
pub struct Over {
    /// The line.
    pub line: LineRow,
    /// The day.
    pub day: u16,
    /// Aircraft.
    pub sorties: u32,
}

state!(Over: line, day, sorties);

impl Flown {
    /// Notes sorties against a line.
    pub(crate) fn note_sorties(&mut self, line: LineRow, day: u16, sorties: u32) {
        self.over.push(Over { line, day, sorties });
    }

    /// Notes an aircraft lost over a line.
    pub(crate) fn note_loss(&mut self, line: LineRow) {
        self.lost.push(line);
    }
}
