//! Replications of all arms under common chance, over all cores.
//!
//! A piece of work is one replication of one arm; pieces are handed out in order, so what is finished
//! is always nearly a prefix. Results are handed on in order of replication number, each as soon as it
//! and all before it are there: who watches, keeps or stops the work sees the same whatever the threads.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

use interdict_model::{Seed, Simulation};
use rayon::ThreadPool;
use serde::{Deserialize, Serialize};

use crate::arms::Arms;
use crate::outcome::{Catalogue, Figures};

/// One replication of every arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replication {
    /// Its number, from 0.
    pub number: u32,
    /// What was measured of each arm, the base first; or which law broke, and where.
    pub arms: Vec<Result<Figures, String>>,
}

impl Replication {
    /// Whether every arm ran to its end.
    pub fn is_whole(&self) -> bool {
        self.arms.iter().all(Result::is_ok)
    }
}

/// Runs replications of arms; keeps its worlds from one call to the next.
pub struct Runner<'a> {
    arms: &'a Arms,
    catalogue: &'a Catalogue,
    seed: u64,
    pool: ThreadPool,
    /// Worlds of each arm that nobody uses just now: never more than threads.
    idle: Vec<Mutex<Vec<Simulation>>>,
}

impl<'a> Runner<'a> {
    /// A runner with so many threads; 0: one for each core.
    ///
    /// # Panics
    /// When the system refuses to start threads.
    pub fn new(arms: &'a Arms, catalogue: &'a Catalogue, seed: u64, threads: usize) -> Self {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads can be started");
        Self {
            arms,
            catalogue,
            seed,
            pool,
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
        let arms = self.arms.count() as u32;
        let pieces = (numbers.end - numbers.start.min(numbers.end)) * arms;
        let next = AtomicU32::new(0);
        let failed = AtomicBool::new(false);
        let is_over = || stop.load(Ordering::Relaxed) || failed.load(Ordering::Relaxed);
        // bounded: workers do not run ahead of the one who keeps the results
        let (sender, results) = mpsc::sync_channel(self.pool.current_num_threads());
        let work = |sender: mpsc::SyncSender<(u32, usize, Result<Figures, String>)>| {
            while !is_over() {
                let piece = next.fetch_add(1, Ordering::Relaxed);
                if piece >= pieces {
                    break;
                }
                let (number, arm) = (numbers.start + piece / arms, (piece % arms) as usize);
                let Some(result) = self.one(number, arm, &is_over) else {
                    break;
                };
                if sender.send((number, arm, result)).is_err() {
                    break;
                }
            }
        };
        self.pool.in_place_scope(|scope| {
            for _ in 0..self.pool.current_num_threads() {
                let sender = sender.clone();
                let work = &work;
                scope.spawn(move |_| work(sender));
            }
            drop(sender);
            let mut waiting: BTreeMap<u32, Vec<Option<Result<Figures, String>>>> = BTreeMap::new();
            let mut due = numbers.start;
            let mut outcome = Ok(());
            for (number, arm, result) in results {
                let row = waiting
                    .entry(number)
                    .or_insert_with(|| vec![None; arms as usize]);
                row[arm] = Some(result);
                while outcome.is_ok()
                    && (waiting.get(&due)).is_some_and(|row| row.iter().all(Option::is_some))
                {
                    let row = waiting.remove(&due).into_iter().flatten();
                    outcome = finished(Replication {
                        number: due,
                        arms: row.flatten().collect(),
                    });
                    due += 1;
                }
                failed.store(outcome.is_err(), Ordering::Relaxed);
            }
            outcome
        })
    }

    /// One replication of one arm; `None` where it was broken off.
    fn one(
        &self,
        replication: u32,
        arm: usize,
        is_over: &dyn Fn() -> bool,
    ) -> Option<Result<Figures, String>> {
        let scenario = &self.arms.all()[arm].scenario;
        let shelf = || {
            self.idle[arm]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let kept = shelf().pop();
        let mut world = kept.unwrap_or_else(|| Simulation::new(scenario));
        world.reset(Seed {
            seed: self.seed,
            replication,
        });
        let result = loop {
            if is_over() {
                return None;
            }
            match world.run_day() {
                Ok(true) => {}
                Ok(false) => break Ok(self.catalogue.measure(scenario, &world.record())),
                Err(law) => break Err(law.to_string()),
            }
        };
        shelf().push(world);
        Some(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arms::Arm;
    use crate::outcome::Window;
    use interdict_scenario::synthetic::{Shape, generate};
    use std::convert::Infallible;

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
        let alone = all(&Runner::new(&arms, &catalogue, 7, 1), 0..6);
        let numbers: Vec<u32> = alone.iter().map(|one| one.number).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
        assert!(alone.iter().all(Replication::is_whole));
        for threads in [2, 8] {
            let runner = Runner::new(&arms, &catalogue, 7, threads);
            let mut parts = all(&runner, 0..4);
            parts.extend(all(&runner, 4..6));
            assert_eq!(parts, alone, "{threads} threads");
        }
    }

    #[test]
    fn what_is_done_before_a_stop_is_a_prefix_of_the_whole() {
        let arms = arms();
        let catalogue = catalogue(&arms);
        let runner = Runner::new(&arms, &catalogue, 7, 2);
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
        let runner = Runner::new(&arms, &catalogue, 7, 2);
        let mut calls = 0;
        let done = runner.run(0..50, &AtomicBool::new(false), |_| {
            calls += 1;
            if calls == 3 { Err("full") } else { Ok(()) }
        });
        assert_eq!((done, calls), (Err("full"), 3));
    }
}
