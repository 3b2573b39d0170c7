//! # Blocks
//!
//! What happens: a line is worked block by block. On single track trains of one direction may follow
//! each other through a block as a fleet; the other direction has to wait until the block is empty
//! and cleared. On double track each direction has its own.
//!
//! Rule: a train is in a block for its running time `r = 3600 length / speed`; after it the block
//! stays blocked for the clearing time `c`, and all times of occupation are stretched by the
//! efficiency E: opposing trains are apart by `(r + c)/E`, following ones by `headway/E`. What that lets
//! through in a night is told in `throughput`.
//! A train enters a block only when a place at its far end is free for it, so that it can always
//! leave; places belong to one direction, so the two never wait for each other's.
//!
//! Assumes: telephone block working with a token; no collisions; trains no longer than a place.
//!
//! Sources: US Army transportation reference on train density; Scott's formula for `E`.
//!
//! Reads: knobs of `rail`. Writes: [`Block`]. Chance: none.

use bevy_ecs::prelude::Component;
use interdict_engine::Column;
use interdict_engine::whole::{fit, nearest};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::StationKind;

use crate::network::{Network, running_s};
use crate::rail::train::Train;
use crate::row::{BlockRow, ByDirection, Direction, TrainRow};
use crate::state::state;
use crate::told::untold;

/// Never, as a second.
pub const NEVER: u32 = u32::MAX;

/// The state of one block: one line of the processor's cache, for a train that moves looks at nearly all of it, and
/// the blocks of a large theatre are not at hand when they are wanted.
#[derive(Component, Clone, Debug)]
#[repr(C, align(64))]
pub struct Block {
    /// Running time at the line's speed, seconds.
    pub run_s: u32,
    /// Time from a train's leaving until the other direction may enter, seconds.
    pub clear_s: u32,
    /// Time between trains that follow each other, seconds; on a block without fleets the full
    /// occupation.
    pub follow_s: u32,
    /// Seconds from entering here to the end of the line, by direction.
    pub to_end_s: ByDirection<u32>,
    /// When the last train entered, by direction; plus one, so that 0 means never.
    pub entered: ByDirection<u32>,
    /// When the last train left, plus one, by direction.
    pub left: ByDirection<u32>,
    /// The second at which the block will look at its waiting trains again.
    pub wake: u32,
    /// The train that came last of those waiting to enter, by direction; [`TrainRow::NONE`] where none waits. The
    /// others are found by [`Train::behind`](crate::rail::train::Train::behind).
    pub last_waiting: ByDirection<TrainRow>,
    /// Trains inside, by direction.
    pub inside: ByDirection<u16>,
    /// Trains standing at the far end, or on their way to a place there, by direction.
    pub at_end: ByDirection<u16>,
    /// Places at the far end, by direction.
    pub places: ByDirection<u16>,
    /// Trains that entered in the direction of the last since it changed.
    pub in_a_row: u16,
    /// Direction of the last train that entered.
    pub heading: Direction,
    /// Two tracks.
    pub is_double: bool,
}

state!(
    Block: entered, left, wake, last_waiting, inside, at_end, in_a_row, heading;
    fixed: run_s, clear_s, follow_s, to_end_s, places, is_double
);
untold!(Block = "blocks");

#[cfg(target_pointer_width = "64")]
const _: () = assert!(size_of::<Block>() == 64);

impl Block {
    /// The earliest second at which the track itself is free for a train of a direction, or `None`
    /// while a train of the other direction is inside.
    #[inline]
    pub(crate) fn track_free(&self, direction: Direction, fleets: bool) -> Option<u32> {
        let (this, other) = (direction, direction.reversed());
        let follow = self.entered[this]
            .saturating_add(self.follow_s)
            .saturating_sub(1);
        let follow = if self.entered[this] == 0 { 0 } else { follow };
        if self.is_double {
            return Some(follow);
        }
        if self.inside[other] > 0 {
            return None;
        }
        let cleared = |left: u32| {
            if left == 0 {
                0
            } else {
                left - 1 + self.clear_s
            }
        };
        if fleets {
            Some(follow.max(cleared(self.left[other])))
        } else if self.inside[this] > 0 {
            None
        } else {
            Some(cleared(self.left[other]).max(cleared(self.left[this])))
        }
    }

    /// Trains wait to enter.
    #[inline]
    pub(crate) fn is_wanted(&self) -> bool {
        self.last_waiting != [TrainRow::NONE; 2]
    }

    /// The train that has waited longest to enter in a direction.
    #[inline]
    pub(crate) fn first_waiting(&self, direction: Direction, trains: &[Train]) -> Option<TrainRow> {
        let last = self.last_waiting[direction].known();
        last.map(|last| trains[last].behind)
    }

    /// A train begins to wait, behind all others of its direction.
    #[inline]
    pub fn queue(&mut self, direction: Direction, train: TrainRow, trains: &mut [Train]) {
        let first = self.first_waiting(direction, trains).unwrap_or(train);
        let last = &mut self.last_waiting[direction];
        if *last != TrainRow::NONE {
            trains[*last].behind = train;
        }
        trains[train].behind = first;
        *last = train;
    }

    /// A train waits no longer.
    #[inline]
    pub(crate) fn leave_queue(
        &mut self,
        direction: Direction,
        train: TrainRow,
        trains: &mut [Train],
    ) {
        let last = &mut self.last_waiting[direction];
        let mut before = *last;
        while trains[before].behind != train {
            before = trains[before].behind;
            assert!(before != *last, "train {} does not wait here", train.0);
        }
        let behind = trains[train].behind;
        trains[before].behind = behind;
        if *last == train {
            *last = if before == train {
                TrainRow::NONE
            } else {
                before
            };
        }
    }

