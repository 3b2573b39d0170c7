//! Replications of all arms under common chance, over all cores.
//!
//! A piece of work is one replication of one arm; results are handed on in order of replication number.

use std::ops::Range;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use interdict_model::{Seed, Simulation};
use interdict_scenario::Scenario;
use serde::{Deserialize, Serialize};

use crate::arms::{Arm, Arms};
use crate::broken::{BrokenRun, to_the_end};
use crate::ordered::{self, Workers, workers};
use crate::outcome::{Catalogue, Figures};

/// One replication of every arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replication {
    /// Its number, from 0.
    pub number: u32,
    /// What was measured of each arm, the base first; or which law broke, and where.
    pub arms: Vec<Result<Figures, BrokenRun>>,
    /// The same of the base with a change of no consequence, where one was run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sham: Option<Result<Figures, BrokenRun>>,
}

impl Replication {
    /// Whether every arm ran to its end, and the change of no consequence where one was run.
    pub fn is_whole(&self) -> bool {
        self.arms.iter().chain(&self.sham).all(Result::is_ok)
    }
}

/// Runs replications of arms; keeps its worlds from one call to the next.
pub struct Runner<'a> {
    arms: &'a Arms,
    catalogue: &'a Catalogue,
    seed: u64,
    workers: Workers,
    /// Worlds of each arm that nobody uses just now: never more than threads.
    idle: Vec<Mutex<Vec<Simulation>>>,
}

impl<'a> Runner<'a> {
    /// A runner with so many threads, 0 for one for each core, and no more than so many replications have work for.
    pub fn new(
        arms: &'a Arms,
        catalogue: &'a Catalogue,
        seed: u64,
        threads: usize,
        replications: u32,
    ) -> Self {
        let pieces = u64::from(replications) * arms.runs() as u64;
        Self {
            arms,
            catalogue,
            seed,
            workers: workers(threads, pieces),
            idle: arms.all().iter().map(|_| Mutex::default()).collect(),
        }
    }

    /// Runs the replications of these numbers and hands each to `finished`, in order. When `stop` is set
    /// or `finished` gives an error it ends as soon as it can; what was not handed on is forgotten.
    ///
    /// # Errors
    /// The error of `finished`.
    pub fn run<E>(
        &self,
        numbers: Range<u32>,
        stop: &AtomicBool,
        mut finished: impl FnMut(Replication) -> Result<(), E>,
    ) -> Result<(), E> {
        ordered::in_order(
            &self.workers,
            numbers,
            self.arms.runs() as u32,
            stop,
            |number, arm, is_over| self.one(number, arm, is_over),
            |number, mut arms| {
                let has_sham = arms.len() > self.arms.count();
                let sham = if has_sham { arms.pop() } else { None };
                finished(Replication { number, arms, sham })
            },
        )
    }

    /// One replication of one arm, or of the change of no consequence behind them; `None` where it was broken off.
    fn one(
        &self,
        replication: u32,
        arm: usize,
        is_over: &dyn Fn() -> bool,
    ) -> Option<Result<Figures, BrokenRun>> {
        let seed = Seed {
            seed: self.seed,
            replication,
        };
        let Some(Arm { scenario, .. }) = self.arms.all().get(arm) else {
            // another gun in each replication: the world is used once
            let sham = self.arms.sham().ok()?;
            let scenario = sham.scenario(&self.arms.base().scenario, seed, 0);
            let mut world = self.arms.simulation(0, &scenario);
            return self.played(&mut world, &scenario, seed, is_over);
        };
        let shelf = || {
            self.idle[arm]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let kept = shelf().pop();
        let mut world = kept.unwrap_or_else(|| self.arms.simulation(arm, scenario));
        let result = self.played(&mut world, scenario, seed, is_over)?;
        shelf().push(world);
        Some(result)
    }

    /// A world from its first day to its last, measured.
    fn played(
        &self,
        world: &mut Simulation,
        scenario: &Scenario,
        seed: Seed,
        is_over: &dyn Fn() -> bool,
    ) -> Option<Result<Figures, BrokenRun>> {
        let ended = to_the_end(world, seed, is_over)?;
        Some(ended.map(|()| self.catalogue.measure(scenario, &world.record())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Window;
    use interdict_scenario::synthetic::{Shape, generate};
    use std::convert::Infallible;
    use std::sync::atomic::Ordering;

    fn arms() -> Arms {
        let base = generate(Shape::small(), 3);
        let mut other = base.clone();
        other.rules.rail.speed_kmh *= 0.8;
        let arm = |name: &str, scenario| Arm {
            name: name.to_owned(),
            because: None,
            scenario,
        };
        Arms::new(vec![arm("base", base), arm("slow", other)]).unwrap()
    }

    fn catalogue(arms: &Arms) -> Catalogue {
        let window = Window {
            from: 0,
            to: arms.base().scenario.days,
        };
        Catalogue::of(&arms.scenarios(), window)
    }

    fn all(runner: &Runner<'_>, numbers: Range<u32>) -> Vec<Replication> {
        let mut found = Vec::new();
        let done = runner.run(numbers, &AtomicBool::new(false), |replication| {
            found.push(replication);
            Ok::<(), Infallible>(())
        });
        assert_eq!(done, Ok(()));
        found
    }

    #[test]
    fn threads_never_show_and_a_kept_world_is_as_good_as_new() {
        let arms = arms();
        let catalogue = catalogue(&arms);
        let alone = all(&Runner::new(&arms, &catalogue, 7, 1, 6), 0..6);
        let numbers: Vec<u32> = alone.iter().map(|one| one.number).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
        assert!(alone.iter().all(Replication::is_whole));
        for threads in [2, 8] {
            let runner = Runner::new(&arms, &catalogue, 7, threads, 6);
            let mut parts = all(&runner, 0..4);
            parts.extend(all(&runner, 4..6));
            assert_eq!(parts, alone, "{threads} threads");
        }
    }

    #[test]
    fn what_is_done_before_a_stop_is_a_prefix_of_the_whole() {
        let arms = arms();
        let catalogue = catalogue(&arms);
        let runner = Runner::new(&arms, &catalogue, 7, 2, 50);
        let whole = all(&runner, 0..30);
        let stop = AtomicBool::new(false);
        let mut found = Vec::new();
        let done = runner.run(0..30, &stop, |replication| {
            found.push(replication);
            stop.store(found.len() >= 2, Ordering::Relaxed);
            Ok::<(), Infallible>(())
        });
        assert_eq!(done, Ok(()));
        assert!((2..30).contains(&found.len()));
        assert_eq!(found, whole[..found.len()]);
        assert!(all(&runner, 3..3).is_empty());
    }

    #[test]
    fn an_error_of_the_one_who_keeps_the_results_ends_the_work() {
        let arms = arms();
        let catalogue = catalogue(&arms);
        let runner = Runner::new(&arms, &catalogue, 7, 2, 50);
        let mut calls = 0;
        let done = runner.run(0..50, &AtomicBool::new(false), |_| {
            calls += 1;
            if calls == 3 { Err("full") } else { Ok(()) }
        });
        assert_eq!((done, calls), (Err("full"), 3));
    }
}
