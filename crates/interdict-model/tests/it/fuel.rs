//! Fuel at airfields: it comes by the line, and what does not come is not flown.

use interdict_model::{Record, Series};
use interdict_scenario::Scenario;

use crate::theatres::{run, scenario};

/// Tons of fuel that a sortie burns.
const SORTIE_T: f64 = 1.5;

/// Interceptors at a forward field at the end of a line, raids over it every noon, and what the base can send in a day.
/// From their field outside the theatre they reach nobody.
fn theatre(tons_per_day: u32, airfield: &str, rules: &str) -> Scenario {
    let raid = |day: u32| {
        format!(
            r#"(date: "1951-10-{day:02}", target_kind: "airfield", target: "F", aircraft: 10, bombs_kg: 10000, hour: 12, sighting: "visual")"#
        )
    };
    let raids: Vec<String> = (1..=30).map(raid).collect();
    scenario(&format!(
        r#"Scenario(
    title: "A field by the line", question: "Who brings its fuel?", starts: "1951-10-01", ends: "1951-10-30", latitude: 40.0,
    weather: [(id: "sky", lat: 40.0, lon: 125.0, visual: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])],
    stations: [
        (id: "A", lat: 40.2, lon: 125.0, kind: "yard"),
        (id: "B", lat: 40.0, lon: 125.0, kind: "yard"),
    ],
    lines: [(id: "AB", from: "A", to: "B", length_km: 25)],
    bases: [(id: "base", station: "A", tons_per_day: {tons_per_day})],
    locomotives: [(id: "engines", station: "A", count: 12)],
    airfields: [(id: "F", lat: 40.0, lon: 125.1, {airfield})],
    aircraft: [(id: "JET", bombs: 0, bomb_kg: 0, radius_km: 100), (id: "HEAVY", bombs: 40, bomb_kg: 227)],
    air_units: [(id: "BOMBERS", role: "bomber", aircraft: "HEAVY", strength: 0, lat: 38.0, lon: 125.0)],
    fighters: [(id: "WING", task: "interceptor", aircraft: "JET", strength: 60, sorties_per_aircraft: 1, sweep_share: 1,
        base: "F", lat: 45.0, lon: 125.0)],
    raids: [{}],
    rules: {{ "fighters.serviceability": 1, "field.fuel_t_per_sortie": {SORTIE_T}, "air_combat.contact": 0,
        {rules} }},
)"#,
        raids.join(", ")
    ))
}

const DEPOT: &str = r#"depot: "B""#;

/// Sorties of the second half, a day.
fn sorties(record: &Record) -> f64 {
    let days: Vec<i64> = record.series(Series::InterceptorSorties).collect();
    days[15..].iter().sum::<i64>() as f64 / (days.len() - 15) as f64
}

#[test]
fn a_field_flies_as_often_as_the_line_brings_fuel() {
    let full = sorties(&run(&theatre(5_000, "", ""), 1));
    assert!((full - 60.0).abs() < 4.0, "{full}");
    // a base that can send anything gives what a field without a depot has
    let plenty = sorties(&run(&theatre(5_000, DEPOT, ""), 1));
    assert!((plenty - full).abs() < 4.0, "{plenty} of {full}");
    for tons in [30, 60] {
        let record = run(&theatre(tons, DEPOT, ""), 1);
        let flown = sorties(&record);
        let brought = f64::from(tons) / SORTIE_T;
        assert!(
            (flown / brought - 1.0).abs() < 0.1,
            "{tons} t: {flown} a day"
        );
        assert!(record.total(Series::SortiesWithoutFuel) > 0);
        let drawn = record.total(Series::FieldFuelDrawn);
        let in_tanks = record.series(Series::FieldFuel).last().unwrap_or(0);
        let all = record.total(Series::InterceptorSorties) as f64;
        let burnt = (drawn - in_tanks) as f64 / 1_000.0;
        assert!((burnt - SORTIE_T * all).abs() < 1e-6, "{burnt} t for {all}");
    }
}

#[test]
fn without_fuel_nobody_flies_from_a_field() {
    let record = run(&theatre(0, DEPOT, ""), 1);
    assert_eq!(record.total(Series::InterceptorSorties), 0);
    assert_eq!(record.total(Series::FieldFuelDrawn), 0);
}

#[test]
fn a_field_that_is_not_built_asks_for_no_fuel() {
    let unbuilt = format!(r#"{DEPOT}, stands: "base""#);
    let record = run(&theatre(5_000, &unbuilt, r#""field.works": 1"#), 1);
    assert_eq!(record.total(Series::FieldFuelDrawn), 0);
    assert_eq!(record.total(Series::Delivered), 0);
}

#[test]
fn more_fuel_is_never_fewer_sorties() {
    let flown = |tons| run(&theatre(tons, DEPOT, ""), 2).total(Series::InterceptorSorties);
    let flown = [0, 15, 30, 60, 120].map(flown);
    assert!(flown.is_sorted(), "{flown:?}");
}

#[test]
fn who_has_no_fuel_forward_flies_from_the_field_outside() {
    // from there the same raids are in reach
    let near = |tons, airfield| {
        let mut theatre = theatre(tons, airfield, "");
        theatre.fighters[0].lat = 40.3;
        run(&theatre, 1).total(Series::InterceptorSorties)
    };
    let (forward, outside) = (near(5_000, ""), near(0, DEPOT));
    assert!(outside * 10 > forward * 9, "{outside} of {forward}");
}
