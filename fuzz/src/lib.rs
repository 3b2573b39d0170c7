//! What is fuzzed, as functions of bytes: each reads something that a user may write and holds what must be so whatever it
//! says. It panics where that is not so.

use std::collections::BTreeMap;

use interdict_model::{Seed, Simulation};
use interdict_scenario::{Faults, Loaded, load_files};

mod journals;

pub use journals::journal;

/// A sound scenario with a row in most tables, for what rests on one.
const BASE: &str = include_str!("../../scenarios/three-stations/scenario.ron");

/// Tables that the base has or may get.
const TABLES: [&str; 16] = [
    "stations",
    "lines",
    "bridges",
    "roads",
    "bases",
    "depots",
    "locomotives",
    "trucks",
    "formations",
    "gangs",
    "flak",
    "air_units",
    "aircraft",
    "airfields",
    "raids",
    "observed",
];

/// A scenario of one file.
pub fn scenario(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(&[("scenario.ron", text)], "scenario.ron");
    }
}

/// A counterfactual of a sound scenario.
pub fn counterfactual(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(&[("scenario.ron", BASE), ("arm.ron", text)], "arm.ron");
    }
}

/// A table of a sound scenario: the first byte says which, the rest is its file.
pub fn tables(bytes: &[u8]) {
    let Some((which, rest)) = bytes.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    let table = TABLES[usize::from(*which) % TABLES.len()];
    let arm = format!(
        "Counterfactual(base: \"scenario.ron\", because: \"fuzzed\", changes: [Table(\"{table}\", \"t.csv\")])"
    );
    read(&[("scenario.ron", BASE), ("arm.ron", &arm), ("t.csv", text)], "arm.ron");
}

/// Reads files from memory. What is sound runs; what is not is told in words that a terminal can be given.
fn read(files: &[(&str, &str)], entry: &str) {
    let own = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let own: BTreeMap<String, String> = own.collect();
    match load_files(own, entry) {
        Ok(loaded) => {
            is_told(&loaded.warnings);
            runs(loaded);
        }
        Err(faults) => {
            assert!(faults.errors() > 0, "refused without a reason");
            is_told(&faults);
        }
    }
}

/// Nothing of what is told commands a terminal.
fn is_told(faults: &Faults) {
    let said = faults.render(false);
    let is_harmless = |sign: char| !sign.is_control() || sign == '\n';
    let bad = said.chars().find(|&sign| !is_harmless(sign));
    assert!(bad.is_none(), "{bad:?} in {said:?}");
}

/// A scenario that was found sound runs for some days, and no law breaks.
fn runs(loaded: Loaded) {
    let mut scenario = loaded.scenario;
    scenario.days = scenario.days.min(4);
    // what is large takes long, and tells no more
    let size = scenario.stations.len() + scenario.lines.len() + scenario.formations.len();
    let engines: u32 = scenario.locomotives.iter().map(|pool| pool.count).sum();
    if size > 200 || engines > 2_000 || scenario.step < 300 {
        return;
    }
    let mut simulation = Simulation::new(&scenario);
    simulation.reset(Seed::default());
    loop {
        match simulation.run_day() {
            Ok(true) => {}
            Ok(false) => return,
            Err(law) => panic!("{law}"),
        }
    }
}
