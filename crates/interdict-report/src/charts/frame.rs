//! What frames a chart: titles, axes with light grids, legends, and the line that says which run.

use interdict_model::Record;
use interdict_quantity::Date;
use interdict_scenario::Scenario;
use interdict_scenario::text::{isolated, seen};

use crate::figures::{date_of, grouped, shortened};

use super::canvas::{Canvas, Pen, Side, Type, text_width};
use super::theme::{
    Colour, GRID, INK, MARGIN, PLOT_LEFT, PLOT_RIGHT, QUIET, SMALL_SIZE, TEXT_SIZE, TINY_SIZE,
    TITLE_SIZE,
};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `3 Sep`.
pub(crate) fn day_name(date: Date) -> String {
    format!("{} {}", date.day(), month_name(date))
}

/// `Sep`.
pub(crate) fn month_name(date: Date) -> &'static str {
    MONTHS[(date.month() - 1).clamp(0, 11) as usize]
}

/// Title, the scenario below it, and at the foot which run it was.
pub(crate) fn titles(canvas: &Canvas<'_>, scenario: &Scenario, record: &Record, title: &str) {
    canvas.text(
        (MARGIN, 26.0),
        title,
        Type::new(Side::Start).size(TITLE_SIZE).bold(),
    );
    let last = date_of(scenario, record.days.saturating_sub(1));
    let early = if record.days < scenario.days {
        ", stopped early"
    } else {
        ""
    };
    let days = if record.days == 1 { "day" } else { "days" };
    let about = format!(
        "{}  ({} to {last}, {} {days}{early})",
        isolated(&seen(&shortened(&scenario.title, 90))),
        scenario.starts,
        record.days
    );
    canvas.text((MARGIN, 47.0), &about, Type::new(Side::Start).colour(QUIET));
    let source = format!(
        "Source: simulated run, seed {}, replication {}, digest {:016x}",
        record.seed, record.replication, record.digest
    );
    let foot = canvas.height - 14.0;
    canvas.text(
        (MARGIN, foot),
        &source,
        Type::new(Side::Start).size(TINY_SIZE).colour(QUIET),
    );
}

/// Says in the middle of the sheet why there is nothing on it.
pub(crate) fn nothing(canvas: &Canvas<'_>, why: &str) {
    let middle = (canvas.width / 2.0, canvas.height / 2.0);
    canvas.text(
        middle,
        why,
        Type::new(Side::Middle).size(14.0).colour(QUIET),
    );
}

/// How a series looks, for the legend.
#[derive(Clone, Copy)]
pub(crate) enum Swatch {
    /// A line.
    Line(Pen),
    /// A filled area.
    Area(Colour, f64),
}

/// Width of a swatch, and the room after it and after its words.
const SWATCH: (f64, f64, f64) = (20.0, 5.0, 14.0);

/// A row of swatches with their words, from the left.
pub(crate) fn legend(canvas: &Canvas<'_>, left: f64, y: f64, entries: &[(Swatch, &str)]) {
    let (width, after_swatch, after_words) = SWATCH;
    let mut x = left;
    for (swatch, words) in entries {
        match *swatch {
            Swatch::Line(pen) => canvas.path(&[(x, y), (x + width, y)], pen),
            Swatch::Area(colour, opacity) => {
                canvas.rect((x, y - 5.0), (x + width, y + 5.0), colour, opacity);
            }
        }
        x += width + after_swatch;
        canvas.text((x, y), words, Type::new(Side::Start).size(SMALL_SIZE));
        x += text_width(words, SMALL_SIZE) + after_words;
    }
}

/// The same, ending at the right.
pub(crate) fn legend_before(canvas: &Canvas<'_>, right: f64, y: f64, entries: &[(Swatch, &str)]) {
    let (width, after_swatch, after_words) = SWATCH;
    let words: f64 = entries
        .iter()
        .map(|(_, words)| text_width(words, SMALL_SIZE))
        .sum();
    let all = words + entries.len() as f64 * (width + after_swatch + after_words) - after_words;
    legend(canvas, right - all, y, entries);
}

/// A plot of days across and values upwards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plot {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    days: f64,
    highest: f64,
    step: f64,
}

impl Plot {
    /// A plot over the width of the sheet, of so many days and of values from zero to some value.
    pub(crate) fn new(top: f64, bottom: f64, days: u16, highest: f64) -> Self {
        Self::between(PLOT_LEFT, PLOT_RIGHT, top, bottom, days, highest)
    }

