//! # Yards
//!
//! What happens: a train that has come to its station waits for a place to unload, is unloaded, and its
//! cargo lies at the station: in the depot of those who draw there, or in transit.
//!
//! Rule: a station has so many places; each holds a train for the unloading time. First come, first
//! served. A yard takes in any number of trains.
//!
//! Reads: knobs of `yard`. Writes: [`Yard`]. Chance: none.

use crate::state::state;
use bevy_ecs::prelude::Component;
use interdict_engine::Column;
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::StationKind;

use crate::row::{StationRow, TrainRow};

/// The state of one station's yard.
#[derive(Component, Clone, Debug)]
pub struct Yard {
    /// Identity.
    pub key: Key,
    /// Trains that can be unloaded at once.
    pub places: u32,
    /// Of these, taken.
    pub busy: u32,
    /// Trains waiting to be unloaded, first come first.
    pub queue: Vec<TrainRow>,
    /// Idle trains, by row, ascending.
    pub idle: Vec<TrainRow>,
}

state!(Yard: busy, queue, idle; fixed: key, places);

impl Yard {
    /// Notes a train as idle here.
    pub(crate) fn put_idle(&mut self, train: TrainRow) {
        if let Err(place) = self.idle.binary_search(&train) {
            self.idle.insert(place, train);
        }
    }
}

/// The yards of a scenario, without trains.
pub fn yards(scenario: &Scenario) -> Column<StationRow, Yard> {
    let rules = &scenario.rules.yard;
    scenario
        .stations
        .iter()
        .map(|station| Yard {
            key: station.key,
            places: match station.kind {
                StationKind::Yard => rules.places.into(),
                StationKind::Station => rules.station_places.into(),
            },
            busy: 0,
            queue: Vec::new(),
            idle: Vec::new(),
        })
        .collect()
}
