//! The summary of a run: a value for files, and a page for people.
//!
//! Everything is made from the scenario and the record, so equal runs give equal bytes. Nothing here
//! knows the time of day.

mod damage;
mod front;
mod text;
mod verdict;

use interdict_model::{AreaSeries, LineSeries, Record, Series};
use interdict_scenario::Scenario;
use interdict_scenario::rules::{Mark, Rules};
use serde::Serialize;

pub use damage::{Damage, Effort, Guns, Losses, SilentGuns};
pub use front::{AtFront, FormationFed, Front};
pub use text::Style;
pub(crate) use text::wrapped;
pub use verdict::{Constraint, Evidence, Shares, Verdict};

use crate::figures::{
    DAY_S, areas_by_meaning, date_of, has_gates, mean, median, rounded, share, tons, tons_by_day,
    watched_lines,
};

/// Version of the form of [`Summary`] in files. Fields are only added within one version.
pub const SCHEMA_VERSION: u32 = 1;

/// What came of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Version of this form.
    pub schema_version: u32,
    /// The scenario's title.
    pub title: String,
    /// The scenario's question.
    pub question: String,
    /// First day.
    pub first_day: String,
    /// Last day that was run; the first day where none was.
    pub last_day: String,
    /// Days run.
    pub days: u16,
    /// Days that the scenario has.
    pub days_of_scenario: u16,
    /// Fewer days were run than the scenario has.
    pub is_stopped_early: bool,
    /// What formations at the front got of their need, and their reserves.
    pub at_front: AtFront,
    /// Deliveries to railheads as a share of what was needed; `None` where nothing was needed.
    pub share_delivered: Option<f64>,
    /// Share of the need that was met, from deliveries or stocks; `None` where nothing was needed.
    pub share_met: Option<f64>,
    /// Delivered to railheads: unloaded at the one it was meant for.
    pub delivered: Rate,
    /// Entered the theatre at its bases.
    pub entered: Rate,
    /// Needed by formations and guns.
    pub needed: Rate,
    /// Needed but not there.
    pub short: Rate,
    /// Days of supply at the front; `None` where nothing was ever needed there.
    pub front: Option<Front>,
    /// Through running of every area: those with gates first, then from the fewest lines up.
    pub areas: Vec<AreaOpen>,
    /// The lines that were open least, worst first; at most five.
    pub most_closed: Vec<LineOpen>,
    /// Cuts and spans.
    pub damage: Damage,
    /// Losses by cause.
    pub losses: Losses,
    /// Guns.
    pub guns: Guns,
    /// Effort of the attackers.
    pub effort: Effort,
    /// The ten days on which the front was shortest, worst first.
    pub worst_days: Vec<WorstDay>,
    /// What held supplies back, and the share of each cause in the front's shortage.
    pub verdict: Verdict,
    /// Deliveries to railheads of each day, tons.
    pub delivered_by_day: Vec<f64>,
    /// How to run it again, and how well its figures are known.
    pub run: RunMark,
}

/// A flow in tons a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// Mean of the days.
    pub mean: f64,
    /// Median of the days.
    pub median: f64,
    /// Mean of the ten worst days: the lowest, or for a need or a shortfall the highest.
    pub worst_ten: f64,
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

/// A day on which the front was short.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorstDay {
    /// When.
    pub date: String,
    /// Tons issued to formations at the front.
    pub front_issued_tons: f64,
    /// Tons that they needed.
    pub front_needed_tons: f64,
    /// Tons delivered to railheads.
    pub delivered_tons: f64,
    /// Tons needed by all.
    pub needed_tons: f64,
    /// Cuts made.
    pub cuts: i64,
    /// Spans and by-passes put out of use.
    pub spans_hit: i64,
    /// Mean share of the day that the watched lines were open.
    pub open_share: Option<f64>,
}

/// How to run it again, and how well its figures are known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunMark {
    /// Seed.
    pub seed: u64,
    /// Replication.
    pub replication: u32,
    /// Digest of the run, 16 hexadecimal digits.
    pub digest: String,
    /// Knobs there are.
    pub knobs: usize,
    /// Knobs away from their defaults.
    pub knobs_away_from_default: usize,
    /// Knobs whose value is an estimate.
    pub knobs_estimated: usize,
    /// Rows of the scenario's tables.
    pub figures: u32,
    /// Of these, marked as estimates.
    pub figures_estimated: u32,
    /// Share of those rows that are estimates; `None` where there are none.
    pub share_estimated: Option<f64>,
}

