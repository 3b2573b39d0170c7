//! # Closure
//!
//! What happens: a block with an obstacle on it (an open cut, a span down without a by-pass) is closed
//! to trains; a line with a closed block is closed for running through. Whoever makes or clears an
//! obstacle says so here; the railway and the recorders read it here.
//!
//! Rule: a block is closed while it has at least one obstacle. Freshly mended track is slow, and so is a by-pass: the
//! extra seconds a train needs there are kept here, too. Of mended track it is the slowness, seconds for a kilometre,
//! that settles: `s = s1 + (s0 - s1) exp(-a/tau)`, a the time since the last mend, s0 at `rail.mended_speed_kmh`, s1 at
//! line speed, tau `rail.settling_days`, half of it where gangs had hands free when the track was mended. Running times
//! add, so the mean over time is known: with mends at random at rate nu, `s1 + (s0 - s1) nu tau/(1 + nu tau)`.
//!
//! Sources: 5 km/h in the triangle in autumn 1951 (CMSA); tau is an estimate.
//!
//! Reads: knobs of `rail`. Writes: [`Closures`], the counters of open time. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::whole::{fit, nearest, whole_part};
use interdict_engine::{Column, math};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::measure::{Journal, Measures};
use crate::network::{Network, running_s};
use crate::outcomes::LineSeries;
use crate::picture::railway::Notice;
use crate::record::{EventKind, Place};
use crate::row::{BlockRow, LineRow};
use crate::state::state;

/// What makes a block slow.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slow {
    /// Second of the last mend, plus one; 0: never.
    pub mended: u32,
    /// The gangs had hands free for packing and tamping.
    pub keeps_up: bool,
    /// Extra seconds for a by-pass in use.
    pub bypass_s: u32,
}

state!(Slow: mended, keeps_up, bypass_s);

/// How mended track comes to carry the ordinary speed again.
#[derive(Clone, Debug)]
enum Settling {
    /// All at once, after so many seconds.
    AtOnce(u32),
    /// What is left of the slowness in each hour after the mend, as a share of 65,536, and how many times as fast it goes
    /// with upkeep.
    Slowly(Vec<u32>, u32),
}

impl Settling {
    fn new(scenario: &Scenario) -> Self {
        let rail = &scenario.rules.rail;
        if rail.settling_days <= 0.0 {
            return Self::AtOnce(whole_part(86_400.0 * rail.mended_days));
        }
        let left = |hour: u32| {
            let days = (f64::from(hour) + 0.5) / 24.0;
            nearest::<u32>(65_536.0 * math::exp(-days / rail.settling_days))
        };
        Self::Slowly(
            (0..u32::MAX)
                .map(left)
                .take_while(|&left| left > 0)
                .collect(),
            rail.packing_factor.into(),
        )
    }

    /// Of so many extra seconds right after a mend, those at a second.
    fn left_of(&self, fresh_s: u32, slow: Slow, second: u32) -> u32 {
        if slow.mended == 0 {
            return 0;
        }
        let age_s = second.saturating_sub(slow.mended - 1);
        match self {
            Self::AtOnce(after_s) => fresh_s * u32::from(age_s < *after_s),
            Self::Slowly(left, packing) => {
                let faster = if slow.keeps_up { *packing } else { 1 };
                let hour = age_s.saturating_mul(faster) / 3_600;
                let left = left.get(hour as usize).copied().unwrap_or(0);
                fit((u64::from(fresh_s) * u64::from(left)) >> 16)
            }
        }
    }
}

/// Which blocks and lines are closed, and since when.
#[derive(Resource, Clone, Debug)]
pub struct Closures {
    /// Obstacles on each block.
    pub obstacles: Column<BlockRow, u32>,
    /// Closed blocks of each line.
    pub closed_blocks: Column<LineRow, u16>,
    /// Second at which each line closed; meaningful while it is closed.
    pub closed_since: Column<LineRow, u32>,
    /// Second up to which each line's open time has been counted.
    counted_to: Column<LineRow, u32>,
    /// Seconds for which each line has been open since the start, as far as counted.
    open_s: Column<LineRow, u32>,
    /// Where each block is slow.
    pub slow: Column<BlockRow, Slow>,
    /// By block: the extra seconds of a train right after a mend.
    fresh_s: Column<BlockRow, u32>,
    settling: Settling,
    /// Lines that closed or opened since the railway last looked, in order; each once.
    pub changed: Vec<LineRow>,
    /// Lines that closed or opened since through running was last looked at.
    pub unwatched: Vec<LineRow>,
    /// Blocks that opened since the railway last looked: trains may be waiting there.
    pub opened: Vec<BlockRow>,
    /// What stations have to report, in order.
    pub notices: Vec<Notice>,
}

