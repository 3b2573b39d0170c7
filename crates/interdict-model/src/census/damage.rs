//! Damage, gangs, bridges and lines, field by field.

use bevy_ecs::prelude::*;
use interdict_engine::whole::fit;
use interdict_scenario::Scenario;

use super::{Cell, Kind, Told, Value, open, own, whole};
use crate::damage::bridge::Bridge;
use crate::damage::closure::Closures;
use crate::damage::gang::GangBase;
use crate::damage::impact::{Impacts, Struck};
use crate::damage::job::{Job, Jobs};
use crate::network::Network;
use crate::picture::RailwayPicture;
use crate::picture::railway::UNKNOWN;
use crate::row::{BlockRow, LineRow};
use crate::told::Kept;

impl Kept for Impacts {
    const NAME: &'static str = "impacts";
    const TOLD: Told = &[(Kind::Impacts, impacts)];
}

impl Kept for Jobs {
    const NAME: &'static str = "jobs";
    const TOLD: Told = &[(Kind::Damage, jobs)];
}

impl Kept for GangBase {
    const NAME: &'static str = "gangs";
    const TOLD: Told = &[(Kind::Gangs, gangs)];
}

impl Kept for Bridge {
    const NAME: &'static str = "bridges";
    const TOLD: Told = &[(Kind::Bridges, bridges)];
}

impl Kept for Closures {
    const NAME: &'static str = "closures";
    const TOLD: Told = &[(Kind::Lines, lines)];
}

pub(crate) fn impacts(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    let network = world.resource::<Network>();
    for impact in &world.resource::<Impacts>().pending {
        let line = |block: BlockRow| Value::Line(network.block_line[block]);
        let (place, amount) = match impact.struck {
            Struck::Track { block, .. } => (line(block), None),
            Struck::Span { bridge } => (line(network.bridge_block[bridge]), None),
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

pub(crate) fn jobs(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    let slots = world.resource::<Jobs>().slots.iter();
    for job in slots.filter(|job| job.is_open) {
        put(
            job.key,
            "lies on",
            match (job.line(), job.place) {
                (Some(line), _) => Value::Line(line),
                _ => Value::Word("an airfield"),
            },
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

pub(crate) fn gangs(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for base in world.query::<&GangBase>().iter(world) {
        let present = base.own + base.lent;
        put(base.key, "gangs present", whole(present, "gangs"));
        put(base.key, "gangs at work", whole(base.busy, "gangs"));
    }
}

pub(crate) fn bridges(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for bridge in world.query::<&Bridge>().iter(world) {
        let down = bridge.down.iter().filter(|&&down| down).count();
        put(
            bridge.key,
            "crossings out of use",
            whole(fit::<u32, _>(down), "crossings"),
        );
        put(bridge.key, "crossing in use", whole(bridge.carrying, ""));
        put(bridge.key, "state", open(!bridge.is_closed));
    }
}

pub(crate) fn lines(world: &mut World, scenario: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    let (network, closures) = (world.resource::<Network>(), world.resource::<Closures>());
    let picture = world.resource::<RailwayPicture>();
    for (row, line) in (0..).map(LineRow).zip(&scenario.lines) {
        let built = &network.lines[row];
        let obstacles: u32 = (built.part_of(&closures.obstacles)).iter().sum();
        let is_open = closures.is_line_open(row);
        put(line.key, "state", open(is_open));
        put(line.key, "obstacles", whole(obstacles, "obstacles"));
        if !is_open {
            let last = (built.all_blocks())
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
