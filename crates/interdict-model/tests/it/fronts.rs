//! What is counted of the front and of losses: each sum told in several places is one sum.

use interdict_model::{EventKind, FormationSeries, LineSeries, Record, Series};

use crate::theatres::{one_line, run, scenario, shipped};

fn events(record: &Record, kind: EventKind) -> i64 {
    let of_kind = record.events.iter().filter(|event| event.kind == kind);
    of_kind.map(|event| event.amount).sum()
}

fn over_lines(record: &Record, series: LineSeries) -> i64 {
    let lines = record.lines.columns() / LineSeries::COUNT;
    let of_line = |line| record.line(line, series).sum::<i64>();
    (0..lines as u32).map(of_line).sum()
}

#[test]
fn aircraft_shot_down_and_written_off_are_the_same_in_series_events_and_lines_and_sum_to_those_lost()
 {
    let mut theatre = shipped("anju-1951");
    theatre.days = 60;
    theatre.rules.strike.write_off = 0.4;
    let record = run(&theatre, 3);
    let causes = [
        (
            Series::AircraftShotDown,
            LineSeries::ShotDown,
            EventKind::AircraftShotDown,
        ),
        (
            Series::AircraftWrittenOff,
            LineSeries::WrittenOff,
            EventKind::AircraftWrittenOff,
        ),
    ];
    let mut all = 0;
    for (series, of_line, kind) in causes {
        let lost = record.total(series);
        assert!(lost > 0, "{}", series.name());
        assert_eq!(over_lines(&record, of_line), lost, "{}", series.name());
        assert_eq!(events(&record, kind), lost, "{}", series.name());
        all += lost;
    }
    assert_eq!(record.total(Series::AircraftLost), all);
    assert_eq!(over_lines(&record, LineSeries::Lost), all);
    let balance = record.balances.iter();
    let lost = balance
        .filter(|(commodity, account, _)| *commodity == "aircraft" && *account == "lost")
        .map(|(.., amount)| amount)
        .sum::<i64>();
    assert!(
        lost >= all,
        "the books hold intruders, too: {lost} and {all}"
    );
}

/// An army that needs 100 t a day, 60 km from its railhead, where far more lies than it needs; so many trucks.
fn heap(trucks: u32) -> Record {
    let text = one_line(
        40,
        40,
        &format!(
            r#"stocks: [(station: "B", days: 400)],
            trucks: [(id: "T", station: "B", trucks: {trucks}, task: "front")],"#
        ),
        r#""trucks.loss_per_km": 0, "supply.target_days": 1"#,
    );
    let text = text.replace(
        r#"railhead: "B", tons_per_day: 100000, stock_days: 0"#,
        r#"railhead: "B", road_km: 60, tons_per_day: 100, stock_days: 0"#,
    );
    run(&scenario(&text), 1)
}

#[test]
fn what_lies_at_the_railhead_of_those_who_miss_it_is_all_that_they_miss() {
    let record = heap(20);
    let total = |series| record.total(series);
    let (needed, unmet) = (total(Series::FrontNeeded), total(Series::FrontUnmet));
    assert!(unmet > needed / 4 && unmet < needed, "{unmet} of {needed}");
    assert_eq!(total(Series::FrontShortAtRailhead), unmet);
    let of_army: i64 = record.formation(0, FormationSeries::ShortAtRailhead).sum();
    assert_eq!(of_army, unmet);
    // it draws there alone: all of the depot lies there for it
    for day in 0..record.days {
        let at = |series| record.theatre.at(day, series as usize);
        assert_eq!(at(Series::FrontRailheadStock), at(Series::DepotStock));
    }
}

#[test]
fn what_comes_to_the_railhead_in_the_night_is_not_what_the_trucks_left_behind() {
    // trucks enough, and a base that gives half: each night's train is unloaded after they have left
    let text = one_line(
        40,
        40,
        r#"trucks: [(id: "T", station: "B", trucks: 4000, task: "front")],"#,
        r#""trucks.loss_per_km": 0"#,
    );
    let text = text
        .replace("tons_per_day: 1000000", "tons_per_day: 1000")
        .replace(
            r#"railhead: "B", tons_per_day: 100000, stock_days: 0"#,
            r#"railhead: "B", road_km: 60, tons_per_day: 2000, stock_days: 0"#,
        );
    let record = run(&scenario(&text), 1);
    let unmet = record.total(Series::FrontUnmet);
    assert!(unmet > record.total(Series::FrontNeeded) / 3);
    assert_eq!(record.total(Series::FrontShortAtRailhead), 0);
    // the base gives all it has from the day on which it is asked for all of it
    let unsent: i64 = record.series(Series::BasesUnsent).skip(5).sum();
    assert!(unsent * 20 < unmet, "{unsent} of {unmet}");
}

#[test]
fn where_none_stands_at_the_front_all_formations_are_counted() {
    let text = one_line(20, 40, "", "");
    let none = run(&scenario(&text), 1);
    let named = text.replace("stock_days: 0)", r#"stock_days: 0, front: "yes")"#);
    assert_ne!(text, named);
    let named = run(&scenario(&named), 1);
    assert!(none.total(Series::FrontNeeded) > 0);
    assert_eq!(none.total(Series::FrontNeeded), none.total(Series::Needed));
    assert_eq!(none.theatre, named.theatre);
}
