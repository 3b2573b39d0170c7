//! Least-cost flow on a small graph, in whole units, by successive shortest paths, and its paths.
//!
//! Used by the timetable: how many trains go which way tonight. Costs are not negative. Among paths of
//! equal cost the choice is fixed by the order in which arcs were added, so the answer does not depend
//! on anything but the graph as given.
//!
//! A need that grows less urgent with each unit is one arc with a [`Rise`], not an arc for each unit:
//! units go over the cheapest step first and never come back from the sink, so only the next step can
//! matter to a search.
//!
//! Paths are looked for over stretches: several arcs in a row where there is nothing to be chosen, as told in
//! `stretch`. The search is told in `residual`.

use interdict_engine::Column;
use residual::Residual;
use stretch::{Arc, Stretches};

use crate::row::{ArcRow, NodeRow};

/// A graph with capacities and costs, and the flow over it.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// As they were added.
    arcs: Column<ArcRow, Arc>,
    /// Arcs whose cost rises, ascending.
    rising: Vec<(ArcRow, Rise)>,
    /// How many nodes there are.
    nodes: usize,
    stretches: Stretches,
    residual: Residual,
    /// What each arc carries; empty before anything is sent.
    carried: Column<ArcRow, u32>,
    /// Arcs that carry something, by the node that they leave, ascending: those of node `n` end at `ends[n]`.
    ways: Vec<ArcRow>,
    ends: Vec<u32>,
    /// While paths are taken off: where what may still carry something begins among a node's ways.
    cursor: Vec<u32>,
}

/// The cost of the `n`-th unit over an arc, counted from 0: `(start + n rise) / per`, between 0 and `most`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rise {
    /// Dividend of the first unit.
    pub start: i64,
    /// What each further unit adds to it; not negative.
    pub each: i64,
    /// Divisor, above zero.
    pub per: i64,
    /// The highest cost, not negative.
    pub most: i64,
}

impl Rise {
    /// The cost of a unit, counted from 0.
    pub(crate) fn cost(self, unit: u32) -> i64 {
        let more = i64::from(unit).saturating_mul(self.each);
        (self.start.saturating_add(more) / self.per).clamp(0, self.most)
    }

    /// The cost of the first unit.
    pub(crate) fn first(self) -> i64 {
        self.cost(0)
    }
}

impl Flow {
    /// Forgets everything and takes `nodes` nodes; keeps its room.
    pub fn reset(&mut self, nodes: usize) {
        self.arcs.clear();
        self.rising.clear();
        self.carried.clear();
        self.ends.clear();
        self.nodes = nodes;
    }

    /// How many nodes there are.
    pub(crate) fn nodes(&self) -> usize {
        self.nodes
    }

    /// Adds an arc; its number is the count of arcs before it.
    pub fn arc(&mut self, from: NodeRow, to: NodeRow, capacity: u32, cost: i64) -> ArcRow {
        debug_assert!(cost >= 0, "costs are not negative");
        self.arcs.push(Arc {
            from,
            to,
            capacity,
            cost,
        })
    }

    /// Adds an arc to the sink, each of whose units costs no less than the one before.
    pub(crate) fn rising_arc(
        &mut self,
        from: NodeRow,
        sink: NodeRow,
        capacity: u32,
        rise: Rise,
    ) -> ArcRow {
        debug_assert!(rise.each >= 0 && rise.per > 0, "costs rise");
        let number = self.arc(from, sink, capacity, rise.cost(0));
        self.rising.push((number, rise));
        number
    }

    /// The flow over an arc; nothing before anything is sent.
    pub fn over(&self, arc: ArcRow) -> u32 {
        self.carried.at(arc).copied().unwrap_or(0)
    }

    /// Sends as much as possible from `source` to `sink`, at least cost, one shortest path after the
    /// other; stops before a path dearer than `dearest`. Returns the units sent.
    pub fn send(&mut self, source: NodeRow, sink: NodeRow, dearest: i64) -> u32 {
        self.stretches.find(self.nodes, &self.arcs, [source, sink]);
        self.residual
            .lay(self.nodes, self.stretches.all(), source, sink);
        let sent = self.fill_paths(dearest);
        self.note_what_is_carried();
        sent
    }

