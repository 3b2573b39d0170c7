//! Differences of paired replications, and an interval for their mean.

use interdict_engine::math;
use serde::Serialize;

use crate::moments::{mean, skewness, variance};
use crate::student;

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
pub(super) fn lean(values: &[f64]) -> f64 {
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
