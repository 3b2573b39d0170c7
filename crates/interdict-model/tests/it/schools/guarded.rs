//! Cities: raids by the law of chance, cover that moves with who guards, and limits.

use interdict_engine::math;
use interdict_model::{EventKind, Record, Seed, Series, Simulation};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{
    Academy, Assignment, City, Delivery, Duty, Establishment, Since, TrainingDivision,
};
use interdict_scenario::synthetic::{
    academy, assignment, city, cohort, course, delivery, division, establishment,
};

use super::empty;
use crate::theatres::run;

/// Two cities, and divisions on call for each.
fn guarded(days: u16, guards: [usize; 2]) -> Scenario {
    let mut scenario = empty(days);
    scenario.cities = vec![city("A"), city("B")];
    for (row, count) in (0..).zip(guards) {
        for n in 0..count {
            scenario.training_divisions.push(TrainingDivision {
                city: Some(row),
                ..division(&format!("D-{row}-{n}"), Duty::Call, days)
            });
        }
    }
    scenario
}

/// Cover and leak of each of two cities on a day, in millionths.
fn on(record: &Record, day: u16) -> [[i64; 2]; 2] {
    [0, 1].map(|city| [0, 1].map(|column| record.cities.at(day, 2 * city + column)))
}

#[test]
fn in_five_months_at_a_fifth_of_a_raid_a_month_none_comes_with_chance_368() {
    // P(none) = exp(-0.2 x days / 30.4375): 0.3683 in 152 days.
    let mut scenario = guarded(152, [0, 0]);
    scenario.cities.truncate(1);
    let known = math::exp(-0.2 * 152.0 / 30.4375);
    assert!((known - 0.368).abs() < 0.0005, "{known}");
    let (mut simulation, mut none, mut raids) = (Simulation::new(&scenario), 0, 0);
    let replications = 2_000;
    for replication in 0..replications {
        let seed = 3;
        simulation.reset(Seed { seed, replication });
        while simulation.run_day().expect("no law breaks") {}
        let came = simulation.record().total(Series::CityRaids);
        none += i64::from(came == 0);
        raids += came;
    }
    let of = f64::from(replications);
    let share = none as f64 / of;
    let error = (known * (1.0 - known) / of).sqrt();
    assert!((share - known).abs() < 4.0 * error, "{share} for {known}");
    let mean = 0.2 * 152.0 / 30.4375;
    let found = raids as f64 / of;
    let error = (mean / of).sqrt();
    assert!((found - mean).abs() < 4.0 * error, "{found} for {mean}");
}

#[test]
fn a_division_that_goes_to_another_city_covers_that_one_and_bares_its_own() {
    let mut moved = guarded(10, [2, 0]);
    let leaves = &mut moved.training_divisions[1];
    leaves.to = 5;
    let mut arrives = leaves.clone();
    (arrives.id, arrives.city) = ("D-0-1-B".into(), Some(1));
    arrives.key = interdict_quantity::Key::of("training_division/D-0-1-B");
    (arrives.from, arrives.to) = (5, 10);
    moved.training_divisions.push(arrives);
    let record = run(&moved, 1);
    // each meets a raid with 0.7 x 0.6: 1 - 0.58^2, 0.42
    assert_eq!(on(&record, 4).map(|city| city[0]), [663_600, 0]);
    assert_eq!(on(&record, 5).map(|city| city[0]), [420_000, 420_000]);
    let leaks = [4, 5].map(|day| on(&record, day).map(|city| city[1]));
    assert!(leaks[1][0] > leaks[0][0] && leaks[1][1] < leaks[0][1]);
    let index = |day: u16| record.theatre.at(day, Series::CityCover as usize);
    assert_eq!((index(4), index(5)), (663_600, 840_000));
}

#[test]
fn one_more_division_never_lets_more_through_in_the_same_replication() {
    for seed in 0..40 {
        let of = |guards: usize| {
            let mut scenario = guarded(200, [guards, guards / 2]);
            for city in &mut scenario.cities {
                (city.raids_per_month, city.kept) = (10.0, Some(0.8));
            }
            let record = run(&scenario, seed);
            let totals = [Series::CityRaids, Series::CityBombersThrough];
            let covers: Vec<[i64; 2]> =
                (0..200).map(|day| on(&record, day).map(|c| c[0])).collect();
            (totals.map(|series| record.total(series)), covers)
        };
        let runs = [0, 1, 2, 3].map(of);
        for (fewer, more) in runs.iter().zip(&runs[1..]) {
            assert_eq!(fewer.0[0], more.0[0], "raids come whoever guards");
            assert!(
                fewer.0[1] >= more.0[1],
                "seed {seed}: {:?}",
                (fewer.0, more.0)
            );
            let mut days = fewer.1.iter().zip(&more.1);
            assert!(days.all(|(fewer, more)| fewer[0] <= more[0] && fewer[1] <= more[1]));
        }
        assert!(runs[0].0[1] > runs[3].0[1]);
    }
}

