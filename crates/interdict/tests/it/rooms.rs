//! Arrows inside the crates: no circles between files, and between the rooms of the model one way.

use std::collections::BTreeMap;

use crate::arrows::{arrows, circles};
use crate::repository::{crates, name, none, root};

/// Rooms of the model, from the top down: each may name those below it, and itself. What lists everything (theatre,
/// tick, laws, census, recording, simulation) stands above all.
const ROOMS: &[(&str, &[&str])] = &[
    (
        "lists",
        &[
            "",
            "extend",
            "simulation",
            "tick",
            "theatre",
            "kept",
            "laws",
            "census",
            "recording",
        ],
    ),
    ("staff", &["staff"]),
    ("reports", &["reports"]),
    ("air", &["air"]),
    ("flak", &["flak"]),
    ("rail", &["rail"]),
    ("damage", &["damage"]),
    ("fields", &["fields"]),
    ("supply", &["supply"]),
    ("cities", &["cities"]),
    ("schools", &["schools"]),
    ("picture", &["picture"]),
    ("ground", &["sky", "islands", "network"]),
    (
        "scribe",
        &[
            "record",
            "measure",
            "accounts",
            "outcomes",
            "identity",
            "chance",
            "definitions",
            "state",
            "told",
            "row",
        ],
    ),
];

/// Rooms of what is true, of which a decider may name those of its own side alone.
const TRUTH: &[&str] = &[
    "air", "flak", "rail", "damage", "fields", "supply", "cities", "schools",
];

/// Those who decide, and the rooms of their own side. All of `staff`, and who plans for the railway.
const DECIDERS: &[(&str, &[&str])] = &[
    ("rail::card", &["rail", "supply"]),
    ("rail::cards", &["rail", "supply"]),
    ("rail::memory", &["rail", "supply"]),
    ("rail::paths", &["rail", "supply"]),
    ("rail::planning", &["rail", "supply"]),
    ("rail::timetable", &["rail", "supply"]),
    ("rail::tonight", &["rail", "supply"]),
    ("rail::way", &["rail", "supply"]),
    ("staff::board", &["schools"]),
    ("staff::doctrine", &[]),
    ("staff::interdictor", &[]),
    ("staff::learning", &["air"]),
    ("staff::objects", &["air"]),
    ("staff::ordering", &["air"]),
    ("staff::orders", &["air"]),
    ("staff::outlook", &["air"]),
    ("staff::patrols", &["air"]),
    ("staff::photographs", &["air"]),
    ("staff::relocation", &["flak"]),
    ("staff::spread", &["air"]),
    ("staff::sweeps", &["air"]),
    ("staff::target", &["air"]),
    ("staff::tasking", &["air"]),
];

/// The room of a file of the model, by its place from the top.
fn room(module: &str) -> usize {
    let first = module.split("::").next().unwrap_or_default();
    let room = ROOMS.iter().position(|(_, files)| files.contains(&first));
    room.unwrap_or_else(|| panic!("`{module}` is in no room of the model"))
}

#[test]
fn no_files_of_a_crate_lean_on_each_other_in_a_circle() {
    let mut found = Vec::new();
    for folder in crates() {
        for circle in circles(&arrows(&folder.join("src"))) {
            found.push(format!("{}: {}", name(&folder), circle.join(", ")));
        }
    }
    none(&found, "files in a circle");
}

#[test]
fn no_room_of_the_model_leans_on_one_above_it() {
    let mut found = Vec::new();
    for (from, others) in arrows(&root().join("crates/interdict-model/src")) {
        let upwards = others.iter().filter(|to| room(to) < room(&from));
        found.extend(upwards.map(|to| format!("{from} -> {to}")));
    }
    none(&found, "arrows that lead up");
}

#[test]
fn who_decides_names_nothing_that_is_true_of_others() {
    let arrows = arrows(&root().join("crates/interdict-model/src"));
    let own: BTreeMap<_, _> = DECIDERS.iter().copied().collect();
    let mut found = Vec::new();
    for (from, others) in arrows
        .iter()
        .filter(|(from, _)| from.starts_with("staff::"))
    {
        let Some(own) = own.get(from.as_str()) else {
            found.push(format!("{from}: whose side is it on?"));
            continue;
        };
        for to in others {
            let room = ROOMS[room(to)].0;
            if TRUTH.contains(&room) && !own.contains(&room) {
                found.push(format!("{from} -> {to}"));
            }
        }
    }
    none(
        &found,
        "deciders that see more than the picture of their side",
    );
}
