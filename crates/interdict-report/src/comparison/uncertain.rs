//! What is not known about the knobs, as a page: the answer first, then every outcome, then what it hangs on.

use std::fmt::Write as _;

use interdict_experiment::Label;
use interdict_experiment::paired::Interval;
use interdict_experiment::uncertain::points::Because;
use interdict_experiment::uncertain::{Effect, OfArm, Uncertainty};

use super::page::paragraph;
use super::sentence::{coverage, decimals, lower, said, scale_over_knobs};
use super::{floor, hangs, matched};
use crate::figures::{counted, grouped, percent, shortened};
use crate::layout::{Side, laid};
use crate::summary::Style;

/// The answer of an arm about the watched outcome in one sentence; `arm` counts from 1.
pub(super) fn answer(found: &Uncertainty, arm: usize) -> String {
    let (name, base) = (&*found.heading.arms[arm].name, &*found.heading.arms[0].name);
    let (label, effect) = (&found.outcomes[found.watched], found.watched(arm));
    let (unit, title) = (said(label.unit), lower(&label.title));
    let points = effect.by_point.len();
    let number = |value: f64| grouped(value, decimals(scale_over_knobs(effect)));
    let about = format!("{name} less {base}, {title}");
    if points == 0 {
        return format!("nothing can be said of {name}: no point was finished");
    }
    if effect.is_nothing() {
        return format!(
            "no difference: {name} and {base} have the same figure ({title}) in every pair at each of {points} points"
        );
    }
    if points == 1 {
        let mean = number(effect.mean);
        return format!(
            "{about}: {mean} {unit} at the only point, which says nothing about the knobs"
        );
    }
    let mean = format!("its mean, {}", number(effect.mean));
    let known = format!(
        "{mean}, is known to within {} ({})",
        number(effect.interval.half_width()),
        coverage()
    );
    let zero = if effect.is_detected() {
        ""
    } else {
        ", so it may be nothing"
    };
    if !effect.components.is_told {
        return format!(
            "{about}: the knobs move the effect by no more than chance alone might; {known}{zero}"
        );
    }
    let Interval { low, high } = effect.band;
    let beyond = floor::beyond(found, arm).map_or_else(String::new, |beyond| format!("; {beyond}"));
    format!(
        "{about}: over what is not known about the knobs the effect lies between {} and {} {unit} (90 %); {known}{zero}; {}{beyond}; {}",
        number(low),
        number(high),
        signs(effect.other_sign, points),
        hangs_most(found, &found.comparisons[arm - 1]),
    )
}

fn signs(others: usize, points: usize) -> String {
    match others {
        0 => format!("none of {points} points has the other sign"),
        1 => format!("1 of {points} points has the other sign"),
        n => format!("{n} of {points} points have the other sign"),
    }
}

fn hangs_most(found: &Uncertainty, of_arm: &OfArm) -> String {
    let sensitivity = &of_arm.sensitivity;
    match sensitivity.beyond().next() {
        Some(knob) => format!(
            "it hangs most on {} ({} of what the knobs do, {})",
            hangs::named(found, &knob.path).trim_start_matches("rules."),
            percent(Some(knob.first.value)),
            knob.shape.word()
        ),
        None if sensitivity.knobs.is_empty() || sensitivity.bound >= 1.0 => {
            "so few points do not say what it hangs on".to_owned()
        }
        None => format!("no knob stands out among {}", sensitivity.tried),
    }
}

pub(super) fn page(found: &Uncertainty, style: Style) -> String {
    let bold = |text: &str| style.bold(text);
    let mut page = String::new();
    for arm in 1..found.heading.arms.len() {
        let _ = writeln!(page, "{}", bold(&answer(found, arm)));
        if let Some(text) = floor::told(found, arm) {
            paragraph(&text, &mut page);
        }
    }
    if found.heading.is_interrupted {
        page.push_str("interrupted: the figures are those of the points that were done by then\n");
    }
    if !found.points.is_empty() {
        for of_arm in &found.comparisons {
            table(found, of_arm, &bold, &mut page);
            hangs::section(found, of_arm, &mut page);
        }
        for text in matched::paragraphs(found) {
            page.push('\n');
            paragraph(&text, &mut page);
        }
    }
    page.push('\n');
    about(found, &mut page);
    page
}

