//! What stands, as columns: the railway of R, and the knobs.

use interdict_engine::{Chance, When, sample};
use interdict_model::chance::{RESPONSE, WORK};
use interdict_quantity::Key;

mod read;

pub use read::build;

/// Seconds of a tick.
pub const TICK: u32 = 900;
/// Seconds of a day.
pub const DAY: u32 = 86_400;
/// Seconds until a departure that could not be made is tried again.
pub const TRY_AGAIN_S: u32 = 1_800;
/// Never, nowhere.
pub const NONE: u32 = u32::MAX;

/// A line as it was built.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it begins.
    pub from: u32,
    /// Where it ends, nearer the railhead.
    pub to: u32,
    /// The first of its blocks.
    pub first: u32,
    /// How many blocks it has.
    pub blocks: u32,
    /// Seconds of running from end to end.
    pub run_s: u32,
}

impl Line {
    /// The block at which a way over the line begins, by direction.
    pub const fn begins(&self, direction: usize) -> u32 {
        self.ends(1 - direction)
    }

    /// The block at which a way over the line ends, by direction.
    pub const fn ends(&self, direction: usize) -> u32 {
        [self.first + self.blocks - 1, self.first][direction]
    }
}

/// A block as it was built.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its name, hashed.
    pub key: Key,
    /// Its line.
    pub line: u32,
    /// Seconds of running.
    pub run_s: u32,
    /// Seconds until the other direction may enter, after the last of this one left.
    pub clear_s: u32,
    /// Seconds between trains that follow one another.
    pub follow_s: u32,
    /// Places at the far end, by direction.
    pub places: [u16; 2],
}

/// A chain of lines that one pool of engines works, from where loads begin to where they end.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Where loads begin.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// The lines between, in order.
    pub lines: Vec<u32>,
}

/// A corridor: one chain, or two with a river between.
#[derive(Clone, Debug)]
pub struct Corridor {
    /// Its chains, from base to railhead.
    pub chains: Vec<Chain>,
    /// Where it ends.
    pub railhead: u32,
    /// The road over the river, where there is one.
    pub road: Option<Road>,
}

/// A road over a river.
#[derive(Clone, Copy, Debug)]
pub struct Road {
    /// Seconds of driving.
    pub drive_s: u32,
    /// Trucks that work it.
    pub trucks: i64,
    /// What it has room for.
    pub kg_per_night: i64,
}

/// A raid: when, where, how many cuts.
#[derive(Clone, Copy, Debug)]
pub struct Raid {
    /// Its second.
    pub second: u32,
    /// Its name, hashed.
    pub key: Key,
    /// The station that it goes for.
    pub station: u32,
    /// How many cuts it makes.
    pub cuts: u32,
}

/// A formation at its railhead.
#[derive(Clone, Copy, Debug)]
pub struct Formation {
    /// Where it draws.
    pub railhead: u32,
    /// What it uses in a day.
    pub need: i64,
    /// What it carries at most.
    pub full: i64,
    /// What it has with it at the start.
    pub brings: i64,
}

/// What stands, and the knobs.
#[derive(Clone, Debug)]
pub struct Built {
    /// The lines.
    pub lines: Vec<Line>,
    /// The blocks, line by line.
    pub blocks: Vec<Block>,
    /// The corridors.
    pub corridors: Vec<Corridor>,
    /// By line: its corridor.
    pub corridor_of: Vec<u32>,
    /// By station: its name, hashed.
    pub station_key: Vec<Key>,
    /// By station: supplies of a day.
    pub base_kg: Vec<i64>,
    /// By station: what lies in stock at the start.
    pub opening_kg: Vec<i64>,
    /// By station: the mean of a day's requests at the start, in grams.
    pub daily_grams: Vec<i64>,
    /// By station: trains that can be unloaded at once.
    pub yard_places: Vec<u32>,
    /// By station: the lines that end there.
    pub lines_at: Vec<Vec<u32>>,
    /// By train: its name, hashed.
    pub train_key: Vec<Key>,
    /// By train: where it stands at the start.
    pub train_home: Vec<u32>,
    /// The formations.
    pub formations: Vec<Formation>,
    /// The raids, in order.
    pub raids: Vec<Raid>,
    /// By line: its base of gangs.
    pub gangs_of: Vec<u32>,
    /// By base of gangs: its lines.
    pub lines_of: Vec<Vec<u32>>,
    /// By base of gangs: how many there are.
    pub gangs: Vec<i64>,
    /// The hours of the plan, the first every day.
    pub plan_hours: [u32; 3],
    /// Trains of a direction that go one after the other.
    pub fleet: u16,
    /// A full load.
    pub full_kg: i64,
    /// Days of supply that an order covers.
    pub order_days: i64,
    /// Seconds of forming a train.
    pub forming_s: u32,
    /// Seconds of unloading a train.
    pub unloading_s: u32,
    /// What a truck carries.
    pub payload_kg: i64,
    /// Seconds of handling of a trip, both ends together.
    pub handling_s: u32,
    /// Trucks that are fit, in thousandths.
    pub fit_milli: i64,
    /// Seconds that a train needs more where a block was mended of late.
    pub slow_s: u32,
    /// Seconds for which a block is slow after that.
    pub mended_s: u32,
    /// Hours of a gang on a cut.
    pub gang_h: f64,
    /// Hours until a cut is known.
    pub response_h: f64,
    /// How both scatter.
    pub log_sd: f64,
    /// Gangs that work on one cut, at most.
    pub most_gangs: i64,
}

impl Built {
    /// Seconds until a cut is known, and thousandths of gang-seconds that it takes.
    pub fn drawn(&self, chance: &Chance, key: Key) -> (u32, i64) {
        let (mut gang_h, mut response_h) = (self.gang_h, self.response_h);
        if self.log_sd > 0.0 {
            let [work]: [f64; 1] = chance.draw(WORK, key, When::on(0));
            let [response]: [f64; 1] = chance.draw(RESPONSE, key, When::on(0));
            gang_h = sample::log_normal(work, gang_h, self.log_sd);
            response_h = sample::log_normal(response, response_h, self.log_sd);
        }
        (
            (3_600.0 * response_h).round() as u32,
            (1_000.0 * 3_600.0 * gang_h).round() as i64,
        )
    }

    /// A cut of a raid: on which block, under which name.
    pub fn cut(&self, raid: Raid, cut: u32) -> (u32, Key) {
        let ends = &self.lines_at[raid.station as usize];
        let line = &self.lines[ends[cut as usize % ends.len()] as usize];
        let block = line.begins(usize::from(line.from != raid.station));
        (block, raid.key.child(24, 0).child(4, cut))
    }
}

/// When so many thousandths of gang-seconds are done by so many gangs.
pub const fn done_at(start: u32, work: i64, gangs: i64) -> u32 {
    let rate = 1_000 * gangs;
    start + ((work + rate - 1) / rate) as u32
}
