//! # Tasking
//!
//! What happens: every evening each unit of fighter-bombers lays out the next day: how many flights it
//! offers, in waves, each wave with its target and hour.
//!
//! Rule: aircraft offered `= floor(ready x sorties per aircraft x share free for railways x share of the
//! phase)`, in flights of four from a fixed menu: fewer aircraft take away the last flights and leave
//! the others as they were. Hours are drawn evenly from the phase's, or from all of the day's light
//! where it names none. Where the phase names a stretch, every wave of a week goes for the same one on a line; else flights spread over the line.
//!
//! Assumes: units task on what they have in the evening; whoever arrives tomorrow tasks with full
//! strength.
//!
//! Sources: estimates, with the knobs; hours and stretches from the phases.
//!
//! Reads: knobs of `strike`, phases, [`AirUnit`], [`Targets`]. Writes: [`Sorties`]. Chance: `TARGET`;
//! `AIM_POINT` by wave (hour) and by line and week (stretch).

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::{Chance, Clock, Rows};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;

use crate::air::bombing::Sights;
use crate::air::learning::Experience;
use crate::air::outlook::Outlook;
use crate::air::sortie::{Entry, Sorties, Wave, stamp};
use crate::air::target::{MOST_WAVES, NO_BRIDGE, Targets};
use crate::air::unit::AirUnit;
use crate::chance::AIM_POINT;
use crate::damage::closure::Closures;
use crate::network::Network;
use crate::sky::Sky;

/// The second of the day at which the next day is tasked.
pub const TASKING: u32 = 18 * 3_600;

/// How the days are laid out.
#[derive(Resource, Clone, Debug)]
pub struct Tasking {
    days: u16,
    /// Aircraft of a flight.
    pub flight_size: u32,
    wave_size: u32,
    /// By phase.
    phases: Vec<Orders>,
    line_keys: Vec<Key>,
}

/// What a phase orders.
#[derive(Clone, Debug)]
struct Orders {
    rail_share: f64,
    hours: Vec<(f64, f64)>,
    stretch_m: u32,
    bomb_kg: u32,
}

impl Tasking {
    /// From the knobs and phases of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.strike;
        let flight_size = (knobs.flight_size.round() as u32).clamp(1, 4);
        Self {
            days: scenario.days,
            flight_size,
            wave_size: flight_size * (knobs.wave_flights.round() as u32).max(1),
            phases: scenario
                .phases
                .iter()
                .map(|phase| Orders {
                    rail_share: phase.rail_share,
                    hours: phase.hours.clone(),
                    stretch_m: phase.stretch_m,
                    bomb_kg: phase.bomb_kg,
                })
                .collect(),
            line_keys: scenario.lines.iter().map(|line| line.key).collect(),
        }
    }
}

/// The next day is tasked in this tick: in the evening, and before the first day.
pub fn is_due(_: &World, clock: &Clock) -> bool {
    clock.tick == 0 || clock.covers(TASKING)
}

