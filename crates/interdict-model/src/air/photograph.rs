//! # Photographs
//!
//! What happens: reconnaissance aircraft photograph the lines and bridges that they were
//! [sent for](crate::staff::photographs).
//!
//! Rule: at `reports.photo_hour` of the day after the order, in light, and where the ground can be seen in the weather of
//! the cell. What can be read is told in [`sightings`](crate::reports::sightings).
//!
//! Assumes: photographic sorties are a plain count: guns do not hinder them, they are not lost, and all of a day fly at
//! one hour.
//!
//! Sources: none beyond the knobs of `reports`.
//!
//! Reads: knobs of `reports`, `Sky`, weather. Writes: [`Photographs`], [`Sightings`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{nearest, whole_below};
use interdict_engine::{Clock, Column};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::air::sighting::Sightings;
use crate::network::Network;
use crate::picture::beliefs::{Source, Thing};
use crate::row::{BridgeRow, LineRow};
use crate::sky::weather::Visibility;
use crate::sky::{Sky, Weather};
use crate::state::state;
use crate::told::untold;

/// What is to be photographed, and when each thing was last.
#[derive(Resource, Clone, Debug)]
pub struct Photographs {
    /// Ordered for the next flight, with their keys.
    pub ordered: Vec<(Thing, Key)>,
    /// Second of the last order, by line and by bridge; 0 before the first.
    tracks: Column<LineRow, u32>,
    bridges: Column<BridgeRow, u32>,
    /// Things that all sorties of a day have on their strips.
    pub most: u32,
    /// Second of the day.
    flown_s: u32,
}

state!(Photographs: ordered, tracks, bridges; fixed: most, flown_s);
untold!(Photographs = "photographs");

impl Photographs {
    /// Nothing ordered.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.reports;
        let sorties = f64::from(knobs.photo_sorties) * knobs.photo_share;
        let sorties: u32 = whole_below(sorties + 1e-9);
        Self {
            ordered: Vec::new(),
            tracks: Column::filled(0, scenario.lines.len()),
            bridges: Column::filled(0, scenario.bridges.len()),
            most: sorties * u32::from(knobs.photo_targets),
            flown_s: nearest::<u32>(3_600.0 * knobs.photo_hour),
        }
    }

    /// When a thing was last ordered.
    pub fn last(&self, thing: Thing) -> u32 {
        match thing {
            Thing::Track(line) => self.tracks[line],
            Thing::Bridge(bridge) => self.bridges[bridge],
        }
    }

    /// Orders a photograph of a thing.
    pub fn order(&mut self, thing: Thing, key: Key, second: u32) {
        self.ordered.push((thing, key));
        match thing {
            Thing::Track(line) => self.tracks[line] = second,
            Thing::Bridge(bridge) => self.bridges[bridge] = second,
        }
    }
}

/// It is the hour, and something is ordered.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    let photographs = world.resource::<Photographs>();
    !photographs.ordered.is_empty() && clock.covers(photographs.flown_s)
}

/// Photographs what was ordered. Due at the hour of the day after the order.
pub(crate) fn photograph(
    clock: Res<Clock>,
    sky: Res<Sky>,
    network: Res<Network>,
    weather: Res<Weather>,
    mut photographs: ResMut<Photographs>,
    mut sightings: ResMut<Sightings>,
) {
    let is_dark = sky.is_dark(clock.now);
    for (thing, key) in photographs.ordered.drain(..) {
        let line = match thing {
            Thing::Track(line) => line,
            Thing::Bridge(bridge) => network.block_line[network.bridge_block[bridge]],
        };
        let cell = network.lines[line].cell;
        if !is_dark && weather.over(cell) == Visibility::Visual {
            sightings.note(key, clock.now, thing, Source::Photographs);
        }
    }
}
