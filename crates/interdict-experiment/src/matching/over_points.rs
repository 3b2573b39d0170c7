//! The points of a study over knobs, held against the record: the effect at those that are not ruled out.

use interdict_scenario::Scenario;
use serde::Serialize;

use super::implausible::Noise;
use super::standing::Standing;
use super::target::{DISCREPANCY, Group, LeftOut, Target, Targets};
use crate::moments::{mean, sorted};
use crate::paired::Interval;
use crate::uncertain::effect::Effect;
use crate::uncertain::{AtPoint, Share};

/// How the points of a study stand to the record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matched {
    /// Share of a figure that the model may be off where the figure says nothing itself.
    pub discrepancy: f64,
    /// The figures.
    pub figures: Vec<MatchedFigure>,
    /// Their groups.
    pub groups: Vec<Group>,
    /// Figures that no run can tell.
    pub left_out: Vec<LeftOut>,
    /// What is wrong with the record, so that nothing is said; else nothing.
    pub unusable: Vec<String>,
    /// Numbers of the points that are not ruled out.
    pub not_ruled_out: Vec<u32>,
    /// Share of the ranges that is not ruled out, as the points tell that fill them evenly, with its 95 % interval.
    pub volume: Share,
    /// The number of the least implausible point, and what its worst group comes to.
    pub best: Option<(u32, f64)>,
    /// Figures that no point comes near, by their places.
    pub out_of_reach: Vec<usize>,
    /// Groups that rule the best point out, by their places.
    pub against_the_best: Vec<usize>,
    /// Places of the points that are not ruled out among the whole ones.
    #[serde(skip)]
    rows: Vec<usize>,
}

/// A figure of record and the points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchedFigure {
    /// The figure.
    #[serde(flatten)]
    pub target: Target,
    /// Mean over all points.
    pub mean: Option<f64>,
    /// The least that it alone comes to at any point.
    pub least: f64,
}

/// An effect over the points that are not ruled out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OverPoints {
    /// Points.
    pub points: usize,
    /// Mean difference, arm minus base.
    pub mean: f64,
    /// Its 95 % interval; the mean itself of one point.
    pub interval: Interval,
    /// The least and the greatest effect at any, chance taken out.
    pub range: Interval,
    /// Points with the other sign than the mean, chance taken out.
    pub other_sign: usize,
}

impl Matched {
    /// Of whole points of a study; `None` where there are no figures of record or no points.
    pub fn of(base: &Scenario, whole: &[&AtPoint]) -> Option<Self> {
        if base.observed.is_empty() || whole.is_empty() {
            return None;
        }
        let mut matched = Self {
            discrepancy: DISCREPANCY,
            figures: Vec::new(),
            groups: Vec::new(),
            left_out: Vec::new(),
            unusable: Vec::new(),
            not_ruled_out: Vec::new(),
            volume: Share::of(whole.len(), whole.len()),
            best: None,
            out_of_reach: Vec::new(),
            against_the_best: Vec::new(),
            rows: Vec::new(),
        };
        let targets = match Targets::of(base, DISCREPANCY) {
            Ok(targets) => targets,
            Err(errors) => {
                matched.unusable = errors.iter().map(ToString::to_string).collect();
                return Some(matched);
            }
        };
        let told: Vec<Vec<Vec<Option<f64>>>> = (whole.iter())
            .map(|at| {
                let runs = at.arms[0].iter().flatten();
                let of_run = |beside: &[Option<f64>]| {
                    let figures = targets.figures.iter();
                    figures
                        .map(|figure| beside.get(figure.place).copied().flatten())
                        .collect()
                };
                runs.map(|run| of_run(&run.beside)).collect()
            })
            .collect();
        let points: Vec<&[Vec<Option<f64>>]> = told.iter().map(Vec::as_slice).collect();
        let noise = Noise::of(&points, targets.figures.len());
        let standing = Standing::of(&targets, &noise, &points);
        let over_all = |figure: usize| {
            let runs = told.iter().flatten();
            let values: Vec<f64> = runs.filter_map(|run| run[figure]).collect();
            (!values.is_empty()).then(|| mean(&values))
        };
        matched.best =
            (standing.best).map(|best| (whole[best].number, standing.judged[best].worst()));
        matched.out_of_reach = standing.out_of_reach();
        matched.against_the_best = standing.against_the_best();
        matched.not_ruled_out = (standing.not_ruled_out.iter())
            .map(|&point| whole[point].number)
            .collect();
        matched.figures = (targets.figures.iter().enumerate())
            .map(|(figure, target)| MatchedFigure {
                target: target.clone(),
                mean: over_all(figure),
                least: standing.least[figure],
            })
            .collect();
        matched.groups = targets.groups;
        matched.left_out = targets.left_out;
        matched.volume = Share::of(standing.not_ruled_out.len(), whole.len());
        matched.rows = standing.not_ruled_out;
        Some(matched)
    }

    /// The effect of an arm on an outcome over the points that are not ruled out; `None` where all are.
    pub fn effect(&self, whole: &[&AtPoint], arm: usize, outcome: usize) -> Option<OverPoints> {
        let apart: Vec<Vec<f64>> = (self.rows.iter())
            .map(|&row| whole[row].differences(arm, outcome))
            .collect();
        over(&apart)
    }
}

/// An effect over points, `apart[point][pair]`; `None` of no points.
pub fn over(apart: &[Vec<f64>]) -> Option<OverPoints> {
    let effect = Effect::of(apart, 0.0);
    let shrunk = sorted(effect.shrunk());
    Some(OverPoints {
        points: shrunk.len(),
        mean: effect.mean,
        interval: effect.interval,
        range: Interval {
            low: *shrunk.first()?,
            high: *shrunk.last()?,
        },
        other_sign: effect.other_sign,
    })
}
