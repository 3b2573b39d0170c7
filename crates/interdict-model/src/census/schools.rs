//! Academies, cohorts and units to be formed, field by field.

use bevy_ecs::prelude::*;
use interdict_scenario::Scenario;

use super::{Cell, Kind, Told, Value, own, whole};
use crate::schools::Schools;
use crate::told::Kept;

impl Kept for Schools {
    const NAME: &'static str = "schools";
    const TOLD: Told = &[
        (Kind::Academies, academies),
        (Kind::Cohorts, cohorts),
        (Kind::NewUnits, units),
    ];
}

pub(crate) fn academies(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for academy in &world.resource::<Schools>().academies {
        put(academy.key, "trainers", whole(academy.trainers, "aircraft"));
        if let Some(instructors) = academy.instructors {
            put(
                academy.key,
                "instructors",
                whole(instructors, "instructors"),
            );
        }
        if let Some(battalions) = academy.battalions {
            put(academy.key, "battalions", whole(battalions, "battalions"));
        }
        put(academy.key, "flown", whole(academy.flown, "min"));
        put(academy.key, "fuel", whole(academy.fuel_kg, "kg"));
    }
}

pub(crate) fn cohorts(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for cohort in &world.resource::<Schools>().cohorts {
        put(cohort.key, "students", whole(cohort.students, "students"));
        put(cohort.key, "courses done", whole(cohort.stage, "courses"));
        put(cohort.key, "flown in the course", whole(cohort.done, "min"));
    }
}

pub(crate) fn units(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for unit in &world.resource::<Schools>().establishments {
        let state = match (unit.formed, unit.ready) {
            (_, Some(_)) => "ready",
            (Some(_), None) => "formed",
            (None, None) => "being formed",
        };
        put(unit.key, "state", Value::Word(state));
        put(unit.key, "pilots", whole(unit.pilots, "pilots"));
        put(unit.key, "aircraft", whole(unit.aircraft, "aircraft"));
        put(
            unit.key,
            "detachments",
            whole(unit.detachments, "detachments"),
        );
        put(unit.key, "advisers", whole(unit.advisers, "advisers"));
        put(unit.key, "flown", whole(unit.flown, "min"));
    }
}
