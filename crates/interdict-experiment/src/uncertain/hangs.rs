//! Which knobs the sign of an effect hangs on, one by one.
//!
//! Rank sums over points (Wilcoxon 1945), ties by mean rank. Many knobs are tried, so what may be
//! said of one is bounded as if it were the luckiest of all (Bonferroni).

use serde::Serialize;

use super::effect::Effect;
use super::points::Points;
use crate::moments::{quantile, sorted};
use crate::paired::ERROR;
use crate::ranks::rank_sum;
use crate::student;

/// Knobs that are named.
const NAMED: usize = 8;

/// Share of points with the other sign from which it is asked what the sign hangs on.
const ENOUGH: f64 = 0.1;

/// A knob in points of either sign.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parted {
    /// Path of the knob.
    pub path: String,
    /// Unit.
    pub unit: &'static str,
    /// Median where the effect has the sign of the mean.
    pub same: f64,
    /// Median where it has the other.
    pub other: f64,
    /// The second less the first, as a share of the range as it is drawn.
    pub apart: f64,
    /// Rank-sum statistic, standard normal where the sign has nothing to do with the knob.
    pub z: f64,
    /// Whether it is beyond the bound.
    pub stands_out: bool,
}

/// The knobs that points of either sign differ in most.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Signs {
    /// Knobs that were tried.
    pub tried: usize,
    /// What the largest of so many statistics exceeds in 5 of 100 studies in which none means anything.
    pub bound: f64,
    /// Those whose medians differ most, as a share of their ranges.
    pub knobs: Vec<Parted>,
}

impl Signs {
    /// Of the watched effect; `None` where fewer than a tenth of the points have the other sign.
    pub fn of(points: &Points, rows: &[usize], effect: &Effect) -> Option<Self> {
        if !are_enough(effect) {
            return None;
        }
        let is_other: Vec<bool> = (effect.shrunk().iter())
            .map(|at| at * effect.mean < 0.0)
            .collect();
        let (tried, bound) = (points.drawn.len(), bound(points.drawn.len()));
        let parted = (points.drawn.iter().enumerate()).map(|(knob, drawn)| {
            let places = column(points, rows, knob);
            let median = |wanted: bool| {
                let of_sign = (places.iter().zip(&is_other)).filter(|&(_, &sign)| sign == wanted);
                quantile(
                    &sorted(&of_sign.map(|(&at, _)| at).collect::<Vec<_>>()),
                    0.5,
                )
            };
            let (same, other) = (median(false), median(true));
            let z = rank_sum(&places, &is_other);
            Parted {
                path: drawn.path.clone(),
                unit: drawn.unit,
                same: drawn.at(same),
                other: drawn.at(other),
                apart: other - same,
                z,
                stands_out: z.abs() > bound,
            }
        });
        let mut knobs: Vec<Parted> = parted.collect();
        knobs.sort_by(|a, b| b.apart.abs().total_cmp(&a.apart.abs()));
        knobs.truncate(NAMED);
        Some(Self {
            tried,
            bound,
            knobs,
        })
    }
}

/// Whether enough points have the other sign to ask what the sign hangs on.
pub(super) fn are_enough(effect: &Effect) -> bool {
    effect.other_share() >= ENOUGH && effect.other_sign > 0
}

/// The normal deviate that the largest of so many exceeds with five per cent at most.
fn bound(tried: usize) -> f64 {
    student::normal_critical(ERROR / tried.max(1) as f64)
}

/// Where the points of some rows lie in the range of a knob.
fn column(points: &Points, rows: &[usize], knob: usize) -> Vec<f64> {
    rows.iter().map(|&row| points.places[row][knob]).collect()
}
