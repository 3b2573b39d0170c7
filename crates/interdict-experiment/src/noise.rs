//! The floor of noise: what a change of no consequence does to every outcome, beside what the arms do.

use serde::Serialize;

use crate::arms::Arms;
use crate::ordered::each;
use crate::paired::{Against, Paired};
use crate::resample::Resamples;
use crate::study::Study;

/// The floor of noise: the base with a change of no consequence, under the same numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Noise {
    /// What was changed, in words.
    pub told: String,
    /// First day of the change.
    pub from: String,
    /// Ids of the lines from which one was drawn for each pair.
    pub lines: Vec<String>,
    /// The change against the base, one for each outcome. Its standard deviation is what any touch does to a pair;
    /// its mean should be zero.
    pub outcomes: Vec<Paired>,
    /// Each arm but the base against the change of no consequence.
    pub arms: Vec<Against>,
}

/// The floor of noise, where a change of no consequence was run.
pub(crate) fn noise(
    arms: &Arms,
    study: &Study,
    values: &[Vec<Vec<f64>>],
    error: f64,
    resamples: &Resamples,
) -> Option<Noise> {
    let sham = arms.sham().ok()?;
    let base = &arms.base().scenario;
    let touched: Vec<Vec<f64>> = (0..values.len()).map(|place| study.sham(place)).collect();
    let against = |arm: usize| Against {
        arm,
        outcomes: each(values.len(), |place| {
            Paired::of(&touched[place], &values[place][arm], error, resamples)
        }),
    };
    let date = base.starts.plus_days(i32::from(sham.from));
    Some(Noise {
        told: sham.told(),
        from: date.unwrap_or(base.starts).to_string(),
        lines: (sham.lines.iter())
            .map(|&line| base.lines[line as usize].id.clone())
            .collect(),
        outcomes: each(values.len(), |place| {
            Paired::of(&values[place][0], &touched[place], error, resamples)
        }),
        arms: (1..arms.count()).map(against).collect(),
    })
}
