//! # Raids as both sides know them
//!
//! What happens: when and where missions were over their targets is remembered for some days.
//!
//! Rule: those of the last days of memory, in the order in which they came.
//!
//! Assumes: those who fly a mission and those whom it goes for know of every one, with hour and place.
//!
//! Sources: none needed.
//!
//! Reads: nothing of its own: [`raids`](crate::reports::raids) carries it here. Writes: [`RaidsPicture`]. Chance: none.

use bevy_ecs::prelude::Resource;

use crate::network::Point;
use crate::state::state;
use crate::told::untold;

/// Missions over targets, of late.
#[derive(Resource, Clone, Debug, Default)]
pub struct RaidsPicture {
    /// In the order in which they came.
    pub known: Vec<KnownRaid>,
}

state!(RaidsPicture: known);
untold!(RaidsPicture = "raids of late");

/// A mission over a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownRaid {
    /// Second of the run.
    pub second: u32,
    /// Target.
    pub at: Point,
}

state!(KnownRaid: second, at);
