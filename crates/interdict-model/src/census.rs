//! The census: every field of every thing in the world, one by one, with the identity of its owner.
//!
//! A digest says that two worlds differ; the census says in what. It is taken by whoever looks for the
//! place where two runs part, never in a run of its own accord, and it may hold more than the digests: what
//! is on its way, what attackers believe, what was asked for.

use bevy_ecs::prelude::*;
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::damage::bridge::Bridge;
use crate::damage::gang::GangBase;
use crate::picture::AttackersPicture;
use crate::rail::yard::Yard;
use crate::supply::consumption::Formation;
use crate::supply::trucks::Company;

mod air;
mod rail;
mod supply;

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
    Station(u32),
    /// A line, by row.
    Line(u32),
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

/// Kinds of things, in the order in which one acts on the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Weather cells.
    Weather,
    /// Batteries.
    Guns,
    /// Units of aircraft.
    AirUnits,
    /// What attackers believe of lines.
    Experience,
    /// Waves of flights that are laid out.
    Waves,
    /// Flights on their way.
    Flights,
    /// Bombs that struck in this tick.
    Impacts,
    /// Cuts and spans that wait to be mended, or are being mended.
    Damage,
    /// Gangs.
    Gangs,
    /// Bridges.
    Bridges,
    /// Blocks of lines.
    Lines,
    /// Trains and trucks of the plan.
    Plan,
    /// Trains.
    Trains,
    /// Yards.
    Yards,
    /// Depots.
    Depots,
    /// Trucks.
    Trucks,
    /// Formations.
    Formations,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 17] = [
        Self::Weather,
        Self::Guns,
        Self::AirUnits,
        Self::Experience,
        Self::Waves,
        Self::Flights,
        Self::Impacts,
        Self::Damage,
        Self::Gangs,
        Self::Bridges,
        Self::Lines,
        Self::Plan,
        Self::Trains,
        Self::Yards,
        Self::Depots,
        Self::Trucks,
        Self::Formations,
    ];

    /// Its name, as people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weather => "weather",
            Self::Guns => "guns",
            Self::AirUnits => "air units",
            Self::Experience => "attackers' experience",
            Self::Waves => "waves",
            Self::Flights => "flights",
            Self::Impacts => "bombs that struck",
            Self::Damage => "damage",
            Self::Gangs => "gangs",
            Self::Bridges => "bridges",
            Self::Lines => "lines",
            Self::Plan => "plan of the night",
            Self::Trains => "trains",
            Self::Yards => "yards",
            Self::Depots => "depots",
            Self::Trucks => "trucks",
            Self::Formations => "formations",
        }
    }
}

/// Visits every field of every thing of a kind. Fields of one thing come together; things come in the order
/// of their rows, which may not be that of another world.
pub fn visit(world: &mut World, scenario: &Scenario, kind: Kind, visit: &mut dyn FnMut(Cell)) {
    let mut put = |who: Key, field: &'static str, value: Value| {
        visit(Cell {
            who,
            owner: who,
            field,
            value,
        });
    };
    match kind {
        Kind::Weather => air::weather(world, scenario, &mut put),
        Kind::Guns => air::guns(world, visit),
        Kind::AirUnits => air::air_units(world, &mut put),
        Kind::Experience => {
            let picture = world.resource::<AttackersPicture>();
            for (row, line) in scenario.lines.iter().enumerate() {
                let (sorties, losses) = picture.week(row as u32);
                put(
                    line.key,
                    "trailing loss rate",
                    Value::Real(picture.losses[row]),
                );
                put(line.key, "sorties this week", whole(sorties, "sorties"));
                put(line.key, "losses this week", whole(losses, "aircraft"));
            }
        }
        Kind::Waves => air::waves(world, &mut put),
        Kind::Flights => air::flights(world, &mut put),
        Kind::Impacts => air::impacts(world, &mut put),
        Kind::Damage => rail::damage(world, &mut put),
        Kind::Gangs => {
            for base in world.query::<&GangBase>().iter(world) {
                put(
                    base.key,
                    "gangs present",
                    whole(base.own + base.lent, "gangs"),
                );
                put(base.key, "gangs at work", whole(base.busy, "gangs"));
            }
        }
        Kind::Bridges => {
            for bridge in world.query::<&Bridge>().iter(world) {
                let down = bridge.down.iter().filter(|&&down| down).count();
                put(
                    bridge.key,
                    "crossings out of use",
                    whole(down as u32, "crossings"),
                );
                put(bridge.key, "crossing in use", whole(bridge.carrying, ""));
                put(bridge.key, "state", open(!bridge.is_closed));
            }
        }
        Kind::Lines => rail::lines(world, scenario, &mut put),
        Kind::Plan => rail::plan(world, scenario, &mut put),
        Kind::Trains => rail::trains(world, &mut put),
        Kind::Yards => {
            for yard in world.query::<&Yard>().iter(world) {
                put(yard.key, "places in use", whole(yard.busy, "places"));
                put(
                    yard.key,
                    "engines idle",
                    whole(yard.idle.len() as u32, "engines"),
                );
            }
        }
        Kind::Depots => supply::depots(world, scenario, &mut put),
        Kind::Trucks => {
            for company in world.query::<&Company>().iter(world) {
                put(company.key, "trucks", whole(company.trucks, "trucks"));
            }
        }
        Kind::Formations => {
            for formation in world.query::<&Formation>().iter(world) {
                supply::supplies(formation.key, &supply::STOCK, &formation.stock, &mut put);
            }
        }
    }
}

type Put<'a> = dyn FnMut(Key, &'static str, Value) + 'a;

fn whole(number: impl Into<i64>, unit: &'static str) -> Value {
    Value::Whole(number.into(), unit)
}

fn open(is_open: bool) -> Value {
    Value::Word(if is_open { "open" } else { "closed" })
}
