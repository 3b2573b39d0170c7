//! The answer in one sentence, with its uncertainty in words that mean something.

use interdict_experiment::paired::{ERROR, Interval, Method, Paired};
use interdict_experiment::uncertain::Effect;
use interdict_experiment::{Findings, Label};

use crate::figures::grouped;

/// A unit as it is said: `t a day`.
pub(super) fn said(unit: &str) -> String {
    match unit {
        "%" => "percentage points".to_owned(),
        unit => unit.replace("/day", " a day"),
    }
}

/// Decimals that show two figures of a number of this size.
pub(super) fn decimals(size: f64) -> usize {
    match size.abs() {
        zero if zero <= 0.0 => 1,
        large if large >= 10.0 => 0,
        middle if middle >= 1.0 => 1,
        small if small >= 0.1 => 2,
        _ => 3,
    }
}

/// What the decimals of a comparison follow: the half-width, or the difference where there is none.
pub(super) fn scale(paired: &Paired) -> f64 {
    let half = paired.interval.half_width();
    if half > 0.0 { half } else { paired.difference }
}

/// What the decimals of an effect over knobs follow.
pub(super) fn scale_over_knobs(effect: &Effect) -> f64 {
    let half = effect.interval.half_width();
    if half > 0.0 { half } else { effect.mean }
}

/// The coverage that an interval is said to have.
pub(super) fn coverage() -> String {
    format!("{} %", 100.0 * (1.0 - ERROR))
}

/// The answer of an arm about the outcome that is watched.
pub(super) fn answer(findings: &Findings, arm: usize) -> String {
    let names = (&*findings.arms[arm].name, &*findings.arms[0].name);
    let label = &findings.outcomes[findings.watched];
    match findings.watched(arm) {
        Some(paired) if paired.pairs > 0 => sentence(paired, label, names),
        _ => format!("nothing can be said of {}: no pair was finished", names.0),
    }
}

/// Outcomes that tell the state of the front, with words for each and a unit after the figures.
const STATE: [(&str, &str, &str); 3] = [
    ("front_need_met", "need met", " %"),
    ("front_days_short", "days below 90 % of need", ""),
    ("front_reserve_days", "reserves", " days of need"),
];

/// The state of the front in the base and in an arm, in one sentence: tons stop to tell where the need is met.
pub(super) fn state_of_front(findings: &Findings, arm: usize) -> Option<String> {
    let comparison = findings.comparisons.iter().find(|one| one.arm == arm)?;
    let parts: Vec<String> = (STATE.iter())
        .filter_map(|&(name, words, unit)| {
            let place = findings
                .outcomes
                .iter()
                .position(|label| label.name == name)?;
            let paired = comparison.outcomes.get(place)?;
            if paired.pairs == 0 {
                return None;
            }
            let places = decimals(scale(paired)).min(2);
            let number = |value: f64| grouped(value, places);
            let is_told = paired.is_detected() || paired.method == Method::Equal;
            let mark = if is_told {
                ""
            } else {
                " (not told from chance)"
            };
            Some(if paired.equal == paired.pairs {
                format!("{words} {}{unit} in both", number(paired.base_mean))
            } else {
                let (from, to) = (number(paired.base_mean), number(paired.arm_mean));
                format!("{words} {from} to {to}{unit}{mark}")
            })
        })
        .collect();
    let (name, base) = (&findings.arms[arm].name, &findings.arms[0].name);
    (!parts.is_empty()).then(|| format!("the front, from {base} to {name}: {}", parts.join("; ")))
}

fn sentence(paired: &Paired, label: &Label, (arm, base): (&str, &str)) -> String {
    let unit = said(label.unit);
    let title = lower(&label.title);
    let places = decimals(scale(paired));
    let number = |value: f64| grouped(value, places);
    let n = paired.pairs;
    if paired.method == Method::Equal && paired.equal == n {
        return format!(
            "no difference: {arm} and {base} have the same figure ({title}) in each of {n} pairs"
        );
    }
    let sign = if paired.difference < 0.0 { -1.0 } else { 1.0 };
    let more = if sign < 0.0 { "less" } else { "more" };
    let amount = number(sign * paired.difference);
    let effect = match label.verb {
        Some(verb) => format!("{arm} {verb} {amount} {unit} {more} than {base}"),
        None => format!("{title}: {amount} {unit} {more} in {arm} than in {base}"),
    };
    let Interval { low, high } = paired.interval;
    match paired.method {
        Method::TooFew if n == 1 => {
            format!("{effect} in the only pair, which says nothing about chance")
        }
        Method::TooFew => {
            format!("{effect} in each of {n} pairs, which are too few to say how sure that is")
        }
        Method::Equal => format!("{effect} in each of {n} pairs"),
        _ if paired.is_detected() => {
            let ends = if sign < 0.0 {
                (-high, -low)
            } else {
                (low, high)
            };
            format!(
                "{effect} ({} interval {} to {}{}; {n} pairs)",
                coverage(),
                number(ends.0),
                number(ends.1),
                by_student(paired),
            )
        }
        _ => format!(
            "no detectable effect on {title}: the {} interval {} to {} {unit} of {arm} less {base} includes zero ({n} pairs{})",
            coverage(),
            number(low),
            number(high),
            by_student(paired),
        ),
    }
}

/// A word where pairs are too few to show whether Student's law holds.
fn by_student(paired: &Paired) -> &'static str {
    if paired.method == Method::Few {
        ", if so few pairs may be taken at Student's word"
    } else {
        ""
    }
}

/// A title in the middle of a sentence.
pub(super) fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
