//! Generated theatres: for benches, for property tests, for trying things out.
//!
//! Chains of stations lead from one base to the front, joined by cross lines and accompanied by roads. A large
//! theatre is many such regions side by side, for no train gets over 5,000 stations in a night.
//! Everything is written as a scenario file and read back, so that what comes out has passed every
//! check that a historian's file has to pass.

use std::collections::BTreeMap;

use crate::load::load_files;
use crate::scenario::Scenario;

mod region;

use region::Region;

/// How large a generated theatre is. With several regions every number but the days is of one region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Copies of the same region side by side, each with its own base, front and attackers, and nothing that
    /// joins them; 1 to 1,000. A sector never leaves its region.
    pub regions: u32,
    /// Stations; at least 2 a branch, and at most 50,000 in all regions together.
    pub stations: u32,
    /// Chains of stations from the base to the front; at least 1.
    pub branches: u32,
    /// Days; 1 to 3,660.
    pub days: u16,
    /// Bridges.
    pub bridges: u32,
    /// Postings of four guns each.
    pub flak: u32,
    /// Attacking units.
    pub air_units: u32,
    /// Raids of record.
    pub raids: u32,
    /// Bases of repair troops.
    pub gangs: u32,
}

impl Shape {
    /// A dozen stations for ten days: runs in no time.
    pub const fn small() -> Self {
        Self {
            regions: 1,
            stations: 12,
            branches: 2,
            days: 10,
            bridges: 4,
            flak: 6,
            air_units: 2,
            raids: 3,
            gangs: 3,
        }
    }

    /// About the size of a real theatre: 100 stations, 300 batteries, eleven months.
    pub const fn theatre() -> Self {
        Self {
            regions: 1,
            stations: 100,
            branches: 4,
            days: 335,
            bridges: 80,
            flak: 300,
            air_units: 12,
            raids: 600,
            gangs: 25,
        }
    }

    /// The nearest shape that can be written.
    fn clamped(mut self) -> Self {
        self.regions = self.regions.clamp(1, 1_000);
        let most = 50_000 / self.regions;
        self.branches = self.branches.clamp(1, 1_000.min(most - 1));
        self.stations = self.stations.clamp(1 + self.branches, most);
        self.days = self.days.clamp(1, 3_660);
        self
    }
}

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
