//! # Tasking
//!
//! What happens: every evening each unit of fighter-bombers lays out the next day: how many flights it
//! offers, at which hours, and which of them go for one target together.
//!
//! Rule: aircraft offered `= floor(ready x sorties per aircraft x share free for railways x share of the
//! phase)`, in flights of four from a fixed menu: fewer aircraft take away the last flights and leave
//! the others as they were. So many flights as `wave_flights` says keep together, have one target and share
//! the attention of its guns; they are dealt over the day and over targets as in
//! [`spread`]. Hours are those of the phase, or all of the day's light where it names
//! none. Where the phase or the doctrine names a stretch, all of `strike.stretch_days` go for the same one on a line, and choose their lines
//! each by itself; else flights spread over the line. Those of one wave that go for the same line come over it
//! one after the other.
//!
//! Assumes: units task on what they have in the evening; whoever arrives tomorrow tasks with full
//! strength.
//!
//! Sources: estimates, with the knobs; hours and stretches from the phases.
//!
//! Reads: knobs of `strike`, phases, [`AirUnit`], [`Targets`], [`AttackersPicture`],
//! [`Beliefs`]. Writes: [`Sorties`]. Chance: `TARGET`;
//! `AIM_POINT` by unit (hours of its waves) and by line and first day (stretch).

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::{fit, whole_below, whole_part};
use interdict_engine::{Chance, Clock, Column, Rows};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;

use crate::air::bombing::Sights;
use crate::air::sortie::{Entry, Sorties, Wave, stamp};
use crate::air::unit::AirUnit;
use crate::chance::AIM_POINT;
use crate::definitions::TASKING;
use crate::identity::Identity;
use crate::network::Network;
use crate::picture::{AttackersPicture, Beliefs};
use crate::row::{BridgeRow, LineRow, UnitRow};
use crate::sky::Sky;
use crate::staff::outlook::{Candidate, Outlook};
use crate::staff::spread;
use crate::staff::target::{MOST_CHOICES, Targets};

/// How the days are laid out.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub(crate) struct Tasking {
    days: u16,
    /// Aircraft of a flight.
    flight_size: u32,
    wave_flights: u32,
    /// Waves of a day.
    waves: usize,
    /// Seconds between one flight over a target and the next.
    apart_s: f64,
    /// By phase.
    pub(super) phases: Vec<Orders>,
    line_keys: Column<LineRow, Key>,
    /// Days for which a stretch is kept.
    stretch_days: u16,
}

/// What a phase orders.
#[derive(Clone, Debug)]
pub(super) struct Orders {
    rail_share: f64,
    hours: Vec<(f64, f64)>,
}

impl Tasking {
    /// From the knobs and phases of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.strike;
        let flight_size = u32::from(knobs.flight_size);
        Self {
            days: scenario.days,
            flight_size,
            wave_flights: knobs.wave_flights.into(),
            waves: knobs.waves.into(),
            apart_s: knobs.interval_s * f64::from(flight_size),
            phases: scenario
                .phases
                .iter()
                .map(|phase| Orders {
                    rail_share: phase.rail_share,
                    hours: phase.hours.clone(),
                })
                .collect(),
            line_keys: scenario.lines.iter().map(|line| line.key).collect(),
            stretch_days: knobs.stretch_days,
        }
    }
}

impl Tasking {
    /// The stretch of a line that all go for in `strike.stretch_days`, as shares of the way along it; with a length of 0 the whole.
    pub(super) fn stretch(
        &self,
        chance: &Chance,
        network: &Network,
        line: LineRow,
        day: u16,
        stretch_m: u32,
    ) -> (f64, f64) {
        if stretch_m == 0 {
            return (0.0, 1.0);
        }
        let length = f64::from(network.lines[line].length_m.max(1));
        let part = (f64::from(stretch_m) / length).min(1.0);
        let key = self.line_keys[line];
        let [place] = chance.draw::<1>(AIM_POINT, key, When::on(day - day % self.stretch_days));
        let start = place * (1.0 - part);
        (start, start + part)
    }
}

impl Tasking {
    /// Aircraft of a wave that is whole.
    fn wave_aircraft(&self) -> u32 {
        self.wave_flights * self.flight_size
    }

    /// Upper limit on the aircraft that a unit can send in a day.
    fn most_aircraft(&self) -> u32 {
        fit::<u32, _>(MOST_CHOICES) * self.flight_size
    }

    /// A wave of a unit that offers so many aircraft, against its target; its stretch and the width of the target are still
    /// open.
    fn wave(
        &self,
        (row, unit): (UnitRow, &AirUnit),
        day: u16,
        number: u32,
        offered: u32,
        target: &Candidate,
    ) -> Wave {
        let identity = Identity::Wave {
            unit: unit.key,
            day,
            n: number,
        };
        let before = number * self.wave_aircraft();
        Wave {
            key: identity.key(),
            unit: row,
            unit_key: unit.key,
            day,
            first: number * self.wave_flights,
            aircraft: self.wave_aircraft().min(offered - before),
            flight_size: self.flight_size,
            line: target.line,
            bridge: target.bridge,
            stretch: (0.0, 1.0),
            half_width_m: 0.0,
        }
    }

