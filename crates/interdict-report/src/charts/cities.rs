//! Cover and leak of cities, day by day.

use interdict_model::Record;
use interdict_scenario::Scenario;

use super::canvas::{Pen, fitted, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{
    BELOW_PLOT, BLUE, Colour, GREEN, HEIGHT, INK, PLOT_LEFT, PLOT_TOP, RED, SKY, SMALL_SIZE, WIDTH,
};

/// Colours of cities, in turn.
const COLOURS: [Colour; 5] = [BLUE, RED, GREEN, SKY, INK];

/// Cities of which the legend has a line.
const NAMED: usize = 3;

/// Height of a line of the legend.
const LINE: f64 = 18.0;

/// Parts of one hundred in which the record keeps chances.
const PARTS: f64 = 10_000.0;

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let lines = scenario.cities.len().div_ceil(NAMED).max(1) as f64;
    let top = PLOT_TOP + LINE * (lines - 1.0);
    sheet(WIDTH, HEIGHT + LINE * (lines - 1.0), |canvas| {
        titles(canvas, scenario, record, "Cover and leak of cities");
        if record.days == 0 || scenario.cities.is_empty() {
            return nothing(canvas, "No city may be raided");
        }
        let plot = Plot::new(top, canvas.height - BELOW_PLOT, record.days, 100.0);
        plot.dates(canvas, scenario, "date");
        plot.values(canvas, "%");
        for city in 0..scenario.cities.len() {
            for (column, pen) in [cover(city), leak(city)].into_iter().enumerate() {
                let of_day = |day: u16| record.cities.at(day, 2 * city + column) as f64 / PARTS;
                let values: Vec<f64> = (0..record.days).map(of_day).collect();
                canvas.path(&plot.points(&values), pen);
            }
        }
        for (row, cities) in scenario.cities.chunks(NAMED).enumerate() {
            let names: Vec<[String; 2]> = (cities.iter())
                .map(|city| {
                    let name = fitted(&city.name, SMALL_SIZE, 110.0);
                    [format!("{name}: cover"), "leak".to_owned()]
                })
                .collect();
            let entries: Vec<(Swatch, &str)> = (names.iter().enumerate())
                .flat_map(|(place, [covered, leaked])| {
                    let city = NAMED * row + place;
                    [
                        (Swatch::Line(cover(city)), covered.as_str()),
                        (Swatch::Line(leak(city)), leaked.as_str()),
                    ]
                })
                .collect();
            let y = PLOT_TOP - 22.0 + LINE * row as f64;
            legend(canvas, PLOT_LEFT, y, &entries);
        }
    })
}

fn cover(city: usize) -> Pen {
    Pen::new(COLOURS[city % COLOURS.len()], 2.2)
}

fn leak(city: usize) -> Pen {
    Pen::new(COLOURS[city % COLOURS.len()], 1.6).dashed(6.0, 3.0)
}
