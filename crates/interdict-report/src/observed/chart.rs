//! Figures of record beside the runs, as a chart: each row between its own low and high end.
//!
//! Figures have units of their own, so each is drawn on a scale of its own: the range of the record lies at the same
//! place in every row, its low end and its high end one above the other.

use super::{BesideRecord, Outcome, Row};
use crate::charts::canvas::{Canvas, Pen, Side, Type, fitted, sheet};
use crate::charts::frame::{Swatch, legend, nothing};
use crate::charts::theme::{
    BLUE, FAINT, GRID, INK, MARGIN, PAPER, QUIET, RED, SAND, SKY, SMALL_SIZE, TINY_SIZE,
    TITLE_SIZE, WIDTH,
};
use crate::figures::shortened;

const TOP: f64 = 108.0;
const ROW: f64 = 25.0;
const LEFT: f64 = 322.0;
const RIGHT: f64 = WIDTH - 236.0;
/// How far to either side of the range a row reaches, in widths of the range.
const REACH: f64 = 1.0;

/// Where the runs of a figure lie.
struct Runs<'a> {
    mean: f64,
    is_inside: bool,
    z: Option<f64>,
    below: (f64, usize),
    spread: Option<(f64, f64)>,
    each: &'a [f64],
}

impl BesideRecord {
    /// The chart, as SVG; `title` names the scenario.
    pub fn chart(&self, title: &str, seed: u64, replications: u32) -> String {
        let rows = self.rows.len().max(3) as f64;
        sheet(WIDTH, TOP + ROW * rows + 58.0, |canvas| {
            let set = Type::new(Side::Start);
            let title = format!("{}: runs beside the record", shortened(title, 70));
            canvas.text((MARGIN, 26.0), &title, set.size(TITLE_SIZE).bold());
            let answer = fitted(
                &self.answer(),
                Type::new(Side::Start).size,
                WIDTH - 2.0 * MARGIN,
            );
            canvas.text((MARGIN, 47.0), &answer, set.colour(QUIET));
            let source = format!(
                "Source: {replications} simulated run{} under seed {seed}, interdict {}. Each row has a scale of its own: its range lies at the same place.",
                if replications == 1 { "" } else { "s" },
                env!("CARGO_PKG_VERSION")
            );
            let foot = (MARGIN, canvas.height - 14.0);
            canvas.text(foot, &source, set.size(TINY_SIZE).colour(QUIET));
            if self.rows.is_empty() {
                return nothing(canvas, "The scenario holds no figures of record");
            }
            axes(canvas, self.rows.len());
            for (row, place) in self.rows.iter().zip(0_u32..) {
                draw_row(canvas, row, TOP + ROW * (f64::from(place) + 0.5));
            }
            let entries = [
                (Swatch::Area(SAND, 0.9), "range of the record"),
                (Swatch::Line(Pen::new(INK, 2.0)), "the record"),
                (Swatch::Area(SKY, 0.9), "90 % of runs"),
                (
                    Swatch::Line(Pen::new(BLUE, 3.0)),
                    "mean of runs; orange: outside",
                ),
            ];
            legend(canvas, LEFT - 60.0, TOP - 34.0, &entries);
        })
    }
}

/// Where a value lies across the chart; at the edge where it is beyond.
fn across(row: &Row, value: f64) -> f64 {
    let width = row.high - row.low;
    let share = if width > 0.0 {
        (value - row.low) / width
    } else {
        0.5 + (value - row.low).signum() * f64::from(u8::from((value - row.low).abs() > 0.0))
    };
    let share = share.clamp(-REACH, 1.0 + REACH);
    LEFT + (RIGHT - LEFT) * (share + REACH) / (1.0 + 2.0 * REACH)
}

