//! # Churned ground
//!
//! What happens: each cut of a block is remembered for `repair.churn_days`; ground that was cut often takes more work.
//!
//! Rule: cuts of a block are counted by day; on each day those of so many days ago are forgotten. What they add to the
//! work of a crater is told in [`cut`](crate::damage::cut).
//!
//! Assumes: nothing beyond the window.
//!
//! Sources: an estimate, with the knob.
//!
//! Reads: knobs of `repair`. Writes: [`Churn`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Column};
use interdict_scenario::Scenario;

use crate::row::BlockRow;
use crate::state::state;

/// Cuts of each block in the last days.
#[derive(Resource, Clone, Debug)]
pub struct Churn {
    cuts: Column<BlockRow, [u16; LONGEST]>,
    /// Days that are remembered, at most [`LONGEST`].
    days: u16,
}

/// The longest that `repair.churn_days` may be.
const LONGEST: usize = 30;

state!(Churn:; sparse: cuts; fixed: days);

impl Churn {
    /// Untouched ground.
    pub fn new(scenario: &Scenario, blocks: usize) -> Self {
        Self {
            cuts: Column::filled([0; LONGEST], blocks),
            days: scenario.rules.repair.churn_days,
        }
    }

    /// Cuts of a block in the days that are remembered.
    pub(super) fn earlier(&self, block: BlockRow) -> u32 {
        self.cuts[block].iter().map(|&cuts| u32::from(cuts)).sum()
    }

    /// Another cut of a block on a day.
    pub(super) fn note(&mut self, block: BlockRow, day: u16) {
        let cuts = &mut self.cuts[block][usize::from(day % self.days)];
        *cuts = cuts.saturating_add(1);
    }
}

/// Forgets the cuts of so many days ago as are remembered. Due when a day begins.
pub fn settle_ground(clock: Res<Clock>, mut churn: ResMut<Churn>) {
    let place = usize::from(clock.day % churn.days);
    for cuts in &mut churn.cuts {
        cuts[place] = 0;
    }
}
