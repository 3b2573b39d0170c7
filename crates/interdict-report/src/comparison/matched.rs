//! The effect over the points that the record does not rule out, as paragraphs of the page over knobs.

use interdict_experiment::matching::CUT;
use interdict_experiment::matching::over_points::{Matched, OverPoints};
use interdict_experiment::paired::Interval;
use interdict_experiment::uncertain::Uncertainty;

use super::sentence::{coverage, decimals, said};
use crate::figures::{counted, grouped, percent, shortened, significant};

/// Figures that are named where none of the points is near.
const NAMED: usize = 6;

/// What the record says of the watched effect of each arm; nothing where there is no record.
pub(super) fn paragraphs(found: &Uncertainty) -> Vec<String> {
    let Some(matched) = &found.matched else {
        return Vec::new();
    };
    if !matched.unusable.is_empty() {
        let why = matched.unusable.join("; ");
        return vec![format!("Given the record: nothing is said, for {why}.")];
    }
    let base = &found.heading.arms[0].name;
    let (left, all) = (matched.not_ruled_out.len(), found.points.len());
    let mut paragraphs = vec![format!(
        "Given the record: runs of {base} are held against {} in {} (a range is 95 % of a normal law; the model may be off by {:.0} % \
         where a figure says nothing itself; a point is ruled out beyond {CUT:.0} deviations). {} of {} not ruled out, so {} of what the knobs could be is not ruled out.",
        counted(matched.figures.len() as i64, "figure"),
        counted(matched.groups.len() as i64, "group"),
        100.0 * matched.discrepancy,
        left,
        match all {
            1 => "1 point is".to_owned(),
            n => format!("{n} points are"),
        },
        volume(matched),
    )];
    if left == 0 {
        paragraphs.push(refuted(matched));
    }
    for of_arm in &found.comparisons {
        if let Some(effect) = of_arm.matched {
            paragraphs.push(over(found, of_arm.arm, effect));
        }
    }
    paragraphs.extend((!matched.left_out.is_empty()).then(|| {
        let names: Vec<String> = (matched.left_out.iter())
            .map(|out| format!("{}, {}", out.id, out.why))
            .collect();
        format!("Not told by any run: {}.", names.join("; "))
    }));
    paragraphs
}

/// The share of the ranges that is left, for points fill them evenly: `about 5% (1.7% to 14%)`, `at most 5.6%`.
fn volume(matched: &Matched) -> String {
    let Interval { low, high } = matched.volume.interval;
    let of = |share: f64| percent(Some(share));
    if matched.not_ruled_out.is_empty() {
        format!("at most {} (95 %)", of(high))
    } else {
        format!(
            "about {} ({} to {}, 95 %)",
            of(matched.volume.value),
            of(low),
            of(high)
        )
    }
}

fn over(found: &Uncertainty, arm: usize, effect: OverPoints) -> String {
    let label = &found.outcomes[found.watched];
    let unit = said(label.unit);
    let name = &found.heading.arms[arm].name;
    if effect.points == 1 {
        let places = decimals(effect.mean);
        return format!(
            "{name}, {}: {} {unit} at the only point that is not ruled out.",
            label.title,
            grouped(effect.mean, places)
        );
    }
    let places = decimals(effect.interval.half_width());
    let number = |value: f64| grouped(value, places);
    format!(
        "{name}, {}: over them the effect lies between {} and {} {unit}, chance taken out; its mean is {} ({} interval {} to {}); {} of {} \
         have the other sign.",
        label.title,
        number(effect.range.low),
        number(effect.range.high),
        number(effect.mean),
        coverage(),
        number(effect.interval.low),
        number(effect.interval.high),
        effect.other_sign,
        effect.points,
    )
}

/// Which figures rule every point out, and by how much.
fn refuted(matched: &Matched) -> String {
    let mut far: Vec<usize> = matched.out_of_reach.clone();
    far.sort_by(|&a, &b| {
        matched.figures[b]
            .least
            .total_cmp(&matched.figures[a].least)
    });
    let named = far.iter().take(NAMED).map(|&place| {
        let figure = &matched.figures[place];
        let nearest = if figure.least.is_finite() {
            format!("nearest {:.1} deviations", figure.least)
        } else {
            "no run tells it".to_owned()
        };
        format!(
            "{} ({}; record {}, mean of points {}, {nearest})",
            figure.target.id,
            shortened(&figure.target.quantity, 60),
            significant(figure.target.value),
            figure.mean.map_or("-".to_owned(), significant)
        )
    });
    let named: Vec<String> = named.collect();
    let groups: Vec<&str> = (matched.against_the_best.iter())
        .map(|&group| &*matched.groups[group].name)
        .collect();
    let reach = match far.len() {
        0 => "Each figure alone is reached at some point; together they are at none.".to_owned(),
        n if n > NAMED => format!(
            "No point comes near {n} figures, whatever the knobs, among them {}.",
            named.join("; ")
        ),
        _ => format!(
            "No point comes near, whatever the knobs: {}.",
            named.join("; ")
        ),
    };
    let best = matched.best.map_or(String::new(), |(number, worst)| {
        let worst = if worst.is_finite() {
            format!("at {worst:.1} deviations")
        } else {
            "for its runs do not tell a figure".to_owned()
        };
        format!(
            " The best, point {number}, is ruled out {worst}, by {}.",
            groups.join(", ")
        )
    });
    format!(
        "These points refute the base: nothing is said of the effect. {reach}{best} `interdict calibrate` asks further."
    )
}
