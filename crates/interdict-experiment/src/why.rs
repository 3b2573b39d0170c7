//! Why arms differ: where every ton of the difference comes from, by which channels guns or fighters act, which single
//! cuts it hangs on, and what bound the base.
//!
//! All of it is made with runs of its own, under the numbers of replications that the study did not use, unless others
//! are asked for: what is explained is then not picked by what was estimated. All of it is attribution inside the model: what the model leaves out has no share.

use std::fmt;
use std::sync::atomic::AtomicBool;

use interdict_model::BrokenLaw;
use serde::Serialize;

use crate::arms::Arms;
use crate::journal::JournalError;
use crate::journal::Keeping;
use crate::moments::{deviation, mean};
use crate::outcome::Catalogue;
use crate::paired::FEW;
use crate::student;

pub mod but_for;
mod entries;
mod inquiry;
mod kept;
pub mod ledger;
pub mod mechanism;
pub mod prices;

/// A mean over pairs, with its standard error and interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Told {
    /// Mean.
    pub mean: f64,
    /// Standard error.
    pub error: f64,
    /// Lower limit of the interval (Student); 95 % where nothing else is said.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl Told {
    /// Of one value a pair. Fewer than two tell nothing, nor do fewer than [`FEW`] that are all the same: their limits
    /// reach to zero.
    pub fn of(values: &[f64]) -> Self {
        Self::with_error(values, crate::paired::ERROR)
    }

    /// The same with another chance to miss: of several that are to hold together, each takes its part.
    pub fn with_error(values: &[f64], miss: f64) -> Self {
        let mean = mean(values);
        let error = deviation(values) / (values.len().max(1) as f64).sqrt();
        if values.len() < 2 || values.len() < FEW && error <= 0.0 {
            return Self {
                mean,
                error: 0.0,
                low: mean.min(0.0),
                high: mean.max(0.0),
            };
        }
        let half = if error > 0.0 {
            error * student::critical(miss, values.len() as u32 - 1)
        } else {
            0.0
        };
        Self {
            mean,
            error,
            low: mean - half,
            high: mean + half,
        }
    }

    /// Whether zero lies outside the interval.
    pub fn is_told(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The arms, the base first.
    pub arms: &'a Arms,
    /// What is measured.
    pub catalogue: &'a Catalogue,
    /// Place of the outcome that prices are about.
    pub watched: usize,
    /// Master seed.
    pub seed: u64,
    /// Pairs.
    pub pairs: u32,
    /// Number of the first of them.
    pub first: u32,
    /// Times that the war is run on, with fresh chance, from each attack that is left out; 0: none is left out.
    pub continuations: u32,
    /// Threads; 0: one for each core.
    pub threads: usize,
}

/// Why the arms of a study differ from its base.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// Pairs that stand behind every mean.
    pub pairs: u32,
    /// Replication number of the first of them.
    pub first: u32,
    /// Times that the war was run on from each attack.
    pub continuations: u32,
    /// Name of the outcome that prices are about.
    pub outcome: String,
    /// Each arm but the base.
    pub arms: Vec<OfArm>,
    /// What more of each means would have brought in the base.
    pub prices: Vec<prices::Price>,
}

/// Why one arm differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfArm {
    /// Number of the arm.
    pub arm: usize,
    /// Tons a day by cause, more in the arm, the largest first; they add up to the difference.
    pub ledger: Vec<Entry>,
    /// Their sum: tons a day delivered more in the arm.
    pub delivered: Told,
    /// Tons a day that both delivered, but by other errands of the same night.
    pub set_off: Told,
    /// Attacks on the base of the first pair, each left out alone.
    pub attacks: Vec<Attack>,
    /// Tons gained but for one of them, the mean over all.
    pub attacks_gain: Option<Told>,
    /// The channels of guns or fighters, outcome by outcome; or why there are none.
    pub channels: Result<Vec<mechanism::Shares>, mechanism::NotApart>,
}

/// Tons of one cause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// The cause: `line_shut`, `not_sent` and so on.
    pub cause: ledger::Cause,
    /// Id of the line, where a line was shut; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The arm that did not deliver them, or less of them.
    pub lacking: usize,
    /// Tons a day, more in the arm.
    pub tons_a_day: Told,
}

/// An attack that shut a line, and what the base would have delivered without it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attack {
    /// Id of the line.
    pub line: String,
    /// Identity of the flight or raid, 16 hexadecimal digits.
    pub by: String,
    /// What it was, in words.
    pub told: String,
    /// When it struck last, in seconds from the start.
    pub second: u32,
    /// Tons that the ledger puts down to it.
    pub ledger_t: f64,
    /// Tons delivered more without it over the [`but_for::DAYS`] after it, over continuations with fresh chance. The
    /// intervals of all attacks of an arm hold together with 95 %.
    pub gained_t: Told,
}

/// Why it could not be said why arms differ.
#[derive(Debug)]
pub enum WhyError {
    /// A law broke.
    Law(BrokenLaw),
    /// Arms have processes from outside, which are not taken apart.
    Extended,
    /// The journal is of no use.
    Journal(JournalError),
}

impl fmt::Display for WhyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Law(law) => law.fmt(f),
            Self::Extended => f.write_str("arms with processes from outside are not taken apart"),
            Self::Journal(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WhyError {}

impl From<BrokenLaw> for WhyError {
    fn from(law: BrokenLaw) -> Self {
        Self::Law(law)
    }
}

impl From<JournalError> for WhyError {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

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
    let kept = kept::Kept::open(question, keeping)?;
    inquiry::Inquiry::new(question, kept, stop, progress).all()
}

#[cfg(test)]
mod tests;
