//! R in the model: a scenario file as any other, run with ledger, laws and record on.

use interdict_model::{Seed, Series, Simulation};
use interdict_scenario::Scenario;

use crate::Kernel;
use crate::outcome::Outcome;

/// The model.
pub struct Model {
    simulation: Simulation,
}

impl Model {
    /// The world of R.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            simulation: Simulation::new(scenario),
        }
    }
}

impl Kernel for Model {
    fn reset(&mut self, seed: u64) {
        self.simulation.reset(Seed {
            seed,
            replication: 0,
        });
    }

    fn run(&mut self) {
        while self.simulation.run_day().expect("no law breaks") {}
    }

    fn outcome(&self) -> Outcome {
        let record = self.simulation.record();
        let series = [
            Series::Delivered,
            Series::Unmet,
            Series::Trucked,
            Series::TrainsArrived,
            Series::CutsRepaired,
        ];
        let day = |day| series.map(|series| record.theatre.at(day, series as usize));
        Outcome {
            days: (0..record.days).map(day).collect(),
        }
    }
}
