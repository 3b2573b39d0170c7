//! What the pairing was worth: the variance of independent differences over that of paired ones.
//!
//! The interval is made of the logarithm of the ratio, resampled and studentised (bootstrap-t): the ratio itself leans, and
//! its plain quantiles hold 85 to 92 of 100 where they should hold 95. The standard error of the logarithm is that of
//! the mean of what each pair adds to it, `((b - mean b)^2 + (a - mean a)^2) / (var b + var a) - (d - mean d)^2 / var d`.

use interdict_engine::math;
use serde::Serialize;

use super::interval::{FEW, Interval, differences};
use crate::moments::{mean, quantile, variance};
use crate::resample::{Resamples, mean_and_variance};

/// How much variance the pairing took away: variance of independent differences over that of paired
/// ones. About the number of independent pairs that one pair replaces.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct VarianceReduction {
    /// The ratio.
    pub ratio: f64,
    /// Its interval, of the same error as that of the difference; `None` of fewer than [`FEW`] pairs, and where too
    /// few of them differ to tell.
    pub interval: Option<Interval>,
}

impl VarianceReduction {
    /// Of two arms, pair by pair; `None` where the differences do not vary.
    pub fn of(base: &[f64], arm: &[f64], error: f64, resamples: &Resamples) -> Option<Self> {
        let apart = differences(base, arm);
        let spread = variance(&apart);
        if spread <= 0.0 {
            return None;
        }
        Some(Self {
            ratio: (variance(base) + variance(arm)) / spread,
            interval: interval([base, arm, &apart], error, resamples),
        })
    }

    /// Whether the pairing made the difference less sure for certain.
    pub fn hurts(&self) -> bool {
        self.interval.is_some_and(|interval| interval.high < 1.0)
    }
}

fn interval(columns: [&[f64]; 3], error: f64, resamples: &Resamples) -> Option<Interval> {
    let n = columns[0].len();
    if n < FEW {
        return None;
    }
    let all: Vec<u32> = (0..n as u32).collect();
    let (centre, step) = log_ratio(columns, &all)?;
    let mut apart: Vec<f64> = (resamples.each())
        .filter_map(|taken| log_ratio(columns, taken))
        .map(|(log, its_step)| (log - centre) / its_step)
        .collect();
    // a resample without variation says nothing of the ratio; where they are many, neither do the others
    if apart.len() < resamples.each().count() * 9 / 10 {
        return None;
    }
    apart.sort_unstable_by(f64::total_cmp);
    let end = |share: f64| math::exp(centre - quantile(&apart, share) * step);
    let interval = Interval {
        low: end(1.0 - error / 2.0),
        high: end(error / 2.0),
    };
    (interval.low.is_finite() && interval.high.is_finite()).then_some(interval)
}

/// Logarithm of the ratio among the pairs that are taken, and its standard error; `None` where it has none.
fn log_ratio([base, arm, apart]: [&[f64]; 3], taken: &[u32]) -> Option<(f64, f64)> {
    let [ours, theirs, paired] = [base, arm, apart].map(|column| mean_and_variance(column, taken));
    let both = ours.1 + theirs.1;
    if both <= 0.0 || paired.1 <= 0.0 {
        return None;
    }
    let square = |column: &[f64], mean: f64, pair: u32| {
        let off = column[pair as usize] - mean;
        off * off
    };
    let adds: Vec<f64> = (taken.iter())
        .map(|&pair| {
            let independent = square(base, ours.0, pair) + square(arm, theirs.0, pair);
            independent / both - square(apart, paired.0, pair) / paired.1
        })
        .collect();
    let centre = mean(&adds);
    let squares: f64 = adds.iter().map(|add| (add - centre) * (add - centre)).sum();
    let step = squares.sqrt() / taken.len() as f64;
    (step > 0.0).then(|| (math::ln(both / paired.1), step))
}
