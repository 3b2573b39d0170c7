//! What stands above and below each chart of a comparison.

use interdict_experiment::Findings;

use crate::charts::canvas::{Canvas, Side, Type};
use crate::charts::theme::{MARGIN, QUIET, TINY_SIZE, TITLE_SIZE};

/// Title, what is shown below it, and at the foot from which pairs it is made.
pub(super) fn titles(canvas: &Canvas<'_>, findings: &Findings, title: &str, about: &str) {
    let source = format!(
        "Source: {} simulated pairs under common chance, seed {}, {} to {}, interdict {}",
        findings.pairs, findings.seed, findings.first_day, findings.last_day, findings.version
    );
    heads(canvas, title, about, &source);
}

/// Title, what is shown below it, and at the foot where it comes from.
pub(super) fn heads(canvas: &Canvas<'_>, title: &str, about: &str, source: &str) {
    let set = Type::new(Side::Start);
    canvas.text((MARGIN, 26.0), title, set.size(TITLE_SIZE).bold());
    canvas.text((MARGIN, 47.0), about, set.colour(QUIET));
    let foot = (MARGIN, canvas.height - 14.0);
    canvas.text(foot, source, set.size(TINY_SIZE).colour(QUIET));
}
