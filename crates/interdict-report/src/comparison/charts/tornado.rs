//! The knobs that an effect hangs on most: how far it goes from one end of each range to the other.

use interdict_experiment::uncertain::{Leading, Share, Uncertainty};

use super::scale::Scale;
use super::titles::heads;
use crate::charts::canvas::{Canvas, Pen, Side, Type, sheet};
use crate::charts::frame::{Swatch, legend, nothing};
use crate::charts::theme::{
    BLUE, FAINT, GRID, INK, PAPER, QUIET, RED, SAND, SKY, SMALL_SIZE, WIDTH,
};
use crate::figures::{percent, shortened};

const TOP: f64 = 104.0;
const LEFT: f64 = 270.0;
const RIGHT: f64 = WIDTH - 190.0;
const ROW: f64 = 38.0;
/// How far above and below the middle of a row its two lines of words stand.
const LINE: f64 = 7.0;

pub(in crate::comparison) fn draw(found: &Uncertainty, arm: usize) -> String {
    let knobs = &found.comparisons[arm - 1].sensitivity.knobs;
    sheet(
        WIDTH,
        TOP + ROW * knobs.len().max(3) as f64 + 80.0,
        |canvas| {
            let label = &found.outcomes[found.watched];
            let title = format!(
                "{} less {}: which knobs the effect hangs on",
                shortened(&found.heading.arms[arm].name, 40),
                shortened(&found.heading.arms[0].name, 30)
            );
            let about = format!(
                "{}, {}: the effect along the range of each knob, what is told of others taken off",
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
            if knobs.is_empty() {
                return nothing(
                    canvas,
                    "So few points, or so little that knobs do, say nothing",
                );
            }
            rows(canvas, knobs, found.watched(arm).mean, label.unit);
            let entries = [
                (Swatch::Area(SAND, 0.9), "lowest tenth of the range"),
                (Swatch::Area(SKY, 0.9), "highest tenth"),
                (Swatch::Line(Pen::new(BLUE, 3.0)), "quarters, lowest on top"),
                (Swatch::Line(Pen::new(RED, 1.6)), "mean"),
            ];
            legend(canvas, LEFT, TOP - 20.0, &entries);
        },
    )
}

fn rows(canvas: &Canvas<'_>, knobs: &[Leading], mean: f64, unit: &str) {
    let of_knob = |knob: &Leading| {
        let quarters = knob.quarters.iter();
        let ends = quarters.flat_map(|at| [at.mean - at.error, at.mean + at.error]);
        ends.chain([knob.ends.0, knob.ends.1]).collect::<Vec<_>>()
    };
    let scale = Scale::over(knobs.iter().flat_map(of_knob), 7.0, LEFT, RIGHT);
    let bottom = TOP + ROW * knobs.len() as f64;
    let set = Type::new(Side::Middle).size(SMALL_SIZE).colour(QUIET);
    for (value, words) in scale.marks() {
        let x = scale.at(value);
        let pen = if value == 0.0 {
            Pen::new(INK, 1.2)
        } else {
            Pen::new(GRID, 0.7)
        };
        canvas.path(&[(x, TOP), (x, bottom)], pen);
        canvas.text((x, bottom + 13.0), &words, set);
    }
    let below = (f64::midpoint(LEFT, RIGHT), bottom + 32.0);
    canvas.text(below, &format!("effect, {unit}"), Type::new(Side::Middle));
    for (knob, place) in knobs.iter().zip(0_u32..) {
        row(canvas, &scale, knob, mean, TOP + ROW * f64::from(place));
    }
    let x = scale.at(mean);
    canvas.path(&[(x, TOP), (x, bottom)], Pen::new(RED, 1.6));
}

fn row(canvas: &Canvas<'_>, scale: &Scale, knob: &Leading, mean: f64, top: f64) {
    let middle = top + ROW / 2.0;
    for (end, colour) in [(knob.ends.0, SAND), (knob.ends.1, SKY)] {
        let (from, to) = (scale.at(mean.min(end)), scale.at(mean.max(end)));
        canvas.rect((from, top + 6.0), (to, top + ROW - 6.0), colour, 0.9);
    }
    for (quarter, at) in knob.quarters.iter().zip(0_u32..) {
        if quarter.points == 0 || !quarter.error.is_finite() {
            continue;
        }
        let y = top + 8.0 + f64::from(at) * (ROW - 16.0) / 3.0;
        let ends = [quarter.mean - quarter.error, quarter.mean + quarter.error];
        let ends = ends.map(|end| (scale.at(end), y));
        canvas.path(&ends, Pen::new(FAINT, 1.0));
        let disc = (scale.at(quarter.mean), y);
        canvas.disc(disc, 2.2, BLUE, Pen::new(PAPER, 0.5));
    }
    let name = Type::new(Side::End).size(SMALL_SIZE);
    let name = if knob.stands_out { name.bold() } else { name };
    canvas.text((LEFT - 10.0, middle), &knob.path, name);
    let share = |share: Share| {
        let [value, low, high] =
            [share.value, share.interval.low, share.interval.high].map(|of| percent(Some(of)));
        format!("{value} ({low} to {high})")
    };
    let set = Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET);
    let alone = format!("{} alone, {}", share(knob.first), knob.shape.word());
    canvas.text((RIGHT + 10.0, middle - LINE), &alone, set);
    let in_all = format!("{} in all", share(knob.total));
    canvas.text((RIGHT + 10.0, middle + LINE), &in_all, set);
}
