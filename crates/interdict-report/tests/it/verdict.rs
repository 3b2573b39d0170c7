use std::collections::BTreeMap;

use interdict_model::{LineSeries, Record, Seed, Series, run};
use interdict_report::Summary;
use interdict_report::summary::{Constraint, Verdict};
use interdict_scenario::{Scenario, load_files};

use crate::fabricated::theatre;

/// A base, two lines in a row and an army 60 km by road from the last station; `areas` changes no war.
fn front(base_t: u32, army_t: u32, trucks: u32, more: &str) -> Scenario {
    let text = format!(
        r#"Scenario(
    title: "One line", question: "?", starts: "1950-03-01", ends: "1950-04-29", step: "15 min", latitude: 45.0,
    weather: [(id: "sky", lat: 45.0, lon: 10.0, visual: [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])],
    stations: [
        (id: "A", lat: 45.6, lon: 10.0, kind: "yard", places: 40),
        (id: "B", lat: 45.3, lon: 10.0, kind: "yard", places: 40),
        (id: "C", lat: 45.0, lon: 10.0, kind: "yard", places: 40),
    ],
    lines: [
        (id: "AB", from: "A", to: "B", length_km: 34, running: "always"),
        (id: "BC", from: "B", to: "C", length_km: 34, running: "always"),
    ],
    bases: [(id: "base", station: "A", tons_per_day: {base_t})],
    locomotives: [(id: "engines", station: "A", count: 60)],
    formations: [(id: "army", railhead: "C", road_km: 60, tons_per_day: {army_t}, stock_days: 0, front: "yes")],
    trucks: [(id: "T", station: "C", trucks: {trucks}, task: "front")],
    {more}
    rules: {{ "yard.places": 40, "trucks.loss_per_km": 0 }},
)"#
    );
    let files = BTreeMap::from([("s.ron".to_owned(), text)]);
    match load_files(files, "s.ron") {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    }
}

fn of(scenario: &Scenario, record: &Record) -> Verdict {
    let supply = Summary::of(scenario, record).supply;
    supply.expect("there is somebody to supply").verdict
}

fn verdict(scenario: &Scenario) -> Verdict {
    let record = run(scenario, Seed::default()).expect("no law breaks");
    of(scenario, &record)
}

/// Bombs every day on the first line, and nobody to mend it.
const CUT: &str = r#"raids: [(date: "1950-03-02", unit: "b", target_kind: "track", target: "AB", at: 0.5,
    aircraft: 40, bombs_kg: 400000, sighting: "visual")],"#;

#[test]
fn few_trucks_at_a_full_railhead_are_the_bottleneck() {
    let found = verdict(&front(20_000, 1_000, 100, ""));
    assert_eq!(found.constraint, Constraint::TrucksToFront, "{found:?}");
}

#[test]
fn a_base_that_has_sent_all_is_the_bottleneck() {
    let found = verdict(&front(500, 1_000, 4_000, ""));
    assert_eq!(found.constraint, Constraint::Bases, "{found:?}");
}

#[test]
fn a_line_that_is_shut_is_the_bottleneck_and_is_named() {
    let found = verdict(&front(20_000, 1_000, 4_000, CUT));
    assert_eq!(found.constraint, Constraint::Line, "{found:?}");
    assert!(found.words.contains("least open: A - B"), "{}", found.words);
}

#[test]
fn enough_of_everything_leaves_the_need_as_the_bound() {
    let mut scenario = front(20_000, 1_000, 4_000, "");
    scenario.formations[0].stock_days = 4.0;
    assert_eq!(verdict(&scenario).constraint, Constraint::Demand);
}

#[test]
fn which_areas_a_scenario_draws_does_not_change_the_verdict() {
    let areas = |of: &str| format!("{CUT} areas: [{of}],");
    let drawn = [
        areas(
            r#"(id: "whole", name: "All", lines: ["AB", "BC"], gates_from: ["A"], gates_to: ["C"])"#,
        ),
        areas(r#"(id: "rear", name: "Rear", lines: ["BC"], gates_from: ["B"], gates_to: ["C"])"#),
        areas(r#"(id: "bare", name: "No gates", lines: ["AB"])"#),
    ];
    let without = verdict(&front(20_000, 1_000, 4_000, CUT));
    for areas in drawn {
        assert_eq!(verdict(&front(20_000, 1_000, 4_000, &areas)), without);
    }
    let (mut scenario, record) = theatre(100);
    let with = of(&scenario, &record);
    scenario.areas.clear();
    assert_eq!(of(&scenario, &record), with);
}

/// The made-up run, with its shortage put down to trucks, line and bases in these parts.
fn shared(trucks: i64, line: i64, bases: i64) -> Verdict {
    let (scenario, mut record) = theatre(100);
    let put = |day: u16, series: Series, value: i64, record: &mut Record| {
        record.theatre.day_mut(day)[series as usize] = value;
    };
    for day in 0..record.days {
        put(day, Series::FrontNeeded, 1_000, &mut record);
        put(day, Series::FrontUnmet, trucks + line + bases, &mut record);
        put(day, Series::FrontShortAtRailhead, trucks, &mut record);
        put(day, Series::BasesUnsent, line, &mut record);
        put(day, Series::TransitStock, 0, &mut record);
    }
    of(&scenario, &record)
}

#[test]
fn parts_add_up_and_without_more_than_half_there_is_no_single_bottleneck() {
    let of = |trucks, line, bases| shared(trucks, line, bases).constraint;
    assert_eq!(of(200, 200, 200), Constraint::Unclear);
    assert_eq!(of(300, 200, 100), Constraint::Unclear);
    assert_eq!(of(301, 200, 99), Constraint::TrucksToFront);
    assert_eq!(of(100, 301, 199), Constraint::Line);
    assert_eq!(of(100, 199, 301), Constraint::Bases);
    let found = shared(200, 200, 200);
    assert!(
        found.words.starts_with("no single bottleneck"),
        "{}",
        found.words
    );
    let shares = found.shares.expect("the front was short");
    let line = shares.line.expect("there is a railway");
    assert!((shares.trucks + line + shares.bases - 1.0).abs() < 0.002);
    assert_eq!(shares.road, None);
}

#[test]
fn a_line_that_carried_nothing_is_not_named() {
    let (scenario, mut record) = theatre(100);
    let carried = |row: usize| row * LineSeries::COUNT + LineSeries::Load as usize;
    for day in 0..record.days {
        for row in 0..scenario.lines.len() {
            record.lines.day_mut(day)[carried(row)] = i64::from(row == 0);
        }
    }
    let found = of(&scenario, &record);
    let sign = |sign: &str| found.evidence.iter().find(|one| one.sign == sign);
    let open: i64 = record.line(0, LineSeries::OpenSeconds).sum();
    let expected = open as f64 / (f64::from(record.days) * 86_400.0);
    let told = sign("least open line with traffic").expect("one carried something");
    assert!((told.value - expected).abs() < 0.001, "{told:?} {expected}");
}
