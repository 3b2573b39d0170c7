//! What the files of a comparison are made from.

use interdict_experiment::why::Why;
use interdict_experiment::{Arms, Comparison, Findings, Study};

/// Everything that the files of a comparison are made from.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// What the study says.
    pub findings: &'a Findings,
    /// The study.
    pub study: &'a Study,
    /// Its arms.
    pub arms: &'a Arms,
    /// Why they differ, where it was asked.
    pub why: Option<&'a Why>,
}

impl<'a> From<&'a Comparison> for Compared<'a> {
    fn from(comparison: &'a Comparison) -> Self {
        Self {
            findings: &comparison.findings,
            study: &comparison.study,
            arms: &comparison.arms,
            why: comparison.why.as_ref(),
        }
    }
}