/// Which end of a flow is bad.
#[derive(Clone, Copy)]
enum Worse {
    Low,
    High,
}

impl Rate {
    fn of(values: &[f64], worse: Worse) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        if let Worse::High = worse {
            sorted.reverse();
        }
        Self {
            mean: rounded(mean(values)),
            median: rounded(median(values).unwrap_or(0.0)),
            worst_ten: rounded(mean(&sorted[..sorted.len().min(10)])),
        }
    }
}

impl Summary {
    /// The summary of a run.
    pub fn of(scenario: &Scenario, record: &Record) -> Self {
        let needed = record.total(Series::Needed) as f64;
        let delivered_by_day: Vec<f64> = tons_by_day(record, Series::Delivered);
        Self {
            schema_version: SCHEMA_VERSION,
            title: scenario.title.clone(),
            question: scenario.question.clone(),
            first_day: scenario.starts.to_string(),
            last_day: date_of(scenario, record.days.saturating_sub(1)).to_string(),
            days: record.days,
            days_of_scenario: scenario.days,
            is_stopped_early: record.days < scenario.days,
            at_front: AtFront::of(scenario, record),
            share_delivered: share(record.total(Series::Delivered) as f64, needed).map(rounded),
            share_met: share(needed - record.total(Series::Unmet) as f64, needed).map(rounded),
            delivered: Rate::of(&delivered_by_day, Worse::Low),
            entered: Rate::of(&tons_by_day(record, Series::Entered), Worse::Low),
            needed: Rate::of(&tons_by_day(record, Series::Needed), Worse::High),
            short: Rate::of(&tons_by_day(record, Series::Unmet), Worse::High),
            front: Front::of(scenario, record),
            areas: areas(scenario, record),
            most_closed: most_closed(scenario, record),
            damage: Damage::of(record),
            losses: Losses::of(record),
            guns: Guns::of(scenario, record),
            effort: Effort::of(record),
            worst_days: worst_days(scenario, record),
            verdict: Verdict::of(scenario, record),
            delivered_by_day,
            run: run_mark(scenario, record),
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

fn worst_days(scenario: &Scenario, record: &Record) -> Vec<WorstDay> {
    let lines = watched_lines(scenario);
    let column = |row: u32| row as usize * LineSeries::COUNT + LineSeries::OpenSeconds as usize;
    let at = |day: u16, series: Series| record.theatre.at(day, series as usize);
    let mut days: Vec<(i64, u16)> = (0..record.days)
        .map(|day| (-at(day, Series::FrontUnmet), day))
        .filter(|&(less, _)| less < 0)
        .collect();
    days.sort_unstable();
    days.into_iter()
        .take(10)
        .map(|(less, day)| {
            let needed = at(day, Series::FrontNeeded);
            let open: i64 = lines
                .iter()
                .map(|&row| record.lines.at(day, column(row)))
                .sum();
            WorstDay {
                date: date_of(scenario, day).to_string(),
                front_issued_tons: tons(needed + less),
                front_needed_tons: tons(needed),
                delivered_tons: tons(at(day, Series::Delivered)),
                needed_tons: tons(at(day, Series::Needed)),
                cuts: at(day, Series::TrackCuts),
                spans_hit: at(day, Series::SpansHit),
                open_share: share(open as f64, lines.len() as f64 * DAY_S).map(rounded),
            }
        })
        .collect()
}

fn run_mark(scenario: &Scenario, record: &Record) -> RunMark {
    let knobs = Rules::knobs();
    let mut away = 0;
    let mut estimated = 0;
    for knob in &knobs {
        let path = knob.path();
        let is_set = scenario.rules.get(&path).map(f64::to_bits) != Some(knob.default.to_bits());
        let named = (scenario.provenance.knobs.iter())
            .find(|(name, _)| name.trim_start_matches("rules.") == path);
        let mark = named
            .and_then(|(_, source)| source.mark)
            .unwrap_or(knob.mark);
        away += usize::from(is_set);
        estimated += usize::from(mark == Mark::Estimate);
    }
    let tables = &scenario.provenance.tables;
    let figures = tables.iter().map(|(_, rows, _, _)| rows).sum();
    let figures_estimated = tables.iter().map(|(_, _, _, estimates)| estimates).sum();
    RunMark {
        seed: record.seed,
        replication: record.replication,
        digest: format!("{:016x}", record.digest),
        knobs: knobs.len(),
        knobs_away_from_default: away,
        knobs_estimated: estimated,
        figures,
        figures_estimated,
        share_estimated: share(f64::from(figures_estimated), f64::from(figures)).map(rounded),
    }
}
