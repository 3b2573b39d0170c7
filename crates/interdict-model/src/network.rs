//! The lie of the land: stations, lines and blocks in metres, as they are built and never change.
//!
//! A line is divided into blocks of about equal length between passing places. Blocks are numbered
//! through, line by line, so a line's blocks are a range. Positions are metres east and north of the
//! theatre's middle, on a plane that is true to a few parts in a thousand over some hundreds of km.

use bevy_ecs::prelude::Resource;
use interdict_engine::whole::{fit, nearest, next_whole, whole_part};
use interdict_engine::{Column, Grouped, math};
use interdict_quantity::Key;
use interdict_quantity::degrees::beside;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Running;

use crate::identity::Identity;
use crate::row::{BlockRow, BridgeRow, CellRow, Direction, LineRow, StationRow};
use crate::state::state;

/// A place on the plane, metres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Metres east.
    pub east: f64,
    /// Metres north.
    pub north: f64,
}

state!(Point: east, north);

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
    pub from: StationRow,
    /// Station at the end.
    pub to: StationRow,
    /// First block.
    pub first: BlockRow,
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
    pub cell: CellRow,
}

impl LineOfRail {
    /// The last block.
    #[inline]
    pub const fn last(&self) -> BlockRow {
        BlockRow(self.first.0 + self.blocks - 1)
    }

    /// Its blocks, ascending.
    #[inline]
    pub(crate) fn all_blocks(&self) -> impl DoubleEndedIterator<Item = BlockRow> + Clone {
        (self.first.0..self.first.0 + self.blocks).map(BlockRow)
    }

    /// What its blocks have of something that all blocks have.
    #[inline]
    pub(crate) fn part_of<'a, T>(&self, column: &'a [T]) -> &'a [T] {
        let first = self.first.index();
        &column[first..first + self.blocks as usize]
    }

    /// The station at which a direction begins.
    #[inline]
    pub const fn start(&self, direction: Direction) -> StationRow {
        match direction {
            Direction::Ahead => self.from,
            Direction::Back => self.to,
        }
    }

    /// The station at which a direction ends.
    #[inline]
    pub const fn end(&self, direction: Direction) -> StationRow {
        self.start(direction.reversed())
    }

    /// The block that is entered first in a direction.
    #[inline]
    pub const fn first_block(&self, direction: Direction) -> BlockRow {
        match direction {
            Direction::Ahead => self.first,
            Direction::Back => self.last(),
        }
    }

    /// The block that is entered last in a direction: at its end is a station.
    #[inline]
    pub(crate) const fn last_block(&self, direction: Direction) -> BlockRow {
        self.first_block(direction.reversed())
    }
}

/// The network as built.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct Network {
    /// Stations.
    pub stations: Column<StationRow, Point>,
    /// Lines.
    pub lines: Column<LineRow, LineOfRail>,
    /// Line of each block.
    pub block_line: Column<BlockRow, LineRow>,
    /// Length of each block, metres.
    pub block_m: Column<BlockRow, u32>,
    /// Identity of each block.
    pub block_key: Column<BlockRow, Key>,
    /// Lines at each station, as (line, other end), ascending by line.
    pub ends: Grouped<StationRow, (LineRow, StationRow)>,
    /// Block of each bridge.
    pub bridge_block: Column<BridgeRow, BlockRow>,
    middle: (f64, f64),
}

const METRES_PER_DEGREE: f64 = 111_195.0;
const RADIANS_PER_DEGREE: f64 = core::f64::consts::PI / 180.0;

