//! Replications of a run over all cores, and the comparison of arms under common chance.
//!
//! One world a thread, built once and put back in place for each replication; results lie in the order
//! of replication numbers, whatever thread made them. The statistics are pure functions of slices.

pub mod bands;
pub mod moments;
pub mod paired;
mod replicate;
pub mod resample;
pub mod simultaneous;
mod spread;
pub mod stopping;
pub mod student;

pub use replicate::{Replications, replicate};
pub use spread::Spread;
