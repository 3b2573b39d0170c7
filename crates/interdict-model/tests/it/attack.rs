//! What an attack from the air comes to: spread over lines and hours, by night, and from higher up.

use interdict_engine::math;
use interdict_engine::sample::power;
use interdict_model::air::AirUnit;
use interdict_model::{EventKind, LineSeries, Record, Seed, Series, Simulation};
use interdict_scenario::Scenario;

use crate::bombardment::agrees;
use crate::theatres::{run, scenario, shipped};

const DAYS: u16 = 30;

/// Six stretches in a row, six aircraft that attack one by one, without guns. Each drops eight bombs that cut with chance
/// 0.066 each: within 5 m of the track, with a deviation of 60.38 m.
fn six_stretches(units: &str, phase: &str, tables: &str, rules: &str) -> Scenario {
    let stations = "ABCDEFG".chars().enumerate();
    let stations: String = (stations)
        .map(|(row, id)| {
            let lat = 45.0 - 0.1 * row as f64;
            format!(r#"(id: "{id}", lat: {lat}, lon: 10, kind: "yard"), "#)
        })
        .collect();
    let ends = "ABCDEF".chars().zip("BCDEFG".chars());
    let lines: String = ends
        .map(|(from, to)| {
            format!(r#"(id: "{from}{to}", from: "{from}", to: "{to}", length_km: 10), "#)
        })
        .collect();
    scenario(&format!(
        r#"Scenario(
    title: "Six stretches", question: "?", starts: "1950-03-01", ends: "1950-03-30", step: "15 min", latitude: 45.0,
    weather: [(id: "sky", lat: 45.0, lon: 10.0, visual: [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])],
    stations: [{stations}],
    lines: [{lines}],
    bases: [(id: "base", station: "A", tons_per_day: 0)],
    aircraft: [(id: "JET", bombs: 8, bomb_kg: 227, miss_m: 60.38)],
    air_units: [{units}],
    phases: [(id: "ALL", from: "1950-03-01", to: "1950-03-30", lines: [("all", 1.0)], hours: [(8, 16)], {phase})],
    {tables}
    rules: {{ "strike.flight_size": 1, "strike.serviceability": 1, "bombing.aim_share": 0, "bombing.dud": 0,
        "bombing.minor_bridge_share": 0, "targeting.closed_weight": 0, "targeting.distance_weight": 0, {rules} }},
)"#
    ))
}

const SIX: &str =
    r#"(id: "SIX", aircraft: "JET", strength: 6, sorties_per_aircraft: 1, lat: 44, lon: 10)"#;

fn plays(scenario: &Scenario, replications: u32) -> Vec<Record> {
    let mut simulation = Simulation::new(scenario);
    let play = |replication| {
        simulation.reset(Seed {
            seed: 9,
            replication,
        });
        while simulation.run_day().expect("no law breaks") {}
        simulation.record()
    };
    (0..replications).map(play).collect()
}

/// Stretches cut on a day, on the average.
fn closed_a_day(record: &Record) -> f64 {
    let days = (0..6).flat_map(|line| record.line(line, LineSeries::Cuts));
    days.filter(|&cuts| cuts > 0).count() as f64 / f64::from(DAYS)
}

#[test]
fn the_same_bombs_close_more_stretches_when_they_are_spread() {
    // A flight cuts with q = 1 - 0.934^8 = 0.4209. Six on one stretch: 1 - (1 - q)^6. Each to one of six at random:
    // 6 (1 - (1 - q / 6)^6). Each to another: 6 q.
    let fails = |chance: f64, times: u32| power(1.0 - chance, times);
    let q = 1.0 - fails(0.066, 8);
    let ways = [
        (6, 1, 1.0 - fails(q, 6)),
        (1, 6, 6.0 * (1.0 - fails(q / 6.0, 6))),
        (1, 1, 6.0 * q),
    ];
    let mut craters: Vec<Vec<i64>> = Vec::new();
    for (flights, waves, known) in ways {
        let rules = format!(r#""strike.wave_flights": {flights}, "strike.waves": {waves}"#);
        let records = plays(&six_stretches(SIX, "", "", &rules), 40);
        let closed: Vec<f64> = records.iter().map(closed_a_day).collect();
        agrees(
            &closed,
            known,
            0.05,
            &format!("{flights} flights, {waves} waves"),
        );
        let cuts = |record: &Record| record.total(Series::TrackCuts);
        craters.push(records.iter().map(cuts).collect());
    }
    // Each flight has its own luck, whoever it flies with: to the last crater the same.
    assert_eq!(craters[0], craters[1]);
    assert_eq!(craters[0], craters[2]);
}

#[test]
fn spread_over_lines_and_hours_keeps_lines_open_for_less_time() {
    let gangs = r#"gangs: [(id: "gangs", station: "D", men: 2400)],"#;
    let open = |rules: &str| -> Vec<f64> {
        let records = plays(&six_stretches(SIX, "", gangs, rules), 40);
        let share = |record: &Record| {
            let open = (0..6).flat_map(|line| record.line(line, LineSeries::OpenSeconds));
            open.sum::<i64>() as f64 / (6.0 * 86_400.0 * f64::from(DAYS))
        };
        records.iter().map(share).collect()
    };
    let bunched = open(r#""strike.wave_flights": 6, "strike.waves": 1"#);
    let spread = open(r#""strike.wave_flights": 1, "strike.waves": 4"#);
    let less: Vec<f64> = (bunched.iter().zip(&spread)).map(|(a, b)| a - b).collect();
    let mean = less.iter().sum::<f64>() / less.len() as f64;
    let squares: f64 = less.iter().map(|x| (x - mean) * (x - mean)).sum();
    let error = math::sqrt(squares) / less.len() as f64;
    eprintln!("open for {mean} less of the time, standard error {error}");
    assert!(mean > 0.02 && mean > 4.0 * error, "{mean} ({error})");
}

#[test]
fn bombers_by_night_cut_track_as_the_strip_rule_says_and_every_bomb_is_counted() {
    let unit = r#"(id: "SIX", role: "intruder", aircraft: "JET", strength: 12, sorties_per_aircraft: 1, lat: 44, lon: 10)"#;
    let rules = r#""strike.radar_factor": 1, "intruder.rail_share": 1"#;
    let records = plays(&six_stretches(unit, "track_share: 0.5", "", rules), 40);
    let mut shares = Vec::new();
    for record in &records {
        let bombs = record.total(Series::BombsAll);
        assert_eq!(bombs, 8 * record.total(Series::NightSorties));
        // Half of twelve search; of the last night some come after the end.
        let sent = 6 * i64::from(DAYS);
        for flown in [Series::PatrolsFlown, Series::NightSorties] {
            assert!((sent - 6..=sent).contains(&record.total(flown)));
        }
        assert_eq!(record.total(Series::BombsDropped), 0);
        let by_line = (0..6).flat_map(|line| record.line(line, LineSeries::BombsAll));
        assert_eq!(by_line.sum::<i64>(), bombs);
        let cuts = (record.events.iter()).filter(|event| event.kind == EventKind::Cut);
        let mut hours = cuts.map(|cut| cut.second % 86_400 / 3_600);
        assert!(hours.all(|hour| !(7..17).contains(&hour)), "none by day");
        shares.push(record.total(Series::TrackCuts) as f64 / bombs as f64);
    }
    agrees(&shares, 0.066, 0.002, "share of bombs by night that cut");
    let none = plays(&six_stretches(unit, "", "", rules), 1);
    assert_eq!(none[0].total(Series::BombsAll), 0);
    assert!(none[0].total(Series::PatrolsFlown) > 10 * i64::from(DAYS));
}

#[test]
fn a_raid_strikes_alike_whoever_flew_it_and_its_bombs_count_on_the_lines_of_the_yard() {
    let raid = |unit: &str, aircraft: u32, target: &str, kind: &str| {
        format!(
            r#"(date: "1950-03-09", unit: "{unit}", target_kind: "{kind}", target: "{target}", aircraft: {aircraft}, bombs_kg: 45400, sighting: "radar"), "#
        )
    };
    let play = |one: &str, other: &str| {
        let raids = raid(one, 10, "C", "yard")
            + &raid(other, 12, "C", "yard")
            + &raid(one, 9, "AB", "track");
        let tables = format!("raids: [{raids}],");
        plays(&six_stretches("", "", &tables, ""), 1).remove(0)
    };
    let record = play("57BW", "99BW");
    let told_otherwise = play("99BW", "1BW");
    assert!(record.total(Series::TrackCuts) > 0);
    assert_eq!(record.events, told_otherwise.events);
    assert_eq!(record.digest, told_otherwise.digest);
    // 200 bombs of 227 kg each; those on the yard halve between the two lines that meet there.
    let bombs: Vec<i64> = (0..6)
        .map(|line| record.line(line, LineSeries::BombsAll).sum())
        .collect();
    assert_eq!(bombs, [200, 200, 200, 0, 0, 0]);
    assert_eq!(record.total(Series::BombsAll), 600);
}

#[test]
fn heavy_losses_send_attackers_higher_where_they_lose_less_and_hit_less() {
    let unit =
        r#"(id: "SIX", aircraft: "JET", strength: 36, sorties_per_aircraft: 1, lat: 44, lon: 10)"#;
    let guns = r#"flak: [(id: "guns", light: 96, along: "AB BC CD DE EF FG")],"#;
    // A kill for 500 rounds; fire spoils nobody's aim and turns nobody back, so that height is all there is.
    let play = |rounds_per_kill: u32, tolerance: f64| {
        let rules = format!(
            r#""flak.light_rounds_per_kill": {rounds_per_kill}, "flak.kappa": 0, "flak.beta": 0, "flak.suppression_share": 0,
            "flak.light_stock": 10000, "strike.replacement_days": 1, "strike.replacement_share": 1, "strike.write_off": 0,
            "flak.damaged_per_lost": 0, "targeting.loss_weight": 0, "targeting.loss_tolerance": 1,
            "targeting.height_step": 0.4, "targeting.height_tolerance": {tolerance}"#
        );
        let scenario = six_stretches(unit, "", guns, &rules);
        let mut simulation = Simulation::new(&scenario);
        let (mut losses, mut hits, mut height) = (0.0, 0.0, 0.0);
        for replication in 0..20 {
            simulation.reset(Seed {
                seed: 11,
                replication,
            });
            while simulation.run_day().expect("no law breaks") {}
            let record = simulation.record();
            // Of the second half: by then they have climbed.
            let half = usize::from(record.days / 2);
            let total = |series: Series| record.series(series).skip(half).sum::<i64>() as f64;
            let share = |part: Series, of: Series| total(part) / total(of);
            losses += share(Series::AircraftLost, Series::SortiesFlown) / 20.0;
            hits += share(Series::TrackCuts, Series::BombsDropped) / 20.0;
            let world = simulation.world_mut();
            let units: Vec<f64> = (world.query::<&AirUnit>().iter(world))
                .map(|unit| unit.height)
                .collect();
            height += units[0] / 20.0;
        }
        eprintln!(
            "{rounds_per_kill} rounds: losses {losses:.4}, hits {hits:.4}, height {height:.2}"
        );
        (losses, hits, height)
    };
    let low = play(500, 1.0);
    let high = play(500, 0.005);
    let harmless = play(100_000, 0.005);
    assert!((low.2 - 1.0).abs() < 1e-12 && (harmless.2 - 1.0).abs() < 0.05);
    assert!(high.2 > 1.8, "height {}", high.2);
    assert!(high.0 < 0.7 * low.0, "losses {} and {}", high.0, low.0);
    assert!(high.1 < 0.85 * low.1, "hits {} and {}", high.1, low.1);
    assert!((harmless.1 - low.1).abs() < 0.03 * low.1);
}

#[test]
fn every_bomb_sortie_and_round_is_counted_on_the_line_that_it_was_meant_for() {
    // Six flights of one aircraft, each to a stretch of its own: eight bombs a day on every one.
    let rules = r#""strike.wave_flights": 1, "strike.waves": 1"#;
    for record in plays(&six_stretches(SIX, "", "", rules), 3) {
        for line in 0..6 {
            for (series, a_day) in [
                (LineSeries::Bombs, 8),
                (LineSeries::BombsAll, 8),
                (LineSeries::Sorties, 1),
            ] {
                let days: Vec<i64> = record.line(line, series).collect();
                assert_eq!(days, [a_day; DAYS as usize], "{} of {line}", series.name());
            }
            // Who drops on a stretch cuts that stretch.
            let cuts = record.line(line, LineSeries::Cuts).sum::<i64>() as f64;
            let known = 0.066 * 8.0 * f64::from(DAYS);
            assert!(
                (cuts - known).abs() < 4.0 * math::sqrt(known),
                "{cuts} cuts"
            );
        }
    }
    // With guns: what is counted of lines is all there is.
    let mut theatre = shipped("one-line");
    theatre.days = 60;
    let record = run(&theatre, 4);
    let lines = theatre.lines.len() as u32;
    for (series, of_lines) in [
        (Series::BombsDropped, LineSeries::Bombs),
        (Series::BombsAll, LineSeries::BombsAll),
        (Series::SortiesFlown, LineSeries::Sorties),
        (Series::TrackCuts, LineSeries::Cuts),
        (Series::CutsRepaired, LineSeries::Repaired),
        (Series::RoundsLight, LineSeries::RoundsLight),
        (Series::AircraftDamaged, LineSeries::Damaged),
        (Series::AircraftLost, LineSeries::Lost),
    ] {
        let total = record.total(series);
        let summed: i64 = (0..lines)
            .map(|line| record.line(line, of_lines).sum::<i64>())
            .sum();
        assert_eq!(total, summed, "{}", series.name());
        assert!(total > 0, "{}", series.name());
    }
}
