//! What held the line back, read from the series: a judgement by signs, with its evidence.

use interdict_model::{AreaSeries, Record, Series};
use interdict_scenario::Scenario;
use serde::Serialize;

use crate::figures::{
    DAY_S, by_day, count, grouped, has_gates, mean, percent, rounded, share, tons_by_day,
};

/// What bound the deliveries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// Nothing was asked for.
    Nothing,
    /// Everything asked for was brought.
    Demand,
    /// The need was met, but partly out of stocks.
    Stocks,
    /// Supplies lay at railheads for want of trucks to the front.
    TrucksToFront,
    /// Supplies lay on the way, before gaps.
    Gap,
    /// No engine was free.
    Engines,
    /// The bases sent all they could.
    Bases,
    /// The line was closed too much of the time.
    ClosedLine,
    /// No sign stands out.
    Unclear,
}

/// A figure that a verdict rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// What it is.
    pub sign: String,
    /// Its value.
    pub value: f64,
    /// Its value, as people read it.
    pub text: String,
}

/// The verdict: what bound, in words, by which signs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// What bound.
    pub constraint: Constraint,
    /// In words.
    pub words: String,
    /// Every sign looked at, whether it speaks for the verdict or not.
    pub evidence: Vec<Evidence>,
}

/// The signs, measured.
struct Signs {
    met: Option<f64>,
    delivered: Option<f64>,
    days_no_engine: f64,
    trains_running: f64,
    transit_days: f64,
    depot_days: f64,
    trucked: f64,
    open: Option<f64>,
    base_use: Option<f64>,
    burnt: Option<f64>,
}

/// Days of need lying somewhere that count as a heap.
const HEAP_DAYS: f64 = 3.0;

fn measure(scenario: &Scenario, record: &Record) -> Signs {
    let needed = record.total(Series::Needed) as f64;
    let days = f64::from(record.days.max(1));
    let idle: Vec<i64> = record.series(Series::EnginesIdle).collect();
    let entered = record.total(Series::Entered) as f64;
    let capacity: i64 = scenario.bases.iter().map(|base| base.kg_per_day).sum();
    let burnt = record.total(Series::LostOnRail)
        + record.total(Series::LostOnGround)
        + record.total(Series::LostOnRoad);
    let lying = |series| share(mean(&by_day(record, series)), needed / days).unwrap_or(0.0);
    Signs {
        met: share(needed - record.total(Series::Unmet) as f64, needed),
        delivered: share(record.total(Series::Delivered) as f64, needed),
        days_no_engine: idle.iter().filter(|&&idle| idle == 0).count() as f64 / days,
        trains_running: mean(&by_day(record, Series::TrainsRunning)),
        transit_days: lying(Series::TransitStock),
        depot_days: lying(Series::DepotStock),
        trucked: mean(&tons_by_day(record, Series::Trucked)),
        open: open_share(scenario, record),
        base_use: share(entered, capacity as f64 * days),
        burnt: share(burnt as f64, entered),
    }
}

/// The through-open share of the area with gates that was closed most; without, that of the line
/// that was closed most among those that carried something.
fn open_share(scenario: &Scenario, record: &Record) -> Option<f64> {
    let days = f64::from(record.days);
    let of_areas = (scenario.areas.iter().zip(0..))
        .filter(|(area, _)| has_gates(area))
        .map(|(_, row)| record.area(row, AreaSeries::ThroughOpen).sum::<i64>() as f64);
    let of_lines = (0..scenario.lines.len() as u32)
        .filter(|&row| {
            record
                .line(row, interdict_model::LineSeries::Load)
                .sum::<i64>()
                > 0
        })
        .map(|row| {
            record
                .line(row, interdict_model::LineSeries::OpenSeconds)
                .sum::<i64>() as f64
        });
    of_areas
        .min_by(f64::total_cmp)
        .or_else(|| of_lines.min_by(f64::total_cmp))
        .and_then(|open| share(open, days * DAY_S))
}

