//! # Fighters meet a mission
//!
//! What happens: when a mission is over its target it is seen who met it on the way in and on the way home: sweeps that were on
//! station, and interceptors that took off because it was seen. Its escort takes on some of them; the others attack.
//!
//! Rule: a sweep on station meets a mission that passes within its cover. Of the interceptors that are ready, less a reserve,
//! so many take off as the believed size asks for, if that size is worth it: those that meet the mission first go first, and only those that meet it
//! within their radius and limits. A raid by sight has escorts, as far as there are any. Those who come fight in order of time, as
//! [`attack`](crate::air::fighters::attack) tells.
//!
//! Assumes: who meets whom is settled at the second over the target, so an interceptor that is needed for two missions goes to
//! the one that is over its target first; a sweep fights once.
//!
//! Sources: estimates, with the knobs of `warning` and `fighters`.
//!
//! Reads: [`AirRules`](crate::air::fighters::AirRules), weather, sky. Writes: [`Skies`], [`FighterUnit`], books, counters. Chance: as in
//! [`warning`](crate::air::fighters::warning) and [`attack`](crate::air::fighters::attack).

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use interdict_engine::RowsMut;
use interdict_engine::whole::{nearest, next_whole, whole_part};
use interdict_quantity::Key;
use interdict_scenario::scenario::FighterTask;

use super::attack::{Comer, fight_it, finds, seeing};
use super::fight::{self, Scribe};
use super::skies::{Air, Duty, Group, Met, Raided, Skies};
use super::unit::FighterUnit;
use super::warning::{Plot, plot};
use crate::air::mission::Mission;
use crate::identity::Identity;
use crate::network::Point;
use crate::outcomes::Series;
use crate::row::{CellRow, FighterRow};
use crate::sky::Sky;

/// What a meeting looks up and writes.
#[derive(SystemParam)]
pub struct Encounters<'w, 's> {
    pub(super) air: Air<'w>,
    pub(super) sky: Res<'w, Sky>,
    pub(super) skies: ResMut<'w, Skies>,
    pub(super) units: RowsMut<'w, 's, FighterUnit>,
}

impl Encounters<'_, '_> {
    /// There are no fighters in this theatre.
    pub fn is_none(&self) -> bool {
        !self.air.rules.has_fighters
    }

    /// What became of a flight on its way, asked for once, over its target.
    pub(crate) fn take_flight(&mut self, flight: Key) -> Option<[Met; 4]> {
        if self.is_none() {
            return None;
        }
        self.skies.take_flight(flight)
    }

    /// Keeps what became of a flight until it is over its target.
    pub(crate) fn keep_flight(&mut self, key: Key, met: [Met; 4]) {
        self.skies.flights.push(super::skies::Flight { key, met });
    }

    /// Where raids of record come from.
    pub fn bombers(&self) -> Option<super::rules::Origin> {
        self.air.rules.bombers
    }

    /// Sees who meets a mission over a cell, and what becomes of its aircraft, in their order; empty where nobody meets it.
    /// A raid by sight has escorts.
    pub fn meet(
        &mut self,
        mission: &Mission,
        cell: Option<CellRow>,
        escorted: bool,
        scribe: &mut Scribe,
    ) -> Vec<Met> {
        if self.is_none() {
            return Vec::new();
        }
        let Self {
            air,
            sky,
            skies,
            units,
        } = self;
        let (skies, units) = (&mut **skies, units.slice_mut());
        skies.raided.push(Raided {
            second: mission.over,
            at: mission.to,
        });
        let escort = if escorted {
            escort(air, mission, skies, units, scribe)
        } else {
            Vec::new()
        };
        let plot = plot(&air.rules, &air.chance, mission.day, mission);
        scribe
            .measures
            .add(Series::MissionsPlotted, i64::from(plot.is_some()));
        let mut comers = sweeps(air, mission, skies, units);
        if let Some(plot) = plot {
            scramble(air, mission, &plot, skies, units, &mut comers, scribe);
        }
        comers.sort_unstable_by(|one, other| {
            one.second
                .total_cmp(&other.second)
                .then(one.key.cmp(&other.key))
        });
        let seeing = seeing(air, sky, mission, cell);
        let mut met = Vec::new();
        for comer in comers {
            if finds(air, mission, &comer, seeing, skies) {
                met.resize(mission.aircraft as usize, Met::default());
                fight_it(
                    air, mission, &comer, &escort, &mut met, skies, units, scribe,
                );
            }
        }
        met
    }
}

/// Sweeps on station that a mission passes.
fn sweeps(air: &Air, mission: &Mission, skies: &Skies, units: &[FighterUnit]) -> Vec<Comer> {
    let cover_m = 1_000.0 * air.rules.fighters.cover_km;
    let mut comers = Vec::new();
    for (place, group) in skies.groups.iter().enumerate() {
        let is_there = units[group.unit].is_there(mission.day);
        if group.duty != Duty::Sweep || group.through < 2 || !is_there {
            continue;
        }
        let (on, until) = (f64::from(group.on.0), f64::from(group.on.1));
        let mut legs = mission.legs().into_iter();
        let second = legs.find_map(|leg| {
            leg.comes_within(group.at, cover_m, on)
                .filter(|&second| second <= until)
        });
        let Some(second) = second else { continue };
        let at = mission_at(mission, second);
        if units[group.unit].may_fight_at(at) {
            let (key, control) = (group.key, air.rules.combat.control_none);
            comers.push(Comer {
                second,
                key,
                place,
                control,
            });
        }
    }
    comers
}

