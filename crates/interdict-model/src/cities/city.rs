//! Cities and the knobs that are about them. What happens to them stands in [`cover`](crate::cities::cover) and
//! [`raid`](crate::cities::raid).

use bevy_ecs::prelude::Resource;
use interdict_engine::Column;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::definitions::DAYS_OF_A_MONTH;
use crate::record::Grid;
use crate::row::CityRow;

/// A city that may be raided.
#[derive(Clone, Copy, Debug)]
pub struct City {
    /// Identity.
    pub key: Key,
    /// What it weighs.
    pub weight: f64,
    /// Its part of the weight of all cities; equal parts where none weighs anything.
    pub share: f64,
    /// Chance that a raid is seen in time.
    pub warning: f64,
    /// Chance that guns stop a bomber that fighters left.
    pub guns: f64,
    /// Raids a day that could come.
    pub candidates: f64,
    /// Chance that one that could come does come.
    pub kept: f64,
    /// Bombers of a raid: least and most.
    pub bombers: (u32, u32),
}

impl City {
    /// Bombers a day by expectation.
    pub fn expected(&self) -> f64 {
        let (least, most) = self.bombers;
        self.candidates * self.kept * f64::midpoint(f64::from(least), f64::from(most))
    }
}

/// The cities of a theatre, and what holds for all of them.
#[derive(Resource, Clone, Debug, Default)]
#[component(immutable)]
pub struct Cities {
    /// The cities.
    pub cities: Column<CityRow, City>,
    /// Chance that a division on call has fighters ready.
    pub readiness: f64,
    /// Part of it that a division keeps while it teaches.
    pub teaching: f64,
    /// Chance that fighters stop a bomber of a raid that they meet.
    pub stopped: f64,
}

impl Cities {
    /// The cities of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let rules = &scenario.rules.cities;
        let all: f64 = scenario.cities.iter().map(|city| city.weight).sum();
        let count = scenario.cities.len() as f64;
        let cities = scenario.cities.iter().map(|city| City {
            key: city.key,
            weight: city.weight,
            share: if all > 0.0 {
                city.weight / all
            } else {
                1.0 / count
            },
            warning: city.warning.unwrap_or(rules.warning),
            guns: city.guns.unwrap_or(rules.guns),
            candidates: city.raids_per_month / DAYS_OF_A_MONTH,
            kept: city.kept.unwrap_or(rules.kept),
            bombers: (city.bombers_least, city.bombers_most),
        });
        Self {
            cities: cities.collect(),
            readiness: rules.readiness,
            teaching: rules.teaching_share,
            stopped: rules.stopped,
        }
    }
}

/// Cover and leak by city and day, in millionths.
#[derive(Resource, Clone, Debug, Default)]
pub struct CityLog {
    /// Two columns a city: cover, leak.
    pub guarded: Grid,
}

impl CityLog {
    /// Room for the days of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            guarded: Grid::new(scenario.days, 2 * scenario.cities.len()),
        }
    }
}
