//! Runs of all arms at each point: common chance within a point, fresh chance from point to point.

use std::ops::Range;
use std::sync::atomic::AtomicBool;

use interdict_model::{Seed, Simulation};
use interdict_scenario::Scenario;
use serde::{Deserialize, Serialize};

use super::points::{Drawn, Points};
use crate::arms::Arms;
use crate::broken::{BrokenRun, to_the_end};
use crate::journal::{
    Head, Journal, JournalError, Keeping, dates, differs, other_sham, sham_digest,
};
use crate::observed;
use crate::ordered::{in_order, workers};
use crate::outcome::Catalogue;
use crate::sham::Sham;

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

    /// Runs in all, so many in each pair.
    pub fn runs(self, in_pair: usize) -> u64 {
        u64::from(self.points) * u64::from(self.pairs_each) * in_pair as u64
    }
}

/// What a study over points is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The arms.
    pub arms: &'a Arms,
    /// What is measured.
    pub catalogue: &'a Catalogue,
    /// Place of the outcome that is told first.
    pub watched: usize,
}

/// How its runs are kept, stopped and told.
#[derive(Clone, Copy)]
pub struct Running<'a> {
    /// Where what is finished is kept.
    pub keeping: Keeping<'a>,
    /// Ends the study with what is done, once it is set.
    pub stop: &'a AtomicBool,
    /// Called after each run, from any thread, and for each that a journal keeps.
    pub done: &'a (dyn Fn() + Sync),
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
    /// The same of the base with a change of no consequence, where one was run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sham: Option<Result<Vec<Run>, BrokenRun>>,
}

impl AtPoint {
    /// Whether every run of every arm came to its end, and of the change of no consequence where one was run.
    pub fn is_whole(&self) -> bool {
        self.each().all(Result::is_ok)
    }

    /// The runs of each arm, and of the change of no consequence behind them.
    pub fn each(&self) -> impl Iterator<Item = &Result<Vec<Run>, BrokenRun>> {
        self.arms.iter().chain(&self.sham)
    }

    /// Differences of an outcome of an arm from the base, pair by pair; none where a law broke.
    pub fn differences(&self, arm: usize, outcome: usize) -> Vec<f64> {
        apart(self.arms.first(), self.arms.get(arm), outcome)
    }

    /// The same of the change of no consequence; none where it was not run.
    pub fn of_sham(&self, outcome: usize) -> Vec<f64> {
        apart(self.arms.first(), self.sham.as_ref(), outcome)
    }

    /// The same of an arm from the change of no consequence.
    pub fn less_sham(&self, arm: usize, outcome: usize) -> Vec<f64> {
        apart(self.sham.as_ref(), self.arms.get(arm), outcome)
    }
}

/// Differences of an outcome from one column of runs to another; none where one of them has no end.
fn apart(
    from: Option<&Result<Vec<Run>, BrokenRun>>,
    to: Option<&Result<Vec<Run>, BrokenRun>>,
    outcome: usize,
) -> Vec<f64> {
    let (Some(Ok(from)), Some(Ok(to))) = (from, to) else {
        return Vec::new();
    };
    (from.iter().zip(to))
        .map(|(from, to)| to.outcomes[outcome] - from.outcomes[outcome])
        .collect()
}

/// Which study over points a journal belongs to. More points go on from those that are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Mark {
    seed: u64,
    pairs_each: u32,
    days: String,
    arms: Vec<String>,
    /// Digest of the change of no consequence that is run beside them; journals from before there was one have none.
    #[serde(default)]
    sham: Option<String>,
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
            sham: if points.has_sham() {
                sham_digest(arms)
            } else {
                None
            },
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
        } else if kept.sham != self.sham {
            Some(other_sham(kept.sham.as_deref(), self.sham.as_deref()))
        } else {
            Some("it keeps other outcomes".to_owned())
        }
    }

    fn fits(&self, at: &AtPoint, number: usize) -> bool {
        at.number as usize == number
            && at.arms.len() == self.arms.len()
            && at.sham.is_some() == self.sham.is_some()
            && at.each().flatten().all(|runs| {
                runs.len() == self.pairs_each as usize
                    && (runs.iter()).all(|run| run.outcomes.len() == self.outcomes.len())
            })
    }
}

