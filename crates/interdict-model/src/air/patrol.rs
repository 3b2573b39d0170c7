//! # Patrols
//!
//! What happens: a single aircraft is sent over a line for the night, to search for trains or to bomb the track.
//!
//! Rule: what it does there is told in [`intruder`](crate::air::intruder) and [`night`](crate::air::night); who sends it, in
//! [`patrols`](crate::staff::patrols).
//!
//! Reads: nothing. Writes: [`Patrol`]. Chance: none.

use interdict_quantity::Key;

/// One aircraft for the night.
#[derive(Clone, Copy, Debug)]
pub struct Patrol {
    /// Identity.
    pub key: Key,
    /// Row of the unit.
    pub unit: u32,
    /// The day on whose evening it is sent.
    pub day: u16,
    /// The line that it goes for, by row.
    pub line: u32,
    /// What it is sent for.
    pub task: Task,
}

/// What a patrol is sent for.
#[derive(Clone, Copy, Debug)]
pub enum Task {
    /// To search for trains.
    Trains,
    /// To bomb the track on a block.
    Track(u32),
}
