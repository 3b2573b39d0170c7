//! # Who flies
//!
//! What happens: of the flights laid out a share flies, by the weather; and guns claim more than they shoot down.
//!
//! Rule: share `= serviceability x factor of the visibility`. Claims are whole: the floor of losses times the claims for
//! each.
//!
//! Assumes: workshops keep the same share of aircraft ready every day.
//!
//! Sources: with the knobs.
//!
//! Reads: knobs of `strike` and `flak`. Writes: [`Flying`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::whole::whole_below;
use interdict_scenario::Scenario;

use crate::sky::weather::Visibility;
use crate::state::state;
use crate::told::untold;

/// What the weather and the workshops allow, and the guns' claims so far.
#[derive(Resource, Clone, Debug)]
pub struct Flying {
    serviceability: f64,
    /// By [`Visibility`].
    factors: [f64; 3],
    /// Aircraft lost to guns so far, and claimed for them.
    lost: i64,
    claimed: i64,
}

state!(Flying: lost, claimed; fixed: serviceability, factors);
untold!(Flying = "claims");

impl Flying {
    /// From the knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.strike;
        Self {
            serviceability: knobs.serviceability,
            factors: [1.0, knobs.marginal_factor, knobs.closed_factor],
            lost: 0,
            claimed: 0,
        }
    }

    /// Share of flights that fly.
    pub fn share(&self, visibility: Visibility) -> f64 {
        self.serviceability * self.factors[visibility as usize]
    }

    /// The guns shot one down: how many more they claim.
    pub fn claim(&mut self, per_kill: f64) -> i64 {
        self.lost += 1;
        let before = self.claimed;
        self.claimed = whole_below::<i64>(self.lost as f64 * per_kill + 1e-9);
        self.claimed - before
    }
}
