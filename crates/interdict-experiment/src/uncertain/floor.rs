//! The floor of noise at the points: what a change of no consequence does to the mean of a few pairs, beside what an arm
//! does.
//!
//! The sham of a comparison (`sham`) is run at every point under the numbers of the arms, one light gun more along another
//! line in each pair. At a point its pairs scatter about their mean by what any touch does there. A handful of pairs tells
//! little of that, so the variance of each point is lent what the others know (`moderated`). Beyond Student's limit of the
//! mean of the pairs lies what a change of no consequence gives at one point of twenty.

use serde::Serialize;

use super::effect::Effect;
use super::moderated::Moderated;
use super::nested::AtPoint;
use crate::arms::Arms;
use crate::moments::{mean, variance};
use crate::paired::{ERROR, Interval};
use crate::student;

/// What a change of no consequence does at the points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Floor {
    /// What was changed, in words.
    pub told: String,
    /// First day of the change.
    pub from: String,
    /// The change against the base, one for each outcome. Its mean should be zero.
    pub outcomes: Vec<Touch>,
}

/// One arm less another on one outcome, over points and pairs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Touch {
    /// Mean difference.
    pub mean: f64,
    /// Its 95 % interval, by Student's law over the means of points.
    pub interval: Interval,
    /// Standard deviation from pair to pair at one point.
    pub deviation: f64,
    /// The mean difference at each point, in order.
    pub by_point: Vec<f64>,
}

/// An arm's effect beside that of a change of no consequence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Beyond {
    /// The arm less the change of no consequence, one for each outcome.
    pub outcomes: Vec<Touch>,
    /// How far from zero the change of no consequence alone moves the mean of the pairs of each point, in 95 of 100
    /// cases, on the watched outcome.
    pub reach_by_point: Vec<f64>,
    /// Points whose watched effect, as measured, lies farther from zero than that, with the sign of its mean.
    pub beyond: usize,
    /// The same with the other sign.
    pub beyond_other: usize,
    /// Points that chance alone would put beyond, with either sign.
    pub by_chance: f64,
}

impl Floor {
    /// Of whole points; `None` where no change of no consequence was run, or there is no point.
    pub(super) fn of(arms: &Arms, outcomes: usize, whole: &[&AtPoint]) -> Option<Self> {
        let sham = arms.sham().ok()?;
        let base = &arms.base().scenario;
        are_there(whole).then(|| Self {
            told: sham.told(),
            from: super::heading::date(base, sham.from),
            outcomes: (0..outcomes)
                .map(|outcome| Touch::of(whole.iter().map(|at| at.of_sham(outcome))))
                .collect(),
        })
    }
}

impl Beyond {
    /// An arm with its effects at whole points; `None` where no change of no consequence was run.
    pub(super) fn of(
        whole: &[&AtPoint],
        arm: usize,
        (effects, watched): (&[Effect], usize),
    ) -> Option<Self> {
        if !are_there(whole) {
            return None;
        }
        let sham: Vec<Vec<f64>> = whole.iter().map(|at| at.of_sham(watched)).collect();
        let reach = reach(&sham);
        let effect = &effects[watched];
        let beyond = |sign: f64| {
            let both = effect.by_point.iter().zip(&reach);
            both.filter(|(at, reach)| **at * sign > **reach).count()
        };
        let sign = if effect.mean < 0.0 { -1.0 } else { 1.0 };
        Some(Self {
            outcomes: (0..effects.len())
                .map(|outcome| Touch::of(whole.iter().map(|at| at.less_sham(arm, outcome))))
                .collect(),
            beyond: beyond(sign),
            beyond_other: beyond(-sign),
            by_chance: ERROR * whole.len() as f64,
            reach_by_point: reach,
        })
    }
}

impl Touch {
    /// Of differences by point and pair.
    fn of(groups: impl Iterator<Item = Vec<f64>>) -> Self {
        let groups: Vec<Vec<f64>> = groups.collect();
        let by_point: Vec<f64> = groups.iter().map(|group| mean(group)).collect();
        let within: Vec<f64> = groups.iter().map(|group| variance(group)).collect();
        let centre = mean(&by_point);
        let points = by_point.len();
        let error = (variance(&by_point) / points.max(1) as f64).sqrt();
        let half = if points > 1 && error > 0.0 {
            student::critical(ERROR, points as u32 - 1) * error
        } else {
            0.0
        };
        Self {
            mean: centre,
            interval: Interval {
                low: centre - half,
                high: centre + half,
            },
            deviation: mean(&within).sqrt(),
            by_point,
        }
    }

    /// Whether the interval lies on one side of zero.
    pub fn is_told(&self) -> bool {
        self.by_point.len() > 1 && !self.interval.holds(0.0)
    }
}

/// Whether the change of no consequence was run at the points.
fn are_there(whole: &[&AtPoint]) -> bool {
    whole.first().is_some_and(|at| at.sham.is_some())
}

/// How far from zero chance alone moves the mean of each group of one size, in 95 of 100 cases.
pub(super) fn reach(groups: &[Vec<f64>]) -> Vec<f64> {
    let within: Vec<f64> = groups.iter().map(|group| variance(group)).collect();
    let each = groups.first().map_or(0, Vec::len).max(1);
    let Moderated { variances, freedom } = Moderated::of(&within, each);
    let critical = student::critical(ERROR, freedom);
    let of_mean = |variance: f64| critical * (variance / each as f64).sqrt();
    variances.into_iter().map(of_mean).collect()
}
