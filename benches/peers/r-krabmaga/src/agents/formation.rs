//! A formation, which uses what it has with it and draws at its railhead.

use kernel_r::built::Formation;
use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;

use crate::railway::Railway;

/// A formation.
#[derive(Clone)]
pub(crate) struct FormationAgent {
    formation: Formation,
    with_it: i64,
}

impl FormationAgent {
    pub(crate) const fn new(formation: Formation) -> Self {
        Self {
            with_it: formation.brings,
            formation,
        }
    }
}

impl Agent for FormationAgent {
    fn step(&mut self, state: &mut dyn State) {
        let railway = Railway::of(state);
        let of_day = railway.of_day();
        let Formation {
            need,
            full,
            railhead,
            ..
        } = self.formation;
        if of_day == 6 * 3_600 {
            let issued = need.min(self.with_it);
            self.with_it -= issued;
            railway.today[1] += need - issued;
        } else if of_day == 21 * 3_600 {
            let place = railhead as usize;
            let wanted = (full - self.with_it).max(0).min(2 * need);
            let drawn = wanted.min(railway.stock[place]);
            railway.asked[place] += wanted;
            railway.stock[place] -= drawn;
            self.with_it += drawn;
        }
    }
}