fn mission_at(mission: &Mission, second: f64) -> Point {
    let [inward, home] = mission.legs();
    if second <= inward.ends {
        inward.at(second)
    } else {
        home.at(second)
    }
}

/// Interceptors take off against a mission that was seen.
fn scramble(
    air: &Air,
    mission: &Mission,
    plot: &Plot,
    skies: &mut Skies,
    units: &mut [FighterUnit],
    comers: &mut Vec<Comer>,
    scribe: &mut Scribe,
) {
    let knobs = &air.rules.warning;
    let (threshold, ratio) = if mission.is_bomber {
        (knobs.threshold_bombers, knobs.ratio_bombers)
    } else {
        (knobs.threshold_strikers, knobs.ratio_strikers)
    };
    if plot.size < u32::from(threshold) {
        return;
    }
    let ready = can_meet(air, mission, plot, units);
    let mut wanted = next_whole::<u32>(ratio * f64::from(plot.size));
    for (second, _, row, at) in ready {
        let unit = &mut units[row];
        let reserve = nearest::<u32>(knobs.reserve * f64::from(unit.ready));
        let aircraft = wanted
            .min(unit.ready - reserve.min(unit.ready))
            .min(unit.left)
            / 2
            * 2;
        if aircraft < 2 {
            continue;
        }
        wanted -= aircraft;
        let place = send(
            air,
            mission,
            (row, aircraft),
            Duty::Scramble,
            (second, at),
            skies,
            unit,
        );
        scribe
            .measures
            .add(Series::InterceptorSorties, i64::from(aircraft));
        scribe.measures.add(Series::Scrambled, i64::from(aircraft));
        fight::cross_screens(air, whole_part(second), place, at, skies, units, scribe);
        if skies.groups[place].through >= 2 {
            let key = skies.groups[place].key;
            let control = if plot.control {
                air.rules.combat.control_by_radar
            } else {
                1.0
            };
            comers.push(Comer {
                second,
                key,
                place,
                control,
            });
        }
        if wanted < 2 {
            break;
        }
    }
}

/// Interceptors that are ready and can meet a mission: when, who, and where; the soonest first.
fn can_meet(
    air: &Air,
    mission: &Mission,
    plot: &Plot,
    units: &[FighterUnit],
) -> Vec<(f64, Key, FighterRow, Point)> {
    let knobs = &air.rules.warning;
    let free = plot.second + 60.0 * knobs.readiness_min;
    let climbed = free + 60.0 * knobs.climb_min;
    let mut ready: Vec<(f64, Key, FighterRow, Point)> = Vec::new();
    for (row, unit) in (0..).map(FighterRow).zip(units.iter()) {
        let is_ready =
            unit.task == FighterTask::Interceptor && unit.is_there(mission.day) && unit.left >= 2;
        if !is_ready || unit.ready < 2 || !unit.can_take_off(&air.fields) {
            continue;
        }
        let met = mission.meets(unit.base, unit.speed, [free, climbed]);
        let Some((second, at)) = met else { continue };
        if unit.may_fight_at(at) {
            ready.push((second, unit.key, row, at));
        }
    }
    ready.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    ready
}

/// Fighters go with a raid, as far as there are any.
fn escort(
    air: &Air,
    mission: &Mission,
    skies: &mut Skies,
    units: &mut [FighterUnit],
    scribe: &mut Scribe,
) -> Vec<usize> {
    let mut wanted =
        next_whole::<u32>(air.rules.fighters.escorts_per_bomber * f64::from(mission.aircraft));
    let mut rows: Vec<(Key, FighterRow)> = Vec::new();
    for (row, unit) in (0..).map(FighterRow).zip(units.iter()) {
        let goes = unit.task == FighterTask::Escort
            && unit.is_there(mission.day)
            && unit.may_fight_at(mission.to);
        if goes && unit.ready >= 2 && unit.left >= 2 {
            rows.push((unit.key, row));
        }
    }
    rows.sort_unstable();
    let mut places = Vec::new();
    for (_, row) in rows {
        let unit = &mut units[row];
        let aircraft = wanted.min(unit.ready).min(unit.left) / 2 * 2;
        if aircraft < 2 {
            break;
        }
        wanted -= aircraft;
        let over = (f64::from(mission.over), mission.to);
        let place = send(
            air,
            mission,
            (row, aircraft),
            Duty::Escort,
            over,
            skies,
            unit,
        );
        scribe
            .measures
            .add(Series::EscortSorties, i64::from(aircraft));
        places.push(place);
    }
    places
}

/// Aircraft of a unit take off because of a mission: they are where they are wanted at a second, and then fly home.
/// Returns their place among the groups.
fn send(
    air: &Air,
    mission: &Mission,
    (row, aircraft): (FighterRow, u32),
    duty: Duty,
    (second, at): (f64, Point),
    skies: &mut Skies,
    unit: &mut FighterUnit,
) -> usize {
    unit.left -= aircraft;
    let key = Identity::Encounter {
        mission: mission.key,
        group: unit.key,
    }
    .key();
    let home = whole_part::<u32>(second + unit.base.distance(at) / unit.speed);
    let group = Group {
        key,
        unit: row,
        aircraft,
        through: aircraft,
        duty,
        on: (0, 0),
        at,
    };
    skies.take_off(group, home + air.rules.turnaround_s(), unit);
    skies.groups.len() - 1
}
