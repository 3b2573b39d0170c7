//! The outcomes of a city: how far it is covered, and what gets through.

use std::ops::Range;

use interdict_model::Record;
use interdict_scenario::domain::{ALWAYS, CITIES};
use interdict_scenario::scenario::City;
use interdict_scenario::{Domains, Scenario};

use super::label::Label;

/// Parts of one hundred in which the record keeps chances.
const PARTS: f64 = 10_000.0;

/// What is measured of a city.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfCity {
    /// Chance that fighters meet a raid, mean of the days.
    Cover,
    /// Share of the bombers of a raid that get through, mean of the days.
    Leak,
}

impl OfCity {
    pub(super) const ALL: [Self; 2] = [Self::Cover, Self::Leak];

    /// What the outcome of a city needs whose name begins so.
    pub(super) fn needs(stem: &str) -> Domains {
        match stem {
            "cover" | "leak" => CITIES,
            _ => ALWAYS,
        }
    }

    /// The outcome of a city.
    pub(super) fn label(self, id: &str, name: &str) -> Label {
        let (stem, title, doc) = match self {
            Self::Cover => (
                "cover",
                "Cover",
                "chance that fighters on call meet a raid, the mean of the days",
            ),
            Self::Leak => (
                "leak",
                "Leak",
                "share of the bombers of a raid that get through, the mean of the days",
            ),
        };
        Label {
            name: format!("{stem}.{id}"),
            title: format!("{title}, {id}"),
            unit: "%",
            doc: format!("{name}: {doc}"),
            verb: None,
            is_of_guns: false,
        }
    }

    /// The figure of the city of a row over some days.
    pub(super) fn of(self, row: usize, record: &Record, days: Range<u16>) -> f64 {
        let column = 2 * row + self as usize;
        let count = days.len().max(1) as f64;
        let sum: i64 = days.map(|day| record.cities.at(day, column)).sum();
        sum as f64 / PARTS / count
    }

    /// What is measured of the cities that all scenarios have, one by one.
    pub(super) fn shared<'a>(
        base: &'a Scenario,
        others: &'a [&Scenario],
    ) -> impl Iterator<Item = (Self, &'a City)> {
        let has = |other: &Scenario, city: &City| other.cities.iter().any(|one| one.id == city.id);
        let cities = base.cities.iter();
        let shared: Vec<&City> = cities
            .filter(|city| others.iter().all(|other| has(other, city)))
            .collect();
        (Self::ALL.into_iter()).flat_map(move |what| {
            let each = shared.clone().into_iter();
            each.map(move |city| (what, city))
        })
    }
}
