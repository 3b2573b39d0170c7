//! The effect given what is known to have happened, beside the effect over all that might have.
//!
//! If the base is what happened, a run of it that tells the record well is more likely to be like what
//! happened than one that does not. Each pair weighs what its base run is worth: `exp(-1/2 sum z^2)`, with
//! `z` the distance from the figure of record in halves of its range. The other arm has the same chance, so
//! that a difference weighs what its base run weighs (observe, act, predict: Pearl, Causality, 2009,
//! section 7.1; weights of samples: Kong, Liu and Wong, JASA 89, 1994).
//!
//! What the runs hardly ever reach says that the model is wrong there, and no weight can mend it: such
//! figures are left out, and told. Where few points carry the weight nothing is said of the effect.

use interdict_engine::math;
use interdict_scenario::scenario::Observed;
use serde::Serialize;

use super::nested::AtPoint;
use crate::paired::{ERROR, Interval};
use crate::student;

/// Share of runs that must come within a figure's range, or it is left out.
pub const LEAST_INSIDE: f64 = 0.05;

/// Points that the weights must be worth, or nothing is said of the effect.
pub const LEAST_WORTH: f64 = 20.0;

/// How far the runs of the base tell the record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Given {
    /// The figures of record that could be reckoned, in the scenario's order.
    pub figures: Vec<Told>,
    /// Points that count as much as all points so weighed (Kish's effective sample size).
    pub worth: f64,
    /// Weight of each pair of each point, in order; together one.
    #[serde(skip)]
    pub weights: Vec<Vec<f64>>,
}

/// A figure of record and the runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The figure's id.
    pub id: String,
    /// What it is.
    pub quantity: String,
    /// Share of runs within its range.
    pub inside: f64,
    /// Whether runs are weighed by it.
    pub is_used: bool,
}

/// An effect by weighted pairs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Weighed {
    /// Mean difference, arm minus base.
    pub mean: f64,
    /// Its 95 % interval, by Student's law on as many points as the weights are worth.
    pub interval: Interval,
    /// Share of the weight on pairs with the other sign.
    pub other: f64,
}

impl Given {
    /// Of whole points; `None` where there are no figures of record or no runs.
    pub fn of(observed: &[Observed], whole: &[&AtPoint]) -> Option<Self> {
        let runs: Vec<Vec<&[Option<f64>]>> = (whole.iter())
            .map(|at| {
                (at.arms[0].iter().flatten())
                    .map(|run| &*run.beside)
                    .collect()
            })
            .collect();
        let all = || runs.iter().flatten();
        let count = all().count();
        if observed.is_empty() || count == 0 {
            return None;
        }
        let told = observed.iter().enumerate().filter_map(|(place, figure)| {
            // a figure that some run cannot give would weigh runs by what they lack
            let values: Option<Vec<f64>> = all().map(|run| *run.get(place)?).collect();
            let inside = |value: &&f64| (figure.low..=figure.high).contains(*value);
            let inside = values?.iter().filter(inside).count() as f64 / count as f64;
            let told = Told {
                id: figure.id.clone(),
                quantity: figure.quantity.clone(),
                inside,
                is_used: inside >= LEAST_INSIDE && figure.high > figure.low,
            };
            Some((place, told))
        });
        let told: Vec<(usize, Told)> = told.collect();
        let misfit = |run: &[Option<f64>]| -> f64 {
            let used = told.iter().filter(|(_, told)| told.is_used);
            used.map(|&(place, _)| {
                let figure = &observed[place];
                let half = (figure.high - figure.low) / 2.0;
                let z = (run[place].unwrap_or(figure.value) - figure.value) / half;
                z * z
            })
            .sum()
        };
        let misfits: Vec<Vec<f64>> = (runs.iter())
            .map(|runs| runs.iter().map(|run| misfit(run)).collect())
            .collect();
        let weights = weights(&misfits);
        Some(Self {
            figures: told.into_iter().map(|(_, told)| told).collect(),
            worth: worth(&weights),
            weights,
        })
    }

    /// Whether the weights are spread over enough points to say something.
    pub fn says_enough(&self) -> bool {
        self.worth >= LEAST_WORTH && self.figures.iter().any(|told| told.is_used)
    }

    /// The effect of an arm on an outcome; `None` where too few points carry the weight.
    pub fn effect(&self, whole: &[&AtPoint], arm: usize, outcome: usize) -> Option<Weighed> {
        let apart: Vec<Vec<f64>> = (whole.iter())
            .map(|at| at.differences(arm, outcome))
            .collect();
        self.says_enough()
            .then(|| weighed(&apart, &self.weights, self.worth))
    }
}

/// Weights of misfits, together one. Only differences of misfits matter, and the best run's is taken off.
pub(super) fn weights(misfits: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let least = misfits
        .iter()
        .flatten()
        .copied()
        .fold(f64::INFINITY, f64::min);
    let mut weights = misfits.to_vec();
    for weight in weights.iter_mut().flatten() {
        *weight = math::exp(-0.5 * (*weight - least));
    }
    let sum: f64 = weights.iter().flatten().sum();
    for weight in weights.iter_mut().flatten() {
        *weight /= sum;
    }
    weights
}

/// How many points of equal weight are worth as much; pairs of one point share its knobs and count as one.
pub(super) fn worth(weights: &[Vec<f64>]) -> f64 {
    let squares = weights.iter().map(|point| {
        let weight: f64 = point.iter().sum();
        weight * weight
    });
    1.0 / squares.sum::<f64>()
}

/// The weighted mean of differences, with the error that the spread of the points' shares gives it.
pub(super) fn weighed(apart: &[Vec<f64>], weights: &[Vec<f64>], worth: f64) -> Weighed {
    let both = || apart.iter().zip(weights);
    let mean = both()
        .flat_map(|(apart, weights)| apart.iter().zip(weights))
        .map(|(apart, weight)| apart * weight)
        .sum::<f64>();
    let squares = both().map(|(apart, weights)| {
        let share: f64 = (apart.iter().zip(weights))
            .map(|(apart, weight)| weight * (apart - mean))
            .sum();
        share * share
    });
    // the mean is made from the same points: as in a plain sample of as many as they are worth
    let error = (squares.sum::<f64>() * worth / (worth - 1.0).max(1.0)).sqrt();
    let half = error * student::critical(ERROR, (worth as u32).saturating_sub(1).max(1));
    let other = both()
        .flat_map(|(apart, weights)| apart.iter().zip(weights))
        .filter(|(apart, _)| **apart * mean < 0.0)
        .map(|(_, weight)| weight)
        .fold(0.0, |sum, weight| sum + weight);
    Weighed {
        mean,
        interval: Interval {
            low: mean - half,
            high: mean + half,
        },
        other,
    }
}
