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
use interdict_engine::Digest;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::accounts::{CLASSES, Supplies};
use crate::islands::Islands;
use crate::rail::cards::Cards;
use crate::rail::flow::Flow;
use crate::rail::memory::Memory;
use crate::rail::way::Search;

/// A road, as the plan sees it.
#[derive(Clone, Debug)]
pub struct Roadway {
    /// One end.
    pub from: u32,
    /// The other end.
    pub to: u32,
    /// Length, metres.
    pub length_m: u32,
    /// Driving time one way, seconds.
    pub drive_s: u32,
    /// Kilograms that can pass in a night, one way.
    pub kg_per_night: i64,
    /// Crossings that it counts for, by direction.
    pub areas: [Vec<u32>; 2],
    /// Areas that it is part of.
    pub within: Vec<u32>,
}

/// Trains that run alike tonight.
#[derive(Clone, Debug)]
pub struct Leg {
    /// Where they are loaded.
    pub from: u32,
    /// Where they are unloaded.
    pub to: u32,
    /// For those who draw there; else to be forwarded.
    pub is_final: bool,
    /// Lines with direction.
    pub route: Vec<u32>,
    /// Small stations on the way that waited for a lot when the plan was made.
    pub passes: Vec<u32>,
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

/// Trucks that cross a gap tonight.
#[derive(Clone, Debug)]
pub struct Haul {
    /// The road, and the direction over it: `road * 2 + direction`.
    pub road: u32,
    /// Where they load.
    pub from: u32,
    /// Where they unload.
    pub to: u32,
    /// For those who draw there; else to be forwarded.
    pub is_final: bool,
    /// Kilograms to be carried.
    pub planned_kg: i64,
    /// Carried so far.
    pub carried_kg: i64,
}

/// A wave of trucks on the road.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnRoad {
    /// Identity.
    pub key: Key,
    /// The road with direction.
    pub road: u32,
    /// Where they unload.
    pub to: u32,
    /// For those who draw there; else to be forwarded.
    pub is_final: bool,
    /// What they carry.
    pub load: Supplies,
    /// The slot is in use.
    pub is_used: bool,
}

/// What a train sets down on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SetDown {
    /// Where.
    pub station: u32,
    /// What: part of the train's load.
    pub load: Supplies,
}

/// The plan of the night for one island.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Number of the plan; departures of older plans are void.
    pub edition: u32,
    /// A line closed or reopened since the plan was made.
    pub is_stale: bool,
    /// Trains.
    pub legs: Vec<Leg>,
    /// Trucks across gaps.
    pub hauls: Vec<Haul>,
    /// What may lie where goods change, and the roads in use: for a day.
    pub cards: Cards,
}

/// The plans of the night, and what the staff need for making them.
#[derive(Resource, Clone, Debug, Default)]
pub struct Timetable {
    /// By island.
    pub plans: Vec<Plan>,
    /// Waves of trucks on the road, in reused slots.
    pub on_road: Vec<OnRoad>,
    /// Slots that are free for the next wave; the lowest is used first.
    pub(crate) free_slots: BinaryHeap<Reverse<u32>>,
    /// Roads.
    pub roads: Vec<Roadway>,
    /// What each train sets down on its way, by train.
    pub set_downs: Vec<Vec<SetDown>>,
    /// What may lie at each station to be forwarded, by class: nothing where goods do not change.
    pub card_kg: Vec<Supplies>,
    /// What the staff remember of the lines.
    pub memory: Memory,
    /// When the plans that are being made are made.
    pub(super) planned_at: u32,
    /// Small stations that wait for a lot: passing trains set down there.
    pub(super) small: Vec<u32>,
    /// What left tonight.
    pub(crate) departures: Departures,
    /// Working room: the flow of one island, whose stations are its nodes in order, then source and sink.
    pub(super) flow: Flow,
    /// Working room: searches.
    pub(super) search: Search,
    /// Working room: what the arcs of the flow stand for, by number.
    pub(super) arcs: Vec<Means>,
    /// Working room: a path, by arc.
    pub(super) path: Vec<u32>,
    /// Working room: the lines of a path as far as trains run through.
    pub(super) route: Vec<u32>,
}

/// What has left since the night's first plan was made, counted by where from and where to: so a
/// train or a wave of trucks has its identity from its cause, and the third train of a night to a
/// railhead is the same in every course of events, whatever engine draws it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Departures {
    night: u16,
    counts: BTreeMap<[u32; 2], u32>,
}

