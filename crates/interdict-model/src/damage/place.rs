//! Where gangs work: on a block of a line, or at an airfield; and with what their work waits.

use interdict_engine::Digest;

use crate::network::Network;
use crate::row::{AirfieldRow, BlockRow, LineRow, QueueRow};
use crate::state::State;
#[cfg(test)]
use crate::state::walk::Walk;

/// Where gangs work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkPlace {
    /// On a block of a line.
    Block(BlockRow),
    /// At an airfield.
    Field(AirfieldRow),
}

impl WorkPlace {
    /// The block; `None` at an airfield.
    pub fn block(self) -> Option<BlockRow> {
        match self {
            Self::Block(block) => Some(block),
            Self::Field(_) => None,
        }
    }

    /// The queue in which work there waits: queues of lines come first, in their order.
    pub fn queue(self, network: &Network) -> QueueRow {
        match self {
            Self::Block(block) => QueueRow::of_line(network.block_line[block]),
            Self::Field(airfield) => QueueRow::from_index(network.lines.len() + airfield.index()),
        }
    }
}

impl QueueRow {
    /// That of a line.
    pub const fn of_line(line: LineRow) -> Self {
        Self(line.0)
    }
}

/// A block goes into a digest as its row alone, an airfield above all rows: so work on lines is digested as it was when
/// there was no other.
impl State for WorkPlace {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        match self {
            Self::Block(block) => block.digest(digest),
            Self::Field(airfield) => digest.word(1 << 32 | u64::from(airfield.0)),
        }
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        match self {
            Self::Block(block) => block.nudge(walk),
            Self::Field(airfield) => airfield.nudge(walk),
        }
    }
}
