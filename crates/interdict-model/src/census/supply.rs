//! Supplies by class, field by field.

use bevy_ecs::prelude::*;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use super::{Put, whole};
use crate::accounts::{CLASSES, Supplies};
use crate::row::StationRow;
use crate::supply::depot::Depots;

/// Fields of what lies with somebody, by class.
pub(super) const STOCK: [&str; CLASSES] = ["food", "ammunition", "fuel", "stores", "shells"];
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

pub(super) fn depots(world: &World, scenario: &Scenario, put: &mut Put) {
    let depots = world.resource::<Depots>();
    for (row, station) in (0..).map(StationRow).zip(&scenario.stations) {
        supplies(station.key, &STOCK, &depots.stock[row], put);
        supplies(station.key, &TRANSIT, &depots.transit[row], put);
        supplies(station.key, &COMING, &depots.coming[row], put);
        supplies(station.key, &DUE, &depots.due[row], put);
        let daily = depots.daily_grams[row].map(|grams| grams / 1_000);
        supplies(station.key, &DAILY, &daily, put);
    }
}

/// What there is of each class; nothing is not put.
pub(super) fn supplies(who: Key, fields: &[&'static str; CLASSES], kg: &Supplies, put: &mut Put) {
    for (field, &kg) in fields.iter().zip(kg).filter(|(_, kg)| **kg != 0) {
        put(who, field, whole(kg, "kg"));
    }
}
