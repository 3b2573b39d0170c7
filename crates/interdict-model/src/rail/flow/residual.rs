//! What can still be sent over a graph, and shortest paths there: Dijkstra with potentials.
//!
//! What one search reached is at distance 0 in the next, but for what lay behind something used up since. So most
//! nodes need no heap: those at distance 0 are taken from a set of bits.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::NONE;
use super::stretch::Stretch;

/// What can still be sent, from a source to a sink, and how far the last search has come.
#[derive(Clone, Debug, Default)]
pub(super) struct Residual {
    source: u32,
    sink: u32,
    nodes: Vec<Node>,
    /// What leaves each node, the last stretch first: `edges[first[n]..first[n + 1]]`.
    edges: Vec<Edge>,
    first: Vec<u32>,
    /// By edge: the edge of the same stretch the other way.
    mates: Vec<u32>,
    /// By edge: its stretch.
    stretches: Vec<u32>,
    /// By stretch: its edge.
    forward: Vec<u32>,
    /// The edges into the sink with the nodes that they leave, in the order of stretches.
    outlets: Vec<(u32, u32)>,
    /// Nodes to look at: those at distance 0, as bits, and the others.
    at_hand: Vec<u64>,
    heap: BinaryHeap<Reverse<u128>>,
    /// Working room.
    cursor: Vec<u32>,
}

/// What can still be sent somewhere, and the cost of the next unit.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    to: u32,
    left: u32,
    cost: i64,
}

/// A node, and where a search found it.
#[derive(Clone, Copy, Debug)]
struct Node {
    potential: i64,
    distance: i64,
    came_by: u32,
}

/// Puts a node into a set of bits.
fn put(set: &mut [u64], node: u32) {
    set[node as usize / 64] |= 1 << (node % 64);
}

/// A node with its distance, which is not negative, as one number that is compared at once.
fn far(distance: i64, node: u32) -> u128 {
    u128::from(distance as u64) << 32 | u128::from(node)
}

const FAR: i64 = i64::MAX / 4;

impl Residual {
    /// Lays the edges of all stretches side by side, by the node that they leave: counts, places, and fills each
    /// node's range from its end.
    pub(super) fn lay(&mut self, nodes: usize, stretches: &[Stretch], source: u32, sink: u32) {
        (self.source, self.sink) = (source, sink);
        let node = Node {
            potential: 0,
            distance: FAR,
            came_by: NONE,
        };
        self.nodes.clear();
        self.nodes.resize(nodes, node);
        self.first.clear();
        self.first.resize(nodes + 1, 0);
        for stretch in stretches {
            self.first[stretch.from as usize + 1] += 1;
            self.first[stretch.to as usize + 1] += 1;
        }
        for node in 0..nodes {
            self.first[node + 1] += self.first[node];
        }
        self.cursor.clear();
        self.cursor.extend_from_slice(&self.first[1..]);
        let edges = 2 * stretches.len();
        self.edges.resize(edges, Edge::default());
        self.mates.resize(edges, NONE);
        self.stretches.resize(edges, NONE);
        self.forward.clear();
        self.outlets.clear();
        for (number, stretch) in (0..).zip(stretches) {
            let [there, back] = [stretch.from, stretch.to].map(|node| {
                let place = &mut self.cursor[node as usize];
                *place -= 1;
                *place as usize
            });
            self.edges[there] = Edge {
                to: stretch.to,
                left: stretch.capacity,
                cost: stretch.cost,
            };
            self.edges[back] = Edge {
                to: stretch.from,
                left: 0,
                cost: -stretch.cost,
            };
            (self.mates[there], self.mates[back]) = (back as u32, there as u32);
            (self.stretches[there], self.stretches[back]) = (number, number);
            self.forward.push(there as u32);
            if stretch.to == sink {
                self.outlets.push((stretch.from, there as u32));
            }
        }
    }

    /// What is sent over a stretch.
    pub(super) fn over(&self, stretch: u32) -> u32 {
        self.back(self.forward[stretch as usize]).left
    }

    /// The other way over an edge.
    fn back(&self, edge: u32) -> Edge {
        self.edges[self.mates[edge as usize] as usize]
    }

    /// The last stretch of the path that was found, into the sink, and what is sent over it.
    pub(super) fn outlet(&self) -> (u32, u32) {
        let edge = self.nodes[self.sink as usize].came_by;
        (self.stretches[edge as usize], self.back(edge).left)
    }

    /// Changes the cost of the last stretch of the path that was found.
    pub(super) fn set_outlet_cost(&mut self, cost: i64) {
        let edge = self.nodes[self.sink as usize].came_by;
        self.edges[edge as usize].cost = cost;
    }

