//! What there is, and how it stands at the start. One row for each thing, in plain columns.

use bevy_ecs::prelude::{Component, Resource};

use crate::draws::Draws;
use crate::shape::{Hop, Network, STATIONS_OF_LINE, Size, is_front, is_rear};

/// Hours of a day; a tick is an hour.
pub const HOURS: u32 = 24;
/// Tons a rear depot starts with, and the most it takes.
pub const REAR_STOCK: u32 = 12_000;
/// Tons a front depot starts with.
pub const FRONT_STOCK: u32 = 5_000;
/// Tons of a train.
pub const LOAD: u32 = 400;
/// Tons a front consumes in an hour.
pub const NEED: u32 = 60;
/// Rounds a battery starts with.
pub const ROUNDS: u8 = 20;
/// Rounds a battery has at most.
pub const MOST_ROUNDS: u8 = 40;
/// Hours of loading and of unloading.
pub const HANDLING: u8 = 3;
/// Hours of a breakdown.
pub const BREAKDOWN: u8 = 6;
/// Hours a battery stays suppressed.
pub const SUPPRESSED: u8 = 24;
/// Work that mends one cut.
pub const WORK_OF_CUT: f32 = 8.0;
/// No segment.
pub const NOWHERE: u32 = u32::MAX;
/// No hour of the day.
pub const NEVER: u8 = u8::MAX;

/// It is night, when trains run and aircraft do not.
#[inline]
pub const fn is_night(hour: u32) -> bool {
    hour < 6 || hour >= 18
}

/// Cuts of a segment that are open.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Damage(pub u16);

/// Work done on the present cut of a segment.
#[derive(Component, Clone, Copy, Debug, Default)]
pub struct Progress(pub f32);

/// What runs over a segment.
#[derive(Component, Clone, Copy, Debug)]
pub struct Track {
    /// Trains in this tick.
    pub used: u8,
    /// Trains it takes in a tick.
    pub capacity: u8,
    /// Trains since the enemy last counted.
    pub traffic: u16,
}

/// What a train is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Runs to the front, loaded.
    ToFront,
    /// Runs to the rear, empty.
    ToRear,
    /// Unloads at the front.
    Unloading,
    /// Loads in the rear.
    Loading,
}

/// A train.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Train {
    /// Where it stands.
    pub station: u32,
    /// What it is about.
    pub errand: Errand,
}

/// Ticks until a train can do what it is about.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timer(pub u8);

/// A repair crew.
#[derive(Component, Clone, Copy, Debug)]
pub struct Crew {
    /// The segment it is sent to, or [`NOWHERE`].
    pub segment: u32,
    /// Ticks until it is there.
    pub travel: u8,
}

/// An anti-aircraft site: the segment in the middle of those it covers.
#[derive(Component, Clone, Copy, Debug)]
pub struct Site(pub u32);

/// Rounds of a battery.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ammunition(pub u8);

/// Ticks for which a battery is still suppressed.
#[derive(Component, Clone, Copy, Debug, Default)]
pub struct Suppression(pub u8);

/// A package of aircraft.
#[derive(Component, Clone, Copy, Debug)]
pub struct Package {
    /// The hour at which it strikes, or [`NEVER`].
    pub hour: u8,
    /// Aircraft.
    pub aircraft: u32,
    /// The segment it is to cut.
    pub target: u32,
    /// Batteries that fired at it.
    pub active: u32,
    /// Aircraft lost.
    pub losses: u32,
    /// Cuts made.
    pub cuts: u32,
}

/// The depots of a line, in tons.
#[derive(Component, Clone, Copy, Debug)]
pub struct Depot {
    /// In the rear.
    pub rear: u32,
    /// At the front.
    pub front: u32,
}

/// The ways that trains take.
#[derive(Resource, Clone, Debug, Default)]
pub struct Routes {
    /// By station: towards the nearest front.
    pub to_front: Vec<Hop>,
    /// By station: towards the nearest rear.
    pub to_rear: Vec<Hop>,
}

/// Which sites cover a segment.
#[derive(Resource, Clone, Debug, Default)]
pub struct Cover {
    /// By segment: where its sites begin.
    pub starts: Vec<u32>,
    /// The sites, ascending for each segment.
    pub sites: Vec<u32>,
}

/// One day of the series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Daily {
    /// Tons delivered to the fronts.
    pub delivered: u64,
    /// Cuts made.
    pub cuts: u64,
    /// Aircraft lost.
    pub losses: u64,
    /// Damaged segments, summed over the hours.
    pub damaged_hours: u64,
    /// Tons needed and not there.
    pub shortage: u64,
}

/// The present: numbers, weather, the day so far and the days before.
#[derive(Resource, Clone, Debug)]
pub struct Present {
    /// The numbers of this replication.
    pub draws: Draws,
    /// 0 clear, 1 broken, 2 closed.
    pub weather: u8,
    /// The day so far.
    pub today: Daily,
    /// The days before.
    pub daily: Vec<Daily>,
}

impl Present {
    /// The start of a replication.
    pub fn new(seed: u64) -> Self {
        Self {
            draws: Draws::new(seed),
            weather: 0,
            today: Daily::default(),
            daily: Vec::new(),
        }
    }

    /// What the day has brought is put down, and the next begins.
    pub fn close_day(&mut self) {
        self.daily.push(std::mem::take(&mut self.today));
    }
}

/// Trains and their timers at the start.
pub fn trains(size: Size) -> (Vec<Train>, Vec<Timer>) {
    (0..size.trains)
        .map(|id| {
            let (line, turn) = (id % size.lines, id / size.lines);
            let station = line * STATIONS_OF_LINE + turn % STATIONS_OF_LINE;
            let errand = match turn % 2 {
                0 if is_front(station) => Errand::Unloading,
                0 => Errand::ToFront,
                _ if is_rear(station) => Errand::Loading,
                _ => Errand::ToRear,
            };
            let timer = if errand == Errand::Unloading {
                HANDLING
            } else {
                0
            };
            (Train { station, errand }, Timer(timer))
        })
        .unzip()
}

/// The tracks at the start.
pub fn tracks(network: &Network) -> Vec<Track> {
    let track = |&capacity| Track {
        used: 0,
        capacity,
        traffic: 0,
    };
    network.capacity.iter().map(track).collect()
}

/// The sites at the start.
pub fn sites(size: Size) -> Vec<Site> {
    let base = |site: u32| u64::from(site) * u64::from(size.segments) / u64::from(size.sites);
    (0..size.sites)
        .map(|site| Site(base(site) as u32))
        .collect()
}

/// A crew without a cut.
pub const IDLE: Crew = Crew {
    segment: NOWHERE,
    travel: 0,
};

/// A package that does not fly.
pub const GROUNDED: Package = Package {
    hour: NEVER,
    aircraft: 0,
    target: 0,
    active: 0,
    losses: 0,
    cuts: 0,
};

/// The depots at the start.
pub const FULL: Depot = Depot {
    rear: REAR_STOCK,
    front: FRONT_STOCK,
};
