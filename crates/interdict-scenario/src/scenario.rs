//! The checked scenario: names resolved to rows, units converted, order fixed by name.
//!
//! Every table is sorted by `id`, so the order of declaration in a file means nothing. A reference to
//! another thing is its row in that table. Days count from the scenario's first day, 0; spans of days
//! are half-open (`from..to`) and clipped to the scenario's length.

mod air;
mod network;
mod record;
mod supply;

pub use air::{
    AirRole, AirUnit, Aircraft, Channel, Channels, FlakPlace, FlakPosting, Phase, Raid, RaidTarget,
};
pub use network::{
    Airfield, Area, Bridge, BridgeClass, Line, Road, Running, Station, StationKind, WeatherCell,
};
pub use record::{Measure, Observed};
pub use supply::{
    Base, Depot, Formation, GangBase, LocomotivePool, Need, Posture, Stock, TruckCompany, TruckTask,
};

use interdict_quantity::Date;

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
    /// Weather cells; at least one where there is an attack.
    pub weather: Vec<WeatherCell>,
    /// Places that lines and roads join.
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
    /// Depots to be filled.
    pub depots: Vec<Depot>,
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
    /// Postings of guns whose depot the file does not name, with the station that was chosen: an estimate.
    pub chosen_depots: Vec<(String, String)>,
}
