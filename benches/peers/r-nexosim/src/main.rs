//! The workload R on NeXosim: models for the railway of each chain, the depot of each railhead, each crossing, base of
//! gangs and formation, for raiders, staff and diary, connected by ports. Nobody is polled who could wait. Trains are
//! data of the railway on which they run.

#![expect(clippy::unused_async, reason = "the ports of a model are asynchronous")]

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use interdict_engine::Chance;
use interdict_model::chance::REGISTRY;
use interdict_model::sky::Sky;
use interdict_scenario::Scenario;
use kernel_r::Kernel;
use kernel_r::built::{Built, DAY};
use kernel_r::outcome::{Day, Outcome};
use nexosim::ports::{EventQueueReader, EventSinkReader};
use nexosim::simulation::Simulation;

mod assembly;
mod crossing;
mod depot;
mod diary;
mod formation;
mod gangs;
mod raiders;
mod railway;
mod staff;
mod time;
mod track;

/// The bench, assembled anew for each replication.
struct Bench {
    built: Arc<Built>,
    sky: Arc<Sky>,
    days: u32,
    assembled: Option<(Simulation, EventQueueReader<Day>)>,
    outcome: Outcome,
}

impl Kernel for Bench {
    fn reset(&mut self, seed: u64) {
        let chance = Chance::new(seed, 0, REGISTRY);
        let assembled = assembly::assemble(&self.built, &self.sky, chance);
        self.assembled = Some(assembled);
        self.outcome.days.clear();
    }

    fn run(&mut self) {
        let (simulation, days) = self.assembled.as_mut().expect("a reset comes first");
        let seconds = u64::from(self.days * DAY);
        simulation
            .step_until(Duration::from_secs(seconds))
            .expect("no model fails");
        self.outcome
            .days
            .extend(std::iter::from_fn(|| days.try_read()));
    }

    fn outcome(&self) -> Outcome {
        self.outcome.clone()
    }
}

fn build(_: &str, scenario: &Scenario) -> Box<dyn Kernel> {
    Box::new(Bench {
        built: Arc::new(kernel_r::built::build(scenario)),
        sky: Arc::new(Sky::new(scenario)),
        days: u32::from(scenario.days),
        assembled: None,
        outcome: Outcome::default(),
    })
}

fn main() -> ExitCode {
    kernel_r::command::run_with(std::env::args().skip(1), &["nexosim"], build)
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_agrees_with_the_floor() {
        let apart = kernel_r::command::assert_same_means(super::build);
        assert_eq!(apart, kernel_r::command::Apart { days: 0, trains: 0 });
    }
}
