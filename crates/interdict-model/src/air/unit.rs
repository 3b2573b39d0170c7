//! # Units
//!
//! What happens: wings and squadrons come to the theatre and leave it. Their aircraft are ready, in
//! repair, or lost; some of those lost are replaced.
//!
//! Rule: a damaged aircraft is written off, badly damaged or lightly damaged by fixed shares, and back
//! after a log-normal time; a lost one is replaced after a fixed time with a fixed chance. On strength
//! are those that are ready: every sortie offered counts from them.
//!
//! Assumes: ordinary unserviceability is in the share that can fly, battle damage comes on top; a unit
//! that leaves takes its wrecks along.
//!
//! Sources: estimates, with the knobs.
//!
//! Reads: knobs of `strike`. Writes: [`AirUnit`], [`Hangar`], books. Chance: `AIRCRAFT_REPAIR` by flight.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{nearest, whole_part};
use interdict_engine::{Agenda, Clock, Rows, RowsMut, sample};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::AirRole;

use crate::accounts::{Account, Books, Commodity};
use crate::definitions::LONGEST_REPAIR_DAYS;
use crate::measure::Measures;
use crate::network::{Network, Point};
use crate::outcomes::Series;
use crate::row::{AirUnitRow, UnitRow};
use crate::state::state;
use crate::told::untold;

/// A unit of fighter-bombers or intruders.
#[derive(Component, Clone, Debug)]
pub struct AirUnit {
    /// Identity.
    pub key: Key,
    /// Row in the scenario's table.
    pub row: AirUnitRow,
    /// Searches for trains by night, instead of attacking by day.
    pub is_intruder: bool,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Aircraft that it comes with.
    pub strength: u32,
    /// Aircraft ready.
    pub ready: u32,
    /// Aircraft in repair.
    pub in_repair: u32,
    /// Sorties offered per ready aircraft and day, as far as free for railways.
    pub sorties_per_aircraft: f64,
    /// Bombs of one aircraft.
    pub bombs: u32,
    /// Weight of one, kilograms.
    pub bomb_kg: u32,
    /// Standard deviation of the miss under no fire, metres.
    pub miss_m: f64,
    /// How easily it is brought down.
    pub vulnerability: f64,
    /// Base.
    pub base: Point,
    /// Speed on the way, metres a second.
    pub speed: f64,
    /// Height on the way, metres.
    pub way_height_m: f64,
    /// Height of release, in ordinary heights.
    pub height: f64,
    /// Trailing losses per sortie.
    pub losses: f64,
    /// Sorties and losses of the week.
    pub week: (u32, u32),
}

state!(
    AirUnit: ready, in_repair, height, losses, week;
    fixed: key, row, is_intruder, from, to, strength, sorties_per_aircraft, bombs, bomb_kg,
        miss_m, vulnerability, base, speed, way_height_m
);

impl AirUnit {
    /// It is in the theatre on this day.
    pub fn is_there(&self, day: u16) -> bool {
        self.from <= day && day < self.to
    }
}

/// Every unit that is not there for raids of record.
pub fn units(scenario: &Scenario, network: &Network) -> Vec<AirUnit> {
    let flying = |role| role != AirRole::Bomber;
    let units = scenario
        .air_units
        .iter()
        .enumerate()
        .filter(|(_, unit)| flying(unit.role));
    units
        .map(|(row, unit)| {
            let aircraft = &scenario.aircraft[unit.aircraft as usize];
            AirUnit {
                key: unit.key,
                row: AirUnitRow::from_index(row),
                is_intruder: unit.role == AirRole::Intruder,
                from: unit.from,
                to: unit.to,
                strength: unit.strength,
                ready: 0,
                in_repair: 0,
                sorties_per_aircraft: unit.sorties_per_aircraft * unit.rail_share,
                bombs: aircraft.bombs,
                bomb_kg: aircraft.bomb_kg,
                miss_m: aircraft.miss_m.unwrap_or(match unit.role {
                    AirRole::Intruder => scenario.rules.intruder.miss_m,
                    _ => scenario.rules.bombing.miss_m,
                }),
                vulnerability: aircraft.vulnerability,
                base: network.place(unit.lat, unit.lon),
                speed: aircraft.speed_kmh / 3.6,
                way_height_m: f64::from(aircraft.way_height_m),
                height: 1.0,
                losses: 0.0,
                week: (0, 0),
            }
        })
        .collect()
}

/// When aircraft come back, and how long that takes.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Hangar {
    /// Stamp: see [`REPAIRED`] and [`REPLACED`].
    pub agenda: Agenda,
    minor_days: f64,
    major_days: f64,
    major_share: f64,
    log_sd: f64,
    write_off: f64,
    replacement_s: u32,
    replacement_share: f64,
}

state!(
    Hangar: agenda;
    fixed: minor_days, major_days, major_share, log_sd, write_off, replacement_s,
        replacement_share
);
untold!(Hangar = "hangar");

/// Stamp of an aircraft that comes out of repair.
pub(crate) const REPAIRED: u32 = 0;
/// Stamp of a new aircraft.
pub(crate) const REPLACED: u32 = 1;

/// What became of an aircraft that was hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Lost, or written off at home.
    Lost,
    /// In repair.
    Repair,
}

