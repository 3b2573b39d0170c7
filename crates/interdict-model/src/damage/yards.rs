//! # Strikes on yards
//!
//! What happens: bombs on a yard are noted, with their weight, until the railway sees what they did to what stands
//! there.
//!
//! Rule: none of its own; what they do is told in `struck` of the railway. Nothing is noted where `yard.suffers` is off.
//!
//! Sources: none needed.
//!
//! Reads: knobs of `yard`. Writes: [`YardStrikes`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::row::StationRow;
use crate::state::state;
use crate::told::untold;

/// Bombs on a yard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct YardStrike {
    /// When.
    pub second: u32,
    /// Identity of the impact.
    pub key: Key,
    /// The yard.
    pub station: StationRow,
    /// Bombs within it, kilograms.
    pub bombs_kg: u32,
}

state!(YardStrike: second, key, station, bombs_kg);

/// Bombs on yards in this tick.
#[derive(Resource, Clone, Debug)]
pub(crate) struct YardStrikes {
    /// In the order of impacts.
    pub pending: Vec<YardStrike>,
    /// What stands in yards suffers.
    is_on: bool,
}

state!(YardStrikes: pending; fixed: is_on);
untold!(YardStrikes = "strikes on yards");

impl YardStrikes {
    /// None yet.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        Self {
            pending: Vec::new(),
            is_on: scenario.rules.yard.suffers,
        }
    }

    /// Notes bombs on a yard.
    pub(crate) fn note(&mut self, strike: YardStrike) {
        if self.is_on {
            self.pending.push(strike);
        }
    }
}
