//! What an arm does to an outcome, over points and pairs: a one-way layout with random effects.
//!
//! The effect in pair `k` at point `j` is `mean + knobs_j + chance_jk`. Knobs and chance are told apart by
//! how far pairs differ within points (analysis of variance; Searle, Casella and McCulloch, Variance
//! Components, 1992, chapter 3).
//!
//! Points are drawn together by what chance does at each (`shrink`). How well the ends of the band are
//! known: by points drawn with replacement, everything reckoned anew each time.

use interdict_engine::math;
use serde::Serialize;

use super::share::share_between;
use super::shrink::{chance_at, drawn_together};
use crate::moments::{mean, quantile, sorted, variance};
use crate::paired::{ERROR, Interval};
use crate::resample::{FOR_BANDS, POINTS, Resamples};
use crate::student;

/// Ends of the band over knobs: 90 of 100 points lie between.
pub const BAND: (f64, f64) = (0.05, 0.95);

/// Halvings by which points are drawn together: of the study, and of a resample.
const EXACTLY: u32 = 60;
const NEARLY: u32 = 10;

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
        let means: Vec<f64> = groups.iter().map(|group| mean(group)).collect();
        let within: Vec<f64> = groups.iter().map(|group| variance(group)).collect();
        Self::from(&means, &within, groups.first().map_or(0, Vec::len))
    }

    /// Of the means of groups of one size, and of the variances within them.
    fn from(means: &[f64], within: &[f64], each: usize) -> Self {
        let points = means.len();
        let (between, within) = (variance(means), mean(within));
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
    /// Between which values the effect lies at 90 of 100 points, once chance is taken out.
    pub band: Interval,
    /// Between which values the lower end of the band lies (95 %).
    pub band_low: Interval,
    /// The same of its upper end.
    pub band_high: Interval,
    /// Points with the other sign than the mean, by their means as they are.
    pub other_sign_raw: usize,
    /// The same once chance is taken out.
    pub other_sign: usize,
    /// Between which shares that of all points lies (95 %).
    pub other_between: Interval,
    /// The mean effect at each point, in order.
    pub by_point: Vec<f64>,
    /// Variance that chance gives to each of those.
    pub chance_by_point: Vec<f64>,
    /// The effect at each point once chance is taken out.
    pub shrunk_by_point: Vec<f64>,
}

impl Effect {
    /// Of differences `groups[point][pair]`, all points with as many pairs; `base_mean` is told along.
    pub fn of(groups: &[Vec<f64>], base_mean: f64) -> Self {
        let by_point: Vec<f64> = groups.iter().map(|group| mean(group)).collect();
        let points = by_point.len();
        let centre = mean(&by_point);
        let error = (variance(&by_point) / points.max(1) as f64).sqrt();
        let each = groups.first().map_or(0, Vec::len);
        let within: Vec<f64> = groups.iter().map(|group| variance(group)).collect();
        let components = Components::from(&by_point, &within, each);
        let chance_by_point = chance_at(&within, each);
        let shrunk_by_point =
            drawn_together(&by_point, &chance_by_point, components.knobs, EXACTLY);
        let other_sign = others(&shrunk_by_point, centre);
        let band = band(&shrunk_by_point, centre);
        let (band_low, band_high) = ends(&by_point, &within, each, band);
        Self {
            base_mean,
            mean: centre,
            error,
            interval: interval(centre, error, points),
            components,
            band,
            band_low,
            band_high,
            other_sign_raw: others(&by_point, centre),
            other_sign,
            other_between: share_between(other_sign, points),
            by_point,
            chance_by_point,
            shrunk_by_point,
        }
    }

    /// The effect at each point once chance is taken out.
    pub fn shrunk(&self) -> &[f64] {
        &self.shrunk_by_point
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

/// Between which values 90 of 100 of some lie.
fn band(shrunk: &[f64], centre: f64) -> Interval {
    let shrunk = sorted(shrunk);
    // the place whose share of all is as often above as below (Hyndman and Fan, American Statistician 50, 1996,
    // definition 8): the usual one lies too far in where points are few
    let at = |share: f64| match shrunk.len() {
        0 => centre,
        1 => shrunk[0],
        n => {
            let n = n as f64;
            let place = ((n + 1.0 / 3.0) * share + 1.0 / 3.0 - 1.0) / (n - 1.0);
            quantile(&shrunk, place.clamp(0.0, 1.0))
        }
    };
    Interval {
        low: at(BAND.0),
        high: at(BAND.1),
    }
}

/// Between which values the ends of a band lie: their standard errors over points drawn with replacement, each
/// time with chance taken out anew.
fn ends(means: &[f64], within: &[f64], each: usize, found: Interval) -> (Interval, Interval) {
    let exactly = |end: f64| Interval {
        low: end,
        high: end,
    };
    if means.len() < 2 {
        return (exactly(found.low), exactly(found.high));
    }
    let resamples = Resamples::new(means.len(), FOR_BANDS, POINTS);
    let mut redone = (Vec::new(), Vec::new());
    for taken in resamples.each() {
        let pick = |from: &[f64]| -> Vec<f64> {
            taken.iter().map(|&point| from[point as usize]).collect()
        };
        let (means, within) = (pick(means), pick(within));
        let knobs = Components::from(&means, &within, each).knobs;
        let shrunk = drawn_together(&means, &chance_at(&within, each), knobs, NEARLY);
        let band = band(&shrunk, 0.0);
        redone.0.push(band.low);
        redone.1.push(band.high);
    }
    let critical = student::critical(ERROR, means.len() as u32 - 1);
    let about = |end: f64, redone: &[f64]| {
        let reach = critical * variance(redone).sqrt();
        Interval {
            low: end - reach,
            high: end + reach,
        }
    };
    (about(found.low, &redone.0), about(found.high, &redone.1))
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
