//! No raids: what the network can carry is what it carries.

use interdict_model::{Record, Series};

use crate::theatres::{one_line, run, scenario};

/// Trains unloaded a day once the pipe is full: over the last ten days of twenty.
fn trains_a_day(record: &Record) -> f64 {
    let arrived: i64 = record.series(Series::TrainsArrived).skip(10).sum();
    arrived as f64 / f64::from(record.days - 10)
}

/// Asserts that two figures differ by less than two per cent.
fn within_two_per_cent(found: f64, expected: f64) {
    assert!(
        (found / expected - 1.0).abs() < 0.02,
        "found {found}, expected {expected}"
    );
}

#[test]
fn alternating_single_track_carries_what_the_formula_says() {
    // 8 km blocks at 20 km/h, 6 min of clearing: 24 pairs a day with perfect working, 16.8 at 0.7.
    for (efficiency, pairs) in [("1.0", 24.0), ("0.7", 16.8)] {
        let rules = format!(
            r#""rail.fleet_size": 1, "rail.loop_places": 6, "rail.efficiency": {efficiency}, "rail.speed_kmh": 20"#
        );
        let record = run(&scenario(&one_line(20, 40, "", &rules)), 1);
        within_two_per_cent(trains_a_day(&record), pairs);
    }
}

#[test]
fn fleets_carry_what_they_pass_in_turn_and_no_more_than_one_way_working() {
    // Fleets of four in turn: 4 x 1440 / (2 (24 + 6 + 3 x 10)) = 48 pairs. Each way by itself every ten minutes,
    // half the time: 72.
    let rules = r#""rail.fleet_size": 4, "rail.efficiency": 1.0, "rail.loop_places": 4"#;
    let record = run(&scenario(&one_line(20, 40, "", rules)), 1);
    let found = trains_a_day(&record);
    assert!(found > 47.0 && found <= 72.0, "{found}");
}

#[test]
fn a_network_carries_its_minimum_cut() {
    // Two routes of 24 and 12 pairs from A to B, then one of 48 (double track is not the limit).
    let tables = r"
    roads: [],
    ";
    let text = one_line(
        20,
        8,
        tables,
        r#""rail.fleet_size": 1, "rail.loop_places": 6, "rail.efficiency": 1.0"#,
    )
    .replace(
        r#"(id: "B", lat: 45.0"#,
        r#"(id: "M", lat: 45.2, lon: 10.4, kind: "yard", places: 40), (id: "B", lat: 45.0"#,
    )
    .replace(
        r#"running: "always")]"#,
        r#"running: "always"),
               (id: "AM", from: "A", to: "M", length_km: 36, passing_km: 18, running: "always"),
               (id: "MB", from: "M", to: "B", length_km: 18, passing_km: 18, running: "always")]"#,
    );
    // 18 km: 54 min and 6: 12 pairs. Short way: 24. Together 36 trains a day.
    let record = run(&scenario(&text), 1);
    within_two_per_cent(trains_a_day(&record), 36.0);
}

#[test]
fn engines_are_the_limit_when_they_are_few() {
    // One engine: 160 km at 20 km/h is 8 h, there and back, an hour to form, three to unload.
    let text = one_line(20, 160, "", r#""rail.efficiency": 1.0"#).replace("count: 400", "count: 3");
    let record = run(&scenario(&text), 1);
    let turn_h = 8.0 + 8.0 + 1.0 + 3.0;
    let most = 3.0 * 24.0 / turn_h;
    let found = trains_a_day(&record);
    assert!(
        found <= most * 1.02 && found > 0.85 * most,
        "{found} of {most}"
    );
}

#[test]
fn by_night_only_as_much_as_the_night_allows() {
    let rules = r#""rail.fleet_size": 1, "rail.loop_places": 6, "rail.efficiency": 1.0, "rail.speed_kmh": 20"#;
    let text = one_line(20, 40, "", rules).replace(r#"running: "always""#, r#"running: "night""#);
    let record = run(&scenario(&text), 1);
    let night_h: f64 =
        record.series(Series::NightSeconds).sum::<i64>() as f64 / 3_600.0 / f64::from(record.days);
    let found = trains_a_day(&record);
    assert!(
        found <= night_h && found > 0.6 * night_h,
        "{found} in {night_h} h"
    );
}
