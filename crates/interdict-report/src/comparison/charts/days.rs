//! Day by day: how both arms fan out, a few runs of each over them, and below it the paired difference.
//!
//! Days are noisy, for trains come at night and in lots: what is drawn is the mean of the seven days about
//! each.

use interdict_experiment::bands::{BAND_ERROR, Band, Fan};
use interdict_experiment::resample::{BANDS, FOR_BANDS, Resamples};
use interdict_experiment::{Findings, Study};

use super::scale::{Scale, across, draw_days};
use super::titles::titles;
use crate::charts::canvas::{Canvas, Pen, Side, Type, sheet};
use crate::charts::frame::{Swatch, legend, nothing};
use crate::charts::theme::{
    BLUE, Colour, INK, PLOT_LEFT, PLOT_TOP, QUIET, RED, SAND, SKY, SMALL_SIZE, WIDTH,
};
use crate::figures::{moving_mean, shortened};

/// Days that are averaged.
const SPAN: usize = 7;

/// Runs of each arm that are drawn as they are.
const RUNS: usize = 3;

const SHEET: f64 = 860.0;
const MIDDLE: f64 = 470.0;
const LOWER: f64 = 560.0;
const BOTTOM: f64 = 790.0;

pub(super) fn draw(findings: &Findings, study: &Study, arm: usize) -> String {
    sheet(WIDTH, SHEET, |canvas| {
        let (name, base) = (&findings.arms[arm].name, &findings.arms[0].name);
        let title = format!(
            "{} beside {}, day by day",
            shortened(name, 40),
            shortened(base, 30)
        );
        let watched = &findings.outcomes[findings.watched].name;
        let place = (findings.curves.iter())
            .position(|curve| curve.label.name == *watched)
            .or_else(|| {
                findings
                    .curves
                    .iter()
                    .position(|curve| curve.label.unit == "t")
            });
        let curves = |arm: usize| -> Vec<Vec<f64>> {
            let curves = place
                .map(|place| study.curves(arm, place))
                .unwrap_or_default();
            curves
                .iter()
                .map(|curve| moving_mean(curve, SPAN))
                .collect()
        };
        let (ours, theirs) = (curves(0), curves(arm));
        let n_days = ours.first().map_or(0, Vec::len);
        let Some(label) = place
            .map(|place| &findings.curves[place].label)
            .filter(|_| ours.len() > 1 && n_days > 1)
        else {
            titles(canvas, findings, &title, "");
            return nothing(canvas, without_curves(place.is_some(), ours.len(), n_days));
        };
        let about = format!(
            "{}, {} a day, mean of the {SPAN} days about each",
            label.title, label.unit
        );
        titles(canvas, findings, &title, &about);
        upper(
            canvas,
            findings,
            &[(&ours, base, RED, SAND), (&theirs, name, BLUE, SKY)],
            label.unit,
        );
        lower(canvas, findings, &ours, &theirs, label.unit);
    })
}

/// Why there is no course of days to show.
fn without_curves(has_outcome: bool, n_pairs: usize, n_days: usize) -> &'static str {
    match (has_outcome, n_pairs, n_days) {
        (false, ..) => "No outcome is kept day by day",
        (_, 0, _) => "No pair was finished",
        (_, 1, _) => "One pair has no spread",
        (_, _, 0) => "No day was run",
        _ => "The window is one day, which has no course: its figures are in the table",
    }
}

type Arm<'a> = (&'a Vec<Vec<f64>>, &'a String, Colour, Colour);

