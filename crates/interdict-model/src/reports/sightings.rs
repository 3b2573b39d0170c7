//! # What is seen
//!
//! What happens: who looked at a line or bridge takes it for shut or open, and sends a report. Agents send theirs at
//! noon.
//!
//! Rule: a shut thing is taken for open when `u < miss`, an open one for shut when `u < false`, with the errors of the
//! kind of report. On photographs a thing can be read with chance `reports.photo_seen`. A bridge whose span is taken away
//! for the day looks shut by day; with chance `reports.decoy_seen` who looks sees through that. Agents tell of each thing
//! with chance `reports.agents_seen` a day, and are right. A report arrives after the delay of its kind.
//!
//! Assumes: who looks sees all of a line's track, or the bridge; errors of two reports are independent.
//!
//! Sources: figures with the knobs of `reports`.
//!
//! Reads: knobs of `reports`, [`Sightings`], [`Closures`], [`Bridge`], `Sky`. Writes: [`Despatches`]. Chance: `REPORT` by
//! flight, raid or patrol; `RECONNOITRE` by line or bridge: photographs, and agents on attempt 1.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::{fit, nearest};
use interdict_engine::witness::falls_below;
use interdict_engine::{Chance, Clock, Column, Rows};
use interdict_quantity::SECONDS_PER_DAY;
use interdict_scenario::Scenario;

use crate::air::sighting::{Sighting, Sightings};
use crate::chance::{RECONNOITRE, REPORT};
use crate::damage::bridge::Bridge;
use crate::damage::closure::Closures;
use crate::definitions::NOON;
use crate::network::Network;
use crate::picture::Beliefs;
use crate::picture::beliefs::{Errors, Heard, Source, Thing};
use crate::reports::despatches::Despatches;
use crate::row::BridgeRow;
use crate::sky::Sky;

/// How well those who look see.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct Eyes {
    /// By source: errors, and seconds until a report arrives.
    sources: [(Errors, u32); 5],
    photo_seen: f64,
    agents_seen: f64,
    decoy_seen: f64,
    /// By bridge: its span is taken away for the day.
    removable: Column<BridgeRow, bool>,
}

impl Eyes {
    /// From the knobs and bridges of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.reports;
        let source = |source: Source| {
            let hours = match source {
                Source::Nobody => 0.0,
                Source::Pilots | Source::Patrols => knobs.pilots_delay_h,
                Source::Photographs => knobs.photo_delay_h,
                Source::Agents => 24.0 * knobs.agents_delay_d,
            };
            (
                Errors::of(scenario, source),
                nearest::<u32>(3_600.0 * hours),
            )
        };
        Self {
            sources: Source::ALL.map(source),
            photo_seen: knobs.photo_seen,
            agents_seen: knobs.agents_seen,
            decoy_seen: knobs.decoy_seen,
            removable: (scenario.bridges.iter())
                .map(|bridge| bridge.removable)
                .collect(),
        }
    }
}

/// Somebody has looked.
pub fn is_due(world: &World, _: &Clock) -> bool {
    !world.resource::<Sightings>().pending.is_empty()
}

/// Makes a report of each look. Due when somebody has looked, after the bombs of the tick are posted.
pub fn tell(
    chance: Res<Chance>,
    sky: Res<Sky>,
    network: Res<Network>,
    eyes: Res<Eyes>,
    closures: Res<Closures>,
    bridges: Rows<Bridge>,
    mut sightings: ResMut<Sightings>,
    mut despatches: ResMut<Despatches>,
) {
    for sighting in sightings.pending.drain(..) {
        let by_day = !sky.is_dark(sighting.second);
        let is_shut = is_shut(sighting.thing, &network, &closures, bridges.slice());
        if let Some(seen) = eyes.look(&chance, &sighting, is_shut, by_day) {
            eyes.send(&sighting, seen, &mut despatches);
        }
    }
}

/// Agents tell at noon, where reports are not perfect.
pub(crate) fn agents_are_due(world: &World, clock: &Clock) -> bool {
    clock.covers(NOON) && world.resource::<Beliefs>().are_held()
}

/// Agents send what they know.
pub(crate) fn ask_agents(
    clock: Res<Clock>,
    chance: Res<Chance>,
    network: Res<Network>,
    eyes: Res<Eyes>,
    beliefs: Res<Beliefs>,
    closures: Res<Closures>,
    bridges: Rows<Bridge>,
    mut despatches: ResMut<Despatches>,
) {
    for &(thing, key) in beliefs.things() {
        let when = When::on(clock.day).attempt(1);
        let [number] = chance.draw::<1>(RECONNOITRE, key, when);
        if falls_below(RECONNOITRE, key, number, eyes.agents_seen) {
            let look = Sighting {
                observer: key,
                second: clock.now,
                thing,
                source: Source::Agents,
            };
            let is_shut = is_shut(thing, &network, &closures, bridges.slice());
            eyes.send(&look, is_shut, &mut despatches);
        }
    }
}

impl Eyes {
    /// What who looks takes a thing for: shut, or open; `None` where nothing can be read.
    fn look(&self, chance: &Chance, look: &Sighting, is_shut: bool, by_day: bool) -> Option<bool> {
        let (who, when) = (look.observer, When::on(fit(look.second / SECONDS_PER_DAY)));
        let (purpose, [number, through]) = if look.source == Source::Photographs {
            let [seen, number, through] = chance.draw::<3>(RECONNOITRE, who, when);
            if !falls_below(RECONNOITRE, who, seen, self.photo_seen) {
                return None;
            }
            (RECONNOITRE, [number, through])
        } else {
            (REPORT, chance.draw::<2>(REPORT, who, when))
        };
        let removed = match look.thing {
            Thing::Bridge(bridge) => by_day && self.removable[bridge],
            Thing::Track(_) => false,
        };
        let looks_shut =
            is_shut || (removed && !falls_below(purpose, who, through, self.decoy_seen));
        let (Errors { miss, wrong }, _) = self.sources[look.source as usize];
        let is_wrong = falls_below(purpose, who, number, if looks_shut { miss } else { wrong });
        Some(looks_shut != is_wrong)
    }

    fn send(&self, look: &Sighting, is_shut: bool, despatches: &mut Despatches) {
        let (_, delay_s) = self.sources[look.source as usize];
        let heard = Heard {
            thing: look.thing,
            second: look.second,
            is_shut,
            source: look.source,
        };
        despatches.send(heard, look.observer, look.second.saturating_add(delay_s));
    }
}

/// Whether a bridge, or the track of a line but for its bridges, is shut.
pub fn is_shut(thing: Thing, network: &Network, closures: &Closures, bridges: &[Bridge]) -> bool {
    match thing {
        Thing::Bridge(bridge) => bridges[bridge].is_closed,
        Thing::Track(line) => {
            let mut blocks = network.lines[line].all_blocks();
            blocks.any(|block| {
                let obstacles = closures.obstacles[block] as usize;
                let down = |bridge: &&Bridge| bridge.block == block && bridge.is_closed;
                obstacles > 0 && obstacles > bridges.iter().filter(down).count()
            })
        }
    }
}

#[cfg(test)]
mod tests;
