//! What came of schools: units formed and ready, pilots, losses, and what bound the hours.

use interdict_model::{Formed, Record, Series};
use interdict_scenario::Scenario;
use serde::Serialize;

use crate::figures::{date_of, rounded};

/// What came of schools.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Schooled {
    /// Units that are to be formed, in the order of their table.
    pub units: Vec<NewUnit>,
    /// Units that were formed by their date.
    pub formed_in_time: i64,
    /// Units that were ready by their date.
    pub ready_in_time: i64,
    /// Students who were through with their last course.
    pub graduates: i64,
    /// Students who failed at the end of a course.
    pub failed: i64,
    /// Students still at academies at the end.
    pub students_at_end: i64,
    /// Graduates who stayed as instructors.
    pub instructors_raised: i64,
    /// Students and pilots who died in accidents.
    pub killed: i64,
    /// Aircraft lost in accidents.
    pub aircraft_lost: i64,
    /// Flying hours at academies.
    pub academy_hours: f64,
    /// Flying hours of units that are being formed.
    pub unit_hours: f64,
    /// What bounded the hours of academies, on how many of their days, the most frequent first.
    pub bound_by: Vec<(&'static str, i64)>,
}

/// A unit that is to be formed. Dates are those on which something was there; `None`: it never was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewUnit {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Enough pilots.
    pub pilots: Option<String>,
    /// Enough aircraft.
    pub aircraft: Option<String>,
    /// Its support detachments.
    pub support: Option<String>,
    /// Its airfield.
    pub field: Option<String>,
    /// It was formed.
    pub formed: Option<String>,
    /// It was ready.
    pub ready: Option<String>,
    /// Last day on which it is in time.
    pub by: String,
    /// What came last, or has not come; empty where all was there from the first day.
    pub last: String,
    /// Pilots with it at the end.
    pub pilots_at_end: i64,
    /// Aircraft with it at the end.
    pub aircraft_at_end: i64,
}

/// What can bind, and the series that counts its days.
const BINDING: [(&str, Series); 7] = [
    ("students", Series::BoundByStudents),
    ("instructors", Series::BoundByInstructors),
    ("trainers", Series::BoundByTrainers),
    ("maintenance battalions", Series::BoundByBattalions),
    ("airfields", Series::BoundByFields),
    ("fuel", Series::BoundByFuel),
    ("weather", Series::BoundByWeather),
];

impl Schooled {
    /// Of a run.
    pub(super) fn of(scenario: &Scenario, record: &Record) -> Self {
        let total = |series| record.total(series);
        let mut bound_by = BINDING.map(|(name, series)| (name, total(series))).to_vec();
        bound_by.retain(|(_, days)| *days > 0);
        bound_by.sort_by_key(|(_, days)| -days);
        Self {
            units: (record.formed.iter())
                .map(|formed| NewUnit::of(scenario, formed))
                .collect(),
            formed_in_time: total(Series::FormedInTime),
            ready_in_time: total(Series::ReadyInTime),
            graduates: total(Series::Graduates),
            failed: total(Series::WashedOut),
            students_at_end: record.series(Series::Students).last().unwrap_or(0),
            instructors_raised: total(Series::InstructorsRaised),
            killed: total(Series::AirmenKilled),
            aircraft_lost: total(Series::SchoolAircraftLost),
            academy_hours: rounded(total(Series::SchoolMinutes) as f64 / 60.0),
            unit_hours: rounded(total(Series::UnitMinutes) as f64 / 60.0),
            bound_by,
        }
    }
}

impl NewUnit {
    fn of(scenario: &Scenario, formed: &Formed) -> Self {
        let unit = &scenario.establishments[formed.unit.index()];
        let date = |day: Option<u16>| day.map(|day| date_of(scenario, day).to_string());
        Self {
            id: unit.id.clone(),
            name: unit.name.clone(),
            pilots: date(formed.pilots),
            aircraft: date(formed.aircraft),
            support: date(formed.support),
            field: date(formed.field),
            formed: date(formed.formed),
            ready: date(formed.ready),
            by: date_of(scenario, unit.due.saturating_sub(1)).to_string(),
            last: last(formed),
            pilots_at_end: formed.pilots_there,
            aircraft_at_end: formed.aircraft_there,
        }
    }
}

/// What a unit waits for, or waited for last.
fn last(formed: &Formed) -> String {
    let gates = [
        ("pilots", formed.pilots),
        ("aircraft", formed.aircraft),
        ("support", formed.support),
        ("airfield", formed.field),
    ];
    let lacking = gates.iter().filter(|(_, day)| day.is_none());
    let lacking: Vec<&str> = lacking.map(|(name, _)| *name).collect();
    if !lacking.is_empty() {
        return format!("lacks {}", lacking.join(", "));
    }
    let latest = gates.iter().filter_map(|(_, day)| *day).max().unwrap_or(0);
    let came = gates
        .iter()
        .filter(|(_, day)| *day == Some(latest) && latest > 0);
    let came: Vec<&str> = came.map(|(name, _)| *name).collect();
    if came.is_empty() {
        return String::new();
    }
    format!("{} came last", came.join(", "))
}
