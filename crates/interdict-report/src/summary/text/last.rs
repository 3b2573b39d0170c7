//! The end of the page: what bound, and what made the run.

use std::fmt::Write as _;

use super::Page;
use crate::figures::percent;
use crate::summary::{RunMark, Verdict};

impl Verdict {
    /// What bound, by which signs.
    pub(super) fn write(&self, page: &mut Page) {
        page.item("What bound", &self.words);
        let signs: Vec<String> = (self.evidence.iter())
            .map(|evidence| format!("{} {}", evidence.sign, evidence.text))
            .collect();
        page.item("Signs", &signs.join("; "));
        page.gap();
    }
}

impl RunMark {
    /// What made the run, and how much of it is estimated.
    pub(super) fn write(&self, page: &mut Page) {
        let text = format!(
            "seed {}, replication {}, digest {}; {} of {} knobs away from their defaults",
            self.seed, self.replication, self.digest, self.knobs_away_from_default, self.knobs
        );
        page.item("Run", &text);
        let mut text = format!("{} of {} knobs", self.knobs_estimated, self.knobs);
        if self.share_estimated.is_some() {
            let _ = write!(
                text,
                " and {} of {} rows of the scenario ({})",
                self.figures_estimated,
                self.figures,
                percent(self.share_estimated)
            );
        }
        page.item("Estimates", &text);
    }
}
