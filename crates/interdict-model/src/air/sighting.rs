//! # Sightings
//!
//! What happens: whoever comes over a line or bridge looks at it; what he makes of it is told in
//! [`sightings`](crate::reports::sightings).
//!
//! Rule: one look for each flight of which an aircraft comes home, for each raid of record on a bridge or on track, for
//! each patrol that flies, and for each line and bridge on a strip that is photographed. Nobody looks where reports are
//! perfect.
//!
//! Assumes: a flight looks at what it went for, after the bombs of its tick have fallen.
//!
//! Sources: none needed.
//!
//! Reads: nothing. Writes: [`Sightings`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::picture::beliefs::{Source, Thing};
use crate::row::{BridgeRow, LineRow};
use crate::state::state;
use crate::told::untold;

/// Who looked at what in this tick.
#[derive(Resource, Clone, Debug)]
pub struct Sightings {
    /// In the order in which they looked.
    pub pending: Vec<Sighting>,
    /// Reports are not perfect: somebody wants to know.
    is_kept: bool,
}

state!(Sightings: ; fixed: is_kept; room: pending);
untold!(Sightings = "sightings");

/// Somebody looked at something.
#[derive(Clone, Copy, Debug)]
pub struct Sighting {
    /// Identity of the flight, raid or patrol; of the thing, where it was photographed.
    pub observer: Key,
    /// When.
    pub second: u32,
    /// What.
    pub thing: Thing,
    /// What kind of report comes of it.
    pub source: Source,
}

impl Sightings {
    /// Nobody has looked.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            pending: Vec::new(),
            is_kept: !scenario.rules.reports.perfect,
        }
    }

    /// Notes that somebody looks at a thing.
    pub fn note(&mut self, observer: Key, second: u32, thing: Thing, source: Source) {
        if self.is_kept {
            self.pending.push(Sighting {
                observer,
                second,
                thing,
                source,
            });
        }
    }
}

/// What a flight that went for a line or a bridge on it looks at.
pub(crate) fn looked_at(line: LineRow, bridge: BridgeRow) -> Thing {
    bridge.known().map_or(Thing::Track(line), Thing::Bridge)
}
