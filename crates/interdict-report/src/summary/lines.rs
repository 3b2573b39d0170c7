//! How open the railway was: areas by meaning, and the lines that were open least.

use interdict_model::{AreaSeries, LineSeries, Record};
use interdict_scenario::Scenario;
use serde::Serialize;

use crate::figures::{DAY_S, areas_by_meaning, has_gates, rounded, share, watched_lines};

/// How open areas and lines were.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lines {
    /// Through running of every area: those with gates first, then from the fewest lines up.
    pub areas: Vec<AreaOpen>,
    /// The lines that were open least, worst first; at most five.
    pub most_closed: Vec<LineOpen>,
    /// Share of the time that the watched lines were open, their mean; `None` where no day was run.
    #[serde(skip)]
    pub(super) open_share: Option<f64>,
}

/// How much of the time trains could run through an area.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaOpen {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Through running means a path from gate to gate; otherwise, all of its lines open.
    pub has_gates: bool,
    /// Share of the time that it was open for through running.
    pub open_share: f64,
}

/// How much of the time a line was open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineOpen {
    /// Its id.
    pub id: String,
    /// Name of one end.
    pub from: String,
    /// Name of the other end.
    pub to: String,
    /// Share of the time it was open.
    pub open_share: f64,
    /// Cuts made on it.
    pub cuts: i64,
}

impl Lines {
    pub(super) fn of(scenario: &Scenario, record: &Record) -> Self {
        Self {
            areas: areas(scenario, record),
            most_closed: most_closed(scenario, record),
            open_share: open_share(scenario, record),
        }
    }
}

fn areas(scenario: &Scenario, record: &Record) -> Vec<AreaOpen> {
    let span = f64::from(record.days) * DAY_S;
    areas_by_meaning(scenario)
        .into_iter()
        .filter_map(|row| {
            let area = &scenario.areas[row as usize];
            let open: i64 = record.area(row, AreaSeries::ThroughOpen).sum();
            Some(AreaOpen {
                id: area.id.clone(),
                name: area.name.clone(),
                has_gates: has_gates(area),
                open_share: rounded(share(open as f64, span)?),
            })
        })
        .collect()
}

fn open_share(scenario: &Scenario, record: &Record) -> Option<f64> {
    let rows = watched_lines(scenario);
    let open = rows
        .iter()
        .map(|&row| record.line(row, LineSeries::OpenSeconds).sum::<i64>());
    let span = f64::from(record.days) * DAY_S * rows.len() as f64;
    share(open.sum::<i64>() as f64, span)
}

fn most_closed(scenario: &Scenario, record: &Record) -> Vec<LineOpen> {
    let span = f64::from(record.days) * DAY_S;
    let mut lines: Vec<(i64, u32)> = watched_lines(scenario)
        .into_iter()
        .map(|row| (record.line(row, LineSeries::OpenSeconds).sum(), row))
        .filter(|&(open, _)| (open as f64) < span)
        .collect();
    lines.sort_unstable();
    lines
        .into_iter()
        .take(5)
        .map(|(open, row)| {
            let line = &scenario.lines[row as usize];
            LineOpen {
                id: line.id.clone(),
                from: scenario.stations[line.from as usize].name.clone(),
                to: scenario.stations[line.to as usize].name.clone(),
                open_share: rounded(open as f64 / span),
                cuts: record.line(row, LineSeries::Cuts).sum(),
            }
        })
        .collect()
}
