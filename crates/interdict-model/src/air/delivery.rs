//! # Delivery
//!
//! What happens: a flight comes over its target, is fired at, loses aircraft, and those that neither
//! fall first nor turn back drop their bombs. All of a flight is decided at its second over the target,
//! flights in order of (second, key).
//!
//! Rule: fire as in [`fire`](crate::flak::fire), fall of bombs as in
//! [`bombing`](crate::air::bombing) with `F = (1 + g (height - 1)) (1 + kappa I / (1 + I))`, height in ordinary
//! heights and `g` the knob `height_miss`.
//!
//! Assumes: no two flights hinder each other but for the guns' attention.
//!
//! Sources: see the parts.
//!
//! Reads: [`Sorties`], cover. Writes: impacts, [`AirUnit`], [`Battery`], what was flown and seen, books, counters,
//! journal. Chance: `ABORT`, `AIRCRAFT_REPAIR` by flight, and those of the parts.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::{amount, fit};
use interdict_engine::witness::{falls_below, weigh};
use interdict_engine::{Clock, RowsMut};
use interdict_quantity::Key;
use interdict_scenario::scenario::Channel;

use crate::accounts::{Account, Books};
use crate::air::context::{Ground, Traces, count_bombs};
use crate::air::fighters::meeting::Encounters;
use crate::air::fighters::skies::Met;
use crate::air::muster::muster;
use crate::air::sighting::looked_at;
use crate::air::sortie::{Entry, Flight, Sorties, Wave, of_stamp};
use crate::air::unit::{AirUnit, Fate};
use crate::chance::{ABORT, AIRCRAFT_REPAIR, BOMB};
use crate::damage::impact::{Impact, Impacts, Struck};
use crate::flak::battery::{Battery, Calibre};
use crate::flak::fire::{Attacker, FLIGHT, Harm, fire};
use crate::identity::Identity;
use crate::measure::Measures;
use crate::outcomes::{LineSeries, Series};
use crate::picture::beliefs::Source;
use crate::record::{EventKind, Place};
use crate::row::{BatteryRow, FlightRow, FlightsRow};

/// A wave or a flight is due.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Sorties>().agenda.is_due(clock.until)
}

/// Waves muster and flights attack. Due when their agenda is.
pub fn attack(
    clock: Res<Clock>,
    ground: Ground,
    mut sorties: ResMut<Sorties>,
    mut units: RowsMut<AirUnit>,
    mut batteries: RowsMut<Battery>,
    mut encounters: Encounters,
    mut traces: Traces,
) {
    let (units, batteries) = (units.slice_mut(), batteries.slice_mut());
    let sorties = &mut *sorties;
    while let Some(due) = sorties.agenda.next_before(clock.until) {
        let (entry, pool) = of_stamp(due.stamp);
        match entry {
            Entry::Wave => {
                let wave_row = FlightsRow(due.item);
                let wave = sorties.pools[pool].waves[wave_row];
                let unit = &units[wave.unit];
                muster(
                    &ground,
                    sorties,
                    due.second,
                    wave_row,
                    pool,
                    unit,
                    batteries,
                    &mut encounters,
                    &mut traces,
                );
            }
            Entry::Flight => {
                let flight = sorties.pools[pool].flights[FlightRow(due.item)];
                let wave = sorties.pools[pool].waves[flight.wave];
                let unit = &mut units[wave.unit];
                let met = encounters.take_flight(flight.key).unwrap_or_default();
                strike(
                    &ground,
                    due.second,
                    &wave,
                    &flight,
                    &met,
                    unit,
                    batteries,
                    &mut traces,
                );
            }
        }
    }
}

