//! How the paired differences of the watched outcome are spread: one bar a class, zero and the mean marked, and over them
//! the outline of the same for a change of no consequence.
//!
//! The spread of pairs is chance and what the change does together, not a spread of effects: the outline shows how much
//! of it any touch makes.

use interdict_experiment::{Findings, Study};

use super::scale::Scale;
use super::titles::titles;
use crate::charts::canvas::{Canvas, Pen, Side, Type, sheet};
use crate::charts::frame::{Swatch, legend, nothing, round_step};
use crate::charts::theme::{
    BELOW_PLOT, BLUE, FAINT, GRID, HEIGHT, INK, PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, QUIET, RED, SKY,
    SMALL_SIZE, WIDTH,
};
use crate::figures::{grouped, shortened};

/// Classes across the plot, about.
const CLASSES: f64 = 24.0;

pub(super) fn draw(findings: &Findings, study: &Study, arm: usize) -> String {
    sheet(WIDTH, HEIGHT, |canvas| {
        let label = &findings.outcomes[findings.watched];
        let title = format!(
            "{} less {}, pair by pair",
            shortened(&findings.arms[arm].name, 40),
            shortened(&findings.arms[0].name, 30)
        );
        let values = study.outcome(findings.arms.len(), findings.watched);
        let apart: Vec<f64> = (values[0].iter().zip(&values[arm]))
            .map(|(base, arm)| arm - base)
            .collect();
        let about = format!(
            "{}, {}: pairs by their difference, which is chance and the change together",
            label.title, label.unit
        );
        let touched = study.sham(findings.watched);
        let moved: Vec<f64> = (values[0].iter().zip(&touched))
            .map(|(base, sham)| sham - base)
            .collect();
        titles(canvas, findings, &title, &about);
        let Some(paired) = findings.watched(arm).filter(|_| apart.len() > 1) else {
            return nothing(canvas, "Fewer than two pairs have no spread");
        };
        let ends = apart.iter().chain(&moved).copied();
        let across = Scale::over(ends, 8.0, PLOT_LEFT, PLOT_RIGHT);
        let width = round_step(across.high - across.low, CLASSES);
        let counts = classes(&apart, across.low, across.high, width);
        let outline = if moved.is_empty() {
            Vec::new()
        } else {
            classes(&moved, across.low, across.high, width)
        };
        let all = counts.iter().chain(&outline);
        let most = all.map(|(_, count)| *count).max().unwrap_or(0);
        let bottom = HEIGHT - BELOW_PLOT;
        let up = Scale::over([f64::from(most)].into_iter(), 5.0, bottom, PLOT_TOP + 10.0);
        axes(canvas, &across, &up, label.unit);
        bars(canvas, &across, &up, &counts, width);
        let has_outline = !outline.is_empty();
        if has_outline {
            outlined(canvas, &across, &up, &outline, width);
        }
        let zero = across.at(0.0);
        canvas.path(&[(zero, PLOT_TOP), (zero, bottom)], Pen::new(INK, 1.2));
        let (low, high) = (
            across.at(paired.interval.low),
            across.at(paired.interval.high),
        );
        canvas.rect((low, PLOT_TOP), (high.max(low + 1.0), bottom), RED, 0.16);
        let mean = across.at(paired.difference);
        canvas.path(&[(mean, PLOT_TOP), (mean, bottom)], Pen::new(BLUE, 2.0));
        explain(canvas, findings.stopping.error, has_outline);
    })
}

/// A bar for each class, those below zero in another colour.
fn bars(canvas: &Canvas<'_>, across: &Scale, up: &Scale, counts: &[(f64, u32)], width: f64) {
    for &(from, count) in counts {
        let to = from + width;
        let colour = if to <= 0.0 { FAINT } else { SKY };
        let corners = (
            (across.at(from) + 0.6, up.at(f64::from(count))),
            (across.at(to) - 0.6, up.from),
        );
        canvas.rect(corners.0, corners.1, colour, 1.0);
    }
}

