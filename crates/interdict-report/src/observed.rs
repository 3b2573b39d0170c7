//! Figures of record beside what the run gave.

use interdict_experiment::moments::{quantile, sorted};
use interdict_model::Record;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Observed;
use serde::Serialize;

use crate::figures::{date_of, rounded};

mod chart;
mod page;

/// A table of figures of record with simulated ones.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BesideRecord {
    /// One row a figure of record, in the scenario's order.
    pub rows: Vec<Row>,
    /// Rows that could be compared.
    pub n_compared: usize,
    /// Rows inside their range.
    pub n_inside: usize,
    /// Mean score of the compared rows; `None` where none was.
    pub mean_score: Option<f64>,
}

/// A figure of record with a simulated one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The figure's id.
    pub id: String,
    /// What it is.
    pub quantity: String,
    /// Unit.
    pub unit: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The figure of record.
    pub observed: f64,
    /// Its low end.
    pub low: f64,
    /// Its high end.
    pub high: f64,
    /// What the run gave, or why there is nothing to compare.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Source of the figure of record.
    pub source: String,
}

/// What became of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was compared.
    Compared {
        /// The simulated figure; of several runs, their mean.
        simulated: f64,
        /// Standard deviation from run to run; `None` for one run.
        #[serde(skip_serializing_if = "Option::is_none")]
        deviation: Option<f64>,
        /// Between low and high.
        is_inside: bool,
        /// 1 between low and high; outside a half at most, falling to 0 one width of the range away.
        score: f64,
        /// Simulated less observed, in standard deviations of what one campaign may differ by: from run to run, and
        /// by what the range leaves open; `None` for one run, and where neither varies.
        #[serde(skip_serializing_if = "Option::is_none")]
        z: Option<f64>,
        /// Runs that gave less than the figure of record, and how many there were; equal ones count half.
        below: (f64, usize),
        /// Between which values 90 of 100 runs lie; `None` for one run.
        #[serde(skip_serializing_if = "Option::is_none")]
        spread: Option<(f64, f64)>,
        /// What each run gave.
        #[serde(skip)]
        runs: Vec<f64>,
    },
    /// It was not, and why.
    NotCompared(String),
}

impl BesideRecord {
    /// Every figure of record of the scenario beside the run.
    pub fn of(scenario: &Scenario, record: &Record) -> Self {
        Self::of_runs(scenario, &[Self::simulate(scenario, record)])
    }

    /// What one run gives for each figure of record, or why it gives nothing: for [`Self::of_runs`].
    pub fn simulate(scenario: &Scenario, record: &Record) -> Vec<Result<f64, String>> {
        interdict_experiment::observed::simulate(scenario, record)
    }

    /// Every figure of record beside the mean of some runs, each as [`Self::simulate`] gives it. A run that
    /// gives nothing for a figure (it would divide by zero) is left out of that figure's mean.
    pub fn of_runs(scenario: &Scenario, runs: &[Vec<Result<f64, String>>]) -> Self {
        let figures = scenario.observed.iter().enumerate();
        let rows: Vec<Row> = figures
            .map(|(place, figure)| {
                let values: Vec<f64> = runs
                    .iter()
                    .filter_map(|run| run[place].clone().ok())
                    .collect();
                let why = runs.iter().find_map(|run| run[place].clone().err());
                row(scenario, figure, &values, why)
            })
            .collect();
        let scores: Vec<(bool, f64)> = rows
            .iter()
            .filter_map(|row| match row.outcome {
                Outcome::Compared {
                    is_inside, score, ..
                } => Some((is_inside, score)),
                Outcome::NotCompared(_) => None,
            })
            .collect();
        let sum: f64 = scores.iter().map(|(_, score)| score).sum();
        Self {
            n_compared: scores.len(),
            n_inside: scores.iter().filter(|(is_inside, _)| *is_inside).count(),
            mean_score: crate::figures::share(sum, scores.len() as f64)
                .or((!scores.is_empty()).then_some(0.0))
                .map(rounded),
            rows,
        }
    }
}

fn row(scenario: &Scenario, figure: &Observed, values: &[f64], why: Option<String>) -> Row {
    let outcome = match why {
        Some(why) if values.is_empty() => Outcome::NotCompared(why),
        _ => {
            let count = values.len().max(1) as f64;
            let value = values.iter().sum::<f64>() / count;
            let squares: f64 = values.iter().map(|x| (x - value) * (x - value)).sum();
            Outcome::Compared {
                simulated: rounded(value),
                deviation: (values.len() > 1).then(|| rounded((squares / (count - 1.0)).sqrt())),
                is_inside: (figure.low..=figure.high).contains(&value),
                score: rounded(score(value, figure.low, figure.high)),
                z: (values.len() > 1)
                    .then(|| z(value, squares / (count - 1.0), figure))
                    .flatten(),
                below: below(values, figure.value),
                spread: (values.len() > 1).then(|| spread(values)),
                runs: values.to_vec(),
            }
        }
    };
    Row {
        id: figure.id.clone(),
        quantity: figure.quantity.clone(),
        unit: figure.unit.clone(),
        from: date_of(scenario, figure.from).to_string(),
        to: date_of(scenario, figure.to.saturating_sub(1)).to_string(),
        observed: figure.value,
        low: figure.low,
        high: figure.high,
        outcome,
        source: figure.source.text.clone(),
    }
}

/// Standard deviations of the normal law within which 90 of 100 lie: how the range of a figure of record is read.
const OF_RANGE: f64 = 1.645;

/// How far the mean of the runs is from the record. The record is one course of events, so the runs' spread counts whole;
/// of the range the side towards the runs counts, read as one that holds 90 of 100.
fn z(simulated: f64, variance: f64, figure: &Observed) -> Option<f64> {
    let apart = simulated - figure.value;
    let side = if apart > 0.0 {
        figure.high - figure.value
    } else {
        figure.value - figure.low
    };
    let spread = (variance + (side / OF_RANGE) * (side / OF_RANGE)).sqrt();
    (spread > 0.0).then(|| rounded(apart / spread))
}

fn below(values: &[f64], observed: f64) -> (f64, usize) {
    let half = |value: &f64| match value.total_cmp(&observed) {
        std::cmp::Ordering::Less => 1.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Greater => 0.0,
    };
    (values.iter().map(half).sum(), values.len())
}

fn spread(values: &[f64]) -> (f64, f64) {
    let sorted = sorted(values);
    let at = |share: f64| rounded(quantile(&sorted, share));
    (at(0.05), at(0.95))
}

/// 1 between low and high. Outside it starts at a half, for what is outside does not tell the record however near it is,
/// and falls in a straight line to 0 one width of the range away. A range without width scores 1 or 0.
fn score(value: f64, low: f64, high: f64) -> f64 {
    let outside = (low - value).max(value - high).max(0.0);
    if outside <= 0.0 {
        return 1.0;
    }
    let width = high - low;
    if width > 0.0 {
        0.5 * (1.0 - outside / width).max(0.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::{below, score};

    #[test]
    fn a_score_is_a_half_at_most_outside_and_nothing_one_width_away() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(close(score(5.0, 4.0, 8.0), 1.0));
        assert!(close(score(10.0, 4.0, 8.0), 0.25));
        assert!(close(score(3.0, 4.0, 8.0), 0.375));
        assert!(close(score(20.0, 4.0, 8.0), 0.0));
        assert!(close(score(4.0, 4.0, 4.0), 1.0));
        assert!(close(score(4.1, 4.0, 4.0), 0.0));
        assert_eq!(below(&[1.0, 2.0, 3.0, 2.0], 2.0), (2.0, 4));
    }
}
