//! The workload R as a krABMaga model: trains, gangs, trucks, yards, signals, formations, raiders and the staff are
//! agents that step once a tick of 900 s, the railway is the state they share. Whoever steps does all that is due to
//! it within the tick, at its second; what others do in the same tick it sees only if they step before it.

use std::process::ExitCode;

use interdict_scenario::Scenario;
use kernel_r::Kernel;
use kernel_r::built::{DAY, TICK};
use kernel_r::outcome::Outcome;
use krabmaga::engine::schedule::Schedule;
use krabmaga::engine::state::State as _;

mod agents;
mod railway;
mod traffic;

use railway::Railway;

/// The model and its schedule.
struct Agents {
    fresh: Railway,
    railway: Railway,
    schedule: Schedule,
    days: u32,
}

impl Kernel for Agents {
    fn reset(&mut self, seed: u64) {
        self.railway = self.fresh.clone();
        self.railway.seed(seed);
        self.schedule = Schedule::new();
        self.railway.init(&mut self.schedule);
    }

    fn run(&mut self) {
        for _ in 0..self.days * (DAY / TICK) {
            self.schedule.step(&mut self.railway);
        }
    }

    fn outcome(&self) -> Outcome {
        Outcome {
            days: self.railway.days.clone(),
        }
    }
}

fn build(_: &str, scenario: &Scenario) -> Box<dyn Kernel> {
    let fresh = Railway::new(scenario);
    Box::new(Agents {
        railway: fresh.clone(),
        fresh,
        schedule: Schedule::new(),
        days: u32::from(scenario.days),
    })
}

fn main() -> ExitCode {
    kernel_r::command::run_with(std::env::args().skip(1), &["krabmaga"], build)
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_agrees_with_the_floor() {
        let apart = kernel_r::command::assert_same_means(super::build);
        // trains that leave a block and want it in the same second step here by number, there by key: where the other
        // direction's turn hangs on that, some are unloaded on the other side of midnight
        let expected = kernel_r::command::Apart {
            days: 11,
            trains: 2,
        };
        assert_eq!(apart, expected);
    }
}