impl Network {
    /// The network of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let middle = middle(scenario);
        let spacing_default = scenario.rules.rail.passing_spacing_km;
        let mut lines = Column::default();
        let (mut block_line, mut block_m) = (Column::default(), Column::default());
        let mut block_key = Column::default();
        for line in &scenario.lines {
            let spacing_m = 1_000.0 * line.passing_km.unwrap_or(spacing_default);
            let blocks = nearest::<u32>(f64::from(line.length_m) / spacing_m).max(1);
            let speed = line.speed_kmh.unwrap_or(scenario.rules.rail.speed_kmh);
            let mut run_s = 0;
            let first = BlockRow::from_index(block_line.len());
            for block in 0..blocks {
                let (start, end) = (
                    edge(line.length_m, block, blocks),
                    edge(line.length_m, block + 1, blocks),
                );
                let length_m = (end - start).max(1);
                run_s += running_s(length_m, speed);
                block_line.push(LineRow::from_index(lines.len()));
                block_m.push(length_m);
                let block = Identity::Block {
                    line: line.key,
                    n: block,
                };
                block_key.push(block.key());
            }
            lines.push(LineOfRail {
                from: StationRow(line.from),
                to: StationRow(line.to),
                first,
                blocks,
                length_m: line.length_m,
                run_s,
                tracks: line.tracks,
                by_day: line.running == Running::Always,
                sanctuary: line.sanctuary,
                cell: CellRow(line.cell),
            });
        }
        let ends = ends_by_station(scenario.stations.len(), &lines);
        let mut network = Self {
            stations: Column::default(),
            lines,
            block_line,
            block_m,
            block_key,
            ends,
            bridge_block: Column::default(),
            middle,
        };
        network.stations = scenario
            .stations
            .iter()
            .map(|station| network.place(station.lat, station.lon))
            .collect();
        network.bridge_block = (scenario.bridges.iter())
            .map(|bridge| network.block_at(LineRow(bridge.line), bridge.at))
            .collect();
        network
    }

    /// Degrees to metres on the plane.
    pub fn place(&self, lat: f64, lon: f64) -> Point {
        let (middle_lat, middle_lon) = self.middle;
        Point {
            east: (beside(middle_lon, lon) - middle_lon)
                * METRES_PER_DEGREE
                * math::cos(middle_lat * RADIANS_PER_DEGREE),
            north: (lat - middle_lat) * METRES_PER_DEGREE,
        }
    }

    /// The block at a share of the way along a line.
    pub(crate) fn block_at(&self, line: LineRow, share: f64) -> BlockRow {
        let line = &self.lines[line];
        let ordinal: u32 = whole_part(share * f64::from(line.blocks));
        line.first.plus(ordinal.min(line.blocks - 1))
    }

    /// The place at a share of the way along a line.
    pub fn along(&self, line: LineRow, share: f64) -> Point {
        let line = &self.lines[line];
        let (from, to) = (self.stations[line.from], self.stations[line.to]);
        Point {
            east: from.east + share * (to.east - from.east),
            north: from.north + share * (to.north - from.north),
        }
    }

    /// A block is the last of its line in a direction: at its end is a station.
    pub(crate) fn ends_line(&self, block: BlockRow, direction: Direction) -> bool {
        let line = &self.lines[self.block_line[block]];
        block == line.last_block(direction)
    }

    /// The middle of a block, as a share of the way along its line.
    pub(crate) fn middle_of(&self, block: BlockRow) -> f64 {
        let line = &self.lines[self.block_line[block]];
        (f64::from(block.0 - line.first.0) + 0.5) / f64::from(line.blocks)
    }

    /// The place of the middle of a block.
    pub(crate) fn block_point(&self, block: BlockRow) -> Point {
        self.along(self.block_line[block], self.middle_of(block))
    }

    /// The weather cell over a block.
    pub(crate) fn cell_over(&self, block: BlockRow) -> CellRow {
        self.lines[self.block_line[block]].cell
    }

    /// The weather cell of the line that begins nearest to a place; `None` in a theatre without lines.
    pub(crate) fn nearest_cell(&self, at: Point) -> Option<CellRow> {
        let far = |line: &&LineOfRail| self.stations[line.from].distance(at);
        let nearest = self
            .lines
            .iter()
            .min_by(|one, other| far(one).total_cmp(&far(other)));
        nearest.map(|line| line.cell)
    }

    /// Lines at a station, as (line, other end).
    pub fn lines_at(&self, station: StationRow) -> &[(LineRow, StationRow)] {
        self.ends.of(station)
    }
}

fn edge(length_m: u32, block: u32, blocks: u32) -> u32 {
    fit(u64::from(length_m) * u64::from(block) / u64::from(blocks))
}

/// The middle of the stations; of the airfields in a theatre without stations.
fn middle(scenario: &Scenario) -> (f64, f64) {
    let mut places: Vec<(f64, f64)> = (scenario.stations.iter())
        .map(|station| (station.lat, station.lon))
        .collect();
    if places.is_empty() {
        let fields = scenario.airfields.iter();
        places.extend(fields.map(|field| (field.lat, field.lon)));
    }
    let count = places.len().max(1) as f64;
    let lat: f64 = places.iter().map(|place| place.0).sum();
    // where places lie on both sides of the 180th meridian, all are counted from the side of the first
    let first = places.first().map_or(0.0, |place| place.1);
    let lon: f64 = places.iter().map(|place| beside(first, place.1)).sum();
    (lat / count, lon / count)
}

fn ends_by_station(
    stations: usize,
    lines: &Column<LineRow, LineOfRail>,
) -> Grouped<StationRow, (LineRow, StationRow)> {
    let both = |(row, line): (LineRow, &LineOfRail)| {
        [(line.from, (row, line.to)), (line.to, (row, line.from))]
    };
    let mut all: Vec<_> = lines.by_row().flat_map(both).collect();
    all.sort_unstable();
    Grouped::of_pairs(stations, all)
}
/// Running time over a length at a speed, seconds, rounded up.
pub fn running_s(length_m: u32, speed_kmh: f64) -> u32 {
    next_whole::<u32>(f64::from(length_m) * 3.6 / speed_kmh).max(1)
}
