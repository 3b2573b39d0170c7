//! The sky, guns and aircraft, field by field.

use bevy_ecs::prelude::*;
use interdict_engine::Column;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use super::{Cell, Kind, Told, Value, own, whole};
use crate::air::AirUnit;
use crate::air::fighters::FighterUnit;
use crate::air::sortie::Sorties;
use crate::flak::Battery;
use crate::flak::posting::Posting;
use crate::picture::AttackersPicture;
use crate::row::{BridgeRow, CellRow, LineRow, PostingRow};
use crate::sky::Weather;
use crate::sky::weather::Visibility;
use crate::told::Kept;

impl Kept for Weather {
    const NAME: &'static str = "weather";
    const TOLD: Told = &[(Kind::Weather, weather)];
}

impl Kept for Battery {
    const NAME: &'static str = "batteries";
    const TOLD: Told = &[(Kind::Guns, guns)];
}

impl Kept for AirUnit {
    const NAME: &'static str = "air units";
    const TOLD: Told = &[(Kind::AirUnits, air_units)];
}

impl Kept for FighterUnit {
    const NAME: &'static str = "fighters";
    const TOLD: Told = &[(Kind::Fighters, fighters)];
}

impl Kept for AttackersPicture {
    const NAME: &'static str = "attackers' picture";
    const TOLD: Told = &[(Kind::Experience, experience)];
}

impl Kept for Sorties {
    const NAME: &'static str = "sorties";
    const TOLD: Told = &[(Kind::Waves, waves), (Kind::Flights, flights)];
}

pub(crate) fn weather(world: &mut World, scenario: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    let weather = world.resource::<Weather>();
    for (row, cell) in (0..).map(CellRow).zip(&scenario.weather) {
        let word = match weather.over(row) {
            Visibility::Visual => "targets are seen",
            Visibility::Marginal => "targets are seen at times",
            Visibility::Closed => "targets are not seen",
        };
        put(cell.key, "sky", Value::Word(word));
    }
}

pub(crate) fn guns(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let postings: Column<PostingRow, (Key, Option<LineRow>)> =
        (world.query::<&Posting>().iter(world))
            .map(|posting| (posting.key, posting.lines.first().copied()))
            .collect();
    for battery in world.query::<&Battery>().iter(world) {
        let (owner, line) = postings[battery.posting];
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
        if let Some(line) = line {
            put("stands along", Value::Line(line));
        }
    }
}

pub(crate) fn air_units(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
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

pub(crate) fn fighters(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for unit in world.query::<&FighterUnit>().iter(world) {
        put(unit.key, "fighters ready", whole(unit.ready, "aircraft"));
        put(
            unit.key,
            "fighters in the air",
            whole(unit.aloft, "aircraft"),
        );
        put(
            unit.key,
            "fighters in repair",
            whole(unit.in_repair, "aircraft"),
        );
    }
}

pub(crate) fn experience(world: &mut World, scenario: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    let picture = world.resource::<AttackersPicture>();
    for (row, line) in (0..).map(LineRow).zip(&scenario.lines) {
        let (sorties, losses) = picture.week(row);
        let rate = Value::Real(picture.losses[row]);
        put(line.key, "trailing loss rate", rate);
        put(line.key, "sorties this week", whole(sorties, "sorties"));
        put(line.key, "losses this week", whole(losses, "aircraft"));
    }
}

pub(crate) fn waves(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for pool in &world.resource::<Sorties>().pools {
        for wave in &pool.waves {
            put(wave.key, "target", Value::Line(wave.line));
            put(
                wave.key,
                "goes for a bridge",
                Value::Word(if wave.bridge == BridgeRow::NONE {
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

pub(crate) fn flights(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for pool in &world.resource::<Sorties>().pools {
        for flight in &pool.flights {
            let task = if flight.on_guns {
                "goes for the guns"
            } else {
                "bombs"
            };
            put(flight.key, "task", Value::Word(task));
            put(flight.key, "aircraft", whole(flight.aircraft, "aircraft"));
            put(flight.key, "aims at block", whole(flight.block.0, ""));
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
