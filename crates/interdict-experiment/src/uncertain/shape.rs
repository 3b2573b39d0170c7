//! How an effect goes with one knob: by quarters of its range.

use serde::Serialize;

use crate::moments::{mean, variance};
use crate::paired::ERROR;
use crate::student;

/// How an effect goes with a knob, as far as quarters of the range can be told from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Higher at the upper end.
    Rising,
    /// Lower at the upper end.
    Falling,
    /// Higher between than at both ends.
    Hump,
    /// Lower between than at both ends.
    Dip,
    /// No quarters can be told apart in one of these ways.
    Unclear,
}

impl Shape {
    /// As a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::Hump => "hump",
            Self::Dip => "dip",
            Self::Unclear => "unclear",
        }
    }
}

/// The effect in a quarter of a range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quarter {
    /// Points in it.
    pub points: usize,
    /// Its mean there.
    pub mean: f64,
    /// Standard error of the mean.
    pub error: f64,
}

/// Means over the quarters of a range, and the shape that they make. `centre` is added to every value.
pub(super) fn quarters(places: &[f64], values: &[f64], centre: f64) -> (Vec<Quarter>, Shape) {
    let quarters: Vec<Quarter> = (0..4_usize)
        .map(|quarter| {
            let inside: Vec<f64> = (places.iter().zip(values))
                .filter(|&(&place, _)| ((place * 4.0) as usize).min(3) == quarter)
                .map(|(_, value)| centre + value)
                .collect();
            let n = inside.len();
            Quarter {
                points: n,
                mean: if n > 0 { mean(&inside) } else { centre },
                error: if n > 1 {
                    (variance(&inside) / n as f64).sqrt()
                } else {
                    f64::INFINITY
                },
            }
        })
        .collect();
    let shape = shape(&quarters);
    (quarters, shape)
}

fn shape(quarters: &[Quarter]) -> Shape {
    let beyond = student::normal_critical(ERROR);
    let above = |a: usize, b: usize| {
        let (a, b) = (quarters[a], quarters[b]);
        let error = (a.error * a.error + b.error * b.error).sqrt();
        error.is_finite() && a.mean - b.mean > beyond * error
    };
    let between = [1, 2];
    if between.iter().any(|&at| above(at, 0) && above(at, 3)) {
        Shape::Hump
    } else if between.iter().any(|&at| above(0, at) && above(3, at)) {
        Shape::Dip
    } else if above(3, 0) {
        Shape::Rising
    } else if above(0, 3) {
        Shape::Falling
    } else {
        Shape::Unclear
    }
}
