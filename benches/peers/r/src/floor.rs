//! R by hand: columns, one heap for trains and one for repair, and nothing that R does not need.
//!
//! What it leaves out of the model: books in double entry and the laws that hold them against the state, the record
//! with its series, events and digests, systems and their order, and the least-cost flow, in whose place stands what it
//! comes to where every corridor is a chain. What it keeps is told in the README, rule by rule.

mod plan;
mod rail;
mod repair;
mod sending;
mod state;
mod supply;

use interdict_engine::Chance;
use interdict_model::chance::REGISTRY;
use interdict_model::sky::Sky;
use interdict_scenario::Scenario;

use crate::Kernel;
use crate::built::{Built, DAY, TICK};
use crate::floor::state::State;
use crate::outcome::Outcome;

/// The floor: what stands, and what changes.
pub struct Floor {
    built: Built,
    sky: Sky,
    fresh: State,
    state: State,
    chance: Chance,
    days: u32,
}

impl Floor {
    /// The railway of a scenario of R.
    pub fn new(scenario: &Scenario) -> Self {
        let built = crate::built::build(scenario);
        let fresh = state::fresh(&built, usize::from(scenario.days));
        Self {
            built,
            sky: Sky::new(scenario),
            state: fresh.clone(),
            fresh,
            chance: Chance::new(1, 0, REGISTRY),
            days: u32::from(scenario.days),
        }
    }

    /// One tick, in the order of the model: impacts, repair, plan, trains, supply.
    fn tick(&mut self, now: u32) {
        let until = now + TICK;
        let of_day = now % DAY;
        if of_day == 0 {
            self.supply_bases();
        }
        self.strike(until);
        self.mend(until);
        let [plan, revise, again] = self.built.plan_hours.map(|hour| hour * 3_600);
        if of_day == plan {
            self.foresee(now);
            self.plan(now);
        } else if of_day == revise || of_day == again {
            self.foresee(now);
            self.revise(now);
        }
        self.move_trains(now, until);
        if of_day == 6 * 3_600 {
            self.consume();
        }
        if of_day == 21 * 3_600 {
            self.draw();
        }
        if of_day + TICK == DAY {
            self.close_day();
        }
    }
}

impl Kernel for Floor {
    fn reset(&mut self, seed: u64) {
        self.chance = Chance::new(seed, 0, REGISTRY);
        self.state.clone_from(&self.fresh);
    }

    fn run(&mut self) {
        for tick in 0..self.days * (DAY / TICK) {
            self.tick(tick * TICK);
        }
    }

    fn outcome(&self) -> Outcome {
        Outcome {
            days: self.state.days.clone(),
        }
    }
}
