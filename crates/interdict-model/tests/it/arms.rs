//! Guns, bombers and patrols with everything else held still.

use std::collections::BTreeSet;

use interdict_engine::math;
use interdict_model::measure::Measures;
use interdict_model::rail::train::Train;
use interdict_model::{EventKind, Record, Seed, Series, Simulation};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::bombardment::agrees;
use crate::theatres::{one_line, run, scenario};

/// Bombers come every day by sight to one place of a line; so many heavy guns stand there, with so many rounds each.
/// (Over a bridge a wider fall brings fewer bombs on the deck but more beside it.)
fn raids(guns: u32, rounds: u32) -> Scenario {
    let raid = |day: u32| {
        format!(
            r#"(date: "1950-03-{day:02}", unit: "bombers", target_kind: "track", target: "AB", at: 0.5,
            aircraft: 12, bombs_kg: 100000, sighting: "visual", height_m: 4000),"#
        )
    };
    let days: String = (1..=28).map(raid).collect();
    let tables = format!(
        r#"aircraft: [(id: "heavy", bombs: 12, bomb_kg: 227, radius_km: 1500)],
        air_units: [(id: "bombers", role: "bomber", aircraft: "heavy", strength: 30, lat: 43.0, lon: 10.5)],
        gangs: [(id: "gang", station: "B", men: 4000)],
        flak: [(id: "guns", heavy: {guns}, lat: 45.25, lon: 10.0)],
        raids: [{days}],"#
    );
    let rules = format!(
        r#""flak.heavy_stock": {rounds}, "flak.heavy_rounds_per_kill": 500, "bombing.visual_cep_m": 60"#
    );
    scenario(&one_line(28, 40, &tables, &rules))
}

#[test]
fn a_raid_comes_at_the_hour_of_the_record() {
    let raid = |hour: &str| {
        let tables = format!(
            r#"raids: [(date: "1950-03-05", unit: "bombers", target_kind: "yard", target: "A", aircraft: 12,
            bombs_kg: 100000, sighting: "radar"{hour})],"#
        );
        let record = run(&scenario(&one_line(9, 40, &tables, "")), 1);
        let mut raids = record
            .events
            .iter()
            .filter(|event| event.kind == EventKind::Raid);
        raids.next().expect("a raid").second - 4 * 86_400
    };
    assert_eq!(raid(", hour: 10.25"), 36_900);
    assert!(raid("") >= 20 * 3_600, "by radar it comes at night");
}

fn record(theatre: &Scenario, replication: u32) -> Record {
    interdict_model::run(
        theatre,
        Seed {
            seed: 9,
            replication,
        },
    )
    .expect("no law breaks")
}

/// What the bombs of the raids struck.
fn hits(record: &Record) -> BTreeSet<Key> {
    let events = record.events.iter();
    events
        .filter(|event| matches!(event.kind, EventKind::Cut | EventKind::SpanDown))
        .map(|event| event.key)
        .collect()
}

#[test]
fn more_guns_or_rounds_kill_all_that_fewer_kill_and_let_through_no_other_bomb() {
    let arms = [(0, 150), (4, 40), (4, 150), (12, 150), (40, 150)]
        .map(|(guns, rounds)| raids(guns, rounds));
    let (mut killed, mut struck) = ([0; 5], [0; 5]);
    for replication in 0..12 {
        let records = arms.each_ref().map(|arm| record(arm, replication));
        for (place, pair) in records.windows(2).enumerate() {
            let [fewer, more] = [&pair[0], &pair[1]];
            for day in 0..28 {
                let lost = |record: &Record| record.theatre.at(day, Series::BombersLost as usize);
                assert!(
                    lost(more) >= lost(fewer),
                    "day {day} of {replication}, arm {place}"
                );
            }
            let new: Vec<Key> = hits(more).difference(&hits(fewer)).copied().collect();
            assert!(
                new.is_empty(),
                "{} of {replication}, arm {place}",
                new.len()
            );
        }
        for (place, record) in records.iter().enumerate() {
            killed[place] += record.total(Series::BombersLost);
            struck[place] += hits(record).len();
        }
    }
    assert!(
        killed.is_sorted() && killed[0] == 0 && killed[4] > killed[1],
        "{killed:?}"
    );
    assert!(struck[4] < struck[0], "{struck:?}");
}

#[test]
fn bombers_that_fly_high_cost_the_guns_as_many_times_the_rounds_as_the_factor_says() {
    // Kills are so few that they are in proportion to rounds: rounds / (rounds per kill x factor).
    for factor in [1.0, 4.0] {
        let mut theatre = raids(24, 3_000);
        theatre.rules.flak.high_factor = factor;
        let (mut lost, mut known) = (0, 0.0);
        for replication in 0..80 {
            let record = record(&theatre, replication);
            lost += record.total(Series::BombersLost);
            known += record.total(Series::RoundsHeavy) as f64 / (500.0 * factor);
        }
        let error = known.sqrt();
        assert!(known > 50.0, "{known}");
        assert!(
            (lost as f64 - known).abs() < 4.0 * error,
            "{lost}, known {known}"
        );
    }
}

