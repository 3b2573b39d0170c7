//! Stretches: what a search has to choose from.
//!
//! Most stations of a railway lie between two others, and in a night in which nothing begins or ends at such a station
//! trains can only run through. So the arcs on either side of it are one for a search: it costs what they cost
//! together and takes what the least of them takes. What leads to a dead end is no way at all.

use interdict_engine::whole::fit;
use interdict_engine::{Column, rows};

use crate::row::{ArcRow, NodeRow};

rows! {
    /// A stretch, in the order of first arcs.
    pub(super) struct StretchRow;
}

/// An arc as it was added.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) from: NodeRow,
    pub(super) to: NodeRow,
    pub(super) capacity: u32,
    pub(super) cost: i64,
}

/// One arc, or several in a row, between two junctions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) from: NodeRow,
    pub(super) to: NodeRow,
    pub(super) capacity: u32,
    pub(super) cost: i64,
    /// Where its arcs begin among those of all stretches.
    begin: u32,
}

/// All stretches of a graph, in the order of their first arcs.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretches {
    all: Column<StretchRow, Stretch>,
    /// Arcs of each, in a row.
    in_a_row: Vec<ArcRow>,
    /// Working room.
    nodes: Column<NodeRow, Node>,
}

/// What a node is joined to, as long as that is no more than two others, with one arc in either direction.
#[derive(Clone, Copy, Debug)]
struct Node {
    others: [NodeRow; 2],
    /// Arcs from the others.
    into: [ArcRow; 2],
    /// Arcs to the others.
    out: [ArcRow; 2],
    /// There is something to be chosen, or the flow begins or ends here.
    is_junction: bool,
}

const ALONE: Node = Node {
    others: [NodeRow::NONE; 2],
    into: [ArcRow::NONE; 2],
    out: [ArcRow::NONE; 2],
    is_junction: false,
};

impl Node {
    /// The side on which another node lies; makes a junction where there is none left.
    fn side(&mut self, other: NodeRow) -> usize {
        if self.others[0] == NodeRow::NONE || self.others[0] == other {
            self.others[0] = other;
            return 0;
        }
        if self.others[1] == NodeRow::NONE {
            self.others[1] = other;
        }
        self.is_junction |= self.others[1] != other;
        1
    }

    /// Notes an arc to another node. What is known of a junction is of no more use.
    fn leads_to(&mut self, other: NodeRow, arc: ArcRow) {
        if self.is_junction {
            return;
        }
        let side = self.side(other);
        self.is_junction |= self.out[side] != ArcRow::NONE;
        self.out[side] = arc;
    }

    /// Notes an arc from another node.
    fn is_reached_from(&mut self, other: NodeRow, arc: ArcRow) {
        if self.is_junction {
            return;
        }
        let side = self.side(other);
        self.is_junction |= self.into[side] != ArcRow::NONE;
        self.into[side] = arc;
    }
}

impl Stretches {
    /// Finds the stretches of a graph of so many nodes; what begins or ends at one of `ends` is joined to nothing.
    pub(super) fn find(&mut self, nodes: usize, arcs: &Column<ArcRow, Arc>, ends: [NodeRow; 2]) {
        self.nodes.clear();
        self.nodes.resize(nodes, ALONE);
        let all = &mut *self.nodes;
        for (number, arc) in arcs.by_row() {
            let is_end = ends.contains(&arc.from) || ends.contains(&arc.to) || arc.from == arc.to;
            let from = &mut all[arc.from];
            from.is_junction |= is_end;
            from.leads_to(arc.to, number);
            let to = &mut all[arc.to];
            to.is_junction |= is_end;
            to.is_reached_from(arc.from, number);
        }
        self.all.clear();
        self.in_a_row.clear();
        for (number, arc) in arcs.by_row() {
            let [from, to] = [arc.from, arc.to].map(|node| self.nodes[node].is_junction);
            if from && to && arc.from != arc.to {
                // Most are one arc.
                self.all.push(Stretch {
                    from: arc.from,
                    to: arc.to,
                    capacity: arc.capacity,
                    cost: arc.cost,
                    begin: fit(self.in_a_row.len()),
                });
                self.in_a_row.push(number);
            } else if from {
                self.follow(number, arcs);
            }
        }
    }

    /// Follows an arc from a junction to the next one. Where it comes to nothing, or back, there is no stretch.
    fn follow(&mut self, first: ArcRow, arcs: &Column<ArcRow, Arc>) {
        let begin = self.in_a_row.len();
        let from = arcs[first].from;
        let (mut capacity, mut cost) = (u32::MAX, 0);
        let mut next = first;
        while next != ArcRow::NONE {
            let arc = &arcs[next];
            self.in_a_row.push(next);
            capacity = capacity.min(arc.capacity);
            cost += arc.cost;
            let node = &self.nodes[arc.to];
            if node.is_junction {
                if arc.to == from {
                    break;
                }
                self.all.push(Stretch {
                    from,
                    to: arc.to,
                    capacity,
                    cost,
                    begin: fit(begin),
                });
                return;
            }
            next = node.out[usize::from(node.others[0] == arc.from)];
        }
        self.in_a_row.truncate(begin);
    }

    /// All of them.
    pub(super) fn all(&self) -> &Column<StretchRow, Stretch> {
        &self.all
    }

    /// The arcs of a stretch.
    pub(super) fn arcs(&self, stretch: StretchRow) -> &[ArcRow] {
        let begin = self.all[stretch].begin as usize;
        let next = self.all.at(stretch.plus(1));
        let end = next.map_or(self.in_a_row.len(), |next| next.begin as usize);
        &self.in_a_row[begin..end]
    }
}
