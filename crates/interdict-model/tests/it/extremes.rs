//! Whatever checks, runs: scenarios at the ends of what may be said end without a panic, a hang or a broken law.
//!
//! A part of what there is comes with every run of the tests; `INTERDICT_LONG=1 cargo test --release -p interdict-model
//! --test it extremes` takes all of it.

use std::path::{Path, PathBuf};

use interdict_engine::{Chance, Key, Purpose, When};
use interdict_model::{Seed, Simulation};
use interdict_scenario::rules::Knob;
use interdict_scenario::{Loaded, Rules, load, load_files};

/// Days that are run.
const DAYS: u16 = 12;

/// Changes of the command line.
type Sets = Vec<(String, String)>;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../scenarios")
        .join(name)
}

fn is_long() -> bool {
    std::env::var_os("INTERDICT_LONG").is_some()
}

/// Runs a scenario with changes, if it checks, for some days. Tells whether it did.
fn runs(name: &str, sets: &Sets) -> bool {
    let Ok(loaded) = load(&folder(name), sets) else {
        return false;
    };
    ends(loaded, DAYS, &|| format!("{name} with {sets:?}"));
    true
}

/// Runs a scenario that was found sound for some days.
fn ends(loaded: Loaded, days: u16, what: &dyn Fn() -> String) {
    let mut scenario = loaded.scenario;
    scenario.days = scenario.days.min(days);
    let mut simulation = Simulation::new(&scenario);
    simulation.reset(Seed::default());
    loop {
        match simulation.run_day() {
            Ok(true) => {}
            Ok(false) => return,
            Err(law) => panic!("{}: {law}", what()),
        }
    }
}

/// A knob at an end of its range.
fn at_an_end(knob: &Knob, is_high: bool) -> (String, String) {
    let value = if is_high { knob.high } else { knob.low };
    (format!("rules.{}", knob.path()), value.to_string())
}

#[test]
fn each_knob_at_each_end_of_its_range_runs() {
    let every = if is_long() { 1 } else { 9 };
    let mut ran = 0;
    for (place, knob) in Rules::knobs().iter().enumerate() {
        if place % every == 0 {
            for is_high in [false, true] {
                ran += usize::from(runs("kitchen-sink", &vec![at_an_end(knob, is_high)]));
            }
        }
    }
    assert!(
        ran > Rules::knobs().len() / every,
        "most of them check: {ran}"
    );
}

#[test]
fn many_knobs_at_ends_of_their_ranges_run_together() {
    let knobs = Rules::knobs();
    let chance = Chance::new(1, 0, 1);
    let mut ran = 0;
    for number in 0..if is_long() { 1_000 } else { 12 } {
        let draws: [f64; 32] = chance.draw(Purpose(0), Key(number), When::on(0));
        let sets: Sets = (draws.chunks_exact(2))
            .map(|draw| {
                let knob = &knobs[(draw[0] * knobs.len() as f64) as usize];
                at_an_end(knob, draw[1] < 0.5)
            })
            .collect();
        ran += u32::from(runs("kitchen-sink", &sets));
    }
    assert!(ran > 0, "some of them check");
}

#[test]
fn a_raid_of_the_most_and_lightest_bombs_with_the_best_aim_runs() {
    let set = |path: &str, value: &str| (path.to_owned(), value.to_owned());
    let sets = vec![
        set("raids.*.bombs_kg", "10000000"),
        set("rules.bombing.visual_cep_m", "10"),
        set("rules.bombing.radar_cep_m", "50"),
        set("rules.bombing.raid_bomb_kg", "20"),
    ];
    assert!(runs("two-routes", &sets));
}

