//! Least-cost flow on a small graph, in whole units, by successive shortest paths.
//!
//! Used by the timetable: how many trains go which way tonight. Costs are not negative. Among paths of
//! equal cost the one over lower arc numbers wins, so the answer does not depend on anything but the
//! graph as given.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A graph with capacities and costs, and the flow over it.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// Arc `2k` is the `k`-th arc added, arc `2k + 1` its reverse in the residual graph.
    to: Vec<u32>,
    left: Vec<u32>,
    cost: Vec<i64>,
    next: Vec<u32>,
    first: Vec<u32>,
    potential: Vec<i64>,
    distance: Vec<i64>,
    came_by: Vec<u32>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
}

const NONE: u32 = u32::MAX;
const FAR: i64 = i64::MAX / 4;

impl Flow {
    /// Forgets everything and takes `nodes` nodes; keeps its room.
    pub fn reset(&mut self, nodes: usize) {
        self.to.clear();
        self.left.clear();
        self.cost.clear();
        self.next.clear();
        self.first.clear();
        self.first.resize(nodes, NONE);
        self.potential.clear();
        self.potential.resize(nodes, 0);
        self.distance.resize(nodes, FAR);
        self.came_by.resize(nodes, NONE);
    }

    /// Adds an arc; its number is the count of arcs before it.
    pub fn arc(&mut self, from: u32, to: u32, capacity: u32, cost: i64) -> u32 {
        debug_assert!(cost >= 0, "costs are not negative");
        let number = self.to.len() as u32;
        for (from, to, capacity, cost) in [(from, to, capacity, cost), (to, from, 0, -cost)] {
            self.next.push(self.first[from as usize]);
            self.first[from as usize] = self.to.len() as u32;
            self.to.push(to);
            self.left.push(capacity);
            self.cost.push(cost);
        }
        number / 2
    }

    /// The flow over an arc.
    pub fn over(&self, arc: u32) -> u32 {
        self.left[2 * arc as usize + 1]
    }

    /// Takes units of flow off an arc (for taking a flow apart into paths).
    pub fn take(&mut self, arc: u32, units: u32) {
        self.left[2 * arc as usize + 1] -= units;
    }

    /// Sends as much as possible from `source` to `sink`, at least cost, one shortest path after the
    /// other; stops before a path dearer than `dearest`. Returns the units sent.
    pub fn send(&mut self, source: u32, sink: u32, dearest: i64) -> u32 {
        let mut sent = 0;
        while self.shortest(source, sink) {
            let cost = self.potential[sink as usize] - self.potential[source as usize];
            if cost > dearest {
                break;
            }
            let mut units = u32::MAX;
            let mut node = sink;
            while node != source {
                let arc = self.came_by[node as usize] as usize;
                units = units.min(self.left[arc]);
                node = self.to[arc ^ 1];
            }
            node = sink;
            while node != source {
                let arc = self.came_by[node as usize] as usize;
                self.left[arc] -= units;
                self.left[arc ^ 1] += units;
                node = self.to[arc ^ 1];
            }
            sent += units;
        }
        sent
    }

    /// Dijkstra with potentials over the residual graph.
    fn shortest(&mut self, source: u32, sink: u32) -> bool {
        self.distance.fill(FAR);
        self.came_by.fill(NONE);
        self.distance[source as usize] = 0;
        self.heap.clear();
        self.heap.push(Reverse((0, source)));
        while let Some(Reverse((distance, node))) = self.heap.pop() {
            if distance > self.distance[node as usize] {
                continue;
            }
            if node == sink {
                break;
            }
            let mut arc = self.first[node as usize];
            while arc != NONE {
                let place = arc as usize;
                if self.left[place] > 0 {
                    let to = self.to[place] as usize;
                    let reduced =
                        self.cost[place] + self.potential[node as usize] - self.potential[to];
                    let through = distance + reduced;
                    if through < self.distance[to] {
                        self.distance[to] = through;
                        self.came_by[to] = arc;
                        self.heap.push(Reverse((through, to as u32)));
                    }
                }
                arc = self.next[place];
            }
        }
        let reached = self.distance[sink as usize];
        if reached >= FAR {
            return false;
        }
        for (potential, &distance) in self.potential.iter_mut().zip(&self.distance) {
            *potential += distance.min(reached);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheap_way_is_filled_first_and_the_cut_is_the_limit() {
        let mut flow = Flow::default();
        flow.reset(4);
        let short = flow.arc(0, 1, 3, 1);
        let long = flow.arc(0, 2, 9, 5);
        flow.arc(1, 3, 9, 1);
        flow.arc(2, 3, 4, 1);
        assert_eq!(flow.send(0, 3, i64::MAX), 7);
        assert_eq!((flow.over(short), flow.over(long)), (3, 4));
    }

    #[test]
    fn an_early_choice_is_undone_when_that_carries_more() {
        // The first shortest path runs 0-1-2-3 and blocks both others.
        let mut flow = Flow::default();
        flow.reset(4);
        flow.arc(0, 1, 1, 1);
        flow.arc(0, 2, 1, 4);
        flow.arc(1, 2, 1, 1);
        flow.arc(1, 3, 1, 4);
        flow.arc(2, 3, 1, 1);
        assert_eq!(flow.send(0, 3, i64::MAX), 2);
    }

    #[test]
    fn nothing_is_sent_on_a_path_too_dear() {
        let mut flow = Flow::default();
        flow.reset(2);
        flow.arc(0, 1, 5, 10);
        assert_eq!(flow.send(0, 1, 9), 0);
    }
}
