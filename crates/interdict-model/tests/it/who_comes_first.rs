//! Who comes first where not all can have enough, and what gathers before a line that opens on a known day.

use interdict_model::{FormationSeries, Record, Series};

use crate::theatres::{run, scenario};

/// A base that sends 600 t a day, an army at the front and one in the rear on either side of it, each in need of 500 t.
fn two_armies(first_days: u32) -> Record {
    let text = format!(
        r#"Scenario(title: "two armies", starts: "1950-03-01", ends: "1950-07-18", step: "15 min", latitude: 45,
        weather: [(id: "sky", lat: 45, lon: 10, visual: [1,1,1,1,1,1,1,1,1,1,1,1])],
        stations: [
            (id: "A", lat: 45, lon: 10, kind: "yard", places: 40),
            (id: "F", lat: 44.5, lon: 10, kind: "yard", places: 40),
            (id: "R", lat: 45.5, lon: 10, kind: "yard", places: 40),
        ],
        lines: [
            (id: "AF", from: "A", to: "F", length_km: 60, running: "always", tracks: 2),
            (id: "AR", from: "A", to: "R", length_km: 60, running: "always", tracks: 2),
        ],
        bases: [(id: "base", station: "A", tons_per_day: 600)],
        locomotives: [(id: "engines", station: "A", count: 40)],
        formations: [
            (id: "front", railhead: "F", tons_per_day: 500, stock_days: 0, front: "yes"),
            (id: "rear", railhead: "R", tons_per_day: 500, stock_days: 0, front: "no"),
        ],
        rules: {{ "timetable.front_first_days": {first_days}, "supply.ration_below_days": 0, "supply.target_days": 2, "supply.lead_days": 2 }})"#
    );
    run(&scenario(&text), 1)
}

/// Share of the need of each of the two that was met from the third month on.
fn met(record: &Record) -> [f64; 2] {
    [0, 1].map(|formation| {
        let of = |series| {
            let days = record.formation(formation, series).skip(60);
            days.sum::<i64>() as f64
        };
        1.0 - of(FormationSeries::Short) / of(FormationSeries::Need)
    })
}

#[test]
fn without_a_rule_two_armies_share_what_there_is_and_with_it_the_front_has_enough() {
    let [front, rear] = met(&two_armies(0));
    assert!(
        (front - 0.6).abs() < 0.05 && (rear - 0.6).abs() < 0.05,
        "{front} and {rear}"
    );
    let [front, rear] = met(&two_armies(14));
    assert!(front > 0.98, "{front}");
    assert!((rear - 0.2).abs() < 0.05, "what is left: {rear}");
}

#[test]
fn the_more_the_front_comes_first_the_more_of_its_need_is_met() {
    let met: Vec<f64> = [0, 2, 5, 10].map(|days| met(&two_armies(days))[0]).to_vec();
    assert!(
        met.windows(2).all(|pair| pair[0] <= pair[1] + 0.01),
        "{met:?}"
    );
}

/// A line that is shut until the 41st day, with an army behind it and a yard before it.
fn shut_until_a_day() -> Record {
    run(
        &scenario(
            r#"Scenario(title: "shut", starts: "1950-03-01", ends: "1950-05-09", step: "15 min", latitude: 45,
        weather: [(id: "sky", lat: 45, lon: 10, visual: [1,1,1,1,1,1,1,1,1,1,1,1])],
        stations: [
            (id: "A", lat: 47, lon: 10, kind: "yard", places: 40),
            (id: "B", lat: 45.5, lon: 10, kind: "yard", places: 40),
            (id: "C", lat: 45, lon: 10, kind: "yard", places: 40),
        ],
        lines: [
            (id: "AB", from: "A", to: "B", length_km: 200, running: "always", tracks: 2),
            (id: "BC", from: "B", to: "C", length_km: 60, running: "always", tracks: 2, opens: "1950-04-10"),
        ],
        bases: [(id: "base", station: "A", tons_per_day: 20000)],
        locomotives: [(id: "engines", station: "A", count: 60)],
        formations: [(id: "army", railhead: "C", tons_per_day: 1000, stock_days: 0)],
        rules: {})"#,
        ),
        1,
    )
}

#[test]
fn goods_gather_before_a_line_that_opens_on_a_known_day_and_not_long_before() {
    let record = shut_until_a_day();
    let lies: Vec<i64> = record.series(Series::TransitStock).collect();
    let opens = 40;
    assert_eq!(lies[opens - 14], 0, "nothing lies there a fortnight before");
    // The mean day feeds the army and fills its empty depot, of 16 days and the 7 that it carries, in a week.
    let nights = lies[opens - 1] as f64 / (1e6 * (1.0 + 23.0 / 7.0));
    assert!(
        (1.0..=12.5).contains(&nights),
        "on the eve there are some nights of a mean day, twelve at most: {nights}"
    );
    let first: i64 = record.series(Series::Delivered).skip(opens).take(2).sum();
    assert!(
        first > 10_000_000,
        "in the first two days comes more than ten days' need: {first}"
    );
}
