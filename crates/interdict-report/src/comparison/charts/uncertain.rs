//! The watched effect at every point, in order of size: as it was measured, and once chance is taken out.

use interdict_experiment::uncertain::Uncertainty;

use super::scale::Scale;
use super::titles::heads;
use crate::charts::canvas::{Canvas, Pen, Side, Type, sheet};
use crate::charts::frame::{Swatch, legend, nothing};
use crate::charts::theme::{
    BELOW_PLOT, BLUE, FAINT, GRID, HEIGHT, INK, PAPER, PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, QUIET, RED,
    SKY, SMALL_SIZE, WIDTH,
};
use crate::figures::shortened;

/// Opacity of the band and of the interval.
const OPACITY: (f64, f64) = (0.4, 0.3);

pub(in crate::comparison) fn draw(found: &Uncertainty, arm: usize) -> String {
    sheet(WIDTH, HEIGHT, |canvas| {
        let label = &found.outcomes[found.watched];
        let effect = found.watched(arm);
        let title = format!(
            "{} less {}, over what is not known about the knobs",
            shortened(&found.heading.arms[arm].name, 40),
            shortened(&found.heading.arms[0].name, 30)
        );
        let about = format!(
            "{}, {}: mean effect at each point, in order of size",
            label.title, label.unit
        );
        let source = format!(
            "Source: {} points over {} knobs, {} simulated pairs at each under common chance, seed {}, {} to {}, interdict {}",
            found.points.len(),
            found.heading.drawn.len(),
            found.asked.pairs_each,
            found.asked.seed,
            found.heading.first_day,
            found.heading.last_day,
            found.heading.version
        );
        heads(canvas, &title, &about, &source);
        if effect.by_point.len() < 2 {
            return nothing(canvas, "Fewer than two points have no spread");
        }
        let bottom = HEIGHT - BELOW_PLOT;
        let ends = (effect.by_point.iter().copied()).chain([effect.band.low, effect.band.high]);
        let scale = Scale::over(ends, 7.0, bottom, PLOT_TOP + 8.0);
        let level = |value: f64| scale.at(value);
        let across = |low: f64, high: f64, colour, opacity| {
            let (top, bottom) = (level(high), level(low));
            canvas.rect(
                (PLOT_LEFT, top),
                (PLOT_RIGHT, bottom.max(top + 1.0)),
                colour,
                opacity,
            );
        };
        across(effect.band.low, effect.band.high, SKY, OPACITY.0);
        across(effect.interval.low, effect.interval.high, RED, OPACITY.1);
        let beyond = found.comparisons[arm - 1].floor.as_ref();
        if let Some(beyond) = beyond {
            floor(canvas, &scale, &effect.by_point, &beyond.reach_by_point);
        }
        axes(canvas, &scale, label.unit);
        let mean = level(effect.mean);
        canvas.path(&[(PLOT_LEFT, mean), (PLOT_RIGHT, mean)], Pen::new(RED, 1.6));
        points(canvas, &scale, &effect.by_point, effect.shrunk());
        let mut entries = vec![
            (Swatch::Line(Pen::new(BLUE, 3.0)), "discs: chance taken out"),
            (Swatch::Line(Pen::new(QUIET, 1.0)), "rings: as measured"),
            (Swatch::Area(SKY, OPACITY.0), "90 % of points"),
            (Swatch::Area(RED, OPACITY.1), "mean and its 95 % interval"),
        ];
        if beyond.is_some() {
            entries.push((
                Swatch::Area(FAINT, OPACITY.0),
                "what any touch gives a ring (95 %)",
            ));
        }
        legend(canvas, PLOT_LEFT, PLOT_TOP - 18.0, &entries);
    })
}

/// Between which values a change of no consequence alone puts the mean of the pairs of each point, about zero.
fn floor(canvas: &Canvas<'_>, scale: &Scale, measured: &[f64], reach: &[f64]) {
    let order = in_order(measured);
    let step = (PLOT_RIGHT - PLOT_LEFT) / order.len() as f64;
    for (place, point) in order.into_iter().enumerate() {
        let left = PLOT_LEFT + step * place as f64;
        // the scale ends before a floor that is wider than all effects
        let (top, bottom) = (scale.at(reach[point]), scale.at(-reach[point]));
        canvas.rect((left, top), (left + step, bottom), FAINT, OPACITY.0);
    }
}

/// The points in order of their effect as measured.
fn in_order(measured: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..measured.len()).collect();
    order.sort_by(|&a, &b| measured[a].total_cmp(&measured[b]));
    order
}

fn points(canvas: &Canvas<'_>, scale: &Scale, measured: &[f64], shrunk: &[f64]) {
    let order = in_order(measured);
    let step = (PLOT_RIGHT - PLOT_LEFT) / order.len() as f64;
    let radius = (step / 3.0).clamp(1.2, 4.0);
    for (place, point) in order.into_iter().enumerate() {
        let x = PLOT_LEFT + step * (place as f64 + 0.5);
        let (from, to) = (scale.at(measured[point]), scale.at(shrunk[point]));
        canvas.path(&[(x, from), (x, to)], Pen::new(FAINT, 1.0));
        canvas.disc((x, from), radius * 0.8, PAPER, Pen::new(QUIET, 0.9));
        canvas.disc((x, to), radius, BLUE, Pen::new(BLUE, 0.5));
    }
}

fn axes(canvas: &Canvas<'_>, scale: &Scale, unit: &str) {
    for (value, words) in scale.marks() {
        let y = scale.at(value);
        let pen = if value == 0.0 {
            Pen::new(INK, 1.2)
        } else {
            Pen::new(GRID, 0.7)
        };
        canvas.path(&[(PLOT_LEFT, y), (PLOT_RIGHT, y)], pen);
        let set = Type::new(Side::End).size(SMALL_SIZE).colour(QUIET);
        canvas.text((PLOT_LEFT - 7.0, y), &words, set);
    }
    let place = (PLOT_LEFT - 56.0, f64::midpoint(scale.from, scale.to));
    canvas.text(place, &format!("effect, {unit}"), Type::new(Side::Upwards));
    canvas.text(
        (f64::midpoint(PLOT_LEFT, PLOT_RIGHT), scale.from + 22.0),
        "points, from the lowest effect to the highest",
        Type::new(Side::Middle).size(SMALL_SIZE).colour(QUIET),
    );
}
