//! # Trains
//!
//! What happens: a train is a locomotive with its rake of wagons. It stands idle in a yard, is formed and
//! loaded, runs block by block along its route, waits where the next block is not to be had, is
//! unloaded, and runs home empty.
//!
//! Rule: the number of trains never changes; a train that is hit loses wagons, and a disabled
//! locomotive goes into repair when it has been drawn in, and comes back after its days.
//!
//! Assumes: a rake stays with its engine; crews and water are always at hand.
//!
//! Reads: nothing. Writes: [`Train`]. Chance: none.

use bevy_ecs::prelude::Component;
use interdict_quantity::Key;

use crate::accounts::{CLASSES, Supplies};
use crate::row::{BlockRow, Direction, RailStep, StationRow, TrainRow};
use crate::state::{choice, state};
use crate::told::untold;

/// What a train is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrainState {
    /// In a yard, fit, without orders.
    Idle,
    /// Being formed and loaded; leaves at its due time.
    Forming,
    /// In a block; leaves it at its due time.
    Running,
    /// At a passing place or station, waiting for the next block.
    Waiting,
    /// At its station, waiting for a place to unload.
    Queued,
    /// Being unloaded; done at its due time.
    Unloading,
    /// At a station on its way, setting down wagons; goes on at its due time.
    SettingDown,
    /// Locomotive in repair; fit again at its due time.
    Disabled,
}

choice!(TrainState: Idle, Forming, Running, Waiting, Queued, Unloading, SettingDown, Disabled);

/// One locomotive with its rake. What moving it takes comes first and fills one line of the processor's cache; what it
/// carries, and for whom, the next.
#[derive(Component, Clone, Debug)]
#[repr(C, align(64))]
pub struct Train {
    /// Identity of the locomotive.
    pub key: Key,
    /// Lines with direction.
    pub route: Vec<RailStep>,
    /// Place in the route.
    pub leg: u32,
    /// Block it is in, or waits at the end of; [`BlockRow::NONE`] while it is not on the way.
    pub block: BlockRow,
    /// The station it stands at; while on the way, the one it left last.
    pub station: StationRow,
    /// While it waits for a block: who waits there next in its direction; behind the last, the first.
    pub behind: TrainRow,
    /// Second at which the present state ends, where it has a known end.
    pub due: u32,
    /// Stamp of the entry in the agenda that counts; older entries are void.
    pub stamp: u32,
    /// Seconds of delay to add to the present block: a relief engine has to come.
    pub delay: u32,
    /// What it is doing.
    pub state: TrainState,
    /// Direction on the present line.
    pub direction: Direction,
    /// The locomotive goes into repair at the next station.
    pub is_hit: bool,
    /// The cargo is for those who draw at `bound_for` (and not to be forwarded from there).
    pub final_leg: bool,
    /// Identity of the present trip, or of the last: of where from, where to, for whom, the night, and the
    /// ordinal of the departure in it. Not of the locomotive: which one draws it is an accident.
    pub trip: Key,
    /// Cargo, kilograms by class.
    pub load: Supplies,
    /// The station of its orders: where it is to be unloaded, or where it goes empty.
    pub bound_for: StationRow,
    /// Where it goes home to when empty.
    pub home: StationRow,
    /// Wagons fit for use.
    pub wagons: u32,
}

state!(
    Train: route, leg, block, station, behind, due, stamp, delay, state, direction, is_hit,
        final_leg, trip, load, bound_for, home, wagons;
    fixed: key
);

#[cfg(target_pointer_width = "64")]
const _: () = assert!(size_of::<Train>() == 128 && std::mem::offset_of!(Train, trip) == 64);

impl Train {
    /// A fit engine with a full rake, idle at a station.
    pub(crate) fn idle_at(key: Key, station: StationRow, wagons: u32) -> Self {
        Self {
            key,
            trip: key,
            state: TrainState::Idle,
            station,
            route: Vec::with_capacity(64),
            leg: 0,
            block: BlockRow::NONE,
            behind: TrainRow::NONE,
            direction: Direction::Ahead,
            bound_for: station,
            final_leg: false,
            home: station,
            load: [0; CLASSES],
            wagons,
            due: 0,
            stamp: 0,
            is_hit: false,
            delay: 0,
        }
    }

    /// The block it is in or stands at while on the way; `None` in a station's yard.
    pub fn on_the_way(&self) -> Option<BlockRow> {
        match self.state {
            TrainState::Running | TrainState::Waiting | TrainState::SettingDown => {
                self.block.known()
            }
            _ => None,
        }
    }

    /// Kilograms on board.
    pub fn kg(&self) -> i64 {
        self.load.iter().sum()
    }
}

/// An attack that found a train: what the railway has to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TrainHit {
    /// When.
    pub second: u32,
    /// Identity of the attack.
    pub key: Key,
    /// Row of the train.
    pub train: TrainRow,
    /// The locomotive is disabled.
    pub disables: bool,
    /// Wagons burnt.
    pub wagons: u32,
}

state!(TrainHit: second, key, train, disables, wagons);

/// Attacks of this tick that found trains, not yet posted.
#[derive(bevy_ecs::prelude::Resource, Clone, Debug, Default)]
pub struct TrainHits {
    /// In the order in which they were laid down.
    pub pending: Vec<TrainHit>,
}

state!(TrainHits: pending);
untold!(TrainHits = "train hits");
