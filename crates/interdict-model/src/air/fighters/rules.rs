//! What fighters and warning go by: knobs, radars, and where bombers come from.

use bevy_ecs::prelude::*;
use interdict_engine::whole::nearest;
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::rules::{AirCombat, Fighters, Warning};
use interdict_scenario::scenario::AirRole;

use crate::network::{Network, Point};

/// Knobs of warning, fighters and fights, and what stands for the whole run.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct AirRules {
    /// Warning.
    pub warning: Warning,
    /// Fighters on their way.
    pub fighters: Fighters,
    /// Fights.
    pub combat: AirCombat,
    /// Stations that see missions, in order of key.
    pub radars: Vec<Radar>,
    /// Where raids of record come from; `None` where no unit of bombers is in the scenario: nobody can warn of them.
    pub bombers: Option<Origin>,
    /// A unit of fighters is in the scenario.
    pub has_fighters: bool,
}

/// A station that sees missions.
#[derive(Clone, Debug)]
pub struct Radar {
    /// Identity.
    pub key: Key,
    /// Where.
    pub at: Point,
    /// Range, metres.
    pub range_m: f64,
    /// Height of its aerial, metres.
    pub aerial_m: f64,
    /// Leads fighters.
    pub control: bool,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
}

/// Where a mission comes from, and how.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// Base.
    pub at: Point,
    /// Metres a second.
    pub speed: f64,
}

impl AirRules {
    /// The rules of a scenario.
    pub fn new(scenario: &Scenario, network: &Network) -> Self {
        let mut radars: Vec<Radar> = (scenario.radars.iter())
            .map(|radar| Radar {
                key: radar.key,
                at: network.place(radar.lat, radar.lon),
                range_m: f64::from(radar.range_m),
                aerial_m: radar.aerial_m,
                control: radar.control,
                from: radar.from,
                to: radar.to,
            })
            .collect();
        radars.sort_by_key(|radar| radar.key);
        let mut units = scenario.air_units.iter();
        let bomber = units.find(|unit| unit.role == AirRole::Bomber);
        Self {
            warning: scenario.rules.warning.clone(),
            fighters: scenario.rules.fighters.clone(),
            combat: scenario.rules.air_combat.clone(),
            radars,
            bombers: bomber.map(|unit| Origin {
                at: network.place(unit.lat, unit.lon),
                speed: scenario.aircraft[unit.aircraft as usize].speed_kmh / 3.6,
            }),
            has_fighters: !scenario.fighters.is_empty(),
        }
    }

    /// Seconds from landing until an aircraft flies again.
    pub(crate) fn turnaround_s(&self) -> u32 {
        nearest(3_600.0 * self.fighters.turnaround_h)
    }
}
