//! Why arms differ: where every ton of the difference comes from, by which channels guns or fighters act, which single
//! cuts it hangs on, and what bound the base.
//!
//! All of it is made with runs of its own, under the numbers of replications that the study did not use, unless others
//! are asked for: what is explained is then not picked by what was estimated. All of it is attribution inside the model: what the model leaves out has no share.

use std::sync::atomic::AtomicBool;

use crate::journal::Keeping;

mod answer;
pub mod but_for;
mod entries;
mod inquiry;
mod kept;
pub mod ledger;
pub mod mechanism;
pub mod prices;
mod question;
pub mod shapley;
mod told;

pub use answer::{Attack, Entry, OfArm, Why};
pub use question::{Question, WhyError};
pub use told::Told;

use inquiry::Inquiry;
use kept::Kept;

/// Asks why. `None` where it was stopped before the end.
///
/// # Errors
/// A law that broke, or a journal that is of no use.
pub fn why(
    question: &Question<'_>,
    keeping: Keeping<'_>,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<Option<Why>, WhyError> {
    let kept = Kept::open(question, keeping)?;
    Inquiry::new(question, kept, stop, progress).all()
}

#[cfg(test)]
mod tests;
