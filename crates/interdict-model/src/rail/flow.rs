//! Least-cost flow on a small graph, in whole units, by successive shortest paths, and its paths.
//!
//! Used by the timetable: how many trains go which way tonight. Costs are not negative. Among paths of
//! equal cost the choice is fixed by the order in which arcs were added, so the answer does not depend
//! on anything but the graph as given.
//!
//! A need that grows less urgent with each unit is one arc with a [`Rise`], not an arc for each unit:
//! units go over the cheapest step first and never come back from the sink, so only the next step can
//! matter to a search.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

/// A graph with capacities and costs, and the flow over it.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// As they were added.
    arcs: Vec<Arc>,
    /// Arcs whose cost rises, ascending.
    rising: Vec<(u32, Rise)>,
    nodes: Vec<Node>,
    /// What leaves each node in the residual graph, the last added first: `edges[first[n]..first[n + 1]]`.
    edges: Vec<Edge>,
    first: Vec<u32>,
    /// By edge: the edge of the same arc the other way.
    mates: Vec<u32>,
    /// By edge: its arc, twice, and one more for the way back.
    sides: Vec<u32>,
    /// By arc: its edge.
    forward: Vec<u32>,
    /// The edges into the sink with the nodes that they leave, in the order of their arcs.
    outlets: Vec<(u32, u32)>,
    /// Nodes to look at: those at distance 0, as bits, and the others.
    at_hand: Vec<u64>,
    heap: BinaryHeap<Reverse<u128>>,
    /// While paths are taken off: the end of what may still carry flow among a node's edges.
    cursor: Vec<u32>,
}

/// An arc as it was added.
#[derive(Clone, Copy, Debug)]
struct Arc {
    from: u32,
    to: u32,
    capacity: u32,
    cost: i64,
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

/// The cost of the `n`-th unit over an arc, counted from 0: `(start + n rise) / per`, between 0 and `most`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rise {
    /// Dividend of the first unit.
    pub start: i64,
    /// What each further unit adds to it; not negative.
    pub rise: i64,
    /// Divisor, above zero.
    pub per: i64,
    /// The highest cost, not negative.
    pub most: i64,
}

impl Rise {
    fn cost(self, unit: u32) -> i64 {
        ((self.start + i64::from(unit) * self.rise) / self.per).clamp(0, self.most)
    }
}

/// Puts a node into a set of bits.
fn put(set: &mut [u64], node: u32) {
    set[node as usize / 64] |= 1 << (node % 64);
}

/// A node with its distance, which is not negative, as one number that is compared at once.
fn far(distance: i64, node: u32) -> u128 {
    u128::from(distance as u64) << 32 | u128::from(node)
}

const NONE: u32 = u32::MAX;
const FAR: i64 = i64::MAX / 4;

impl Flow {
    /// Forgets everything and takes `nodes` nodes; keeps its room.
    pub fn reset(&mut self, nodes: usize) {
        self.arcs.clear();
        self.edges.clear();
        self.rising.clear();
        self.nodes.clear();
        let node = Node {
            potential: 0,
            distance: FAR,
            came_by: NONE,
        };
        self.nodes.resize(nodes, node);
    }

    /// Adds an arc; its number is the count of arcs before it.
    pub fn arc(&mut self, from: u32, to: u32, capacity: u32, cost: i64) -> u32 {
        debug_assert!(cost >= 0, "costs are not negative");
        self.arcs.push(Arc {
            from,
            to,
            capacity,
            cost,
        });
        self.arcs.len() as u32 - 1
    }

    /// Adds an arc to the sink, each of whose units costs no less than the one before.
    pub fn rising_arc(&mut self, from: u32, sink: u32, capacity: u32, rise: Rise) -> u32 {
        debug_assert!(rise.rise >= 0 && rise.per > 0, "costs rise");
        let number = self.arc(from, sink, capacity, rise.cost(0));
        self.rising.push((number, rise));
        number
    }

    /// The flow over an arc; nothing before anything is sent.
    pub fn over(&self, arc: u32) -> u32 {
        if self.edges.is_empty() {
            return 0;
        }
        self.edges[self.back(arc)].left
    }

