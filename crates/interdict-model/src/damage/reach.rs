//! # Reach
//!
//! What happens: for every block and airfield it is known which bases of gangs lie how far away along the lines, and so to
//! which a job there may turn, and for every base to which lines and airfields it may be called.
//!
//! Rule: gangs of a base are sent to a block when it is within reach, or when no base that has gangs today is
//! nearer. A base that no line joins to the block is farther than any other, and those come in order of rows.
//!
//! Gangs of the railway come to an airfield where `field.worth_t_per_day` is not 0, as far as the station nearest to it and
//! straight on; its own men are there.
//!
//! Assumes: gangs travel by rail, over lines as built; to an airfield no way is longer than the straight one.
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
use crate::damage::place::WorkPlace;
use crate::fields::labourers;
use crate::network::Network;
use crate::row::{AirfieldRow, BlockRow, GangRow, QueueRow, StationRow};
use crate::state::state;
use crate::told::untold;

/// Which bases are how far from which block.
#[derive(Resource, Clone, Debug, Default)]
pub struct Reach {
    /// For each block the bases that lines join to it, as (metres along the lines, base), nearest first. In a theatre of
    /// many islands these are few of all.
    near: Grouped<BlockRow, Far>,
    /// The same for each airfield: its own men, at no distance, and the bases that lines join to the station nearest to
    /// it, as far as that station and from there straight on. None where the rules of airfields are off.
    near_fields: Grouped<AirfieldRow, Far>,
    /// Bases of the railway.
    bases: usize,
    /// For each base, the queues to which it may be called: lines with a block within its reach, or one to which
    /// no base that has gangs today is nearer; and airfields likewise.
    pub queues: Column<GangRow, Vec<QueueRow>>,
    /// Distance within which gangs are sent, metres.
    pub reach_m: u32,
    /// For each base all bases that lines join to it, nearest first: (metres, base).
    pub between: Column<GangRow, Vec<Far>>,
    /// Share of men at work as gangs.
    pub at_work: f64,
}

state!(Reach: queues; fixed: near, near_fields, bases, reach_m, between, at_work);
untold!(Reach = "calls");

/// A base of gangs at so many metres along the lines.
pub(crate) type Far = (u32, GangRow);

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
        let labours = labourers(scenario).count();
        let between = (quarters.iter())
            .map(|&station| {
                let mut others = at_station[station].clone();
                others.sort_unstable();
                others
            })
            .chain(std::iter::repeat_n(Vec::new(), labours))
            .collect();
        Self {
            near,
            near_fields: near_fields(scenario, network, &at_station, quarters.len()),
            bases: quarters.len(),
            queues: Column::filled(Vec::new(), quarters.len() + labours),
            reach_m: whole_part(1_000.0 * scenario.rules.repair.reach_km),
            between,
            at_work: scenario.rules.repair.gangs_at_work,
        }
    }

    /// The bases that lines join to a place, nearest first: (metres, base).
    #[inline]
    pub fn joined(&self, place: WorkPlace) -> &[Far] {
        match place {
            WorkPlace::Block(block) => self.near.of(block),
            WorkPlace::Field(airfield) => self.near_fields.of(airfield),
        }
    }

    /// The nearest base to a place of those for which something holds, and its distance; where no line joins any of
    /// them to a block, the first of all, at [`FAR`].
    #[inline]
    pub fn nearest(&self, place: WorkPlace, holds: impl Fn(GangRow) -> bool) -> Option<Far> {
        let found = self.joined(place).iter().find(|&&(_, base)| holds(base));
        found.copied().or_else(|| {
            place.block()?;
            let first = GangRow::first(self.bases).find(|&base| holds(base));
            first.map(|base| (FAR, base))
        })
    }

    /// Gangs of a base are sent to a place: it is within reach, or no base that has gangs is nearer.
    pub fn is_near(&self, bases: &[GangBase], place: WorkPlace, base: GangRow) -> bool {
        self.near(bases, place).any(|near| near == base)
    }

    fn near(&self, bases: &[GangBase], place: WorkPlace) -> impl Iterator<Item = GangRow> {
        let nearest = self.nearest(place, |base| bases[base].own > 0);
        let within = (self.joined(place).iter()).take_while(|&&(far, _)| far <= self.reach_m);
        within
            .map(|&(_, base)| base)
            .chain(nearest.map(|(_, base)| base))
    }

    /// Finds the queues of each base anew: after a muster.
    pub(super) fn allot_lines(&mut self, bases: &[GangBase], network: &Network) {
        let mut queues = std::mem::take(&mut self.queues);
        queues.iter_mut().for_each(Vec::clear);
        let blocks = network.block_line.rows().map(WorkPlace::Block);
        let fields = (0..self.near_fields.count()).map(AirfieldRow::from_index);
        for place in blocks.chain(fields.map(WorkPlace::Field)) {
            let queue = place.queue(network);
            for base in self.near(bases, place) {
                let of_base = &mut queues[base];
                if of_base.last() != Some(&queue) {
                    of_base.push(queue);
                }
            }
        }
        self.queues = queues;
    }
}

/// For each airfield the bases that may be called there, nearest first; none where the rules of airfields are off.
fn near_fields(
    scenario: &Scenario,
    network: &Network,
    at_station: &Column<StationRow, Vec<Far>>,
    railway: usize,
) -> Grouped<AirfieldRow, Far> {
    let rules = &scenario.rules.field;
    let mut near = Grouped::default();
    let labour = labourers(scenario).zip((railway..).map(GangRow::from_index));
    let labour: Vec<(AirfieldRow, GangRow)> = labour.map(|((row, _), base)| (row, base)).collect();
    let airfields = scenario.airfields.iter().filter(|_| rules.works);
    for (row, airfield) in (0..).map(AirfieldRow).zip(airfields) {
        let own = labour.iter().filter(|&&(field, _)| field == row);
        near.extend(own.map(|&(_, base)| (0, base)));
        let at = network.place(airfield.lat, airfield.lon);
        let stations = network.stations.by_row();
        let away =
            stations.map(|(station, point)| (whole_part::<u32>(at.distance(*point)), station));
        if let Some((away_m, station)) = away.min().filter(|_| rules.worth_t_per_day > 0.0) {
            let bases = at_station[station].iter();
            near.extend(bases.map(|&(far, base)| (far.saturating_add(away_m), base)));
        }
        near.open_mut().sort_unstable();
        near.close();
    }
    near
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
                let place = WorkPlace::Block(block);
                assert_eq!(reach.joined(place), &all[..joined]);
                assert!(joined > 0 && joined < all.len());
                for some in 0_u32..1 << all.len() {
                    let holds = |base: GangRow| some >> base.0 & 1 == 1;
                    let first = all.iter().find(|&&(_, base)| holds(base));
                    assert_eq!(reach.nearest(place, holds), first.copied());
                }
            }
        }
    }
}
