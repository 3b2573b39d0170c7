//! Generated theatres: for benches, for property tests, for trying things out.
//!
//! Chains of stations lead from one base to the front, joined by cross lines and accompanied by roads. A large
//! theatre is many such regions side by side, for no train gets over 5,000 stations in a night.
//! Everything is written as a scenario file and read back, so that what comes out has passed every
//! check that a historian's file has to pass.

use std::collections::BTreeMap;

use crate::load::load_files;
use crate::scenario::Scenario;

mod cities;
mod fighters;
mod region;
mod schools;
mod shape;

pub use cities::{assignment, city, with_cities};
pub use fighters::with_fighters;
use region::Region;
pub use schools::{
    academy, cohort, course, delivery, division, establishment, request, with_schools,
};
pub use shape::Shape;

/// A theatre of this shape. The same shape and seed always give the same scenario.
///
/// # Panics
/// When what was written does not pass the checks: a table grew longer than a scenario may have it, for one.
/// Anything else would be a mistake of this crate.
pub fn generate(shape: Shape, seed: u64) -> Scenario {
    match load_files(written(shape, seed), "scenario.ron") {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("a generated theatre has faults (seed {seed}, {shape:?}):\n{faults}"),
    }
}

/// The files of a theatre of this shape, by name; `scenario.ron` is the one to begin with.
pub fn written(shape: Shape, seed: u64) -> BTreeMap<String, String> {
    let shape = shape.clamped();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for number in 0..shape.regions {
        for (name, text) in Region::new(shape, number, seed).files() {
            match files.get_mut(name) {
                None => _ = files.insert(name.to_owned(), text),
                // The types of aircraft and the weather are the same for all.
                Some(_) if ["aircraft.csv", "weather.csv"].contains(&name) => {}
                Some(all) => all.push_str(text.split_once('\n').map_or("", |(_, rows)| rows)),
            }
        }
    }
    let ends = interdict_quantity::Date::new(1951, 8, 1)
        .and_then(|starts| starts.plus_days(i32::from(shape.days) - 1))
        .map_or_else(String::new, |date| date.to_string());
    let tables: String = (files.keys())
        .filter_map(|name| Some((name.strip_suffix(".csv")?, name)))
        .fold(String::new(), |text, (table, name)| {
            text + &format!("    {table}: \"{name}\",\n")
        });
    let favoured: String = (0..shape.regions)
        .map(|region| format!(", (\"B{}\", 2.0)", region * shape.branches))
        .collect();
    let scenario = format!(
        "Scenario(\n    title: \"Generated theatre\",\n    question: \"None: it was generated from seed \
         {seed}\",\n    starts: \"1951-08-01\", ends: \"{ends}\",\n    step: \"15 min\", latitude: 39.6,\n\
         {tables}    phases: [(id: \"all\", from: \"1951-08-01\", to: \"{ends}\", lines: [(\"all\", 1.0)\
         {favoured}], bridges: [(\"all\", 1.0)])],\n)\n"
    );
    files.insert("scenario.ron".to_owned(), scenario);
    files
}
