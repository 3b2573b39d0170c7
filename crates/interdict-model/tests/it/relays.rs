//! Relays of trucks: a full pipe carries what its narrowest hop carries, whatever the number of hops.

use std::fmt::Write as _;

use interdict_model::{Record, Series};

use crate::theatres::{run, scenario};

/// Trucks at each hop: 1,500 t a night over 60 km.
const TRUCKS: u32 = 1_000;

/// A line of 40 km, then `hops` roads of 60 km with trucks at each, with a line of 40 km between roads where `rail`.
/// Nobody attacks; the lines beside the roads open after the end.
fn relay(days: u16, hops: u32, rail: bool, need: u32) -> Record {
    run(&scenario(&relay_of(TRUCKS, days, hops, rail, need)), 1)
}

/// The same with so many trucks at each hop.
fn relay_of(trucks_each: u32, days: u16, hops: u32, rail: bool, need: u32) -> String {
    let (mut stations, mut lines, mut roads, mut trucks) =
        (String::new(), String::new(), String::new(), String::new());
    let mut last = 0;
    let mut put_station = |lat: f64, id: u32| {
        let _ = write!(
            stations,
            r#"(id: "S{id}", lat: {lat}, lon: 10, kind: "yard", places: 40),"#
        );
    };
    put_station(49.0, 0);
    let mut place = 49.0 - 0.35;
    put_station(place, 1);
    let _ = write!(
        lines,
        r#"(id: "L0", from: "S0", to: "S1", length_km: 40, running: "always", tracks: 2),"#
    );
    last += 1;
    for hop in 0..hops {
        let (from, to) = (last, last + 1);
        place -= 0.5;
        put_station(place, to);
        let _ = write!(
            roads,
            r#"(id: "R{hop}", from: "S{from}", to: "S{to}", length_km: 60, trucks_per_night: 100000),"#
        );
        let _ = write!(
            trucks,
            r#"(id: "T{hop}", station: "S{from}", trucks: {trucks_each}, task: "gap"),"#
        );
        last = to;
        if rail && hop + 1 < hops {
            let to = last + 1;
            place -= 0.35;
            put_station(place, to);
            let _ = write!(
                lines,
                r#"(id: "M{hop}", from: "S{last}", to: "S{to}", length_km: 40, running: "always", tracks: 2),"#
            );
            last = to;
        }
    }
    let sheds: String = (0..last)
        .map(|at| format!(r#"(id: "K{at}", station: "S{at}", count: 60),"#))
        .collect();
    let ends = interdict_quantity::Date::new(1950, 9, 1)
        .and_then(|start| start.plus_days(i32::from(days) - 1))
        .expect("a date");
    format!(
        r#"Scenario(title: "relay", starts: "1950-09-01", ends: "{ends}", step: "15 min",
        latitude: 43, weather: [(id: "w", lat: 45, lon: 10, visual: [1,1,1,1,1,1,1,1,1,1,1,1])],
        stations: [{stations}], lines: [{lines}], roads: [{roads}], trucks: [{trucks}],
        bases: [(id: "B", station: "S0", tons_per_day: 50000)], locomotives: [{sheds}],
        formations: [(id: "A", railhead: "S{last}", tons_per_day: {need}, stock_days: 0)],
        rules: {{ "trucks.loss_per_km": 0, "supply.target_days": 2, "supply.lead_days": 2, "supply.carried_days": 1 }})"#
    )
}

fn tons_a_day(record: &Record, from: usize) -> f64 {
    let days: Vec<i64> = record.series(Series::Delivered).skip(from).collect();
    days.iter().sum::<i64>() as f64 / 1_000.0 / days.len() as f64
}

#[test]
fn a_relay_of_any_number_of_hops_carries_what_is_needed_or_what_a_hop_carries() {
    for hops in 1..=5 {
        for rail in [false, true] {
            for (need, known) in [(1_000, 1_000.0), (5_000, 1_500.0)] {
                let record = relay(120, hops, rail, need);
                let found = tons_a_day(&record, 60);
                let share = found / known;
                assert!(
                    (0.95..1.05).contains(&share),
                    "{hops} hops, rail between {rail}, need {need}: {found} t a day"
                );
            }
        }
    }
}

#[test]
fn a_relay_for_a_need_of_less_than_a_train_load_carries_it_with_the_trucks_that_it_takes() {
    // A truck carries 1.5 t a night. Lots that wait three days for more would leave trucks standing at home: 20 of them brought
    // 17 t a day of 20.
    for (hops, rail) in [(1, false), (2, false), (4, false), (2, true), (3, true)] {
        for (need, trucks) in [
            (5, 4),
            (5, 1_000),
            (20, 14),
            (20, 20),
            (20, 1_000),
            (60, 20),
            (60, 44),
            (60, 1_000),
        ] {
            let text = relay_of(trucks, 120, hops, rail, need);
            let found = tons_a_day(&run(&scenario(&text), 1), 60);
            // Whole trucks of three in four, with 2 t.
            let lift = 2.0 * f64::from(trucks * 3 / 4);
            let known = f64::from(need).min(lift);
            let share = found / known;
            assert!(
                (0.95..1.05).contains(&share),
                "{hops} hops, rail between {rail}, need {need}, {trucks} trucks: {found} t a day of {known}"
            );
        }
    }
}

#[test]
fn a_relay_is_full_after_as_many_nights_as_it_has_moves() {
    // A night by train, then one for each hop: the first ton comes on the night after, at the full rate at once. What has
    // come after n nights is C (n - T + 1), with T = hops + 1 counted from the first night as 1.
    for hops in 1..=4_u32 {
        let record = relay(30, hops, false, 5_000);
        let days: Vec<i64> = record.series(Series::Delivered).collect();
        let first = days.iter().position(|&kg| kg > 0).expect("something comes") as u32;
        assert!(
            first <= hops + 1,
            "{hops} hops: the first ton on day {first}"
        );
        let nights = days.len() as u32 - first;
        let all: i64 = days.iter().sum();
        let known = 1_500_000.0 * f64::from(nights);
        let share = all as f64 / known;
        assert!(
            (0.93..1.05).contains(&share),
            "{hops} hops: {share} of {known}"
        );
    }
}
