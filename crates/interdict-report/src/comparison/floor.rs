//! The change of no consequence at the points over the knobs, as sentences.

use interdict_experiment::paired::Interval;
use interdict_experiment::sham::NoSham;
use interdict_experiment::uncertain::{Beyond, Touch, Uncertainty};

use super::sentence::{decimals, said};
use crate::figures::{counted, grouped};

/// At how many points an arm does more than a change of no consequence, for the answer; `None` where none was run.
pub(super) fn beyond(found: &Uncertainty, arm: usize) -> Option<String> {
    let beyond = found.comparisons[arm - 1].floor.as_ref()?;
    Some(format!(
        "at {} of {} it is more than a change of no consequence gives",
        beyond.beyond,
        beyond.reach_by_point.len()
    ))
}

/// What a change of no consequence does at the points, and whether the mean effect can be told from it.
pub(super) fn told(found: &Uncertainty, arm: usize) -> Option<String> {
    let (floor, of_arm) = (found.floor.as_ref()?, &found.comparisons[arm - 1]);
    let beyond = of_arm.floor.as_ref()?;
    let (sham, less) = (
        &floor.outcomes[found.watched],
        &beyond.outcomes[found.watched],
    );
    let (name, unit) = (
        &found.heading.arms[arm].name,
        said(found.outcomes[found.watched].unit),
    );
    let touch = format!("A change of no consequence ({})", floor.told);
    if sham.by_point.iter().all(|at| at.abs() <= 0.0) && sham.deviation <= 0.0 {
        return Some(format!("{touch} moves no pair at any point."));
    }
    let verdict = if found.watched(arm).is_detected() && less.is_told() {
        "so it is more than noise"
    } else {
        "so it cannot be told from noise"
    };
    Some(format!(
        "{touch} moves a single pair by about {} {unit} (SD), and the mean of {} at a point by up to {} (95 %, the mean \
         over points). The effect of {name} is beyond that, with the sign of its mean, at {}, with the other at {}; by \
         chance {} of {} would be. The sham's own mean, which should be zero, is {}; {name} less that change: {} {unit}, \
         {verdict}.",
        spread(sham.deviation),
        counted(i64::from(found.asked.pairs_each), "pair"),
        spread(reach(beyond)),
        counted(beyond.beyond as i64, "point"),
        beyond.beyond_other,
        grouped(beyond.by_chance, 1),
        beyond.reach_by_point.len(),
        mean_of(sham),
        mean_of(less),
    ))
}

/// Why no change of no consequence is run at the points; `None` where one is, or nobody asked.
pub(super) fn none(found: &Uncertainty) -> Option<String> {
    let why = found.no_floor.filter(|why| *why != NoSham::NotAsked)?;
    Some(format!(
        "No change of no consequence is run at the points: {}.",
        why.told()
    ))
}

/// The mean over points of how far a change of no consequence moves the mean of their pairs.
fn reach(beyond: &Beyond) -> f64 {
    let all = &beyond.reach_by_point;
    all.iter().sum::<f64>() / all.len().max(1) as f64
}

fn spread(value: f64) -> String {
    grouped(value, decimals(value))
}

/// `3 (-10 to 16)`.
fn mean_of(touch: &Touch) -> String {
    let Interval { low, high } = touch.interval;
    let half = touch.interval.half_width();
    let places = decimals(if half > 0.0 { half } else { touch.mean });
    let number = |value: f64| grouped(value, places);
    format!(
        "{} ({} to {})",
        number(touch.mean),
        number(low),
        number(high)
    )
}
