//! Equal runs are equal, whoever runs them and in whatever order things are declared.
//!
//! On the largest scenario of the repository, cut short where that is enough. That debug and release
//! builds agree, and one machine with another, is held by the goldens.

use std::collections::BTreeMap;
use std::path::PathBuf;

use interdict::experiment::{Replications, replicate};
use interdict::model::{FormationSeries, LineSeries, Record, Seed, run};
use interdict::scenario::{Scenario, load, load_files};

use crate::repository::{entries, name, read, root};

/// Days run where a part of the war is enough.
const DAYS: u16 = 40;

/// The seed of the comparisons.
const SEED: Seed = Seed {
    seed: 1951,
    replication: 3,
};

fn folder() -> PathBuf {
    root().join("scenarios/anju-1951")
}

fn cut_short(scenario: Scenario, days: u16) -> Scenario {
    assert!(scenario.days > days, "the scenario is longer than that");
    Scenario { days, ..scenario }
}

fn record(scenario: &Scenario) -> Record {
    run(scenario, SEED).expect("no law breaks")
}

/// The scenario as it lies in its folder.
fn straight() -> Scenario {
    let loaded = load(&folder(), &[]).expect("the scenario is sound");
    cut_short(loaded.scenario, DAYS)
}

/// The files of the scenario, by name, each table turned into another by `turn`.
fn from_files(turn: impl Fn(&str, &str) -> String) -> Scenario {
    let mut files = BTreeMap::new();
    for path in entries(&folder()) {
        let (name, text) = (name(&path), read(&path));
        let is_table = path.extension().is_some_and(|extension| extension == "csv");
        let text = if is_table { turn(&name, &text) } else { text };
        files.insert(name, text);
    }
    let loaded = load_files(files, "scenario.ron");
    let loaded = loaded.unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    cut_short(loaded.scenario, DAYS)
}

#[test]
fn one_seed_is_one_course_of_events() {
    let scenario = straight();
    let first = record(&scenario);
    assert_eq!(first, record(&scenario));
    for other in [
        Seed { seed: 1952, ..SEED },
        Seed {
            replication: 4,
            ..SEED
        },
    ] {
        let other = run(&scenario, other).expect("no law breaks");
        assert_ne!(
            first.digest, other.digest,
            "another seed is another course of events"
        );
    }
}

#[test]
fn threads_never_show() {
    let scenario = straight();
    let records = |threads| -> Vec<Record> {
        let plan = Replications {
            seed: SEED.seed,
            count: 10,
            threads,
        };
        let records = replicate(&scenario, plan, |record| record, || ());
        records
            .into_iter()
            .map(|record| record.expect("no law breaks"))
            .collect()
    };
    let alone = records(1);
    assert_eq!(alone, records(8));
    assert_eq!(
        alone[3],
        record(&scenario),
        "a replication is the run of its number"
    );
}

#[test]
fn the_order_of_rows_means_nothing() {
    let reversed = from_files(|_, text| {
        assert_eq!(
            text.matches('"').count() % 2,
            0,
            "no cell runs over two lines"
        );
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\n") + "\n"
    });
    let straight = straight();
    assert!(
        straight.raids.len() > 100 && straight.flak.len() > 10,
        "there is something to turn"
    );
    assert_eq!(record(&straight), record(&reversed));
}

/// The scenario with these rows more, each given as a table and cells by column.
fn with_rows(rows: &[(&str, &[(&str, &str)])]) -> Scenario {
    from_files(|name, text| {
        let columns: Vec<&str> = text.lines().next().expect("a head").split(',').collect();
        let mut text = text.trim_end().to_owned();
        for (_, cells) in rows
            .iter()
            .filter(|(table, _)| format!("{table}.csv") == name)
        {
            assert!(
                cells.iter().all(|(column, _)| columns.contains(column)),
                "columns of {name}"
            );
            let cell = |column| {
                cells
                    .iter()
                    .find(|(of, _)| *of == column)
                    .map_or("", |(_, cell)| cell)
            };
            let row: Vec<&str> = columns.iter().map(|&column| cell(column)).collect();
            text = format!("{text}\n{}", row.join(","));
        }
        text + "\n"
    })
}

