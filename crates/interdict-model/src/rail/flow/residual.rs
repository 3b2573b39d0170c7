//! What can still be sent over a graph, and shortest paths there: Dijkstra with potentials.
//!
//! What one search reached is at distance 0 in the next, but for what lay behind something used up since. So most
//! nodes need not be put in order: those at distance 0 are taken from a set of bits, as told in `hand`.

use interdict_engine::{Column, rows};

use super::hand::{AtHand, Farther};
use super::stretch::{Stretch, StretchRow};
use crate::row::NodeRow;

rows! {
    /// An edge: a stretch one way or the other, by the node that it leaves.
    struct EdgeRow;
}

/// What can still be sent, from a source to a sink, and how far the last search has come.
#[derive(Clone, Debug, Default)]
pub(super) struct Residual {
    source: NodeRow,
    sink: NodeRow,
    nodes: Column<NodeRow, Node>,
    /// What leaves each node, the last stretch first: `edges[first[n]..first[n + 1]]`.
    edges: Column<EdgeRow, Edge>,
    first: Vec<u32>,
    /// By edge: the edge of the same stretch the other way.
    mates: Column<EdgeRow, EdgeRow>,
    /// By edge: its stretch.
    stretches: Column<EdgeRow, StretchRow>,
    /// By stretch: its edge.
    forward: Column<StretchRow, EdgeRow>,
    /// The edges into the sink that can take more, with the nodes that they leave, in the order of stretches.
    outlets: Vec<(NodeRow, EdgeRow)>,
    /// Nodes to look at: those at distance 0, and the others.
    at_hand: AtHand,
    farther: Farther,
    /// Working room.
    cursor: Vec<u32>,
}

/// What can still be sent somewhere, and the cost of the next unit.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    to: NodeRow,
    left: u32,
    cost: i64,
}

/// A node, and where a search found it.
#[derive(Clone, Copy, Debug)]
struct Node {
    potential: i64,
    /// The distance at which it was found, and the potential; [`FAR`] before it is.
    found_at: i64,
    came_by: EdgeRow,
}

impl Node {
    /// How far the search had to go for it.
    fn distance(&self) -> i64 {
        self.found_at - self.potential
    }
}

const FAR: i64 = i64::MAX / 4;

impl Residual {
    /// Lays the edges of all stretches side by side, by the node that they leave: counts, places, and fills each
    /// node's range from its end.
    pub(super) fn lay(
        &mut self,
        nodes: usize,
        stretches: &Column<StretchRow, Stretch>,
        source: NodeRow,
        sink: NodeRow,
    ) {
        (self.source, self.sink) = (source, sink);
        let node = Node {
            potential: 0,
            found_at: FAR,
            came_by: EdgeRow::NONE,
        };
        self.nodes.clear();
        self.nodes.resize(nodes, node);
        self.first.clear();
        self.first.resize(nodes + 1, 0);
        for stretch in stretches {
            self.first[stretch.from.index() + 1] += 1;
            self.first[stretch.to.index() + 1] += 1;
        }
        for node in 0..nodes {
            self.first[node + 1] += self.first[node];
        }
        self.cursor.clear();
        self.cursor.extend_from_slice(&self.first[1..]);
        let edges = 2 * stretches.len();
        self.edges.resize(edges, Edge::default());
        self.mates.resize(edges, EdgeRow::NONE);
        self.stretches.resize(edges, StretchRow::NONE);
        self.forward.clear();
        self.outlets.clear();
        let (edges, cursor) = (&mut *self.edges, &mut self.cursor[..]);
        let (mates, numbers) = (&mut *self.mates, &mut *self.stretches);
        for (number, stretch) in stretches.by_row() {
            let [there, back] = [stretch.from, stretch.to].map(|node| {
                let place = &mut cursor[node.index()];
                *place -= 1;
                EdgeRow(*place)
            });
            edges[there] = Edge {
                to: stretch.to,
                left: stretch.capacity,
                cost: stretch.cost,
            };
            edges[back] = Edge {
                to: stretch.from,
                left: 0,
                cost: -stretch.cost,
            };
            (mates[there], mates[back]) = (back, there);
            (numbers[there], numbers[back]) = (number, number);
            self.forward.push(there);
            if stretch.to == sink {
                self.outlets.push((stretch.from, there));
            }
        }
    }

    /// What is sent over a stretch.
    pub(super) fn over(&self, stretch: StretchRow) -> u32 {
        self.back(self.forward[stretch]).left
    }

    /// The other way over an edge.
    fn back(&self, edge: EdgeRow) -> Edge {
        self.edges[self.mates[edge]]
    }

