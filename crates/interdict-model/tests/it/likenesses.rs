//! The same war told otherwise: in shorter ticks, turned over, broken off early.

use interdict_model::{Event, Record, Series};
use interdict_scenario::Scenario;
use interdict_scenario::synthetic::{Shape, generate};

use crate::theatres::run;

#[test]
fn a_shorter_run_is_the_beginning_of_a_longer_one() {
    let shape = Shape {
        days: 14,
        ..Shape::small()
    };
    let long = generate(shape, 3);
    let mut short = long.clone();
    short.days = 9;
    let (long, short) = (run(&long, 6), run(&short, 6));
    // Not the digests: the foreseen ends of long jobs lie beyond the shorter almanac.
    for (long, short) in [
        (&long.theatre, &short.theatre),
        (&long.lines, &short.lines),
        (&long.formations, &short.formations),
    ] {
        assert!((0..9).all(|day| long.day(day) == short.day(day)));
    }
    let before = |event: &&Event| event.second < 9 * 86_400;
    let of_long: Vec<&Event> = long.events.iter().filter(before).collect();
    assert!(!of_long.is_empty());
    assert!(of_long.into_iter().eq(&short.events));
}

/// Sums of some series over many theatres, with ticks of so many seconds.
fn sums(step: u32, series: &[Series]) -> Vec<f64> {
    let shape = Shape {
        days: 60,
        air_units: 1,
        raids: 3,
        gangs: 8,
        ..Shape::small()
    };
    let mut sums = vec![0_i64; series.len()];
    for seed in 0..32 {
        let mut theatre = generate(shape, seed);
        theatre.step = step;
        let record = run(&theatre, seed);
        for (sum, &series) in sums.iter_mut().zip(series) {
            *sum += record.total(series);
        }
    }
    sums.into_iter().map(|sum| sum as f64).collect()
}

#[test]
fn ticks_of_five_minutes_give_the_means_of_fifteen() {
    let series = [
        Series::Delivered,
        Series::TrainsArrived,
        Series::Consumed,
        Series::SortiesFlown,
        Series::TrackCuts,
        Series::CutsRepaired,
        Series::GangHoursWorked,
    ];
    let (coarse, fine) = (sums(900, &series), sums(300, &series));
    for ((series, coarse), fine) in series.iter().zip(coarse).zip(fine) {
        let name = series.name();
        assert!(
            (fine / coarse - 1.0).abs() < 0.01,
            "{name}: {coarse} and {fine}"
        );
    }
}

/// North and south change places about the middle of the stations; the sun stays where it is.
fn turned_over(theatre: &Scenario) -> Scenario {
    let mut turned = theatre.clone();
    let sum: f64 = theatre.stations.iter().map(|station| station.lat).sum();
    let middle = sum / theatre.stations.len() as f64;
    let turn = |lat: &mut f64| *lat = 2.0 * middle - *lat;
    let stations = turned.stations.iter_mut().map(|row| &mut row.lat);
    let airfields = turned.airfields.iter_mut().map(|row| &mut row.lat);
    let units = turned.air_units.iter_mut().map(|row| &mut row.lat);
    let weather = turned.weather.iter_mut().map(|row| &mut row.lat);
    stations
        .chain(airfields)
        .chain(units)
        .chain(weather)
        .for_each(turn);
    turned
}

#[test]
fn a_theatre_turned_over_has_the_same_war() {
    let shape = Shape {
        days: 20,
        air_units: 3,
        ..Shape::small()
    };
    let mut theatre = generate(shape, 12);
    // Guns about a point stand on a spiral, which has a sense of rotation.
    theatre.flak.clear();
    let records: Vec<Record> = [theatre.clone(), turned_over(&theatre)]
        .iter()
        .map(|theatre| run(theatre, 3))
        .collect();
    assert!(records[0].total(Series::TrackCuts) > 0);
    assert_eq!(records[0].theatre, records[1].theatre);
    assert_eq!(records[0].lines, records[1].lines);
    assert_eq!(records[0].events, records[1].events);
}
