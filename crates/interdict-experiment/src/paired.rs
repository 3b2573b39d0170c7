//! One outcome in two arms whose replications are paired: the difference, how sure it is, and what the
//! pairing was worth.
//!
//! Every figure is a pure function of two slices in order of replication. Days inside one run never
//! enter here: they depend on one another, replications do not.

use interdict_engine::math;
use serde::Serialize;

use crate::moments::{
    correlation, deviation, hodges_lehmann, mean, quantile, skewness, sorted, variance,
};
use crate::resample::Resamples;
use crate::student;

mod worth;

pub use worth::VarianceReduction;

/// The error of an interval that holds in 95 of 100 studies.
pub const ERROR: f64 = 0.05;

/// Above this skewness of the differences, Student's law is not trusted: its interval is bent by the skewness.
pub const SKEWED: f64 = 0.5;

/// Fewer pairs than this do not show how their differences are spread: there is Student's law or nothing.
pub const FEW: usize = 8;

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
    /// Student's law on fewer than [`FEW`] pairs, which cannot show whether it holds.
    Few,
    /// Student's law bent by the skewness of the differences (Hall 1992).
    Skewed,
    /// Every pair differs by the same: nothing, or the same amount in [`FEW`] pairs at least.
    Equal,
    /// Fewer than two pairs, or fewer than [`FEW`] that all differ by the same amount: nothing can be said, and the
    /// limits are the difference itself.
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

/// Arm minus base, pair by pair.
///
/// # Panics
/// When the slices are not of one length.
pub fn differences(base: &[f64], arm: &[f64]) -> Vec<f64> {
    assert_eq!(base.len(), arm.len(), "every replication is in both arms");
    base.iter().zip(arm).map(|(base, arm)| arm - base).collect()
}

/// The interval of the mean difference, and where it comes from.
///
/// Skewed differences have a mean that leans, and Student's interval then misses on one side. The third-degree transform
/// of Hall (1992), "On the removal of skewness by transformation", Journal of the Royal Statistical Society B 54,
/// turns the studentised mean `t` into `t + a (t^2/3 + 1/6) + a^2 t^3/27`, with `a` the skewness over the root of
/// `n`, which does not lean. It rises throughout, so it can be undone, and needs no resampling.
pub fn mean_interval(differences: &[f64], error: f64) -> (Method, Interval) {
    let n = differences.len();
    let centre = mean(differences);
    let spread = variance(differences);
    if n < 2 || spread <= 0.0 {
        let is_told = n >= FEW || n >= 2 && centre.abs() <= 0.0;
        let exactly = Interval {
            low: centre,
            high: centre,
        };
        let method = if is_told {
            Method::Equal
        } else {
            Method::TooFew
        };
        return (method, exactly);
    }
    let step = (spread / n as f64).sqrt();
    let far = student::critical(error, n as u32 - 1);
    let (method, [below, above]) = if n < FEW {
        (Method::Few, [far, far])
    } else if skewness(differences).abs() > SKEWED {
        let lean = lean(differences);
        let bent = [unbent(far, lean), -unbent(-far, lean)];
        (Method::Skewed, bent)
    } else {
        (Method::Student, [far, far])
    };
    let interval = Interval {
        low: centre - below * step,
        high: centre + above * step,
    };
    (method, interval)
}

/// Skewness by moments over the root of the number of values.
fn lean(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = mean(values);
    let moment = |power: fn(f64) -> f64| values.iter().map(|x| power(x - mean)).sum::<f64>() / n;
    let second = moment(|d| d * d);
    moment(|d| d * d * d) / (second * second.sqrt() * n.sqrt())
}

/// The studentised mean that Hall's transform takes to `z`.
fn unbent(z: f64, lean: f64) -> f64 {
    let cube = 1.0 + lean * (z - lean / 6.0);
    let root = math::exp(math::ln(cube.abs()) / 3.0).copysign(cube);
    3.0 / lean * (root - 1.0)
}

#[cfg(test)]
mod tests;