#[test]
fn the_most_of_everything_that_is_counted_runs() {
    let set = |path: &str, value: &str| (path.to_owned(), value.to_owned());
    for (path, values) in [
        ("air_units.*.strength", &["0", "1280", "5000"][..]),
        ("aircraft.*.bombs", &["0", "100"]),
        ("gangs.*.men", &["1000000"]),
        ("locomotives.*.count", &["0", "1000"]),
        ("trucks.*.trucks", &["0", "100000"]),
        ("flak.*.light", &["0", "10000"]),
        ("flak.*.heavy", &["0", "10000"]),
        ("raids.*.aircraft", &["1", "10000"]),
        ("formations.*.tons_per_day", &["0", "100000"]),
        ("bases.*.tons_per_day", &["0", "1000000"]),
    ] {
        for value in values {
            runs("two-routes", &vec![set(path, value)]);
            runs("three-stations", &vec![set(path, value)]);
        }
    }
}

/// Knobs that say which rules there are: switches, and what counts from nothing.
fn structural() -> Vec<Knob> {
    let mut knobs = Rules::knobs();
    knobs.retain(|knob| (knob.low, knob.high) == (0.0, 1.0) || knob.unit == "switch");
    knobs
}

#[test]
fn knobs_that_shape_a_theatre_run_in_pairs_at_their_ends() {
    let knobs = structural();
    assert!(knobs.len() > 20, "{} knobs", knobs.len());
    let pairs = (0..knobs.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    let every = if is_long() { 1 } else { 97 };
    let mut ran = 0;
    for (place, (one, other)) in pairs.enumerate().filter(|(place, _)| place % every == 0) {
        // the ends in turn; the long gear takes all four
        let turns = if is_long() {
            0..4
        } else {
            place % 4..place % 4 + 1
        };
        for turn in turns {
            let sets = vec![
                at_an_end(&knobs[one], turn & 1 == 0),
                at_an_end(&knobs[other], turn & 2 == 0),
            ];
            ran += usize::from(runs("kitchen-sink", &sets));
        }
    }
    assert!(ran > 20, "most of them check: {ran}");
}

/// Places and lengths of the numbers of a scenario that stand as the value of a field.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (place, _) in text.match_indices(": ") {
        let rest = &text[place + 2..];
        let digits = rest.find(|sign: char| !sign.is_ascii_digit() && sign != '.');
        if let Some(length) = digits.filter(|&length| length > 0) {
            found.push((place + 2, length));
        }
    }
    found
}

#[test]
fn cells_with_other_numbers_run_wherever_they_check() {
    const VALUES: [&str; 12] = [
        "0", "1", "2", "0.5", "3", "7", "24", "100", "365", "1000", "10000", "1000000",
    ];
    let read = |name: &str| std::fs::read_to_string(folder("kitchen-sink").join(name));
    let text = read("scenario.ron").expect("a scenario");
    let raids = read("raids.csv").expect("a table");
    let numbers = numbers(&text);
    assert!(numbers.len() > 100, "{} numbers", numbers.len());
    let chance = Chance::new(2, 0, 1);
    let mut ran = 0;
    for trial in 0..if is_long() { 3_000 } else { 60 } {
        let draws: [f64; 6] = chance.draw(Purpose(0), Key(trial), When::on(0));
        // one cell, two or three
        let count = 1 + (trial % 3) as usize;
        let mut cells: Vec<((usize, usize), &str)> = (draws.chunks_exact(2).take(count))
            .map(|draw| {
                let cell = numbers[(draw[0] * numbers.len() as f64) as usize];
                (cell, VALUES[(draw[1] * VALUES.len() as f64) as usize])
            })
            .collect();
        cells.sort_unstable();
        cells.dedup_by_key(|(cell, _)| *cell);
        let mut changed = text.clone();
        for ((place, length), value) in cells.iter().rev() {
            changed.replace_range(*place..place + length, value);
        }
        let files = [("scenario.ron", changed), ("raids.csv", raids.clone())];
        let files = files.map(|(name, text)| (name.to_owned(), text));
        if let Ok(loaded) = load_files(files.into(), "scenario.ron") {
            ends(loaded, 20, &|| format!("cells {cells:?}"));
            ran += 1;
        }
    }
    assert!(ran > 20, "many of them check: {ran}");
}
