//! Theatres written for the tests, and ways to ask them.

use std::collections::BTreeMap;
use std::path::Path;

use interdict_model::{Record, Seed, Simulation};
use interdict_scenario::{Scenario, load, load_files};

/// A checked scenario from text.
pub(crate) fn scenario(text: &str) -> Scenario {
    let files = BTreeMap::from([("scenario.ron".to_owned(), text.to_owned())]);
    match load_files(files, "scenario.ron") {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    }
}

/// A scenario of the repository: a folder, or a file in it.
pub(crate) fn shipped(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    match load(&folder.join(name), &[]) {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    }
}

/// Runs to the end under one seed.
pub(crate) fn run(scenario: &Scenario, seed: u64) -> Record {
    interdict_model::run(
        scenario,
        Seed {
            seed,
            replication: 0,
        },
    )
    .expect("no law breaks")
}

/// The same for a scenario that goes beyond what a file may say.
pub(crate) fn run_beyond(scenario: &Scenario, seed: u64) -> Record {
    let mut simulation = Simulation::unverified(scenario);
    simulation.reset(Seed {
        seed,
        replication: 0,
    });
    while simulation.run_day().expect("no law breaks") {}
    simulation.record()
}

/// A world ready for its first tick, with the steps of all domains: tests strike where nobody attacks.
pub(crate) fn simulation(scenario: &Scenario, seed: u64) -> Simulation {
    let mut simulation = Simulation::unverified(scenario);
    simulation.reset(Seed {
        seed,
        replication: 0,
    });
    simulation
}

/// A line of stations with a base at one end and a hungry army at the other; more is added by
/// `tables`, and knobs by `rules`.
pub(crate) fn one_line(days: u16, km: u32, tables: &str, rules: &str) -> String {
    let end = interdict_quantity::Date::new(1950, 3, 1)
        .and_then(|start| start.plus_days(i32::from(days) - 1))
        .expect("a date");
    format!(
        r#"Scenario(
    title: "One line", question: "?", starts: "1950-03-01", ends: "{end}", step: "15 min", latitude: 45.0,
    weather: [(id: "sky", lat: 45.0, lon: 10.0, visual: [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])],
    stations: [
        (id: "A", lat: 45.5, lon: 10.0, kind: "yard", places: 40),
        (id: "B", lat: 45.0, lon: 10.0, kind: "yard", places: 40),
    ],
    lines: [(id: "AB", from: "A", to: "B", length_km: {km}, running: "always")],
    bases: [(id: "base", station: "A", tons_per_day: 1000000)],
    locomotives: [(id: "engines", station: "A", count: 400)],
    formations: [(id: "army", railhead: "B", tons_per_day: 100000, stock_days: 0)],
    {tables}
    rules: {{ "yard.places": 40, "rail.locomotive_availability": 1.0, {rules} }},
)"#
    )
}
