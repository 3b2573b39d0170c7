//! One outcome in two arms whose replications are paired: the difference, how sure it is, and what the
//! pairing was worth.
//!
//! Every figure is a pure function of two slices in order of replication. Days inside one run never
//! enter here: they depend on one another, replications do not.

use serde::Serialize;

use crate::moments::{
    correlation, deviation, hodges_lehmann, mean, quantile, skewness, sorted, variance,
};
use crate::resample::Resamples;

mod interval;
mod worth;

pub use interval::{ERROR, FEW, Interval, Method, SKEWED, differences, mean_interval};
pub use worth::VarianceReduction;

/// Quantiles of the differences.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quantiles {
    /// 5 %.
    pub p05: f64,
    /// 25 %.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75 %.
    pub p75: f64,
    /// 95 %.
    pub p95: f64,
}

impl Quantiles {
    /// Of some values.
    pub fn of(values: &[f64]) -> Self {
        let sorted = sorted(values);
        let [p05, p25, p50, p75, p95] =
            [0.05, 0.25, 0.5, 0.75, 0.95].map(|share| quantile(&sorted, share));
        Self {
            p05,
            p25,
            p50,
            p75,
            p95,
        }
    }
}

/// One outcome in a base and another arm.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paired {
    /// Pairs.
    pub pairs: usize,
    /// Mean in the base.
    pub base_mean: f64,
    /// Standard deviation in the base.
    pub base_deviation: f64,
    /// Mean in the arm.
    pub arm_mean: f64,
    /// Standard deviation in the arm.
    pub arm_deviation: f64,
    /// Mean difference, arm minus base.
    pub difference: f64,
    /// Standard deviation of the differences.
    pub deviation: f64,
    /// Interval of the mean difference.
    pub interval: Interval,
    /// Where it comes from.
    pub method: Method,
    /// Skewness of the differences.
    pub skewness: f64,
    /// Quantiles of the differences.
    pub quantiles: Quantiles,
    /// Median of the means of two differences: a centre that few wild pairs cannot move.
    pub hodges_lehmann: f64,
    /// Pairs whose difference has the sign of the mean difference.
    pub agreeing: usize,
    /// Pairs whose difference has the other sign.
    pub opposing: usize,
    /// Pairs without a difference.
    pub equal: usize,
    /// Correlation of the arms; `None` where one does not vary.
    pub correlation: Option<f64>,
    /// What the pairing was worth; `None` where the differences do not vary.
    pub variance_reduction: Option<VarianceReduction>,
    /// Pairs that runs with independent seeds would need for the same half-width; `None` as above.
    pub independent_pairs: Option<f64>,
}

impl Paired {
    /// Compares two slices of one length, pair by pair; `error` is the chance with which the interval
    /// may miss.
    ///
    /// # Panics
    /// When the slices or the resamples are of another length.
    pub fn of(base: &[f64], arm: &[f64], error: f64, resamples: &Resamples) -> Self {
        let differences = differences(base, arm);
        assert_eq!(resamples.size(), base.len(), "resamples of another study");
        let difference = mean(&differences);
        let spread = variance(&differences);
        let (method, interval) = mean_interval(&differences, error);
        let variance_reduction = VarianceReduction::of(base, arm, error, resamples);
        let count = |wanted: fn(f64) -> bool| differences.iter().filter(|&&d| wanted(d)).count();
        let (above, below) = (count(|d| d > 0.0), count(|d| d < 0.0));
        let (agreeing, opposing) = match difference.partial_cmp(&0.0) {
            Some(std::cmp::Ordering::Greater) => (above, below),
            Some(std::cmp::Ordering::Less) => (below, above),
            _ => (0, above + below),
        };
        Self {
            pairs: base.len(),
            base_mean: mean(base),
            base_deviation: deviation(base),
            arm_mean: mean(arm),
            arm_deviation: deviation(arm),
            difference,
            deviation: spread.sqrt(),
            interval,
            method,
            skewness: skewness(&differences),
            quantiles: Quantiles::of(&differences),
            hodges_lehmann: hodges_lehmann(&differences),
            agreeing,
            opposing,
            equal: base.len() - above - below,
            correlation: correlation(base, arm),
            independent_pairs: variance_reduction.map(|worth| worth.ratio * base.len() as f64),
            variance_reduction,
        }
    }

    /// Share of the pairs whose difference has the other sign than the mean difference.
    pub fn opposing_share(&self) -> f64 {
        self.opposing as f64 / self.pairs.max(1) as f64
    }

    /// Whether the interval lies on one side of zero.
    pub fn is_detected(&self) -> bool {
        self.method != Method::TooFew && !self.interval.holds(0.0)
    }
}

/// An arm against another one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Against {
    /// Number of the arm.
    pub arm: usize,
    /// One for each outcome.
    pub outcomes: Vec<Paired>,
}

#[cfg(test)]
mod tests;
