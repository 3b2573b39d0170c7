//! # Sorties
//!
//! What happens: flights of up to four aircraft, sent in waves, are on their way to a target at a known
//! second.
//!
//! Rule: waves and flights of a day lie in one of two pools, by odd and even days, until the day after
//! the next needs the room.
//!
//! Assumes: every flight of a day is over before the day after the next is tasked.
//!
//! Sources: none needed.
//!
//! Reads: nothing. Writes: [`Sorties`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::{Agenda, Column};
use interdict_quantity::Key;

use crate::flak::cover::Spot;
use crate::network::Point;
use crate::row::{BlockRow, BridgeRow, FlightRow, FlightsRow, LineRow, UnitRow};
use crate::state::state;

/// The flights of a wave that go for one place together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wave {
    /// Identity.
    pub key: Key,
    /// Row of the unit.
    pub unit: UnitRow,
    /// Identity of the unit, from which flights take theirs.
    pub unit_key: Key,
    /// Day.
    pub day: u16,
    /// The first of its flights, among all that the unit offers for the day.
    pub first: u32,
    /// Aircraft offered; the last flight has what is left.
    pub aircraft: u32,
    /// Aircraft of a whole flight.
    pub flight_size: u32,
    /// The line.
    pub line: LineRow,
    /// The bridge; [`BridgeRow::NONE`] for the line itself.
    pub bridge: BridgeRow,
    /// The stretch it goes for, as shares of the way along the line.
    pub stretch: (f64, f64),
    /// Half-width within which one of its bombs cuts the track, metres.
    pub half_width_m: f64,
}

state!(
    Wave: key, unit, unit_key, day, first, aircraft, flight_size, line, bridge, stretch,
        half_width_m
);

/// Up to four aircraft that attack one aim point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    /// Identity.
    pub key: Key,
    /// Its wave in the day's pool.
    pub wave: FlightsRow,
    /// Aircraft.
    pub aircraft: u32,
    /// Where it aims.
    pub at: Point,
    /// Block of the aim point.
    pub block: BlockRow,
    /// The place of whose cover it takes notice.
    pub spot: Spot,
    /// It goes for the guns.
    pub on_guns: bool,
    /// Share of a battery's guns that is free for each aircraft, by calibre.
    pub share: [f64; 2],
}

state!(Flight: key, wave, aircraft, at, block, spot, on_guns, share);

/// Waves and flights of a day.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    /// Waves.
    pub waves: Column<FlightsRow, Wave>,
    /// Flights that are flown.
    pub flights: Column<FlightRow, Flight>,
}

state!(Pool: waves, flights);

/// All that is on its way.
#[derive(Resource, Clone, Debug)]
pub struct Sorties {
    /// By odd and even days.
    pub pools: [Pool; 2],
    /// Items: places in the pool; stamps: see [`stamp`].
    pub agenda: Agenda,
}

state!(Sorties: pools, agenda);

/// An entry in the agenda: a wave that musters, or a flight over its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A wave musters: it is seen who flies.
    Wave,
    /// A flight is over its target.
    Flight,
}

/// The stamp of an entry.
#[expect(clippy::cast_possible_truncation, reason = "there are two pools")]
pub const fn stamp(entry: Entry, pool: usize) -> u32 {
    (pool as u32) << 1 | entry as u32
}

/// Entry and pool of a stamp.
pub(crate) const fn of_stamp(stamp: u32) -> (Entry, usize) {
    (
        if stamp & 1 == 0 {
            Entry::Wave
        } else {
            Entry::Flight
        },
        (stamp >> 1) as usize,
    )
}

impl Sorties {
    /// Nothing on its way.
    pub fn new() -> Self {
        let pool = || Pool {
            waves: Vec::with_capacity(64).into(),
            flights: Vec::with_capacity(512).into(),
        };
        Self {
            pools: [pool(), pool()],
            agenda: Agenda::with_room(1_024),
        }
    }
}

impl Default for Sorties {
    fn default() -> Self {
        Self::new()
    }
}
