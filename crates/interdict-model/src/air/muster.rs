//! # Muster
//!
//! What happens: the flights that go for one place muster at their hour: it is seen which of them fly, where
//! each aims, and which go for the guns.
//!
//! Rule: a flight flies when `u < serviceability x weather factor` over the target. A share of the
//! flights goes for the guns where guns are in reach. Flights come over the target one behind the other
//! and share the attention of the guns with those that go for the same place and come within the same reach.
//!
//! Assumes: the weather is that of the target's cell when they muster; flights for two places never share the
//! guns' attention; suppressing flights harm guns only by keeping heads down, for those that they come with.
//!
//! Sources: estimates, with the knobs of `strike` and `flak`.
//!
//! Reads: [`Sorties`], weather, cover. Writes: [`Sorties`], what was flown, counters, journal. Chance:
//! `FLOWN` and `AIM_POINT` by flight.

use interdict_engine::chance::When;
use interdict_engine::whole::whole_part;
use interdict_engine::witness::falls_below;
use interdict_quantity::Key;
use interdict_scenario::scenario::Channel;

use crate::air::context::{Ground, Traces};
use crate::air::fighters::fight::Scribe;
use crate::air::fighters::meeting::Encounters;
use crate::air::fighters::skies::Met;
use crate::air::mission::Mission;
use crate::air::sortie::{Entry, Flight, Sorties, Wave, stamp};
use crate::air::unit::AirUnit;
use crate::chance::{AIM_POINT, FLOWN};
use crate::flak::battery::{Battery, Calibre};
use crate::flak::cover::Spot;
use crate::flak::fire::FLIGHT;
use crate::flak::gunnery::FireRules;
use crate::identity::Identity;
use crate::outcomes::{LineSeries, Series};
use crate::record::{EventKind, Place};
use crate::row::{BatteryRow, BridgeRow, FlightRow, FlightsRow};

/// Sees who flies, and puts the flights on the agenda one behind the other.
pub(super) fn muster(
    ground: &Ground,
    sorties: &mut Sorties,
    second: u32,
    wave_row: FlightsRow,
    pool_row: usize,
    unit: &AirUnit,
    batteries: &[Battery],
    encounters: &mut Encounters,
    traces: &mut Traces,
) {
    let pool = &mut sorties.pools[pool_row];
    let wave = pool.waves[wave_row];
    let cell = ground.network.lines[wave.line].cell;
    let share = traces.flying.share(ground.weather.over(cell));
    let (first, size) = (pool.flights.len(), wave.flight_size);
    let when = When::on(wave.day);
    let height_m = unit.height * ground.sights.release_m;
    let (mut sorties_flown, mut on_guns) = (0, 0);
    for slot in 0..wave.aircraft.div_ceil(size) {
        let flight = Identity::Flight {
            unit: wave.unit_key,
            day: wave.day,
            n: wave.first + slot,
        };
        let key = flight.key();
        let offered = (wave.aircraft - slot * size).min(size);
        let aircraft = offered.min(unit.ready - sorties_flown);
        let [flies] = ground.chance.draw::<1>(FLOWN, key, when);
        if aircraft == 0 || !falls_below(FLOWN, key, flies, share) {
            continue;
        }
        let numbers = ground.chance.draw::<2>(AIM_POINT, key, when);
        let flight = aim(
            ground, &wave, wave_row, key, aircraft, height_m, numbers, batteries,
        );
        sorties_flown += aircraft;
        on_guns += u32::from(flight.on_guns);
        pool.flights.push(flight);
    }
    if sorties_flown == 0 {
        return;
    }
    let (_, flights) = pool.flights.split_at_mut(first);
    share_fire(&ground.rules, flights, height_m, on_guns);
    let apart = ground.rules.interval_s * f64::from(size);
    for (ordinal, flight) in flights.iter().enumerate() {
        let over = second + whole_part::<u32>(apart * ordinal as f64);
        let row = FlightRow::from_index(first + ordinal);
        sorties
            .agenda
            .put(over, flight.key, row.0, stamp(Entry::Flight, pool_row));
    }
    are_met(
        ground,
        &wave,
        second,
        sorties_flown,
        unit,
        flights,
        encounters,
        traces,
    );
    let flown = i64::from(sorties_flown);
    traces
        .flown
        .note_sorties(wave.line, wave.day, sorties_flown);
    traces.measures.add(Series::SortiesFlown, flown);
    traces
        .measures
        .add_line(wave.line, LineSeries::Sorties, flown);
    (ground.waste).count(&wave, sorties_flown, &ground.closures, &mut traces.measures);
    let place = Place::Line(wave.line);
    traces
        .journal
        .note(second, EventKind::Wave, place, wave.key, Key(0), flown);
}

