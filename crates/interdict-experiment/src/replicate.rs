//! Many runs of one scenario.

use std::convert::Infallible;

use interdict_model::{BrokenLaw, Record, Seed, Simulation};
use interdict_scenario::Scenario;

use crate::ordered::workers;

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
pub fn replicate<T: Send>(
    scenario: &Scenario,
    plan: Replications,
    keep: impl Fn(Record) -> T + Sync,
    done: impl Fn() + Sync,
) -> Vec<Result<T, BrokenLaw>> {
    let one = |world: &mut Simulation, replication: u32| {
        world.reset(Seed {
            seed: plan.seed,
            replication,
        });
        let ran = loop {
            match world.run_day() {
                Ok(true) => {}
                Ok(false) => break Ok(keep(world.record())),
                Err(law) => break Err(law),
            }
        };
        if ran.is_ok() {
            done();
        }
        Ok::<_, Infallible>(ran)
    };
    let workers = workers(plan.threads, u64::from(plan.count));
    match workers.map(0..plan.count, || Simulation::new(scenario), one) {
        Ok(runs) => runs,
    }
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
