//! A forest of effects with their intervals.

use interdict_experiment::Findings;

use super::scale::Scale;
use super::titles::titles;
use crate::charts::canvas::{Canvas, Pen, Side, Type, sheet};
use crate::charts::frame::nothing;
use crate::charts::theme::{BLUE, GRID, INK, QUIET, SMALL_SIZE, WIDTH};
use crate::figures::{grouped, shortened};

/// One row of a forest.
struct Effect {
    name: String,
    middle: f64,
    low: f64,
    high: f64,
    words: String,
}

/// With several arms, what each does to the watched outcome; with one, what it does to every outcome, as a
/// share of the base.
pub(super) fn draw(findings: &Findings) -> String {
    let base = shortened(&findings.arms[0].name, 30);
    let watched = &findings.outcomes[findings.watched];
    let is_of_arms = findings.arms.len() > 2;
    let effects = if is_of_arms {
        of_arms(findings)
    } else {
        of_outcomes(findings)
    };
    let (title, about, axis) = if is_of_arms {
        (
            format!("{}: what each arm changes", watched.title),
            format!("difference from {base}, {}, with intervals", watched.unit),
            watched.unit.to_owned(),
        )
    } else {
        (
            format!("{}: what it changes", shortened(&findings.arms[1].name, 40)),
            format!("difference from {base} in per cent of its mean, with intervals"),
            "%".to_owned(),
        )
    };
    let height = 150.0 + 24.0 * effects.len() as f64;
    sheet(WIDTH, height, |canvas| {
        titles(canvas, findings, &title, &about);
        if effects.is_empty() {
            return nothing(canvas, "No outcome differs in its mean");
        }
        draw_forest(canvas, &effects, &axis);
    })
}

fn draw_forest(canvas: &Canvas<'_>, effects: &[Effect], axis: &str) {
    let (top, left, right) = (78.0, 270.0, WIDTH - 200.0);
    let bottom = top + 24.0 * effects.len() as f64;
    let ends = effects.iter().flat_map(|effect| [effect.low, effect.high]);
    let scale = Scale::over(ends, 7.0, left, right);
    let set = Type::new(Side::Middle).size(SMALL_SIZE).colour(QUIET);
    for (value, words) in scale.marks() {
        let x = scale.at(value);
        let pen = if value == 0.0 {
            Pen::new(INK, 1.2)
        } else {
            Pen::new(GRID, 0.7)
        };
        canvas.path(&[(x, top - 6.0), (x, bottom)], pen);
        canvas.text((x, bottom + 12.0), &words, set);
    }
    canvas.text(
        (right + 14.0, bottom + 12.0),
        axis,
        Type::new(Side::Start).size(SMALL_SIZE),
    );
    for (place, effect) in effects.iter().enumerate() {
        let y = top + 24.0 * (place as f64 + 0.5);
        canvas.text(
            (left - 12.0, y),
            &effect.name,
            Type::new(Side::End).size(SMALL_SIZE),
        );
        let (low, high) = (scale.at(effect.low), scale.at(effect.high));
        canvas.path(&[(low, y), (high, y)], Pen::new(BLUE, 2.2));
        for end in [low, high] {
            canvas.path(&[(end, y - 4.0), (end, y + 4.0)], Pen::new(BLUE, 2.2));
        }
        let includes_zero = effect.low <= 0.0 && effect.high >= 0.0;
        let fill = if includes_zero {
            crate::charts::theme::PAPER
        } else {
            BLUE
        };
        canvas.disc((scale.at(effect.middle), y), 4.2, fill, Pen::new(BLUE, 1.6));
        let set = Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET);
        canvas.text((right + 14.0, y), &effect.words, set);
    }
}

fn of_arms(findings: &Findings) -> Vec<Effect> {
    let effects = findings.comparisons.iter().map(|comparison| {
        let paired = &comparison.outcomes[findings.watched];
        let (low, high) = (paired.interval.low, paired.interval.high);
        Effect {
            name: shortened(&findings.arms[comparison.arm].name, 36),
            middle: paired.difference,
            low,
            high,
            words: said(paired.difference, low, high),
        }
    });
    effects.collect()
}

fn of_outcomes(findings: &Findings) -> Vec<Effect> {
    let Some(comparison) = findings.comparisons.first() else {
        return Vec::new();
    };
    let labels = findings.outcomes.iter().zip(&comparison.outcomes);
    labels
        .filter(|(_, paired)| paired.base_mean.abs() > 0.0 && paired.difference != 0.0)
        .map(|(label, paired)| {
            let share = |value: f64| 100.0 * value / paired.base_mean.abs();
            let (low, high) = (share(paired.interval.low), share(paired.interval.high));
            Effect {
                name: shortened(&label.title, 38),
                middle: share(paired.difference),
                low,
                high,
                words: said(share(paired.difference), low, high),
            }
        })
        .collect()
}

/// `+255 (214 to 297)`.
fn said(middle: f64, low: f64, high: f64) -> String {
    let decimals = usize::from(middle.abs().max(high - low) < 20.0);
    let sign = if middle > 0.0 { "+" } else { "" };
    let [middle, low, high] = [middle, low, high].map(|value| grouped(value, decimals));
    format!("{sign}{middle} ({low} to {high})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_is_said_with_its_sign_and_interval() {
        assert_eq!(said(255.4, 213.6, 297.2), "+255 (214 to 297)");
        assert_eq!(said(-1.25, -2.0, -0.5), "-1.2 (-2.0 to -0.5)");
    }
}
