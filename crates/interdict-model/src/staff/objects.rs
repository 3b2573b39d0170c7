//! # Objects of attack
//!
//! What happens: before a run it is worked out what an order of bombers may go for: track, bridges, yards and airfields,
//! each with its score.
//!
//! Rule: a kind of thing is an object where the doctrine of the order has a row of it; lines in the sector of the order
//! that are no sanctuary, bridges on them, yards at their ends; airfields that the order names, or all where it names none. The score is
//! `value_weight x value - distance_weight x distance` from the base; where several rows name an object, the highest
//! counts. Rows for what has a value in the phases mean all of their kind.
//!
//! Assumes: an object lies where the map has it.
//!
//! Sources: figures with the rows of `doctrines` and `orders`.
//!
//! Reads: the tables `doctrines`, `orders`. Writes: nothing. Chance: none.

use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{
    BomberOrder, Doctrine, ObjectKind, RaidTarget, StationKind, rows_of,
};

use crate::air::bombers::{BomberUnit, kind_of};
use crate::identity::Identity;
use crate::network::{Network, Point};
use crate::row::{LineRow, StationRow};
use crate::staff::doctrine::Doctrines;

/// Something that bombers may go for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Object {
    /// Identity of the pair of unit and object.
    pub(super) key: Key,
    /// What it is. Where on the track a raid comes is decided for each.
    pub(super) target: RaidTarget,
    /// Its kind, as a place in the books.
    pub(super) kind: usize,
    /// The line that it lies on; [`LineRow::NONE`] where it lies on none.
    pub(super) line: LineRow,
    /// Score before what changes from day to day.
    pub(super) score: f64,
}

/// What there is to go for.
pub(super) struct Objects<'a> {
    scenario: &'a Scenario,
    network: &'a Network,
    doctrines: Doctrines<'a>,
}

/// An object before it is weighed: what, whose key, where, on which line.
type Found = (RaidTarget, Key, Point, LineRow);

impl<'a> Objects<'a> {
    /// Of a scenario.
    pub(super) fn new(scenario: &'a Scenario, network: &'a Network) -> Self {
        Self {
            scenario,
            network,
            doctrines: Doctrines::new(scenario),
        }
    }

    /// What an order to a unit may go for, in the order of kinds and rows.
    pub(super) fn of(&self, order: &BomberOrder, unit: &BomberUnit) -> Vec<Object> {
        let knobs = &self.scenario.rules.targeting;
        let lines = self.sector(order);
        let mut objects: Vec<Object> = Vec::new();
        for row in rows_of(&self.scenario.doctrines, &order.doctrine) {
            let among = self.doctrines.among(row);
            let is_meant = |line: LineRow| {
                line == LineRow::NONE || among.as_ref().is_none_or(|among| among[line.index()])
            };
            for (target, key, at, line) in self.found(row, order, &lines) {
                if !is_meant(line) {
                    continue;
                }
                let far = unit.base.distance(at) / 100_000.0;
                let score = knobs.value_weight * row.value - knobs.distance_weight * far;
                match objects.iter_mut().find(|object| object.target == target) {
                    Some(known) => known.score = known.score.max(score),
                    None => objects.push(Object {
                        key: Identity::Choice {
                            unit: unit.key,
                            target: key,
                        }
                        .key(),
                        target,
                        kind: kind_of(target) as usize,
                        line,
                        score,
                    }),
                }
            }
        }
        objects
    }

    /// Lines that an order may go for, ascending.
    fn sector(&self, order: &BomberOrder) -> Vec<LineRow> {
        let named = |line: &LineRow| order.sector.is_empty() || order.sector.contains(&line.0);
        let lines = self.network.lines.rows().filter(named);
        lines
            .filter(|&line| !self.network.lines[line].sanctuary)
            .collect()
    }

    /// The things of the kind of a row.
    fn found(&self, row: &Doctrine, order: &BomberOrder, lines: &[LineRow]) -> Vec<Found> {
        let (scenario, network) = (self.scenario, self.network);
        match row.kind {
            ObjectKind::Track => (lines.iter())
                .map(|&line| {
                    let key = scenario.lines[line.index()].key;
                    (
                        RaidTarget::Track(line.0, 500),
                        key,
                        network.along(line, 0.5),
                        line,
                    )
                })
                .collect(),
            ObjectKind::Bridge => (scenario.bridges.iter().zip(0..))
                .filter(|(bridge, _)| lines.contains(&LineRow(bridge.line)))
                .map(|(bridge, row)| {
                    let at = network.place(bridge.lat, bridge.lon);
                    (
                        RaidTarget::Bridge(row),
                        bridge.key,
                        at,
                        LineRow(bridge.line),
                    )
                })
                .collect(),
            ObjectKind::Yard => (scenario.stations.iter().zip(0..))
                .filter(|(station, row)| {
                    let joined = network.lines_at(StationRow(*row)).iter();
                    station.kind == StationKind::Yard
                        && joined.clone().any(|(line, _)| lines.contains(line))
                })
                .map(|(station, row)| {
                    let at = network.place(station.lat, station.lon);
                    (RaidTarget::Yard(row), station.key, at, LineRow::NONE)
                })
                .collect(),
            ObjectKind::Airfield => (scenario.airfields.iter().zip(0..))
                .filter(|(_, row)| order.fields.is_empty() || order.fields.contains(row))
                .map(|(field, row)| {
                    let at = network.place(field.lat, field.lon);
                    (RaidTarget::Airfield(row), field.key, at, LineRow::NONE)
                })
                .collect(),
            ObjectKind::Train => Vec::new(),
        }
    }
}
