//! Stretches: what a search has to choose from.
//!
//! Most stations of a railway lie between two others, and in a night in which nothing begins or ends at such a station
//! trains can only run through. So the arcs on either side of it are one for a search: it costs what they cost
//! together and takes what the least of them takes. What leads to a dead end is no way at all.

use super::{Arc, NONE};

/// One arc, or several in a row, between two junctions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) capacity: u32,
    pub(super) cost: i64,
    /// Where its arcs begin among those of all stretches.
    begin: u32,
}

/// All stretches of a graph, in the order of their first arcs.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretches {
    all: Vec<Stretch>,
    /// Arcs of each, in a row.
    in_a_row: Vec<u32>,
    /// Working room.
    nodes: Vec<Node>,
}

/// What a node is joined to, as long as that is no more than two others, with one arc in either direction.
#[derive(Clone, Copy, Debug)]
struct Node {
    others: [u32; 2],
    /// Arcs from the others.
    into: [u32; 2],
    /// Arcs to the others.
    out: [u32; 2],
    /// There is something to be chosen, or the flow begins or ends here.
    is_junction: bool,
}

const ALONE: Node = Node {
    others: [NONE; 2],
    into: [NONE; 2],
    out: [NONE; 2],
    is_junction: false,
};

impl Node {
    /// The side on which another node lies; makes a junction where there is none left.
    fn side(&mut self, other: u32) -> usize {
        if self.others[0] == NONE || self.others[0] == other {
            self.others[0] = other;
            return 0;
        }
        if self.others[1] == NONE {
            self.others[1] = other;
        }
        self.is_junction |= self.others[1] != other;
        1
    }

    /// Notes an arc to another node. What is known of a junction is of no more use.
    fn leads_to(&mut self, other: u32, arc: u32) {
        if self.is_junction {
            return;
        }
        let side = self.side(other);
        self.is_junction |= self.out[side] != NONE;
        self.out[side] = arc;
    }

    /// Notes an arc from another node.
    fn is_reached_from(&mut self, other: u32, arc: u32) {
        if self.is_junction {
            return;
        }
        let side = self.side(other);
        self.is_junction |= self.into[side] != NONE;
        self.into[side] = arc;
    }
}

impl Stretches {
    /// Finds the stretches of a graph of so many nodes; what begins or ends at one of `ends` is joined to nothing.
    pub(super) fn find(&mut self, nodes: usize, arcs: &[Arc], ends: [u32; 2]) {
        self.nodes.clear();
        self.nodes.resize(nodes, ALONE);
        let all = &mut self.nodes[..];
        for (number, arc) in (0..).zip(arcs) {
            let is_end = ends.contains(&arc.from) || ends.contains(&arc.to) || arc.from == arc.to;
            let from = &mut all[arc.from as usize];
            from.is_junction |= is_end;
            from.leads_to(arc.to, number);
            let to = &mut all[arc.to as usize];
            to.is_junction |= is_end;
            to.is_reached_from(arc.from, number);
        }
        self.all.clear();
        self.in_a_row.clear();
        for (number, arc) in (0..).zip(arcs) {
            let [from, to] = [arc.from, arc.to].map(|node| self.nodes[node as usize].is_junction);
            if from && to && arc.from != arc.to {
                // Most are one arc.
                self.all.push(Stretch {
                    from: arc.from,
                    to: arc.to,
                    capacity: arc.capacity,
                    cost: arc.cost,
                    begin: self.in_a_row.len() as u32,
                });
                self.in_a_row.push(number);
            } else if from {
                self.follow(number, arcs);
            }
        }
    }

    /// Follows an arc from a junction to the next one. Where it comes to nothing, or back, there is no stretch.
    fn follow(&mut self, first: u32, arcs: &[Arc]) {
        let begin = self.in_a_row.len();
        let from = arcs[first as usize].from;
        let (mut capacity, mut cost) = (u32::MAX, 0);
        let mut next = first;
        while next != NONE {
            let arc = &arcs[next as usize];
            self.in_a_row.push(next);
            capacity = capacity.min(arc.capacity);
            cost += arc.cost;
            let node = &self.nodes[arc.to as usize];
            if node.is_junction {
                if arc.to == from {
                    break;
                }
                self.all.push(Stretch {
                    from,
                    to: arc.to,
                    capacity,
                    cost,
                    begin: begin as u32,
                });
                return;
            }
            next = node.out[usize::from(node.others[0] == arc.from)];
        }
        self.in_a_row.truncate(begin);
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Stretch] {
        &self.all
    }

    /// The arcs of a stretch.
    pub(super) fn arcs(&self, stretch: u32) -> &[u32] {
        let begin = self.all[stretch as usize].begin as usize;
        let next = self.all.get(stretch as usize + 1);
        let end = next.map_or(self.in_a_row.len(), |next| next.begin as usize);
        &self.in_a_row[begin..end]
    }
}
