//! Replications of a run over all cores, gathered so that threads never show.
//!
//! One world a thread, built once and put back in place for each replication; results lie in the order
//! of replication numbers, whatever thread made them.

mod replicate;
mod spread;

pub use replicate::{Replications, replicate};
pub use spread::Spread;
