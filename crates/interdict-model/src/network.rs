//! The lie of the land: stations, lines and blocks in metres, as they are built and never change.
//!
//! A line is divided into blocks of about equal length between passing places. Blocks are numbered
//! through, line by line, so a line's blocks are a range. Positions are metres east and north of the
//! theatre's middle, on a plane that is true to a few parts in a thousand over some hundreds of km.

use bevy_ecs::prelude::Resource;
use interdict_engine::math;
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Running;

use crate::identity::Identity;
use crate::rail::block::running_s;

/// A place on the plane, metres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Metres east.
    pub east: f64,
    /// Metres north.
    pub north: f64,
}

impl Point {
    /// Distance to another place, metres.
    pub fn distance(self, other: Self) -> f64 {
        let (east, north) = (self.east - other.east, self.north - other.north);
        math::sqrt(east * east + north * north)
    }
}

/// One line, as built.
#[derive(Clone, Copy, Debug)]
pub struct LineOfRail {
    /// Station at the start.
    pub from: u32,
    /// Station at the end.
    pub to: u32,
    /// First block.
    pub first: u32,
    /// Number of blocks.
    pub blocks: u32,
    /// Route length, metres.
    pub length_m: u32,
    /// Running time from end to end at the line's speed, seconds.
    pub run_s: u32,
    /// 1 or 2.
    pub tracks: u8,
    /// Trains run by day, too.
    pub by_day: bool,
    /// May not be attacked.
    pub sanctuary: bool,
    /// Weather cell.
    pub cell: u32,
}

/// The network as built.
#[derive(Resource, Clone, Debug)]
pub struct Network {
    /// Stations.
    pub stations: Vec<Point>,
    /// Lines.
    pub lines: Vec<LineOfRail>,
    /// Line of each block.
    pub block_line: Vec<u32>,
    /// Length of each block, metres.
    pub block_m: Vec<u32>,
    /// Identity of each block.
    pub block_key: Vec<Key>,
    /// Lines at each station, as (line, other end), ascending by line: `ends[first_end[s]..first_end[s + 1]]`.
    pub ends: Vec<(u32, u32)>,
    /// See [`Self::ends`].
    pub first_end: Vec<u32>,
    /// Bridges of each block: `block_bridges` holds (block, bridge), ascending.
    pub block_bridges: Vec<(u32, u32)>,
    /// Block of each bridge.
    pub bridge_block: Vec<u32>,
    middle: (f64, f64),
}

const METRES_PER_DEGREE: f64 = 111_195.0;
const RADIANS_PER_DEGREE: f64 = core::f64::consts::PI / 180.0;

