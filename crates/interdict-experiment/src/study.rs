//! A study: arms under common chance, run until it is enough.

use std::sync::atomic::{AtomicBool, Ordering};

use interdict_model::BrokenLaw;

use crate::arms::Arms;
pub use crate::journal::Keeping;
use crate::journal::{Journal, JournalError, Mark};
use crate::outcome::Catalogue;
use crate::paired::{ERROR, Method, differences, mean_interval};
use crate::pairs::{Replication, Runner};
use crate::stopping::{Decision, Stopping};

/// How a study is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// Master seed of all chance.
    pub seed: u64,
    /// Threads; 0: one for each core.
    pub threads: usize,
    /// When to stop.
    pub stopping: Stopping,
    /// Place in the catalogue of the outcome that is watched and told first.
    pub watched: usize,
}

/// How a study ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ending {
    /// All pairs that were asked for are run.
    Pairs,
    /// The interval is as narrow as was asked.
    Reached,
    /// There are as many pairs as there may be, and the interval is wider than was asked.
    OutOfPairs,
    /// It was stopped before.
    Interrupted,
}

/// How far a study is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Pairs done.
    pub done: u32,
    /// Pairs up to the end, or to the next look.
    pub planned: u32,
}

/// What was run.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// Replications, from 0 on.
    pub replications: Vec<Replication>,
    /// How it ended.
    pub ending: Ending,
    /// Pairs at each look, where a half-width was asked for.
    pub looked: Vec<u32>,
}

impl Study {
    /// The replications in which every arm ran to its end.
    pub fn whole(&self) -> impl Iterator<Item = &Replication> {
        self.replications.iter().filter(|one| one.is_whole())
    }

    /// An outcome of every arm, in the replications that are whole: `[arm][replication]`.
    pub fn outcome(&self, arms: usize, place: usize) -> Vec<Vec<f64>> {
        outcome(&self.replications, arms, place)
    }

    /// An outcome of the change of no consequence in the replications that are whole; empty where none was run.
    pub fn sham(&self, place: usize) -> Vec<f64> {
        let figures = self
            .whole()
            .filter_map(|one| one.sham.as_ref()?.as_ref().ok());
        figures.map(|figures| figures.outcomes[place]).collect()
    }

    /// A curve of an arm in the replications that are whole: `[replication][day]`.
    pub fn curves(&self, arm: usize, place: usize) -> Vec<Vec<f64>> {
        (self.whole())
            .filter_map(|one| one.arms[arm].as_ref().ok())
            .map(|figures| figures.curves[place].clone())
            .collect()
    }

    /// Replications in which a law broke: number, arm (one more than there are: the change of no consequence), law.
    pub fn broken(&self) -> impl Iterator<Item = (u32, usize, &BrokenLaw)> {
        self.replications.iter().flat_map(|one| {
            (one.arms.iter().chain(&one.sham).enumerate()).filter_map(move |(arm, result)| {
                let run = result.as_ref().err()?;
                Some((one.number, arm, &run.law))
            })
        })
    }
}

fn outcome(replications: &[Replication], arms: usize, place: usize) -> Vec<Vec<f64>> {
    let mut values = vec![Vec::new(); arms];
    for one in replications.iter().filter(|one| one.is_whole()) {
        for (values, figures) in values.iter_mut().zip(one.arms.iter().flatten()) {
            values.push(figures.outcomes[place]);
        }
    }
    values
}

