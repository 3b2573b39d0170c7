//! The workload R: a railway under scripted cuts with trains, queues, repair, transloading and consumption. The real
//! model runs it from a scenario file; [`floor`] is the same by hand, and gives the same figures to the kilogram.

pub mod built;
pub mod command;
pub mod floor;
pub mod model;
pub mod network;
pub mod outcome;
pub mod planned;

/// Something that runs R.
pub trait Kernel {
    /// Puts everything back to the first tick.
    fn reset(&mut self, seed: u64);
    /// Runs all days.
    fn run(&mut self);
    /// What came of it.
    fn outcome(&self) -> outcome::Outcome;
}
