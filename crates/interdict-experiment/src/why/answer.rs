//! Why arms differ, as a value: causes of tons, single attacks, channels, prices.

use serde::Serialize;

use super::ledger::Cause;
use super::mechanism::{NotApart, Shares};
use super::prices::Price;
use super::told::Told;

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
    pub prices: Vec<Price>,
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
    pub channels: Result<Vec<Shares>, NotApart>,
}

/// Tons of one cause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// The cause: `line_shut`, `not_sent` and so on.
    pub cause: Cause,
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
    /// Tons delivered more without it over the [`DAYS`](super::but_for::DAYS) after it, over continuations with fresh chance. The
    /// intervals of all attacks of an arm hold together with 95 %.
    pub gained_t: Told,
}