#[test]
fn a_raid_may_cut_the_track_more_often_than_an_attempt_of_chance_has_numbers() {
    let tables = r#"raids: [(date: "1950-03-02", unit: "bombers", target_kind: "track", target: "AB", aircraft: 5000,
        bombs_kg: 4500000, sighting: "visual", height_m: 4000)],"#;
    let rules = r#""bombing.visual_cep_m": 10, "bombing.minor_bridge_share": 0, "bombing.dud": 0"#;
    let record = run(&scenario(&one_line(2, 40, tables, rules)), 1);
    // 19,824 bombs; within 5 m of the line with a deviation of 8.5 m: 44 in 100
    let cuts = record.total(Series::TrackCuts);
    assert!((8_000..10_000).contains(&cuts), "{cuts}");
    let rules = format!(r#"{rules}, "bombing.cut_halfwidth_500lb_m": 30"#);
    let record = run(&scenario(&one_line(2, 40, tables, &rules)), 1);
    let cuts = record.total(Series::TrackCuts);
    assert!((19_000..19_825).contains(&cuts), "{cuts}");
}

#[test]
fn guns_that_have_fired_all_their_rounds_harm_nobody_any_more() {
    let tables = r#"aircraft: [(id: "jet", bombs: 2, bomb_kg: 454, radius_km: 600)],
        air_units: [(id: "wing", aircraft: "jet", strength: 40, lat: 44.8, lon: 10.0)],
        phases: [(id: "all", from: "1950-03-01", to: "1950-03-30", rail_share: 1, lines: [("AB", 1.0)], bridges: [], hours: [(8.0, 16.0)])],
        flak: [(id: "guns", light: 48, heavy: 24, along: ["AB"])],"#;
    let rules = r#""flak.light_stock": 30, "flak.heavy_stock": 10, "targeting.loss_tolerance": 1, "targeting.loss_weight": 0,
        "flak.light_engage": 0.6, "flak.heavy_engage": 0.8, "flak.light_rounds_per_kill": 500, "flak.heavy_rounds_per_kill": 500"#;
    let mut theatre = scenario(&one_line(30, 40, tables, rules));
    // They draw from a station that no line leads to.
    let mut apart = theatre.stations[0].clone();
    (apart.id, apart.key) = ("zz-apart".to_owned(), Key::of("station/zz-apart"));
    theatre.stations.push(apart);
    theatre.flak[0].depot = theatre.stations.len() as u32 - 1;
    let record = run(&theatre, 2);
    let fired = |day: u16| {
        record.theatre.at(day, Series::RoundsLight as usize)
            + record.theatre.at(day, Series::RoundsHeavy as usize)
    };
    let last = (0..record.days)
        .rev()
        .find(|&day| fired(day) > 0)
        .expect("they fired");
    assert!(last < 20, "{last}");
    let harm = [
        Series::AircraftLost,
        Series::AircraftDamaged,
        Series::SortiesAborted,
    ];
    for series in harm {
        let before: i64 = record.series(series).take(usize::from(last) + 1).sum();
        assert!(before > 0, "{}", series.name());
        let after: i64 = record.series(series).skip(usize::from(last) + 1).sum();
        assert_eq!(after, 0, "{}", series.name());
    }
    let flown: i64 = record
        .series(Series::SortiesFlown)
        .skip(usize::from(last) + 1)
        .sum();
    assert!(flown > 0);
    silence_is_seen(&record);
}

/// Guns that stand without rounds are counted, noted once a day and posting, and listed at the end.
fn silence_is_seen(record: &Record) {
    let (mut days, mut gun_days, mut attacked_days) = (0, 0, 0);
    for day in 0..record.days {
        let of = |series: Series| record.theatre.at(day, series as usize);
        let [attacked, silent] = [Series::GunsUnderAttack, Series::GunsSilent].map(of);
        assert!((0..=attacked).contains(&silent) && attacked <= of(Series::GunsPresent));
        assert!(attacked == 0 || of(Series::SortiesFlown) > 0, "day {day}");
        let of_day = |event: &&interdict_model::Event| {
            event.kind == EventKind::GunsSilent && event.second / 86_400 == u32::from(day)
        };
        let noted: Vec<i64> = record
            .events
            .iter()
            .filter(of_day)
            .map(|event| event.amount)
            .collect();
        assert_eq!(
            noted,
            if silent > 0 { vec![silent] } else { vec![] },
            "day {day}"
        );
        days += u32::from(silent > 0);
        attacked_days += u32::from(attacked > 0);
        gun_days += silent;
    }
    assert!(days > 5 && gun_days > 100, "{gun_days} on {days} days");
    let known = interdict_model::Silence {
        posting: interdict_model::row::FlakRow(0),
        days_under_attack: attacked_days,
        days_silent: days,
        gun_days_silent: gun_days,
    };
    assert_eq!(record.silences, [known]);
}