/// Lays out the next day.
pub fn task_flights(
    clock: Res<Clock>,
    chance: Res<Chance>,
    network: Res<Network>,
    sky: Res<Sky>,
    tasking: Res<Tasking>,
    sights: Res<Sights>,
    experience: Res<Experience>,
    closures: Res<Closures>,
    units: Rows<AirUnit>,
    targets: Res<Targets>,
    mut outlook: ResMut<Outlook>,
    mut sorties: ResMut<Sorties>,
) {
    let day = if clock.covers(TASKING) {
        clock.day + 1
    } else {
        clock.day
    };
    let sorties = &mut *sorties;
    let pool_row = usize::from(day % 2);
    let pool = &mut sorties.pools[pool_row];
    pool.waves.clear();
    pool.flights.clear();
    let Some(phase) = targets.phase(day).filter(|_| day < tasking.days) else {
        return;
    };
    outlook.survey(&targets, day, &experience, &closures);
    let orders = &tasking.phases[phase];
    let midnight = u32::from(day) * SECONDS_PER_DAY;
    let light = sky.next_light(midnight);
    let hour_of = |second: u32| f64::from(second - midnight) / 3_600.0;
    let daylight = [(hour_of(light), hour_of(sky.next_dark(light)))];
    let hours = if orders.hours.is_empty() {
        &daylight[..]
    } else {
        &orders.hours
    };
    for (row, unit) in units.slice().iter().enumerate() {
        if unit.is_intruder || !unit.is_there(day) {
            continue;
        }
        let ready = if unit.from == day {
            unit.strength
        } else {
            unit.ready
        };
        let offered = offered(ready, unit.sorties_per_aircraft * orders.rail_share);
        let waves = (offered.div_ceil(tasking.wave_size) as usize).min(MOST_WAVES);
        let mut chosen = [None; MOST_WAVES];
        let chosen = &mut chosen[..waves];
        targets.choose(&chance, &mut outlook, day, phase, row as u32, chosen);
        let bomb_kg = if orders.bomb_kg > 0 {
            orders.bomb_kg
        } else {
            unit.bomb_kg
        };
        let half_width_m = sights.half_width(bomb_kg);
        for (ordinal, target) in chosen.iter().enumerate() {
            let Some(target) = target else { continue };
            let done = ordinal as u32 * tasking.wave_size;
            let key = unit.key.child(20, u32::from(day) << 8 | ordinal as u32);
            let [hour] = chance.draw::<1>(AIM_POINT, key, When::on(day));
            let second = midnight + at_hour(hour, hours);
            let stretch = if orders.stretch_m > 0 && target.bridge == NO_BRIDGE {
                stretch(
                    &chance,
                    &network,
                    &tasking,
                    target.line,
                    day,
                    orders.stretch_m,
                )
            } else {
                (0.0, 1.0)
            };
            let place = pool.waves.len() as u32;
            sorties
                .agenda
                .put(second, key, place, stamp(Entry::Wave, pool_row));
            pool.waves.push(Wave {
                key,
                unit: row as u32,
                day,
                aircraft: (offered - done).min(tasking.wave_size),
                line: target.line,
                bridge: target.bridge,
                stretch,
                half_width_m,
            });
        }
    }
}

/// Whole aircraft offered.
pub fn offered(ready: u32, share: f64) -> u32 {
    (f64::from(ready) * share).floor() as u32
}

/// The second of the day at a share of the way through some spans of hours.
fn at_hour(share: f64, hours: &[(f64, f64)]) -> u32 {
    let total: f64 = hours.iter().map(|(from, to)| to - from).sum();
    let mut left = share * total;
    for (from, to) in hours {
        if left <= to - from {
            return (((from + left) * 3_600.0) as u32).min(SECONDS_PER_DAY - 1);
        }
        left -= to - from;
    }
    SECONDS_PER_DAY / 2
}

/// The stretch of a line that all go for in a week, as shares of the way along it.
fn stretch(
    chance: &Chance,
    network: &Network,
    tasking: &Tasking,
    line: u32,
    day: u16,
    stretch_m: u32,
) -> (f64, f64) {
    let length = f64::from(network.lines[line as usize].length_m.max(1));
    let part = (f64::from(stretch_m) / length).min(1.0);
    let key = tasking.line_keys[line as usize];
    let [place] = chance.draw::<1>(AIM_POINT, key, When::on(day - day % 7));
    let start = place * (1.0 - part);
    (start, start + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_losses_never_add_a_sortie() {
        for ready in 0..80 {
            assert!(offered(ready, 0.6) <= offered(ready + 1, 0.6));
        }
        assert_eq!(offered(64, 1.2), 76);
    }

    #[test]
    fn hours_are_drawn_evenly_from_the_spans() {
        let spans = [(8.0, 10.0), (14.0, 16.0)];
        assert_eq!(at_hour(0.0, &spans), 8 * 3_600);
        assert_eq!(at_hour(0.25, &spans), 9 * 3_600);
        assert_eq!(at_hour(0.75, &spans), 15 * 3_600);
    }
}
