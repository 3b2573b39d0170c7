//! Cuts made and mended, and how many stand open: does mending keep up?

use interdict_model::{Record, Series};
use interdict_scenario::Scenario;

use crate::figures::{by_day, moving_mean};

use super::canvas::{Canvas, Pen, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{BELOW_PLOT, BLUE, HEIGHT, INK, PLOT_LEFT, PLOT_TOP, RED, SAND, SKY, WIDTH};

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let height = HEIGHT + 80.0;
    sheet(WIDTH, height, |canvas| {
        titles(canvas, scenario, record, "Cuts made, mended and open");
        if record.days == 0 {
            return nothing(canvas, "No day was run");
        }
        let bottom = height - BELOW_PLOT;
        let middle = PLOT_TOP + (bottom - PLOT_TOP) * 0.52;
        flows(canvas, scenario, record, middle);
        stands(canvas, scenario, record, middle + 48.0, bottom);
    })
}

/// A line through the days, drawn across the plot where there is only one.
fn line(canvas: &Canvas<'_>, plot: &Plot, values: &[f64], pen: Pen) {
    match values {
        [value] => {
            let y = plot.y(*value);
            canvas.path(&[(plot.left, y), (plot.right, y)], pen);
        }
        _ => canvas.path(&plot.points(values), pen),
    }
}

fn flows(canvas: &Canvas<'_>, scenario: &Scenario, record: &Record, bottom: f64) {
    let made = by_day(record, Series::TrackCuts);
    let (mean_made, mean_mended) = (
        moving_mean(&made, 7),
        moving_mean(&by_day(record, Series::CutsRepaired), 7),
    );
    let highest = made.iter().chain(&mean_mended).copied().fold(0.0, f64::max);
    let plot = Plot::new(PLOT_TOP, bottom, record.days, highest);
    plot.dates(canvas, scenario, "");
    plot.values(canvas, "cuts a day");
    canvas.shape(&plot.steps(&made, 1), SAND, 0.9);
    let (red, blue) = (Pen::new(RED, 2.2), Pen::new(BLUE, 2.2).dashed(8.0, 3.0));
    line(canvas, &plot, &mean_made, red);
    line(canvas, &plot, &mean_mended, blue);
    let entries = [
        (Swatch::Area(SAND, 0.9), "made by day"),
        (Swatch::Line(red), "made, 7-day mean"),
        (Swatch::Line(blue), "mended, 7-day mean"),
    ];
    legend(canvas, PLOT_LEFT, PLOT_TOP - 22.0, &entries);
}

fn stands(canvas: &Canvas<'_>, scenario: &Scenario, record: &Record, top: f64, bottom: f64) {
    let open = by_day(record, Series::CutsOpen);
    let spans = by_day(record, Series::SpansDown);
    let highest = open.iter().chain(&spans).copied().fold(0.0, f64::max);
    let plot = Plot::new(top + 14.0, bottom, record.days, highest);
    plot.dates(canvas, scenario, "date");
    plot.values(canvas, "open at day's end");
    canvas.shape(&plot.steps(&open, 1), SKY, 0.8);
    let (blue, ink) = (Pen::new(BLUE, 1.6), Pen::new(INK, 1.4).dashed(3.0, 2.5));
    line(canvas, &plot, &open, blue);
    let mut entries = vec![(Swatch::Line(blue), "cuts open")];
    if spans.iter().any(|&spans| spans > 0.0) {
        line(canvas, &plot, &spans, ink);
        entries.push((Swatch::Line(ink), "spans and by-passes out of use"));
    }
    legend(canvas, PLOT_LEFT, top - 2.0, &entries);
}