/// Patrols over a busy line; chance to find a train in a search, and what was found among what was there.
fn searches(theatre: &Scenario, replication: u32) -> (f64, f64) {
    let mut simulation = Simulation::new(theatre);
    simulation.reset(Seed {
        seed: 14,
        replication,
    });
    let patrols = |simulation: &mut Simulation| {
        simulation.world_mut().resource::<Measures>().theatre[Series::PatrolsFlown as usize]
    };
    let (mut there, mut days) = (0, 0);
    while simulation.day() < theatre.days {
        let world = simulation.world_mut();
        let mut trains = world.query::<&Train>();
        let out = trains
            .iter(world)
            .filter(|train| train.on_the_way().is_some())
            .count() as i64;
        let before = patrols(&mut simulation);
        simulation.run_tick().expect("no law breaks");
        if simulation.day() > days {
            // The count begins anew with the day: its last tick is taken from the record.
            let whole = simulation
                .record()
                .theatre
                .at(days, Series::PatrolsFlown as usize);
            there += out * (whole - before);
            days = simulation.day();
        } else {
            there += out * (patrols(&mut simulation) - before);
        }
    }
    let record = simulation.record();
    let found = record
        .events
        .iter()
        .filter(|event| event.kind == EventKind::TrainHit)
        .count();
    (found as f64, there as f64)
}

#[test]
fn patrols_find_trains_as_random_search_says() {
    // 40 km of line, a strip of 6 km, 320 km/h for an hour or two, dark and moonlit alike swept 0.3 km wide.
    let tables = r#"aircraft: [(id: "light", bombs: 6, bomb_kg: 227, radius_km: 1000)],
        air_units: [(id: "night", role: "intruder", aircraft: "light", strength: 30, lat: 44.8, lon: 10.0)],
        phases: [(id: "all", from: "1950-03-01", to: "1950-03-30", rail_share: 1, lines: [("AB", 1.0)], bridges: [], hours: [(8.0, 16.0)])],"#;
    for hours in [1.0, 2.0] {
        let rules = format!(
            r#""intruder.sweep_dark_km": 0.3, "intruder.sweep_moonlit_km": 0.3, "intruder.strip_km": 6,
            "intruder.speed_kmh": 320, "intruder.patrol_h": {hours}, "intruder.locomotive_disabled": 0,
            "intruder.wagons_lost": 0, "intruder.rail_share": 0.5,
            "intruder.attacks_per_patrol": 40, "intruder.shelter_exposure": 1"#
        );
        let theatre = scenario(
            &one_line(30, 40, tables, &rules)
                .replace(r#"running: "always""#, r#"running: "night""#),
        );
        let known = -math::exp_m1(-0.3 * 320.0 * hours / (40.0 * 6.0));
        let shares: Vec<f64> = (0..8)
            .map(|replication| {
                let (found, there) = searches(&theatre, replication);
                assert!(there > 500.0, "{there}");
                found / there
            })
            .collect();
        agrees(&shares, known, 0.02, &format!("{hours} h"));
    }
}

#[test]
fn a_patrol_attacks_no_more_trains_than_it_may() {
    let tables = r#"aircraft: [(id: "light", bombs: 6, bomb_kg: 227, radius_km: 1000)],
        air_units: [(id: "night", role: "intruder", aircraft: "light", strength: 30, lat: 44.8, lon: 10.0)],
        phases: [(id: "all", from: "1950-03-01", to: "1950-03-20", rail_share: 1, lines: [("AB", 1.0)], bridges: [], hours: [(8.0, 16.0)])],"#;
    let hits = |most: u32| {
        let rules = format!(
            r#""intruder.attacks_per_patrol": {most}, "intruder.strip_km": 0.5, "intruder.shelter_exposure": 1,
            "intruder.wagons_lost": 3, "intruder.rail_share": 0.5"#
        );
        let text =
            one_line(20, 40, tables, &rules).replace(r#"running: "always""#, r#"running: "night""#);
        let record = crate::theatres::run(&scenario(&text), 1);
        let mut by_patrol = std::collections::BTreeMap::new();
        let of_hits = |event: &&interdict_model::Event| event.kind == EventKind::TrainHit;
        for event in record.events.iter().filter(of_hits) {
            *by_patrol.entry(event.second).or_insert(0_u32) += 1;
        }
        (
            by_patrol.values().sum::<u32>(),
            by_patrol.into_values().max().unwrap_or(0),
        )
    };
    let ((none, _), (one, most_of_one), (many, most_of_many)) = (hits(0), hits(1), hits(40));
    assert_eq!(none, 0);
    assert!(one > 0 && most_of_one == 1, "{one} {most_of_one}");
    assert!(many > one && most_of_many > 1, "{many} {most_of_many}");
}
