//! # Closure
//!
//! What happens: a block with an obstacle on it (an open cut, a span down without a by-pass) is closed
//! to trains; a line with a closed block is closed for running through. Whoever makes or clears an
//! obstacle says so here; the railway and the recorders read it here.
//!
//! Rule: a block is closed while it has at least one obstacle. Freshly mended track and by-passes are
//! slow for some days: the extra seconds a train needs there are kept here, too.
//!
//! Reads: nothing. Writes: [`Closures`], the counters of open time. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::Digest;
use interdict_quantity::Key;

use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::outcomes::LineSeries;
use crate::record::{EventKind, Place};

/// A time that is not known.
pub const UNKNOWN: u32 = u32::MAX;

/// The extra seconds that a train needs on a block.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slow {
    /// Second until which track mended of late is slow.
    pub until: u32,
    /// Extra seconds until then.
    pub mended_s: u32,
    /// Extra seconds for a by-pass in use.
    pub bypass_s: u32,
}

impl Slow {
    /// The extra seconds of a train that enters at a second.
    #[inline]
    pub fn extra_s(self, second: u32) -> u32 {
        let mended_s = if second < self.until {
            self.mended_s
        } else {
            0
        };
        mended_s + self.bypass_s
    }
}

/// Which blocks and lines are closed, and since when.
#[derive(Resource, Clone, Debug)]
pub struct Closures {
    /// Obstacles on each block.
    pub obstacles: Vec<u16>,
    /// Closed blocks of each line.
    pub closed_blocks: Vec<u16>,
    /// Second at which each line closed; meaningful while it is closed.
    pub closed_since: Vec<u32>,
    /// Second up to which each line's open time has been counted.
    counted_to: Vec<u32>,
    /// Seconds for which each line has been open since the start, as far as counted.
    open_s: Vec<u32>,
    /// When the railway staff expect each block to reopen; [`UNKNOWN`] while nobody works there.
    pub expected: Vec<u32>,
    /// Where each block is slow.
    pub slow: Vec<Slow>,
    /// Lines that closed or opened since the railway last looked, in order; each once.
    pub changed: Vec<u32>,
    /// A line closed or opened since through running was last looked at.
    pub has_changed: bool,
    /// Blocks that opened since the railway last looked: trains may be waiting there.
    pub opened: Vec<u32>,
}

impl Closures {
    /// Everything open.
    pub fn new(network: &Network) -> Self {
        let (blocks, lines) = (network.block_line.len(), network.lines.len());
        Self {
            obstacles: vec![0; blocks],
            closed_blocks: vec![0; lines],
            closed_since: vec![0; lines],
            counted_to: vec![0; lines],
            open_s: vec![0; lines],
            expected: vec![UNKNOWN; blocks],
            slow: vec![Slow::default(); blocks],
            changed: Vec::with_capacity(lines),
            has_changed: true,
            opened: Vec::with_capacity(blocks),
        }
    }

    /// The block lets trains pass.
    #[inline]
    pub fn is_open(&self, block: u32) -> bool {
        self.obstacles[block as usize] == 0
    }

    /// Every block of the line lets trains pass.
    #[inline]
    pub fn is_line_open(&self, line: u32) -> bool {
        self.closed_blocks[line as usize] == 0
    }

    /// Puts an obstacle on a block.
    pub fn obstruct(
        &mut self,
        network: &Network,
        block: u32,
        second: u32,
        cause: Key,
        measures: &mut Measures,
        journal: &mut Journal,
    ) {
        let line = network.block_line[block as usize];
        self.obstacles[block as usize] += 1;
        if self.obstacles[block as usize] > 1 {
            return;
        }
        self.closed_blocks[line as usize] += 1;
        if self.closed_blocks[line as usize] == 1 {
            self.count_open(line, true, second, measures);
            self.closed_since[line as usize] = second;
            self.note_change(line);
            journal.note(
                second,
                EventKind::LineClosed,
                Place::Line(line),
                cause,
                cause,
                0,
            );
        }
    }

    /// Takes an obstacle off a block.
    pub fn clear(
        &mut self,
        network: &Network,
        block: u32,
        second: u32,
        cause: Key,
        measures: &mut Measures,
        journal: &mut Journal,
    ) {
        let line = network.block_line[block as usize];
        assert!(
            self.obstacles[block as usize] > 0,
            "no obstacle to clear on block {block}"
        );
        self.obstacles[block as usize] -= 1;
        if self.obstacles[block as usize] > 0 {
            return;
        }
        self.expected[block as usize] = UNKNOWN;
        self.opened.push(block);
        self.closed_blocks[line as usize] -= 1;
        if self.closed_blocks[line as usize] == 0 {
            self.count_open(line, false, second, measures);
            self.note_change(line);
            let minutes = i64::from(second.saturating_sub(self.closed_since[line as usize]) / 60);
            journal.note(
                second,
                EventKind::LineOpened,
                Place::Line(line),
                cause,
                cause,
                minutes,
            );
        }
    }

    /// Counts the open time of every line up to `second`.
    pub fn settle(&mut self, second: u32, measures: &mut Measures) {
        for line in 0..self.closed_blocks.len() as u32 {
            let is_open = self.is_line_open(line);
            self.count_open(line, is_open, second, measures);
        }
    }

    /// Seconds for which each line has been open since the start, as far as they are counted: settle first.
    pub fn open_seconds(&self) -> &[u32] {
        &self.open_s
    }

    /// Takes the state into a digest.
    pub fn digest(&self, digest: &mut Digest) {
        for (block, &obstacles) in self.obstacles.iter().enumerate() {
            if obstacles > 0 {
                digest.pair(block as u32, u32::from(obstacles));
                digest.word(u64::from(self.expected[block]));
            }
        }
        for slow in &self.slow {
            digest.pair(slow.until, slow.mended_s);
        }
        for slow in &self.slow {
            digest.word(u64::from(slow.bypass_s));
        }
    }

    fn count_open(&mut self, line: u32, was_open: bool, second: u32, measures: &mut Measures) {
        let counted = &mut self.counted_to[line as usize];
        if was_open {
            let open = second - *counted;
            self.open_s[line as usize] += open;
            measures.add_line(line, LineSeries::OpenSeconds, i64::from(open));
        }
        *counted = second;
    }

    fn note_change(&mut self, line: u32) {
        self.has_changed = true;
        if !self.changed.contains(&line) {
            self.changed.push(line);
        }
    }
}
