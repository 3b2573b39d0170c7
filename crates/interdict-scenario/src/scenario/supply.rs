//! Bases, stocks, locomotives, formations, trucks, gangs.

use interdict_quantity::Key;

use super::{Source, StationRow};

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
