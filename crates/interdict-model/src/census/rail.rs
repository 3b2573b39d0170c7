//! Damage, lines, the plan and trains, field by field.

use bevy_ecs::prelude::*;
use interdict_scenario::Scenario;

use super::{Put, Value, open, whole};
use crate::damage::closure::{Closures, UNKNOWN};
use crate::damage::job::{Job, Jobs};
use crate::identity::Identity;
use crate::network::Network;
use crate::picture::RailwayPicture;
use crate::rail::timetable::Timetable;
use crate::rail::train::{NOWHERE, Train, TrainState};

pub(super) fn damage(world: &World, put: &mut Put) {
    let network = world.resource::<Network>();
    for job in world
        .resource::<Jobs>()
        .slots
        .iter()
        .filter(|job| job.is_open)
    {
        put(
            job.key,
            "lies on",
            Value::Line(network.block_line[job.block as usize]),
        );
        put(
            job.key,
            "work left",
            whole(job.stage.work / 1_000, "gang-seconds"),
        );
        put(job.key, "gangs at work", whole(job.gangs, "gangs"));
        put(job.key, "done at", done(job));
    }
}

fn done(job: &Job) -> Value {
    if job.due == UNKNOWN {
        Value::Word("not known")
    } else {
        Value::At(job.due)
    }
}

pub(super) fn lines(world: &World, scenario: &Scenario, put: &mut Put) {
    let (network, closures) = (world.resource::<Network>(), world.resource::<Closures>());
    let picture = world.resource::<RailwayPicture>();
    for (row, line) in scenario.lines.iter().enumerate() {
        let built = &network.lines[row];
        let blocks = built.first as usize..(built.first + built.blocks) as usize;
        let obstacles: u32 = closures.obstacles[blocks.clone()].iter().sum();
        let is_open = closures.is_line_open(row as u32);
        put(line.key, "state", open(is_open));
        put(line.key, "obstacles", whole(obstacles, "obstacles"));
        if !is_open {
            let last = blocks
                .filter(|&b| closures.obstacles[b] > 0)
                .map(|b| picture.expected[b])
                .max();
            let value = match last {
                Some(second) if second != UNKNOWN => Value::At(second),
                _ => Value::Word("not known"),
            };
            put(line.key, "expected to reopen", value);
        }
    }
}

pub(super) fn plan(world: &World, scenario: &Scenario, put: &mut Put) {
    let timetable = world.resource::<Timetable>();
    let key = |station: u32| scenario.stations[station as usize].key;
    for leg in timetable.plans.iter().flat_map(|plan| &plan.legs) {
        let (from, to) = (key(leg.from), key(leg.to));
        let who = Identity::Way { from, to }.key();
        put(who, "trains planned", whole(leg.planned, "trains"));
        put(who, "trains sent", whole(leg.sent, "trains"));
    }
    for haul in timetable.plans.iter().flat_map(|plan| &plan.hauls) {
        let (from, to) = (key(haul.from), key(haul.to));
        let road = scenario.roads[haul.road as usize / 2].key;
        let way = Identity::Way { from, to }.key();
        let who = Identity::RoadWay { way, road }.key();
        put(who, "planned by road", whole(haul.planned_kg, "kg"));
        put(who, "carried by road", whole(haul.carried_kg, "kg"));
    }
}

pub(super) fn trains(world: &mut World, put: &mut Put) {
    for train in world.query::<&Train>().iter(world) {
        let state = match train.state {
            TrainState::Idle => "idle",
            TrainState::Forming => "being formed",
            TrainState::Running => "running",
            TrainState::Waiting => "waiting",
            TrainState::Queued => "queueing to unload",
            TrainState::Unloading => "unloading",
            TrainState::SettingDown => "setting down wagons",
            TrainState::Disabled => "in repair",
        };
        put(train.key, "state", Value::Word(state));
        put(train.key, "trip", Value::Thing(train.trip));
        put(train.key, "left last", Value::Station(train.station));
        put(train.key, "bound for", Value::Station(train.bound_for));
        if train.block != NOWHERE {
            put(train.key, "block", whole(train.block, ""));
        }
        put(train.key, "load", whole(train.kg(), "kg"));
        put(train.key, "wagons", whole(train.wagons, "wagons"));
        put(train.key, "due", Value::At(train.due));
    }
}