    /// The last stretch of the path that was found, into the sink, and what is sent over it.
    pub(super) fn outlet(&self) -> (StretchRow, u32) {
        let edge = self.nodes[self.sink].came_by;
        (self.stretches[edge], self.back(edge).left)
    }

    /// Changes the cost of the last stretch of the path that was found.
    pub(super) fn set_outlet_cost(&mut self, cost: i64) {
        let edge = self.nodes[self.sink].came_by;
        self.edges[edge].cost = cost;
    }

    /// The cost of the path that was found.
    pub(super) fn cost(&self) -> i64 {
        let [start, end] = [self.source, self.sink].map(|node| self.nodes[node]);
        end.found_at - start.potential
    }

    /// Sends what the path that was found can take, but no more than `most`. Returns the units: none where a part of
    /// the path has been used up since.
    pub(super) fn fill(&mut self, most: u32) -> u32 {
        let (nodes, edges, mates) = (&*self.nodes, &mut *self.edges, &*self.mates);
        let mut units = most;
        let mut node = self.sink;
        while node != self.source {
            let edge = nodes[node].came_by;
            units = units.min(edges[edge].left);
            node = edges[mates[edge]].to;
        }
        if units == 0 {
            return 0;
        }
        node = self.sink;
        while node != self.source {
            let edge = nodes[node].came_by;
            edges[edge].left -= units;
            let mate = &mut edges[mates[edge]];
            mate.left += units;
            node = mate.to;
        }
        let last = nodes[self.sink].came_by;
        if edges[last].left == 0 {
            // Nothing comes back from the sink.
            let place = self.outlets.iter().position(|&(_, edge)| edge == last);
            place.map(|place| self.outlets.remove(place));
        }
        units
    }

    /// Forgets what was found before: nothing is known but the way to the source.
    pub(super) fn begin_search(&mut self) {
        for node in &mut self.nodes {
            node.found_at = FAR;
        }
        let source = &mut self.nodes[self.source];
        source.found_at = source.potential;
        self.farther.clear();
        self.at_hand.reset(self.nodes.len());
        self.at_hand.put(self.source);
    }

    /// Dijkstra with potentials over the residual graph, nearest first, then the lowest node, until no node that is
    /// nearer than the sink has been left out. False when there is no way to the sink.
    ///
    /// What the search before reached is at distance 0 in this one, but for what lay behind arcs since used up. So
    /// most nodes need not be put in order: those at distance 0 are taken from a set of bits.
    pub(super) fn search(&mut self) -> bool {
        let (at_hand, farther, sink) = (&mut self.at_hand, &mut self.farther, self.sink);
        // Slices of their own, so that nothing is fetched again from here after each node that is written.
        let (nodes, edges, first) = (&mut *self.nodes, &*self.edges, &self.first[..]);
        let mut reached = nodes[sink].distance();
        while reached > 0 {
            let nearest = at_hand.take_lowest().map(|node| (0, node));
            let nearest = nearest.or_else(|| farther.take_nearest_before(reached));
            let Some((distance, number)) = nearest else {
                break;
            };
            let node = &nodes[number];
            if distance > node.distance() {
                continue;
            }
            let here = node.found_at;
            let from = first[number.index()];
            let leaving = &edges[from as usize..first[number.index() + 1] as usize];
            for (place, edge) in (from..).map(EdgeRow).zip(leaving) {
                if edge.left == 0 {
                    continue;
                }
                let to = &mut nodes[edge.to];
                let found_at = here + edge.cost;
                if found_at >= to.found_at {
                    continue;
                }
                to.found_at = found_at;
                to.came_by = place;
                let through = to.distance();
                if edge.to == sink {
                    reached = through;
                } else if through == 0 {
                    at_hand.put(edge.to);
                } else {
                    farther.put(through, edge.to);
                }
            }
        }
        nodes[sink].found_at < FAR
    }

    /// Finds the nearest way into the sink from the nodes reached so far.
    pub(super) fn measure_outlets(&mut self) {
        let (nodes, edges) = (&*self.nodes, &*self.edges);
        let mut nearest = (FAR, EdgeRow::NONE);
        for &(from, edge) in &self.outlets {
            // What has not been reached is not nearer than far.
            let (node, leaving) = (&nodes[from], &edges[edge]);
            let found_at = node.found_at + leaving.cost;
            if found_at < nearest.0 && leaving.left > 0 {
                nearest = (found_at, edge);
            }
        }
        let end = &mut self.nodes[self.sink];
        (end.found_at, end.came_by) = nearest;
    }

    /// Takes the distances into the potentials, so that they begin at 0 again. What is farther than the sink is
    /// treated as if it were just as far.
    pub(super) fn raise_potentials(&mut self) {
        let reached = self.nodes[self.sink].distance();
        for node in &mut self.nodes {
            node.potential += node.distance().min(reached);
        }
    }
}
