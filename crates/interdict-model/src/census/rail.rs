//! The plan, trains and yards, field by field.

use bevy_ecs::prelude::*;
use interdict_engine::whole::fit;
use interdict_scenario::Scenario;

use super::{Cell, Kind, Told, Value, own, whole};
use crate::identity::Identity;
use crate::rail::timetable::Timetable;
use crate::rail::train::{Train, TrainState};
use crate::rail::yard::Yard;
use crate::row::StationRow;
use crate::told::Kept;

impl Kept for Timetable {
    const NAME: &'static str = "plan";
    const TOLD: Told = &[(Kind::Plan, plan)];
}

impl Kept for Train {
    const NAME: &'static str = "trains";
    const TOLD: Told = &[(Kind::Trains, trains)];
}

impl Kept for Yard {
    const NAME: &'static str = "yards";
    const TOLD: Told = &[(Kind::Yards, yards)];
}

pub(crate) fn plan(world: &mut World, scenario: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    let timetable = world.resource::<Timetable>();
    let key = |station: StationRow| scenario.stations[station.index()].key;
    for leg in timetable.plans.iter().flat_map(|plan| &plan.legs) {
        let (from, to) = (key(leg.from), key(leg.to));
        let who = Identity::Way { from, to }.key();
        put(who, "trains planned", whole(leg.planned, "trains"));
        put(who, "trains sent", whole(leg.sent, "trains"));
    }
    for haul in timetable.plans.iter().flat_map(|plan| &plan.hauls) {
        let (from, to) = (key(haul.from), key(haul.to));
        let road = scenario.roads[haul.road.way().index()].key;
        let way = Identity::Way { from, to }.key();
        let who = Identity::RoadWay { way, road }.key();
        put(who, "planned by road", whole(haul.planned_kg, "kg"));
        put(who, "carried by road", whole(haul.carried_kg, "kg"));
    }
}

pub(crate) fn trains(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
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
        if let Some(block) = train.block.known() {
            put(train.key, "block", whole(block.0, ""));
        }
        put(train.key, "load", whole(train.kg(), "kg"));
        put(train.key, "wagons", whole(train.wagons, "wagons"));
        put(train.key, "due", Value::At(train.due));
    }
}

pub(crate) fn yards(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for yard in world.query::<&Yard>().iter(world) {
        let idle = fit::<u32, _>(yard.idle.len());
        put(yard.key, "places in use", whole(yard.busy, "places"));
        put(yard.key, "engines idle", whole(idle, "engines"));
    }
}
