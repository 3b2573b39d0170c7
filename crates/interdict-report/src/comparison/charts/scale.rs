//! A scale to either side of zero, and the days below it.

use interdict_experiment::Findings;
use interdict_quantity::Date;

use crate::charts::canvas::{Canvas, Pen, Side, Type};
use crate::charts::frame::{date_ticks, round_step};
use crate::charts::theme::{GRID, INK, PLOT_LEFT, PLOT_RIGHT, QUIET, SMALL_SIZE};
use crate::figures::grouped;

/// A scale from the lowest to the highest of some values, zero among them, in round steps.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) step: f64,
    /// Where `low` and `high` are drawn, points.
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Scale {
    pub(super) fn over(values: impl Iterator<Item = f64>, parts: f64, from: f64, to: f64) -> Self {
        let finite = values.filter(|value| value.is_finite());
        let (least, most) = finite.fold((0.0_f64, 0.0_f64), |(least, most), value| {
            (least.min(value), most.max(value))
        });
        let step = round_step(most - least, parts);
        let (low, high) = ((least / step).floor() * step, (most / step).ceil() * step);
        let high = if high > low { high } else { low + step };
        Self {
            low,
            high,
            step,
            from,
            to,
        }
    }

    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.from + (self.to - self.from) * share
    }

    /// Marks of the scale with their figures.
    pub(super) fn marks(&self) -> impl Iterator<Item = (f64, String)> + '_ {
        let decimals = usize::from(self.step < 1.0) + usize::from(self.step < 0.1);
        let steps = ((self.high - self.low) / self.step).round() as u32;
        (0..=steps).map(move |place| {
            let value = self.low + f64::from(place) * self.step;
            let value = if value.abs() < self.step / 1e6 {
                0.0
            } else {
                value
            };
            (value, grouped(value, decimals))
        })
    }
}

pub(super) fn across(day: f64, days: usize) -> f64 {
    PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * day / days.max(1) as f64
}

pub(super) fn draw_days(canvas: &Canvas<'_>, findings: &Findings, scale: &Scale, days: usize) {
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
    let Ok(first) = findings.first_day.parse::<Date>() else {
        return;
    };
    let set = Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET);
    for (day, words, year) in date_ticks(first, days as u16, PLOT_RIGHT - PLOT_LEFT) {
        let x = across(f64::from(day), days);
        canvas.path(&[(x, scale.to), (x, scale.from + 5.0)], Pen::new(GRID, 0.7));
        canvas.text((x + 3.0, scale.from + 11.0), &words, set);
        if let Some(year) = year {
            canvas.text(
                (x + 3.0, scale.from + 25.0),
                &year.to_string(),
                set.colour(INK),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_holds_zero_and_all_values_in_round_steps() {
        let scale = Scale::over([-37.0, 212.0].into_iter(), 6.0, 0.0, 100.0);
        let marks: Vec<f64> = scale.marks().map(|(value, _)| value).collect();
        assert!(marks[0] <= -37.0 && marks[marks.len() - 1] >= 212.0);
        assert!(marks.contains(&0.0), "{marks:?}");
        assert!(scale.at(-37.0) < scale.at(0.0) && scale.at(0.0) < scale.at(212.0));
        let flat = Scale::over([0.0, f64::NAN].into_iter(), 6.0, 0.0, 100.0);
        assert!(flat.at(0.0).abs() < 1e-9 && flat.high > flat.low);
    }
}
