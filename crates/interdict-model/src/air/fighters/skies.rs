//! # Who is in the air
//!
//! What happens: sweeps and screens take off at the hours for which they were planned. An interceptor's sweep crosses the screens that are on station
//! on its way; what gets through waits on station for raids. Groups come home, are made ready, and aircraft come out of repair.
//!
//! Rule: a group is no more than what is ready. It flies unless the weather over its station is closed, and when its
//! field is usable. Aircraft that come home fly again after the turn-round.
//!
//! Assumes: a sweep that lost some of its pairs to a screen stays on station with the others; pairs that a screen took on go home.
//!
//! Sources: estimates, with the knobs of `fighters`.
//!
//! Reads: [`FighterUnit`], weather. Writes: [`Skies`], [`FighterUnit`], books, counters. Chance: as in
//! [`fight`](crate::air::fighters::fight).

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use interdict_engine::whole::whole_part;
use interdict_engine::{Agenda, Chance, Clock, RowsMut};
use interdict_quantity::Key;
use interdict_scenario::scenario::FighterTask;

use super::fight::{self, Scribe};
use super::rules::AirRules;
use super::unit::FighterUnit;
use crate::accounts::{Account, Books};
use crate::measure::Measures;
use crate::network::{Network, Point};
use crate::outcomes::Series;
use crate::row::FighterRow;
use crate::sky::weather::{Visibility, Weather};
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
    /// What it is up for.
    pub duty: Duty,
    /// Seconds between which it is on station; none of a scramble or an escort.
    pub on: (u32, u32),
    /// Its station.
    pub at: Point,
}

state!(Group: key, unit, aircraft, duty, on, at);

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
}

state!(Skies: agenda, planned, groups, raided, flights);

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
        self.agenda.put(ready_again, group.key, group.unit.0, HOME);
        self.groups.push(group);
    }
}

impl Default for Skies {
    fn default() -> Self {
        Self::new()
    }
}

/// Something is due.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Skies>().agenda.is_due(clock.until)
}

/// What groups look up.
#[derive(SystemParam)]
pub struct Air<'w> {
    pub(super) chance: Res<'w, Chance>,
    pub(super) network: Res<'w, Network>,
    pub(super) weather: Res<'w, Weather>,
    pub(super) rules: Res<'w, AirRules>,
}

/// Groups take off and come home; aircraft come back from repair. Due when the agenda is.
pub fn fly(
    clock: Res<Clock>,
    air: Air,
    mut skies: ResMut<Skies>,
    mut units: RowsMut<FighterUnit>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let (skies, units) = (&mut *skies, units.slice_mut());
    while let Some(due) = skies.agenda.next_before(clock.until) {
        match due.stamp {
            TAKES_OFF => {
                let planned = skies.planned[due.item as usize];
                let mut scribe = Scribe {
                    books: &mut books,
                    measures: &mut measures,
                };
                begin(&air, clock.day, &planned, skies, units, &mut scribe);
            }
            HOME => {
                let Some(place) = skies.groups.iter().position(|group| group.key == due.key) else {
                    continue;
                };
                let group = skies.groups.remove(place);
                let unit = &mut units[FighterRow(due.item)];
                // of a unit that has left in the meantime nobody comes home
                let home = group.aircraft.min(unit.aloft);
                unit.aloft -= home;
                unit.ready += home;
            }
            stamp => {
                let unit = &mut units[FighterRow(due.item)];
                let commodity = unit.commodity();
                if !unit.is_there(clock.day) {
                    continue;
                }
                let from = if stamp == REPAIRED {
                    unit.in_repair -= 1;
                    Account::Repair
                } else {
                    Account::Outside
                };
                unit.ready += 1;
                books.post(commodity, from, Account::Ready, 1);
            }
        }
    }
}

/// A planned group takes off.
fn begin(
    air: &Air,
    day: u16,
    planned: &Planned,
    skies: &mut Skies,
    units: &mut [FighterUnit],
    scribe: &mut Scribe,
) {
    let unit = &mut units[planned.unit];
    let aircraft = planned.aircraft.min(unit.ready);
    let cell = air.network.nearest_cell(planned.at);
    let is_closed = cell.is_some_and(|cell| air.weather.over(cell) == Visibility::Closed);
    if aircraft < 2 || is_closed || !unit.is_there(day) {
        return;
    }
    let duty = match unit.task {
        FighterTask::Interceptor => Duty::Sweep,
        _ => Duty::Screen,
    };
    let group = Group {
        key: planned.key,
        unit: planned.unit,
        aircraft,
        duty,
        on: planned.on,
        at: planned.at,
    };
    let way_home = unit.base.distance(planned.at) / unit.speed;
    let ready_again = planned.on.1 + whole_part::<u32>(way_home) + air.rules.turnaround_s();
    skies.take_off(group, ready_again, unit);
    let series = match duty {
        Duty::Sweep => Series::InterceptorSorties,
        _ => Series::ScreenSorties,
    };
    scribe.measures.add(series, i64::from(aircraft));
    if duty == Duty::Sweep {
        let place = skies.groups.len() - 1;
        let crossing = planned.on.0;
        let through = fight::cross_screens(air, crossing, place, planned.at, skies, units, scribe);
        if through == 0 {
            skies.groups[place].duty = Duty::Home;
        }
    }
}