fn axes(canvas: &Canvas<'_>, rows: usize) {
    let bottom = TOP + ROW * rows as f64;
    let third = (RIGHT - LEFT) / (1.0 + 2.0 * REACH);
    let set = Type::new(Side::Middle).size(SMALL_SIZE).colour(QUIET);
    for (x, words) in [
        (LEFT, "a range below"),
        (LEFT + third, "low"),
        (LEFT + 2.0 * third, "high"),
        (RIGHT, "a range above"),
    ] {
        canvas.path(&[(x, TOP), (x, bottom)], Pen::new(GRID, 0.8));
        canvas.text((x, bottom + 13.0), words, set);
    }
    let head = Type::new(Side::End).size(SMALL_SIZE).colour(QUIET);
    canvas.text((RIGHT + 130.0, TOP - 9.0), "record, range", head);
    canvas.text((RIGHT + 166.0, TOP - 9.0), "z", head);
    canvas.text((RIGHT + 222.0, TOP - 9.0), "below", head);
}

fn draw_row(canvas: &Canvas<'_>, row: &Row, y: f64) {
    let small = |side: Side| Type::new(side).size(SMALL_SIZE);
    let name = format!("{}  {}", row.id, row.quantity);
    let name = fitted(&name, SMALL_SIZE, LEFT - 20.0 - MARGIN);
    canvas.text((MARGIN, y), &name, small(Side::Start));
    canvas.path(&[(LEFT, y), (RIGHT, y)], Pen::new(GRID, 0.7));
    let (low, high) = (across(row, row.low), across(row, row.high));
    canvas.rect((low, y - 8.0), (high, y + 8.0), SAND, 0.9);
    let figures = format!(
        "{}, {} to {}",
        super::page::figure(row.observed),
        super::page::figure(row.low),
        super::page::figure(row.high)
    );
    canvas.text((RIGHT + 130.0, y), &figures, small(Side::End).colour(QUIET));
    let Outcome::Compared {
        simulated,
        is_inside,
        z,
        below,
        spread,
        runs,
        ..
    } = &row.outcome
    else {
        canvas.text(
            (high + 14.0, y),
            "not compared",
            small(Side::Start).colour(QUIET),
        );
        return;
    };
    draw_runs(
        canvas,
        row,
        y,
        &Runs {
            mean: *simulated,
            is_inside: *is_inside,
            z: *z,
            below: *below,
            spread: *spread,
            each: runs,
        },
    );
}

fn draw_runs(canvas: &Canvas<'_>, row: &Row, y: f64, runs: &Runs<'_>) {
    if let Some((from, to)) = runs.spread {
        let (from, to) = (across(row, from), across(row, to));
        canvas.rect((from, y - 4.0), (to.max(from + 1.0), y + 4.0), SKY, 0.9);
        for run in runs.each {
            let x = across(row, *run);
            canvas.path(&[(x, y - 4.0), (x, y + 4.0)], Pen::new(FAINT, 0.6));
        }
    }
    let record = across(row, row.observed);
    canvas.path(&[(record, y - 8.0), (record, y + 8.0)], Pen::new(INK, 2.0));
    let colour = if runs.is_inside { BLUE } else { RED };
    let mean = across(row, runs.mean);
    canvas.disc((mean, y), 4.0, colour, Pen::new(PAPER, 0.8));
    // what is beyond the edge points there
    for (edge, way) in [(LEFT, -1.0), (RIGHT, 1.0)] {
        if (mean - edge).abs() < 0.05 {
            let tip = edge + way * 9.0;
            canvas.shape(&[(edge, y - 5.0), (tip, y), (edge, y + 5.0)], colour, 1.0);
        }
    }
    let set = Type::new(Side::End).size(SMALL_SIZE);
    let z = runs
        .z
        .map_or_else(|| "-".to_owned(), |z| format!("{z:+.1}"));
    let is_far = runs.z.is_some_and(|z| z.abs() > 2.0);
    let far = if is_far { set.colour(RED).bold() } else { set };
    canvas.text((RIGHT + 166.0, y), &z, far);
    let (less, of) = runs.below;
    if of > 1 {
        let words = format!("{} of {of}", (less + 0.25).floor());
        canvas.text((RIGHT + 222.0, y), &words, set.colour(QUIET));
    }
}