/// Sees which fighters meet the flights on their way, and keeps what they do to them until each is over its target.
fn are_met(
    ground: &Ground,
    wave: &Wave,
    second: u32,
    sorties: u32,
    unit: &AirUnit,
    flights: &[Flight],
    encounters: &mut Encounters,
    traces: &mut Traces,
) {
    let (Some(first), false) = (flights.first(), encounters.is_none()) else {
        return;
    };
    let mission = Mission {
        key: wave.key,
        day: wave.day,
        from: unit.base,
        to: first.at,
        over: second,
        speed: unit.speed,
        height_m: unit.way_height_m,
        aircraft: sorties,
        is_bomber: false,
    };
    let mut scribe = Scribe {
        books: &mut traces.books,
        measures: &mut traces.measures,
    };
    let cell = ground.network.lines[wave.line].cell;
    let met = encounters.meet(&mission, Some(cell), false, &mut scribe);
    let mut met = met.into_iter();
    for flight in flights {
        let mut own = [Met::default(); FLIGHT];
        for (own, met) in own
            .iter_mut()
            .zip(met.by_ref().take(flight.aircraft as usize))
        {
            *own = met;
        }
        if own != [Met::default(); FLIGHT] {
            encounters.keep_flight(flight.key, own);
        }
    }
}

/// Gives a flight its aim point and task.
fn aim(
    ground: &Ground,
    wave: &Wave,
    wave_row: FlightsRow,
    key: Key,
    aircraft: u32,
    height_m: f64,
    [along, task]: [f64; 2],
    batteries: &[Battery],
) -> Flight {
    let (at, block, spot) = if wave.bridge == BridgeRow::NONE {
        let share = wave.stretch.0 + along * (wave.stretch.1 - wave.stretch.0);
        let block = ground.network.block_at(wave.line, share);
        (
            ground.network.along(wave.line, share),
            block,
            Spot::Block(block),
        )
    } else {
        let spot = Spot::Bridge(wave.bridge);
        let block = ground.network.bridge_block[wave.bridge];
        (ground.cover.point(spot), block, spot)
    };
    let in_reach = |&row: &BatteryRow| {
        let battery = &batteries[row];
        let gunnery = &ground.rules.guns[battery.calibre as usize];
        battery.channels.has(Channel::Diversion)
            && battery.at.distance(at) <= gunnery.reach_m(height_m)
    };
    let share = ground.rules.suppression_share;
    let share = if task < share && ground.cover.firing(spot).iter().any(in_reach) {
        share
    } else {
        0.0
    };
    Flight {
        key,
        wave: wave_row,
        aircraft,
        at,
        block,
        spot,
        on_guns: falls_below(AIM_POINT, key, task, share),
        share: [1.0; 2],
    }
}

/// Shares the guns' attention among the aircraft of a wave that come within reach of the same guns.
fn share_fire(rules: &FireRules, flights: &mut [Flight], height_m: f64, on_guns: u32) {
    let kept = rules.kept(on_guns);
    let reach_m = rules.guns.map(|guns| guns.reach_m(height_m));
    for row in 0..flights.len() {
        let at = flights[row].at;
        let mut company = [0_u32; 2];
        for other in &*flights {
            let apart = at.distance(other.at);
            for calibre in Calibre::ALL {
                if apart <= reach_m[calibre as usize] {
                    company[calibre as usize] += other.aircraft;
                }
            }
        }
        flights[row].share =
            Calibre::ALL.map(|calibre| kept * rules.share(calibre, company[calibre as usize]));
    }
}
