//! # The timetable
//!
//! What happens: in the afternoon the staff fix the coming night's plan: how many trains run from where
//! to where, and which gaps are crossed by road. They revise it in the night when lines have closed
//! or reopened since: those of the same island (see `islands`), for no others are any business of theirs.
//!
//! Rule: goods go to where there is room for them tonight. Stations are nodes; a line that is open, or expected to
//! reopen soon, is an arc whose capacity is the trains that its worst block can pass in what is left of the night (see
//! `block`), at the cost of its running time and of the wait; a road is an arc whose capacity is what the trucks there
//! can carry, at the cost of driving and of a double handling. Sources are the bases and whatever lies in transit; sinks
//! are the railheads that want something, the needier and the longer in want the cheaper, and the room that is left
//! where goods change between rail and road (see `cards`). A way ends where goods change: what comes by train
//! tonight goes on by truck tomorrow. Least-cost flow in train-loads gives the plan; taken apart into paths, each of
//! them trains of one kind or trucks over one road. Trucks wait for no lot: what is less than a train-load counts for
//! them from a truck's load.
//!
//! Assumes: the staff know the state of the whole line; goods in transit may be redirected.
//!
//! Sources: practice of the Chinese railway command in autumn 1951 as described in its histories:
//! trains to the gap, trucks across, shuttles beyond, depots that fill before a gap.
//!
//! Reads: the picture of the railway staff, depots, trucks. Writes: [`Timetable`]. Chance: none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use bevy_ecs::prelude::Resource;
use interdict_engine::Column;
use interdict_engine::whole::{fit, nearest, next_whole};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::accounts::{CLASSES, Supplies};
use crate::islands::Islands;
use crate::rail::card::Cards;
use crate::rail::flow::Flow;
use crate::rail::memory::Memory;
use crate::rail::search::Search;
use crate::row::{
    ArcRow, AreaRow, ByDirection, Direction, HaulRow, IslandRow, LegRow, RailStep, RoadRow,
    RoadStep, StationRow, TrainRow, WaveRow,
};
use crate::state::state;

/// A road, as the plan sees it.
#[derive(Clone, Debug)]
pub(crate) struct Roadway {
    /// One end.
    pub from: StationRow,
    /// The other end.
    pub to: StationRow,
    /// Length, metres.
    pub length_m: u32,
    /// Driving time one way, seconds.
    pub drive_s: u32,
    /// Kilograms that can pass in a night, one way.
    pub kg_per_night: i64,
    /// Crossings that it counts for, by direction.
    pub areas: ByDirection<Vec<AreaRow>>,
    /// Areas that it is part of.
    pub within: Vec<AreaRow>,
}

impl Roadway {
    /// Where it is driven from and to in a direction.
    pub(crate) const fn ends(&self, direction: Direction) -> [StationRow; 2] {
        direction.from_to(self.from, self.to)
    }
}

/// Trains that run alike tonight.
#[derive(Clone, Debug)]
pub struct Leg {
    /// Where they are loaded.
    pub from: StationRow,
    /// Where they are unloaded.
    pub to: StationRow,
    /// For those who draw there; else to be forwarded.
    pub is_final: bool,
    /// Lines with direction.
    pub route: Vec<RailStep>,
    /// Small stations on the way that waited for a lot when the plan was made.
    pub passes: Vec<StationRow>,
    /// How many.
    pub planned: u32,
    /// How many have left.
    pub sent: u32,
    /// Seconds between departures.
    pub every_s: u32,
    /// Running time, seconds.
    pub run_s: u32,
    /// Length, metres.
    pub length_m: i64,
}

state!(Leg: from, to, is_final, route, passes, planned, sent, every_s, run_s, length_m);

