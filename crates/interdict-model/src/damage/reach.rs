//! # Reach
//!
//! What happens: for every block it is known which bases of gangs lie how far away along the lines, and so to
//! which a job there may turn, and for every base on which lines it may be called.
//!
//! Rule: gangs of a base are sent to a block when it is within reach, or when no base that has gangs today is
//! nearer. A base that no line joins to the block is farther than any other, and those come in order of rows.
//!
//! Assumes: gangs travel by rail, over lines as built.
//!
//! Sources: none needed.
//!
//! Reads: knobs of `repair`, the network, [`GangBase`]. Writes: [`Reach`]. Chance: none.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use bevy_ecs::prelude::Resource;
use interdict_engine::whole::whole_part;
use interdict_engine::{Column, Grouped};
use interdict_scenario::Scenario;

use crate::damage::gang::GangBase;
use crate::network::Network;
use crate::row::{BlockRow, GangRow, LineRow, StationRow};
use crate::state::state;

/// Which bases are how far from which block.
#[derive(Resource, Clone, Debug, Default)]
pub struct Reach {
    /// For each block the bases that lines join to it, as (metres along the lines, base), nearest first. In a theatre of
    /// many islands these are few of all.
    near: Grouped<BlockRow, Far>,
    bases: usize,
    /// For each base, the lines on which it may be called to a block: one within its reach, or one to which
    /// no base that has gangs today is nearer.
    pub lines: Column<GangRow, Vec<LineRow>>,
    /// Distance within which gangs are sent, metres.
    pub reach_m: u32,
    /// For each base all bases that lines join to it, nearest first: (metres, base).
    pub between: Column<GangRow, Vec<Far>>,
    /// Share of men at work as gangs.
    pub at_work: f64,
}

state!(Reach: lines; fixed: near, bases, reach_m, between, at_work);

/// A base of gangs at so many metres along the lines.
pub type Far = (u32, GangRow);

/// Farther than any line leads.
pub const FAR: u32 = u32::MAX;

impl Reach {
    /// Distances of a scenario.
    pub fn new(scenario: &Scenario, network: &Network) -> Self {
        let quarters = scenario.gangs.iter().map(|base| StationRow(base.station));
        let quarters: Column<GangRow, StationRow> = quarters.collect();
        let at_station = bases_by_station(network, &quarters);
        let mut near = Grouped::default();
        for (block, &line) in network.block_line.by_row() {
            let line = &network.lines[line];
            let along: u32 = whole_part(network.middle_of(block) * f64::from(line.length_m));
            // A line joins its ends, so both know the same bases, in the same order.
            let ends = [line.from, line.to].map(|end| &at_station[end]);
            near.extend(ends[0].iter().zip(ends[1]).map(|(from, to)| {
                debug_assert!(from.1 == to.1, "the ends of a line know different bases");
                let by_start = from.0.saturating_add(along);
                let by_end = to.0.saturating_add(line.length_m - along);
                (by_start.min(by_end), from.1)
            }));
            near.open_mut().sort_unstable();
            near.close();
        }
        let between = (quarters.iter())
            .map(|&station| {
                let mut others = at_station[station].clone();
                others.sort_unstable();
                others
            })
            .collect();
        Self {
            near,
            bases: quarters.len(),
            lines: Column::filled(Vec::new(), quarters.len()),
            reach_m: whole_part(1_000.0 * scenario.rules.repair.reach_km),
            between,
            at_work: scenario.rules.repair.gangs_at_work,
        }
    }

    /// The bases that lines join to a block, nearest first: (metres, base).
    #[inline]
    pub fn joined(&self, block: BlockRow) -> &[Far] {
        self.near.of(block)
    }

    /// The nearest base to a block of those for which something holds, and its distance; where no line joins any of
    /// them to the block, the first of all, at [`FAR`].
    #[inline]
    pub fn nearest(&self, block: BlockRow, holds: impl Fn(GangRow) -> bool) -> Option<Far> {
        let found = self.joined(block).iter().find(|&&(_, base)| holds(base));
        found.copied().or_else(|| {
            let first = GangRow::first(self.bases).find(|&base| holds(base));
            first.map(|base| (FAR, base))
        })
    }