    /// A place at the far end is free for a train of a direction.
    #[inline]
    pub fn has_place(&self, direction: Direction) -> bool {
        self.at_end[direction] < self.places[direction]
    }
}

/// The blocks of a scenario, empty.
pub fn blocks(scenario: &Scenario, network: &Network) -> Column<BlockRow, Block> {
    let rail = &scenario.rules.rail;
    let mut all = Vec::with_capacity(network.block_line.len());
    for (line, built) in scenario.lines.iter().zip(&network.lines) {
        let speed = line.speed_kmh.unwrap_or(rail.speed_kmh);
        let first = all.len();
        for block in built.all_blocks() {
            let run_s = running_s(network.block_m[block], speed);
            let occupied = (f64::from(run_s) + 60.0 * rail.clearing_min) / rail.efficiency;
            let headway = 60.0 * rail.fleet_headway_min / rail.efficiency;
            let places = |direction: Direction| {
                if block != built.last_block(direction) {
                    return rail.loop_places;
                }
                let station = &scenario.stations[built.end(direction).index()];
                let several = if station.kind == StationKind::Yard {
                    rail.yard_factor
                } else {
                    1
                };
                let default = u32::from(rail.station_places) * u32::from(several);
                fit(station.places.unwrap_or(default).clamp(1, 60_000))
            };
            all.push(Block {
                run_s,
                clear_s: nearest::<u32>(occupied).saturating_sub(run_s).max(1),
                follow_s: nearest::<u32>(headway).max(1),
                to_end_s: [0; 2],
                is_double: line.tracks > 1,
                inside: [0; 2],
                heading: Direction::Ahead,
                in_a_row: 0,
                entered: [0; 2],
                left: [0; 2],
                at_end: [0; 2],
                places: Direction::BOTH.map(places),
                last_waiting: [TrainRow::NONE; 2],
                wake: NEVER,
            });
        }
        let total: u32 = all[first..].iter().map(|block| block.run_s).sum();
        let mut before = 0;
        for block in &mut all[first..] {
            block.to_end_s = [total - before, before + block.run_s];
            before += block.run_s;
        }
    }
    all.into()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::row::StationRow;
    use interdict_engine::whole::next_whole;
    use interdict_quantity::Key;

    /// A block of single track with one place at either end.
    pub(in crate::rail) fn block(
        length_m: u32,
        speed: f64,
        clearing_min: f64,
        efficiency: f64,
        slow_s: u32,
    ) -> Block {
        let run_s = running_s(length_m, speed) + slow_s;
        let occupied = (f64::from(run_s) + 60.0 * clearing_min) / efficiency;
        Block {
            run_s,
            clear_s: nearest::<u32>(occupied) - run_s,
            follow_s: next_whole::<u32>(600.0 / efficiency),
            to_end_s: [run_s; 2],
            is_double: false,
            inside: [0; 2],
            heading: Direction::Ahead,
            in_a_row: 0,
            entered: [0; 2],
            left: [0; 2],
            at_end: [0; 2],
            places: [1; 2],
            last_waiting: [TrainRow::NONE; 2],
            wake: NEVER,
        }
    }

    #[test]
    fn a_block_is_free_after_clearing_and_followers_keep_their_headway() {
        let mut block = block(8_000, 20.0, 6.0, 1.0, 0);
        assert_eq!(block.track_free(Direction::Ahead, true), Some(0));
        block.inside[0] = 1;
        block.entered[0] = 101;
        assert_eq!(block.track_free(Direction::Back, true), None);
        assert_eq!(block.track_free(Direction::Ahead, true), Some(700));
        assert_eq!(block.track_free(Direction::Ahead, false), None);
        block.inside[0] = 0;
        block.left[0] = 1_541;
        assert_eq!(block.track_free(Direction::Back, true), Some(1_900));
        assert_eq!(block.track_free(Direction::Ahead, false), Some(1_900));
    }

    #[test]
    fn trains_wait_in_the_order_in_which_they_came_whoever_goes() {
        let mut trains = vec![Train::idle_at(Key(0), StationRow(0), 20); 40];
        let trains = &mut trains[..];
        let mut block = block(8_000, 20.0, 6.0, 1.0, 0);
        let mut known: ByDirection<Vec<TrainRow>> = [Vec::new(), Vec::new()];
        let mut number = 1_u32;
        for round in 0..2_000_u32 {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let train = TrainRow(number >> 16 & 31);
            let side = Direction::BOTH[round as usize & 1];
            let line = &mut known[side];
            if let Some(place) = line.iter().position(|&other| other == train) {
                line.remove(place);
                block.leave_queue(side, train, trains);
            } else if !known[side.reversed()].contains(&train) {
                known[side].push(train);
                block.queue(side, train, trains);
            }
            for side in Direction::BOTH {
                let mut waiting = Vec::new();
                let mut next = block.first_waiting(side, trains);
                while let Some(train) = next {
                    waiting.push(train);
                    let is_last = train == block.last_waiting[side];
                    next = (!is_last).then_some(trains[train].behind);
                }
                assert_eq!(waiting, known[side]);
            }
            assert_eq!(block.is_wanted(), known.iter().any(|line| !line.is_empty()));
        }
    }
}
