//! Airfields, field by field.

use bevy_ecs::prelude::*;
use interdict_engine::whole::fit;
use interdict_scenario::Scenario;

use super::{Cell, Kind, Told, Value, own, whole};
use crate::fields::{Fields, Tank};
use crate::kept::{Kept, untold};

untold!(Tank = "tanks of airfields");

impl Kept for Fields {
    const NAME: &'static str = "airfields";
    const TOLD: Told = &[(Kind::Airfields, airfields)];
}

pub(crate) fn airfields(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for field in &world.resource::<Fields>().fields {
        let state = match (field.is_finished(), field.is_usable) {
            (false, _) => "unfinished",
            (true, true) => "usable",
            (true, false) => "shut",
        };
        put(field.key, "state", Value::Word(state));
        put(field.key, "stages", whole(field.stages, "stages"));
        let craters = fit::<u32, _>(field.runway.craters().len());
        put(field.key, "craters", whole(craters, "craters"));
        put(field.key, "parked", whole(field.parked, "aircraft"));
    }
}