    /// Gangs of a base are sent to a block: it is within reach, or no base that has gangs is nearer.
    pub fn is_near(&self, bases: &[GangBase], block: BlockRow, base: GangRow) -> bool {
        self.near(bases, block).any(|near| near == base)
    }

    fn near(&self, bases: &[GangBase], block: BlockRow) -> impl Iterator<Item = GangRow> {
        let nearest = self.nearest(block, |base| bases[base].own > 0);
        let within = (self.joined(block).iter()).take_while(|&&(far, _)| far <= self.reach_m);
        within
            .map(|&(_, base)| base)
            .chain(nearest.map(|(_, base)| base))
    }

    /// Finds the lines of each base anew: after a muster.
    pub(super) fn allot_lines(&mut self, bases: &[GangBase], network: &Network) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.iter_mut().for_each(Vec::clear);
        for (block, &line) in network.block_line.by_row() {
            for base in self.near(bases, block) {
                let of_base = &mut lines[base];
                if of_base.last() != Some(&line) {
                    of_base.push(line);
                }
            }
        }
        self.lines = lines;
    }
}

/// For each station the bases that lines join to it, as (metres, base), ascending by base.
fn bases_by_station(
    network: &Network,
    quarters: &Column<GangRow, StationRow>,
) -> Column<StationRow, Vec<Far>> {
    let stations = network.stations.len();
    let mut bases = Column::filled(Vec::new(), stations);
    let mut distance: Column<StationRow, u32> = Column::filled(FAR, stations);
    let mut reached = Vec::new();
    let mut heap = BinaryHeap::new();
    for (base, &from) in quarters.by_row() {
        distance[from] = 0;
        reached.push(from);
        heap.push(Reverse((0, from)));
        while let Some(Reverse((far, station))) = heap.pop() {
            if far > distance[station] {
                continue;
            }
            for &(line, other) in network.lines_at(station) {
                let through = far + network.lines[line].length_m;
                let before = &mut distance[other];
                if through < *before {
                    if *before == FAR {
                        reached.push(other);
                    }
                    *before = through;
                    heap.push(Reverse((through, other)));
                }
            }
        }
        for station in reached.drain(..) {
            let far = std::mem::replace(&mut distance[station], FAR);
            bases[station].push((far, base));
        }
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::synthetic::{Shape, generate};

    /// Every base for every block, by relaxing all lines until nothing changes.
    fn all_bases(scenario: &Scenario, network: &Network, block: BlockRow) -> Vec<Far> {
        let mut distance: Column<StationRow, u32> = Column::filled(FAR, network.stations.len());
        let line = &network.lines[network.block_line[block]];
        let along: u32 = whole_part(network.middle_of(block) * f64::from(line.length_m));
        distance[line.from] = along;
        distance[line.to] = line.length_m - along;
        let mut changes = true;
        while changes {
            changes = false;
            for line in &network.lines {
                for (from, to) in [(line.from, line.to), (line.to, line.from)] {
                    let through = distance[from].saturating_add(line.length_m);
                    if through < distance[to] {
                        (distance[to], changes) = (through, true);
                    }
                }
            }
        }
        let bases = scenario.gangs.iter().zip((0..).map(GangRow));
        let mut all: Vec<Far> = bases
            .map(|(base, row)| (distance[StationRow(base.station)], row))
            .collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn the_nearest_base_of_some_is_that_of_all_bases_in_order() {
        let regions = Shape {
            regions: 3,
            ..Shape::small()
        };
        for seed in 0..4 {
            let scenario = generate(regions, seed);
            let network = Network::new(&scenario);
            let reach = Reach::new(&scenario, &network);
            for block in network.block_line.rows() {
                let all = all_bases(&scenario, &network, block);
                let joined = all.partition_point(|&(far, _)| far < FAR);
                assert_eq!(reach.joined(block), &all[..joined]);
                assert!(joined > 0 && joined < all.len());
                for some in 0_u32..1 << all.len() {
                    let holds = |base: GangRow| some >> base.0 & 1 == 1;
                    let first = all.iter().find(|&&(_, base)| holds(base));
                    assert_eq!(reach.nearest(block, holds), first.copied());
                }
            }
        }
    }
}