    /// A plot between edges.
    pub(crate) fn between(
        left: f64,
        right: f64,
        top: f64,
        bottom: f64,
        days: u16,
        highest: f64,
    ) -> Self {
        let n_ticks = ((bottom - top) / 52.0).clamp(2.0, 7.0);
        let step = round_step(highest, n_ticks);
        let highest = if highest > 0.0 {
            (highest / step - 1e-9).ceil() * step
        } else {
            step
        };
        Self {
            left,
            right,
            top,
            bottom,
            days: f64::from(days.max(1)),
            highest,
            step,
        }
    }

    /// The same plot with values up to exactly some value, in steps.
    pub(crate) fn up_to(self, highest: f64, step: f64) -> Self {
        Self {
            highest,
            step,
            ..self
        }
    }

    /// Across: the start of a day, counted from 0.
    pub(crate) fn x(&self, day: f64) -> f64 {
        self.left + (self.right - self.left) * day / self.days
    }

    /// Upwards.
    pub(crate) fn y(&self, value: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * value / self.highest
    }

    /// A value at the middle of each day.
    pub(crate) fn points(&self, values: &[f64]) -> Vec<(f64, f64)> {
        (values.iter().zip(0_u32..))
            .map(|(&value, day)| (self.x(f64::from(day) + 0.5), self.y(value)))
            .collect()
    }

    /// The outline of bars that stand side by side, each for `each` days, closed along the ground.
    pub(crate) fn steps(&self, values: &[f64], each: usize) -> Vec<(f64, f64)> {
        let mut outline = vec![(self.left, self.bottom)];
        for (&value, place) in values.iter().zip(0_usize..) {
            outline.push((self.x((place * each) as f64), self.y(value)));
            outline.push((
                self.x(((place + 1) * each) as f64).min(self.right),
                self.y(value),
            ));
        }
        outline.push((outline[outline.len() - 1].0, self.bottom));
        outline
    }

    /// Runs of known values at the middles of their days; a single day becomes a short dash.
    pub(crate) fn runs(&self, values: &[Option<f64>]) -> Vec<Vec<(f64, f64)>> {
        let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut is_on = false;
        for (value, day) in values.iter().zip(0_u32..) {
            if let Some(value) = value {
                if !is_on {
                    runs.push(Vec::new());
                }
                if let Some(run) = runs.last_mut() {
                    run.push((self.x(f64::from(day) + 0.5), self.y(*value)));
                }
            }
            is_on = value.is_some();
        }
        let half_day = (self.x(0.5) - self.x(0.0)).min(20.0);
        for run in &mut runs {
            if let [(x, y)] = run[..] {
                *run = vec![(x - half_day, y), (x + half_day, y)];
            }
        }
        runs
    }

    /// The grid with figures at the left, and the title of the upward axis.
    pub(crate) fn values(&self, canvas: &Canvas<'_>, title: &str) {
        self.values_as(canvas, title, grouped);
    }

    /// The same, with figures written in a way of their own.
    pub(crate) fn values_as(
        &self,
        canvas: &Canvas<'_>,
        title: &str,
        write: impl Fn(f64, usize) -> String,
    ) {
        let decimals = match self.step {
            step if step >= 1.0 => 0,
            step if step >= 0.1 => 1,
            _ => 2,
        };
        let n_steps = (self.highest / self.step).round() as u32;
        for place in 0..=n_steps {
            let value = f64::from(place) * self.step;
            let y = self.y(value);
            let pen = if place == 0 {
                Pen::new(QUIET, 0.8)
            } else {
                Pen::new(GRID, 0.7)
            };
            canvas.path(&[(self.left, y), (self.right, y)], pen);
            let set = Type::new(Side::End).size(SMALL_SIZE).colour(QUIET);
            canvas.text((self.left - 7.0, y), &write(value, decimals), set);
        }
        let middle = f64::midpoint(self.top, self.bottom);
        let place = (self.left - 62.0, middle);
        canvas.text(
            place,
            title,
            Type::new(Side::Upwards).size(TEXT_SIZE).colour(INK),
        );
    }

