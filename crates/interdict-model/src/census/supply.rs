//! Supplies by class, field by field.

use bevy_ecs::prelude::*;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use super::{Cell, Kind, Told, Value, own, whole};
use crate::accounts::{CLASSES, Supplies};
use crate::row::StationRow;
use crate::supply::consumption::Formation;
use crate::supply::depot::Depots;
use crate::supply::trucks::Company;
use crate::told::Kept;

impl Kept for Depots {
    const NAME: &'static str = "depots";
    const TOLD: Told = &[(Kind::Depots, depots)];
}

impl Kept for Company {
    const NAME: &'static str = "trucks";
    const TOLD: Told = &[(Kind::Trucks, trucks)];
}

impl Kept for Formation {
    const NAME: &'static str = "formations";
    const TOLD: Told = &[(Kind::Formations, formations)];
}

/// Fields of what lies with somebody, by class.
const STOCK: [&str; CLASSES] = ["food", "ammunition", "fuel", "stores", "shells"];
const TRANSIT: [&str; CLASSES] = [
    "food in transit",
    "ammunition in transit",
    "fuel in transit",
    "stores in transit",
    "shells in transit",
];
const DUE: [&str; CLASSES] = [
    "food fell due today",
    "ammunition fell due today",
    "fuel fell due today",
    "stores fell due today",
    "shells fell due today",
];
const COMING: [&str; CLASSES] = [
    "food on the way",
    "ammunition on the way",
    "fuel on the way",
    "stores on the way",
    "shells on the way",
];
const DAILY: [&str; CLASSES] = [
    "mean due in a day, of food",
    "mean due in a day, of ammunition",
    "mean due in a day, of fuel",
    "mean due in a day, of stores",
    "mean due in a day, of shells",
];

pub(crate) fn depots(world: &mut World, scenario: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    let depots = world.resource::<Depots>();
    for (row, station) in (0..).map(StationRow).zip(&scenario.stations) {
        supplies(station.key, &STOCK, &depots.stock[row], &mut put);
        supplies(station.key, &TRANSIT, &depots.transit[row], &mut put);
        supplies(station.key, &COMING, &depots.coming[row], &mut put);
        supplies(station.key, &DUE, &depots.due[row], &mut put);
        let daily = depots.daily_grams[row].map(|grams| grams / 1_000);
        supplies(station.key, &DAILY, &daily, &mut put);
    }
}

pub(crate) fn trucks(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for company in world.query::<&Company>().iter(world) {
        put(company.key, "trucks", whole(company.trucks, "trucks"));
    }
}

pub(crate) fn formations(world: &mut World, _: &Scenario, visit: &mut dyn FnMut(Cell)) {
    let mut put = own(visit);
    for formation in world.query::<&Formation>().iter(world) {
        supplies(formation.key, &STOCK, &formation.stock, &mut put);
    }
}

/// What there is of each class; nothing is not put.
fn supplies(
    who: Key,
    fields: &[&'static str; CLASSES],
    kg: &Supplies,
    put: &mut impl FnMut(Key, &'static str, Value),
) {
    for (field, &kg) in fields.iter().zip(kg).filter(|(_, kg)| **kg != 0) {
        put(who, field, whole(kg, "kg"));
    }
}
