//! One outcome in two arms whose replications are paired: the difference, how sure it is, and what the
//! pairing was worth.
//!
//! Every figure is a pure function of two slices in order of replication. Days inside one run never
//! enter here: they depend on one another, replications do not.

use serde::Serialize;

use crate::moments::{
    correlation, deviation, hodges_lehmann, mean, quantile, skewness, sorted, variance,
};
use crate::resample::{Resamples, mean_and_variance};
use crate::student;

/// The error of an interval that holds in 95 of 100 studies.
pub const ERROR: f64 = 0.05;

/// Above this skewness of the differences, Student's law is not trusted and resampling takes its place.
pub const SKEWED: f64 = 1.0;

/// From a lower to an upper limit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl Interval {
    /// Whether a number lies in it, its limits included.
    pub fn holds(self, number: f64) -> bool {
        self.low <= number && number <= self.high
    }

    /// Half of its width.
    pub fn half_width(self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

/// Where an interval comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Student's law.
    Student,
    /// Resampled studentised means (bootstrap-t), for skewed differences.
    Resampled,
    /// Every pair differs by the same: there is nothing to be unsure of.
    Equal,
    /// Fewer than two pairs: nothing can be said, and the limits are the difference itself.
    TooFew,
}

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

/// How much variance the pairing took away: variance of independent differences over that of paired
/// ones. About the number of independent pairs that one pair replaces.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct VarianceReduction {
    /// The ratio.
    pub ratio: f64,
    /// Its interval by resampling, of the same error as that of the difference.
    pub interval: Interval,
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
        let resampled = Resampled::of(base, arm, &differences, resamples);
        let skewness = skewness(&differences);
        let (method, interval) =
            interval_of_mean(&differences, error, skewness, &resampled.studentised);
        let variance_reduction = (spread > 0.0).then(|| VarianceReduction {
            ratio: (variance(base) + variance(arm)) / spread,
            interval: Interval {
                low: quantile(&resampled.ratios, error / 2.0),
                high: quantile(&resampled.ratios, 1.0 - error / 2.0),
            },
        });
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
            skewness,
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

/// Arm minus base, pair by pair.
///
/// # Panics
/// When the slices are not of one length.
pub fn differences(base: &[f64], arm: &[f64]) -> Vec<f64> {
    assert_eq!(base.len(), arm.len(), "every replication is in both arms");
    base.iter().zip(arm).map(|(base, arm)| arm - base).collect()
}

/// The interval of the mean difference alone.
///
/// # Panics
/// When the resamples are of another length.
pub fn mean_interval(differences: &[f64], error: f64, resamples: &Resamples) -> (Method, Interval) {
    assert_eq!(
        resamples.size(),
        differences.len(),
        "resamples of another study"
    );
    let skewness = skewness(differences);
    let studentised = if skewness.abs() > SKEWED {
        Resampled::of(differences, differences, differences, resamples).studentised
    } else {
        Vec::new()
    };
    interval_of_mean(differences, error, skewness, &studentised)
}

fn interval_of_mean(
    differences: &[f64],
    error: f64,
    skewness: f64,
    studentised: &[f64],
) -> (Method, Interval) {
    let n = differences.len();
    let centre = mean(differences);
    let step = (variance(differences) / n.max(1) as f64).sqrt();
    let exactly = Interval {
        low: centre,
        high: centre,
    };
    if n < 2 {
        return (Method::TooFew, exactly);
    }
    if step <= 0.0 {
        return (Method::Equal, exactly);
    }
    // a tail of fewer than five resamples says nothing
    if skewness.abs() > SKEWED && studentised.len() as f64 * error / 2.0 >= 5.0 {
        let (low, high) = (
            quantile(studentised, error / 2.0),
            quantile(studentised, 1.0 - error / 2.0),
        );
        if low.is_finite() && high.is_finite() {
            let interval = Interval {
                low: centre - high * step,
                high: centre - low * step,
            };
            return (Method::Resampled, interval);
        }
    }
    let reach = student::critical(error, n as u32 - 1) * step;
    let interval = Interval {
        low: centre - reach,
        high: centre + reach,
    };
    (Method::Student, interval)
}

/// What the resamples give, in rising order.
struct Resampled {
    /// Mean of a resample less the mean, over its own standard error.
    studentised: Vec<f64>,
    /// Variance reduction in a resample; infinite where its differences do not vary.
    ratios: Vec<f64>,
}

impl Resampled {
    fn of(base: &[f64], arm: &[f64], differences: &[f64], resamples: &Resamples) -> Self {
        let mut all = Self {
            studentised: Vec::new(),
            ratios: Vec::new(),
        };
        if variance(differences) <= 0.0 {
            return all;
        }
        let centre = mean(differences);
        let n = base.len() as f64;
        for taken in resamples.each() {
            let (mean, spread) = mean_and_variance(differences, taken);
            let apart = mean - centre;
            all.studentised.push(if spread > 0.0 {
                apart / (spread / n).sqrt()
            } else {
                f64::INFINITY.copysign(apart)
            });
            let both = mean_and_variance(base, taken).1 + mean_and_variance(arm, taken).1;
            all.ratios.push(if spread > 0.0 {
                both / spread
            } else {
                f64::MAX
            });
        }
        all.studentised.sort_unstable_by(f64::total_cmp);
        all.ratios.sort_unstable_by(f64::total_cmp);
        all
    }
}

#[cfg(test)]
mod tests;
