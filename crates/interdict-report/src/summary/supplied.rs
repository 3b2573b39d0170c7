//! What was needed, what came, and what held it back.

use interdict_model::{LineSeries, Record, Series};
use interdict_scenario::Scenario;
use serde::Serialize;

use super::rate::{Rate, Worse};
use super::{AtFront, Front, Verdict};
use crate::figures::{DAY_S, date_of, depots, rounded, share, tons, tons_by_day, watched_lines};

/// What came of supply.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Supplied {
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
    /// The ten days on which the front was shortest, worst first.
    pub worst_days: Vec<WorstDay>,
    /// What held supplies back, and the share of each cause in the front's shortage.
    pub verdict: Verdict,
    /// Deliveries to railheads of each day, tons.
    pub delivered_by_day: Vec<f64>,
    /// Where formations draw: `railheads`, or `depots` in a theatre without a railway.
    #[serde(skip)]
    pub(super) places: &'static str,
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
    /// Cuts made, where there is a railway under attack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cuts: Option<i64>,
    /// Spans and by-passes put out of use, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spans_hit: Option<i64>,
    /// Mean share of the day that the watched lines were open, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_share: Option<f64>,
}

impl Supplied {
    pub(super) fn of(scenario: &Scenario, record: &Record) -> Self {
        let needed = record.total(Series::Needed) as f64;
        let delivered_by_day: Vec<f64> = tons_by_day(record, Series::Delivered);
        Self {
            at_front: AtFront::of(scenario, record),
            share_delivered: share(record.total(Series::Delivered) as f64, needed).map(rounded),
            share_met: share(needed - record.total(Series::Unmet) as f64, needed).map(rounded),
            delivered: Rate::of(&delivered_by_day, Worse::Low),
            entered: Rate::of(&tons_by_day(record, Series::Entered), Worse::Low),
            needed: Rate::of(&tons_by_day(record, Series::Needed), Worse::High),
            short: Rate::of(&tons_by_day(record, Series::Unmet), Worse::High),
            front: Front::of(scenario, record),
            worst_days: worst_days(scenario, record),
            verdict: Verdict::of(scenario, record),
            delivered_by_day,
            places: depots(scenario),
        }
    }
}

fn worst_days(scenario: &Scenario, record: &Record) -> Vec<WorstDay> {
    let theatre = scenario.domains();
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
            let told = |series: Series| theatre.has_all(series.needs()).then(|| at(day, series));
            WorstDay {
                date: date_of(scenario, day).to_string(),
                front_issued_tons: tons(needed + less),
                front_needed_tons: tons(needed),
                delivered_tons: tons(at(day, Series::Delivered)),
                needed_tons: tons(at(day, Series::Needed)),
                cuts: told(Series::TrackCuts),
                spans_hit: told(Series::SpansHit),
                open_share: share(open as f64, lines.len() as f64 * DAY_S).map(rounded),
            }
        })
        .collect()
}
