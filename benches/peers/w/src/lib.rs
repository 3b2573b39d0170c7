//! One small theatre, written three times: by hand, on the engine, and on the engine by due times.
//!
//! All three give the same bits, so what they differ in is only what the engine costs. What happens in
//! the theatre is told in the README beside this crate.

pub mod agenda;
pub mod air;
pub mod command;
pub mod draws;
pub mod engine;
pub mod floor;
pub mod rail;
pub mod shape;
pub mod state;

use shape::Size;
use state::{Ammunition, Daily, Damage, Timer, Train};

/// An implementation of the workload. A replication is a reset, a run and an outcome.
pub trait Kernel {
    /// Back to the start, under a seed.
    fn reset(&mut self, seed: u64);

    /// Some days from the start on.
    fn run(&mut self, days: u32);

    /// What has come of it.
    fn outcome(&mut self) -> Outcome;
}

/// The names of the implementations.
pub const IMPLEMENTATIONS: [&str; 3] = ["floor", "engine", "agenda"];

/// The implementation of a name, which must be one of those.
pub fn kernel(implementation: &str, size: Size) -> Box<dyn Kernel> {
    match implementation {
        "floor" => Box::new(floor::Floor::new(size)),
        "engine" => Box::new(engine::Engine::new(size)),
        "agenda" => Box::new(agenda::ByAgenda::new(size)),
        _ => panic!("there is no implementation `{implementation}`"),
    }
}

/// What has come of a replication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Day by day.
    pub daily: Vec<Daily>,
    /// One number for the series and the final trains, damage and ammunition.
    pub hash: u64,
}

impl Outcome {
    /// Outcome of a series and a final state, each in the order of rows.
    pub fn new(
        daily: Vec<Daily>,
        trains: impl Iterator<Item = (Train, Timer)>,
        damage: impl Iterator<Item = Damage>,
        ammunition: impl Iterator<Item = Ammunition>,
    ) -> Self {
        let mut hash = Hash(0xcbf2_9ce4_8422_2325);
        for day in &daily {
            for number in [
                day.delivered,
                day.cuts,
                day.losses,
                day.damaged_hours,
                day.shortage,
            ] {
                hash.add(number);
            }
        }
        for (train, timer) in trains {
            hash.add(u64::from(train.station));
            hash.add(train.errand as u64);
            hash.add(u64::from(timer.0));
        }
        for damage in damage {
            hash.add(u64::from(damage.0));
        }
        for rounds in ammunition {
            hash.add(u64::from(rounds.0));
        }
        Self {
            daily,
            hash: hash.0,
        }
    }

    /// Means per day: tons, cuts, aircraft lost, segments damaged.
    pub fn means(&self) -> [f64; 4] {
        let mean = |of: fn(&Daily) -> u64| {
            self.daily.iter().map(of).sum::<u64>() as f64 / self.daily.len() as f64
        };
        [
            mean(|day| day.delivered),
            mean(|day| day.cuts),
            mean(|day| day.losses),
            mean(|day| day.damaged_hours) / 24.0,
        ]
    }
}

/// FNV-1a over the bytes of whole numbers.
struct Hash(u64);

impl Hash {
    fn add(&mut self, number: u64) {
        for byte in number.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