impl Network {
    /// The network of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let middle = middle(scenario);
        let spacing_default = scenario.rules.rail.passing_spacing_km;
        let mut lines = Vec::with_capacity(scenario.lines.len());
        let (mut block_line, mut block_m, mut block_key) = (Vec::new(), Vec::new(), Vec::new());
        for (row, line) in scenario.lines.iter().enumerate() {
            let spacing_m = 1_000.0 * line.passing_km.unwrap_or(spacing_default);
            let blocks = ((f64::from(line.length_m) / spacing_m).round() as u32).max(1);
            let speed = line.speed_kmh.unwrap_or(scenario.rules.rail.speed_kmh);
            let mut run_s = 0;
            let first = block_line.len() as u32;
            for block in 0..blocks {
                let (start, end) = (
                    edge(line.length_m, block, blocks),
                    edge(line.length_m, block + 1, blocks),
                );
                let length_m = (end - start).max(1);
                run_s += running_s(length_m, speed);
                block_line.push(row as u32);
                block_m.push(length_m);
                let block = Identity::Block {
                    line: line.key,
                    n: block,
                };
                block_key.push(block.key());
            }
            lines.push(LineOfRail {
                from: line.from,
                to: line.to,
                first,
                blocks,
                length_m: line.length_m,
                run_s,
                tracks: line.tracks,
                by_day: line.running == Running::Always,
                sanctuary: line.sanctuary,
                cell: line.cell,
            });
        }
        let (ends, first_end) = ends_by_station(scenario.stations.len(), &lines);
        let mut network = Self {
            stations: Vec::new(),
            lines,
            block_line,
            block_m,
            block_key,
            ends,
            first_end,
            block_bridges: Vec::new(),
            bridge_block: Vec::new(),
            middle,
        };
        network.stations = scenario
            .stations
            .iter()
            .map(|station| network.place(station.lat, station.lon))
            .collect();
        for (row, bridge) in scenario.bridges.iter().enumerate() {
            let block = network.block_at(bridge.line, bridge.at);
            network.bridge_block.push(block);
            network.block_bridges.push((block, row as u32));
        }
        network.block_bridges.sort_unstable();
        network
    }

    /// Degrees to metres on the plane.
    pub fn place(&self, lat: f64, lon: f64) -> Point {
        let (middle_lat, middle_lon) = self.middle;
        Point {
            east: (lon - middle_lon)
                * METRES_PER_DEGREE
                * math::cos(middle_lat * RADIANS_PER_DEGREE),
            north: (lat - middle_lat) * METRES_PER_DEGREE,
        }
    }

    /// The block at a share of the way along a line.
    pub fn block_at(&self, line: u32, share: f64) -> u32 {
        let line = &self.lines[line as usize];
        let ordinal = (share * f64::from(line.blocks)) as u32;
        line.first + ordinal.min(line.blocks - 1)
    }

    /// The place at a share of the way along a line.
    pub fn along(&self, line: u32, share: f64) -> Point {
        let line = &self.lines[line as usize];
        let (from, to) = (
            self.stations[line.from as usize],
            self.stations[line.to as usize],
        );
        Point {
            east: from.east + share * (to.east - from.east),
            north: from.north + share * (to.north - from.north),
        }
    }

    /// A block is the last of its line in a direction: at its end is a station.
    pub fn ends_line(&self, block: u32, direction: u8) -> bool {
        let line = &self.lines[self.block_line[block as usize] as usize];
        let last = if direction == 0 {
            line.first + line.blocks - 1
        } else {
            line.first
        };
        block == last
    }

    /// The middle of a block, as a share of the way along its line.
    pub fn middle_of(&self, block: u32) -> f64 {
        let line = &self.lines[self.block_line[block as usize] as usize];
        (f64::from(block - line.first) + 0.5) / f64::from(line.blocks)
    }

    /// The place of the middle of a block.
    pub fn block_point(&self, block: u32) -> Point {
        self.along(self.block_line[block as usize], self.middle_of(block))
    }

    /// Lines at a station, as (line, other end).
    pub fn lines_at(&self, station: u32) -> &[(u32, u32)] {
        let (first, last) = (
            self.first_end[station as usize],
            self.first_end[station as usize + 1],
        );
        &self.ends[first as usize..last as usize]
    }

    /// Bridges of a block.
    pub fn bridges_of(&self, block: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.block_bridges.partition_point(|&(of, _)| of < block);
        self.block_bridges[first..]
            .iter()
            .take_while(move |&&(of, _)| of == block)
            .map(|&(_, bridge)| bridge)
    }
}

fn edge(length_m: u32, block: u32, blocks: u32) -> u32 {
    (u64::from(length_m) * u64::from(block) / u64::from(blocks)) as u32
}

fn middle(scenario: &Scenario) -> (f64, f64) {
    let count = scenario.stations.len().max(1) as f64;
    let lat: f64 = scenario.stations.iter().map(|station| station.lat).sum();
    let lon: f64 = scenario.stations.iter().map(|station| station.lon).sum();
    (lat / count, lon / count)
}

fn ends_by_station(stations: usize, lines: &[LineOfRail]) -> (Vec<(u32, u32)>, Vec<u32>) {
    let mut all: Vec<(u32, u32, u32)> = Vec::with_capacity(lines.len() * 2);
    for (row, line) in lines.iter().enumerate() {
        all.push((line.from, row as u32, line.to));
        all.push((line.to, row as u32, line.from));
    }
    all.sort_unstable();
    let mut first = vec![0_u32; stations + 1];
    for &(station, _, _) in &all {
        first[station as usize + 1] += 1;
    }
    for station in 0..stations {
        first[station + 1] += first[station];
    }
    (
        all.into_iter()
            .map(|(_, line, other)| (line, other))
            .collect(),
        first,
    )
}
