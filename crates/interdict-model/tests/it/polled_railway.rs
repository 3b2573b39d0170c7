//! The railway by the agenda against a railway looked at second by second.

use interdict_model::Simulation;
use interdict_model::network::Network;
use interdict_model::rail::block::Block;
use interdict_model::rail::train::Train;
use interdict_model::row::Direction;
use interdict_quantity::Key;
use proptest::prelude::*;

use crate::errands::{arrivals, send};
use crate::theatres::{scenario, simulation};

/// Two lines end to end, trains at both ends.
fn theatre(km: [u32; 2], tracks: [u32; 2], fleet: u32, loops: u32, clearing: u32) -> String {
    let ([first, second], [one, two]) = (km, tracks);
    format!(
        r#"Scenario(
    title: "Two lines", question: "?", starts: "1950-03-01", ends: "1950-03-03", step: "15 min", latitude: 45.0,
    weather: [(id: "sky", lat: 45.0, lon: 10.0, visual: [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])],
    stations: [(id: "A", lat: 45.5, lon: 10.0), (id: "B", lat: 45.0, lon: 10.0), (id: "M", lat: 45.2, lon: 10.0, places: 2)],
    lines: [
        (id: "AM", from: "A", to: "M", length_km: {first}, tracks: {one}, running: "always"),
        (id: "MB", from: "M", to: "B", length_km: {second}, tracks: {two}, running: "always"),
    ],
    bases: [(id: "base", station: "A", tons_per_day: 0)],
    locomotives: [(id: "first", station: "A", count: 8), (id: "second", station: "B", count: 8)],
    rules: {{ "rail.locomotive_availability": 1.0, "rail.fleet_size": {fleet}, "rail.loop_places": {loops},
        "rail.clearing_min": {clearing}, "rail.fleet_headway_min": 7 }},
)"#
    )
}

/// A train as somebody sees it who comes by every second.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Runs(u32),
    Waits,
    Arrived(u32),
}

struct Seen {
    key: Key,
    backward: bool,
    block: Option<usize>,
    doing: Doing,
}

/// Who was in a block and when; `side` is 0 for those that run from A to B.
#[derive(Clone, Default)]
struct Track {
    inside: [u32; 2],
    entered: [Option<u32>; 2],
    left: [Option<u32>; 2],
    at_end: [u32; 2],
    waiting: [Vec<usize>; 2],
    heading: usize,
    in_a_row: u32,
}

struct Polled {
    built: Vec<Block>,
    block_keys: Vec<Key>,
    fleet: u32,
    tracks: Vec<Track>,
    trains: Vec<Seen>,
}

impl Polled {
    /// The first second from which a train of a side may enter a block, as things stand; `None`: not as
    /// long as nobody moves.
    fn free_from(&self, block: usize, side: usize) -> Option<u32> {
        let (built, track) = (&self.built[block], &self.tracks[block]);
        let ends = [self.built.len() - 1, 0];
        if block != ends[side] && track.at_end[side] >= u32::from(built.places[side]) {
            return None;
        }
        let after = |since: Option<u32>, wait: u32| since.map_or(0, |since| since + wait);
        let follows = after(track.entered[side], built.follow_s);
        let cleared = after(track.left[1 - side], built.clear_s);
        if built.is_double {
            Some(follows)
        } else if track.inside[1 - side] > 0 {
            None
        } else if self.fleet > 1 {
            Some(follows.max(cleared))
        } else if track.inside[side] > 0 {
            None
        } else {
            Some(cleared.max(after(track.left[side], built.clear_s)))
        }
    }