/// The outline of the classes of a change of no consequence.
fn outlined(canvas: &Canvas<'_>, across: &Scale, up: &Scale, outline: &[(f64, u32)], width: f64) {
    let steps: Vec<(f64, f64)> = (outline.iter())
        .flat_map(|&(from, count)| {
            let y = up.at(f64::from(count));
            [(across.at(from), y), (across.at(from + width), y)]
        })
        .collect();
    canvas.path(&steps, Pen::new(INK, 1.2).dashed(4.0, 2.0));
}

/// What the marks mean; `error` is that of the interval.
fn explain(canvas: &Canvas<'_>, error: f64, has_outline: bool) {
    let error = 100.0 * (1.0 - error);
    let hold = format!("interval of the mean, {error:.0} %");
    let mut entries = vec![
        (Swatch::Line(Pen::new(BLUE, 2.0)), "mean difference"),
        (Swatch::Area(RED, 0.16), hold.as_str()),
        (Swatch::Area(FAINT, 1.0), "below zero"),
    ];
    if has_outline {
        let pen = Pen::new(INK, 1.2).dashed(4.0, 2.0);
        entries.push((
            Swatch::Line(pen),
            "the same pairs with a change of no consequence",
        ));
    }
    legend(canvas, PLOT_LEFT, PLOT_TOP - 22.0, &entries);
}

/// Lower end of each class, and how many lie in it.
fn classes(values: &[f64], low: f64, high: f64, width: f64) -> Vec<(f64, u32)> {
    // classes begin at zero, to either side, so that no class holds both signs
    let first = (low / width).floor() as i32;
    let last = (high / width).ceil() as i32;
    let mut counts: Vec<(f64, u32)> = (first..last.max(first + 1))
        .map(|place| (f64::from(place) * width, 0))
        .collect();
    let most = counts.len() - 1;
    for value in values {
        let place = ((value / width).floor() as i32 - first).max(0) as usize;
        counts[place.min(most)].1 += 1;
    }
    counts
}

fn axes(canvas: &Canvas<'_>, across: &Scale, up: &Scale, unit: &str) {
    let bottom = up.from;
    let set = Type::new(Side::Middle).size(SMALL_SIZE).colour(QUIET);
    for (value, words) in across.marks() {
        let x = across.at(value);
        canvas.path(&[(x, bottom), (x, bottom + 5.0)], Pen::new(QUIET, 0.8));
        canvas.text((x, bottom + 14.0), &words, set);
    }
    canvas.path(
        &[(PLOT_LEFT, bottom), (PLOT_RIGHT, bottom)],
        Pen::new(QUIET, 0.8),
    );
    canvas.text(
        (f64::midpoint(PLOT_LEFT, PLOT_RIGHT), bottom + 32.0),
        &format!("difference, {unit}"),
        Type::new(Side::Middle),
    );
    let set = Type::new(Side::End).size(SMALL_SIZE).colour(QUIET);
    for (value, _) in up
        .marks()
        .filter(|(value, _)| (value - value.round()).abs() < 1e-9)
    {
        let y = up.at(value);
        canvas.path(&[(PLOT_LEFT, y), (PLOT_RIGHT, y)], Pen::new(GRID, 0.7));
        canvas.text((PLOT_LEFT - 7.0, y), &grouped(value, 0), set);
    }
    let place = (PLOT_LEFT - 52.0, f64::midpoint(up.to, up.from));
    canvas.text(place, "pairs", Type::new(Side::Upwards));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_every_value_once_and_never_both_signs() {
        let values = [-3.0, -0.1, 0.0, 0.1, 7.9, 8.0];
        let counts = classes(&values, -4.0, 8.0, 2.0);
        let lows: Vec<f64> = counts.iter().map(|(low, _)| *low).collect();
        assert!(lows.contains(&0.0), "{lows:?}");
        assert_eq!(counts.iter().map(|(_, count)| count).sum::<u32>(), 6);
        let below: u32 = counts
            .iter()
            .filter(|(low, _)| *low < 0.0)
            .map(|(_, count)| count)
            .sum();
        assert_eq!(below, 2);
    }
}
