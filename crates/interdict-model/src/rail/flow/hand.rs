//! Nodes that a search has still to look at, the nearest first, then the lowest.

use interdict_engine::whole::fit;

use crate::row::NodeRow;

/// Bits of a node's number beside its distance.
const NODE_BITS: u32 = 24;

/// The farthest that is told apart: some thirty thousand years. Whatever is farther is as far.
const FARTHEST: u64 = u64::MAX >> NODE_BITS;

/// Nodes at distance 0: a set of bits, from which the lowest is taken.
#[derive(Clone, Debug, Default)]
pub(super) struct AtHand {
    words: Vec<u64>,
    /// No word before this one has a node.
    lowest: usize,
}

impl AtHand {
    /// Empties the set and makes room for so many nodes.
    pub(super) fn reset(&mut self, nodes: usize) {
        debug_assert!(nodes < 1 << NODE_BITS, "nodes can be told apart");
        self.words.clear();
        self.words.resize(nodes.div_ceil(64), 0);
        self.lowest = self.words.len();
    }

    #[inline]
    pub(super) fn put(&mut self, node: NodeRow) {
        let word = node.index() / 64;
        self.words[word] |= 1 << (node.0 % 64);
        self.lowest = self.lowest.min(word);
    }

    #[inline]
    pub(super) fn take_lowest(&mut self) -> Option<NodeRow> {
        while let Some(word) = self.words.get_mut(self.lowest) {
            if *word != 0 {
                let node = 64 * fit::<u32, _>(self.lowest) + word.trailing_zeros();
                *word &= *word - 1;
                return Some(NodeRow(node));
            }
            self.lowest += 1;
        }
        None
    }
}

/// Nodes farther than 0: distance and node as one number that is compared at once, in order, the nearest last. There
/// are some tens of them at a time, and so few are moved sooner than a heap is sifted.
#[derive(Clone, Debug, Default)]
pub(super) struct Farther(Vec<u64>);

impl Farther {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Puts a node at a distance, which is not negative.
    #[inline]
    pub(super) fn put(&mut self, distance: i64, node: NodeRow) {
        let far = fit::<u64, _>(distance).min(FARTHEST) << NODE_BITS | u64::from(node.0);
        let place = self.0.partition_point(|&other| other > far);
        self.0.insert(place, far);
    }

    /// Takes the nearest node, if it is nearer than `limit`, and the distance at which it was put.
    #[inline]
    pub(super) fn take_nearest_before(&mut self, limit: i64) -> Option<(i64, NodeRow)> {
        let nearest = |&mut far: &mut u64| fit::<i64, _>(far >> NODE_BITS) < limit;
        let far = self.0.pop_if(nearest)?;
        let node = far & ((1 << NODE_BITS) - 1);
        Some((fit(far >> NODE_BITS), NodeRow(fit(node))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first_then_the_lowest_and_nothing_beyond_the_limit() {
        let mut farther = Farther::default();
        for (distance, node) in [(7, 3), (5, 9), (7, 1), (i64::MAX, 2), (5, 900_000)] {
            farther.put(distance, NodeRow(node));
        }
        let taken: Vec<_> = std::iter::from_fn(|| farther.take_nearest_before(8))
            .map(|(distance, node)| (distance, node.0))
            .collect();
        assert_eq!(taken, [(5, 9), (5, 900_000), (7, 1), (7, 3)]);
        assert_eq!(
            farther.take_nearest_before(i64::MAX).map(|far| far.1),
            Some(NodeRow(2))
        );
    }

    #[test]
    fn the_lowest_is_at_hand_also_when_it_comes_late() {
        let mut at_hand = AtHand::default();
        at_hand.reset(200);
        at_hand.put(NodeRow(130));
        assert_eq!(at_hand.take_lowest(), Some(NodeRow(130)));
        for node in [199, 64, 3] {
            at_hand.put(NodeRow(node));
        }
        let taken: Vec<_> = std::iter::from_fn(|| at_hand.take_lowest()).collect();
        assert_eq!(taken, [3, 64, 199].map(NodeRow));
    }
}
