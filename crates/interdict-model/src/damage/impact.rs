//! # Impacts
//!
//! What happens: bombs that struck something are laid on the table here by those who dropped them, and
//! all impacts of a tick are posted together in order of (second, key), so that the order of raids
//! inside a tick cannot matter.
//!
//! Reads: nothing. Writes: [`Impacts`]. Chance: none.

use crate::state::{choice, state};
use bevy_ecs::prelude::Resource;
use interdict_quantity::Key;

use crate::row::{AirfieldRow, BlockRow, BridgeRow, StationRow};

/// What was struck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Struck {
    /// Track: a crater on a block. `wait_until`: no work before this second (a bomb with a delay fuse).
    Track {
        /// The block.
        block: BlockRow,
        /// Second before which nobody can work there.
        wait_until: u32,
    },
    /// A span of a bridge, or one of its by-passes: whatever carries the line at this moment.
    Span {
        /// The bridge.
        bridge: BridgeRow,
    },
    /// A yard or station.
    Yard {
        /// The station.
        station: StationRow,
        /// Bombs that fell within it, kilograms.
        bombs_kg: u32,
    },
    /// An airfield.
    Airfield {
        /// The airfield.
        airfield: AirfieldRow,
        /// Craters on the runway.
        craters: u32,
        /// Bombs that went off, on the runway or beside it.
        bombs: u32,
    },
}

choice!(
    Struck: Track { block, wait_until }, Span { bridge }, Yard { station, bombs_kg }, Airfield {
        airfield, craters, bombs }
);

/// One impact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Impact {
    /// When.
    pub second: u32,
    /// Identity of the bomb (or of the raid's fall of bombs on a yard).
    pub key: Key,
    /// Identity of the flight or raid.
    pub cause: Key,
    /// What was struck.
    pub struck: Struck,
}

state!(Impact: second, key, cause, struck);

/// The impacts of this tick, not yet posted.
#[derive(Resource, Clone, Debug, Default)]
pub struct Impacts {
    /// In the order in which they were laid down.
    pub pending: Vec<Impact>,
    /// Bombs, flights and raids whose impacts are left out; for the question what would have been without
    /// them. Empty in every course of events that is told as such.
    pub spared: Vec<Key>,
}

state!(Impacts: pending; fixed: spared);
