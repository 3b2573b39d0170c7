//! What bombs on a yard do to what stands there.

use interdict_engine::math;
use interdict_model::rail::yard::Yard;
use interdict_model::{Seed, Series, Simulation};
use interdict_scenario::Scenario;

use crate::theatres::scenario;

/// Forty idle engines in one yard, and a raid of 200 t at noon of the second day, all of it within the yard.
fn yard(rules: &[(&str, f64)]) -> Scenario {
    let mut theatre = scenario(
        r#"Scenario(
    title: "A yard", question: "?", starts: "1950-06-01", ends: "1950-06-12", step: "15 min", latitude: 40.0,
    weather: [(id: "sky", lat: 40.0, lon: 10.0, visual: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])],
    stations: [(id: "A", lat: 40.2, lon: 10.0, kind: "yard"), (id: "B", lat: 40.0, lon: 10.0, kind: "yard")],
    lines: [(id: "AB", from: "A", to: "B", length_km: 30)],
    bases: [(id: "base", station: "A", tons_per_day: 0)],
    locomotives: [(id: "shed", station: "A", count: 40)],
    raids: [(date: "1950-06-02", target_kind: "yard", target: "A", hour: 12, aircraft: 20, bombs_kg: 200000)],
    rules: { "bombing.yard_radius_m": 2000, "bombing.visual_cep_m": 10, "bombing.dud": 0, "rail.locomotive_availability": 1,
        "yard.suffers": 1, "yard.places": 12, "yard.engine_hit_per_bomb_t": 0.002, "yard.wagon_hit_per_bomb_t": 0,
        "yard.bombs_t_per_place": 1000 },
)"#,
    );
    for &(path, value) in rules {
        assert_eq!(theatre.rules.set(path, value), Ok(()), "{path}");
    }
    theatre
}

/// Totals of a series over replications.
fn totals(scenario: &Scenario, series: Series, replications: u32) -> Vec<i64> {
    let mut simulation = Simulation::new(scenario);
    let total = |replication| {
        simulation.reset(Seed {
            seed: 7,
            replication,
        });
        while simulation.run_day().expect("no law breaks") {}
        simulation.record().total(series)
    };
    (0..replications).map(total).collect()
}

#[test]
fn each_idle_engine_is_disabled_with_its_chance() {
    let engines = totals(&yard(&[]), Series::LocomotivesLost, 60);
    let mean = engines.iter().sum::<i64>() as f64 / 60.0;
    // 881 bombs of 227 kg: 199.987 t
    let chance = -math::exp_m1(-0.002 * 199.987);
    let error = (40.0 * chance * (1.0 - chance) / 60.0).sqrt();
    assert!(
        (mean - 40.0 * chance).abs() < 4.0 * error,
        "{mean} for {}",
        40.0 * chance
    );
    let off = totals(&yard(&[("yard.suffers", 0.0)]), Series::LocomotivesLost, 3);
    assert_eq!(off, [0, 0, 0]);
}

#[test]
fn a_train_keeps_its_last_wagon() {
    let wagons = totals(
        &yard(&[("yard.wagon_hit_per_bomb_t", 1.0)]),
        Series::WagonsLost,
        1,
    );
    let scenario = yard(&[]);
    let full = (scenario.rules.rail.train_load_t / scenario.rules.rail.wagon_load_t).floor() as i64;
    assert_eq!(wagons, [40 * (full - 1)]);
}

#[test]
fn blocked_places_are_free_again_after_their_time_and_no_more_than_there_are_are_blocked() {
    let scenario = yard(&[
        ("yard.bombs_t_per_place", 1.0),
        ("yard.place_repair_h", 36.0),
    ]);
    assert_eq!(totals(&scenario, Series::PlacesBlocked, 1), [12]);
    let mut simulation = Simulation::new(&scenario);
    simulation.reset(Seed {
        seed: 7,
        replication: 0,
    });
    let mut busy = |hour: u32| {
        while simulation.clock().now < 3_600 * hour {
            simulation.run_tick().expect("no law breaks");
        }
        let world = simulation.world_mut();
        world
            .query::<&Yard>()
            .iter(world)
            .map(|yard| yard.busy)
            .sum::<u32>()
    };
    // struck on the second day at noon, free two nights and a day later
    assert_eq!([36, 37, 71, 73].map(&mut busy), [0, 12, 12, 0]);
}

#[test]
fn engines_in_the_shop_stay_longer() {
    let idle = |delay: f64| {
        let mut scenario = yard(&[
            ("yard.engine_hit_per_bomb_t", 1.0),
            ("rail.locomotive_repair_days", 3.0),
            ("yard.shop_delay_h_per_bomb_t", delay),
        ]);
        let mut second = scenario.raids[0].clone();
        second.day += 1;
        second.key = interdict_quantity::Key::of("raid/second");
        scenario.raids.push(second);
        let mut simulation = Simulation::unverified(&scenario);
        simulation.reset(Seed {
            seed: 7,
            replication: 0,
        });
        while simulation.run_day().expect("no law breaks") {}
        let record = simulation.record();
        record
            .series(Series::EnginesIdle)
            .position(|engines| engines == 40 && record.total(Series::LocomotivesLost) == 40)
            .map(|_| record.series(Series::EnginesIdle).collect::<Vec<_>>())
            .expect("all are idle at first")
    };
    let (plain, delayed) = (idle(0.0), idle(0.24));
    // three days from noon of the second day; 48 hours more for the 200 t of the next day
    let back = |days: &[i64]| {
        days.iter()
            .skip(2)
            .position(|&engines| engines == 40)
            .map(|day| day + 2)
    };
    assert_eq!((back(&plain), back(&delayed)), (Some(4), Some(6)));
}