fn decide(signs: &Signs) -> Constraint {
    let (Some(met), Some(delivered)) = (signs.met, signs.delivered) else {
        return Constraint::Nothing;
    };
    if met >= 0.98 {
        return if delivered >= 0.95 {
            Constraint::Demand
        } else {
            Constraint::Stocks
        };
    }
    if signs.depot_days >= HEAP_DAYS && signs.depot_days >= signs.transit_days {
        Constraint::TrucksToFront
    } else if signs.transit_days >= HEAP_DAYS {
        Constraint::Gap
    } else if signs.base_use.is_some_and(|share| share >= 0.95) {
        Constraint::Bases
    } else if signs.days_no_engine >= 0.5 {
        Constraint::Engines
    } else if signs.open.is_some_and(|share| share < 0.7) {
        Constraint::ClosedLine
    } else {
        Constraint::Unclear
    }
}

fn words(constraint: Constraint, signs: &Signs) -> String {
    let heap = |days: f64| grouped(days, 1);
    match constraint {
        Constraint::Nothing => "nothing was asked for".into(),
        Constraint::Demand => "demand: the line brought all that was asked for".into(),
        Constraint::Stocks => format!(
            "by the signs nothing yet: the need was met, but the line brought {} of it and stocks the rest",
            percent(signs.delivered)
        ),
        Constraint::TrucksToFront => format!(
            "by the signs the trucks from railheads to the front: {} days of need lay at railheads while \
             formations went short",
            heap(signs.depot_days)
        ),
        Constraint::Gap => format!(
            "by the signs the gaps: {} days of need lay on the way, and trucks carried {} t a day round gaps",
            heap(signs.transit_days),
            grouped(signs.trucked, 0)
        ),
        Constraint::Engines => format!(
            "by the signs the engines: on {} of days none stood free",
            percent(Some(signs.days_no_engine))
        ),
        Constraint::Bases => format!(
            "by the signs the bases: they sent {} of what they could",
            percent(signs.base_use)
        ),
        Constraint::ClosedLine => format!(
            "by the signs the closed line: the worst section was open {} of the time",
            percent(signs.open)
        ),
        Constraint::Unclear => "not clear: no single sign stands out".into(),
    }
}

impl Verdict {
    pub(super) fn of(scenario: &Scenario, record: &Record) -> Self {
        let signs = measure(scenario, record);
        let constraint = decide(&signs);
        let mut evidence = Vec::new();
        let mut add = |sign: &str, value: Option<f64>, text: String| {
            if let Some(value) = value {
                evidence.push(Evidence {
                    sign: sign.into(),
                    value: rounded(value),
                    text,
                });
            }
        };
        add("need met", signs.met, percent(signs.met));
        add(
            "delivered of needed",
            signs.delivered,
            percent(signs.delivered),
        );
        add(
            "bases' output used",
            signs.base_use,
            percent(signs.base_use),
        );
        add("worst section open", signs.open, percent(signs.open));
        let no_engine = Some(signs.days_no_engine);
        add("days with no engine free", no_engine, percent(no_engine));
        let running = Some(signs.trains_running);
        add("trains running", running, grouped(signs.trains_running, 1));
        let transit = format!("{} days of need", grouped(signs.transit_days, 1));
        add("lying on the way", Some(signs.transit_days), transit);
        let depot = format!("{} days of need", grouped(signs.depot_days, 1));
        add("lying at railheads", Some(signs.depot_days), depot);
        let trucked = format!("{} t a day", grouped(signs.trucked, 0));
        add("trucked round gaps", Some(signs.trucked), trucked);
        add(
            "burnt or lost on the way",
            signs.burnt,
            percent(signs.burnt),
        );
        let running_out = record
            .series(Series::FrontUnmet)
            .filter(|&kg| kg > 0)
            .count() as i64;
        let short = format!("{} of {}", count(running_out), record.days);
        add("days short at the front", Some(running_out as f64), short);
        Self {
            constraint,
            words: words(constraint, &signs),
            evidence,
        }
    }
}
