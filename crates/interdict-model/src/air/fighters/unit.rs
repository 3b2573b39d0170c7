//! # Units of fighters
//!
//! What happens: units of fighters come to the theatre and leave it. Their aircraft are ready, in the air, in repair or
//! lost; some of those lost are replaced.
//!
//! Rule: a unit with a forward airfield flies from there on every day on which in the morning aircraft can use it and there is
//! fuel ([`fuel`](crate::air::fighters::fuel)). On a day a unit has as many sorties as ready aircraft times sorties for each, and no more, in whole pairs;
//! what is less than a pair is owed to the next day. A damaged aircraft
//! is back after a log-normal time, a lost one is replaced after a fixed time with a fixed chance; units that the schools send
//! come, go and are filled up otherwise ([`sent`](crate::air::fighters::sent)).
//!
//! Assumes: a change of base takes no time; what is in the air when its field is shut lands there all the same. There is a pilot for every aircraft; a unit that leaves takes along what is in the air and in repair.
//!
//! Sources: estimates, with the knobs of `fighters`.
//!
//! Reads: knobs of `fighters`, [`Fields`]. Writes: [`FighterUnit`], books, counters. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{nearest, whole_part};
use interdict_engine::{Clock, Rows, RowsMut};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{self, Channels, FighterChannel, FighterTask};

use super::duel;
use super::tour::{Stay, Tour};
use crate::accounts::{Account, Books, Commodity};
use crate::air::fighters::rules::AirRules;
use crate::fields::{Fields, Tank, tank_of, tanks};
use crate::measure::Measures;
use crate::network::{Network, Point};
use crate::outcomes::Series;
use crate::row::{AirfieldRow, EstablishmentRow, FighterRow, TankRow};
use crate::state::state;

/// A unit of fighters.
#[derive(Component, Clone, Debug)]
pub struct FighterUnit {
    /// Identity.
    pub key: Key,
    /// Row in the scenario's table.
    pub row: FighterRow,
    /// What it is for.
    pub task: FighterTask,
    /// When it is in the theatre, with how many, and how good.
    pub stay: Stay,
    /// The unit of the schools that it is; [`EstablishmentRow::NONE`] where it is there by dates.
    pub school: EstablishmentRow,
    /// Where it flies from today.
    pub base: Point,
    /// It flies from its forward airfield.
    pub is_forward: bool,
    /// Its field outside the theatre, and its forward airfield.
    pub homes: [Point; 2],
    /// The forward airfield; [`AirfieldRow::NONE`] where it has none.
    pub field: AirfieldRow,
    /// The tanks of that airfield; [`TankRow::NONE`] where its fuel comes from outside.
    pub tank: TankRow,
    /// Where it patrols, if it screens.
    pub station: Point,
    /// Metres north between which it fights.
    pub limits: (f64, f64),
    /// Metres a second.
    pub speed: f64,
    /// How far from its base it fights, metres.
    pub radius_m: f64,
    /// How deadly its aircraft are.
    pub prowess: f64,
    /// Sorties for each ready aircraft and day.
    pub sorties_per_aircraft: f64,
    /// Share of the sorties that sweep.
    pub sweep_share: f64,
    /// By which ways it acts.
    pub channels: Channels<FighterChannel>,
    /// Aircraft ready on the ground.
    pub ready: u32,
    /// Aircraft in the air, or being made ready for the next sortie.
    pub aloft: u32,
    /// Aircraft in repair.
    pub in_repair: u32,
    /// Sorties left today, beside those planned.
    pub left: u32,
    /// Parts of a pair that it has not flown: of all sorties, and of sweeps.
    pub owed: Owed,
    /// The same of sweeps and screens.
    pub owed_sweeps: Owed,
}

/// Parts of a pair of sorties that are owed, in thousandths of a sortie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed(u32);

state!(Owed(thousandths));

impl Owed {
    /// Adds sorties and takes the whole pairs: small units fly on fewer days, not never.
    pub(crate) fn take_pairs(&mut self, sorties: f64) -> u32 {
        let all = self.0 + nearest::<u32>(1_000.0 * sorties);
        self.0 = all % 2_000;
        all / 2_000 * 2
    }
}

state!(
    FighterUnit: ready, aloft, in_repair, left, owed, owed_sweeps, base, is_forward, stay;
    fixed: key, row, task, school, homes, field, tank, station, limits, speed, radius_m, prowess, sorties_per_aircraft,
        sweep_share, channels
);

impl FighterUnit {
    /// It is in the theatre on this day.
    pub fn is_there(&self, day: u16) -> bool {
        self.stay.tour().lasts(day)
    }

    /// The schools send it.
    pub fn is_sent(&self) -> bool {
        self.school != EstablishmentRow::NONE
    }

    /// Aircraft with it, wherever they are.
    pub fn with_it(&self) -> u32 {
        self.ready + self.aloft + self.in_repair
    }

    /// Its skill on this tour.
    pub(crate) fn skill(&self) -> f64 {
        self.stay.tour().skill
    }

    /// Whether an aircraft that it lost is replaced, by a number of its own. What the schools send, they replace.
    pub(crate) fn is_replaced(&self, number: f64, share: f64) -> bool {
        !self.is_sent() && number < share
    }

    /// It may fight at a place.
    pub(crate) fn may_fight_at(&self, at: Point) -> bool {
        self.limits.0 <= at.north
            && at.north <= self.limits.1
            && self.base.distance(at) <= self.radius_m
    }

