//! How implausible knobs are: how far what is expected of them lies from the record.
//!
//! For a figure, `I = |mean - record| / sqrt(V)`: `V` is the variance of the record (its range read as 95 % of
//! a normal law with a side for each half), of one run about the mean (the record is one course of events),
//! of the mean itself, and of what the model may be off at its best, stated beforehand (Craig, Goldstein,
//! Seheult and Smith 1997; Vernon, Goldstein and Bower, Bayesian Analysis 5, 2010). Knobs are ruled out where
//! `I` exceeds 3: of whatever law with one peak 95 of 100 cases lie within three deviations (Pukelsheim 1994).
//!
//! Figures that share bombs or nights are one piece of evidence, not several: of a group the distance is
//! Mahalanobis's, `d' V^-1 d`, with the covariance of replications, so that what figures do together is not
//! counted twice. A root of it is divided so that 3 is as rare for the group as for one figure. (The second
//! largest of a group, which is used where covariances are not known, would let one figure be as wrong as it
//! likes.) Errors of record and discrepancies of figures are taken as independent.

use serde::Serialize;

use super::cut::CUT;
use super::linear::Root;
use super::target::{Group, Targets};
use crate::moments::{mean, variance};

/// Degrees of freedom that the variance of all points counts for at one.
const POOLED: f64 = 10.0;

/// How figures differ from run to run at one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Noise {
    /// Variance of each figure, the mean over points.
    pub variance: Vec<f64>,
    /// Correlation of figures, over all points.
    pub correlation: Vec<Vec<f64>>,
}

/// What is expected of a figure at some knobs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Its mean; `None` where no run tells it.
    pub mean: Option<f64>,
    /// Variance of one run about the mean and of the mean of runs, which figures share.
    pub replication: f64,
    /// Variance of the emulator that gave the mean; zero for a mean of runs.
    pub emulator: f64,
}

/// How implausible some knobs are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judged {
    /// Of each figure alone; infinite where the runs do not tell it.
    pub figures: Vec<f64>,
    /// Of each group.
    pub groups: Vec<f64>,
}

impl Judged {
    /// The largest of the groups.
    pub fn worst(&self) -> f64 {
        self.groups.iter().copied().fold(0.0, f64::max)
    }

    /// Whether the knobs are ruled out.
    pub fn is_ruled_out(&self) -> bool {
        self.worst() > CUT
    }
}

/// The values of each figure over the runs that tell it: `[figure][run]` of `runs[run][figure]`.
pub(super) fn by_figure(runs: &[Vec<Option<f64>>], figures: usize) -> Vec<Vec<f64>> {
    let of = |figure: usize| runs.iter().filter_map(|run| run[figure]).collect();
    (0..figures).map(of).collect()
}

impl Noise {
    /// Of points, `points[point][run][figure]`.
    pub fn of(points: &[&[Vec<Option<f64>>]], figures: usize) -> Self {
        let mut pooled = vec![(0.0, 0.0); figures];
        let mut products = vec![vec![0.0; figures]; figures];
        for runs in points {
            let told = by_figure(runs, figures);
            let means: Vec<f64> = told.iter().map(|values| mean(values)).collect();
            let spreads: Vec<f64> = told.iter().map(|values| variance(values)).collect();
            for ((sum, freedom), (values, spread)) in
                pooled.iter_mut().zip(told.iter().zip(&spreads))
            {
                let free = values.len().saturating_sub(1) as f64;
                *sum += spread * free;
                *freedom += free;
            }
            // each run's distance from its point's mean, in deviations of that point
            for run in *runs {
                let apart: Vec<f64> = (0..figures)
                    .map(|figure| match (run[figure], spreads[figure]) {
                        (Some(value), spread) if spread > 0.0 => {
                            (value - means[figure]) / spread.sqrt()
                        }
                        _ => 0.0,
                    })
                    .collect();
                for (line, a) in products.iter_mut().zip(&apart) {
                    for (entry, b) in line.iter_mut().zip(&apart) {
                        *entry += a * b;
                    }
                }
            }
        }
        let correlation = (0..figures).map(|i| {
            let entry = |j: usize| {
                let size = (products[i][i] * products[j][j]).sqrt();
                if i == j {
                    1.0
                } else if size > 0.0 {
                    products[i][j] / size
                } else {
                    0.0
                }
            };
            (0..figures).map(entry).collect()
        });
        Self {
            correlation: correlation.collect(),
            variance: (pooled.into_iter())
                .map(|(sum, freedom)| if freedom > 0.0 { sum / freedom } else { 0.0 })
                .collect(),
        }
    }

    /// What some runs at one point give to expect. Their own variance is from few runs, and the luckiest of many
    /// points would be let off for it: that of all points counts as ten degrees of freedom more.
    pub fn expected(&self, runs: &[Vec<Option<f64>>]) -> Vec<Expected> {
        let told = by_figure(runs, self.variance.len());
        let expect = |(values, pooled): (&Vec<f64>, &f64)| {
            let free = values.len().saturating_sub(1) as f64;
            let own = (free * variance(values) + POOLED * pooled) / (free + POOLED);
            Expected {
                mean: (!values.is_empty()).then(|| mean(values)),
                replication: own * (1.0 + 1.0 / values.len().max(1) as f64),
                emulator: 0.0,
            }
        };
        told.iter().zip(&self.variance).map(expect).collect()
    }

    /// How implausible it is that what is expected gave the record.
    pub fn judge(&self, targets: &Targets, expected: &[Expected]) -> Judged {
        let each = targets.figures.iter().zip(expected);
        let figures = each.map(|(target, expected)| {
            expected.mean.map_or(f64::INFINITY, |mean| {
                let apart = (mean - target.value).abs();
                let alone = target.record_variance(mean)
                    + target.discrepancy * target.discrepancy
                    + expected.emulator;
                deviations(apart * apart, alone + expected.replication)
            })
        });
        let figures: Vec<f64> = figures.collect();
        let groups = targets.groups.iter().zip(&targets.rare);
        let groups = groups.map(|(group, rare)| match group.members[..] {
            [alone] => figures[alone],
            _ => CUT * (self.distance(targets, group, expected) / rare).sqrt(),
        });
        Judged {
            groups: groups.collect(),
            figures,
        }
    }

    /// The squared distance of a group.
    fn distance(&self, targets: &Targets, group: &Group, expected: &[Expected]) -> f64 {
        let mut apart = Vec::with_capacity(group.members.len());
        for &member in &group.members {
            let Some(mean) = expected[member].mean else {
                return f64::INFINITY;
            };
            apart.push(mean - targets.figures[member].value);
        }
        let members = group.members.iter().zip(&apart);
        let matrix: Vec<Vec<f64>> = members
            .map(|(&i, &off)| {
                let target = &targets.figures[i];
                let alone = target.record_variance(target.value + off)
                    + target.discrepancy * target.discrepancy
                    + expected[i].emulator;
                let entry = |&j: &usize| {
                    let size = (expected[i].replication * expected[j].replication).sqrt();
                    self.correlation[i][j] * size + if i == j { alone } else { 0.0 }
                };
                group.members.iter().map(entry).collect()
            })
            .collect();
        if (matrix.iter().enumerate()).any(|(i, row)| row[i] <= 0.0) {
            return f64::INFINITY;
        }
        Root::of(&matrix).distance(&apart)
    }
}

/// A squared distance in deviations.
fn deviations(square: f64, variance: f64) -> f64 {
    if square <= 0.0 {
        0.0
    } else if variance > 0.0 {
        (square / variance).sqrt()
    } else {
        f64::INFINITY
    }
}
