//! # What the railway staff believe
//!
//! What happens: stations report blocks that were shut or opened, and days that are known; the staff note them before they
//! plan and before trains move.
//!
//! Rule: notices are entered in the order in which things happened. When a block opens, what was expected of it is
//! forgotten; [`foresight`](crate::damage::foresight) enters anew what is expected of those that are shut.
//!
//! Assumes: reports are complete, exact and in time.
//!
//! Sources: none needed.
//!
//! Reads: notices of [`Closures`]. Writes: [`RailwayPicture`]. Chance: none.

use bevy_ecs::prelude::*;

use crate::damage::closure::{Closures, Notice, UNKNOWN};
use crate::network::Network;

/// What the railway staff believe of blocks and lines.
#[derive(Resource, Clone, Debug)]
pub struct RailwayPicture {
    /// By block: shut.
    is_shut: Vec<bool>,
    /// Shut blocks of each line.
    shut_blocks: Vec<u16>,
    /// When each block is expected to open; [`UNKNOWN`] while nobody works there.
    pub expected: Vec<u32>,
}

impl RailwayPicture {
    /// Everything runs.
    pub fn new(network: &Network) -> Self {
        let blocks = network.block_line.len();
        Self {
            is_shut: vec![false; blocks],
            shut_blocks: vec![0; network.lines.len()],
            expected: vec![UNKNOWN; blocks],
        }
    }

    /// The block lets trains pass.
    #[inline]
    pub fn is_open(&self, block: u32) -> bool {
        !self.is_shut[block as usize]
    }

    /// Every block of the line lets trains pass.
    #[inline]
    pub fn is_line_open(&self, line: u32) -> bool {
        self.shut_blocks[line as usize] == 0
    }

    /// Enters a notice.
    fn enter(&mut self, notice: Notice, network: &Network) {
        match notice {
            Notice::Shut(block) => {
                self.is_shut[block as usize] = true;
                self.shut_blocks[network.block_line[block as usize] as usize] += 1;
            }
            Notice::Opened(block) => {
                self.is_shut[block as usize] = false;
                self.expected[block as usize] = UNKNOWN;
                self.shut_blocks[network.block_line[block as usize] as usize] -= 1;
            }
            Notice::Opens(block, second) => self.expected[block as usize] = second,
        }
    }
}

/// Carries what stations report into the picture. Due when they have something to report.
pub fn report(
    network: Res<Network>,
    mut closures: ResMut<Closures>,
    mut picture: ResMut<RailwayPicture>,
) {
    for notice in closures.notices.drain(..) {
        picture.enter(notice, &network);
    }
}