/// Trucks that cross a gap tonight.
#[derive(Clone, Debug)]
pub struct Haul {
    /// The road with direction.
    pub road: RoadStep,
    /// Where they load.
    pub from: StationRow,
    /// Where they unload.
    pub to: StationRow,
    /// For those who draw there; else to be forwarded.
    pub is_final: bool,
    /// Kilograms to be carried.
    pub planned_kg: i64,
    /// Carried so far.
    pub carried_kg: i64,
}

state!(Haul: road, from, to, is_final, planned_kg, carried_kg);

/// A wave of trucks on the road.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct OnRoad {
    /// Identity.
    pub key: Key,
    /// The road with direction.
    pub road: RoadStep,
    /// Where they unload.
    pub to: StationRow,
    /// For those who draw there; else to be forwarded.
    pub is_final: bool,
    /// What they carry.
    pub load: Supplies,
    /// The slot is in use.
    pub is_used: bool,
}

state!(OnRoad: key, road, to, is_final, load, is_used);

/// What a train sets down on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SetDown {
    /// Where.
    pub station: StationRow,
    /// What: part of the train's load.
    pub load: Supplies,
}

state!(SetDown: station, load);

/// The plan of the night for one island.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Number of the plan; departures of older plans are void.
    pub edition: u32,
    /// A line closed or reopened since the plan was made.
    pub is_stale: bool,
    /// Trains.
    pub legs: Column<LegRow, Leg>,
    /// Trucks across gaps.
    pub hauls: Column<HaulRow, Haul>,
    /// What may lie where goods change, and the roads in use: for a day.
    pub cards: Cards,
}

state!(Plan: edition, is_stale, legs, hauls, cards);

/// The plans of the night, and what the staff need for making them.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Timetable {
    /// By island.
    pub plans: Column<IslandRow, Plan>,
    /// Waves of trucks on the road, in reused slots.
    pub on_road: Column<WaveRow, OnRoad>,
    /// Slots that are free for the next wave; the lowest is used first.
    pub(crate) free_slots: BinaryHeap<Reverse<WaveRow>>,
    /// Roads.
    pub roads: Column<RoadRow, Roadway>,
    /// What each train sets down on its way, by train.
    pub set_downs: Column<TrainRow, Vec<SetDown>>,
    /// What may lie at each station to be forwarded, by class: nothing where goods do not change.
    pub card_kg: Column<StationRow, Supplies>,
    /// What the staff remember of the lines.
    pub memory: Memory,
    /// When the plans that are being made are made.
    pub(super) planned_at: u32,
    /// Small stations that wait for a lot: passing trains set down there.
    pub(super) small: Vec<StationRow>,
    /// What left tonight.
    pub(crate) departures: Departures,
    /// Working room: the flow of one island, whose stations are its nodes in order, then source and sink.
    pub(super) flow: Flow,
    /// Working room: searches.
    pub(super) search: Search,
    /// Working room: what the arcs of the flow stand for, by number.
    pub(super) arcs: Column<ArcRow, Means>,
    /// Working room: a path, by arc.
    pub(super) path: Vec<ArcRow>,
    /// Working room: the lines of a path as far as trains run through.
    pub(super) route: Vec<RailStep>,
}

state!(
    Timetable: plans, on_road, free_slots, set_downs, card_kg, memory, planned_at, small,
        departures;
    fixed: roads;
    room: flow, search, arcs, path, route
);

/// What has left since the night's first plan was made, counted by where from and where to: so a
/// train or a wave of trucks has its identity from its cause, and the third train of a night to a
/// railhead is the same in every course of events, whatever engine draws it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Departures {
    night: u16,
    counts: BTreeMap<[StationRow; 2], u32>,
}

state!(Departures: night, counts);

impl Departures {
    /// A new night, counted in days of its first plan.
    pub(crate) fn begin(&mut self, night: u16) {
        self.night = night;
        self.counts.clear();
    }