/// One flight over its target.
fn strike(
    ground: &Ground,
    second: u32,
    wave: &Wave,
    flight: &Flight,
    met: &[Met; FLIGHT],
    unit: &mut AirUnit,
    batteries: &mut [Battery],
    traces: &mut Traces,
) {
    let gone = met.map(|met| met.before && (met.fell || met.jettisoned));
    let let_go = met
        .iter()
        .filter(|met| met.before && met.jettisoned && !met.fell);
    traces
        .measures
        .add(Series::Jettisoned, amount(let_go.count()));
    let target = Attacker {
        key: flight.key,
        wave: wave.key,
        at: flight.at,
        height_m: unit.height * ground.sights.release_m,
        aircraft: flight.aircraft,
        gone,
        vulnerability: unit.vulnerability,
        share: flight.share,
    };
    let list = ground.cover.firing(flight.spot);
    let harm = fire(
        &ground.rules,
        &ground.chance,
        wave.day,
        &target,
        list,
        batteries,
    );
    count_rounds(&harm.rounds, &mut traces.books, &mut traces.measures);
    for (calibre, series) in [
        (Calibre::Light, LineSeries::RoundsLight),
        (Calibre::Heavy, LineSeries::RoundsHeavy),
    ] {
        let fired = harm.rounds[calibre as usize];
        traces.measures.add_line(wave.line, series, fired);
    }
    let turned_back = turn_back(ground, wave.day, flight, &harm, gone, &mut traces.measures);
    if flight.on_guns {
        traces
            .measures
            .add(Series::SortiesOnGuns, i64::from(flight.aircraft));
    } else {
        let drops = |plane: usize| {
            let in_time = harm.falls[plane] >= ground.rules.before_release;
            in_time && !turned_back[plane] && !gone[plane]
        };
        let growth = ground.sights.miss_at(unit.height);
        let spread = unit.miss_m * growth * ground.rules.spoils(harm.spoils);
        let drops: [bool; FLIGHT] =
            std::array::from_fn(|plane| plane < flight.aircraft as usize && drops(plane));
        release(
            ground, second, wave, flight, drops, unit.bombs, spread, traces,
        );
    }
    if harm.falls[..flight.aircraft as usize]
        .iter()
        .any(|&fall| fall >= 1.0)
    {
        let thing = looked_at(wave.line, wave.bridge);
        (traces.sightings).note(flight.key, second, thing, Source::Pilots);
    }
    unit.week.0 += flight.aircraft;
    count_harm(
        ground, second, wave, flight, &harm, met, unit, batteries, traces,
    );
}

/// Posts and counts rounds fired.
pub(super) fn count_rounds(rounds: &[i64; 2], books: &mut Books, measures: &mut Measures) {
    let series = [Series::RoundsLight, Series::RoundsHeavy];
    for (calibre, series) in Calibre::ALL.into_iter().zip(series) {
        let fired = rounds[calibre as usize];
        if fired > 0 {
            books.post(calibre.rounds(), Account::Ready, Account::Used, fired);
            measures.add(series, fired);
        }
    }
}

/// Which aircraft turn back under fire.
fn turn_back(
    ground: &Ground,
    day: u16,
    flight: &Flight,
    harm: &Harm,
    gone: [bool; FLIGHT],
    measures: &mut Measures,
) -> [bool; FLIGHT] {
    let mut turned_back = [false; FLIGHT];
    let share = ground.rules.turns_back(harm.scares);
    if share > 0.0 {
        let numbers: [f64; FLIGHT] = ground.chance.draw(ABORT, flight.key, When::on(day));
        for plane in 0..flight.aircraft as usize {
            turned_back[plane] = falls_below(ABORT, flight.key, numbers[plane], share);
            let falls_first = harm.falls[plane] < ground.rules.before_release;
            measures.add(
                Series::SortiesAborted,
                i64::from(turned_back[plane] && !falls_first && !gone[plane]),
            );
        }
    }
    turned_back
}

/// Aircraft let go of their bombs, which are counted.
fn release(
    ground: &Ground,
    second: u32,
    wave: &Wave,
    flight: &Flight,
    drops: [bool; FLIGHT],
    bombs: u32,
    spread_m: f64,
    traces: &mut Traces,
) {
    let dropping = drops.iter().filter(|&&drops| drops).count();
    let dropped = fit::<u32, _>(dropping) * bombs;
    bomb(
        ground,
        second,
        wave,
        flight,
        drops,
        bombs,
        spread_m,
        &mut traces.impacts,
    );
    let (series, of_line) = (Series::BombsDropped, LineSeries::Bombs);
    traces.measures.add(series, i64::from(dropped));
    traces
        .measures
        .add_line(wave.line, of_line, i64::from(dropped));
    count_bombs(&mut traces.measures, wave.line, dropped);
}

