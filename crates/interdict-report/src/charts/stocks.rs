//! Days of supply at the front: who lives from hand to mouth, and when?

use interdict_model::{FormationSeries, Record};
use interdict_scenario::Scenario;

use crate::figures::{Fed, fed, front_days, median, share};

use super::canvas::{Pen, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{BELOW_PLOT, BLUE, HEIGHT, PLOT_LEFT, PLOT_TOP, RED, SKY, WIDTH};

/// Lowest, middle and highest days of supply of the formations at the front, on one day.
type Spread = Option<(f64, f64, f64)>;

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    sheet(WIDTH, HEIGHT, |canvas| {
        let title = match fed(scenario) {
            Fed::Front => "Stocks with formations at the front",
            Fed::All => "Stocks with formations",
        };
        titles(canvas, scenario, record, title);
        let spreads = spreads(scenario, record);
        let whole = front_days(record);
        if spreads.iter().all(Option::is_none) && whole.iter().all(Option::is_none) {
            return nothing(canvas, "No formation needed anything");
        }
        let highest = spreads
            .iter()
            .flatten()
            .map(|spread| spread.2)
            .chain(whole.iter().flatten().copied())
            .fold(0.0, f64::max);
        let plot = Plot::new(PLOT_TOP, HEIGHT - BELOW_PLOT, record.days, highest);
        plot.dates(canvas, scenario, "date");
        plot.values(canvas, "days of supply");
        let pick = |which: fn((f64, f64, f64)) -> f64| -> Vec<Option<f64>> {
            spreads.iter().map(|spread| spread.map(which)).collect()
        };
        let low = plot.runs(&pick(|spread| spread.0));
        let high = plot.runs(&pick(|spread| spread.2));
        for (low, high) in low.iter().zip(&high) {
            let band: Vec<_> = high.iter().chain(low.iter().rev()).copied().collect();
            canvas.shape(&band, SKY, 0.6);
        }
        let (blue, red) = (Pen::new(BLUE, 2.4), Pen::new(RED, 1.8).dashed(7.0, 3.0));
        for run in plot.runs(&pick(|spread| spread.1)) {
            canvas.path(&run, blue);
        }
        for run in plot.runs(&whole) {
            canvas.path(&run, red);
        }
        let entries = [
            (Swatch::Area(SKY, 0.6), "lowest to highest formation"),
            (Swatch::Line(blue), "median formation"),
            (Swatch::Line(red), "all of them as a whole"),
        ];
        legend(canvas, PLOT_LEFT, PLOT_TOP - 22.0, &entries);
    })
}

fn spreads(scenario: &Scenario, record: &Record) -> Vec<Spread> {
    let rows: Vec<usize> = (0..scenario.formations.len())
        .filter(|&row| scenario.formations[row].front || fed(scenario) == Fed::All)
        .collect();
    (0..record.days)
        .map(|day| {
            let at = |row: usize, series: FormationSeries| {
                record
                    .formations
                    .at(day, row * FormationSeries::COUNT + series as usize) as f64
            };
            let mut days: Vec<f64> = rows
                .iter()
                .filter_map(|&row| {
                    share(
                        at(row, FormationSeries::Stock),
                        at(row, FormationSeries::Need),
                    )
                })
                .collect();
            days.sort_by(f64::total_cmp);
            Some((*days.first()?, median(&days)?, *days.last()?))
        })
        .collect()
}