fn upper(canvas: &Canvas<'_>, findings: &Findings, arms: &[Arm<'_>; 2], unit: &str) {
    let fans = arms.map(|(curves, ..)| Fan::of(curves));
    let values = fans.iter().flat_map(|fan| fan.p05.iter().chain(&fan.p95));
    let scale = Scale::over(values.copied(), 6.0, MIDDLE, PLOT_TOP);
    let days = fans[0].p50.len();
    draw_days(canvas, findings, &scale, days);
    for ((_, _, _, pale), fan) in arms.iter().zip(&fans) {
        between(canvas, &scale, &fan.p05, &fan.p95, *pale, 0.35);
        between(canvas, &scale, &fan.p25, &fan.p75, *pale, 0.6);
    }
    for (curves, _, colour, _) in arms {
        for curve in curves.iter().take(RUNS) {
            canvas.path(&points(&scale, curve), Pen::new(*colour, 0.5));
        }
    }
    for ((_, _, colour, _), fan) in arms.iter().zip(&fans) {
        canvas.path(&points(&scale, &fan.p50), Pen::new(*colour, 2.2));
    }
    unit_of(canvas, &scale, unit);
    let runs = format!("thin: the first {RUNS} runs of each");
    let entries = [
        (Swatch::Line(Pen::new(arms[0].2, 2.2)), arms[0].1.as_str()),
        (Swatch::Line(Pen::new(arms[1].2, 2.2)), arms[1].1.as_str()),
        (Swatch::Area(arms[1].3, 0.6), "half of the runs"),
        (Swatch::Area(arms[1].3, 0.35), "nine tenths"),
        (Swatch::Line(Pen::new(QUIET, 0.5)), runs.as_str()),
    ];
    legend(canvas, PLOT_LEFT, PLOT_TOP - 22.0, &entries);
}

fn lower(
    canvas: &Canvas<'_>,
    findings: &Findings,
    ours: &[Vec<f64>],
    theirs: &[Vec<f64>],
    unit: &str,
) {
    let apart: Vec<Vec<f64>> = (ours.iter().zip(theirs))
        .map(|(base, arm)| base.iter().zip(arm).map(|(base, arm)| arm - base).collect())
        .collect();
    let fan = Fan::of(&apart);
    let is_apart = |day: &usize| apart.iter().any(|curve| curve[*day].abs() > 0.0);
    let days = apart.first().map_or(0, Vec::len);
    let from = (0..days).find(is_apart).unwrap_or(days);
    let band = Band::of(
        &apart,
        from,
        BAND_ERROR,
        &Resamples::new(apart.len(), FOR_BANDS, BANDS),
    );
    let values = fan
        .p25
        .iter()
        .chain(&fan.p75)
        .chain(&band.low)
        .chain(&band.high);
    let scale = Scale::over(values.copied(), 5.0, BOTTOM, LOWER);
    draw_days(canvas, findings, &scale, band.mean.len());
    between(canvas, &scale, &fan.p25, &fan.p75, SKY, 0.8);
    let dash = Pen::new(RED, 1.2).dashed(5.0, 3.0);
    canvas.path(&points(&scale, &band.low), dash);
    canvas.path(&points(&scale, &band.high), dash);
    canvas.path(&points(&scale, &band.mean), Pen::new(BLUE, 2.0));
    unit_of(canvas, &scale, unit);
    let hold = format!(
        "band that holds the whole mean curve, {:.0} %",
        100.0 * (1.0 - band.error)
    );
    let set = Type::new(Side::Start).size(SMALL_SIZE).colour(INK).bold();
    canvas.text((PLOT_LEFT, LOWER - 40.0), "Paired difference", set);
    let entries = [
        (Swatch::Line(Pen::new(BLUE, 2.0)), "mean difference"),
        (Swatch::Line(dash), hold.as_str()),
        (
            Swatch::Area(SKY, 0.8),
            "middle half of the pairs: chance and the change",
        ),
    ];
    legend(canvas, PLOT_LEFT, LOWER - 22.0, &entries);
}

fn points(scale: &Scale, values: &[f64]) -> Vec<(f64, f64)> {
    let at =
        |(day, &value): (usize, &f64)| (across(day as f64 + 0.5, values.len()), scale.at(value));
    values.iter().enumerate().map(at).collect()
}

fn between(
    canvas: &Canvas<'_>,
    scale: &Scale,
    low: &[f64],
    high: &[f64],
    colour: Colour,
    ink: f64,
) {
    let mut shape = points(scale, high);
    shape.extend(points(scale, low).into_iter().rev());
    canvas.shape(&shape, colour, ink);
}

fn unit_of(canvas: &Canvas<'_>, scale: &Scale, unit: &str) {
    let place = (PLOT_LEFT - 62.0, f64::midpoint(scale.from, scale.to));
    let words = if unit == "t" { "tons a day" } else { unit };
    canvas.text(place, words, Type::new(Side::Upwards));
}
