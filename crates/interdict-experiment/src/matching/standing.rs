//! How points that were run stand to the record: which are not ruled out, and where none is, by what.

use serde::Serialize;

use super::cut::CUT;
use super::implausible::{Judged, Noise};
use super::target::Targets;

/// How some points stand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// Of each point.
    pub judged: Vec<Judged>,
    /// Points that are not ruled out, by their places among those judged.
    pub not_ruled_out: Vec<usize>,
    /// The least implausible point; `None` of no points.
    pub best: Option<usize>,
    /// The least that each figure alone comes to at any point.
    pub least: Vec<f64>,
}

impl Standing {
    /// Of points, `points[point][run][figure]`.
    pub fn of(targets: &Targets, noise: &Noise, points: &[&[Vec<Option<f64>>]]) -> Self {
        let judged: Vec<Judged> = (points.iter())
            .map(|runs| noise.judge(targets, &noise.expected(runs)))
            .collect();
        let least = |figure: usize| {
            let of_points = judged.iter().map(|judged| judged.figures[figure]);
            of_points.fold(f64::INFINITY, f64::min)
        };
        let by_worst = |a: &usize, b: &usize| judged[*a].worst().total_cmp(&judged[*b].worst());
        Self {
            not_ruled_out: (0..judged.len())
                .filter(|&point| !judged[point].is_ruled_out())
                .collect(),
            best: (0..judged.len()).min_by(by_worst),
            least: (0..targets.figures.len()).map(least).collect(),
            judged,
        }
    }

    /// The places of the points, the least implausible first.
    pub fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.judged.len()).collect();
        order.sort_by(|&a, &b| self.judged[a].worst().total_cmp(&self.judged[b].worst()));
        order
    }

    /// Figures that no point comes near.
    pub fn out_of_reach(&self) -> Vec<usize> {
        let figures = self.least.iter().enumerate();
        figures
            .filter(|(_, least)| **least > CUT)
            .map(|(figure, _)| figure)
            .collect()
    }

    /// Groups that rule the best point out.
    pub fn against_the_best(&self) -> Vec<usize> {
        let Some(best) = self.best else {
            return Vec::new();
        };
        let groups = self.judged[best].groups.iter().enumerate();
        groups
            .filter(|(_, own)| **own > CUT)
            .map(|(group, _)| group)
            .collect()
    }
}