    /// The edge back over an arc.
    fn back(&self, arc: u32) -> usize {
        self.mates[self.forward[arc as usize] as usize] as usize
    }

    /// Sends as much as possible from `source` to `sink`, at least cost, one shortest path after the
    /// other; stops before a path dearer than `dearest`. Returns the units sent.
    ///
    /// What is sent can only make ways longer, so what a search has found is as near as a node can be, and the next
    /// path is the nearest still, if it can be gone to its end. Only if it cannot does the search begin anew.
    pub fn send(&mut self, source: u32, sink: u32, dearest: i64) -> u32 {
        self.lay_edges();
        self.find_outlets(sink);
        let mut sent = 0;
        loop {
            self.begin_search(source);
            loop {
                if !self.search(sink) {
                    return sent;
                }
                let [start, end] = [source, sink].map(|node| self.nodes[node as usize]);
                if end.distance + end.potential - start.potential > dearest {
                    return sent;
                }
                let units = self.fill(source, sink);
                if units == 0 {
                    break;
                }
                sent += units;
                self.measure_outlets(sink);
            }
            self.raise_potentials(sink);
        }
    }

    /// Sends what the path that was found can take, or a single unit where its last arc gets dearer with each.
    /// Returns the units: none where a part of the path has been used up since.
    fn fill(&mut self, source: u32, sink: u32) -> u32 {
        let outlet = self.nodes[sink as usize].came_by as usize;
        let rise = self.rise_of(outlet);
        let mut units = if rise.is_some() { 1 } else { u32::MAX };
        let mut node = sink;
        while node != source {
            let edge = self.nodes[node as usize].came_by as usize;
            units = units.min(self.edges[edge].left);
            node = self.edges[self.mates[edge] as usize].to;
        }
        if units == 0 {
            return 0;
        }
        node = sink;
        while node != source {
            let edge = self.nodes[node as usize].came_by as usize;
            node = self.carry(edge, units);
        }
        if let Some(rise) = rise {
            let over = self.edges[self.mates[outlet] as usize].left;
            self.edges[outlet].cost = rise.cost(over);
        }
        units
    }

    /// Sends units over an edge; returns the node that they come from.
    fn carry(&mut self, edge: usize, units: u32) -> u32 {
        self.edges[edge].left -= units;
        let mate = &mut self.edges[self.mates[edge] as usize];
        mate.left += units;
        mate.to
    }

    /// How the cost of an edge into the sink rises, if it does.
    fn rise_of(&self, edge: usize) -> Option<Rise> {
        let arc = self.sides[edge] / 2;
        let place = self
            .rising
            .binary_search_by_key(&arc, |&(arc, _)| arc)
            .ok()?;
        Some(self.rising[place].1)
    }

    /// Lays the edges of all arcs side by side, by the node that they leave: counts, places, and fills each
    /// node's range from its end.
    fn lay_edges(&mut self) {
        let nodes = self.nodes.len();
        self.first.clear();
        self.first.resize(nodes + 1, 0);
        for arc in &self.arcs {
            self.first[arc.from as usize + 1] += 1;
            self.first[arc.to as usize + 1] += 1;
        }
        for node in 0..nodes {
            self.first[node + 1] += self.first[node];
        }
        self.cursor.clear();
        self.cursor.extend_from_slice(&self.first[1..]);
        let edges = 2 * self.arcs.len();
        self.edges.clear();
        self.edges.resize(edges, Edge::default());
        self.mates.resize(edges, NONE);
        self.sides.resize(edges, NONE);
        self.forward.resize(self.arcs.len(), NONE);
        for (number, arc) in self.arcs.iter().enumerate() {
            let [there, back] = [arc.from, arc.to].map(|node| {
                let place = &mut self.cursor[node as usize];
                *place -= 1;
                *place as usize
            });
            self.edges[there] = Edge {
                to: arc.to,
                left: arc.capacity,
                cost: arc.cost,
            };
            self.edges[back] = Edge {
                to: arc.from,
                left: 0,
                cost: -arc.cost,
            };
            (self.mates[there], self.mates[back]) = (back as u32, there as u32);
            (self.sides[there], self.sides[back]) = (2 * number as u32, 2 * number as u32 + 1);
            self.forward[number] = there as u32;
        }
        self.cursor.copy_from_slice(&self.first[1..]);
    }

