//! The checked scenario: names resolved to rows, units converted, order fixed by name.
//!
//! Every table is sorted by `id`, so the order of declaration in a file means nothing. A reference to
//! another thing is its row in that table. Days count from the scenario's first day, 0; spans of days
//! are half-open (`from..to`) and clipped to the scenario's length.

use interdict_quantity::{Date, Key};

use crate::rules::{Mark, Rules};

/// Row in [`Scenario::stations`].
pub type StationRow = u32;
/// Row in [`Scenario::lines`].
pub type LineRow = u32;
/// Row in [`Scenario::bridges`].
pub type BridgeRow = u32;
/// Row in [`Scenario::roads`].
pub type RoadRow = u32;
/// Row in [`Scenario::airfields`].
pub type AirfieldRow = u32;
/// Row in [`Scenario::aircraft`].
pub type AircraftRow = u32;

/// A scenario that has passed every check: a run cannot fail for want of sense in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What it is called.
    pub title: String,
    /// The question it was written to answer.
    pub question: String,
    /// First day.
    pub starts: Date,
    /// Days to run.
    pub days: u16,
    /// Seconds of one tick; divides a day.
    pub step: u32,
    /// Where the sun is reckoned, degrees north.
    pub latitude: f64,
    /// Weather cells; at least one.
    pub weather: Vec<WeatherCell>,
    /// Nodes of the railway.
    pub stations: Vec<Station>,
    /// Edges of the railway.
    pub lines: Vec<Line>,
    /// Rail bridges on those edges.
    pub bridges: Vec<Bridge>,
    /// Roads between stations, over which cargo can be carried round a gap.
    pub roads: Vec<Road>,
    /// Airfields, as targets.
    pub airfields: Vec<Airfield>,
    /// Where supplies enter the theatre.
    pub bases: Vec<Base>,
    /// Stock that lies at stations on the first day.
    pub stocks: Vec<Stock>,
    /// Locomotives by home station.
    pub locomotives: Vec<LocomotivePool>,
    /// Those who consume.
    pub formations: Vec<Formation>,
    /// Truck companies.
    pub trucks: Vec<TruckCompany>,
    /// Repair formations by base.
    pub gangs: Vec<GangBase>,
    /// Anti-aircraft formations by posting.
    pub flak: Vec<FlakPosting>,
    /// Aircraft types.
    pub aircraft: Vec<Aircraft>,
    /// Attacking units.
    pub air_units: Vec<AirUnit>,
    /// Raids of record.
    pub raids: Vec<Raid>,
    /// What the attackers went for, by date. In order of date; not overlapping.
    pub phases: Vec<Phase>,
    /// Named sets of lines that results are reported for.
    pub areas: Vec<Area>,
    /// Figures of record to show beside simulated ones.
    pub observed: Vec<Observed>,
    /// Every knob.
    pub rules: Rules,
    /// How well the figures are known.
    pub provenance: Provenance,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Source {
    /// As the file says it; empty where nothing is said.
    pub text: String,
    /// Its mark; `None` where nothing is said.
    pub mark: Option<Mark>,
}

/// How many figures carry a source and a mark, by table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Provenance {
    /// (table, rows, rows with a source, rows marked as estimates).
    pub tables: Vec<(String, u32, u32, u32)>,
    /// Paths of knobs that the scenario sets away from their defaults, with their sources.
    pub knobs: Vec<(String, Source)>,
}

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
    /// Weather cell (row in [`Scenario::weather`]).
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

/// Where supplies enter the theatre.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// Short stable name.
    pub id: String,
    /// Identity.
    pub key: Key,
    /// Where.
    pub station: StationRow,
    /// Kilograms a day that can be sent from here.
    pub kg_per_day: i64,
    /// Where the figures come from.
    pub source: Source,
}

/// Stock at a station on the first day, beyond what formations carry.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock {
    /// Where.
    pub station: StationRow,
    /// Days of the need of all who draw from here.
    pub days: f64,
    /// Where the figures come from.
    pub source: Source,
}

/// Locomotives of one home station.
#[derive(Clone, Debug, PartialEq)]
pub struct LocomotivePool {
    /// Short stable name.
    pub id: String,
    /// Identity.
    pub key: Key,
    /// Where they are on the first day.
    pub station: StationRow,
    /// How many.
    pub count: u32,
    /// Where the figures come from.
    pub source: Source,
}

/// An army, corps or other user of supplies.
#[derive(Clone, Debug, PartialEq)]
pub struct Formation {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// Where it draws.
    pub railhead: StationRow,
    /// Road from there, metres.
    pub road_m: u32,
    /// Need, kilograms a day.
    pub kg_per_day: i64,
    /// Days of supply it has with itself on the first day.
    pub stock_days: f64,
    /// At the front (its days of supply are the front's).
    pub front: bool,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Where the figures come from.
    pub source: Source,
}

/// Trucks of one home station.
#[derive(Clone, Debug, PartialEq)]
pub struct TruckCompany {
    /// Short stable name.
    pub id: String,
    /// Identity.
    pub key: Key,
    /// Where they load.
    pub station: StationRow,
    /// How many.
    pub trucks: u32,
    /// What they are for.
    pub task: TruckTask,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Where the figures come from.
    pub source: Source,
}

/// What trucks are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TruckTask {
    /// From the railhead to the formations that draw there.
    Front,
    /// Round gaps, over the roads that leave this station.
    Gap,
}

