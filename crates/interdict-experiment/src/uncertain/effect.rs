//! What an arm does to an outcome, over points and pairs: a one-way layout with random effects.
//!
//! The effect in pair `k` at point `j` is `mean + knobs_j + chance_jk`. Knobs and chance are told apart by
//! how far pairs differ within points (analysis of variance; Searle, Casella and McCulloch, Variance
//! Components, 1992, chapter 3).

use interdict_engine::math;
use serde::Serialize;

use crate::moments::{mean, quantile, sorted, variance};
use crate::paired::{ERROR, Interval};
use crate::student;

/// Ends of the band over knobs: 90 of 100 points lie between.
pub const BAND: (f64, f64) = (0.05, 0.95);

/// How far effects differ, by what makes them differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Components {
    /// Standard deviation of the effect from point to point once chance is taken out; zero where chance
    /// alone would give as much.
    pub knobs: f64,
    /// Standard deviation from pair to pair at one point.
    pub chance: f64,
    /// Share of the variance of single pairs that is the knobs'; `None` where nothing varies.
    pub share: Option<f64>,
    /// Whether the points differ by more than chance alone would give in 95 of 100 studies.
    pub is_told: bool,
}

impl Components {
    /// Of groups of one size: `groups[point][pair]`.
    pub fn of(groups: &[Vec<f64>]) -> Self {
        let (points, each) = (groups.len(), groups.first().map_or(0, Vec::len));
        let means: Vec<f64> = groups.iter().map(|group| mean(group)).collect();
        let within: Vec<f64> = groups.iter().map(|group| variance(group)).collect();
        let (between, within) = (variance(&means), mean(&within));
        let knobs = (between - within / each.max(1) as f64).max(0.0);
        let all = knobs + within;
        let freedom = (
            points.saturating_sub(1),
            points * each.saturating_sub(1).max(1),
        );
        Self {
            knobs: knobs.sqrt(),
            chance: within.sqrt(),
            share: (all > 0.0).then(|| knobs / all),
            is_told: points > 1
                && exceeds(
                    between * each as f64,
                    within,
                    (freedom.0 as f64, freedom.1 as f64),
                ),
        }
    }

    /// What the distance of a point's mean from the mean of all is multiplied by, so that the points are
    /// spread as the effect is and not as their means, which carry chance as well.
    pub fn shrinkage(self, pairs_each: usize) -> f64 {
        let noise = self.chance * self.chance / pairs_each.max(1) as f64;
        let all = self.knobs * self.knobs + noise;
        if all > 0.0 {
            self.knobs / all.sqrt()
        } else {
            1.0
        }
    }
}

/// Whether a ratio of mean squares is beyond what equal variances give in 95 of 100 cases. By the cube root
/// of the ratio, which is nearly normal (Paulson 1942).
fn exceeds(between: f64, within: f64, (above, below): (f64, f64)) -> bool {
    if within <= 0.0 {
        return between > 0.0;
    }
    if between <= 0.0 {
        return false;
    }
    let root = math::exp(math::ln(between / within) / 3.0);
    let (a, b) = (2.0 / (9.0 * above), 2.0 / (9.0 * below));
    let z = ((1.0 - b) * root - (1.0 - a)) / (b * root * root + a).sqrt();
    z > math::normal_quantile(1.0 - ERROR)
}

/// What an arm does to an outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// Mean in the base, over points and pairs.
    pub base_mean: f64,
    /// Mean difference, arm minus base.
    pub mean: f64,
    /// Standard error of it: finitely many points, and chance at each.
    pub error: f64,
    /// Its 95 % interval, by Student's law over the means of points.
    pub interval: Interval,
    /// Knobs and chance.
    pub components: Components,
    /// What the distances of points are shrunk by.
    pub shrinkage: f64,
    /// Between which values the effect lies at 90 of 100 points, once chance is taken out.
    pub band: Interval,
    /// Points with the other sign than the mean, by their means as they are.
    pub other_sign_raw: usize,
    /// The same once chance is taken out.
    pub other_sign: usize,
    /// The mean effect at each point, in order.
    pub by_point: Vec<f64>,
}

impl Effect {
    /// Of differences `groups[point][pair]`, all points with as many pairs; `base_mean` is told along.
    pub fn of(groups: &[Vec<f64>], base_mean: f64) -> Self {
        let by_point: Vec<f64> = groups.iter().map(|group| mean(group)).collect();
        let points = by_point.len();
        let centre = mean(&by_point);
        let error = (variance(&by_point) / points.max(1) as f64).sqrt();
        let components = Components::of(groups);
        let mut effect = Self {
            base_mean,
            mean: centre,
            error,
            interval: interval(centre, error, points),
            components,
            shrinkage: components.shrinkage(groups.first().map_or(0, Vec::len)),
            band: Interval {
                low: centre,
                high: centre,
            },
            other_sign_raw: others(&by_point, centre),
            other_sign: 0,
            by_point,
        };
        let shrunk = effect.shrunk();
        effect.other_sign = others(&shrunk, centre);
        let shrunk = sorted(&shrunk);
        if points > 0 {
            effect.band = Interval {
                low: quantile(&shrunk, BAND.0),
                high: quantile(&shrunk, BAND.1),
            };
        }
        effect
    }

    /// The effect at each point once chance is taken out.
    pub fn shrunk(&self) -> Vec<f64> {
        (self.by_point.iter())
            .map(|at| self.mean + self.shrinkage * (at - self.mean))
            .collect()
    }

    /// Whether no pair at any point differs.
    pub fn is_nothing(&self) -> bool {
        self.components.share.is_none() && self.by_point.iter().all(|at| at.abs() <= 0.0)
    }

    /// Whether the interval of the mean lies on one side of zero.
    pub fn is_detected(&self) -> bool {
        self.by_point.len() > 1 && !self.interval.holds(0.0)
    }

    /// Share of the points with the other sign once chance is taken out.
    pub fn other_share(&self) -> f64 {
        self.other_sign as f64 / self.by_point.len().max(1) as f64
    }
}

fn interval(centre: f64, error: f64, points: usize) -> Interval {
    let reach = if points > 1 && error > 0.0 {
        student::critical(ERROR, points as u32 - 1) * error
    } else {
        0.0
    };
    Interval {
        low: centre - reach,
        high: centre + reach,
    }
}

/// How many have the other sign than the centre.
fn others(values: &[f64], centre: f64) -> usize {
    values.iter().filter(|&&value| value * centre < 0.0).count()
}
