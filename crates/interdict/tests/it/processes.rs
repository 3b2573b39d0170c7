//! Every process says what it does; every purpose of chance keeps its number.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::repository::{entries, none, read, root, shown};

/// The rooms of the domain.
const ROOMS: &[&str] = &[
    "sky",
    "rail",
    "supply",
    "schools",
    "cities",
    "damage",
    "fields",
    "picture",
    "air",
    "air/fighters",
    "flak",
    "reports",
    "staff",
];

/// Files in those rooms that are no process: parts of one that is told elsewhere, an algorithm, tests.
const NO_PROCESS: &[&str] = &[
    "air/context.rs",
    "air/fighters.rs",
    "air/fighters/rules.rs",
    "cities/city.rs",
    "damage/context.rs",
    "damage/place.rs",
    "fields/knobs.rs",
    "flak/field.rs",
    "flak/treatment.rs",
    "rail/card.rs",
    "rail/dispatcher.rs",
    "rail/flow.rs",
    "rail/knobs.rs",
    "rail/paths.rs",
    "rail/planning.rs",
    "rail/search.rs",
    "rail/tonight.rs",
    "schools/knobs.rs",
    "schools/request.rs",
];

/// Processes that rest on no source: what they do is bookkeeping, or follows from another's rule.
const NO_SOURCES: &[&str] = &[
    "damage/flood.rs",
    "damage/impact.rs",
    "air/fighters/skies.rs",
    "air/flown.rs",
    "air/patrol.rs",
    "damage/job.rs",
    "rail/hauling.rs",
    "rail/hits.rs",
    "rail/movement.rs",
    "rail/train.rs",
    "rail/unloading.rs",
    "rail/way.rs",
    "rail/yard.rs",
];

/// Processes without a rule of their own: they hand on what others decided.
const NO_RULE: &[&str] = &["damage/impact.rs"];

/// Every purpose of chance there has ever been, by number. New ones are appended, with a number above
/// all others; one that goes out of use stays here, so that its number never comes back.
const PURPOSES: &[(u16, &str)] = &[
    (1, "WEATHER"),
    (2, "FLOWN"),
    (3, "TARGET"),
    (4, "AIM_POINT"),
    (7, "ABORT"),
    (8, "FLAK_CLOCK"),
    (9, "BOMB"),
    (10, "BREAK"),
    (11, "WORK"),
    (12, "RESPONSE"),
    (13, "FIND"),
    (14, "TRAIN_HIT"),
    (15, "TRUCKS_LOST"),
    (16, "FIELD_HIT"),
    (17, "AIRCRAFT_REPAIR"),
    (19, "REPORT"),
    (20, "RECONNOITRE"),
    (27, "RAID_TIME"),
    (28, "RAID_BOMB"),
    (31, "OPEN_FIRE"),
    (32, "PORTERS_LOST"),
    (40, "CONTACT"),
    (41, "AIR_COMBAT"),
    (42, "JETTISON"),
    (43, "WARNING"),
    (44, "SWEEP"),
    (60, "YARD_HIT"),
    (61, "WASH_OUT"),
    (62, "TRAINING_LOSS"),
    (63, "TRANSFER"),
    (64, "CITY_RAID"),
    (65, "CITY_BOMBER"),
    (66, "PILOT_LOST"),
];

/// Files of the rooms, each with its short name (`rail/block.rs`).
fn files() -> Vec<(String, PathBuf)> {
    let source = root().join("crates/interdict-model/src");
    let mut files = Vec::new();
    for room in ROOMS {
        // a folder in a room holds the tests of the file that it is named after
        for path in entries(&source.join(room)) {
            if path.is_dir() {
                continue;
            }
            let short = shown(&path);
            let short = short.trim_start_matches("crates/interdict-model/src/");
            files.push((short.to_owned(), path));
        }
    }
    assert!(files.len() > 30, "the rooms are where they were");
    files
}

/// Processes, each with its opening.
pub(crate) fn processes() -> Vec<(String, String)> {
    let mut processes = Vec::new();
    for (short, path) in files() {
        if !NO_PROCESS.contains(&short.as_str()) {
            let text = read(&path);
            let opening = text.lines().map_while(|line| line.strip_prefix("//!"));
            let opening: Vec<&str> = opening.map(str::trim_start).collect();
            processes.push((short, opening.join("\n")));
        }
    }
    processes
}

