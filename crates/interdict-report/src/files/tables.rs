//! `series.csv` and `events.jsonl`: everything in a run, for other programs.

use std::io::{self, Write};

use interdict_model::{AreaSeries, Event, FormationSeries, LineSeries, Record, Series};
#[cfg(feature = "parquet")]
use interdict_quantity::Date;
use interdict_quantity::calendar::SECONDS_PER_DAY;
use interdict_scenario::Scenario;
use serde::Serialize;

use crate::catalogue::files::{SERIES, heads};
use crate::figures::date_of;

#[cfg(feature = "parquet")]
use super::parquet::{self, Cell, Table};
#[cfg(feature = "parquet")]
use crate::catalogue::files::EVENTS;

/// One value: a row of the tidy table.
struct Row<'a> {
    #[cfg(feature = "parquet")]
    day: Date,
    /// The day as text, made once for all rows of it.
    date: &'a str,
    scope: &'static str,
    name: &'a str,
    series: &'static str,
    unit: &'static str,
    value: i64,
}

/// Every series of the domains that the theatre has, day by day, one value a row.
pub(super) fn write_series(
    out: &mut dyn Write,
    scenario: &Scenario,
    record: &Record,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(heads(SERIES))?;
    each_value(scenario, record, &mut |row| {
        let cells = (
            row.date, row.scope, row.name, row.series, row.unit, row.value,
        );
        csv.serialize(cells).map_err(io::Error::from)
    })?;
    csv.flush()
}

/// Hands over every value of every series, day by day.
fn each_value(
    scenario: &Scenario,
    record: &Record,
    write: &mut dyn FnMut(&Row<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for day in 0..record.days {
        of_day(scenario, record, day, write)?;
    }
    Ok(())
}

/// Hands over the values of a day.
fn of_day(
    scenario: &Scenario,
    record: &Record,
    number: u16,
    write: &mut dyn FnMut(&Row<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let theatre = scenario.domains();
    let day = date_of(scenario, number);
    let date = &day.to_string();
    let mut write = |scope, name: &str, series, unit, value| {
        write(&Row {
            #[cfg(feature = "parquet")]
            day,
            date,
            scope,
            name,
            series,
            unit,
            value,
        })
    };
    for series in Series::of(theatre) {
        let value = record.theatre.at(number, series as usize);
        write("theatre", "", series.name(), series.unit(), value)?;
    }
    macro_rules! of_things {
        ($($scope:literal $things:ident $grid:ident $series:ident),+) => {
            $(for (thing, row) in scenario.$things.iter().zip(0_usize..) {
                for series in $series::of(theatre) {
                    let column = row * $series::COUNT + series as usize;
                    let value = record.$grid.at(number, column);
                    write($scope, &thing.id, series.name(), series.unit(), value)?;
                }
            })+
        };
    }
    of_things!(
        "line" lines lines LineSeries,
        "area" areas areas AreaSeries,
        "formation" formations formations FormationSeries
    );
    for (course, row) in scenario.courses.iter().zip(0_usize..) {
        let students = record.students.at(number, row);
        write("course", &course.id, "students", "students", students)?;
    }
    for (city, row) in scenario.cities.iter().zip(0_usize..) {
        for (name, column) in [("cover_millionths", 0), ("leak_millionths", 1)] {
            let chance = record.cities.at(number, 2 * row + column);
            write("city", &city.id, name, "millionths", chance)?;
        }
    }
    Ok(())
}

/// An event as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    time: String,
    kind: &'static str,
    table: &'static str,
    place: &'a str,
    key: String,
    cause: String,
    amount: i64,
    unit: &'static str,
}

/// Every event, one a line, in order of time.
pub(super) fn write_events(
    out: &mut dyn Write,
    scenario: &Scenario,
    record: &Record,
) -> io::Result<()> {
    for event in &record.events {
        let (table, place) = event.place.name(scenario);
        let line = Line {
            time: time(scenario, event),
            kind: event.kind.name(),
            table,
            place,
            key: format!("{:016x}", event.key.0),
            cause: format!("{:016x}", event.cause.0),
            amount: event.amount,
            unit: event.kind.unit(),
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// `1951-09-03 14:20:05`.
fn time(scenario: &Scenario, event: &Event) -> String {
    let day = (event.second / SECONDS_PER_DAY) as u16;
    let second = event.second % SECONDS_PER_DAY;
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!(
        "{} {hour:02}:{minute:02}:{:02}",
        date_of(scenario, day),
        second % 60
    )
}

/// Every series as Parquet.
#[cfg(feature = "parquet")]
pub(super) fn series_as_parquet(scenario: &Scenario, record: &Record) -> io::Result<Vec<u8>> {
    let mut table = Table::new(SERIES)?;
    each_value(scenario, record, &mut |row| {
        table.push(&[
            Cell::Day(parquet::day(row.day)),
            Cell::Text(row.scope),
            Cell::Text(row.name),
            Cell::Text(row.series),
            Cell::Text(row.unit),
            Cell::Whole(row.value),
        ])
    })?;
    table.finish()
}

/// Every event as Parquet.
#[cfg(feature = "parquet")]
pub(super) fn events_as_parquet(scenario: &Scenario, record: &Record) -> io::Result<Vec<u8>> {
    let first = i64::from(parquet::day(scenario.starts)) * i64::from(SECONDS_PER_DAY);
    let mut table = Table::new(EVENTS)?;
    for event in &record.events {
        let (of, place) = event.place.name(scenario);
        table.push(&[
            Cell::Moment(1_000 * (first + i64::from(event.second))),
            Cell::Text(event.kind.name()),
            Cell::Text(of),
            Cell::Text(place),
            Cell::Text(&format!("{:016x}", event.key.0)),
            Cell::Text(&format!("{:016x}", event.cause.0)),
            Cell::Whole(event.amount),
            Cell::Text(event.kind.unit()),
        ])?;
    }
    table.finish()
}
