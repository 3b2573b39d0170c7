//! Which knobs an effect over knobs hangs on: shares, shapes, the box of the other sign, and what it is worth to know.

use std::fmt::Write as _;

use interdict_experiment::uncertain::corner::Limit;
use interdict_experiment::uncertain::hangs::Parted;
use interdict_experiment::uncertain::{Corner, Kind, Leading, OfArm, Share, Uncertainty};

use super::page::paragraph;
use super::sentence::{decimals, said, scale_over_knobs};
use crate::figures::{counted, grouped, percent, significant};

/// Knobs told by their medians at points of either sign.
const PARTED: usize = 4;
/// Knobs of which the effect in quarters is told even where they do not stand out.
const TOLD: usize = 3;
/// Share in all from which it is told though a knob does not stand out.
const LARGE: f64 = 0.05;

pub(super) fn section(found: &Uncertainty, of_arm: &OfArm, page: &mut String) {
    let sensitivity = &of_arm.sensitivity;
    if sensitivity.knobs.is_empty() {
        return;
    }
    let (arm, label) = (
        &found.heading.arms[of_arm.arm].name,
        &found.outcomes[found.watched],
    );
    let _ = writeln!(
        page,
        "\n{arm}, {}: shares of what the knobs do, and the effect in quarters of the range\n{:<40}{:>19}{:>19}  {:<8}{:>8}",
        label.title, "  knob", "alone", "in all", "shape", "narrows"
    );
    let places = decimals(scale_over_knobs(found.watched(of_arm.arm)));
    for (place, knob) in sensitivity.knobs.iter().enumerate() {
        leading(found, knob, page);
        if place < TOLD || knob.stands_out || knob.total.interval.low > LARGE {
            in_quarters(knob, places, page);
        }
    }
    let beyond = match sensitivity.beyond().count() {
        0 => "nothing stands out".to_owned(),
        1 => "*: 1 knob stands out".to_owned(),
        n => format!("*: {n} knobs stand out"),
    };
    let bound = if sensitivity.bound < 1.0 {
        format!(
            "does alone more than {} before luck's part is taken off its share, which by luck the largest of {} passes in one study of twenty",
            percent(Some(sensitivity.bound)),
            sensitivity.tried
        )
    } else {
        format!(
            "with so few points the largest of {} could be anything",
            sensitivity.tried
        )
    };
    let told = sensitivity.told.map_or_else(String::new, |told| {
        format!(
            " Fits to the other points tell {} of what the knobs do at a point; what they miss lacks in the shares in all.",
            percent(Some(told.max(0.0)))
        )
    });
    paragraph(&format!("{beyond}: {bound}.{told}"), page);
    worth(found, of_arm, page);
    signs(found, of_arm, page);
    match &of_arm.corner {
        Some(corner) => paragraph(&in_a_box(found, corner), page),
        None if of_arm.signs.is_some() => page.push_str("No box of few knobs holds them.\n"),
        None => {}
    }
}

fn leading(found: &Uncertainty, knob: &Leading, page: &mut String) {
    let share = |share: Share| {
        let of = |value: f64| format!("{:.0}", 100.0 * value);
        let (low, high) = (share.interval.low, share.interval.high);
        format!("{} % ({} to {})", of(share.value), of(low), of(high))
    };
    let mark = if knob.stands_out { " *" } else { "" };
    let _ = writeln!(
        page,
        "{:<40}{:>19}{:>19}  {:<8}{:>8}",
        format!("  {}{mark}", named(found, &knob.path)),
        share(knob.first),
        share(knob.total),
        knob.shape.word(),
        percent(Some(knob.narrows)),
    );
}

/// The effect in quarters of the range, with standard errors.
fn in_quarters(knob: &Leading, places: usize, page: &mut String) {
    let quarters = knob.quarters.iter().filter(|quarter| quarter.points > 0);
    let quarters: Vec<String> = quarters
        .map(|quarter| {
            let error = if quarter.error.is_finite() {
                grouped(quarter.error, places)
            } else {
                "?".to_owned()
            };
            format!("{} +- {error}", grouped(quarter.mean, places))
        })
        .collect();
    let _ = writeln!(page, "      {}", quarters.join("   "));
}

