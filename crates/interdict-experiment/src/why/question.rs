//! What is asked when arms differ, and why no answer may come.

use std::fmt;

use interdict_model::BrokenLaw;

use crate::arms::Arms;
use crate::journal::JournalError;
use crate::outcome::Catalogue;

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