    /// The commodity that its aircraft are booked under.
    pub fn commodity(&self) -> Commodity {
        match self.task {
            FighterTask::Interceptor => Commodity::Interceptors,
            FighterTask::Screen | FighterTask::Escort => Commodity::Escorts,
        }
    }

    /// Goes to its forward airfield while aircraft can use it and there is fuel for a pair, and back to its field outside
    /// the theatre when not.
    fn choose_base(&mut self, fields: &Fields, tanks: &[Tank]) {
        let has_fuel = |tank: &Tank| tank.kg >= 2 * tank.sortie_kg;
        let tank = self.tank.known().map(|row| &tanks[row]);
        self.is_forward = self.field != AirfieldRow::NONE
            && fields.is_usable(self.field)
            && tank.is_none_or(has_fuel);
        self.base = self.homes[usize::from(self.is_forward)];
    }

    /// Aircraft can take off from where it is.
    pub(crate) fn can_take_off(&self, fields: &Fields) -> bool {
        !self.is_forward || fields.is_usable(self.field)
    }

    /// Sorties that it has on a day with what is ready, in whole pairs.
    fn sorties(&mut self) -> u32 {
        let sorties = f64::from(self.ready) * self.sorties_per_aircraft;
        self.owed.take_pairs(sorties)
    }
}

/// The units of a scenario.
pub fn units(scenario: &Scenario, network: &Network) -> Vec<FighterUnit> {
    let tolerance = scenario.rules.fighters.radius_tolerance;
    let tanks = tanks(scenario);
    let rows = (0..).map(FighterRow).zip(&scenario.fighters);
    rows.map(|(row, unit)| {
        let aircraft = &scenario.aircraft[unit.aircraft as usize];
        let home = network.place(unit.lat, unit.lon);
        let forward = unit.base.map_or(home, |field| {
            let field = &scenario.airfields[field as usize];
            network.place(field.lat, field.lon)
        });
        let north = |lat: Option<f64>, none: f64| {
            lat.map_or(none, |lat| network.place(lat, unit.lon).north)
        };
        let station = unit.station_lat.zip(unit.station_lon);
        FighterUnit {
            key: unit.key,
            row,
            task: unit.task,
            stay: stay(scenario, unit),
            school: unit.unit.map_or(EstablishmentRow::NONE, EstablishmentRow),
            base: home,
            is_forward: false,
            homes: [home, forward],
            field: unit.base.map_or(AirfieldRow::NONE, AirfieldRow),
            tank: (unit.base).map_or(TankRow::NONE, |field| tank_of(&tanks, AirfieldRow(field))),
            station: station.map_or(home, |(lat, lon)| network.place(lat, lon)),
            limits: (
                north(unit.south_limit, f64::NEG_INFINITY),
                north(unit.north_limit, f64::INFINITY),
            ),
            speed: aircraft.speed_kmh / 3.6,
            radius_m: f64::from(aircraft.radius_m) * (1.0 + tolerance),
            prowess: unit.prowess,
            sorties_per_aircraft: unit.sorties_per_aircraft,
            sweep_share: unit.sweep_share,
            channels: unit.channels,
            ready: 0,
            aloft: 0,
            in_repair: 0,
            left: 0,
            owed: Owed::default(),
            owed_sweeps: Owed::default(),
        }
    })
    .collect()
}

/// When a unit is in the theatre.
fn stay(scenario: &Scenario, unit: &scenario::FighterUnit) -> Stay {
    if unit.unit.is_some() {
        return Stay::Sent(Tour::NONE);
    }
    let serviceability = scenario.rules.fighters.serviceability;
    Stay::Dated(Tour {
        from: unit.from,
        to: unit.to,
        strength: whole_part(f64::from(unit.strength) * serviceability),
        skill: duel::skill(unit.hours, scenario.rules.air_combat.skill),
        ..Tour::NONE
    })
}

/// Units come and go, and have their sorties for the day. Due when the day begins.
pub(crate) fn come_and_go(
    clock: Res<Clock>,
    rules: Res<AirRules>,
    fields: Res<Fields>,
    tanks: Rows<Tank>,
    mut units: RowsMut<FighterUnit>,
    mut books: ResMut<Books>,
) {
    if !rules.has_fighters {
        return;
    }
    for unit in units.slice_mut() {
        let (commodity, tour) = (unit.commodity(), *unit.stay.tour());
        if tour.to == clock.day {
            let ready = i64::from(unit.ready + unit.aloft);
            let in_repair = i64::from(unit.in_repair);
            books.post(commodity, Account::Ready, Account::Withdrawn, ready);
            books.post(commodity, Account::Repair, Account::Withdrawn, in_repair);
            (unit.ready, unit.aloft, unit.in_repair) = (0, 0, 0);
        } else if tour.from == clock.day {
            unit.ready = tour.strength;
            books.post(
                commodity,
                Account::Outside,
                Account::Ready,
                i64::from(tour.strength),
            );
        }
        unit.choose_base(&fields, tanks.slice());
        unit.left = if unit.is_there(clock.day) {
            unit.sorties()
        } else {
            0
        };
    }
}

/// Counts the fighters on either side that are ready or in the air. Due when the day ends.
pub fn count(units: Rows<FighterUnit>, mut measures: ResMut<Measures>) {
    for unit in units.slice() {
        let series = match unit.commodity() {
            Commodity::Interceptors => Series::InterceptorsReady,
            _ => Series::EscortsReady,
        };
        measures.add(series, i64::from(unit.ready + unit.aloft));
    }
}
