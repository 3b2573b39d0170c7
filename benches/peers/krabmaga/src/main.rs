//! The workload as a krABMaga model: trains, crews, sites and the bombers are agents that step once a
//! tick, the theatre is the state they share. It agrees with the floor in law, not in bits: batteries
//! draw by site and not by package.

use std::process::ExitCode;

use kernel_w::shape::Size;
use kernel_w::{Kernel, Outcome};
use krabmaga::engine::schedule::Schedule;
use krabmaga::engine::state::State as _;

mod agents;
mod theatre;

use theatre::Theatre;

/// The model and its schedule.
struct Agents {
    size: Size,
    theatre: Theatre,
    schedule: Schedule,
}

impl Kernel for Agents {
    fn reset(&mut self, seed: u64) {
        self.theatre = Theatre::new(self.size, seed);
        self.schedule = Schedule::new();
        self.theatre.init(&mut self.schedule);
    }

    fn run(&mut self, days: u32) {
        for _ in 0..days * kernel_w::state::HOURS {
            self.schedule.step(&mut self.theatre);
        }
    }

    fn outcome(&mut self) -> Outcome {
        // The trains and the batteries are the schedule's: the hash is that of series and damage.
        let daily = self.theatre.present.daily.clone();
        let damage = self.theatre.damage.iter().copied();
        Outcome::new(daily, std::iter::empty(), damage, std::iter::empty())
    }
}

fn build(_: &str, size: Size) -> Box<dyn Kernel> {
    Box::new(Agents {
        size,
        theatre: Theatre::new(size, 0),
        schedule: Schedule::new(),
    })
}

fn main() -> ExitCode {
    kernel_w::command::main(&["krabmaga"], build)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_means_are_those_of_the_floor() {
        kernel_w::command::assert_same_law(super::build);
    }
}
