//! Cuts made and mended, and how many stand open: does mending keep up?

use interdict_model::{Record, Series};
use interdict_scenario::Scenario;

use crate::figures::{by_day, moving_mean};

use super::canvas::{Canvas, Pen, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{BELOW_PLOT, BLUE, HEIGHT, PLOT_LEFT, PLOT_TOP, RED, SAND, SKY, WIDTH};

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let has_spans = record.total(Series::SpansHit) + record.total(Series::SpansDown) > 0;
    let height = HEIGHT + if has_spans { 240.0 } else { 80.0 };
    sheet(WIDTH, height, |canvas| {
        titles(canvas, scenario, record, "Cuts made, mended and open");
        if record.days == 0 {
            return nothing(canvas, "No day was run");
        }
        flows(canvas, scenario, record, PLOT_TOP + 234.0);
        let cuts = Stand {
            series: Series::CutsOpen,
            words: "cuts open",
            axis: "cuts at day's end",
            date: if has_spans { "" } else { "date" },
        };
        let top = PLOT_TOP + 282.0;
        cuts.draw(canvas, scenario, record, (top, top + 168.0));
        if has_spans {
            let spans = Stand {
                series: Series::SpansDown,
                words: "spans and by-passes out of use",
                axis: "spans at day's end",
                date: "date",
            };
            spans.draw(canvas, scenario, record, (top + 216.0, height - BELOW_PLOT));
        }
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

/// How many of something stand at the end of each day.
struct Stand {
    series: Series,
    words: &'static str,
    axis: &'static str,
    date: &'static str,
}

impl Stand {
    fn draw(
        &self,
        canvas: &Canvas<'_>,
        scenario: &Scenario,
        record: &Record,
        (top, bottom): (f64, f64),
    ) {
        let values = by_day(record, self.series);
        let highest = values.iter().copied().fold(0.0, f64::max);
        let plot = Plot::new(top + 14.0, bottom, record.days, highest);
        plot.dates(canvas, scenario, self.date);
        plot.values(canvas, self.axis);
        let steps = plot.steps(&values, 1);
        canvas.shape(&steps, SKY, 0.8);
        let pen = Pen::new(BLUE, 1.4);
        canvas.path(&steps[1..steps.len() - 1], pen);
        legend(canvas, PLOT_LEFT, top, &[(Swatch::Line(pen), self.words)]);
    }
}
