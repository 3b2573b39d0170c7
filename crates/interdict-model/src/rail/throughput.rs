//! # What a line lets through
//!
//! What happens: the plan of a night sends no more trains over a line than its blocks can pass.
//!
//! Rule: in a window W, by fleets of k in turn from each side, a block of running time r and clearing time c
//! (see `block`) passes `pairs = k E W / (2 (r + c + (k - 1) headway))`, and with k = 1 the alternating single
//! track `pairs = E W / (2 (r + c))`; double track gives `E W / headway` each way. A fleet is no longer than the
//! places at either end: each of its trains needs one before it may enter. A fleet that has the window for itself
//! passes `E W / headway` trains, if the places at the far end come free as fast; with n trains that come
//! the other way the number lies between, in proportion. The block that passes least decides for its line.
//!
//! How it is found: which blocks can be the narrowest of a line hangs on what was built and not on the night, so
//! the others are left out once and for all. What passes grows with pairs and with trains alone, so a block is left
//! out where another passes no more of either.
//!
//! Assumes: what `block` does.
//!
//! Sources: US Army transportation reference on train density; Scott's formula for `E`.
//!
//! Reads: blocks as built, `rail.fleet_size`. Writes: nothing. Chance: none.

use crate::rail::block::Block;
use crate::row::{ByDirection, Direction};

/// What one block lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throughput {
    /// Trains of one direction in a turn.
    fleet: u64,
    /// Seconds of a turn of both directions.
    cycle_s: u64,
    /// Seconds between trains of one direction that have the block for themselves, by direction.
    apart_s: ByDirection<u64>,
    is_double: bool,
}

impl Throughput {
    /// Of a block, with fleets of at most so many trains.
    pub fn of(block: &Block, fleet: u32) -> Self {
        Self::when_run_in(block.run_s, block, fleet)
    }

    /// The same when a train takes so many seconds.
    fn when_run_in(run_s: u32, block: &Block, fleet: u32) -> Self {
        let follow_s = u64::from(block.follow_s);
        let apart = |places: u16| {
            let run_s = run_s.div_ceil(u32::from(places.max(1)));
            u64::from(block.follow_s.max(run_s).max(1))
        };
        let fleet = u64::from(
            fleet
                .min(block.places[0].min(block.places[1]).into())
                .max(1),
        );
        let turn_s = u64::from(run_s) + u64::from(block.clear_s) + (fleet - 1) * follow_s;
        let (fleet, cycle_s) = if block.is_double {
            (1, follow_s)
        } else {
            (fleet, 2 * turn_s)
        };
        Self {
            fleet,
            cycle_s: cycle_s.max(1),
            apart_s: block.places.map(apart),
            is_double: block.is_double,
        }
    }

    /// Pairs of trains in a window, in thousandths.
    pub(crate) fn milli_pairs_in(&self, window_s: u32) -> u64 {
        self.fleet * 1_000 * u64::from(window_s) / self.cycle_s
    }

    /// Trains of one direction in a window while nobody comes the other way, in thousandths: as they follow
    /// each other, and as places at the far end come free.
    pub fn milli_one_way_in(&self, window_s: u32, direction: Direction) -> u64 {
        1_000 * u64::from(window_s) / self.apart_s[direction]
    }

    /// Trains of one direction in a window in which so many come the other way, in thousandths: between a
    /// fleet that has the night for itself and pairs that meet, in proportion; beyond that the ones who come take
    /// the place of the ones who go. `pairs` are those of the window.
    #[inline]
    fn milli_trains_beside(
        &self,
        pairs: u64,
        window_s: u32,
        direction: Direction,
        opposing: u32,
    ) -> u64 {
        if self.is_double {
            return pairs;
        }
        let alone = self.milli_one_way_in(window_s, direction).max(pairs);
        let opposing = 1_000 * u64::from(opposing);
        if opposing >= pairs {
            return (2 * pairs).saturating_sub(opposing);
        }
        alone - opposing * (alone - pairs) / pairs
    }

    /// Trains of each direction, in thousandths, in a window in which the line can be used for so long and entered for so
    /// long, while so many come against each.
    #[inline]
    pub(crate) fn milli_both_ways(
        &self,
        usable_s: u32,
        entry_s: u32,
        opposing: ByDirection<u32>,
    ) -> ByDirection<u64> {
        let pairs = self.milli_pairs_in(usable_s);
        let one_way = |direction: Direction| {
            let opposing = opposing[direction];
            self.milli_trains_beside(pairs, usable_s, direction, opposing)
                .min(self.milli_one_way_in(entry_s, direction))
        };
        Direction::BOTH.map(one_way)
    }

    /// Whatever the night, this block passes no more than the other.
    fn is_no_wider_than(&self, other: &Self) -> bool {
        self.is_double == other.is_double
            && self.fleet * other.cycle_s <= other.fleet * self.cycle_s
            && Direction::BOTH
                .into_iter()
                .all(|direction| self.apart_s[direction] >= other.apart_s[direction])
    }
}

/// The blocks of a line that can be its narrowest in some night.
pub fn narrowest(blocks: &[Block], fleet: u32) -> Vec<Throughput> {
    let mut kept: Vec<Throughput> = Vec::new();
    for block in blocks {
        let block = Throughput::of(block, fleet);
        if !kept.iter().any(|other| other.is_no_wider_than(&block)) {
            kept.retain(|other| !block.is_no_wider_than(other));
            kept.push(block);
        }
    }
    kept
}