#[test]
fn without_raids_nothing_gets_through_and_cover_is_what_it_was() {
    let raided = |kept: f64| {
        let mut scenario = guarded(60, [1, 0]);
        for city in &mut scenario.cities {
            (city.raids_per_month, city.kept) = (30.0, Some(kept));
        }
        run(&scenario, 1)
    };
    let (without, with) = (raided(0.0), raided(1.0));
    let through = [
        Series::CityRaids,
        Series::CityBombersThrough,
        Series::CityBombersExpected,
    ];
    assert_eq!(through.map(|series| without.total(series)), [0; 3]);
    assert!(with.total(Series::CityBombersThrough) > 0);
    assert_eq!(without.cities, with.cities);
    let candidates = Series::CityCandidates;
    assert_eq!(without.total(candidates), with.total(candidates));
    assert_eq!(with.total(candidates), with.total(Series::CityRaids));
}

#[test]
fn with_all_weights_twice_cover_is_twice_and_leak_is_the_same() {
    let weighed = |weights: [f64; 2]| {
        let mut scenario = guarded(5, [2, 0]);
        for (city, weight) in scenario.cities.iter_mut().zip(weights) {
            city.weight = weight;
        }
        let record = run(&scenario, 1);
        [Series::CityCover, Series::CityLeak].map(|series| record.total(series))
    };
    let [cover, leak] = weighed([3.0, 1.0]);
    assert_eq!(weighed([6.0, 2.0]), [2 * cover, leak]);
    // where nothing weighs anything, cities count alike
    assert_eq!(weighed([0.0, 0.0])[1], weighed([1.0, 1.0])[1]);
}

#[test]
fn bombers_that_get_through_are_on_average_what_was_expected() {
    let mut scenario = guarded(400, [1, 0]);
    scenario.cities.truncate(1);
    scenario.cities[0] = City {
        raids_per_month: 20.0,
        kept: Some(1.0),
        ..city("A")
    };
    // 0.42 of the raids are met, and of those 0.6 of the bombers stopped; guns stop 0.1: leak 0.673 of 10.5 a raid
    let (mut through, mut raids, mut expected) = (0, 0, 0);
    for seed in 0..40 {
        let record = run(&scenario, seed);
        through += record.total(Series::CityBombersThrough);
        raids += record.total(Series::CityRaids);
        expected += record.total(Series::CityBombersExpected);
    }
    let a_raid = through as f64 / raids as f64;
    // of a raid: mean 7.07, standard deviation about 4
    let error = 4.0 * 4.0 / (raids as f64).sqrt();
    assert!((a_raid - 0.6732 * 10.5).abs() < error, "{a_raid}");
    let expected = expected as f64 / 1e6;
    assert!(
        (through as f64 / expected - 1.0).abs() < 0.05,
        "{through} for {expected}"
    );
}

/// A unit of four that is formed on day 0 and ready some days later.
fn formed(alter: impl FnOnce(&mut Vec<Assignment>)) -> Record {
    let mut scenario = empty(40);
    scenario.cities = vec![city("A"), city("B")];
    scenario.academies = vec![Academy {
        flyable: 1.0,
        ..academy("SCHOOL", 100)
    }];
    scenario.courses = vec![course("COURSE", 0, 1.0)];
    scenario.cohorts = vec![cohort("C", 0, 4, 0)];
    scenario.establishments = vec![Establishment {
        hours: Some(10.0),
        ..establishment("UNIT", 0, 4, 40)
    }];
    scenario.deliveries = vec![Delivery {
        aircraft: 4,
        ..delivery("CRAFT", 0, 0)
    }];
    scenario.rules.schools.manning = 1.0;
    let mut home = assignment("HOME", 0, Duty::Call, 40);
    (home.city, home.once) = (Some(0), Since::Ready);
    scenario.assignments = vec![home];
    alter(&mut scenario.assignments);
    run(&scenario, 1)
}

#[test]
fn a_unit_guards_its_city_from_the_day_on_which_it_is_ready() {
    let record = formed(|_| ());
    let ready = record.formed[0].ready.expect("it is ready");
    let first = (0..40).find(|&day| on(&record, day)[0][0] > 0);
    assert_eq!(first, Some(ready));
    assert_eq!(
        on(&record, ready),
        [[420_000, on(&record, ready)[0][1]], [0, 900_000]]
    );
    assert_eq!(record.total(Series::UnitsOnCall), 40 - i64::from(ready));
}

#[test]
fn a_unit_that_goes_to_the_front_when_it_is_formed_guards_nobody_and_is_never_ready() {
    let record = formed(|rows| {
        (rows[0].duty, rows[0].city, rows[0].once) = (Duty::Front, None, Since::Formed);
    });
    let unit = record.formed[0];
    let formed = unit.formed.expect("it is formed");
    assert_eq!((unit.ready, record.total(Series::CityCover)), (None, 0));
    assert_eq!(record.total(Series::UnitsAtFront), 40 - i64::from(formed));
    let mut events = record.events.iter();
    let left = events.find(|event| event.kind == EventKind::UnitAtFront);
    let hours = left.expect("it is told").amount;
    assert_eq!(
        hours,
        unit.flown_min / 240,
        "what it had flown when it left"
    );
    assert!(hours < 10);
}
