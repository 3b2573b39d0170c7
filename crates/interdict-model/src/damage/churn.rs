//! # Churned ground
//!
//! What happens: each cut of a block is remembered for some days; ground that was cut often takes more work.
//!
//! Rule: cuts of a block are counted by day; on each day those of `repair.churn_days` ago are forgotten. What they add to
//! the work of a crater is told in [`cut`](crate::damage::cut).
//!
//! Assumes: nothing beyond the window.
//!
//! Sources: an estimate, with the knob.
//!
//! Reads: knobs of `repair`. Writes: [`Churn`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;
use interdict_scenario::Scenario;

use crate::row::BlockRow;
use crate::state::state;
use crate::told::untold;

/// Cuts of each block in the last days.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Churn {
    /// So many days are remembered.
    days: u16,
    /// By block, and day among those remembered.
    cuts: Vec<u16>,
}

state!(Churn:; sparse: cuts; fixed: days);
untold!(Churn = "churn");

impl Churn {
    /// Untouched ground.
    pub(crate) fn new(scenario: &Scenario, blocks: usize) -> Self {
        let days = scenario.rules.repair.churn_days;
        Self {
            days,
            cuts: vec![0; usize::from(days) * blocks],
        }
    }

    /// Cuts of a block in the days that are remembered.
    pub(super) fn earlier(&self, block: BlockRow) -> u32 {
        let days = usize::from(self.days);
        let own = &self.cuts[days * block.index()..][..days];
        own.iter().map(|&cuts| u32::from(cuts)).sum()
    }

    /// Another cut of a block on a day.
    pub(super) fn note(&mut self, block: BlockRow, day: u16) {
        let place = usize::from(self.days) * block.index() + usize::from(day % self.days);
        self.cuts[place] = self.cuts[place].saturating_add(1);
    }
}

/// Forgets the cuts of so many days ago as are remembered. Due when a day begins.
pub(crate) fn settle_ground(clock: Res<Clock>, mut churn: ResMut<Churn>) {
    let days = churn.days;
    let today = churn.cuts.iter_mut().skip((clock.day % days).into());
    today.step_by(days.into()).for_each(|cuts| *cuts = 0);
}