    /// The second of the day at which a wave comes that lets so many others of its hour go first.
    fn behind(&self, hour_s: u32, ahead: u32) -> u32 {
        let queue = self.apart_s * f64::from(self.wave_flights * ahead);
        (hour_s + whole_part::<u32>(queue)).min(SECONDS_PER_DAY - 1)
    }
}

/// The next day is tasked in this tick: in the evening, and before the first day.
pub fn is_due(_: &World, clock: &Clock) -> bool {
    clock.tick == 0 || clock.covers(TASKING)
}

/// Lays out the next day.
pub(crate) fn task_flights(
    clock: Res<Clock>,
    chance: Res<Chance>,
    network: Res<Network>,
    sky: Res<Sky>,
    tasking: Res<Tasking>,
    sights: Res<Sights>,
    picture: Res<AttackersPicture>,
    beliefs: Res<Beliefs>,
    units: Rows<AirUnit>,
    targets: Res<Targets>,
    mut outlook: ResMut<Outlook>,
    mut sorties: ResMut<Sorties>,
) {
    let day = clock.day + u16::from(clock.covers(TASKING));
    let sorties = &mut *sorties;
    let pool_row = usize::from(day % 2);
    let pool = &mut sorties.pools[pool_row];
    pool.waves.clear();
    pool.flights.clear();
    let Some(phase) = targets.phase(day).filter(|_| day < tasking.days) else {
        return;
    };
    outlook.survey(&targets.weights, day, clock.now, &picture, &beliefs);
    let orders = &tasking.phases[phase];
    let midnight = u32::from(day) * SECONDS_PER_DAY;
    let daylight = [daylight(&sky, midnight)];
    let hours = if orders.hours.is_empty() {
        &daylight[..]
    } else {
        &orders.hours
    };
    for (row, unit) in (0..).map(UnitRow).zip(units.slice()) {
        if unit.is_intruder || !unit.is_there(day) {
            continue;
        }
        let share = unit.sorties_per_aircraft * orders.rail_share;
        let offered = offered(ready(unit, day), share).min(tasking.most_aircraft());
        let mut chosen = [None; MOST_CHOICES];
        let chosen = &mut chosen[..offered.div_ceil(tasking.wave_aircraft()) as usize];
        let outlook = &mut *outlook;
        targets.choose(&chance, outlook, day, phase, row, chosen);
        let means = targets.means(phase, row);
        if means.stretch_m == 0 {
            let waves = tasking.waves;
            spread::keep_apart(&targets, &chance, outlook, day, phase, row, waves, chosen);
        }
        let mut coming = [0.0; MOST_CHOICES];
        let coming = &mut coming[..tasking.waves];
        spread::wave_hours(&chance, unit.key, day, coming);
        let half_width_m = means.bomb_kg.map(|kg| match kg {
            0 => sights.half_width(unit.bomb_kg),
            kg => sights.half_width(kg),
        });
        for (ordinal, target) in chosen.iter().enumerate() {
            let Some(target) = target else { continue };
            let is_track = target.bridge == BridgeRow::NONE;
            let stretch = if is_track {
                tasking.stretch(&chance, &network, target.line, day, means.stretch_m)
            } else {
                (0.0, 1.0)
            };
            let half_width_m = half_width_m[usize::from(!is_track)];
            let number = fit(ordinal);
            let wave = tasking.wave((row, unit), day, number, offered, target);
            let key = wave.key;
            let wave = pool.waves.push(Wave {
                stretch,
                half_width_m,
                ..wave
            });
            let hour = at_hour(coming[ordinal % tasking.waves], hours);
            let second = midnight + tasking.behind(hour, ahead(chosen, ordinal, tasking.waves));
            let stamp = stamp(Entry::Wave, pool_row);
            sorties.agenda.put(second, key, wave.0, stamp);
        }
    }
}

/// The day's light, in hours after midnight.
fn daylight(sky: &Sky, midnight: u32) -> (f64, f64) {
    let light = sky.next_light(midnight);
    let hour_of = |second: u32| f64::from(second - midnight) / 3_600.0;
    (hour_of(light), hour_of(sky.next_dark(light)))
}

/// How many of the same wave go for the same line before this one.
fn ahead(chosen: &[Option<&Candidate>], ordinal: usize, waves: usize) -> u32 {
    let line = |ordinal: usize| chosen[ordinal].map(|target| target.line);
    let of_wave = (ordinal % waves..ordinal).step_by(waves);
    fit(of_wave
        .filter(|&other| line(other) == line(ordinal))
        .count())
}

/// Aircraft with which a unit begins a day: who comes on it has its full strength.
fn ready(unit: &AirUnit, day: u16) -> u32 {
    if unit.from == day {
        unit.strength
    } else {
        unit.ready
    }
}

/// Whole aircraft offered.
pub fn offered(ready: u32, share: f64) -> u32 {
    whole_below::<u32>(f64::from(ready) * share)
}

/// The second of the day at a share of the way through some spans of hours.
fn at_hour(share: f64, hours: &[(f64, f64)]) -> u32 {
    let total: f64 = hours.iter().map(|(from, to)| to - from).sum();
    let mut left = share * total;
    for (from, to) in hours {
        if left <= to - from {
            return whole_part::<u32>((from + left) * 3_600.0).min(SECONDS_PER_DAY - 1);
        }
        left -= to - from;
    }
    SECONDS_PER_DAY / 2
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