    /// Dates below the plot, with faint lines through it.
    pub(crate) fn dates(&self, canvas: &Canvas<'_>, scenario: &Scenario, title: &str) {
        let ticks = date_ticks(scenario.starts, self.days as u16, self.right - self.left);
        for (day, words, year) in ticks {
            let x = self.x(f64::from(day));
            canvas.path(&[(x, self.top), (x, self.bottom)], Pen::new(GRID, 0.7));
            canvas.path(
                &[(x, self.bottom), (x, self.bottom + 5.0)],
                Pen::new(QUIET, 0.8),
            );
            let set = Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET);
            canvas.text((x + 3.0, self.bottom + 11.0), &words, set);
            if let Some(year) = year {
                let set = set.colour(INK);
                canvas.text((x + 3.0, self.bottom + 25.0), &year.to_string(), set);
            }
        }
        if !title.is_empty() {
            let place = (self.right, self.bottom + 40.0);
            canvas.text(
                place,
                title,
                Type::new(Side::End).size(SMALL_SIZE).colour(QUIET),
            );
        }
        canvas.path(
            &[(self.left, self.bottom), (self.right, self.bottom)],
            Pen::new(QUIET, 0.8),
        );
    }
}

/// A round step that divides `highest` into about `n` parts.
pub(crate) fn round_step(highest: f64, n: f64) -> f64 {
    if highest <= 0.0 || !highest.is_finite() {
        return 1.0;
    }
    let wanted = highest / n;
    let mut size = 0.01;
    while size * 10.0 <= wanted {
        size *= 10.0;
    }
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    let fit = steps.iter().find(|&&step| step * size >= wanted * 0.999);
    let step = fit.copied().unwrap_or(10.0) * size;
    // two and a half of a small unit would need more decimals than the axis shows
    if step < 10.0 && (step / size - 2.5).abs() < 1e-9 {
        5.0 * size
    } else {
        step
    }
}

/// Days that get a tick, what it says, and the year where it is new.
pub(crate) fn date_ticks(starts: Date, days: u16, width: f64) -> Vec<(u16, String, Option<i16>)> {
    let per_tick = |n_days: f64| n_days * width / f64::from(days.max(1));
    let months = [1_i8, 3, 6, 12]
        .into_iter()
        .find(|&months| per_tick(30.4 * f64::from(months)) >= 30.0);
    let by_days = [1_u16, 2, 7, 14]
        .into_iter()
        .find(|&each| per_tick(f64::from(each)) >= 44.0);
    let mut ticks = Vec::new();
    let mut year = None;
    let years = [1_i16, 2, 5, 10]
        .into_iter()
        .find(|&each| per_tick(365.0 * f64::from(each)) >= 30.0);
    for day in 0..days {
        let Some(date) = starts.plus_days(i32::from(day)) else {
            break;
        };
        let is_tick = match (by_days, months) {
            (Some(each), _) if days <= 92 => day % each == 0,
            (_, Some(months)) => date.day() == 1 && (date.month() - 1) % months == 0,
            _ => date.day() == 1 && date.month() == 1 && date.year() % years.unwrap_or(10) == 0,
        };
        if !is_tick {
            continue;
        }
        let new_year = (year != Some(date.year())).then_some(date.year());
        year = Some(date.year());
        let words = match (by_days, months) {
            (Some(_), _) if days <= 92 => day_name(date),
            (_, Some(12) | None) => String::new(),
            _ => month_name(date).into(),
        };
        ticks.push((day, words, new_year));
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::{date_ticks, round_step};

    #[test]
    fn steps_are_round_numbers() {
        let steps: Vec<f64> = [
            (0.0, 5.0),
            (1.0, 5.0),
            (93.0, 5.0),
            (1_234.0, 5.0),
            (12.0, 5.0),
        ]
        .into_iter()
        .map(|(highest, n)| round_step(highest, n))
        .collect();
        let wanted = [1.0, 0.2, 20.0, 250.0, 5.0];
        for (step, wanted) in steps.iter().zip(wanted) {
            assert!((step - wanted).abs() < 1e-9, "{steps:?}");
        }
    }

    #[test]
    fn ticks_fit_any_length_of_run() {
        let starts = "1951-08-01".parse().unwrap();
        for days in [0_u16, 1, 2, 10, 31, 92, 93, 335, 1_000, 3_660] {
            let ticks = date_ticks(starts, days, 848.0);
            assert_eq!(ticks.is_empty(), days == 0, "{days}");
            assert!(ticks.len() <= 32, "{days}: {}", ticks.len());
        }
        let year = date_ticks(starts, 335, 848.0);
        assert_eq!(year.len(), 11);
        assert_eq!((year[0].1.as_str(), year[0].2), ("Aug", Some(1951)));
        assert_eq!((year[5].1.as_str(), year[5].2), ("Jan", Some(1952)));
    }
}
