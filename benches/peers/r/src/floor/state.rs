//! What changes, as columns.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use interdict_quantity::Key;

use crate::built::{Built, NONE};
use crate::outcome::Day;

/// What a train does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Idle,
    Forming,
    Running,
    Waiting,
    Queued,
    Unloading,
}

/// A train.
#[derive(Clone, Debug)]
pub(super) struct Train {
    pub(super) doing: Doing,
    pub(super) station: u32,
    pub(super) home: u32,
    pub(super) bound_for: u32,
    pub(super) block: u32,
    pub(super) direction: usize,
    /// Lines with direction, as in `line * 2 + direction`.
    pub(super) route: Vec<u32>,
    pub(super) leg: usize,
    pub(super) kg: i64,
    pub(super) is_final: bool,
}

/// Who is in a block and who wants to be.
#[derive(Clone, Debug, Default)]
pub(super) struct Traffic {
    pub(super) inside: [u16; 2],
    pub(super) at_end: [u16; 2],
    pub(super) heading: usize,
    pub(super) in_a_row: u16,
    /// Plus one, so that 0 means never.
    pub(super) entered: [u32; 2],
    pub(super) left: [u32; 2],
    pub(super) waiting: [Vec<u32>; 2],
    pub(super) wake: u32,
}

/// The plan of a corridor for the night.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// Departures of older editions are void.
    pub(super) edition: u32,
    /// A line of the corridor closed or opened since the plan was made.
    pub(super) is_stale: bool,
    /// In the order in which they were added: their numbers go into the keys of departures.
    pub(super) legs: Vec<Leg>,
    /// Over the one river that a corridor can have.
    pub(super) haul: Option<Haul>,
}

/// Trains of a plan.
#[derive(Clone, Debug)]
pub(super) struct Leg {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) chain: u32,
    pub(super) planned: u32,
    pub(super) sent: u32,
    pub(super) every_s: u32,
}

/// Trucks of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Haul {
    pub(super) planned_kg: i64,
    pub(super) carried_kg: i64,
}

/// A wave of trucks on the road.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wave {
    pub(super) to: u32,
    pub(super) kg: i64,
}

/// A cut and the gangs on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job {
    pub(super) key: Key,
    pub(super) block: u32,
    pub(super) known: u32,
    pub(super) work: i64,
    pub(super) gangs: i64,
    pub(super) due: u32,
    pub(super) is_open: bool,
}

/// An entry of an agenda: second, key, what.
pub(super) type Entry = Reverse<(u32, Key, u32, u32)>;

/// What changes.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) trains: Vec<Train>,
    pub(super) traffic: Vec<Traffic>,
    pub(super) agenda: BinaryHeap<Entry>,
    /// By corridor.
    pub(super) plans: Vec<Plan>,
    pub(super) waves: Vec<Wave>,
    pub(super) free_waves: Vec<u32>,
    pub(super) waves_sent: u32,
    // by station
    pub(super) budget: Vec<i64>,
    pub(super) busy: Vec<u32>,
    pub(super) queue: Vec<Vec<u32>>,
    pub(super) idle: Vec<Vec<u32>>,
    pub(super) stock: Vec<i64>,
    pub(super) transit: Vec<i64>,
    pub(super) coming: Vec<i64>,
    pub(super) coming_transit: Vec<i64>,
    pub(super) asked: Vec<i64>,
    pub(super) daily_grams: Vec<i64>,
    pub(super) lift: Vec<i64>,
    /// What each formation has with it.
    pub(super) with_it: Vec<i64>,
    // by block
    pub(super) obstacles: Vec<u16>,
    pub(super) expected: Vec<u32>,
    pub(super) slow_until: Vec<u32>,
    pub(super) opened: Vec<u32>,
    // by line
    pub(super) closed: Vec<u16>,
    pub(super) changed: Vec<u32>,
    pub(super) carried: Vec<i64>,
    pub(super) carried_today: Vec<i64>,
    // repair
    pub(super) jobs: Vec<Job>,
    pub(super) free_jobs: Vec<u32>,
    pub(super) job_agenda: BinaryHeap<Entry>,
    pub(super) waiting_jobs: Vec<Vec<u32>>,
    pub(super) free_gangs: Vec<i64>,
    pub(super) next_raid: usize,
    pub(super) today: Day,
    pub(super) days: Vec<Day>,
}

/// The first tick.
pub(super) fn fresh(built: &Built, days: usize) -> State {
    let (stations, blocks, lines) = (
        built.station_key.len(),
        built.blocks.len(),
        built.lines.len(),
    );
    let mut state = State {
        plans: vec![Plan::default(); built.corridors.len()],
        budget: vec![0; stations],
        busy: vec![0; stations],
        queue: vec![Vec::new(); stations],
        idle: vec![Vec::new(); stations],
        stock: built.opening_kg.clone(),
        transit: vec![0; stations],
        coming: vec![0; stations],
        coming_transit: vec![0; stations],
        asked: vec![0; stations],
        daily_grams: built.daily_grams.clone(),
        lift: vec![0; stations],
        with_it: (built.formations.iter()).map(|row| row.brings).collect(),
        free_gangs: built.gangs.clone(),
        traffic: vec![
            Traffic {
                wake: NONE,
                ..Traffic::default()
            };
            blocks
        ],
        obstacles: vec![0; blocks],
        expected: vec![NONE; blocks],
        slow_until: vec![0; blocks],
        closed: vec![0; lines],
        carried: vec![0; lines],
        carried_today: vec![0; lines],
        waiting_jobs: vec![Vec::new(); lines],
        days: Vec::with_capacity(days),
        ..State::default()
    };
    for (train, &station) in (0..).zip(&built.train_home) {
        state.idle[station as usize].push(train);
        state.trains.push(Train {
            doing: Doing::Idle,
            station,
            home: station,
            bound_for: station,
            block: NONE,
            direction: 0,
            route: Vec::new(),
            leg: 0,
            kg: 0,
            is_final: false,
        });
    }
    state
}
