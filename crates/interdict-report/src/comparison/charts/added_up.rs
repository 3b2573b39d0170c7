//! The effect as it adds up from the first day: fan, mean and band.

use interdict_experiment::Findings;
use interdict_experiment::bands::{Band, Fan};

use super::scale::{Scale, across, draw_days};
use super::titles::titles;
use crate::charts::canvas::{Canvas, Pen, Side, Type, sheet};
use crate::charts::frame::{Swatch, legend, nothing};
use crate::charts::theme::{BELOW_PLOT, BLUE, HEIGHT, PLOT_LEFT, PLOT_TOP, RED, SKY, WIDTH};
use crate::figures::shortened;

/// The paired difference of the first curve of tons, added up from the first day to each: fan, mean and
/// simultaneous band. By the day it would be noise.
pub(super) fn draw(findings: &Findings, arm: usize) -> String {
    sheet(WIDTH, HEIGHT, |canvas| {
        let (name, base) = (&findings.arms[arm].name, &findings.arms[0].name);
        let first = findings.curves.iter().find_map(|curve| {
            let band = curve.sum_bands.get(arm - 1)?;
            Some((&curve.label, curve.sums.get(arm - 1)?, band))
        });
        let title = format!(
            "{} less {}, added up",
            shortened(name, 40),
            shortened(base, 30)
        );
        let Some((label, fan, band)) = first.filter(|(_, _, band)| !band.mean.is_empty()) else {
            titles(canvas, findings, &title, "");
            return nothing(canvas, "There is no curve to show");
        };
        let about = format!(
            "{}, {}, from the first day to each",
            label.title, label.unit
        );
        titles(canvas, findings, &title, &about);
        let values = fan
            .p25
            .iter()
            .chain(&fan.p75)
            .chain(&band.low)
            .chain(&band.high);
        let bottom = HEIGHT - BELOW_PLOT;
        let scale = Scale::over(values.copied(), 6.0, bottom, PLOT_TOP);
        draw_days(canvas, findings, &scale, band.mean.len());
        draw_curves(canvas, &scale, fan, band);
        let place = (PLOT_LEFT - 62.0, f64::midpoint(PLOT_TOP, bottom));
        let unit = if label.unit == "t" {
            "tons"
        } else {
            label.unit
        };
        canvas.text(place, unit, Type::new(Side::Upwards));
        let pen = Pen::new(BLUE, 2.0);
        let dash = Pen::new(RED, 1.2).dashed(5.0, 3.0);
        let hold = format!(
            "band that holds the whole mean curve, {:.0} %",
            100.0 * (1.0 - band.error)
        );
        let entries = [
            (Swatch::Line(pen), "mean difference"),
            (Swatch::Line(dash), hold.as_str()),
            (
                Swatch::Area(SKY, 0.8),
                "middle half of the pairs: chance and the change",
            ),
        ];
        legend(canvas, PLOT_LEFT, PLOT_TOP - 22.0, &entries);
    })
}

fn draw_curves(canvas: &Canvas<'_>, scale: &Scale, fan: &Fan, band: &Band) {
    let days = band.mean.len();
    let points = |values: &[f64]| -> Vec<(f64, f64)> {
        let days_and_values = values.iter().enumerate();
        days_and_values
            .map(|(day, &value)| (across(day as f64 + 0.5, days), scale.at(value)))
            .collect()
    };
    let mut half = points(&fan.p75);
    half.extend(points(&fan.p25).into_iter().rev());
    canvas.shape(&half, SKY, 0.8);
    let dash = Pen::new(RED, 1.2).dashed(5.0, 3.0);
    canvas.path(&points(&band.low), dash);
    canvas.path(&points(&band.high), dash);
    canvas.path(&points(&band.mean), Pen::new(BLUE, 2.0));
}
