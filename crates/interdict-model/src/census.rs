//! The census: every field of every thing in the world, one by one, with the identity of its owner.
//!
//! A digest says that two worlds differ; the census says in what. It is taken by whoever looks for the
//! place where two runs part, never in a run of its own accord. It holds what a reader would ask for, the digest all.
//!
//! Room by room it is said here what each kept thing is called and what is told of it.

use bevy_ecs::prelude::*;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::row::{LineRow, StationRow};
mod air;
mod damage;
mod fields;
mod rail;
mod schools;
mod supply;
mod theatre;

pub use crate::kept::visit;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A whole number, with its unit.
    Whole(i64, &'static str),
    /// A measured number.
    Real(f64),
    /// A state.
    Word(&'static str),
    /// A moment, in seconds from the start.
    At(u32),
    /// A station, by row.
    Station(StationRow),
    /// A line, by row.
    Line(LineRow),
    /// A thing, by identity.
    Thing(Key),
}

/// One field of one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The thing.
    pub who: Key,
    /// What it belongs to in the scenario: the posting of a battery; else the thing itself.
    pub owner: Key,
    /// The field.
    pub field: &'static str,
    /// What it holds.
    pub value: Value,
}

/// Declares the kinds: what each is, its variant, and its name, as people read it.
macro_rules! kinds {
    ($($(#[$what:meta])+ $kind:ident = $name:literal,)+) => {
        /// Kinds of things, in the order in which one acts on the next.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$what])+ $kind,)+
        }

        impl Kind {
            /// Every kind, in order.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// Its name, as people read it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }
        }
    };
}

kinds! {
    /// Weather cells.
    Weather = "weather",
    /// Batteries.
    Guns = "guns",
    /// Units of aircraft.
    AirUnits = "air units",
    /// Units of fighters.
    Fighters = "fighters",
    /// What attackers believe of lines.
    Experience = "attackers' experience",
    /// Waves of flights that are laid out.
    Waves = "waves",
    /// Flights on their way.
    Flights = "flights",
    /// Bombs that struck in this tick.
    Impacts = "bombs that struck",
    /// Cuts and spans that wait to be mended, or are being mended.
    Damage = "damage",
    /// Gangs.
    Gangs = "gangs",
    /// Airfields, where they have works.
    Airfields = "airfields",
    /// Bridges.
    Bridges = "bridges",
    /// Blocks of lines.
    Lines = "lines",
    /// Trains and trucks of the plan.
    Plan = "plan of the night",
    /// Trains.
    Trains = "trains",
    /// Yards.
    Yards = "yards",
    /// Depots.
    Depots = "depots",
    /// Trucks.
    Trucks = "trucks",
    /// Formations.
    Formations = "formations",
    /// Academies.
    Academies = "academies",
    /// Cohorts of students.
    Cohorts = "cohorts",
    /// Units that are to be formed.
    NewUnits = "units to be formed",
}

/// Tells every field of every thing of one kind.
pub(crate) type Tell = fn(&mut World, &Scenario, &mut dyn FnMut(Cell));

/// What a kept thing tells: kinds, and how.
pub(crate) type Told = &'static [(Kind, Tell)];

/// Has each field of a thing told as its own.
fn own(tell: &mut dyn FnMut(Cell)) -> impl FnMut(Key, &'static str, Value) {
    |who, field, value| {
        tell(Cell {
            who,
            owner: who,
            field,
            value,
        });
    }
}

fn whole(number: impl Into<i64>, unit: &'static str) -> Value {
    Value::Whole(number.into(), unit)
}

fn open(is_open: bool) -> Value {
    Value::Word(if is_open { "open" } else { "closed" })
}