state!(
    Closures: obstacles, closed_blocks, closed_since, counted_to, open_s, slow,
        changed, unwatched, opened, notices;
    fixed: fresh_s, settling
);

impl Closures {
    /// Everything open.
    pub fn new(scenario: &Scenario, network: &Network) -> Self {
        let (blocks, lines) = (network.block_line.len(), network.lines.len());
        Self {
            obstacles: Column::filled(0, blocks),
            closed_blocks: Column::filled(0, lines),
            closed_since: Column::filled(0, lines),
            counted_to: Column::filled(0, lines),
            open_s: Column::filled(0, lines),
            slow: Column::filled(Slow::default(), blocks),
            fresh_s: fresh_s(scenario, network),
            settling: Settling::new(scenario),
            changed: Vec::with_capacity(lines),
            unwatched: Vec::with_capacity(lines),
            opened: Vec::with_capacity(blocks),
            notices: Vec::with_capacity(blocks),
        }
    }

    /// The block lets trains pass.
    #[inline]
    pub fn is_open(&self, block: BlockRow) -> bool {
        self.obstacles[block] == 0
    }

    /// Every block of the line lets trains pass.
    #[inline]
    pub fn is_line_open(&self, line: LineRow) -> bool {
        self.closed_blocks[line] == 0
    }

    /// The extra seconds of a train that enters a block at a second.
    #[inline]
    pub fn extra_s(&self, block: BlockRow, second: u32) -> u32 {
        let slow = self.slow[block];
        if slow.mended == 0 {
            return slow.bypass_s;
        }
        let fresh_s = self.fresh_s[block];
        self.settling.left_of(fresh_s, slow, second) + slow.bypass_s
    }

    /// Track of a block has been mended: it is slow, and settles from now on.
    pub(crate) fn settle_anew(&mut self, block: BlockRow, second: u32, keeps_up: bool) {
        let slow = &mut self.slow[block];
        slow.mended = second + 1;
        slow.keeps_up = keeps_up;
    }

    /// Puts an obstacle on a block.
    pub fn obstruct(
        &mut self,
        network: &Network,
        block: BlockRow,
        second: u32,
        cause: Key,
        measures: &mut Measures,
        journal: &mut Journal,
    ) {
        let line = network.block_line[block];
        self.obstacles[block] += 1;
        if self.obstacles[block] > 1 {
            return;
        }
        self.notices.push(Notice::Shut(block));
        self.closed_blocks[line] += 1;
        if self.closed_blocks[line] == 1 {
            self.count_open(line, true, second, measures);
            self.closed_since[line] = second;
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
        block: BlockRow,
        second: u32,
        cause: Key,
        measures: &mut Measures,
        journal: &mut Journal,
    ) {
        let line = network.block_line[block];
        assert!(
            self.obstacles[block] > 0,
            "no obstacle to clear on block {}",
            block.0
        );
        self.obstacles[block] -= 1;
        if self.obstacles[block] > 0 {
            return;
        }
        self.notices.push(Notice::Opened(block));
        self.opened.push(block);
        self.closed_blocks[line] -= 1;
        if self.closed_blocks[line] == 0 {
            self.count_open(line, false, second, measures);
            self.note_change(line);
            let minutes = i64::from(second.saturating_sub(self.closed_since[line]) / 60);
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
        for line in self.closed_blocks.rows() {
            let is_open = self.is_line_open(line);
            self.count_open(line, is_open, second, measures);
        }
    }

    /// Seconds for which each line has been open since the start, as far as they are counted: settle first.
    pub(crate) fn open_seconds(&self) -> &Column<LineRow, u32> {
        &self.open_s
    }

    fn count_open(&mut self, line: LineRow, was_open: bool, second: u32, measures: &mut Measures) {
        let counted = &mut self.counted_to[line];
        if was_open {
            let open = second - *counted;
            self.open_s[line] += open;
            measures.add_line(line, LineSeries::OpenSeconds, i64::from(open));
        }
        *counted = second;
    }

    fn note_change(&mut self, line: LineRow) {
        self.unwatched.push(line);
        if !self.changed.contains(&line) {
            self.changed.push(line);
        }
    }
}

/// By block: the extra seconds of a train over its track right after a mend.
fn fresh_s(scenario: &Scenario, network: &Network) -> Column<BlockRow, u32> {
    let rail = &scenario.rules.rail;
    let longest = whole_part(1_000.0 * rail.mended_length_km);
    let fresh = |(&block_m, &line): (&u32, &LineRow)| {
        let speed = scenario.lines[line.index()].speed_kmh;
        let length = block_m.min(longest);
        running_s(length, rail.mended_speed_kmh)
            .saturating_sub(running_s(length, speed.unwrap_or(rail.speed_kmh)))
    };
    network
        .block_m
        .iter()
        .zip(&network.block_line)
        .map(fresh)
        .collect()
}
