//! Replications of a run over all cores, and the comparison of arms under common chance.
//!
//! An inner crate of `interdict`: its items may change with any version. Build on the names of the crate `interdict`.
//!
//! One world a thread, built once and put back in place for each replication; results lie in the order
//! of replication numbers, whatever thread made them. The statistics are pure functions of slices.
//!
//! Every study goes the same way: a `Request` with defaults, a `Plan` that has checked it, a run with a journal, a flag to
//! stop it and a callback that is told how far it is, and an answer that is a value.
//!
//! | study | from | to |
//! |---|---|---|
//! | what differs between scenarios, and how sure | [`compare::Request`] | [`Comparison`] |
//! | how far that hangs on knobs | [`uncertain::Request`] | [`uncertain::Uncertainty`] |
//! | which knobs the record leaves open | [`matching::Request`] | [`matching::Calibration`] |
//! | where and why two runs part | [`diverge::part`] | [`diverge::Parted`] |
//! | what each request of a scenario is worth | [`worth::Request`] | [`worth::Worth`] |
//! | how one scenario is spread over replications | [`Replications`] | [`Spreads`] |

pub mod arms;
pub mod bands;
mod broken;
pub mod compare;
pub mod differences;
#[doc(hidden)]
pub mod disk;
pub mod diverge;
pub mod findings;
pub mod journal;
pub mod matching;
pub mod moments;
pub mod noise;
pub mod observed;
mod ordered;
pub mod outcome;
pub mod paired;
pub mod pairs;
pub mod placebo;
mod ranks;
mod rare;
mod replicate;
pub mod resample;
pub mod sham;
pub mod simultaneous;
mod spread;
pub mod spreads;
pub mod stopping;
pub mod student;
mod studentised;
pub mod study;
pub mod touched;
pub mod uncertain;
pub mod why;
pub mod worth;

pub use arms::{Arm, Arms};
pub use broken::BrokenRun;
pub use compare::{Comparison, compare};
pub use findings::Findings;
pub use outcome::{Amount, Catalogue, Figures, Label, Window};
pub use pairs::{Replication, Runner};
pub use replicate::{Replications, replicate};
pub use spread::Spread;
pub use spreads::{Spreads, play};
pub use stopping::{Looks, Stopping};
pub use study::{Design, Ending, Study};
