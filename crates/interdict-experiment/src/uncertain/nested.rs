//! Runs of all arms at each point: common chance within a point, fresh chance from point to point.

use std::ops::Range;
use std::sync::atomic::AtomicBool;

use interdict_model::Seed;
use serde::{Deserialize, Serialize};

use super::points::{Drawn, Points};
use crate::arms::Arms;
use crate::broken::BrokenRun;
use crate::journal::{Head, Journal, JournalError, Keeping, dates, differs};
use crate::observed;
use crate::ordered::{in_order, workers};
use crate::outcome::Catalogue;

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
    /// The replications of a point, or of a trajectory whose points share them. No two have one in common.
    pub fn replications(self, point: u32) -> Range<u32> {
        point * self.pairs_each..(point + 1) * self.pairs_each
    }

    /// Runs of so many arms in all.
    pub fn runs(self, arms: usize) -> u64 {
        u64::from(self.points) * u64::from(self.pairs_each) * arms as u64
    }
}

/// What is kept of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Digest of its record.
    pub digest: u64,
    /// One number for each outcome of the catalogue.
    pub outcomes: Vec<f64>,
    /// What it gives for each figure of record, where it gives anything; empty for arms but the base.
    pub beside: Vec<Option<f64>>,
}

/// All arms at one point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

/// Which study over points a journal belongs to. More points go on from those that are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Mark {
    seed: u64,
    pairs_each: u32,
    days: String,
    arms: Vec<String>,
    outcomes: Vec<String>,
    knobs: Vec<(String, f64, f64)>,
    /// Points in a row that share their chance.
    #[serde(default = "alone")]
    shared: u32,
}

/// Chance that is fresh at each point.
const fn alone() -> u32 {
    1
}

impl Mark {
    fn of(arms: &Arms, catalogue: &Catalogue, points: &Points, nest: Nest) -> Self {
        let (outcomes, drawn) = (catalogue.outcomes.iter(), points.drawn.iter());
        Self {
            seed: nest.seed,
            pairs_each: nest.pairs_each,
            days: dates(arms, catalogue.window),
            arms: (0..arms.count())
                .map(|arm| format!("{:016x}", arms.digest(arm)))
                .collect(),
            outcomes: outcomes.map(|label| label.name.clone()).collect(),
            knobs: drawn.flat_map(Drawn::marks).collect(),
            shared: points.shared,
        }
    }
}

impl Head for Mark {
    type Line = AtPoint;

    const OF: &'static str = "points over the knobs";

    fn difference(&self, kept: &Self) -> Option<String> {
        if kept == self {
            None
        } else if kept.seed != self.seed {
            Some(differs("the seed", &kept.seed, &self.seed))
        } else if kept.pairs_each != self.pairs_each {
            let (kept, wanted) = (kept.pairs_each, self.pairs_each);
            Some(differs("the number of pairs at a point", &kept, &wanted))
        } else if kept.days != self.days {
            Some(differs("the time compared", &kept.days, &self.days))
        } else if kept.shared != self.shared && kept.shared.min(self.shared) == 1 {
            Some("one of them is a screening, and the other is not".to_owned())
        } else if kept.knobs != self.knobs {
            Some("other knobs are drawn there, or from other ranges".to_owned())
        } else if kept.arms != self.arms {
            Some("the base or an arm is another scenario or was changed".to_owned())
        } else {
            Some("it keeps other outcomes".to_owned())
        }
    }

    fn fits(&self, at: &AtPoint, number: usize) -> bool {
        let runs = at.arms.iter().flatten();
        at.number as usize == number && at.arms.len() == self.arms.len() && { runs }.all(|runs| {
            runs.len() == self.pairs_each as usize
                && (runs.iter()).all(|run| run.outcomes.len() == self.outcomes.len())
        })
    }
}

/// Runs every arm at every point; gives the points that are whole or broke, in order, a prefix of all when
/// `stop` is set. `done` is called after each run, from any thread, and for each that a journal keeps.
///
/// # Errors
/// When the journal is of no use.
pub fn run(
    arms: &Arms,
    catalogue: &Catalogue,
    (points, nest): (&Points, Nest),
    keeping: Keeping<'_>,
    stop: &AtomicBool,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<AtPoint>, JournalError> {
    let mark = Mark::of(arms, catalogue, points, nest);
    let (mut journal, mut all) = Journal::open(keeping, &mark)?;
    all.truncate(nest.points as usize);
    let study = Over {
        arms,
        catalogue,
        points,
        nest,
        done,
    };
    let columns = arms.count() as u32;
    let workers = workers(nest.threads, nest.runs(arms.count()));
    let piece = |point: u32, arm: usize, is_over: &dyn Fn() -> bool| study.one(point, arm, is_over);
    if let (Some(journal), Some(last)) = (&journal, all.last()) {
        // another build may tell another story
        let number = last.number;
        in_order(
            &workers,
            number..number + 1,
            columns,
            stop,
            piece,
            |_, arms| {
                if arms == last.arms {
                    Ok(())
                } else {
                    Err(journal.other_engine(number))
                }
            },
        )?;
    }
    let kept = all.iter().skip(1).flat_map(|at: &AtPoint| at.arms.iter());
    kept.flatten().flatten().for_each(|_| done());
    let left = all.len() as u32..nest.points;
    in_order(&workers, left, columns, stop, piece, |number, arms| {
        let at = AtPoint { number, arms };
        if let Some(journal) = &mut journal {
            journal.add(&at)?;
        }
        all.push(at);
        Ok::<(), JournalError>(())
    })?;
    Ok(all)
}

/// A study over points at work.
struct Over<'a> {
    arms: &'a Arms,
    catalogue: &'a Catalogue,
    points: &'a Points,
    nest: Nest,
    done: &'a (dyn Fn() + Sync),
}

impl Over<'_> {
    /// One arm at one point: its world is built once and put back for each pair. `None` where it was broken off.
    fn one(
        &self,
        point: u32,
        arm: usize,
        is_over: &dyn Fn() -> bool,
    ) -> Option<Result<Vec<Run>, BrokenRun>> {
        let scenario = (self.points).put_into(&self.arms.all()[arm].scenario, point as usize);
        let mut world = self.arms.simulation(arm, &scenario);
        let mut runs = Vec::with_capacity(self.nest.pairs_each as usize);
        for replication in self.nest.replications(point / self.points.shared) {
            world.reset(Seed {
                seed: self.nest.seed,
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
                outcomes: self.catalogue.measure(&scenario, &record).outcomes,
                beside,
            });
            (self.done)();
        }
        Some(Ok(runs))
    }
}