impl Departures {
    /// A new night, counted in days of its first plan.
    pub(crate) fn begin(&mut self, night: u16) {
        self.night = night;
        self.counts.clear();
    }

    /// The night of the next departure by this way, and its number in it, from 0. A night has room for 4,096: those
    /// after them would share the last number.
    pub(crate) fn next(&mut self, way: [u32; 2]) -> (u16, u32) {
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
    Rail(u32),
    /// A road with direction.
    Road(u32),
    /// What lies at a station, or comes to a base.
    Source(u32),
    /// Between nodes of one station.
    Within,
    /// To those who draw at a station.
    Want(u32),
    /// To what may lie at a station to be forwarded.
    Card(u32),
}

impl Timetable {
    /// Empty plans for a scenario that has these islands and so many trains.
    pub fn new(scenario: &Scenario, islands: &Islands, trains: usize) -> Self {
        let trucks = &scenario.rules.trucks;
        let payload_kg = (1_000.0 * trucks.payload_t).round() as i64;
        let mut roads: Vec<Roadway> = scenario
            .roads
            .iter()
            .map(|road| Roadway {
                from: road.from,
                to: road.to,
                length_m: road.length_m,
                drive_s: (f64::from(road.length_m) * 3.6 / trucks.speed_kmh).ceil() as u32,
                kg_per_night: i64::from(road.trucks_per_night) * payload_kg,
                areas: [Vec::new(), Vec::new()],
                within: Vec::new(),
            })
            .collect();
        for (row, area) in scenario.areas.iter().enumerate() {
            for &road in &area.roads {
                let way = &mut roads[road as usize];
                way.within.push(row as u32);
                if !area.crossing {
                    continue;
                }
                for direction in directions(way.from, way.to, &area.gates_from, &area.gates_to) {
                    way.areas[direction].push(row as u32);
                }
            }
        }
        Self {
            plans: vec![Plan::default(); islands.count()],
            roads,
            set_downs: vec![Vec::new(); trains],
            card_kg: vec![[0; CLASSES]; scenario.stations.len()],
            memory: Memory::new(scenario),
            ..Self::default()
        }
    }
}

impl Timetable {
    /// Takes what outlasts a plan into a digest: memory, cards, what trains set down on their way.
    pub fn digest(&self, digest: &mut Digest) {
        for pair in self.memory.words().chunks(2) {
            digest.pair(pair[0], pair.get(1).copied().unwrap_or(0));
        }
        for kg in self.card_kg.iter().filter(|kg| **kg != [0; CLASSES]) {
            digest.numbers(kg);
        }
        for part in self.set_downs.iter().flatten() {
            digest.word(u64::from(part.station));
            digest.numbers(&part.load);
        }
    }
}

/// The direction (0 from the first end to the second, 1 back) in which a way leads from the gates of
/// one side to the gates of the other; none where it touches neither.
pub fn directions(from: u32, to: u32, gates_from: &[u32], gates_to: &[u32]) -> Vec<usize> {
    let ahead = gates_from.contains(&from) || gates_to.contains(&to);
    let back = gates_from.contains(&to) || gates_to.contains(&from);
    match (ahead, back) {
        (true, false) => vec![0],
        (false, true) => vec![1],
        _ => Vec::new(),
    }
}

/// Train-loads in a mass: whole ones, and one for a rest of at least `lot`.
pub fn loads(kg: i64, full: i64, lot: i64) -> u32 {
    let rest = i64::from(kg.rem_euclid(full) >= lot.max(1));
    (kg / full + rest).clamp(0, 10_000) as u32
}

/// How much of what lies somewhere anybody wants, class by class.
pub fn useful(there: &Supplies, wanted: &Supplies) -> i64 {
    (0..CLASSES)
        .map(|class| there[class].min(wanted[class]))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_counts_in_the_direction_of_its_gates() {
        assert_eq!(directions(1, 2, &[1], &[2]), [0]);
        assert_eq!(directions(2, 1, &[1], &[2]), [1]);
        assert_eq!(directions(2, 3, &[1], &[4]), Vec::<usize>::new());
        let of = |kg| loads(kg, 390_000, 30_000);
        assert_eq!(
            [0, 29_999, 30_000, 390_000, 419_999, 420_000].map(of),
            [0, 0, 1, 1, 1, 2]
        );
    }
}
