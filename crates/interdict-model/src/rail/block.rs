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
use interdict_engine::Digest;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::StationKind;

use crate::network::Network;
use crate::rail::train::{NOWHERE, Train};

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
    pub to_end_s: [u32; 2],
    /// When the last train entered, by direction; plus one, so that 0 means never.
    pub entered: [u32; 2],
    /// When the last train left, plus one, by direction.
    pub left: [u32; 2],
    /// The second at which the block will look at its waiting trains again.
    pub wake: u32,
    /// The train that came last of those waiting to enter, by direction; [`NOWHERE`] where none waits. The
    /// others are found by [`Train::behind`](crate::rail::train::Train::behind).
    pub last_waiting: [u32; 2],
    /// Trains inside, by direction.
    pub inside: [u16; 2],
    /// Trains standing at the far end, or on their way to a place there, by direction.
    pub at_end: [u16; 2],
    /// Places at the far end, by direction.
    pub places: [u16; 2],
    /// Trains that entered in the direction of the last since it changed.
    pub in_a_row: u16,
    /// Direction of the last train that entered.
    pub heading: u8,
    /// Two tracks.
    pub is_double: bool,
}

const _: () = assert!(size_of::<Block>() == 64);

impl Block {
    /// The earliest second at which the track itself is free for a train of a direction, or `None`
    /// while a train of the other direction is inside.
    #[inline]
    pub fn track_free(&self, direction: u8, fleets: bool) -> Option<u32> {
        let (this, other) = (usize::from(direction), usize::from(1 - direction));
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
    pub fn is_wanted(&self) -> bool {
        self.last_waiting != [NOWHERE; 2]
    }

    /// The train that has waited longest to enter in a direction.
    #[inline]
    pub fn first_waiting(&self, direction: u8, trains: &[Train]) -> Option<u32> {
        let last = self.last_waiting[usize::from(direction)];
        (last != NOWHERE).then(|| trains[last as usize].behind)
    }

    /// A train begins to wait, behind all others of its direction.
    #[inline]
    pub fn queue(&mut self, direction: u8, train: u32, trains: &mut [Train]) {
        let first = self.first_waiting(direction, trains).unwrap_or(train);
        let last = &mut self.last_waiting[usize::from(direction)];
        if *last != NOWHERE {
            trains[*last as usize].behind = train;
        }
        trains[train as usize].behind = first;
        *last = train;
    }

    /// A train waits no longer.
    #[inline]
    pub fn leave_queue(&mut self, direction: u8, train: u32, trains: &mut [Train]) {
        let last = &mut self.last_waiting[usize::from(direction)];
        let mut before = *last;
        while trains[before as usize].behind != train {
            before = trains[before as usize].behind;
            assert!(before != *last, "train {train} does not wait here");
        }
        let behind = trains[train as usize].behind;
        trains[before as usize].behind = behind;
        if *last == train {
            *last = if before == train { NOWHERE } else { before };
        }
    }

    /// A place at the far end is free for a train of a direction.
    #[inline]
    pub fn has_place(&self, direction: u8) -> bool {
        self.at_end[usize::from(direction)] < self.places[usize::from(direction)]
    }

    /// Takes the state into a digest.
    pub fn digest(&self, digest: &mut Digest) {
        digest.pair(u32::from(self.inside[0]), u32::from(self.inside[1]));
        digest.pair(self.entered[0], self.entered[1]);
        digest.pair(self.left[0], self.left[1]);
        digest.pair(u32::from(self.at_end[0]), u32::from(self.at_end[1]));
        digest.pair(u32::from(self.heading), u32::from(self.in_a_row));
    }
}

/// Running time over a length at a speed, seconds, rounded up.
pub fn running_s(length_m: u32, speed_kmh: f64) -> u32 {
    ((f64::from(length_m) * 3.6 / speed_kmh).ceil() as u32).max(1)
}

/// The blocks of a scenario, empty.
pub fn blocks(scenario: &Scenario, network: &Network) -> Vec<Block> {
    let rail = &scenario.rules.rail;
    let mut all = Vec::with_capacity(network.block_line.len());
    for (row, line) in scenario.lines.iter().enumerate() {
        let built = &network.lines[row];
        let speed = line.speed_kmh.unwrap_or(rail.speed_kmh);
        let first = all.len();
        for ordinal in 0..built.blocks {
            let run_s = running_s(network.block_m[(built.first + ordinal) as usize], speed);
            let occupied = (f64::from(run_s) + 60.0 * rail.clearing_min) / rail.efficiency;
            let headway = 60.0 * rail.fleet_headway_min / rail.efficiency;
            let places = |end: u32, is_last: bool| {
                if !is_last {
                    return rail.loop_places;
                }
                let station = &scenario.stations[end as usize];
                let several = if station.kind == StationKind::Yard {
                    rail.yard_factor
                } else {
                    1
                };
                let default = u32::from(rail.station_places) * u32::from(several);
                station.places.unwrap_or(default).clamp(1, 60_000) as u16
            };
            all.push(Block {
                run_s,
                clear_s: (occupied.round() as u32).saturating_sub(run_s).max(1),
                follow_s: (headway.round() as u32).max(1),
                to_end_s: [0; 2],
                is_double: line.tracks > 1,
                inside: [0; 2],
                heading: 0,
                in_a_row: 0,
                entered: [0; 2],
                left: [0; 2],
                at_end: [0; 2],
                places: [
                    places(built.to, ordinal + 1 == built.blocks),
                    places(built.from, ordinal == 0),
                ],
                last_waiting: [NOWHERE; 2],
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
    all
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
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
            clear_s: occupied.round() as u32 - run_s,
            follow_s: (600.0 / efficiency).ceil() as u32,
            to_end_s: [run_s; 2],
            is_double: false,
            inside: [0; 2],
            heading: 0,
            in_a_row: 0,
            entered: [0; 2],
            left: [0; 2],
            at_end: [0; 2],
            places: [1; 2],
            last_waiting: [NOWHERE; 2],
            wake: NEVER,
        }
    }

    #[test]
    fn a_block_is_free_after_clearing_and_followers_keep_their_headway() {
        let mut block = block(8_000, 20.0, 6.0, 1.0, 0);
        assert_eq!(block.track_free(0, true), Some(0));
        block.inside[0] = 1;
        block.entered[0] = 101;
        assert_eq!(block.track_free(1, true), None);
        assert_eq!(block.track_free(0, true), Some(700));
        assert_eq!(block.track_free(0, false), None);
        block.inside[0] = 0;
        block.left[0] = 1_541;
        assert_eq!(block.track_free(1, true), Some(1_900));
        assert_eq!(block.track_free(0, false), Some(1_900));
    }

    #[test]
    fn trains_wait_in_the_order_in_which_they_came_whoever_goes() {
        let mut trains = vec![Train::idle_at(Key(0), 0, 20); 40];
        let mut block = block(8_000, 20.0, 6.0, 1.0, 0);
        let mut known: [Vec<u32>; 2] = [Vec::new(), Vec::new()];
        let mut number = 1_u32;
        for round in 0..2_000_u32 {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (train, side) = (number >> 16 & 31, round as usize & 1);
            let line = &mut known[side];
            if let Some(place) = line.iter().position(|&other| other == train) {
                line.remove(place);
                block.leave_queue(side as u8, train, &mut trains);
            } else if !known[1 - side].contains(&train) {
                known[side].push(train);
                block.queue(side as u8, train, &mut trains);
            }
            for side in [0, 1] {
                let mut waiting = Vec::new();
                let mut next = block.first_waiting(side as u8, &trains);
                while let Some(train) = next {
                    waiting.push(train);
                    let is_last = train == block.last_waiting[side];
                    next = (!is_last).then_some(trains[train as usize].behind);
                }
                assert_eq!(waiting, known[side]);
            }
            assert_eq!(block.is_wanted(), known.iter().any(|line| !line.is_empty()));
        }
    }
}
