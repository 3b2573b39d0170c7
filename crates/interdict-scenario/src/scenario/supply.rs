//! Bases, stocks, depots, locomotives, formations, trucks, gangs.

use interdict_quantity::Key;

use crate::rules::Supply;

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

/// Stock that a station shall hold beyond the days of those who draw there: ordered, but nobody's need.
#[derive(Clone, Debug, PartialEq)]
pub struct Depot {
    /// Short stable name.
    pub id: String,
    /// Identity.
    pub key: Key,
    /// Where.
    pub station: StationRow,
    /// What it shall hold when it is full, kilograms.
    pub kg: i64,
    /// First day on which it is to be filled.
    pub from: u16,
    /// Day after the last.
    pub to: u16,
    /// Day on which filling begins, which may lie before the scenario.
    pub begins: i32,
    /// Day by which it shall be full: the target rises evenly until then.
    pub full_by: i32,
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

/// What a formation does: what its men need follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Posture {
    /// It holds its lines.
    Defence,
    /// It attacks.
    Attack,
    /// It rests.
    Rest,
}

impl Posture {
    /// Kilograms a man and day.
    pub fn kg_per_man(self, rules: &Supply) -> f64 {
        match self {
            Self::Defence => rules.defence_kg_per_man,
            Self::Attack => rules.attack_kg_per_man,
            Self::Rest => rules.rest_kg_per_man,
        }
    }
}

/// What a formation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Kilograms a day, as the table says.
    Kilograms(i64),
    /// So many men in a posture.
    Men(u32, Posture),
}

impl Need {
    /// Kilograms a day, before the factor of the rules.
    pub fn kg_per_day(self, rules: &Supply) -> i64 {
        match self {
            Self::Kilograms(kg) => kg,
            Self::Men(men, posture) => (f64::from(men) * posture.kg_per_man(rules)).round() as i64,
        }
    }
}

/// An army, corps or other user of supplies, for a span of days: rows of one formation follow each other day by
/// day.
#[derive(Clone, Debug, PartialEq)]
pub struct Formation {
    /// Short stable name of the row.
    pub id: String,
    /// Whose row it is: its stock goes with it from row to row.
    pub formation: String,
    /// Full name.
    pub name: String,
    /// Identity of the row.
    pub key: Key,
    /// Where it draws.
    pub railhead: StationRow,
    /// Road from there, metres.
    pub road_m: u32,
    /// What it needs.
    pub need: Need,
    /// Days of supply it has with itself on the first day of its formation.
    pub stock_days: f64,
    /// Days of its need that its railhead aims at; `None`: the rule's default.
    pub reserve_days: Option<f64>,
    /// At the front (its days of supply are the front's).
    pub front: bool,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Where the figures come from.
    pub source: Source,
}

impl Formation {
    /// Identity of the formation, whatever the row.
    pub fn formation_key(&self) -> Key {
        Key::of(&format!("formation/{}", self.formation))
    }
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
