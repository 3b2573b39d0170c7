//! # Yards
//!
//! What happens: a train that has come to its station waits for a place to unload, is unloaded, and its
//! cargo lies at the station: in the depot of those who draw there, or in transit.
//!
//! Rule: a station has so many places; each holds a train for the unloading time. First come, first
//! served. A yard takes in any number of trains.
//!
//! Reads: knobs of `yard`. Writes: [`Yard`]. Chance: none.

use bevy_ecs::prelude::Component;
use interdict_engine::RowsMut;
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::StationKind;

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
    pub queue: Vec<u32>,
    /// Idle trains, by row, ascending.
    pub idle: Vec<u32>,
    /// Supplies that may still be sent from here today where a base is, kilograms.
    pub budget_kg: i64,
    /// Supplies that reach the base here in a day; 0 where there is none.
    pub base_kg_per_day: i64,
}

impl Yard {
    /// Notes a train as idle here.
    pub fn put_idle(&mut self, train: u32) {
        if let Err(place) = self.idle.binary_search(&train) {
            self.idle.insert(place, train);
        }
    }
}

/// The yards of a scenario, without trains.
pub fn yards(scenario: &Scenario) -> Vec<Yard> {
    let rules = &scenario.rules.yard;
    let mut all: Vec<Yard> = scenario
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
            budget_kg: 0,
            base_kg_per_day: 0,
        })
        .collect();
    for base in &scenario.bases {
        all[base.station as usize].base_kg_per_day += base.kg_per_day;
    }
    all
}

/// A new day's supplies reach the bases; what was not sent yesterday has gone elsewhere.
pub fn supply_bases(mut yards: RowsMut<Yard>) {
    for yard in yards.slice_mut() {
        yard.budget_kg = yard.base_kg_per_day;
    }
}