    /// Forgets what was found before: nothing is known but the way to the source.
    fn begin_search(&mut self, source: u32) {
        for node in &mut self.nodes {
            node.distance = FAR;
        }
        self.nodes[source as usize].distance = 0;
        self.heap.clear();
        self.at_hand.clear();
        self.at_hand.resize(self.nodes.len().div_ceil(64), 0);
        put(&mut self.at_hand, source);
    }

    /// Dijkstra with potentials over the residual graph, nearest first, then the lowest node, until no node that is
    /// nearer than the sink has been left out. False when there is no way to the sink.
    ///
    /// What the search before reached is at distance 0 in this one, but for what lay behind arcs since used up. So
    /// most nodes need no heap: those at distance 0 are taken from a set of bits.
    fn search(&mut self, sink: u32) -> bool {
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

    /// The edges into the sink, by arc.
    fn find_outlets(&mut self, sink: u32) {
        self.outlets.clear();
        for (arc, &edge) in self.arcs.iter().zip(&self.forward) {
            if arc.to == sink {
                self.outlets.push((arc.from, edge));
            }
        }
    }

    /// Finds the nearest way into the sink from the nodes reached so far.
    fn measure_outlets(&mut self, sink: u32) {
        let mut nearest = (FAR, NONE);
        for &(from, edge) in &self.outlets {
            let (node, leaving) = (self.nodes[from as usize], self.edges[edge as usize]);
            let distance = node.distance + node.potential + leaving.cost;
            if leaving.left > 0 && node.distance < FAR && distance < nearest.0 {
                nearest = (distance, edge);
            }
        }
        let end = &mut self.nodes[sink as usize];
        (end.distance, end.came_by) = match nearest {
            (_, NONE) => nearest,
            (distance, edge) => (distance - end.potential, edge),
        };
    }

    /// Takes the distances into the potentials, so that they begin at 0 again. What is farther than the sink is
    /// treated as if it were just as far.
    fn raise_potentials(&mut self, sink: u32) {
        let reached = self.nodes[sink as usize].distance;
        for node in &mut self.nodes {
            node.potential += node.distance.min(reached);
        }
    }

    /// Takes a path off the flow that was sent, from `source` over the lowest arcs that carry something,
    /// and appends its arcs to `path`. Returns its units; 0 when nothing is left.
    ///
    /// What was passed over carries nothing and never will again, so each node keeps its place among its
    /// edges, and taking a whole flow apart looks at each edge once.
    pub fn take_path(&mut self, source: u32, sink: u32, path: &mut Vec<u32>) -> u32 {
        let start = path.len();
        // A circle of arcs that cost nothing could carry flow without end.
        let longest = 4 * self.nodes.len();
        let mut units = u32::MAX;
        let mut node = source;
        while node != sink && path.len() - start < longest {
            let Some(arc) = self.carrying(node) else {
                break;
            };
            path.push(arc);
            units = units.min(self.over(arc));
            node = self.arcs[arc as usize].to;
        }
        let taken = &path[start..];
        if taken.is_empty() {
            return 0;
        }
        for &arc in taken {
            let back = self.back(arc);
            let over = &mut self.edges[back].left;
            *over -= units.min(*over);
        }
        units
    }

    /// The lowest arc from a node that carries something.
    fn carrying(&mut self, node: u32) -> Option<u32> {
        let cursor = &mut self.cursor[node as usize];
        while *cursor > self.first[node as usize] {
            let edge = *cursor as usize - 1;
            let side = self.sides[edge];
            if side.is_multiple_of(2) && self.edges[self.mates[edge] as usize].left > 0 {
                return Some(side / 2);
            }
            *cursor -= 1;
        }
        None
    }
}

#[cfg(test)]
mod tests;