/// Repair troops of one base.
#[derive(Clone, Debug, PartialEq)]
pub struct GangBase {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// Where they are quartered.
    pub station: StationRow,
    /// Men.
    pub men: u32,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Where the figures come from.
    pub source: Source,
}

/// Anti-aircraft guns at one place for one span of days.
#[derive(Clone, Debug, PartialEq)]
pub struct FlakPosting {
    /// Short stable name of the posting.
    pub id: String,
    /// The formation posted: its rounds travel with it from one posting to the next.
    pub formation: String,
    /// Full name.
    pub name: String,
    /// Identity of the posting.
    pub key: Key,
    /// Heavy guns (75 to 85 mm).
    pub heavy: u32,
    /// Light guns (37 mm).
    pub light: u32,
    /// Share of establishment that was there.
    pub strength: f64,
    /// Where.
    pub place: FlakPlace,
    /// Station that it draws from.
    pub depot: StationRow,
    /// May be moved by the relocation rule.
    pub mobile: bool,
    /// Present. A formation that is only asked for is in the file, switched off.
    pub active: bool,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Where the figures come from.
    pub source: Source,
}

/// Where guns stand.
#[derive(Clone, Debug, PartialEq)]
pub enum FlakPlace {
    /// About a point: degrees north, degrees east, radius in metres.
    At {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
        /// Radius over which batteries are spread, metres.
        radius_m: u32,
    },
    /// Spread evenly along lines.
    Along(Vec<LineRow>),
}

/// An aircraft type.
#[derive(Clone, Debug, PartialEq)]
pub struct Aircraft {
    /// Short stable name.
    pub id: String,
    /// Identity.
    pub key: Key,
    /// Bombs on a rail sortie.
    pub bombs: u32,
    /// Weight of one, kilograms.
    pub bomb_kg: u32,
    /// Standard deviation of the miss under no fire, metres; `None`: the rule's default.
    pub miss_m: Option<f64>,
    /// How easily ground fire brings it down, against a jet fighter-bomber.
    pub vulnerability: f64,
    /// Radius of action, metres.
    pub radius_m: u32,
    /// Where the figures come from.
    pub source: Source,
}

/// What an attacking unit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AirRole {
    /// Attacks lines, bridges and yards in daylight.
    FighterBomber,
    /// Searches roads and railways by night.
    Intruder,
    /// Bombs from height; flies the raids of record.
    Bomber,
}

/// An attacking unit.
#[derive(Clone, Debug, PartialEq)]
pub struct AirUnit {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// What it does.
    pub role: AirRole,
    /// What it flies.
    pub aircraft: AircraftRow,
    /// Aircraft on strength.
    pub strength: u32,
    /// Sorties offered per aircraft on strength and day.
    pub sorties_per_aircraft: f64,
    /// Share of its effort that is free for railways.
    pub rail_share: f64,
    /// Lines it may attack (rows); empty: every line that is no sanctuary.
    pub sector: Vec<LineRow>,
    /// Base, degrees north.
    pub lat: f64,
    /// Base, degrees east.
    pub lon: f64,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Where the figures come from.
    pub source: Source,
}

/// What a raid of record went for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RaidTarget {
    /// A bridge.
    Bridge(BridgeRow),
    /// The yard or station.
    Yard(StationRow),
    /// An airfield.
    Airfield(AirfieldRow),
    /// Track: a line, and where on it in thousandths.
    Track(LineRow, u16),
}

/// A raid of record: effort only, its results are the model's.
#[derive(Clone, Debug, PartialEq)]
pub struct Raid {
    /// Identity: day, unit and target.
    pub key: Key,
    /// Day.
    pub day: u16,
    /// Who flew it, for people.
    pub unit: String,
    /// What for.
    pub target: RaidTarget,
    /// Aircraft that bombed.
    pub aircraft: u32,
    /// Bombs, kilograms in all.
    pub bombs_kg: u32,
    /// By sight (by day) instead of by radar (by night).
    pub visual: bool,
    /// Height, metres.
    pub height_m: u32,
}

/// What the attackers went for over some span of days.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Share of the effort free for railways that really goes there.
    pub rail_share: f64,
    /// Value of each line as a target; negative infinity: none.
    pub line_value: Vec<f64>,
    /// Value of each bridge as a target of fighter-bombers.
    pub bridge_value: Vec<f64>,
    /// Length of the stretch that all flights of a day go for, metres; 0: spread over the line.
    pub stretch_m: u32,
    /// Hours of the day (first, last) in which waves come.
    pub hours: Vec<(f64, f64)>,
    /// Weight of bombs that replaces the aircraft table's, kilograms; 0: the table's.
    pub bomb_kg: u32,
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

/// How a figure of record is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Sum over the days.
    Sum,
    /// Mean of the days.
    Mean,
    /// Value on the last day.
    Last,
}

/// A figure of record.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// Short stable name.
    pub id: String,
    /// What it is, for people.
    pub quantity: String,
    /// Series of the results.
    pub series: String,
    /// Area of the series; empty: the theatre.
    pub area: String,
    /// Divided by this series, measured alike; empty: not divided.
    pub per_series: String,
    /// Area of that; empty: the theatre.
    pub per_area: String,
    /// How days are put together.
    pub measure: Measure,
    /// Factor from the series' unit to the figure's.
    pub factor: f64,
    /// First day.
    pub from: u16,
    /// Day after the last.
    pub to: u16,
    /// The figure.
    pub value: f64,
    /// Its low end.
    pub low: f64,
    /// Its high end.
    pub high: f64,
    /// Unit.
    pub unit: String,
    /// Where it comes from.
    pub source: Source,
}