#[test]
fn a_station_that_nobody_uses_changes_nothing() {
    // First and last by name, so that the rows of all others move and those of none.
    for id in ["AAA", "zzz"] {
        let station: &[(&str, &str)] = &[
            ("id", id),
            ("lat", "39.5"),
            ("lon", "126.5"),
            ("kind", "station"),
        ];
        let scenario = with_rows(&[("stations", station)]);
        let base = straight();
        assert_eq!(scenario.stations.len(), base.stations.len() + 1);
        let (with, without) = (record(&scenario), record(&base));
        assert_eq!(with.theatre, without.theatre, "{id}");
        assert_eq!(with.lines, without.lines, "{id}");
        assert_eq!(with.formations, without.formations, "{id}");
        assert_eq!(with.areas, without.areas, "{id}");
    }
}

#[test]
fn a_formation_that_needs_nothing_and_a_depot_that_holds_nothing_change_nothing() {
    for id in ["AAA", "zzz"] {
        let station: &[(&str, &str)] = &[
            ("id", id),
            ("lat", "39.5"),
            ("lon", "126.5"),
            ("kind", "station"),
        ];
        let stock: &[(&str, &str)] = &[("station", id), ("days", "10")];
        let formation: &[(&str, &str)] = &[("id", id), ("railhead", "KUJ"), ("tons_per_day", "0")];
        let scenario = with_rows(&[
            ("stations", station),
            ("stocks", stock),
            ("formations", formation),
        ]);
        let base = straight();
        assert_eq!(scenario.formations.len(), base.formations.len() + 1);
        let (with, without) = (record(&scenario), record(&base));
        assert_eq!(with.theatre, without.theatre, "{id}");
        assert_eq!(with.lines, without.lines, "{id}");
        assert_eq!(with.areas, without.areas, "{id}");
        for (row, formation) in (0..).zip(&base.formations) {
            let there = scenario
                .formations
                .iter()
                .position(|other| other.id == formation.id);
            let there = there.expect("the others are still there") as u32;
            for &series in FormationSeries::ALL {
                assert!(
                    with.formation(there, series)
                        .eq(without.formation(row, series)),
                    "{id}: {} of {}",
                    series.name(),
                    formation.id
                );
            }
        }
    }
}

#[test]
fn two_arms_are_one_until_they_part() {
    let base = load(&folder(), &[])
        .expect("the scenario is sound")
        .scenario;
    let arm = load(&folder().join("with-division.ron"), &[]);
    let arm = arm.expect("the counterfactual is sound").scenario;
    let division = arm.flak.iter().find(|posting| posting.id == "SOV-ZADX");
    let comes = division.expect("the division is there").from;
    assert!(comes > 100, "it comes after a while");
    let days = comes + 20;
    let (base, arm) = (cut_short(base, days), cut_short(arm, days));
    let (without, with) = (record(&base), record(&arm));
    for day in 0..comes {
        assert_eq!(without.theatre.day(day), with.theatre.day(day), "day {day}");
        assert_eq!(without.lines.day(day), with.lines.day(day), "day {day}");
    }
    assert_ne!(without.theatre, with.theatre, "then the guns tell");
    assert_eq!(
        without.lines.columns(),
        base.lines.len() * LineSeries::COUNT
    );
}

/// The scenario with every text that is for people written backwards.
fn called_otherwise(mut scenario: Scenario) -> Scenario {
    let turned = |text: &mut String| *text = format!("~{}", text.chars().rev().collect::<String>());
    for text in [&mut scenario.title, &mut scenario.question] {
        turned(text);
    }
    macro_rules! turn {
        ($($table:ident: $($field:ident).+),+ $(,)?) => {
            $( scenario.$table.iter_mut().for_each(|row| turned(&mut row.$($field).+)); )+
        };
    }
    turn!(
        stations: name,
        lines: name,
        bridges: name,
        roads: name,
        airfields: name,
        formations: name,
        gangs: name,
        flak: name,
        air_units: name,
        phases: name,
        areas: name,
        raids: unit,
        stations: source.text,
        lines: source.text,
        flak: source.text,
        aircraft: source.text,
        air_units: source.text,
    );
    scenario
}

#[test]
fn what_things_are_called_for_people_means_nothing() {
    let scenario = straight();
    let otherwise = called_otherwise(scenario.clone());
    assert_ne!(scenario.raids[0].unit, otherwise.raids[0].unit);
    assert_ne!(scenario.stations[0].name, otherwise.stations[0].name);
    assert_eq!(record(&scenario), record(&otherwise));
}
