//! Bombers with orders: what they fly, in which weather, and what losses make of their orders.

use interdict_model::air::bombers::BomberUnit;
use interdict_model::picture::forces::ForcesPicture;
use interdict_model::row::OrderRow;
use interdict_model::staff::orders::Standing;
use interdict_model::{EventKind, Record, Seed, Series, Simulation};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::theatres::{run, scenario};

/// Bombers before a railway of one line without guns, in weather that is visual for such a share of the time.
fn theatre(order: &str, tables: &str, visual: f64, rules: &str) -> Scenario {
    scenario(&format!(
        r#"Scenario(
    title: "Bombers", question: "?", starts: "1950-06-01", ends: "1950-06-30", step: "15 min", latitude: 40.0,
    weather: [(id: "sky", lat: 40.0, lon: 10.0, visual: [{visual}, {visual}, {visual}, {visual}, {visual}, {visual},
        {visual}, {visual}, {visual}, {visual}, {visual}, {visual}])],
    stations: [(id: "A", lat: 40.2, lon: 10.0, kind: "yard"), (id: "B", lat: 40.0, lon: 10.0, kind: "yard")],
    lines: [(id: "AB", from: "A", to: "B", length_km: 30)],
    bridges: [(id: "SPAN", line: "AB", at: 0.5, length_m: 300, class: "truss")],
    airfields: [(id: "FIELD", lat: 40.1, lon: 10.1)],
    aircraft: [(id: "HEAVY", bombs: 40, bomb_kg: 227, vulnerability: 20)],
    air_units: [(id: "GROUP", role: "bomber", aircraft: "HEAVY", strength: 40, lat: 37.0, lon: 10.0)],
    doctrines: [
        (id: "yards", kind: "yard"),
        (id: "spans", doctrine: "mixed", kind: "bridge", value: 1),
        (id: "fields", doctrine: "mixed", kind: "airfield", value: 2),
    ],
    orders: [(id: "FIRST", unit: "GROUP", sorties_per_day: 10, {order})],
    {tables}
    rules: {{ "bombers.serviceability": 0.5, "bombers.aborts": 0, {rules} }},
)"#
    ))
}

/// Heavy guns about every target.
const GUNS: &str =
    r#"flak: [(id: "guns", heavy: 200, lat: 40.1, lon: 10.0, radius_km: 15, depot: "B")],"#;

fn raids(record: &Record) -> Vec<(u32, i64)> {
    let raids = record
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Raid);
    raids.map(|event| (event.second, event.amount)).collect()
}

/// Runs to the end and gives the world.
fn ended(scenario: &Scenario) -> Simulation {
    let mut simulation = Simulation::new(scenario);
    simulation.reset(Seed {
        seed: 3,
        replication: 0,
    });
    while simulation.run_day().expect("no law breaks") {}
    simulation
}

