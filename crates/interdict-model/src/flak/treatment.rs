//! Guns as a treatment: what may change when guns are added, and what may not.

use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Channels, FlakPlace, FlakPosting};
use interdict_scenario::synthetic::{Shape, generate};

use crate::outcomes::{LineSeries, Series};
use crate::record::{EventKind, Record};
use crate::simulation::{Seed, run};

fn record(scenario: &Scenario, replication: u32) -> Record {
    run(
        scenario,
        Seed {
            seed: 11,
            replication,
        },
    )
    .expect("no law breaks")
}

/// A theatre that is attacked, with guns already there.
fn theatre() -> Scenario {
    let shape = Shape {
        days: 21,
        flak: 6,
        air_units: 4,
        raids: 12,
        ..Shape::small()
    };
    let mut theatre = generate(shape, 9);
    for guns in &mut theatre.flak {
        (guns.active, guns.light, guns.heavy, guns.from, guns.to) = (true, 12, 4, 0, 21);
    }
    theatre
}

/// More guns on every line that may be attacked.
fn with_division(theatre: &Scenario, active: bool) -> Scenario {
    let mut more = theatre.clone();
    let lines = (0..)
        .zip(&theatre.lines)
        .filter(|(_, line)| !line.sanctuary);
    more.flak.push(FlakPosting {
        channels: Channels::ALL,
        id: "zz-division".to_owned(),
        formation: "zz-division".to_owned(),
        name: String::new(),
        key: FlakPosting::key_of("zz-division"),
        heavy: 200,
        light: 400,
        strength: 1.0,
        place: FlakPlace::Along(lines.map(|(row, _)| row).collect()),
        depot: theatre.flak[0].depot,
        mobile: false,
        active,
        arrival_kg: 0,
        from: 3,
        to: 21,
        source: theatre.flak[0].source.clone(),
        given: theatre.flak[0].given,
    });
    more
}

#[test]
fn guns_that_do_nothing_change_nothing_else() {
    let mut theatre = theatre();
    let knobs = &mut theatre.rules.flak;
    (knobs.lethality, knobs.kappa, knobs.beta) = (0.0, 0.0, 0.0);
    (knobs.consumption, knobs.suppression_share) = (0.0, 0.0);
    let own = [
        Series::GunsPresent,
        Series::GunsUnderAttack,
        Series::GunsSilent,
        Series::RoundsHeavy,
        Series::RoundsLight,
    ]
    .map(|s| s as usize);
    for replication in 0..4 {
        let without = record(&theatre, replication);
        let with = record(&with_division(&theatre, true), replication);
        assert!(with.total(Series::RoundsLight) > without.total(Series::RoundsLight));
        assert!(without.total(Series::TrackCuts) > 0);
        for day in 0..without.days {
            for column in (0..Series::COUNT).filter(|column| !own.contains(column)) {
                let (a, b) = (
                    without.theatre.at(day, column),
                    with.theatre.at(day, column),
                );
                assert_eq!(a, b, "{} on day {day}", Series::ALL[column].name());
            }
        }
        let of_rounds = [LineSeries::RoundsHeavy, LineSeries::RoundsLight].map(|s| s as usize);
        let columns = without.lines.values().iter().zip(with.lines.values());
        for (column, (a, b)) in columns.enumerate() {
            let series = column % LineSeries::COUNT;
            assert!(
                a == b || of_rounds.contains(&series),
                "{}",
                LineSeries::ALL[series].name()
            );
        }
        assert_eq!(without.formations, with.formations);
        let others = |record: &Record| -> Vec<_> {
            let events = record.events.iter();
            events
                .filter(|event| {
                    !matches!(event.kind, EventKind::GunsPosted | EventKind::GunsSilent)
                })
                .copied()
                .collect()
        };
        assert_eq!(others(&without), others(&with));
    }
}

#[test]
fn guns_that_are_only_asked_for_do_not_exist() {
    let theatre = theatre();
    let without = record(&theatre, 0);
    assert_eq!(without, record(&with_division(&theatre, false), 0));
}

#[test]
fn guns_that_fire_cost_aircraft_and_supplies_and_spare_track() {
    let theatre = theatre();
    let mut sums = [[0; 4]; 2];
    for replication in 0..6 {
        let arms = [theatre.clone(), with_division(&theatre, true)];
        for (sums, arm) in sums.iter_mut().zip(&arms) {
            let record = record(arm, replication);
            let series = [
                Series::AircraftLost,
                Series::FlakConsumed,
                Series::TrackCuts,
            ];
            for (sum, series) in sums.iter_mut().zip(series) {
                *sum += record.total(series);
            }
            let lines = (0..).take(arm.lines.len());
            sums[3] += lines
                .flat_map(|l| record.line(l, LineSeries::Sorties))
                .sum::<i64>();
        }
    }
    let [without, with] = sums;
    assert!(
        with[0] > without[0] && with[1] > without[1],
        "{without:?} {with:?}"
    );
    assert!(with[2] < without[2] && with[3] > 0, "{without:?} {with:?}");
}

#[test]
fn mobile_guns_follow_the_attacks_and_do_not_fire_on_the_road() {
    let mut theatre = theatre();
    for guns in &mut theatre.flak {
        guns.mobile = true;
    }
    theatre.rules.relocation.review_days = 7.0;
    theatre.rules.relocation.move_nights = 2.0;
    let record = record(&theatre, 1);
    let guns: Vec<i64> = record.series(Series::GunsPresent).collect();
    let all = guns[0];
    assert!(guns[..7].iter().all(|&guns| guns == all), "{guns:?}");
    assert!(
        guns[7] < all && guns[8] == guns[7] && guns[9] == all,
        "{guns:?}"
    );
}
