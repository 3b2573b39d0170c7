//! What formations at the front got of their need, and what they had left: the answer of a run.

use interdict_experiment::outcome::{front_reserves, is_short};
use interdict_model::{FormationSeries, Record, Series};
use interdict_scenario::Scenario;
use serde::Serialize;

use crate::figures::{Fed, date_of, fed, front_days, mean, rounded, share, tons_by_day};

use super::rate::{Rate, Worse};

/// What formations at the front got, in tons a day and as a share of their need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AtFront {
    /// Which formations are meant.
    pub of: Fed,
    /// Share of their need that was issued; `None` where nothing was needed.
    pub share_met: Option<f64>,
    /// Days on which anything was needed.
    pub days_needed: u16,
    /// Days on which less than 90 % of the need was issued.
    pub days_short: u16,
    /// Stock with formations and at their railheads for them in days of their need: the mean of the days on which
    /// anything was needed; `None` where there was none.
    pub reserve_days: Option<f64>,
    /// Of these, with formations.
    pub reserve_days_carried: Option<f64>,
    /// Needed.
    pub needed: Rate,
    /// Needed and not issued.
    pub short: Rate,
    /// Brought from railheads.
    pub brought: Rate,
    /// The formations that got the smallest share of their need, the worst first; at most four, and none that got
    /// all of it.
    pub shortest: Vec<FormationFed>,
    /// Brought on each day, tons.
    pub brought_by_day: Vec<f64>,
}

/// How much of its need a formation got.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormationFed {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Share of its need that was issued.
    pub share_met: f64,
}

/// Days of supply at the front.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Front {
    /// When the first day ended.
    pub at_start: f64,
    /// At the lowest.
    pub lowest: f64,
    /// When that was.
    pub lowest_on: String,
    /// When the last day ended.
    pub at_end: f64,
}

impl AtFront {
    pub(super) fn of(scenario: &Scenario, record: &Record) -> Self {
        let total = |series| record.total(series) as f64;
        let (needed, unmet) = (total(Series::FrontNeeded), total(Series::FrontUnmet));
        let days = record.series(Series::FrontNeeded);
        let days: Vec<(i64, i64)> = days.zip(record.series(Series::FrontUnmet)).collect();
        let count = |what: fn(&&(i64, i64)) -> bool| days.iter().filter(what).count() as u16;
        let mean_of = |values: Vec<f64>| (!values.is_empty()).then(|| rounded(mean(&values)));
        let reserves = (0..record.days).filter_map(|day| front_reserves(record, day));
        let brought_by_day = tons_by_day(record, Series::DeliveredFront);
        Self {
            of: fed(scenario),
            share_met: share(needed - unmet, needed).map(rounded),
            days_needed: count(|(needed, _)| *needed > 0),
            days_short: count(|&&(needed, unmet)| is_short(needed, unmet)),
            reserve_days: mean_of(reserves.collect()),
            reserve_days_carried: mean_of(front_days(record).into_iter().flatten().collect()),
            needed: Rate::of(&tons_by_day(record, Series::FrontNeeded), Worse::High),
            short: Rate::of(&tons_by_day(record, Series::FrontUnmet), Worse::High),
            brought: Rate::of(&brought_by_day, Worse::Low),
            shortest: shortest(scenario, record),
            brought_by_day,
        }
    }
}

fn shortest(scenario: &Scenario, record: &Record) -> Vec<FormationFed> {
    let whom = fed(scenario);
    let mut all: Vec<(f64, usize)> = (scenario.formations.iter().enumerate())
        .filter(|(_, formation)| formation.front || whom == Fed::All)
        .filter_map(|(row, _)| {
            let sum = |series| record.formation(row as u32, series).sum::<i64>() as f64;
            let (need, short) = (sum(FormationSeries::Need), sum(FormationSeries::Short));
            Some((share(need - short, need)?, row))
        })
        .filter(|&(met, _)| met < 1.0)
        .collect();
    all.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let fed = |(met, row): (f64, usize)| {
        let formation = &scenario.formations[row];
        FormationFed {
            id: formation.id.clone(),
            name: formation.name.clone(),
            share_met: rounded(met),
        }
    };
    all.into_iter().take(4).map(fed).collect()
}

impl Front {
    pub(super) fn of(scenario: &Scenario, record: &Record) -> Option<Self> {
        let known: Vec<(u16, f64)> = (0..record.days)
            .zip(front_days(record))
            .filter_map(|(day, supply)| Some((day, supply?)))
            .collect();
        let lowest = known.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
        Some(Self {
            at_start: rounded(known.first()?.1),
            lowest: rounded(lowest.1),
            lowest_on: date_of(scenario, lowest.0).to_string(),
            at_end: rounded(known.last()?.1),
        })
    }
}
