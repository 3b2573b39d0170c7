//! The sky, guns and aircraft, field by field.

use bevy_ecs::prelude::*;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use super::{Cell, Put, Value, whole};
use crate::air::AirUnit;
use crate::air::sortie::NO_BRIDGE;
use crate::air::sortie::Sorties;
use crate::damage::impact::{Impacts, Struck};
use crate::flak::Battery;
use crate::flak::posting::Posting;
use crate::network::Network;
use crate::sky::Weather;
use crate::sky::weather::Visibility;

pub(super) fn weather(world: &World, scenario: &Scenario, put: &mut Put) {
    let weather = world.resource::<Weather>();
    for (row, cell) in scenario.weather.iter().enumerate() {
        let word = match weather.over(row as u32) {
            Visibility::Visual => "targets are seen",
            Visibility::Marginal => "targets are seen at times",
            Visibility::Closed => "targets are not seen",
        };
        put(cell.key, "sky", Value::Word(word));
    }
}

pub(super) fn guns(world: &mut World, visit: &mut dyn FnMut(Cell)) {
    let postings: Vec<Key> = (world.query::<&Posting>().iter(world))
        .map(|posting| posting.key)
        .collect();
    for battery in world.query::<&Battery>().iter(world) {
        let owner = postings[battery.posting as usize];
        let mut put = |field, value| {
            visit(Cell {
                who: battery.key,
                owner,
                field,
                value,
            });
        };
        put(
            "in position",
            Value::Word(if battery.fires { "yes" } else { "no" }),
        );
        put("rounds with the guns", whole(battery.rounds, "rounds"));
        put("metres east", Value::Real(battery.at.east));
        put("metres north", Value::Real(battery.at.north));
    }
}

pub(super) fn air_units(world: &mut World, put: &mut Put) {
    for unit in world.query::<&AirUnit>().iter(world) {
        put(
            unit.key,
            "aircraft fit to fly",
            whole(unit.ready, "aircraft"),
        );
        put(
            unit.key,
            "aircraft in repair",
            whole(unit.in_repair, "aircraft"),
        );
        put(unit.key, "trailing loss rate", Value::Real(unit.losses));
        put(
            unit.key,
            "factor of release height",
            Value::Real(unit.height),
        );
    }
}

pub(super) fn waves(world: &World, put: &mut Put) {
    for pool in &world.resource::<Sorties>().pools {
        for wave in &pool.waves {
            put(wave.key, "target", Value::Line(wave.line));
            put(
                wave.key,
                "goes for a bridge",
                Value::Word(if wave.bridge == NO_BRIDGE {
                    "no"
                } else {
                    "yes"
                }),
            );
            put(
                wave.key,
                "aircraft offered",
                whole(wave.aircraft, "aircraft"),
            );
        }
    }
}

pub(super) fn flights(world: &World, put: &mut Put) {
    for pool in &world.resource::<Sorties>().pools {
        for flight in &pool.flights {
            let task = if flight.on_guns {
                "goes for the guns"
            } else {
                "bombs"
            };
            put(flight.key, "task", Value::Word(task));
            put(flight.key, "aircraft", whole(flight.aircraft, "aircraft"));
            put(flight.key, "aims at block", whole(flight.block, ""));
            put(
                flight.key,
                "share of fire drawn, light guns",
                Value::Real(flight.share[0]),
            );
            put(
                flight.key,
                "share of fire drawn, heavy guns",
                Value::Real(flight.share[1]),
            );
        }
    }
}

pub(super) fn impacts(world: &World, put: &mut Put) {
    let network = world.resource::<Network>();
    for impact in &world.resource::<Impacts>().pending {
        let line = |block: u32| Value::Line(network.block_line[block as usize]);
        let (place, amount) = match impact.struck {
            Struck::Track { block, .. } => (line(block), None),
            Struck::Span { bridge } => (line(network.bridge_block[bridge as usize]), None),
            Struck::Yard { station, bombs_kg } => (Value::Station(station), Some((bombs_kg, "kg"))),
            Struck::Airfield { craters, .. } => {
                (Value::Word("an airfield"), Some((craters, "craters")))
            }
        };
        put(impact.key, "struck", place);
        if let Some((amount, unit)) = amount {
            put(impact.key, "within it", whole(amount, unit));
        }
    }
}
