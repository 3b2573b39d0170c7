//! Weather, stations, lines, bridges, roads, airfields, areas.

use interdict_quantity::Key;

use super::{LineRow, RoadRow, Source, StationRow};

/// A region of one weather.
#[derive(Clone, Debug, PartialEq)]
pub struct WeatherCell {
    /// Short stable name.
    pub id: String,
    /// Identity.
    pub key: Key,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Share of time with visual weather, January first.
    pub visual_share: [f64; 12],
}

/// What a station is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StationKind {
    /// A place where trains can wait and be unloaded.
    Station,
    /// A place where trains are formed and many can wait.
    Yard,
}

/// A node of the railway.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Short stable name.
    pub id: String,
    /// Full name, for people.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// What it is.
    pub kind: StationKind,
    /// Trains it can hide by day in tunnels and shelters.
    pub shelter: u32,
    /// Trains of one direction it can hold; `None`: the rule's default.
    pub places: Option<u32>,
    /// Where the figures come from.
    pub source: Source,
}

/// When trains run on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Running {
    /// Day and night: the enemy does not come here.
    Always,
    /// In the dark only.
    Night,
}

/// An edge of the railway.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Short stable name.
    pub id: String,
    /// Name of the railway it belongs to.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// One end.
    pub from: StationRow,
    /// The other end.
    pub to: StationRow,
    /// Route length, metres.
    pub length_m: u32,
    /// Tracks that can be used: 1 or 2. A line without usable track is not in the scenario.
    pub tracks: u8,
    /// When trains run.
    pub running: Running,
    /// May not be attacked.
    pub sanctuary: bool,
    /// Speed of its own, km/h; `None`: the rule's default.
    pub speed_kmh: Option<f64>,
    /// Spacing of passing places of its own, km; `None`: the rule's default.
    pub passing_km: Option<f64>,
    /// Closed by other causes (flood) before this day; 0: open from the start.
    pub opens_day: u16,
    /// Day from which no train enters it any more; `u16::MAX`: it stays in use.
    pub closes_day: u16,
    /// Weather cell (row in [`super::Scenario::weather`]).
    pub cell: u32,
    /// Where the figures come from.
    pub source: Source,
}

/// How a bridge is built: how easily a span falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BridgeClass {
    /// Timber trestle.
    Timber,
    /// Plate girder.
    Girder,
    /// Steel truss.
    Truss,
    /// Masonry or concrete arch.
    Masonry,
}

/// A rail bridge.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridge {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// The line it carries.
    pub line: LineRow,
    /// Where on the line, 0 at `from` to 1 at `to`.
    pub at: f64,
    /// Length, metres.
    pub length_m: u32,
    /// How it is built.
    pub class: BridgeClass,
    /// First days on which by-passes stand, in order; a by-pass from the start has day 0.
    pub bypasses: Vec<u16>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Where the figures come from.
    pub source: Source,
}

/// A road between two stations.
#[derive(Clone, Debug, PartialEq)]
pub struct Road {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// One end.
    pub from: StationRow,
    /// The other end.
    pub to: StationRow,
    /// Length, metres.
    pub length_m: u32,
    /// Trucks that can pass in a night, one way.
    pub trucks_per_night: u32,
    /// Where the figures come from.
    pub source: Source,
}

/// An airfield, as a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Airfield {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Runway, metres.
    pub runway_m: u32,
    /// Where the figures come from.
    pub source: Source,
}

/// A named set of lines that results are reported for.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// The lines.
    pub lines: Vec<LineRow>,
    /// Roads that lead through it, for counting loads that pass.
    pub roads: Vec<RoadRow>,
    /// Through running means: a path over open lines of the area from one of these...
    pub gates_from: Vec<StationRow>,
    /// ...to one of these. Both empty: all lines of the area open.
    pub gates_to: Vec<StationRow>,
    /// Loads that leave the area's lines or roads towards these stations count as passed. Used for
    /// crossings: every line and road of the area counts a load once, in the direction from
    /// `gates_from` to `gates_to`.
    pub crossing: bool,
}
