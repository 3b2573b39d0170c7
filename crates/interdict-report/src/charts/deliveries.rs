//! Deliveries against need: did the line bring what was asked for?

use interdict_model::{Record, Series};
use interdict_scenario::Scenario;

use crate::figures::{depots, moving_mean, tons_by_day};

use super::canvas::{Pen, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{BELOW_PLOT, BLUE, HEIGHT, PLOT_LEFT, PLOT_TOP, RED, SAND, SKY, WIDTH};

/// Days in the mean that the lines show.
pub(super) const MEAN_DAYS: usize = 7;
/// Bars that can be told apart across the plot.
pub(super) const MOST_BARS: usize = 700;

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    sheet(WIDTH, HEIGHT, |canvas| {
        let places = depots(scenario);
        let title = format!("Deliveries to {places} against all need");
        titles(canvas, scenario, record, &title);
        if record.days == 0 {
            return nothing(canvas, "No day was run");
        }
        let delivered = tons_by_day(record, Series::Delivered);
        let needed = tons_by_day(record, Series::Needed);
        let mean = moving_mean(&delivered, MEAN_DAYS);
        let need = moving_mean(&needed, MEAN_DAYS);
        let highest = delivered.iter().chain(&need).copied().fold(0.0, f64::max);
        let plot = Plot::new(PLOT_TOP, HEIGHT - BELOW_PLOT, record.days, highest);
        plot.dates(canvas, scenario, "date");
        plot.values(canvas, "tons a day");

        let (below, above) = (plot.points(&mean), plot.points(&need));
        for shape in shortfalls(&below, &above) {
            canvas.shape(&shape, SAND, 0.75);
        }
        let each = delivered.len().div_ceil(MOST_BARS);
        let bars: Vec<f64> = delivered.chunks(each).map(crate::figures::mean).collect();
        canvas.shape(&plot.steps(&bars, each), SKY, 1.0);
        let (pen, dash) = (Pen::new(BLUE, 2.4), Pen::new(RED, 1.8).dashed(7.0, 3.0));
        for (points, pen) in [(above, dash), (below, pen)] {
            match points[..] {
                [(_, y)] => canvas.path(&[(plot.left, y), (plot.right, y)], pen),
                _ => canvas.path(&points, pen),
            }
        }
        let bars = if each == 1 {
            format!("to {places} by day")
        } else {
            format!("to {places}, means of {each} days")
        };
        let mean = format!("to {places}, 7-day mean");
        let entries = [
            (Swatch::Area(SKY, 1.0), bars.as_str()),
            (Swatch::Line(pen), mean.as_str()),
            (Swatch::Line(dash), "needed, 7-day mean"),
            (Swatch::Area(SAND, 0.75), "needed and not brought"),
        ];
        legend(canvas, PLOT_LEFT, PLOT_TOP - 22.0, &entries);
    })
}

/// The shapes between two lines where `below` runs lower on the sheet than `above`: one for each
/// step from day to day, joined as far as they go.
pub(super) fn shortfalls(below: &[(f64, f64)], above: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut shapes = Vec::new();
    let mut upper: Vec<(f64, f64)> = Vec::new();
    let mut lower: Vec<(f64, f64)> = Vec::new();
    let mut close = |upper: &mut Vec<(f64, f64)>, lower: &mut Vec<(f64, f64)>| {
        if upper.len() > 1 {
            let mut shape = std::mem::take(upper);
            shape.extend(lower.drain(..).rev());
            shapes.push(shape);
        }
        upper.clear();
        lower.clear();
    };
    for day in 0..below.len() {
        let gap = below[day].1 - above[day].1;
        if day > 0 {
            let before = below[day - 1].1 - above[day - 1].1;
            if (before > 0.0) != (gap > 0.0) {
                let part = before / (before - gap);
                let cross = |a: (f64, f64), b: (f64, f64)| {
                    (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part)
                };
                let at = cross(below[day - 1], below[day]);
                upper.push(at);
                lower.push(at);
                if gap <= 0.0 {
                    close(&mut upper, &mut lower);
                }
            }
        }
        if gap > 0.0 {
            upper.push(above[day]);
            lower.push(below[day]);
        }
    }
    close(&mut upper, &mut lower);
    shapes
}
