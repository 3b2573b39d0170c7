//! Every key that two runs part in has a name.
//!
//! On the scenarios of the repository, the largest cut short, with changes that hit guns, trains, trucks, jobs,
//! raids and patrols.

use std::collections::{BTreeMap, BTreeSet};

use interdict::experiment::diverge::names::Names;
use interdict::experiment::diverge::{Divergence, diverge};
use interdict::experiment::sham::NoSham;
use interdict::model::{EventKind, Seed};
use interdict::report::Style;
use interdict::report::divergence::{Pair, json, page};
use interdict::scenario::{Scenario, load, load_files};
use interdict_quantity::Key;

use crate::repository::{read, root};

const SEED: Seed = Seed {
    seed: 7,
    replication: 0,
};

/// A scenario of the repository, cut short.
fn scenario(path: &str, days: u16) -> Scenario {
    let loaded = load(&root().join("scenarios").join(path), &[]);
    let loaded = loaded.unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    Scenario {
        days: days.min(loaded.scenario.days),
        ..loaded.scenario
    }
}

/// The scenario with a knob set.
fn with(base: &Scenario, knob: &str, value: f64) -> Scenario {
    let mut arm = base.clone();
    arm.rules.set(knob, value).expect("a knob in its range");
    arm
}

/// Where the two part, told to the end: every key in it has a name, and so has every key of either record.
fn told(base: &Scenario, arm: &Scenario) -> Divergence {
    let found = diverge(base, arm, SEED).expect("no law breaks");
    assert!(!found.partings.is_empty(), "the change changes something");
    let pair = Pair {
        called: ["base", "arm"],
        scenarios: [base, arm],
        seed: SEED,
        floor: Err(NoSham::NotAsked),
    };
    for text in [page(&found, &pair, Style::Plain), json(&found, &pair)] {
        text.expect("everything has a name");
    }
    let events = found.records.iter().flat_map(|record| &record.events);
    let keys = events.flat_map(|event| {
        let cause = Some(event.cause).filter(|&cause| cause != Key::default());
        [Some(event.key), cause]
    });
    let names = Names::new([base, arm], &found.identities, keys.flatten());
    names.expect("everything has a name");
    let clashes = found.identities.clashes();
    assert!(clashes.is_empty(), "no two go by one key: {clashes:?}");
    found
}

/// Kinds of identity that were written down, by the first word of what they are.
fn kinds(found: &Divergence) -> BTreeSet<String> {
    let all = found
        .identities
        .all()
        .map(|identity| format!("{identity:?}"));
    all.filter_map(|told| told.split(' ').next().map(str::to_owned))
        .collect()
}

#[test]
fn everything_has_a_name_where_trains_and_trucks_are_slower() {
    for (path, knob, value) in [
        ("three-stations", "rail.speed_kmh", 17.0),
        ("two-routes", "yard.unloading_h", 6.0),
        ("lorry-belt", "trucks.speed_kmh", 12.0),
    ] {
        let base = scenario(path, 40);
        let found = told(&base, &with(&base, knob, value));
        assert!(kinds(&found).contains("Trip"), "{path}");
    }
}

#[test]
fn everything_has_a_name_where_more_guns_stand() {
    let base = scenario("one-line", 60);
    let found = told(&base, &scenario("one-line/with-division.ron", 60));
    let kinds = kinds(&found);
    for kind in ["Flight", "Bomb", "Aircraft", "Duel", "LightBattery", "Trip"] {
        assert!(kinds.contains(kind), "no {kind} of {kinds:?}");
    }
}

#[test]
fn everything_has_a_name_in_the_largest_theatre() {
    let base = scenario("anju-1951", 30);
    for (knob, value, happens) in [
        ("flak.lethality", 2.0, EventKind::AircraftShotDown),
        ("intruder.locomotive_disabled", 0.9, EventKind::TrainHit),
        ("repair.crater_gang_h", 90.0, EventKind::Cut),
        ("bombing.visual_cep_m", 40.0, EventKind::Raid),
    ] {
        let found = told(&base, &with(&base, knob, value));
        let mut events = found.records[0].events.iter();
        assert!(events.any(|event| event.kind == happens), "{knob}");
        let kinds = kinds(&found);
        for kind in ["Patrol", "Search", "Hit", "YardCut", "SwitchOver", "Engine"] {
            assert!(kinds.contains(kind), "no {kind} of {kinds:?}");
        }
    }
}

#[test]
fn a_station_that_nobody_uses_parts_nothing_though_it_moves_every_row() {
    let text = read(&root().join("scenarios/three-stations/scenario.ron"));
    let more = "stations: [(id: \"AAA\", lat: 45.9, lon: 10.9, kind: \"station\"),";
    let with_more = text.replacen("stations: [", more, 1);
    assert_ne!(text, with_more);
    let [base, arm] = [text, with_more].map(|text| {
        let files = BTreeMap::from([("scenario.ron".to_owned(), text)]);
        let loaded = load_files(files, "scenario.ron");
        loaded
            .unwrap_or_else(|faults| panic!("{}", faults.render(false)))
            .scenario
    });
    assert_ne!(base.stations[0].id, arm.stations[0].id);
    let found = diverge(&base, &arm, SEED).expect("no law breaks");
    assert!(found.partings.is_empty(), "{:?}", found.partings);
}