    /// The cost of the path that was found.
    pub(super) fn cost(&self) -> i64 {
        let [start, end] = [self.source, self.sink].map(|node| self.nodes[node as usize]);
        end.distance + end.potential - start.potential
    }

    /// Sends what the path that was found can take, but no more than `most`. Returns the units: none where a part of
    /// the path has been used up since.
    pub(super) fn fill(&mut self, most: u32) -> u32 {
        let mut units = most;
        let mut node = self.sink;
        while node != self.source {
            let edge = self.nodes[node as usize].came_by;
            units = units.min(self.edges[edge as usize].left);
            node = self.back(edge).to;
        }
        if units == 0 {
            return 0;
        }
        node = self.sink;
        while node != self.source {
            let edge = self.nodes[node as usize].came_by as usize;
            self.edges[edge].left -= units;
            let mate = &mut self.edges[self.mates[edge] as usize];
            mate.left += units;
            node = mate.to;
        }
        units
    }

    /// Forgets what was found before: nothing is known but the way to the source.
    pub(super) fn begin_search(&mut self) {
        for node in &mut self.nodes {
            node.distance = FAR;
        }
        self.nodes[self.source as usize].distance = 0;
        self.heap.clear();
        self.at_hand.clear();
        self.at_hand.resize(self.nodes.len().div_ceil(64), 0);
        put(&mut self.at_hand, self.source);
    }

    /// Dijkstra with potentials over the residual graph, nearest first, then the lowest node, until no node that is
    /// nearer than the sink has been left out. False when there is no way to the sink.
    ///
    /// What the search before reached is at distance 0 in this one, but for what lay behind arcs since used up. So
    /// most nodes need no heap: those at distance 0 are taken from a set of bits.
    pub(super) fn search(&mut self) -> bool {
        let sink = self.sink;
        let mut reached = self.nodes[sink as usize].distance;
        while let Some((distance, number)) = self.nearest_before(reached) {
            let node = self.nodes[number as usize];
            if distance > node.distance {
                continue;
            }
            let here = distance + node.potential;
            let from = self.first[number as usize] as usize;
            let leaving = &self.edges[from..self.first[number as usize + 1] as usize];
            for (place, edge) in (from as u32..).zip(leaving) {
                if edge.left == 0 {
                    continue;
                }
                let to = &mut self.nodes[edge.to as usize];
                let through = here + edge.cost - to.potential;
                if through >= to.distance {
                    continue;
                }
                to.distance = through;
                to.came_by = place;
                if edge.to == sink {
                    reached = through;
                } else if through == 0 {
                    put(&mut self.at_hand, edge.to);
                } else {
                    self.heap.push(Reverse(far(through, edge.to)));
                }
            }
        }
        reached < FAR
    }

    /// Takes the next node to look at, nearer than `limit`, and the distance at which it was put there.
    fn nearest_before(&mut self, limit: i64) -> Option<(i64, u32)> {
        if limit <= 0 {
            return None;
        }
        for (place, bits) in self.at_hand.iter_mut().enumerate() {
            if *bits != 0 {
                let node = 64 * place as u32 + bits.trailing_zeros();
                *bits &= *bits - 1;
                return Some((0, node));
            }
        }
        let nearest = self.heap.peek_mut()?;
        let (distance, node) = ((nearest.0 >> 32) as i64, nearest.0 as u32);
        if distance >= limit {
            return None;
        }
        PeekMut::pop(nearest);
        Some((distance, node))
    }

    /// Finds the nearest way into the sink from the nodes reached so far.
    pub(super) fn measure_outlets(&mut self) {
        let mut nearest = (FAR, NONE);
        for &(from, edge) in &self.outlets {
            let (node, leaving) = (self.nodes[from as usize], self.edges[edge as usize]);
            let distance = node.distance + node.potential + leaving.cost;
            if leaving.left > 0 && node.distance < FAR && distance < nearest.0 {
                nearest = (distance, edge);
            }
        }
        let end = &mut self.nodes[self.sink as usize];
        (end.distance, end.came_by) = match nearest {
            (_, NONE) => nearest,
            (distance, edge) => (distance - end.potential, edge),
        };
    }

    /// Takes the distances into the potentials, so that they begin at 0 again. What is farther than the sink is
    /// treated as if it were just as far.
    pub(super) fn raise_potentials(&mut self) {
        let reached = self.nodes[self.sink as usize].distance;
        for node in &mut self.nodes {
            node.potential += node.distance.min(reached);
        }
    }
}
