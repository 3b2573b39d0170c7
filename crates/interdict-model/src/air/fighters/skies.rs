//! # Who is in the air
//!
//! What happens: groups of fighters are in the air, or on the ground and not yet ready again; missions that were over targets
//! are noted until somebody reports them; what fighters did to a flight is kept until the flight is over its target.
//!
//! Rule: groups are kept in the order in which they took off.
//!
//! Reads: nothing. Writes: [`Skies`]. Chance: none.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use interdict_engine::{Agenda, Chance};
use interdict_quantity::Key;

use super::rules::AirRules;
use super::unit::FighterUnit;
use crate::fields::field::Fields;
use crate::network::{Network, Point};
use crate::row::{FighterRow, TankRow};
use crate::sky::weather::Weather;
use crate::state::{choice, state};

/// A sweep or a screen that is planned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Planned {
    /// Identity.
    pub key: Key,
    /// Unit.
    pub unit: FighterRow,
    /// Aircraft at most.
    pub aircraft: u32,
    /// Seconds between which it is on station.
    pub on: (u32, u32),
    /// Its station.
    pub at: Point,
}

state!(Planned: key, unit, aircraft, on, at);

/// Fighters in the air together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// Identity.
    pub key: Key,
    /// Unit.
    pub unit: FighterRow,
    /// Aircraft.
    pub aircraft: u32,
    /// Of these, those that no screen has taken on: who attacks.
    pub through: u32,
    /// What it is up for.
    pub duty: Duty,
    /// Seconds between which it is on station; none of a scramble or an escort.
    pub on: (u32, u32),
    /// Its station.
    pub at: Point,
}

state!(Group: key, unit, aircraft, through, duty, on, at);

/// What a group is up for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// To meet raids where they are believed to come.
    Sweep,
    /// To catch interceptors on their way.
    Screen,
    /// To meet a mission that was seen.
    Scramble,
    /// To go with a raid.
    Escort,
    /// It has met somebody, and goes home.
    Home,
}

choice!(Duty: Sweep, Screen, Scramble, Escort, Home);

/// A mission that was over a target: when and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raided {
    /// Second.
    pub second: u32,
    /// Target.
    pub at: Point,
}

state!(Raided: second, at);

/// What became of an aircraft with bombs that fighters met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each may hold with each other"
)]
pub struct Met {
    /// It is shot down.
    pub fell: bool,
    /// It was met before it released its bombs.
    pub before: bool,
    /// It is damaged.
    pub damaged: bool,
    /// It let go of its bombs and turned back.
    pub jettisoned: bool,
    /// The group that met it.
    pub by: Key,
}

state!(Met: fell, before, damaged, jettisoned, by);

/// Flights that fighters met, until they are over their targets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    /// Identity of the flight.
    pub key: Key,
    /// Its aircraft.
    pub met: [Met; 4],
}

state!(Flight: key, met);

/// Who is in the air, and when who comes home.
#[derive(Resource, Clone, Debug)]
pub struct Skies {
    /// Keys: of groups and aircraft; items: planned groups, or rows of units; stamps: [`TAKES_OFF`] and those that follow.
    pub agenda: Agenda,
    /// Sweeps and screens of the day.
    pub planned: Vec<Planned>,
    /// Groups in the air or not yet ready again, in the order in which they took off.
    pub groups: Vec<Group>,
    /// Missions over targets since the last report.
    pub raided: Vec<Raided>,
    /// Flights that were met and are not yet over their targets.
    pub flights: Vec<Flight>,
    /// Who took off in this tick from a field with tanks, and with how many aircraft.
    pub took_off: Vec<(FighterRow, u32)>,
}

state!(Skies: agenda, planned, groups, raided, flights; room: took_off);

/// Stamp: a planned group takes off.
pub const TAKES_OFF: u32 = 0;
/// Stamp: a group is home and ready again.
pub const HOME: u32 = 1;
/// Stamp: an aircraft comes out of repair.
pub const REPAIRED: u32 = 2;
/// Stamp: a lost aircraft is replaced.
pub const REPLACED: u32 = 3;

impl Skies {
    /// Nobody in the air.
    pub fn new() -> Self {
        Self {
            agenda: Agenda::with_room(64),
            planned: Vec::new(),
            groups: Vec::new(),
            raided: Vec::new(),
            flights: Vec::new(),
            took_off: Vec::new(),
        }
    }

    /// What became of the aircraft of a flight that fighters met; it is asked for once, over the target.
    pub fn take_flight(&mut self, flight: Key) -> Option<[Met; 4]> {
        let place = self.flights.iter().position(|met| met.key == flight)?;
        Some(self.flights.remove(place).met)
    }

    /// A group takes off; it is ready again at a second.
    pub fn take_off(&mut self, group: Group, ready_again: u32, unit: &mut FighterUnit) {
        unit.ready -= group.aircraft;
        unit.aloft += group.aircraft;
        if unit.is_forward && unit.tank != TankRow::NONE {
            self.took_off.push((group.unit, group.aircraft));
        }
        self.agenda.put(ready_again, group.key, group.unit.0, HOME);
        self.groups.push(group);
    }
}

impl Default for Skies {
    fn default() -> Self {
        Self::new()
    }
}

/// What groups look up.
#[derive(SystemParam)]
pub struct Air<'w> {
    pub(super) chance: Res<'w, Chance>,
    pub(super) network: Res<'w, Network>,
    pub(super) weather: Res<'w, Weather>,
    pub(super) rules: Res<'w, AirRules>,
    pub(super) fields: Res<'w, Fields>,
}