/// The bombs of a flight, and what they strike.
fn bomb(
    ground: &Ground,
    second: u32,
    wave: &Wave,
    flight: &Flight,
    drops: [bool; FLIGHT],
    bombs: u32,
    spread_m: f64,
    impacts: &mut Impacts,
) {
    let (sights, chance, day) = (&ground.sights, &ground.chance, wave.day);
    let fell = |plane: u16, bomb: u16, across: f64, along: &dyn Fn() -> f64| {
        let ordinal = (plane << 8) | bomb;
        let key = Identity::Bomb {
            flight: flight.key,
            plane,
            n: bomb,
        }
        .key();
        weigh(BOMB, key, || (across.abs(), wave.half_width_m));
        let (on_deck, beside) = match wave.bridge.known() {
            None => (false, true),
            Some(bridge) => {
                let beside = along().abs() > sights.bridges[bridge].0;
                (!beside && across.abs() <= sights.bridge_half_m, beside)
            }
        };
        let struck = if on_deck && sights.drops_span(chance, flight.key, day, ordinal, wave.bridge)
        {
            Struck::Span {
                bridge: wave.bridge,
            }
        } else if beside && across.abs() <= wave.half_width_m {
            let wait_until = sights.wait_until(chance, flight.key, day, ordinal.into(), second);
            Struck::Track {
                block: flight.block,
                wait_until,
            }
        } else {
            return;
        };
        impacts.pending.push(Impact {
            second,
            key,
            cause: flight.key,
            struck,
        });
    };
    sights.drop_bombs(chance, flight.key, day, &drops, bombs, spread_m, fell);
}

/// Takes hit aircraft off the strength, and counts them.
fn count_harm(
    ground: &Ground,
    second: u32,
    wave: &Wave,
    flight: &Flight,
    harm: &Harm,
    met: &[Met; FLIGHT],
    unit: &mut AirUnit,
    batteries: &[Battery],
    traces: &mut Traces,
) {
    let by_guns = |plane: usize| harm.falls[plane] < 1.0 || harm.damaged[plane] != BatteryRow::NONE;
    let by_fighters = |plane: usize| met[plane].fell || met[plane].damaged;
    let hit = |plane: usize| by_guns(plane) || by_fighters(plane);
    if !(0..flight.aircraft as usize).any(hit) {
        return;
    }
    let when = When::on(wave.day);
    let numbers: [f64; 4 * FLIGHT] = ground.chance.draw(AIRCRAFT_REPAIR, flight.key, when);
    for plane in (0..flight.aircraft as usize).filter(|&plane| hit(plane)) {
        if unit.ready == 0 {
            break;
        }
        let key = Identity::Aircraft {
            flight: flight.key,
            n: fit(plane),
        }
        .key();
        let falls_to_guns = harm.falls[plane] < 1.0;
        let falls_to_fighters = met[plane].fell && !falls_to_guns;
        let shot_down = falls_to_guns || falls_to_fighters;
        let own = &numbers[4 * plane..4 * plane + 4];
        let (hangar, books) = (&mut traces.hangar, &mut traces.books);
        let fate = hangar.take(unit, wave.unit, key, second, shot_down, own, books);
        if falls_to_fighters || !by_guns(plane) {
            note_fighters(second, wave, key, met[plane].by, fate, traces);
            continue;
        }
        if !shot_down {
            traces.measures.add(Series::AircraftDamaged, 1);
            traces.measures.add_line(wave.line, LineSeries::Damaged, 1);
        }
        if fate == Fate::Lost {
            let (kind, by) = if shot_down {
                (EventKind::AircraftShotDown, harm.by[plane])
            } else {
                (EventKind::AircraftWrittenOff, harm.damaged[plane])
            };
            traces.measures.add_aircraft_lost(wave.line, kind);
            let (place, guns) = (Place::Line(wave.line), batteries[by].key);
            traces.journal.note(second, kind, place, key, guns, 1);
            if batteries[by].channels.has(Channel::Relocation) {
                traces.flown.note_loss(wave.line);
                unit.week.1 += 1;
            }
        }
        if shot_down {
            let claims = traces.flying.claim(ground.rules.claims_per_kill);
            traces.measures.add(Series::Claims, claims);
            traces
                .measures
                .add_line(wave.line, LineSeries::Claims, claims);
        }
    }
}

/// Notes what fighters did to an aircraft. The line counts a loss; the height of release, which answers guns, does not.
fn note_fighters(
    second: u32,
    wave: &Wave,
    aircraft: Key,
    by: Key,
    fate: Fate,
    traces: &mut Traces,
) {
    if fate != Fate::Lost {
        return;
    }
    traces.measures.add(Series::LostToFighters, 1);
    let (kind, place) = (EventKind::LostToFighters, Place::Line(wave.line));
    traces.journal.note(second, kind, place, aircraft, by, 1);
    traces.flown.note_loss(wave.line);
}