#[test]
fn an_order_sends_its_sorties_by_its_light_and_owes_what_is_less_than_a_raid() {
    let hour = |second: u32| f64::from(second % 86_400) / 3_600.0;
    let by_day = |sorties: f64| {
        let order = r#"doctrine: "yards", aircraft: 4, light: "day""#;
        let mut scenario = theatre(order, "", 1.0, "");
        scenario.orders[0].sorties_per_day = sorties;
        run(&scenario, 3)
    };
    // ten sorties a day are two raids of four, and every second day a third
    let record = by_day(10.0);
    assert_eq!(record.total(Series::BomberSorties), 10 * 30);
    for (second, aircraft) in raids(&record) {
        assert_eq!(aircraft, 4);
        assert!((9.0..15.0).contains(&hour(second)), "{}", hour(second));
    }
    // twenty aircraft with 0.8 sorties each are sixteen
    assert_eq!(by_day(100.0).total(Series::BomberSorties), 16 * 30);
    let by_night = theatre(r#"doctrine: "yards", aircraft: 4"#, "", 1.0, "");
    for (second, _) in raids(&run(&by_night, 3)) {
        let is_night = hour(second) >= 20.0 || hour(second) < 3.0;
        assert!(is_night, "{}", hour(second));
    }
}

#[test]
fn raids_stay_on_the_ground_in_weather_worse_than_their_order_allows() {
    let flown = |weather: &str| {
        let order =
            format!(r#"doctrine: "yards", aircraft: 5, light: "day", weather: "{weather}""#);
        let record = run(&theatre(&order, "", 0.3, ""), 3);
        let cancelled = record.total(Series::RaidsCancelled);
        (record.total(Series::BomberSorties) / 5, cancelled)
    };
    let (any, marginal, visual) = (flown("any"), flown("marginal"), flown("visual"));
    assert_eq!((any, any.0), ((60, 0), 60));
    for (flown, cancelled) in [marginal, visual] {
        assert_eq!(flown + cancelled, 60);
    }
    assert!(
        any.0 > marginal.0 && marginal.0 > visual.0 && visual.0 > 0,
        "{marginal:?} {visual:?}"
    );
}

#[test]
fn a_bomber_that_falls_flies_no_more_until_it_is_replaced() {
    let deadly =
        r#""flak.heavy_rounds_per_kill": 500, "flak.heavy_engage": 0.4, "targeting.noise": 0"#;
    let order = r#"doctrine: "yards", aircraft: 5"#;
    let never = theatre(
        order,
        GUNS,
        1.0,
        &format!(r#"{deadly}, "bombers.replacement_days": 0"#),
    );
    let soon = theatre(
        order,
        GUNS,
        1.0,
        &format!(r#"{deadly}, "bombers.replacement_days": 3"#),
    );
    let ready = |scenario: &Scenario| {
        let mut simulation = ended(scenario);
        let record = simulation.record();
        let mut units = simulation.world_mut().query::<&BomberUnit>();
        let ready = units
            .single(simulation.world_mut())
            .expect("one unit")
            .ready;
        (i64::from(ready), record)
    };
    let (left, record) = ready(&never);
    let lost = record.total(Series::BombersLost);
    assert!((2..20).contains(&lost), "{lost}");
    assert_eq!(left, 20 - lost);
    let (with_new, record) = ready(&soon);
    assert!(
        with_new > left && record.total(Series::BomberSorties) > 0,
        "{with_new} {left}"
    );
}

#[test]
fn without_noise_raids_go_for_what_is_worth_most_and_a_kind_given_up_is_let_be() {
    let quiet = r#""targeting.noise": 0, "targeting.distance_weight": 0, "field.works": 1"#;
    let order = r#"doctrine: "mixed", aircraft: 5, answer: "give-up""#;
    let calm = run(&theatre(order, "", 1.0, quiet), 3);
    assert!(calm.total(Series::FieldCraters) > 0);
    assert_eq!(
        calm.total(Series::SpansHit),
        0,
        "the field is worth twice a bridge"
    );
    // losses over the field pass the tolerance, and days later raids go for the bridge
    let deadly =
        format!(r#"{quiet}, "flak.heavy_rounds_per_kill": 500, "targeting.loss_weight": 0"#);
    let costly = theatre(order, GUNS, 1.0, &deadly);
    let mut simulation = ended(&costly);
    let record = simulation.record();
    assert!(record.total(Series::TolerancePassed) > 0);
    let standing = simulation
        .world_mut()
        .resource::<Standing>()
        .of(OrderRow(0));
    assert_ne!(
        standing.given_up & (1 << 3),
        0,
        "airfields are given up: {standing:?}"
    );
    assert!(record.total(Series::SpansHit) + record.total(Series::TrackCuts) > 0);
}

#[test]
fn losses_that_are_not_borne_send_raids_into_the_night_after_the_review() {
    let order = r#"doctrine: "yards", aircraft: 5, light: "day", answer: "night""#;
    let rules = |days: u16| {
        format!(r#""flak.heavy_rounds_per_kill": 500, "tolerance.review_days": {days}"#)
    };
    let first_night = |days: u16| {
        let record = run(&theatre(order, GUNS, 1.0, &rules(days)), 3);
        let raids = raids(&record);
        let is_night = |second: u32| !(8 * 3_600..16 * 3_600).contains(&(second % 86_400));
        let passed = record
            .series(Series::TolerancePassed)
            .position(|times| times > 0);
        let night = raids
            .iter()
            .find(|(second, _)| is_night(*second))
            .map(|(second, _)| second / 86_400);
        (
            passed.expect("losses pass the tolerance") as u32,
            night.expect("they go over to night"),
        )
    };
    for days in [2, 5, 10] {
        // reported in the evening of the day, answered in an evening, flown on the day after it
        let (passed, night) = first_night(days);
        assert_eq!(night, passed + u32::from(days), "review after {days} days");
    }
}

#[test]
fn orders_share_the_sorties_that_their_unit_can_fly() {
    let order = r#"doctrine: "yards", aircraft: 4, light: "day""#;
    let mut scenario = theatre(order, "", 1.0, "");
    let second = interdict_scenario::scenario::BomberOrder {
        id: "SECOND".to_owned(),
        key: Key::of("order/SECOND"),
        ..scenario.orders[0].clone()
    };
    scenario.orders.push(second);
    // ten and ten are ordered, and twenty aircraft with 0.8 sorties each fly sixteen
    let record = run(&scenario, 3);
    assert_eq!(record.total(Series::BomberSorties), 16 * 30);
}

#[test]
fn who_turns_back_drops_nothing_and_stands_in_no_book() {
    let order = r#"doctrine: "yards", aircraft: 5, light: "day""#;
    let mut scenario = theatre(order, "", 1.0, "");
    scenario.rules.bombers.aborts = 0.5;
    // no week of the books ends within the run
    scenario.rules.targeting.learning_days = 60;
    let mut simulation = ended(&scenario);
    let record = simulation.record();
    let [flown, back, kg] = [
        Series::BomberSorties,
        Series::BombersTurnedBack,
        Series::BomberTons,
    ]
    .map(|series| record.total(series));
    assert_eq!(flown + back, 10 * 30);
    assert!((100..200).contains(&back), "{back}");
    assert_eq!(kg, flown * 40 * 227);
    let picture = simulation.world_mut().resource::<ForcesPicture>();
    let entries = picture.books.iter().flatten();
    let booked: i64 = entries.map(|entry| i64::from(entry.week[0])).sum();
    // raids of the last evening are not yet reported
    assert!(
        (flown - 20..=flown).contains(&booked),
        "{booked} of {flown}"
    );
}

#[test]
fn each_time_that_losses_pass_the_tolerance_raids_go_higher_once() {
    let order = r#"doctrine: "yards", aircraft: 5, light: "day", answer: "higher""#;
    let rules = r#""flak.heavy_rounds_per_kill": 500, "tolerance.review_days": 3, "bombers.replacement_days": 1"#;
    let scenario = theatre(order, GUNS, 1.0, rules);
    let mut simulation = ended(&scenario);
    let record = simulation.record();
    let passed = record
        .series(Series::TolerancePassed)
        .zip(0_u32..)
        .filter(|&(times, day)| times > 0 && day + 3 <= 30);
    let answered = u32::try_from(passed.count()).expect("few");
    assert!(answered >= 2, "{answered}");
    let standing = simulation
        .world_mut()
        .resource::<Standing>()
        .of(OrderRow(0));
    let climb_m = scenario.rules.tolerance.climb_m;
    let expected = climb_m * f64::from(answered);
    assert!((f64::from(standing.higher_m) - expected).abs() < 1e-9);
}

#[test]
fn bombers_fly_on_the_day_on_which_they_come() {
    let order = r#"doctrine: "yards", aircraft: 5, light: "day""#;
    let mut scenario = theatre(order, "", 1.0, "");
    scenario.air_units[0].from = 10;
    let record = run(&scenario, 3);
    let flown: Vec<i64> = record.series(Series::BomberSorties).collect();
    assert_eq!(flown[..10], [0; 10]);
    assert_eq!(flown[10..], [10; 20]);
}

#[test]
fn to_a_unit_that_has_left_no_new_bombers_come() {
    let deadly = r#""flak.heavy_rounds_per_kill": 500, "bombers.replacement_days": 3"#;
    let mut scenario = theatre(r#"doctrine: "yards", aircraft: 5"#, GUNS, 1.0, deadly);
    scenario.air_units[0].to = 2;
    let record = run(&scenario, 3);
    let lost: Vec<i64> = record.series(Series::BombersLost).collect();
    assert!(lost[..2].iter().sum::<i64>() > 0, "{lost:?}");
    let ready: Vec<i64> = record.series(Series::BombersReady).collect();
    assert!(ready[1] > 0, "{ready:?}");
    assert_eq!(ready[2..], [0; 28]);
}
