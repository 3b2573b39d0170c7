//! The front: what its formations needed, what they got, and how long their reserves would last.

use interdict_model::{Record, Series};
use interdict_scenario::Scenario;

use crate::figures::{depots, fed, moving_mean, share, tons_by_day};

use super::canvas::{Canvas, Pen, sheet};
use super::deliveries::{MEAN_DAYS, MOST_BARS, shortfalls};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{BELOW_PLOT, BLUE, PLOT_LEFT, PLOT_TOP, RED, SAND, SKY, WIDTH};

const SHEET: f64 = 680.0;
const MIDDLE: f64 = 394.0;
const LOWER: f64 = 460.0;

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    sheet(WIDTH, SHEET, |canvas| {
        let who = fed(scenario).title();
        let title = format!("{who}: what was needed, what was issued, what was left");
        titles(canvas, scenario, record, &title);
        if record.total(Series::FrontNeeded) == 0 {
            return nothing(canvas, "No formation needed anything");
        }
        need(canvas, scenario, record);
        reserves(canvas, scenario, record);
    })
}

/// Tons of each day: need, issue between the two the shortage, and behind them what was brought.
fn need(canvas: &Canvas<'_>, scenario: &Scenario, record: &Record) {
    let needed = tons_by_day(record, Series::FrontNeeded);
    let unmet = tons_by_day(record, Series::FrontUnmet);
    let issued: Vec<f64> = (needed.iter().zip(&unmet))
        .map(|(needed, unmet)| needed - unmet)
        .collect();
    let brought = tons_by_day(record, Series::DeliveredFront);
    let [need, issue] = [&needed, &issued].map(|values| moving_mean(values, MEAN_DAYS));
    let highest = brought.iter().chain(&need).copied().fold(0.0, f64::max);
    let plot = Plot::new(PLOT_TOP, MIDDLE, record.days, highest);
    plot.dates(canvas, scenario, "");
    plot.values(canvas, "tons a day");
    let (below, above) = (plot.points(&issue), plot.points(&need));
    for shape in shortfalls(&below, &above) {
        canvas.shape(&shape, SAND, 0.75);
    }
    let each = brought.len().div_ceil(MOST_BARS);
    let bars: Vec<f64> = brought.chunks(each).map(crate::figures::mean).collect();
    canvas.shape(&plot.steps(&bars, each), SKY, 1.0);
    let (pen, dash) = (Pen::new(BLUE, 2.4), Pen::new(RED, 1.8).dashed(7.0, 3.0));
    for (points, pen) in [(above, dash), (below, pen)] {
        match points[..] {
            [(_, y)] => canvas.path(&[(plot.left, y), (plot.right, y)], pen),
            _ => canvas.path(&points, pen),
        }
    }
    let brought = format!("brought from {} by day", depots(scenario));
    let entries = [
        (Swatch::Line(dash), "needed, 7-day mean"),
        (Swatch::Line(pen), "issued, 7-day mean"),
        (Swatch::Area(SAND, 0.75), "needed and not issued"),
        (Swatch::Area(SKY, 1.0), brought.as_str()),
    ];
    legend(canvas, PLOT_LEFT, PLOT_TOP - 22.0, &entries);
}

/// Days of need at the end of each day: with formations, and on top of it at their railheads.
fn reserves(canvas: &Canvas<'_>, scenario: &Scenario, record: &Record) {
    let of = |series: &[Series]| -> Vec<f64> {
        let at = |day: u16, series: Series| record.theatre.at(day, series as usize) as f64;
        (0..record.days)
            .map(|day| {
                let stock = series.iter().map(|&series| at(day, series)).sum();
                share(stock, at(day, Series::FrontNeeded)).unwrap_or(0.0)
            })
            .collect()
    };
    let carried = of(&[Series::FrontStock]);
    let all = of(&[Series::FrontStock, Series::FrontRailheadStock]);
    let highest = all.iter().copied().fold(0.0, f64::max);
    let plot = Plot::new(LOWER, SHEET - BELOW_PLOT, record.days, highest);
    plot.dates(canvas, scenario, "date");
    plot.values(canvas, "days of need");
    canvas.shape(&plot.steps(&all, 1), SKY, 0.8);
    canvas.shape(&plot.steps(&carried, 1), BLUE, 0.8);
    let lying = format!("at their {} for them", depots(scenario));
    let entries = [
        (Swatch::Area(BLUE, 0.8), "reserves with formations"),
        (Swatch::Area(SKY, 0.8), lying.as_str()),
    ];
    legend(canvas, PLOT_LEFT, LOWER - 22.0, &entries);
}