impl Hangar {
    /// Empty, with the knobs of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.strike;
        Self {
            agenda: Agenda::with_room(256),
            minor_days: knobs.minor_repair_days,
            major_days: knobs.major_repair_days,
            major_share: knobs.major_share,
            log_sd: knobs.repair_log_sd,
            write_off: knobs.write_off,
            replacement_s: nearest::<u32>(knobs.replacement_days * f64::from(SECONDS_PER_DAY)),
            replacement_share: knobs.replacement_share,
        }
    }

    /// Takes a hit aircraft off the strength of its unit. `numbers`: write-off, extent, days,
    /// replacement.
    pub(crate) fn take(
        &mut self,
        unit: &mut AirUnit,
        row: UnitRow,
        aircraft: Key,
        second: u32,
        shot_down: bool,
        numbers: &[f64],
        books: &mut Books,
    ) -> Fate {
        assert!(
            unit.ready > 0,
            "an aircraft is hit that its unit does not have"
        );
        unit.ready -= 1;
        if shot_down || numbers[0] < self.write_off {
            books.post(Commodity::Aircraft, Account::Ready, Account::Lost, 1);
            if self.replacement_s > 0 && numbers[3] < self.replacement_share {
                self.agenda
                    .put(second + self.replacement_s, aircraft, row.0, REPLACED);
            }
            return Fate::Lost;
        }
        unit.in_repair += 1;
        books.post(Commodity::Aircraft, Account::Ready, Account::Repair, 1);
        let is_major = numbers[1] < self.major_share;
        let median = if is_major {
            self.major_days
        } else {
            self.minor_days
        };
        let days = sample::log_normal(numbers[2], median, self.log_sd).min(LONGEST_REPAIR_DAYS);
        let back = second + whole_part::<u32>(days * f64::from(SECONDS_PER_DAY));
        self.agenda.put(back, aircraft, row.0, REPAIRED);
        Fate::Repair
    }
}

/// Units come and go. Due when the day begins.
pub(crate) fn come_and_go(
    clock: Res<Clock>,
    mut units: RowsMut<AirUnit>,
    mut books: ResMut<Books>,
) {
    for unit in units.slice_mut() {
        if unit.to == clock.day {
            let (ready, in_repair) = (i64::from(unit.ready), i64::from(unit.in_repair));
            books.post(
                Commodity::Aircraft,
                Account::Ready,
                Account::Withdrawn,
                ready,
            );
            books.post(
                Commodity::Aircraft,
                Account::Repair,
                Account::Withdrawn,
                in_repair,
            );
            (unit.ready, unit.in_repair) = (0, 0);
        } else if unit.from == clock.day {
            unit.ready = unit.strength;
            let strength = i64::from(unit.strength);
            books.post(
                Commodity::Aircraft,
                Account::Outside,
                Account::Ready,
                strength,
            );
        }
    }
}

/// Aircraft come out of repair, and new ones arrive. Due when the hangar's agenda is.
pub(crate) fn return_aircraft(
    clock: Res<Clock>,
    mut hangar: ResMut<Hangar>,
    mut units: RowsMut<AirUnit>,
    mut books: ResMut<Books>,
) {
    let units = units.slice_mut();
    while let Some(due) = hangar.agenda.next_before(clock.until) {
        let unit = &mut units[UnitRow(due.item)];
        if !unit.is_there(clock.day) {
            continue;
        }
        unit.ready += 1;
        let from = if due.stamp == REPAIRED {
            unit.in_repair -= 1;
            Account::Repair
        } else {
            Account::Outside
        };
        books.post(Commodity::Aircraft, from, Account::Ready, 1);
    }
}

/// Counts the fighter-bombers that are ready. Due when the day ends.
pub(crate) fn count_ready(units: Rows<AirUnit>, mut measures: ResMut<Measures>) {
    let by_day = units.slice().iter().filter(|unit| !unit.is_intruder);
    let ready: u32 = by_day.map(|unit| unit.ready).sum();
    measures.add(Series::AircraftReady, i64::from(ready));
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn a_hit_aircraft_is_lost_or_in_repair_and_the_books_agree() {
        let scenario = generate(Shape::small(), 2);
        let mut unit = units(&scenario, &Network::new(&scenario)).remove(0);
        let mut hangar = Hangar::new(&scenario);
        let mut books = Books::new();
        books.post(Commodity::Aircraft, Account::Outside, Account::Ready, 3);
        unit.ready = 3;
        let mut take = |shot_down, numbers: [f64; 4]| {
            hangar.take(
                &mut unit,
                UnitRow(0),
                Key(5),
                100,
                shot_down,
                &numbers,
                &mut books,
            )
        };
        assert_eq!(take(true, [0.9; 4]), Fate::Lost);
        assert_eq!(take(false, [0.01, 0.5, 0.5, 0.1]), Fate::Lost);
        assert_eq!(take(false, [0.5, 0.9, 0.5, 0.1]), Fate::Repair);
        assert_eq!((unit.ready, unit.in_repair), (0, 1));
        assert_eq!(books.balance(Commodity::Aircraft, Account::Lost), 2);
        // A light repair takes its median, the replacement its thirty days.
        let day = SECONDS_PER_DAY;
        let first = hangar.agenda.next_before(u32::MAX).unwrap();
        assert_eq!((first.second, first.stamp), (100 + day * 3 / 2, REPAIRED));
        let second = hangar.agenda.next_before(u32::MAX).unwrap();
        assert_eq!((second.second, second.stamp), (100 + day * 30, REPLACED));
    }
}