fn table(found: &Uncertainty, of_arm: &OfArm, bold: &dyn Fn(&str) -> String, page: &mut String) {
    let (base, arm) = (
        &found.heading.arms[0].name,
        &found.heading.arms[of_arm.arm].name,
    );
    let interval = format!("{} of mean", coverage());
    let head = [
        "",
        "unit",
        "mean A",
        "B - A",
        &interval,
        "90 % over knobs",
        "other",
        "knobs",
    ];
    let rows = || found.outcomes.iter().zip(&of_arm.outcomes);
    let different = rows().filter(|(_, effect)| !effect.is_nothing());
    let table: Vec<Vec<String>> = std::iter::once(head.map(str::to_owned).to_vec())
        .chain(different.map(|(label, effect)| row(label, effect)))
        .collect();
    let mut lines = laid(&table, &COLUMNS).into_iter();
    let head = lines.next().unwrap_or_default();
    let _ = writeln!(page, "\nA: {base}   B: {arm}\n{}", bold(&head));
    for line in lines {
        let _ = writeln!(page, "{line}");
    }
    let equal: Vec<String> = rows()
        .filter(|(_, effect)| effect.is_nothing())
        .map(|(label, _)| label.title.clone())
        .collect();
    if !equal.is_empty() {
        paragraph(&format!("Equal in every pair: {}", equal.join("; ")), page);
    }
}

/// What it is, unit, mean, difference, its interval, its range over the knobs, other signs, share of the knobs.
const COLUMNS: [(Side, usize); 8] = [
    (Side::Left, 27),
    (Side::Left, 8),
    (Side::Right, 9),
    (Side::Right, 9),
    (Side::Right, 18),
    (Side::Right, 18),
    (Side::Right, 6),
    (Side::Right, 7),
];

fn row(label: &Label, effect: &Effect) -> Vec<String> {
    let places = decimals(scale_over_knobs(effect));
    let of_mean = places.min(decimals(effect.base_mean).max(1));
    let range =
        |Interval { low, high }| format!("{} to {}", grouped(low, places), grouped(high, places));
    let share = percent(effect.components.share);
    let share = if effect.components.is_told {
        share
    } else {
        format!("({share})")
    };
    vec![
        shortened(&label.title, 26),
        label.unit.to_string(),
        grouped(effect.base_mean, of_mean),
        grouped(effect.mean, places),
        range(effect.interval),
        range(effect.band),
        percent(Some(effect.other_share())),
        share,
    ]
}

fn about(found: &Uncertainty, page: &mut String) {
    let asked = found.asked;
    let in_pair = found.heading.arms.len() + usize::from(found.floor.is_some());
    let runs = found.points.len() as u64 * u64::from(asked.pairs_each) * in_pair as u64;
    let _ = writeln!(
        page,
        "{} of {} pairs each under seed {}, {} runs, {} to {} ({} days)",
        counted(found.points.len() as i64, "point"),
        asked.pairs_each,
        asked.seed,
        grouped(runs as f64, 0),
        found.heading.first_day,
        found.heading.last_day,
        found.heading.window.days(),
    );
    page.push_str(
        "B - A: mean over points and pairs. 90 % over knobs: the effect at ninety of a hundred points, chance taken\n\
         out. other: points whose effect, chance taken out, has the other sign than the mean. knobs: their share of\n\
         the variance of single pairs, in brackets where chance alone might give as much.\n",
    );
    for of_arm in &found.comparisons {
        let effect = found.watched(of_arm.arm);
        if effect.by_point.len() > 1 && !effect.is_nothing() {
            paragraph(&spread(found, of_arm.arm), page);
        }
    }
    if let Some(text) = floor::none(found) {
        paragraph(&text, page);
    }
    drawn(found, page);
    for broken in &found.heading.broken {
        let _ = writeln!(
            page,
            "left out: point {} of {}: {}",
            broken.point, broken.arm, broken.law
        );
    }
}