/// Runs a study. It ends early, with what is done, when `stop` is set; `progress` is told after each
/// replication.
///
/// # Errors
/// When the journal is of no use.
pub fn study(
    arms: &Arms,
    catalogue: &Catalogue,
    design: &Design,
    keeping: Keeping<'_>,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
) -> Result<Study, JournalError> {
    let mark = Mark::of(arms, catalogue, design.seed);
    let most = match &design.stopping {
        Stopping::Pairs(pairs) => *pairs,
        Stopping::HalfWidth { looks, .. } => looks.cap,
    };
    let runner = Runner::new(arms, catalogue, design.seed, design.threads, most);
    let (journal, kept) = Journal::open(keeping, &mark)?;
    if let Some(journal) = &journal {
        still_true(&runner, journal, &kept, stop)?;
    }
    let mut work = Work {
        runner,
        journal,
        kept: kept.into_iter(),
        done: Vec::new(),
        stop,
        progress,
    };
    match &design.stopping {
        Stopping::Pairs(pairs) => {
            let is_done = work.up_to(*pairs)?;
            let ending = if is_done {
                Ending::Pairs
            } else {
                Ending::Interrupted
            };
            Ok(work.end(ending, Vec::new()))
        }
        Stopping::HalfWidth { half_width, looks } => {
            let mut looked = Vec::new();
            let mut next = looks.first;
            let ending = loop {
                if !work.up_to(next)? {
                    break Ending::Interrupted;
                }
                looked.push(next);
                let reach = work.reach(arms.count(), design.watched);
                match looks.decide(next, reach, *half_width) {
                    Decision::Reached => break Ending::Reached,
                    Decision::OutOfPairs => break Ending::OutOfPairs,
                    Decision::GoOn { pairs } => next = pairs,
                }
            };
            Ok(work.end(ending, looked))
        }
    }
}

/// Runs the last replication that a journal keeps once more: another build may tell another story.
fn still_true(
    runner: &Runner<'_>,
    journal: &Journal,
    kept: &[Replication],
    stop: &AtomicBool,
) -> Result<(), JournalError> {
    let Some(last) = kept.last() else {
        return Ok(());
    };
    runner.run(last.number..last.number + 1, stop, |again| {
        if again == *last {
            Ok(())
        } else {
            Err(journal.other_engine(last.number))
        }
    })
}

/// A study at work.
struct Work<'a> {
    runner: Runner<'a>,
    journal: Option<Journal>,
    kept: std::vec::IntoIter<Replication>,
    done: Vec<Replication>,
    stop: &'a AtomicBool,
    progress: &'a mut dyn FnMut(Progress),
}

impl Work<'_> {
    /// Goes on to so many replications; false where it was stopped before.
    fn up_to(&mut self, pairs: u32) -> Result<bool, JournalError> {
        let missing = (pairs as usize).saturating_sub(self.done.len());
        self.done.extend(self.kept.by_ref().take(missing));
        let first = self.done.len() as u32;
        (self.progress)(Progress {
            done: first,
            planned: pairs,
        });
        if !self.stop.load(Ordering::Relaxed) {
            let Self {
                runner,
                journal,
                done,
                progress,
                ..
            } = self;
            runner.run(first..pairs.max(first), self.stop, |replication| {
                if let Some(journal) = journal {
                    journal.add(&replication)?;
                }
                done.push(replication);
                progress(Progress {
                    done: done.len() as u32,
                    planned: pairs,
                });
                Ok(())
            })?;
        }
        Ok(self.done.len() >= pairs as usize)
    }

    /// Differences of the watched outcome of each arm from the base.
    fn differences(&self, arms: usize, watched: usize) -> Vec<Vec<f64>> {
        let values = outcome(&self.done, arms, watched);
        let (base, others) = values.split_at(1);
        others
            .iter()
            .map(|arm| differences(&base[0], arm))
            .collect()
    }

    /// Half-width of the widest interval of the watched outcome: every arm has to be known as well as
    /// was asked. Infinite where nothing can be said.
    fn reach(&self, arms: usize, watched: usize) -> f64 {
        let apart = self.differences(arms, watched);
        (apart.iter())
            .map(|apart| match mean_interval(apart, ERROR) {
                (Method::TooFew, _) => f64::INFINITY,
                (_, interval) => interval.half_width(),
            })
            .fold(0.0, f64::max)
    }

    fn end(self, ending: Ending, looked: Vec<u32>) -> Study {
        Study {
            replications: self.done,
            ending,
            looked,
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_sham;
