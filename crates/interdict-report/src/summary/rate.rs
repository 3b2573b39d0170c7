//! A flow, as its mean, its median and its worst days.

use serde::Serialize;

use crate::figures::{mean, median, rounded};

/// A flow in tons a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// Mean of the days.
    pub mean: f64,
    /// Median of the days.
    pub median: f64,
    /// Mean of the ten worst days: the lowest, or for a need or a shortfall the highest.
    pub worst_ten: f64,
}

/// Which end of a flow is bad.
#[derive(Clone, Copy)]
pub(super) enum Worse {
    Low,
    High,
}

impl Rate {
    pub(super) fn of(values: &[f64], worse: Worse) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        if let Worse::High = worse {
            sorted.reverse();
        }
        Self {
            mean: rounded(mean(values)),
            median: rounded(median(values).unwrap_or(0.0)),
            worst_ten: rounded(mean(&sorted[..sorted.len().min(10)])),
        }
    }
}