/// How far the watched effect differs from point to point and from pair to pair.
fn spread(found: &Uncertainty, arm: usize) -> String {
    let (label, effect) = (&found.outcomes[found.watched], found.watched(arm));
    let places = decimals(scale_over_knobs(effect));
    let number = |value: f64| grouped(value, places);
    let end = |end: f64, Interval { low, high }: Interval| {
        format!("{} ({} to {})", number(end), number(low), number(high))
    };
    let Interval { low, high } = effect.other_between;
    format!(
        "{}, {}: ends of the band, each with its 95 % interval: {} and {} {unit}. Points with the other sign: {} to {} \
         of all (95 %); before chance is taken out {}. Standard deviation from point to point {}, from pair to pair {} \
         {unit}.",
        found.heading.arms[arm].name,
        label.title,
        end(effect.band.low, effect.band_low),
        end(effect.band.high, effect.band_high),
        percent(Some(low)),
        percent(Some(high)),
        signs(effect.other_sign_raw, effect.by_point.len()),
        number(effect.components.knobs),
        number(effect.components.chance),
        unit = said(label.unit),
    )
}

/// What was drawn and what was held, and what moved together.
fn drawn(found: &Uncertainty, page: &mut String) {
    let names = |paths: Vec<&str>| paths.join(", ");
    let all = || (found.heading.drawn.iter()).flat_map(|one| std::iter::once(one).chain(&one.with));
    let widened = all().filter(|knob| knob.is_widened);
    let widened: Vec<&str> = widened.map(|knob| &*knob.path).collect();
    let figures: Vec<String> = (all().filter(|one| !one.is_knob()))
        .map(|one| {
            let times = if one.unit == "times" { " times" } else { "" };
            format!("{} ({} to {}{times})", one.path, one.low, one.high)
        })
        .collect();
    let knobs = counted((all().count() - figures.len()) as i64, "knob");
    let mut text = if figures.is_empty() {
        format!("{knobs} with a plausible range drawn, the same values in every arm.")
    } else {
        format!(
            "{knobs} with a plausible range drawn, the same values in every arm, and so are {} of tables: {}.",
            counted(figures.len() as i64, "figure"),
            figures.join(", ")
        )
    };
    for one in found
        .heading
        .drawn
        .iter()
        .filter(|one| !one.with.is_empty())
    {
        let others: Vec<String> = (one.with.iter())
            .map(|other| {
                let way = if other.is_against { " (against)" } else { "" };
                format!("{}{way}", other.path)
            })
            .collect();
        let _ = write!(
            text,
            " Drawn together as {}, and told by the first: {}, {}.",
            one.together.as_deref().unwrap_or_default(),
            one.path,
            others.join(", ")
        );
    }
    if !widened.is_empty() {
        let _ = write!(
            text,
            " Ranges widened to hold what the base says: {}.",
            names(widened)
        );
    }
    for because in [
        Because::ArmsDiffer,
        Because::WasSet,
        Because::NotAskedFor,
        Because::NothingToActOn,
        Because::BySense,
        Because::NoRange,
    ] {
        let held = found.heading.held.iter().chain(&found.heading.unranged);
        let held = held.filter(|held| held.because == because);
        let held: Vec<&str> = held.map(|held| &*held.path).collect();
        // whoever asks for a few knobs, or has no fighters, knows that there are many others
        let are_many = matches!(because, Because::NotAskedFor | Because::NothingToActOn);
        if are_many && !held.is_empty() {
            let n = held.len();
            let _ = write!(text, " Held, for {}: {n} knobs.", because.words());
        } else if !held.is_empty() {
            let _ = write!(text, " Held, for {}: {}.", because.words(), names(held));
        }
    }
    paragraph(&text, page);
}
