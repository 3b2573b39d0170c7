//! Runs of all arms at each point: common chance within a point, fresh chance from point to point.

use std::ops::Range;
use std::sync::atomic::AtomicBool;

use interdict_model::Seed;
use serde::Serialize;

use super::points::Points;
use crate::arms::Arms;
use crate::broken::BrokenRun;
use crate::outcome::Catalogue;
use crate::{observed, ordered};

/// How a study over knobs is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Nest {
    /// Master seed of all chance, the scrambling of the points included.
    pub seed: u64,
    /// Points.
    pub points: u32,
    /// Pairs at each.
    pub pairs_each: u32,
    /// Threads; 0: one for each core.
    #[serde(skip)]
    pub threads: usize,
}

impl Nest {
    /// The replications of a point. No two points share one.
    pub fn replications(self, point: u32) -> Range<u32> {
        point * self.pairs_each..(point + 1) * self.pairs_each
    }

    /// Runs of so many arms in all.
    pub fn runs(self, arms: usize) -> u64 {
        u64::from(self.points) * u64::from(self.pairs_each) * arms as u64
    }
}

/// What is kept of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Digest of its record.
    pub digest: u64,
    /// One number for each outcome of the catalogue.
    pub outcomes: Vec<f64>,
    /// What it gives for each figure of record, where it gives anything; empty for arms but the base.
    pub beside: Vec<Option<f64>>,
}

/// All arms at one point.
#[derive(Clone, Debug, PartialEq)]
pub struct AtPoint {
    /// Its number, from 0.
    pub number: u32,
    /// The runs of each arm, the base first, in order of replication; or which law broke, and where.
    pub arms: Vec<Result<Vec<Run>, BrokenRun>>,
}

impl AtPoint {
    /// Whether every run of every arm came to its end.
    pub fn is_whole(&self) -> bool {
        self.arms.iter().all(Result::is_ok)
    }

    /// Differences of an outcome of an arm from the base, pair by pair; none where a law broke.
    pub fn differences(&self, arm: usize, outcome: usize) -> Vec<f64> {
        let (Ok(base), Ok(arm)) = (&self.arms[0], &self.arms[arm]) else {
            return Vec::new();
        };
        (base.iter().zip(arm))
            .map(|(base, arm)| arm.outcomes[outcome] - base.outcomes[outcome])
            .collect()
    }
}

/// Runs every arm at every point; gives the points that are whole or broke, in order, a prefix of all when
/// `stop` is set. `done` is called after each run, from any thread.
///
/// # Panics
/// When the system refuses to start threads.
pub fn run(
    arms: &Arms,
    catalogue: &Catalogue,
    points: &Points,
    nest: Nest,
    stop: &AtomicBool,
    done: &(dyn Fn() + Sync),
) -> Vec<AtPoint> {
    let mut all = Vec::new();
    // one arm at one point is a piece of work: its world is built once and put back for each pair
    let piece = |point: u32, arm: usize, is_over: &dyn Fn() -> bool| {
        let scenario = points.put_into(&arms.all()[arm].scenario, point as usize);
        let mut world = arms.simulation(arm, &scenario);
        let mut runs = Vec::with_capacity(nest.pairs_each as usize);
        for replication in nest.replications(point) {
            world.reset(Seed {
                seed: nest.seed,
                replication,
            });
            loop {
                if is_over() {
                    return None;
                }
                match world.run_day() {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(law) => return Some(Err(BrokenRun { replication, law })),
                }
            }
            let record = world.record();
            let beside = if arm == 0 {
                let figures = observed::simulate(&scenario, &record).into_iter();
                figures.map(Result::ok).collect()
            } else {
                Vec::new()
            };
            runs.push(Run {
                digest: record.digest,
                outcomes: catalogue.measure(&scenario, &record).outcomes,
                beside,
            });
            done();
        }
        Some(Ok(runs))
    };
    let keep = |number: u32, arms: Vec<Result<Vec<Run>, BrokenRun>>| {
        all.push(AtPoint { number, arms });
        Ok::<(), std::convert::Infallible>(())
    };
    let pool = ordered::pool(nest.threads);
    let columns = arms.count() as u32;
    match ordered::in_order(&pool, 0..nest.points, columns, stop, piece, keep) {
        Ok(()) => all,
    }
}
