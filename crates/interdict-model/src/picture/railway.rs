//! # What the railway staff believe
//!
//! What happens: the staff hold a picture of the blocks: which are shut, and when each is expected to open.
//!
//! Rule: notices are entered in the order in which things happened. When a block opens, what was expected of it is
//! forgotten.
//!
//! Assumes: nothing beyond what is reported.
//!
//! Sources: none needed.
//!
//! Reads: nothing of its own: [`stations`](crate::reports::stations) and [`foresight`](crate::reports::foresight) carry
//! it here. Writes: [`RailwayPicture`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::Column;

use crate::network::Network;
use crate::row::{BlockRow, LineRow};
use crate::state::{choice, state};
use crate::told::untold;

/// A time that is not known.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// What a station reports of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It was shut.
    Shut(BlockRow),
    /// It was opened.
    Opened(BlockRow),
    /// The second at which it opens is known; [`UNKNOWN`]: it never does.
    Opens(BlockRow, u32),
}

choice!(Notice: Shut(block), Opened(block), Opens(block, second));

/// What the railway staff believe of blocks and lines.
#[derive(Resource, Clone, Debug)]
pub struct RailwayPicture {
    /// By block: shut.
    is_shut: Column<BlockRow, bool>,
    /// Shut blocks of each line.
    shut_blocks: Column<LineRow, u16>,
    /// When each block is expected to open; [`UNKNOWN`] while nobody works there.
    pub expected: Column<BlockRow, u32>,
}

state!(RailwayPicture: is_shut, shut_blocks, expected);
untold!(RailwayPicture = "railway's picture");

impl RailwayPicture {
    /// Everything runs.
    pub fn new(network: &Network) -> Self {
        let blocks = network.block_line.len();
        Self {
            is_shut: Column::filled(false, blocks),
            shut_blocks: Column::filled(0, network.lines.len()),
            expected: Column::filled(UNKNOWN, blocks),
        }
    }

    /// The block lets trains pass.
    #[inline]
    pub fn is_open(&self, block: BlockRow) -> bool {
        !self.is_shut[block]
    }

    /// Every block of the line lets trains pass.
    #[inline]
    pub fn is_line_open(&self, line: LineRow) -> bool {
        self.shut_blocks[line] == 0
    }

    /// Enters a notice; one that says what is known already changes nothing.
    pub(crate) fn enter(&mut self, notice: Notice, network: &Network) {
        match notice {
            Notice::Shut(block) if self.is_shut[block] => {}
            Notice::Shut(block) => {
                self.is_shut[block] = true;
                self.shut_blocks[network.block_line[block]] += 1;
            }
            Notice::Opened(block) if !self.is_shut[block] => {}
            Notice::Opened(block) => {
                self.is_shut[block] = false;
                self.expected[block] = UNKNOWN;
                self.shut_blocks[network.block_line[block]] -= 1;
            }
            Notice::Opens(block, second) => self.expected[block] = second,
        }
    }
}
