//! # Patrols
//!
//! What happens: a single aircraft is sent over a line for the night, to search for trains or to bomb the track.
//!
//! Rule: what it does there is told in [`intruder`](crate::air::intruder) and [`night`](crate::air::night); who sends it, in
//! [`patrols`](crate::staff::patrols).
//!
//! Reads: nothing. Writes: [`Patrol`]. Chance: none.

use crate::state::{choice, state};
use interdict_quantity::Key;

use crate::row::{BlockRow, LineRow, UnitRow};

/// One aircraft for the night.
#[derive(Clone, Copy, Debug)]
pub struct Patrol {
    /// Identity.
    pub key: Key,
    /// The unit.
    pub unit: UnitRow,
    /// The day on whose evening it is sent.
    pub day: u16,
    /// The line that it goes for.
    pub line: LineRow,
    /// What it is sent for.
    pub task: Task,
}

state!(Patrol: key, unit, day, line, task);

/// What a patrol is sent for.
#[derive(Clone, Copy, Debug)]
pub enum Task {
    /// To search for trains.
    Trains,
    /// To bomb the track on a block.
    Track(BlockRow),
}

choice!(Task: Trains, Track(block));