    /// Sends over one shortest path after the other.
    ///
    /// What is sent can only make ways longer, so what a search has found is as near as a node can be, and the next
    /// path is the nearest still, if it can be gone to its end. Only if it cannot does the search begin anew.
    fn fill_paths(&mut self, dearest: i64) -> u32 {
        let mut sent = 0;
        loop {
            self.residual.begin_search();
            loop {
                if !self.residual.search() || self.residual.cost() > dearest {
                    return sent;
                }
                let (stretch, over) = self.residual.outlet();
                let [last] = *self.stretches.arcs(stretch) else {
                    unreachable!("a node with an arc into the sink is a junction")
                };
                // Where each unit costs more than the one before, only one is sent.
                let rise = self.rise_of(last);
                let most = if rise.is_some() { 1 } else { u32::MAX };
                let units = self.residual.fill(most);
                if units == 0 {
                    break;
                }
                sent += units;
                if let Some(rise) = rise {
                    self.residual.set_outlet_cost(rise.cost(over + units));
                }
                self.residual.measure_outlets();
            }
            self.residual.raise_potentials();
        }
    }

    /// How the cost of an arc rises, if it does.
    fn rise_of(&self, arc: ArcRow) -> Option<Rise> {
        let place = self
            .rising
            .binary_search_by_key(&arc, |&(arc, _)| arc)
            .ok()?;
        Some(self.rising[place].1)
    }

    /// Notes what each arc carries, and lays down by node the arcs that carry something.
    fn note_what_is_carried(&mut self) {
        self.carried.clear();
        self.carried.resize(self.arcs.len(), 0);
        for stretch in self.stretches.all().rows() {
            let over = self.residual.over(stretch);
            for &arc in self.stretches.arcs(stretch) {
                self.carried[arc] = over;
            }
        }
        let carrying = |&(_, &over): &(ArcRow, &u32)| over > 0;
        self.ends.clear();
        self.ends.resize(self.nodes + 1, 0);
        for (arc, _) in self.carried.by_row().filter(carrying) {
            self.ends[self.arcs[arc].from.index() + 1] += 1;
        }
        for node in 0..self.nodes {
            self.ends[node + 1] += self.ends[node];
        }
        self.cursor.clone_from(&self.ends);
        self.ways.clear();
        self.ways
            .resize(self.ends[self.nodes] as usize, ArcRow::NONE);
        // Filling a node's range moves the mark at its begin to its end, where the range of the next begins.
        for (arc, _) in self.carried.by_row().filter(carrying) {
            let end = &mut self.ends[self.arcs[arc].from.index()];
            self.ways[*end as usize] = arc;
            *end += 1;
        }
    }

    /// Takes a path off the flow that was sent, from `source` over the lowest arcs that carry something,
    /// and appends its arcs to `path`. Returns its units; 0 when nothing is left.
    ///
    /// What was passed over carries nothing and never will again, so each node keeps its place among its
    /// ways, and taking a whole flow apart looks at each once.
    pub(crate) fn take_path(
        &mut self,
        source: NodeRow,
        sink: NodeRow,
        path: &mut Vec<ArcRow>,
    ) -> u32 {
        let start = path.len();
        // A circle of arcs that cost nothing could carry flow without end.
        let longest = 4 * self.nodes;
        let mut units = u32::MAX;
        let mut node = source;
        while node != sink && path.len() - start < longest {
            let Some(arc) = self.carrying(node) else {
                break;
            };
            path.push(arc);
            units = units.min(self.carried[arc]);
            node = self.arcs[arc].to;
        }
        let taken = &path[start..];
        if taken.is_empty() {
            return 0;
        }
        for &arc in taken {
            let over = &mut self.carried[arc];
            *over -= units.min(*over);
        }
        units
    }

    /// The lowest arc from a node that carries something.
    fn carrying(&mut self, node: NodeRow) -> Option<ArcRow> {
        let end = *self.ends.get(node.index())?;
        let cursor = &mut self.cursor[node.index()];
        while *cursor < end {
            let arc = self.ways[*cursor as usize];
            if self.carried[arc] > 0 {
                return Some(arc);
            }
            *cursor += 1;
        }
        None
    }
}

mod hand;
mod residual;
mod stretch;
#[cfg(test)]
mod tests;
