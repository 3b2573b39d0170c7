//! Cities for a generated theatre.

use interdict_quantity::Key;

use super::schools::division;
use crate::scenario::{Assignment, City, Duty, Scenario, Since, Source};

/// A city of weight 1 of which the rules say all else.
pub fn city(id: &str) -> City {
    City {
        id: id.into(),
        name: id.into(),
        key: Key::of(&format!("city/{id}")),
        lat: 40.0,
        lon: 116.0,
        weight: 1.0,
        warning: None,
        guns: None,
        raids_per_month: 1.0,
        kept: None,
        bombers_least: 4,
        bombers_most: 17,
        source: Source::default(),
    }
}

/// A duty of the unit of a row, on all of so many days.
pub fn assignment(id: &str, unit: u32, duty: Duty, days: u16) -> Assignment {
    Assignment {
        id: id.into(),
        key: Key::of(&format!("assignment/{id}")),
        unit,
        duty,
        city: None,
        once: Since::Formed,
        from: 0,
        to: days,
        source: Source::default(),
    }
}

/// Puts a city that is often raided into a theatre, a division on call there and, where units are formed, the first of
/// them.
pub fn with_cities(mut theatre: Scenario) -> Scenario {
    let days = theatre.days;
    theatre.cities = vec![City {
        raids_per_month: 31.0,
        kept: Some(0.9),
        ..city("CITY")
    }];
    theatre.training_divisions.push({
        let mut guard = division("GUARD", Duty::Call, days);
        guard.city = Some(0);
        guard
    });
    if !theatre.establishments.is_empty() {
        let mut guard = assignment("HOME", 0, Duty::Call, days);
        guard.city = Some(0);
        theatre.assignments = vec![guard];
    }
    theatre
}
