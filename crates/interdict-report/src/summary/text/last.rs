//! The end of the page: what bound, and what made the run.

use std::fmt::Write as _;

use super::{Page, Summary};
use crate::figures::percent;

impl Summary {
    /// What bound, by which signs; then what made the run, and how much of it is estimated.
    pub(super) fn write_verdict(&self, page: &mut Page) {
        page.item("What bound", &self.verdict.words);
        let signs: Vec<String> = (self.verdict.evidence.iter())
            .map(|evidence| format!("{} {}", evidence.sign, evidence.text))
            .collect();
        page.item("Signs", &signs.join("; "));
        page.gap();
        let run = &self.run;
        let text = format!(
            "seed {}, replication {}, digest {}; {} of {} knobs away from their defaults",
            run.seed, run.replication, run.digest, run.knobs_away_from_default, run.knobs
        );
        page.item("Run", &text);
        let mut text = format!("{} of {} knobs", run.knobs_estimated, run.knobs);
        if run.share_estimated.is_some() {
            let _ = write!(
                text,
                " and {} of {} rows of the scenario ({})",
                run.figures_estimated,
                run.figures,
                percent(run.share_estimated)
            );
        }
        page.item("Estimates", &text);
    }
}