/// What it would be worth to know the knob that moves the effect most.
fn worth(found: &Uncertainty, of_arm: &OfArm, page: &mut String) {
    let Some(knob) = of_arm.sensitivity.beyond().next() else {
        return;
    };
    let label = &found.outcomes[found.watched];
    let mut text = format!(
        "Best to know: {}. Known, it would narrow the spread over the knobs by {}",
        named(found, &knob.path),
        percent(Some(knob.narrows))
    );
    let places = decimals(scale_over_knobs(found.watched(of_arm.arm)));
    // what is not told from luck would always seem to be worth something
    let beyond = of_arm.sensitivity.beyond();
    let most = beyond.max_by(|a, b| a.worth.total_cmp(&b.worth));
    match most.filter(|most| most.worth > 0.0) {
        Some(most) => {
            let _ = write!(
                text,
                "; one who takes whichever arm has more in the mean gains {} {} by knowing {} first.",
                grouped(most.worth, places),
                said(label.unit),
                named(found, &most.path)
            );
        }
        None => text.push_str("; none is known to turn the choice by itself."),
    }
    paragraph(&text, page);
}

fn signs(found: &Uncertainty, of_arm: &OfArm, page: &mut String) {
    let effect = found.watched(of_arm.arm);
    match &of_arm.signs {
        Some(signs) => {
            let n = effect.other_sign;
            let _ = writeln!(
                page,
                "Where the sign is the other ({n} points), medians there, in the other {}, and how far apart in the range:",
                effect.by_point.len() - n
            );
            for parted in signs.knobs.iter().take(PARTED) {
                let _ = writeln!(page, "  {}", apart(found, parted));
            }
            if !signs.knobs.iter().any(|knob| knob.stands_out) {
                let none = format!(
                    "  none parts the signs by more than luck might among {}",
                    signs.tried
                );
                paragraph(&none, page);
            }
        }
        None if effect.other_sign > 0 => {
            page.push_str("Too few points have the other sign to say what the sign hangs on.\n");
        }
        None => {}
    }
}

fn apart(found: &Uncertainty, knob: &Parted) -> String {
    let mark = if knob.stands_out { " *" } else { "" };
    format!(
        "{:<38}{:>10}{:>10} {:<16}{:>+5.0} %{mark}",
        named(found, &knob.path),
        significant(knob.other),
        significant(knob.same),
        knob.unit,
        100.0 * knob.apart
    )
}

/// The box in which points of a kind lie.
fn in_a_box(found: &Uncertainty, corner: &Corner) -> String {
    let limits = corner.limits.iter().map(|one| limit(found, one));
    let limits: Vec<String> = limits.collect();
    let kind = match corner.kind {
        Kind::OtherSign => "the other sign",
        Kind::LowestFifth => "one of the lowest fifth of effects",
    };
    let unseen = corner.density_unseen.map_or_else(
        || "no point that a search had not seen lay in its box".to_owned(),
        |unseen| {
            format!(
                "of points in boxes found without them {}",
                percent(Some(unseen))
            )
        },
    );
    format!(
        "A box: {}. It holds {} of the {} with {kind} ({}), and {} of the {} in it have it ({}; {unseen}).",
        limits.join(", "),
        corner.of_kind_inside,
        counted(corner.of_kind as i64, "point"),
        percent(Some(corner.coverage())),
        corner.of_kind_inside,
        corner.inside,
        percent(Some(corner.density())),
    )
}

fn limit(found: &Uncertainty, limit: &Limit) -> String {
    let range = match (limit.from, limit.to) {
        (Some(from), Some(to)) => {
            format!("{} to {}", significant(from), significant(to))
        }
        (Some(from), None) => format!("at least {}", significant(from)),
        (None, Some(to)) => format!("at most {}", significant(to)),
        (None, None) => "anything".to_owned(),
    };
    format!("{} {range} {}", named(found, &limit.path), limit.unit)
}

/// What was drawn, by its path; where others move with it, how many.
pub(super) fn named(found: &Uncertainty, path: &str) -> String {
    let Some(drawn) = found.heading.drawn.iter().find(|drawn| drawn.path == path) else {
        return path.to_owned();
    };
    match drawn.with.len() {
        0 => drawn.full_path(),
        others => format!("{} +{others}", drawn.full_path()),
    }
}
