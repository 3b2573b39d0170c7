//! Whatever checks, runs: scenarios at the ends of what may be said end without a panic, a hang or a broken law.
//!
//! A part of what there is comes with every run of the tests; `INTERDICT_LONG=1 cargo test --release -p interdict-model
//! --test it extremes` takes all of it.

use std::path::{Path, PathBuf};

use interdict_engine::{Chance, Key, Purpose, When};
use interdict_model::{Seed, Simulation};
use interdict_scenario::rules::Knob;
use interdict_scenario::{Rules, load};

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
    let mut scenario = loaded.scenario;
    scenario.days = scenario.days.min(DAYS);
    let mut simulation = Simulation::new(&scenario);
    simulation.reset(Seed::default());
    loop {
        match simulation.run_day() {
            Ok(true) => {}
            Ok(false) => return true,
            Err(law) => panic!("{name} with {sets:?}: {law}"),
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
