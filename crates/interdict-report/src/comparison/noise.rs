//! The floor of noise beside the answer, and the days before an arm acts.

use interdict_experiment::Findings;
use interdict_experiment::paired::{Method, Paired};
use interdict_experiment::placebo::Placebo;
use interdict_experiment::sham::NoSham;

use super::sentence::{decimals, said};
use crate::figures::{grouped, percent};

/// What a change of no consequence does to a pair, what this one does, and whether the two can be told apart.
pub(super) fn told(findings: &Findings, arm: usize) -> Option<String> {
    let noise = findings.noise.as_ref()?;
    let [sham, less] = findings.noise_of(arm)?;
    let paired = findings.watched(arm)?;
    if paired.pairs < 2 {
        return None;
    }
    let (name, unit) = (
        &findings.arms[arm].name,
        said(findings.outcomes[findings.watched].unit),
    );
    let touch = format!("a change of no consequence ({})", noise.told);
    if sham.equal == sham.pairs {
        return Some(format!("{touch} moves no pair at all"));
    }
    let spread = |value: f64| grouped(value, decimals(value));
    let moves = format!(
        "{touch} moves a single pair by about {} {unit} (SD; {name}: {} about its mean); its own mean, which should \
         be zero, is {}",
        spread(sham.deviation),
        spread(paired.deviation),
        mean_of(sham)
    );
    let verdict = if paired.equal == paired.pairs {
        String::new()
    } else if is_told(paired) && is_told(less) {
        format!(
            "; {name} less that change: {} {unit}, so it is more than noise",
            mean_of(less)
        )
    } else {
        format!(
            "; {name} less that change: {} {unit}, so it cannot be told from noise",
            mean_of(less)
        )
    };
    Some(format!("{moves}{verdict}"))
}

fn is_told(paired: &Paired) -> bool {
    paired.is_detected() || paired.method == Method::Equal && paired.difference.abs() > 0.0
}

/// `3 (-10 to 16)`.
fn mean_of(paired: &Paired) -> String {
    let half = paired.interval.half_width();
    let places = decimals(if half > 0.0 { half } else { paired.difference });
    let number = |value: f64| grouped(value, places);
    format!(
        "{} ({} to {})",
        number(paired.difference),
        number(paired.interval.low),
        number(paired.interval.high)
    )
}

/// How much of the spread of the pairs of an outcome a change of no consequence makes as well.
pub(super) fn share(findings: &Findings, place: usize, paired: &Paired) -> String {
    let sham = (findings.noise.as_ref()).and_then(|noise| noise.outcomes.get(place));
    let share = sham.filter(|_| paired.deviation > 0.0);
    share.map_or_else(
        || "-".to_owned(),
        |sham| percent(Some(sham.deviation / paired.deviation)),
    )
}

/// What the column says, or why it says nothing; `None` where nobody asked.
pub(super) fn legend(findings: &Findings) -> Option<String> {
    match (&findings.noise, findings.no_noise) {
        (Some(noise), _) => Some(format!(
            "noise: standard deviation of the pairs under a change of no consequence (from {} on) over that under this \
             change; near 100% the spread of pairs is what any touch makes.",
            noise.from
        )),
        (None, None | Some(NoSham::NotAsked)) => None,
        (None, Some(why)) => Some(format!(
            "noise: no change of no consequence is run beside the arms: {}.",
            why.told()
        )),
    }
}

/// What the days before an arm acts say.
pub(super) fn days_before(findings: &Findings, arm: usize) -> Option<String> {
    let placebo = findings.placebos.get(arm.checked_sub(1)?)?.as_ref()?;
    let [base, name] = [0, arm].map(|arm| &*findings.arms[arm].name);
    Some(if placebo.unlike.is_empty() {
        let before = match placebo.days {
            1 => "on the day before it".to_owned(),
            days => format!("in the {days} days before it"),
        };
        format!(
            "{name} acts from {} on: {before}, everything recorded is the same as in {base}, in each of {} pairs",
            placebo.acts_from, placebo.pairs
        )
    } else {
        warning(placebo, base, name)
    })
}

/// What is to be said loudly where an arm differs before it acts.
pub(super) fn warning(placebo: &Placebo, base: &str, name: &str) -> String {
    let first = placebo.unlike.first().copied().unwrap_or_default();
    format!(
        "WARNING: {name} should act from {} on, but differs from {base} before that day in {} of {} pairs, first in \
         replication {first}: something else differs as well, and the figures are not about this change alone",
        placebo.acts_from,
        placebo.unlike.len(),
        placebo.pairs
    )
}
