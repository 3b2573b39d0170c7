//! Many runs of one scenario.

use std::cell::RefCell;

use interdict_model::{BrokenLaw, Record, Seed, Simulation};
use interdict_scenario::Scenario;
use rayon::prelude::*;

/// What is to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replications {
    /// Master seed.
    pub seed: u64,
    /// Replications, numbered from 0.
    pub count: u32,
    /// Threads; 0: one for each core.
    pub threads: usize,
}

/// Runs every replication and keeps of each what `keep` makes of its record. The answer is in order of
/// replication and does not depend on the number of threads. A replication whose law broke is an error
/// in its place and does not stop the others. `done` is called after each, from any thread.
///
/// # Panics
/// When the system refuses to start threads.
pub fn replicate<T: Send>(
    scenario: &Scenario,
    plan: Replications,
    keep: impl Fn(Record) -> T + Sync,
    done: impl Fn() + Sync,
) -> Vec<Result<T, BrokenLaw>> {
    thread_local! {
        static WORLD: RefCell<Option<(usize, Simulation)>> = const { RefCell::new(None) };
    }
    let one = |replication: u32| {
        WORLD.with_borrow_mut(|kept| {
            // A pool is made anew for each call, so a world never outlives its scenario; the address
            // guards against a reader who changes that.
            let address = std::ptr::from_ref(scenario) as usize;
            if kept.as_ref().is_none_or(|(of, _)| *of != address) {
                *kept = Some((address, Simulation::new(scenario)));
            }
            let Some((_, simulation)) = kept else {
                unreachable!("just put there")
            };
            simulation.reset(Seed {
                seed: plan.seed,
                replication,
            });
            while simulation.run_day()? {}
            let kept = keep(simulation.record());
            done();
            Ok(kept)
        })
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(plan.threads)
        .build()
        .expect("threads can be started");
    pool.install(|| (0..plan.count).into_par_iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn threads_never_show() {
        let scenario = generate(
            Shape {
                days: 5,
                ..Shape::small()
            },
            3,
        );
        let digests = |threads| {
            let plan = Replications {
                seed: 9,
                count: 6,
                threads,
            };
            replicate(&scenario, plan, |record| record.digest, || ())
                .into_iter()
                .collect::<Result<Vec<u64>, _>>()
                .expect("no law breaks")
        };
        let alone = digests(1);
        assert_eq!(alone, digests(3));
        assert_eq!(alone.len(), 6);
        assert!(alone.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