    /// Which side may send a train into a block in this second, if any.
    fn next_in(&self, block: usize, second: u32) -> Option<usize> {
        let (built, track) = (&self.built[block], &self.tracks[block]);
        let turns = track.in_a_row >= self.fleet && !built.is_double;
        let first = if turns {
            1 - track.heading
        } else {
            track.heading
        };
        for side in [first, 1 - first] {
            if track.waiting[side].is_empty() {
                continue;
            }
            match self.free_from(block, side) {
                Some(from) if from <= second => return Some(side),
                // Its turn: the track is kept for it if it clears soon.
                Some(from)
                    if side == first
                        && turns
                        && from < second + 2 * (built.run_s + built.clear_s) =>
                {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    fn admit(&mut self, block: usize, second: u32) {
        while let Some(side) = self.next_in(block, second) {
            let track = &mut self.tracks[block];
            let train = track.waiting[side].remove(0);
            track.in_a_row = if track.heading == side {
                track.in_a_row + 1
            } else {
                1
            };
            track.heading = side;
            track.inside[side] += 1;
            track.at_end[side] += 1;
            track.entered[side] = Some(second);
            let seen = &mut self.trains[train];
            if let Some(behind) = seen.block.replace(block) {
                self.tracks[behind].at_end[side] -= 1;
            }
            seen.doing = Doing::Runs(second + self.built[block].run_s);
        }
    }

    /// A train is ready to leave, or has come to the end of its block.
    fn moves_on(&mut self, train: usize, second: u32) {
        let seen = &mut self.trains[train];
        let (side, last) = (usize::from(seen.backward), self.built.len() - 1);
        let next = match (seen.block, seen.backward) {
            (None, false) => Some(0),
            (None, true) => Some(last),
            (Some(block), false) => (block < last).then_some(block + 1),
            (Some(block), true) => block.checked_sub(1),
        };
        if let Some(block) = seen.block {
            self.tracks[block].inside[side] -= 1;
            self.tracks[block].left[side] = Some(second);
        }
        let Some(next) = next else {
            seen.doing = Doing::Arrived(second);
            self.tracks[seen.block.expect("it ran")].at_end[side] -= 1;
            return;
        };
        seen.doing = Doing::Waits;
        self.tracks[next].waiting[side].push(train);
        self.admit(next, second);
    }

    /// Everything that can happen in a second, in order of identity, until nothing more can.
    fn second(&mut self, second: u32) {
        loop {
            let trains = self.trains.iter().enumerate();
            let train = trains
                .filter(|(_, seen)| seen.doing == Doing::Runs(second))
                .min_by_key(|(_, seen)| seen.key);
            let blocks =
                (0..self.built.len()).filter(|&block| self.next_in(block, second).is_some());
            let block = blocks.min_by_key(|&block| self.block_keys[block]);
            match (train, block) {
                (None, None) => return,
                (Some((train, seen)), Some(block)) if seen.key > self.block_keys[block] => {
                    let _ = train;
                    self.admit(block, second);
                }
                (Some((train, _)), _) => self.moves_on(train, second),
                (None, Some(block)) => self.admit(block, second),
            }
        }
    }
}

/// Looks at the railway in every second of two days.
fn poll(simulation: &mut Simulation, fleet: u32, sent: &[(u32, u32)]) -> Vec<u32> {
    let world = simulation.world_mut();
    let built: Vec<Block> = world.query::<&Block>().iter(world).cloned().collect();
    let block_keys = world.resource::<Network>().block_key.clone().into_vec();
    let keys: Vec<Key> = world
        .query::<&Train>()
        .iter(world)
        .map(|train| train.key)
        .collect();
    let see = |&(row, second): &(u32, u32)| Seen {
        key: keys[row as usize],
        backward: row >= 8,
        block: None,
        doing: Doing::Runs(second),
    };
    let tracks = vec![Track::default(); built.len()];
    let trains = sent.iter().map(see).collect();
    let mut polled = Polled {
        built,
        block_keys,
        fleet,
        tracks,
        trains,
    };
    for second in 0..172_800 {
        polled.second(second);
    }
    let arrived = |seen: &Seen| match seen.doing {
        Doing::Arrived(second) => second,
        Doing::Runs(_) | Doing::Waits => panic!("still on the way after two days"),
    };
    polled.trains.iter().map(arrived).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// To the second: fleets and single trains, single and double track, meetings at stations.
    #[test]
    fn trains_arrive_when_somebody_looking_every_second_would_let_them(
        km in [9_u32..40, 9_u32..40],
        tracks in [1_u32..3, 1_u32..3],
        fleet in 1_u32..5,
        loops in 1_u32..3,
        clearing in 0_u32..12,
        seconds in prop::collection::vec(0_u32..20_000, 16),
        used in prop::collection::vec(any::<bool>(), 16),
    ) {
        let theatre = scenario(&theatre(km, tracks, fleet, loops, clearing));
        let mut simulation = simulation(&theatre, 1);
        let sent: Vec<(u32, u32)> = (0..16_u32)
            .zip(seconds)
            .filter(|&(row, _)| used[row as usize])
            .collect();
        for &(row, second) in &sent {
            let (route, to) = if row < 8 {
                ([(0, Direction::Ahead), (1, Direction::Ahead)], 1)
            } else {
                ([(1, Direction::Back), (0, Direction::Back)], 0)
            };
            send(&mut simulation, row, &route, second, to);
        }
        let known = poll(&mut simulation, fleet, &sent);
        while simulation.run_day().expect("no law breaks") {}
        let arrived = arrivals(&mut simulation);
        let found: Vec<u32> = sent.iter().filter_map(|&(row, _)| arrived[row as usize]).collect();
        prop_assert_eq!(found, known);
    }
}
