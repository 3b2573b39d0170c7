//! # Churned ground
//!
//! What happens: each cut of a block is remembered for thirty days; ground that was cut often takes more work.
//!
//! Rule: cuts of a block are counted by day; on each day those of thirty days ago are forgotten. What they add to the
//! work of a crater is told in [`cut`](crate::damage::cut).
//!
//! Assumes: nothing beyond the window.
//!
//! Sources: an estimate, with the knob.
//!
//! Reads: nothing. Writes: [`Churn`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Column};

use crate::row::BlockRow;
use crate::state::state;

/// Cuts of each block in the last thirty days.
#[derive(Resource, Clone, Debug)]
pub struct Churn {
    days: Column<BlockRow, [u16; 30]>,
}

state!(Churn:; sparse: days);

impl Churn {
    /// Untouched ground.
    pub fn new(blocks: usize) -> Self {
        Self {
            days: Column::filled([0; 30], blocks),
        }
    }

    /// Cuts of a block in the thirty days.
    pub(super) fn earlier(&self, block: BlockRow) -> u32 {
        self.days[block].iter().map(|&cuts| u32::from(cuts)).sum()
    }

    /// Another cut of a block on a day.
    pub(super) fn note(&mut self, block: BlockRow, day: u16) {
        self.days[block][usize::from(day % 30)] += 1;
    }
}

/// Forgets the cuts of thirty days ago. Due when a day begins.
pub fn settle_ground(clock: Res<Clock>, mut churn: ResMut<Churn>) {
    let place = usize::from(clock.day % 30);
    for days in &mut churn.days {
        days[place] = 0;
    }
}