    /// The night of the next departure by this way, and its number in it, from 0. A night has room for 4,096: those
    /// after them would share the last number.
    pub(crate) fn next(&mut self, way: [StationRow; 2]) -> (u16, u32) {
        let count = self.counts.entry(way).or_default();
        let ordinal = *count;
        *count += 1;
        (self.night, ordinal.min(0xfff))
    }
}

/// What an arc of the plan stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// A line with direction.
    Rail(RailStep),
    /// A road with direction.
    Road(RoadStep),
    /// What lies at a station, or comes to a base.
    Source(StationRow),
    /// Between nodes of one station.
    Within,
    /// To those who draw at a station.
    Want(StationRow),
    /// To what may lie at a station to be forwarded.
    Card(StationRow),
}

impl Timetable {
    /// Empty plans for a scenario that has these islands and so many trains.
    pub(crate) fn new(scenario: &Scenario, islands: &Islands, trains: usize) -> Self {
        let trucks = &scenario.rules.trucks;
        let payload_kg = nearest::<i64>(1_000.0 * trucks.payload_t);
        let mut roads: Column<RoadRow, Roadway> = scenario
            .roads
            .iter()
            .map(|road| Roadway {
                from: StationRow(road.from),
                to: StationRow(road.to),
                length_m: road.length_m,
                drive_s: next_whole::<u32>(f64::from(road.length_m) * 3.6 / trucks.speed_kmh),
                kg_per_night: i64::from(road.trucks_per_night) * payload_kg,
                areas: [Vec::new(), Vec::new()],
                within: Vec::new(),
            })
            .collect();
        for (row, area) in (0..).map(AreaRow).zip(&scenario.areas) {
            for &road in &area.roads {
                let way = &mut roads[RoadRow(road)];
                way.within.push(row);
                if !area.crossing {
                    continue;
                }
                let gates = [&area.gates_from[..], &area.gates_to];
                if let Some(direction) = direction_through(way.from.0, way.to.0, gates) {
                    way.areas[direction].push(row);
                }
            }
        }
        Self {
            plans: Column::filled(Plan::default(), islands.count()),
            roads,
            set_downs: Column::filled(Vec::new(), trains),
            card_kg: Column::filled([0; CLASSES], scenario.stations.len()),
            memory: Memory::new(scenario),
            ..Self::default()
        }
    }
}

/// The direction in which a way between two stations leads from the gates of one side to the gates of the other; none
/// where it touches neither, or leads both ways.
pub(crate) fn direction_through(
    from: u32,
    to: u32,
    [gates_from, gates_to]: [&[u32]; 2],
) -> Option<Direction> {
    let ahead = gates_from.contains(&from) || gates_to.contains(&to);
    let back = gates_from.contains(&to) || gates_to.contains(&from);
    match (ahead, back) {
        (true, false) => Some(Direction::Ahead),
        (false, true) => Some(Direction::Back),
        _ => None,
    }
}

/// Train-loads in a mass: whole ones, and one for a rest of at least `lot`.
pub fn loads(kg: i64, full: i64, lot: i64) -> u32 {
    let rest = i64::from(kg.rem_euclid(full) >= lot.max(1));
    fit((kg / full + rest).clamp(0, 10_000))
}

/// How much of what lies somewhere anybody wants, class by class.
pub(crate) fn useful(there: &Supplies, wanted: &Supplies) -> i64 {
    (0..CLASSES)
        .map(|class| there[class].min(wanted[class]))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_counts_in_the_direction_of_its_gates() {
        let through = |from, to, gate| direction_through(from, to, [&[1], &[gate]]);
        assert_eq!(through(1, 2, 2), Some(Direction::Ahead));
        assert_eq!(through(2, 1, 2), Some(Direction::Back));
        assert_eq!(through(2, 3, 4), None);
        let of = |kg| loads(kg, 390_000, 30_000);
        assert_eq!(
            [0, 29_999, 30_000, 390_000, 419_999, 420_000].map(of),
            [0, 0, 1, 1, 1, 2]
        );
    }
}
