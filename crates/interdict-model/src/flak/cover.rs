//! # Cover
//!
//! What happens: for every place that can be attacked it is known which batteries may reach an
//! attacker there.
//!
//! Rule: a battery is on the list of a block when it stands within its range of some point of the
//! block, and on the list of a bridge, station or airfield when it stands within range of it. Lists
//! are drawn up when guns take position or move, never in between.
//!
//! Assumes: terrain masks nothing.
//!
//! Sources: none needed.
//!
//! Reads: [`Battery`], the network. Writes: [`Cover`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::{Column, Grouped, rows};
use interdict_scenario::Scenario;

use crate::flak::battery::Battery;
use crate::flak::field::Field;
use crate::network::{Network, Point};
use crate::row::{AirfieldRow, BatteryRow, BlockRow, BridgeRow, StationRow};
use crate::state::{choice, state};
use crate::told::untold;

rows! {
    /// A place that can be attacked, in the order of [`Spot`].
    struct PlaceRow;
}

/// A place that can be attacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A block of a line.
    Block(BlockRow),
    /// A bridge.
    Bridge(BridgeRow),
    /// A station or yard.
    Station(StationRow),
    /// An airfield.
    Airfield(AirfieldRow),
}

choice!(Spot: Block(row), Bridge(row), Station(row), Airfield(row));

/// Which batteries reach which place.
#[derive(Resource, Clone, Debug)]
pub struct Cover {
    /// Places with the distance that the attacked point may lie from them, in the order of [`Spot`].
    places: Column<PlaceRow, (Point, f64)>,
    /// First place of bridges, stations and airfields.
    firsts: [PlaceRow; 3],
    ranges: [f64; 2],
    all: Grouped<PlaceRow, BatteryRow>,
    firing: Grouped<PlaceRow, BatteryRow>,
}

state!(Cover: all, firing; fixed: places, firsts, ranges);
untold!(Cover = "cover");

impl Cover {
    /// Empty lists for every place of a scenario.
    pub fn new(scenario: &Scenario, network: &Network, batteries: &[Battery]) -> Self {
        let knobs = &scenario.rules.flak;
        let mut places = Vec::new();
        for (block, &line) in network.block_line.by_row() {
            let middle = network.middle_of(block);
            let half = 0.5 / f64::from(network.lines[line].blocks);
            let (start, end) = (
                network.along(line, middle - half),
                network.along(line, middle + half),
            );
            places.push((network.block_point(block), 0.5 * start.distance(end)));
        }
        let bridges = PlaceRow::from_index(places.len());
        places.extend(
            scenario
                .bridges
                .iter()
                .map(|bridge| (network.place(bridge.lat, bridge.lon), 0.0)),
        );
        let stations = PlaceRow::from_index(places.len());
        places.extend(network.stations.iter().map(|&point| (point, 0.0)));
        let airfields = PlaceRow::from_index(places.len());
        places.extend(
            scenario
                .airfields
                .iter()
                .map(|field| (network.place(field.lat, field.lon), 0.0)),
        );
        let mut cover = Self {
            places: places.into(),
            firsts: [bridges, stations, airfields],
            ranges: [knobs.light_range_km, knobs.heavy_range_km].map(|km| 1_000.0 * km),
            all: Grouped::default(),
            firing: Grouped::default(),
        };
        cover.survey(batteries);
        cover
    }

    fn place(&self, spot: Spot) -> PlaceRow {
        match spot {
            Spot::Block(row) => PlaceRow(row.0),
            Spot::Bridge(row) => self.firsts[0].plus(row.0),
            Spot::Station(row) => self.firsts[1].plus(row.0),
            Spot::Airfield(row) => self.firsts[2].plus(row.0),
        }
    }

    /// Where it is; for a block, its middle.
    pub fn point(&self, spot: Spot) -> Point {
        self.places[self.place(spot)].0
    }

    /// Rows of the batteries in position that may reach this place, ascending.
    #[inline]
    pub(crate) fn firing(&self, spot: Spot) -> &[BatteryRow] {
        self.firing.of(self.place(spot))
    }

    /// Draws up the lists anew: some batteries stand elsewhere.
    pub(crate) fn survey(&mut self, batteries: &[Battery]) {
        self.all.clear(0);
        let widest = self
            .places
            .iter()
            .map(|&(_, margin)| margin)
            .fold(0.0, f64::max);
        // A metre more than the farthest, so that rounding leaves nobody out.
        let farthest = self.ranges[0].max(self.ranges[1]) + widest + 1.0;
        let field = Field::new(farthest, batteries);
        let mut at_hand = Vec::new();
        for &(point, margin) in &self.places {
            field.around(point, &mut at_hand);
            self.all.extend(at_hand.iter().copied().filter(|&row| {
                let battery = &batteries[row];
                let reach = self.ranges[battery.calibre as usize] + margin;
                let (east, north) = (battery.at.east - point.east, battery.at.north - point.north);
                east * east + north * north <= reach * reach
            }));
            self.all.close();
        }
        self.refresh(batteries);
    }

    /// Picks out the batteries that are in position: some came or left.
    pub(crate) fn refresh(&mut self, batteries: &[Battery]) {
        self.firing.clear(self.all.len());
        for rows in self.all.iter() {
            let firing = rows.iter().copied().filter(|&row| batteries[row].fires);
            self.firing.extend(firing);
            self.firing.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flak::posting::postings;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn the_lists_are_those_of_asking_every_battery() {
        let regions = Shape {
            regions: 3,
            flak: 60,
            ..Shape::small()
        };
        let mut listed = 0;
        for (seed, heavy_range_km) in [(1, 7.0), (2, 7.0), (3, 150.0)] {
            let mut scenario = generate(regions, seed);
            scenario.rules.flak.heavy_range_km = heavy_range_km;
            let network = Network::new(&scenario);
            let (_, batteries, _) = postings(&scenario, &network);
            let cover = Cover::new(&scenario, &network, &batteries);
            for (place, &(point, margin)) in cover.places.by_row() {
                let reaches = |battery: &Battery| {
                    let reach = cover.ranges[battery.calibre as usize] + margin;
                    let (east, north) =
                        (battery.at.east - point.east, battery.at.north - point.north);
                    east * east + north * north <= reach * reach
                };
                let all = batteries.iter().zip((0..).map(BatteryRow));
                let all: Vec<BatteryRow> = all
                    .filter(|(battery, _)| reaches(battery))
                    .map(|(_, row)| row)
                    .collect();
                assert_eq!(cover.all.of(place), all);
                listed += all.len();
            }
        }
        assert!(listed > 1_000, "{listed} batteries on all lists");
    }
}
