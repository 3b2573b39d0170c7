//! # Fuel at airfields
//!
//! What happens: an airfield with a depot fills its tanks from there. So flying from a forward airfield costs the line
//! trains, and a line that is shut grounds the aircraft that guard it.
//!
//! Rule: tanks hold `field.fuel_days` of what the units that are based there burn in a day by establishment:
//! `aircraft x sorties of an aircraft x field.fuel_t_per_sortie`. In the morning what lacks is drawn, as far as the depot
//! has fuel; it is ordered like all that users lack. A field is not supplied before its surface is laid. Who burns it is
//! told in [`air::fighters::fuel`](crate::air::fighters::fuel).
//!
//! Assumes: tanks are empty on the first day, and bombs do not reach them; aviation fuel is petrol and oil of the depot
//! like any other; a field that names no depot, or a theatre without supply, gets its fuel from outside.
//!
//! Sources: estimates, with the knobs.
//!
//! Reads: knobs of `field` and `fighters`, [`Fields`], depots. Writes: [`Tank`], depots, books, counters. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::nearest;
use interdict_engine::{Clock, Rows, RowsMut};
use interdict_quantity::Key;
use interdict_scenario::scenario::{Duty, FighterUnit};
use interdict_scenario::{Domain, Scenario};

use crate::accounts::{Account, Books, Class};
use crate::fields::Fields;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::{AirfieldRow, StationRow, TankRow};
use crate::state::state;
use crate::supply::depot::Depots;
use crate::told::untold;

/// The tanks of an airfield.
#[derive(Component, Clone, Debug)]
pub struct Tank {
    /// Identity: that of the airfield.
    pub key: Key,
    /// The airfield.
    pub airfield: AirfieldRow,
    /// Where it draws.
    pub depot: StationRow,
    /// Fuel in it, kilograms.
    pub kg: i64,
    /// What a sortie burns, kilograms.
    pub sortie_kg: i64,
    /// Days of flying that it holds, thousandths.
    days_milli: i64,
    /// Units that are based there: first day, day after the last, kilograms a day.
    users: Vec<(u16, u16, i64)>,
}

state!(Tank: kg; fixed: key, airfield, depot, sortie_kg, days_milli, users);
untold!(Tank = "tanks of airfields");

impl Tank {
    /// What the units that are based there on a day burn by establishment, kilograms.
    pub fn daily_kg(&self, day: u16) -> i64 {
        let there = self.users.iter();
        let there = there.filter(|&&(from, to, _)| from <= day && day < to);
        there.map(|&(_, _, kg)| kg).sum()
    }

    /// What it needs in a day and what it lacks, kilograms; nothing before the surface of the field is laid.
    pub fn wants(&self, fields: &Fields, day: u16) -> [i64; 2] {
        let field = fields.fields.at(self.airfield);
        if field.is_some_and(|field| !field.is_finished()) {
            return [0; 2];
        }
        let daily = self.daily_kg(day);
        [daily, (daily * self.days_milli / 1_000 - self.kg).max(0)]
    }
}

/// With how many aircraft, and from when to when, a unit is reckoned with: one that the schools send with all that it shall
/// have, from the first day to the last on which it may be at the front.
fn flies(scenario: &Scenario, unit: &FighterUnit) -> (u32, u16, u16) {
    let Some(school) = unit.unit else {
        return (unit.strength, unit.from, unit.to);
    };
    let duties = scenario.assignments.iter();
    let at_front = duties.filter(|duty| duty.unit == school && duty.duty == Duty::Front);
    let (from, to) = at_front.fold((u16::MAX, 0), |(from, to), duty| {
        (duty.from.min(from), duty.to.max(to))
    });
    let aircraft = scenario.establishments[school as usize].aircraft;
    (aircraft, from, to)
}

/// The tanks of a scenario: of airfields with a depot that units are based at.
pub fn tanks(scenario: &Scenario) -> Vec<Tank> {
    if !scenario.domains().has(Domain::Supply) {
        return Vec::new();
    }
    let knobs = &scenario.rules.field;
    let sortie_kg = nearest::<i64>(1_000.0 * knobs.fuel_t_per_sortie);
    let mut tanks = Vec::new();
    for (row, airfield) in (0..).map(AirfieldRow).zip(&scenario.airfields) {
        let based = (scenario.fighters.iter()).filter(|unit| unit.base == Some(row.0));
        let users: Vec<(u16, u16, i64)> = based
            .map(|unit| {
                let (strength, from, to) = flies(scenario, unit);
                let aircraft = f64::from(strength) * scenario.rules.fighters.serviceability;
                let sorties = aircraft * unit.sorties_per_aircraft;
                let kg = nearest(1_000.0 * knobs.fuel_t_per_sortie * sorties);
                (from, to, kg)
            })
            .collect();
        if let (Some(depot), false) = (airfield.depot, users.is_empty()) {
            tanks.push(Tank {
                key: airfield.key,
                airfield: row,
                depot: StationRow(depot),
                kg: 0,
                sortie_kg,
                days_milli: nearest(1_000.0 * knobs.fuel_days),
                users,
            });
        }
    }
    tanks
}

/// The tanks of an airfield; [`TankRow::NONE`] where its fuel comes from outside.
pub fn tank_of(tanks: &[Tank], airfield: AirfieldRow) -> TankRow {
    let place = tanks.iter().position(|tank| tank.airfield == airfield);
    place.map_or(TankRow::NONE, TankRow::from_index)
}

/// Airfields draw fuel. Due every morning.
pub fn draw_fuel(
    clock: Res<Clock>,
    fields: Res<Fields>,
    mut tanks: RowsMut<Tank>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    for tank in tanks.slice_mut() {
        let [_, lacks] = tank.wants(&fields, clock.day);
        let given = depots.give(&mut books, tank.depot, Class::Fuel, lacks, Account::Fields);
        tank.kg += given;
        measures.add(Series::FieldFuelDrawn, given);
    }
}

/// Counts what is in the tanks. Due when the day ends.
pub fn count_fuel(tanks: Rows<Tank>, mut measures: ResMut<Measures>) {
    for tank in tanks.slice() {
        measures.add(Series::FieldFuel, tank.kg);
    }
}
