//! A mean over pairs as it is told.

use serde::Serialize;

use crate::moments::{deviation, mean};
use crate::paired::FEW;
use crate::student;

/// A mean over pairs, with its standard error and interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Told {
    /// Mean.
    pub mean: f64,
    /// Standard error.
    pub error: f64,
    /// Lower limit of the interval (Student); 95 % where nothing else is said.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl Told {
    /// Of one value a pair. Fewer than two tell nothing, nor do fewer than [`FEW`] that are all the same: their limits
    /// reach to zero.
    pub fn of(values: &[f64]) -> Self {
        Self::with_error(values, crate::paired::ERROR)
    }

    /// The same with another chance to miss: of several that are to hold together, each takes its part.
    pub fn with_error(values: &[f64], miss: f64) -> Self {
        let mean = mean(values);
        let error = deviation(values) / (values.len().max(1) as f64).sqrt();
        if values.len() < 2 || values.len() < FEW && error <= 0.0 {
            return Self {
                mean,
                error: 0.0,
                low: mean.min(0.0),
                high: mean.max(0.0),
            };
        }
        let half = if error > 0.0 {
            error * student::critical(miss, values.len() as u32 - 1)
        } else {
            0.0
        };
        Self {
            mean,
            error,
            low: mean - half,
            high: mean + half,
        }
    }

    /// Whether zero lies outside the interval.
    pub fn is_told(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}