/// Runs every arm at every point, and the change of no consequence where the arms have one and the points are for it;
/// gives the points that are whole or broke, in order, a prefix of all when it is stopped.
///
/// # Errors
/// When the journal is of no use.
pub fn run(
    about: About<'_>,
    (points, nest): (&Points, Nest),
    running: Running<'_>,
) -> Result<Vec<AtPoint>, JournalError> {
    let About {
        arms, catalogue, ..
    } = about;
    let Running {
        keeping,
        stop,
        done,
    } = running;
    let mark = Mark::of(arms, catalogue, points, nest);
    let (mut journal, mut all) = Journal::open(keeping, &mark)?;
    all.truncate(nest.points as usize);
    let study = Over {
        arms,
        sham: arms.sham().ok().filter(|_| points.has_sham()),
        catalogue,
        points,
        nest,
        done,
    };
    let columns = points.runs_in_pair(arms);
    let workers = workers(nest.threads, nest.runs(columns));
    let columns = columns as u32;
    let piece = |point: u32, arm: usize, is_over: &dyn Fn() -> bool| study.one(point, arm, is_over);
    let put = |number: u32, mut runs: Vec<_>| AtPoint {
        number,
        sham: study.sham.and_then(|_| runs.pop()),
        arms: runs,
    };
    if let (Some(journal), Some(last)) = (&journal, all.last()) {
        // another build may tell another story
        let number = last.number;
        let again = number..number + 1;
        in_order(&workers, again, columns, stop, piece, |number, runs| {
            if put(number, runs) == *last {
                Ok(())
            } else {
                Err(journal.other_engine(number))
            }
        })?;
    }
    let kept = all.iter().skip(1).flat_map(AtPoint::each);
    kept.flatten().flatten().for_each(|_| done());
    let left = all.len() as u32..nest.points;
    in_order(&workers, left, columns, stop, piece, |number, runs| {
        let at = put(number, runs);
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
    sham: Option<&'a Sham>,
    catalogue: &'a Catalogue,
    points: &'a Points,
    nest: Nest,
    done: &'a (dyn Fn() + Sync),
}

impl Over<'_> {
    /// One arm at one point, or the change of no consequence behind the arms. `None` where it was broken off.
    fn one(
        &self,
        point: u32,
        arm: usize,
        is_over: &dyn Fn() -> bool,
    ) -> Option<Result<Vec<Run>, BrokenRun>> {
        let own = self.arms.all().get(arm).map(|_| arm);
        let like = &self.arms.all()[own.unwrap_or(0)].scenario;
        let scenario = self.points.put_into(like, point as usize);
        // the world of an arm is built once and put back for each pair; that of the sham has another gun in each
        let mut world = own.map(|arm| self.arms.simulation(arm, &scenario));
        let mut runs = Vec::with_capacity(self.nest.pairs_each as usize);
        for replication in self.nest.replications(point / self.points.shared) {
            let seed = Seed {
                seed: self.nest.seed,
                replication,
            };
            let run = if let Some(world) = &mut world {
                self.played(world, (&scenario, arm == 0), seed, is_over)?
            } else {
                let touched = self.sham?.scenario(&scenario, seed, 0);
                let mut world = self.arms.simulation(0, &touched);
                self.played(&mut world, (&touched, false), seed, is_over)?
            };
            match run {
                Ok(run) => runs.push(run),
                Err(broken) => return Some(Err(broken)),
            }
            (self.done)();
        }
        Some(Ok(runs))
    }

    /// One run to its end, held against the record where that is asked.
    fn played(
        &self,
        world: &mut Simulation,
        (scenario, is_held): (&Scenario, bool),
        seed: Seed,
        is_over: &dyn Fn() -> bool,
    ) -> Option<Result<Run, BrokenRun>> {
        if let Err(broken) = to_the_end(world, seed, is_over)? {
            return Some(Err(broken));
        }
        let record = world.record();
        let beside = if is_held {
            let figures = observed::simulate(scenario, &record).into_iter();
            figures.map(Result::ok).collect()
        } else {
            Vec::new()
        };
        Some(Ok(Run {
            digest: record.digest,
            outcomes: self.catalogue.measure(scenario, &record).outcomes,
            beside,
        }))
    }
}
