//! `series.csv` and `events.jsonl`: everything in a run, for other programs.

use std::io::{self, Write};

use interdict_model::{AreaSeries, Event, FormationSeries, LineSeries, Record, Series};
use interdict_quantity::calendar::SECONDS_PER_DAY;
use interdict_scenario::Scenario;
use serde::Serialize;

use crate::figures::date_of;

/// One value: a row of the tidy table.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, i64);

/// Every series of the domains that the theatre has, day by day, one value a row.
pub(super) fn write_series(
    out: &mut dyn Write,
    scenario: &Scenario,
    record: &Record,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["date", "scope", "name", "series", "unit", "value"])?;
    let theatre = scenario.domains();
    for day in 0..record.days {
        let date = date_of(scenario, day).to_string();
        let mut write = |(scope, name, series, unit, value): (&str, &str, &str, &str, i64)| {
            let row: Row<'_> = (&date, scope, name, series, unit, value);
            csv.serialize(row)
        };
        for series in Series::of(theatre) {
            let value = record.theatre.at(day, series as usize);
            write(("theatre", "", series.name(), series.unit(), value))?;
        }
        for (line, row) in scenario.lines.iter().zip(0_usize..) {
            for series in LineSeries::of(theatre) {
                let value = record
                    .lines
                    .at(day, row * LineSeries::COUNT + series as usize);
                write(("line", &line.id, series.name(), series.unit(), value))?;
            }
        }
        for (area, row) in scenario.areas.iter().zip(0_usize..) {
            for series in AreaSeries::of(theatre) {
                let value = record
                    .areas
                    .at(day, row * AreaSeries::COUNT + series as usize);
                write(("area", &area.id, series.name(), series.unit(), value))?;
            }
        }
        for (formation, row) in scenario.formations.iter().zip(0_usize..) {
            for series in FormationSeries::of(theatre) {
                let value = record
                    .formations
                    .at(day, row * FormationSeries::COUNT + series as usize);
                write((
                    "formation",
                    &formation.id,
                    series.name(),
                    series.unit(),
                    value,
                ))?;
            }
        }
        for (course, row) in scenario.courses.iter().zip(0_usize..) {
            let students = record.students.at(day, row);
            write(("course", &course.id, "students", "students", students))?;
        }
        for (city, row) in scenario.cities.iter().zip(0_usize..) {
            for (name, column) in [("cover_millionths", 0), ("leak_millionths", 1)] {
                let chance = record.cities.at(day, 2 * row + column);
                write(("city", &city.id, name, "millionths", chance))?;
            }
        }
    }
    csv.flush()
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