/// What the blocks of a line let through that are slow now: `extra_s` are the extra seconds of a train on each. A block
/// that is slow can be the narrowest whatever it was built to be. Returns the extra seconds of all.
pub(crate) fn slowed(
    blocks: &[Block],
    fleet: u32,
    extra_s: impl Fn(u32) -> u32,
    slow: &mut Vec<Throughput>,
) -> u32 {
    slow.clear();
    let mut all_s = 0;
    for (place, block) in (0..).zip(blocks) {
        let extra_s = extra_s(place);
        if extra_s > 0 {
            all_s += extra_s;
            slow.push(Throughput::when_run_in(block.run_s + extra_s, block, fleet));
        }
    }
    all_s
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::running_s;
    use crate::rail::block::tests::block;
    use proptest::prelude::*;

    fn trains_in(block: &Throughput, window_s: u32, direction: Direction, opposing: u32) -> u64 {
        let pairs = block.milli_pairs_in(window_s);
        block.milli_trains_beside(pairs, window_s, direction, opposing)
    }

    #[test]
    fn alternating_single_track_passes_what_the_formula_says() {
        // 8 km at 20 km/h with 6 min of clearing: a cycle of 60 min.
        let pairs = |window_s: u32, efficiency: f64| {
            let block = block(8_000, 20.0, 6.0, efficiency, 0);
            Throughput::of(&block, 1).milli_pairs_in(window_s)
        };
        assert_eq!(pairs(86_400, 1.0), 24_000);
        assert_eq!(pairs(86_400, 0.7), 16_802);
        assert_eq!(pairs(36_000, 0.7), 7_001);
    }

    #[test]
    fn a_slow_bridge_is_the_bottleneck() {
        // 1.3 km (bridge and train) at 2.5 instead of 20 km/h: 27.3 min more each way.
        let slow = running_s(1_300, 2.5) - running_s(1_300, 20.0);
        let block = block(8_000, 20.0, 6.0, 0.7, slow);
        let cycle_min = 2.0 * 0.7 * f64::from(block.run_s + block.clear_s) / 60.0;
        assert!((cycle_min - 114.6).abs() < 0.1, "{cycle_min}");
        assert_eq!(Throughput::of(&block, 1).milli_pairs_in(86_400), 8_796);
    }

    #[test]
    fn a_block_that_has_been_mended_lets_through_what_it_would_if_it_were_built_so_slow() {
        let line = [
            block(8_000, 20.0, 6.0, 1.0, 0),
            block(4_000, 20.0, 6.0, 1.0, 0),
        ];
        // Of 4 km at 20 km/h, 12 min, and half an hour more: 24 h / 2 (42 + 6) min = 15 pairs instead of 40.
        let mut slow = Vec::new();
        assert_eq!(slowed(&line, 1, |place| 1_800 * place, &mut slow), 1_800);
        let pairs: Vec<u64> = (slow.iter())
            .map(|block| block.milli_pairs_in(86_400))
            .collect();
        assert_eq!(pairs, [15_000]);
        assert_eq!(slowed(&line, 1, |_| 0, &mut slow), 0);
        assert!(slow.is_empty());
    }

    #[test]
    fn a_fleet_alone_passes_most_and_every_train_that_comes_takes_room() {
        // Ten hours; follow 10 min, run 24 min, two places at the far end: 12 min apart, so 50. In turn, fleets of two:
        // 2 x 600 / (2 (24 + 6 + 10)) = 15 pairs.
        let mut block = block(8_000, 20.0, 6.0, 1.0, 0);
        block.places = [2; 2];
        let block = Throughput::of(&block, 12);
        let trains = |opposing| trains_in(&block, 36_000, Direction::Ahead, opposing);
        assert_eq!(block.milli_one_way_in(36_000, Direction::Ahead), 50_000);
        assert_eq!(
            (trains(0), trains(15), trains(20)),
            (50_000, 15_000, 10_000)
        );
        assert_eq!(trains(6), 36_000);
        assert!((0..40).all(|n| trains(n) >= trains(n + 1)));
        assert_eq!(trains(30), 0);
    }

    proptest! {
        /// The oracle: every block of the line is asked.
        #[test]
        fn the_narrowest_blocks_answer_for_all(
            built in prop::collection::vec((500_u32..12_000, 1_u16..6, 1_u16..6), 1..8),
            fleet in 1_u32..8,
            is_double in any::<bool>(),
            window_s in 0_u32..90_000,
            entry_s in 0_u32..90_000,
            opposing in 0_u32..60,
        ) {
            let line: Vec<Block> = built
                .iter()
                .map(|&(length_m, ahead, back)| Block {
                    places: [ahead, back],
                    is_double,
                    ..block(length_m, 20.0, 6.0, 0.7, 0)
                })
                .collect();
            let least = |blocks: &[Throughput], direction: Direction| {
                blocks
                    .iter()
                    .map(|block| {
                        trains_in(block, window_s, direction, opposing)
                            .min(block.milli_one_way_in(entry_s, direction))
                    })
                    .min()
            };
            let all: Vec<Throughput> = line.iter().map(|block| Throughput::of(block, fleet)).collect();
            let kept = narrowest(&line, fleet);
            for direction in Direction::BOTH {
                prop_assert_eq!(least(&kept, direction), least(&all, direction));
            }
        }
    }
}
