//! What is told of a thing that is kept: its name, and kinds of things with their fields.
//!
//! Beside the struct stands what of it can change (`state!`) and, where nothing is told of it, its name (`untold!`). What
//! is told of others stands room by room in the census, which may look into all of them.

use bevy_ecs::prelude::World;
use interdict_engine::Clock;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::row::{LineRow, StationRow};
use crate::state::State;

/// A kind of thing that a theatre keeps.
pub(crate) trait Kept: State + Clone + Send + Sync + 'static {
    /// Its name among the tables of a digest.
    const NAME: &'static str;
    /// What the census tells of it: kinds, and how; empty where it tells nothing.
    const TOLD: Told;
}

/// Names kept things of which the census tells nothing: `untold!(Churn = "churn");`.
macro_rules! untold {
    ($($kind:ty = $name:literal),+ $(,)?) => {$(
        impl $crate::told::Kept for $kind {
            const NAME: &'static str = $name;
            const TOLD: $crate::told::Told = &[];
        }
    )+};
}

pub(crate) use untold;

untold!(Clock = "clock");

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
