//! Relays of trucks: a full pipe carries what its narrowest hop carries, whatever the number of hops.

use std::fmt::Write as _;

use interdict_engine::Clock;
use interdict_model::damage::closure::Closures;
use interdict_model::measure::{Journal, Measures};
use interdict_model::network::Network;
use interdict_model::{Record, Series, Simulation};

use crate::bombardment::ARRIVALS;
use crate::theatres::{run, scenario, simulation};

/// Trucks at each hop: 1,500 t a night over 60 km.
const TRUCKS: u32 = 1_000;

/// A line of 40 km, then `hops` roads of 60 km with trucks at each, with a line of 40 km between roads where `rail`.
/// Nobody attacks; the lines beside the roads open after the end.
fn relay(days: u16, hops: u32, rail: bool, need: u32) -> Record {
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
            r#"(id: "T{hop}", station: "S{from}", trucks: {TRUCKS}, task: "gap"),"#
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
    let text = format!(
        r#"Scenario(title: "relay", starts: "1950-09-01", ends: "{ends}", step: "15 min",
        latitude: 43, weather: [(id: "w", lat: 45, lon: 10, visual: [1,1,1,1,1,1,1,1,1,1,1,1])],
        stations: [{stations}], lines: [{lines}], roads: [{roads}], trucks: [{trucks}],
        bases: [(id: "B", station: "S0", tons_per_day: 50000)], locomotives: [{sheds}],
        formations: [(id: "A", railhead: "S{last}", tons_per_day: {need}, stock_days: 0)],
        rules: {{ "trucks.loss_per_km": 0, "supply.target_days": 2, "supply.lead_days": 2, "supply.carried_days": 1 }})"#
    );
    run(&scenario(&text), 1)
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

/// Gaps of rail that come and go, by coin from day to day: which is open on which day.
fn coins(seed: u64, days: usize, opens: f64) -> Vec<[bool; 3]> {
    let chance = interdict_engine::Chance::new(seed, 0, 1);
    let who = interdict_quantity::Key::of("test/gaps");
    (0..days)
        .map(|day| {
            let when = interdict_engine::When::on(day as u16);
            let numbers: [f64; 3] = chance.draw(ARRIVALS, who, when);
            numbers.map(|number| number < opens)
        })
        .collect()
}

/// What a staff that knows all openings beforehand can issue of a need, with so many days of reserve at the front: every day
/// all goods go on over what is open, 3,000 t over each road and any mass by rail.
fn known_beforehand(open: &[[bool; 3]], need: f64, reserve_days: f64) -> Vec<f64> {
    let mut lying = [0.0_f64; 6];
    let mut front = 0.0;
    let day = |open: &[bool; 3]| {
        for (gap, &is_open) in open.iter().enumerate() {
            let (before, after) = (2 * gap, 2 * gap + 1);
            if is_open {
                lying[after] += if gap == 0 { 50_000.0 } else { lying[before] };
                lying[before] = 0.0;
            }
            let room = if gap < 2 {
                f64::MAX
            } else {
                reserve_days * need - front
            };
            let over = lying[after].min(3_000.0).min(room);
            lying[after] -= over;
            match lying.get_mut(after + 1) {
                Some(next) => *next += over,
                None => front += over,
            }
        }
        let issued = need.min(front);
        front -= issued;
        issued
    };
    open.iter().map(day).collect()
}

#[test]
fn a_deep_belt_of_lorries_is_fed_through_gaps_that_come_and_go_as_if_all_were_known_beforehand() {
    // Three lines that are each open on every other day, or on one in three, by coin, with 60 km of road and 2,000 trucks behind each. A plan over
    // ways that are open throughout would bring goods with a chance of an eighth, or less.
    const DAYS: usize = 150;
    let (mut stations, mut lines, mut roads, mut trucks, mut sheds) = (
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
    );
    for station in 0..7_u32 {
        let lat = 49.0 - 0.45 * f64::from(station);
        let _ = write!(
            stations,
            r#"(id: "S{station}", lat: {lat}, lon: 10, kind: "yard", places: 40),"#
        );
        let _ = write!(
            sheds,
            r#"(id: "K{station}", station: "S{station}", count: 40),"#
        );
    }
    for gap in 0..3_u32 {
        let [from, to, beyond] = [0, 1, 2].map(|more| 2 * gap + more);
        let _ = write!(
            lines,
            r#"(id: "G{gap}", from: "S{from}", to: "S{to}", length_km: 40, running: "always", tracks: 2),"#
        );
        let _ = write!(
            roads,
            r#"(id: "R{gap}", from: "S{to}", to: "S{beyond}", length_km: 60, trucks_per_night: 100000),"#
        );
        let _ = write!(
            trucks,
            r#"(id: "T{gap}", station: "S{to}", trucks: 2000, task: "gap"),"#
        );
    }
    let text = format!(
        r#"Scenario(title: "belt", starts: "1950-09-01", ends: "1951-01-28", step: "15 min",
        latitude: 43, weather: [(id: "w", lat: 45, lon: 10, visual: [1,1,1,1,1,1,1,1,1,1,1,1])],
        stations: [{stations}], lines: [{lines}], roads: [{roads}], trucks: [{trucks}],
        bases: [(id: "B", station: "S0", tons_per_day: 50000)], locomotives: [{sheds}],
        formations: [(id: "A", railhead: "S6", tons_per_day: 1000, stock_days: 0)],
        rules: {{ "trucks.loss_per_km": 0, "supply.ration_below_days": 0 }})"#
    );
    let scenario = scenario(&text);
    for opens in [0.5, 0.35] {
        let (mut fed, mut known) = (0.0, 0.0);
        for seed in 0..4 {
            let open = coins(seed, DAYS, opens);
            let mut simulation = simulation(&scenario, seed);
            let mut was = [true; 3];
            for today in &open {
                turn(&mut simulation, &mut was, *today);
                simulation.run_day().expect("no law breaks");
            }
            let record = simulation.record();
            let needed = record.series(Series::FrontNeeded);
            let issued = needed.zip(record.series(Series::FrontUnmet)).skip(30);
            fed += issued
                .map(|(need, unmet)| (need - unmet) as f64 / 1e6)
                .sum::<f64>();
            let best = known_beforehand(&open, 1_000.0, 23.0);
            known += best[30..].iter().sum::<f64>() / 1_000.0;
        }
        let [fed, known] = [fed, known].map(|days| days / (4 * (DAYS - 30)) as f64);
        assert!(
            fed > known - 0.03,
            "open by chance {opens}: fed {fed}, known beforehand {known}"
        );
    }
}

/// Shuts and opens the gaps for a day.
fn turn(simulation: &mut Simulation, was: &mut [bool; 3], open: [bool; 3]) {
    let world = simulation.world_mut();
    let second = world.resource::<Clock>().now;
    let network = world.resource::<Network>().clone();
    let mut closures = world.resource::<Closures>().clone();
    let (mut measures, mut journal) = (
        world.resource::<Measures>().clone(),
        world.resource::<Journal>().clone(),
    );
    for gap in 0..3 {
        let block = network.lines[gap].first;
        let key = interdict_quantity::Key::of("test/gap");
        if was[gap] && !open[gap] {
            closures.obstruct(&network, block, second, key, &mut measures, &mut journal);
        } else if !was[gap] && open[gap] {
            closures.clear(&network, block, second, key, &mut measures, &mut journal);
        }
    }
    *was = open;
    *world.resource_mut::<Closures>() = closures;
    *world.resource_mut::<Measures>() = measures;
    *world.resource_mut::<Journal>() = journal;
}