/// A paragraph of an opening that begins with a word.
fn paragraph<'a>(opening: &'a str, word: &str) -> Option<&'a str> {
    opening
        .split("\n\n")
        .find(|paragraph| paragraph.starts_with(word))
}

#[test]
fn every_process_opens_alike() {
    let mut wanting = Vec::new();
    for (short, opening) in processes() {
        let parts = [
            ("# ", &[][..]),
            ("What happens: ", &[]),
            ("Rule: ", NO_RULE),
            ("Sources: ", NO_SOURCES),
            ("Reads: ", &[]),
        ];
        for (part, without) in parts {
            let has = paragraph(&opening, part).is_some();
            let is_let_off = without.contains(&short.as_str());
            match (has, is_let_off) {
                (false, false) => wanting.push(format!("{short} has no `{part}`")),
                (true, true) => wanting.push(format!("{short} has `{part}`: no exception")),
                _ => {}
            }
        }
        let touches = paragraph(&opening, "Reads: ")
            .unwrap_or_default()
            .replace('\n', " ");
        for part in [" Writes: ", " Chance: "] {
            if !touches.contains(part) {
                wanting.push(format!("{short} has no `{part}` after what it reads"));
            }
        }
    }
    none(&wanting, "openings of processes");
    let known: BTreeSet<String> = files().into_iter().map(|(short, _)| short).collect();
    for gone in [NO_PROCESS, NO_SOURCES, NO_RULE].concat() {
        assert!(
            known.contains(gone),
            "`{gone}` is an exception and not there"
        );
    }
}

/// The purposes in the registry, by name.
fn registry() -> BTreeMap<String, u16> {
    let text = read(&root().join("crates/interdict-model/src/chance.rs"));
    let mut purposes = BTreeMap::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("pub const ")
            && let Some((name, number)) = rest.split_once(": Purpose = Purpose(")
        {
            let number = number.trim_end_matches(");").parse().expect("a number");
            purposes.insert(name.to_owned(), number);
        }
    }
    assert!(purposes.len() > 10, "the registry is written as it was");
    purposes
}

#[test]
fn a_purpose_of_chance_keeps_its_number() {
    let highest = PURPOSES
        .iter()
        .map(|(number, _)| *number)
        .max()
        .unwrap_or(0);
    let mut found = Vec::new();
    let mut taken = BTreeMap::new();
    for (name, number) in registry() {
        if let Some(other) = taken.insert(number, name.clone()) {
            found.push(format!("{number} is both {other} and {name}"));
        }
        match PURPOSES.iter().find(|(_, known)| *known == name) {
            Some((known, _)) if *known != number => {
                found.push(format!("{name} was {known} and is {number}"));
            }
            None if number <= highest => {
                found.push(format!("{name} is new and must be above {highest}"));
            }
            None => found.push(format!("append ({number}, \"{name}\") to `PURPOSES`")),
            Some(_) => {}
        }
    }
    none(&found, "purposes of chance");
    assert!(PURPOSES.is_sorted(), "`PURPOSES` is in order of number");
}

#[test]
fn what_a_process_draws_is_in_the_registry_and_what_is_in_the_registry_is_drawn() {
    let registry = registry();
    let mut told = BTreeSet::new();
    let mut unknown = Vec::new();
    for (short, opening) in processes() {
        let touches = paragraph(&opening, "Reads: ").unwrap_or_default();
        let Some((_, chance)) = touches.split_once("Chance:") else {
            continue;
        };
        let words = chance.split('`').skip(1).step_by(2);
        for word in words.filter(|word| {
            word.chars()
                .all(|one| one.is_ascii_uppercase() || one == '_')
        }) {
            if !registry.contains_key(word) {
                unknown.push(format!("{short} draws `{word}`"));
            }
            told.insert(word.to_owned());
        }
    }
    none(&unknown, "purposes that the registry does not have");
    let untold: Vec<String> = registry
        .into_keys()
        .filter(|name| !told.contains(name))
        .collect();
    none(&untold, "purposes that no process says it draws");
}
