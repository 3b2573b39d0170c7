//! Every kind of identity keeps its number, and keys are made in one place.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::repository::{crates, files_under, name, none, read, root, shown};

/// Every kind of identity there has ever been: its number among those that come from one parent, the parent, and
/// the kind. New ones are appended, with a number above all others; one that goes out of use stays here, so that
/// its number never comes back. Those without a number are pairs of two.
const KINDS: &[(u16, &str, &str)] = &[
    (0, "attacker battery", "Duel"),
    (0, "company formation", "Convoy"),
    (0, "from to", "Way"),
    (0, "impact engine", "EngineStruck"),
    (0, "mission group", "Encounter"),
    (0, "patrol trip", "Search"),
    (0, "unit target", "Choice"),
    (0, "way road", "RoadWay"),
    (1, "line", "Block"),
    (2, "pool", "Engine"),
    (3, "bridge", "SwitchBack"),
    (3, "impact", "SwitchOver"),
    (4, "impact", "YardCut"),
    (5, "bridge", "ByPass"),
    (7, "station", "TrainsPlanned"),
    (8, "station", "TrucksPlanned"),
    (9, "way", "Trip"),
    (10, "posting", "LightBattery"),
    (10, "way", "TruckWave"),
    (11, "posting", "HeavyBattery"),
    (20, "unit", "Wave"),
    (21, "unit", "Flight"),
    (22, "flight", "Bomb"),
    (22, "patrol", "PatrolBomb"),
    (23, "flight", "Aircraft"),
    (24, "raid", "Hit"),
    (25, "unit", "Patrol"),
    (27, "raid", "Crater"),
    (28, "airfield", "FieldLabour"),
    (29, "airfield", "FieldWork"),
    (40, "unit", "Sweep"),
    (41, "group", "Fighter"),
    (60, "order", "OrderedRaid"),
    (61, "city", "CityRaid"),
];

/// The file in which keys are made.
const REGISTRY: &str = "crates/interdict-model/src/identity.rs";

/// Makes a key of a name that is no row of a table: chance of an analysis is asked by nobody in the war.
const ASKS_FOR_ITSELF: &str = "crates/interdict-experiment/src/sham.rs";

/// The registry, in the order of its file.
fn registry() -> Vec<(u16, String, String)> {
    let text = read(&root().join(REGISTRY));
    let mut kinds = Vec::new();
    for line in text.lines().map(str::trim) {
        let Some((declared, made)) = line.split_once(" } = ") else {
            continue;
        };
        let kind = declared.split(' ').next().unwrap_or_default().to_owned();
        if let Some((parent, rest)) = made.split_once(".child(") {
            let number = rest.split(',').next().unwrap_or_default();
            kinds.push((number.parse().expect("a number"), parent.to_owned(), kind));
        } else if let Some((one, other)) = made.split_once(".paired(") {
            let other = other.trim_end_matches(");");
            kinds.push((0, format!("{one} {other}"), kind));
        }
    }
    assert!(kinds.len() > 20, "the registry is written as it was");
    kinds
}

#[test]
fn a_kind_of_identity_keeps_its_number_and_no_two_share_one() {
    let highest = KINDS.iter().map(|kind| kind.0).max().unwrap_or(0);
    let mut found = Vec::new();
    let mut taken = BTreeMap::new();
    for (number, parent, kind) in registry() {
        if let Some(other) = taken.insert((number, parent.clone()), kind.clone()) {
            found.push(format!("{number} of {parent} is both {other} and {kind}"));
        }
        match KINDS.iter().find(|known| known.2 == kind) {
            Some(known) if (known.0, known.1) != (number, parent.as_str()) => {
                found.push(format!(
                    "{kind} was {} of {} and is {number} of {parent}",
                    known.0, known.1
                ));
            }
            Some(_) => {}
            None if number > 0 && number <= highest => {
                found.push(format!("{kind} is new and must be above {highest}"));
            }
            None => found.push(format!(
                "append ({number}, \"{parent}\", \"{kind}\") to `KINDS`"
            )),
        }
    }
    none(&found, "kinds of identity");
    assert!(KINDS.is_sorted(), "`KINDS` is in order of number");
}

/// Source files of the crates, but for files of tests, with their lines up to the tests at their end.
fn sources() -> Vec<(PathBuf, String)> {
    let mut sources = Vec::new();
    for folder in crates() {
        for file in files_under(&folder.join("src"), "rs") {
            let stem = name(&file);
            if stem.starts_with("tests") {
                continue;
            }
            let text = read(&file);
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            sources.push((file, lines.collect::<Vec<_>>().join("\n")));
        }
    }
    sources
}

#[test]
fn keys_are_made_in_the_registry_and_from_rows_of_tables() {
    let mut found = Vec::new();
    for (file, code) in sources() {
        let path = shown(&file);
        let is_of_keys = path == REGISTRY || path.starts_with("crates/interdict-quantity/");
        let reads_rows = path.starts_with("crates/interdict-scenario/");
        for (row, line) in code.lines().enumerate() {
            let derives = line.contains(".child(") || line.contains(".paired(");
            if derives && !is_of_keys {
                found.push(format!("{path}, {}: {}", row + 1, line.trim()));
            }
            if line.contains("Key::of(") && !is_of_keys && !reads_rows && path != ASKS_FOR_ITSELF {
                found.push(format!("{path}, {}: {}", row + 1, line.trim()));
            }
        }
    }
    none(&found, "keys made elsewhere than in the registry");
}
