//! Trains in fleets, engines in turns, loads over gaps: the formulas of the railway's trade.

use interdict_model::rail::block::Block;
use interdict_model::rail::throughput::Throughput;
use interdict_model::rail::train::Train;
use interdict_model::sky::Sky;
use interdict_model::{EventKind, LineSeries, Series};
use interdict_quantity::Key;
use proptest::prelude::*;

use crate::errands::{arrivals, send};
use crate::theatres::{one_line, run, scenario, simulation};
use interdict_model::row::Direction;

#[test]
fn a_one_way_fleet_fills_its_window() {
    // 15 blocks of 24 min: 6 h to the far end, one train every 24 min, a window of ten hours:
    // 1 + floor(240 / 24) = 11 trains a night.
    let rules = r#""rail.efficiency": 1.0, "rail.fleet_size": 40, "rail.fleet_headway_min": 24,
        "rail.loop_places": 10, "rail.dawn_margin_min": MARGIN"#;
    let text = one_line(6, 120, "", rules)
        .replace(r#"running: "always""#, r#"running: "night""#)
        .replace("tons_per_day: 100000,", "tons_per_day: 0,");
    let almanac = Sky::new(&scenario(&text.replace("MARGIN", "0")));
    let dusk = almanac.next_dark(43_200);
    let (night, window) = (almanac.next_light(dusk) - dusk, 36_000);
    let margin = format!("{}", f64::from(night - window) / 60.0);
    let theatre = scenario(&text.replace("MARGIN", &margin));
    let mut simulation = simulation(&theatre, 1);
    for train in 0..30 {
        send(&mut simulation, train, &[(0, Direction::Ahead)], dusk, 1);
    }
    let fleet = |arrived: &[Option<u32>]| -> Vec<u32> {
        let mut there: Vec<u32> = arrived[..30].iter().flatten().copied().collect();
        there.sort_unstable();
        there
    };
    simulation.run_day().expect("no law breaks");
    simulation.run_day().expect("no law breaks");
    let first_night = fleet(&arrivals(&mut simulation));
    let known: Vec<u32> = (0..11).map(|train| dusk + 21_600 + 1_440 * train).collect();
    assert_eq!(first_night, known);
    // The next night is some minutes shorter, too short by one train; the last ones go in the third.
    let dusk = almanac.next_dark(dusk + 86_400 - 43_200);
    let shorter = window + almanac.next_light(dusk) - dusk - night;
    assert_eq!(1 + (shorter - 21_600) / 1_440, 10);
    simulation.run_day().expect("no law breaks");
    assert_eq!(fleet(&arrivals(&mut simulation)).len(), 11 + 10);
    simulation.run_day().expect("no law breaks");
    assert_eq!(fleet(&arrivals(&mut simulation)).len(), 30);
}

#[test]
fn engines_that_turn_in_so_many_days_carry_so_much() {
    // 40 engines, three in four fit, 400 t, 2.5 days a turn: 12 h each way, 10 h to form, 26 h to unload.
    // An engine that comes back waits for the next departure, which is tried every half-hour.
    let rules = r#""rail.speed_kmh": 20, "rail.train_load_t": 400, "rail.wagon_load_t": 20,
        "yard.forming_min": 600, "yard.unloading_h": 26, "supply.food_share": 1, "supply.ammunition_share": 0,
        "supply.fuel_share": 0"#;
    let text = one_line(30, 240, "", rules)
        .replace("count: 400", "count: 40")
        .replace(
            r#""rail.locomotive_availability": 1.0"#,
            r#""rail.locomotive_availability": 0.75"#,
        )
        .replace("length_km: 240", "length_km: 240, tracks: 2");
    let record = run(&scenario(&text), 1);
    let days = 20;
    let carried: i64 = record.series(Series::Delivered).skip(10).take(days).sum();
    let (tons_a_day, most) = (carried as f64 / 1_000.0 / days as f64, 30.0 * 400.0 / 2.5);
    assert!(tons_a_day <= most, "{tons_a_day}");
    assert!(tons_a_day >= most * 60.0 / 60.5, "{tons_a_day}");
}

#[test]
fn trains_on_the_way_are_trains_a_day_times_days_on_the_way() {
    let days = 40;
    let text = one_line(
        days,
        160,
        "",
        r#""rail.fleet_size": 3, "rail.loop_places": 3"#,
    )
    .replace(r#"running: "always""#, r#"running: "night""#);
    let mut simulation = simulation(&scenario(&text), 1);
    let (mut loaded_at_ticks, mut ticks) = (0, 0);
    while simulation.day() < days {
        simulation.run_tick().expect("no law breaks");
        let world = simulation.world_mut();
        let mut trains = world.query::<&Train>();
        loaded_at_ticks += trains.iter(world).filter(|train| train.kg() > 0).count() as u32;
        ticks += 1;
    }
    let record = simulation.record();
    let of_kind = |kind: EventKind| record.events.iter().filter(move |event| event.kind == kind);
    let end = 86_400 * u32::from(days);
    let unloaded = |trip: Key| {
        let event = of_kind(EventKind::TrainUnloaded).find(|event| event.key == trip);
        event.map_or(end, |event| event.second)
    };
    let trips: Vec<(u32, u32)> = of_kind(EventKind::TrainLeft)
        .map(|event| (event.second, unloaded(event.key)))
        .collect();
    // Exactly, tick by tick; and so Little's law holds up to what a tick rounds.
    let known: u32 = trips
        .iter()
        .map(|(left, there)| there / 900 - left / 900)
        .sum();
    assert_eq!(loaded_at_ticks, known);
    let mean = f64::from(loaded_at_ticks) / f64::from(ticks);
    let way: f64 = trips.iter().map(|(a, b)| f64::from(b - a)).sum::<f64>() / trips.len() as f64;
    let a_second = trips.len() as f64 / f64::from(end);
    assert!(trips.len() > 300, "{}", trips.len());
    assert!((mean / (a_second * way) - 1.0).abs() < 0.01, "{mean}");
}

#[test]
fn a_base_that_is_the_limit_sends_all_that_reaches_it() {
    // Trains of 100 t; the line passes 16.8 pairs a day.
    for tons in [300, 600, 1_200] {
        let text = one_line(
            40,
            40,
            "",
            r#""rail.train_load_t": 100, "rail.wagon_load_t": 10"#,
        )
        .replace("tons_per_day: 1000000", &format!("tons_per_day: {tons}"));
        let record = run(&scenario(&text), 1);
        let kg: i64 = record.series(Series::Delivered).skip(10).sum();
        let found = kg as f64 / 1_000.0 / 30.0 / f64::from(tons);
        assert!((found - 1.0).abs() < 0.01, "{found} of {tons} t a day");
    }
}

/// Two lines with a gap between them that trucks cross; lengths of their single blocks and the trucks.
fn with_gap(north_km: u32, trucks: u32, south_km: u32) -> String {
    format!(
        r#"Scenario(
    title: "A gap", question: "?", starts: "1950-03-01", ends: "1950-04-09", step: "15 min", latitude: 45.0,
    weather: [(id: "sky", lat: 45.0, lon: 10.0, visual: [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])],
    stations: [
        (id: "A", lat: 45.5, lon: 10.0, kind: "yard", places: 40), (id: "M", lat: 45.3, lon: 10.0, kind: "yard", places: 40),
        (id: "N", lat: 45.2, lon: 10.0, kind: "yard", places: 40), (id: "Z", lat: 45.0, lon: 10.0, kind: "yard", places: 40),
    ],
    lines: [
        (id: "AM", from: "A", to: "M", length_km: {north_km}, passing_km: {north_km}, running: "always"),
        (id: "NZ", from: "N", to: "Z", length_km: {south_km}, passing_km: {south_km}, running: "always"),
    ],
    roads: [(id: "MN", from: "M", to: "N", length_km: 20, trucks_per_night: 10000)],
    bases: [(id: "base", station: "A", tons_per_day: 100000)],
    locomotives: [(id: "north", station: "A", count: 60), (id: "south", station: "N", count: 60)],
    trucks: [(id: "columns", station: "M", trucks: {trucks}, task: "gap")],
    formations: [(id: "army", railhead: "Z", tons_per_day: 10000, stock_days: 0)],
    rules: {{ "yard.places": 40, "rail.locomotive_availability": 1.0, "rail.fleet_size": 1, "rail.efficiency": 1.0,
        "rail.speed_kmh": 20, "rail.train_load_t": 100, "rail.wagon_load_t": 10,
        "trucks.availability": 1.0, "trucks.payload_t": 2, "trucks.handling_h": 2, "trucks.speed_kmh": 15,
        "supply.food_share": 1, "supply.ammunition_share": 0, "supply.fuel_share": 0 }},
)"#
    )
}

#[test]
fn over_a_gap_goes_no_more_than_the_least_of_north_gap_and_south() {
    // A block of 40 km: 2 h and 6 min each way, 5.714 pairs of 100 t a day. Of 8 km: 24 pairs. Trucks: two trips of
    // 2 t a night (1 h 20 min each way, 2 h of handling, some 11 h of dark).
    let pairs = |km: f64| 1_440.0 / (2.0 * (3.0 * km + 6.0)) * 100.0;
    for (north, trucks, south) in [(40, 600, 8), (8, 100, 8), (8, 600, 40), (40, 100, 40)] {
        let (north_t, south_t) = (pairs(f64::from(north)), pairs(f64::from(south)));
        let least = north_t.min(4.0 * f64::from(trucks)).min(south_t);
        let record = run(&scenario(&with_gap(north, trucks, south)), 1);
        let days = 28;
        let kg: i64 = record.series(Series::Delivered).skip(12).take(days).sum();
        let tons = kg as f64 / 1_000.0 / days as f64;
        assert!(tons > 0.0 && tons <= least * 1.01, "{tons} of {least}");
        // Where the way to the gap is the limit, all of it comes through.
        let by_north = (least - north_t).abs() < 1e-9 && least < south_t;
        assert!(!by_north || tons >= least * 0.98, "{tons} of {least}");
    }
}

#[test]
fn trucks_over_a_gap_are_lost_with_what_they_carry() {
    let losses = |loss_per_km: &str| {
        let text = with_gap(8, 600, 8).replace(
            r#""trucks.availability""#,
            &format!(r#""trucks.loss_per_km": {loss_per_km}, "trucks.availability""#),
        );
        let record = run(&scenario(&text), 1);
        let of = |series| record.total(series);
        (
            of(Series::TrucksLost),
            of(Series::LostOnRoad),
            of(Series::Delivered),
        )
    };
    let (none, some) = (losses("0"), losses("0.002"));
    assert_eq!((none.0, none.1), (0, 0));
    assert!(some.0 > 0 && some.2 < none.2, "{some:?} {none:?}");
    // Half of the lost, rounded up wave by wave, with at most 2 t each.
    assert!(some.1 > 0 && some.1 <= 2_000 * some.0, "{some:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// However much is asked for: what the worst block passes when one direction has it for itself.
    #[test]
    fn no_line_carries_more_than_its_worst_block_can_pass(
        km in 5_u32..90,
        passing_km in 3_u32..25,
        fleet in 1_u32..6,
        clearing in 0_u32..15,
        headway in 3_u32..25,
        efficiency in 4_u32..11,
        by_night in any::<bool>(),
    ) {
        let rules = format!(
            r#""rail.fleet_size": {fleet}, "rail.clearing_min": {clearing}, "rail.fleet_headway_min": {headway},
            "rail.loop_places": {fleet}, "rail.passing_spacing_km": {passing_km}, "rail.efficiency": {}"#,
            f64::from(efficiency) / 10.0
        );
        let mut text = one_line(15, km, "", &rules);
        if by_night {
            text = text.replace(r#"running: "always""#, r#"running: "night""#);
        }
        let theatre = scenario(&text);
        let record = run(&theatre, 1);
        let mut simulation = simulation(&theatre, 1);
        let world = simulation.world_mut();
        let mut blocks = world.query::<&Block>();
        let (mut entered, mut window) = (0, 0);
        for (day, trains) in record.line(0, LineSeries::Trains).enumerate() {
            let night = record.theatre.at(day as u16, Series::NightSeconds as usize);
            window += if by_night { night as u32 } else { 86_400 };
            entered += trains;
            let most = blocks.iter(world).map(|block| Throughput::of(block, 1).milli_one_way_in(window, Direction::Ahead)).min();
            let most = (most.unwrap_or(0) / 1_000) as i64;
            prop_assert!(entered <= most + i64::from(fleet), "{} of {} on day {}", entered, most, day);
        }
    }
}

#[test]
fn a_train_leaves_room_for_the_coal_of_its_way_there_and_back() {
    let loads = |share: f64| -> Vec<i64> {
        let rules = format!(r#""rail.coal_kg_per_km": 60, "rail.coal_carried_share": {share}"#);
        let record = run(&scenario(&one_line(3, 100, "", &rules)), 1);
        let left = (record.events.iter()).filter(|event| event.kind == EventKind::TrainLeft);
        left.map(|event| event.amount).collect()
    };
    // 13 wagons of 30 t, and 60 kg a kilometre over 200 km.
    for (share, kg) in [(0.0, 390_000), (0.5, 384_000), (1.0, 378_000)] {
        let loads = loads(share);
        assert!(
            loads.len() > 20 && loads.iter().all(|&load| load == kg),
            "{loads:?}"
        );
    }
}
