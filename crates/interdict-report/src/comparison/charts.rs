//! The charts of a comparison, as SVG: the effect as it adds up, and a forest of effects with their intervals.
//!
//! A chart is a function of the findings alone. Values may lie to either side of zero, so these charts have
//! a scale of their own; sheet, type and colours are those of a run's charts.

use interdict_experiment::Findings;
use interdict_experiment::bands::{Band, Fan};
use interdict_quantity::Date;

use crate::charts::canvas::{Canvas, Pen, Side, Type, sheet};
use crate::charts::frame::{Swatch, date_ticks, legend, nothing, round_step};
use crate::charts::theme::{
    BELOW_PLOT, BLUE, GRID, HEIGHT, INK, MARGIN, PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, QUIET, RED, SKY,
    SMALL_SIZE, TINY_SIZE, TITLE_SIZE, WIDTH,
};
use crate::figures::{grouped, shortened};

/// The charts, as (name, SVG).
pub(super) fn charts(findings: &Findings) -> Vec<(String, String)> {
    let mut charts = vec![("effects".to_owned(), forest(findings))];
    for arm in 1..findings.arms.len() {
        let name = &findings.arms[arm].name;
        charts.push((format!("effect-added-up-{name}"), by_day(findings, arm)));
    }
    charts
}

/// A scale from the lowest to the highest of some values, zero among them, in round steps.
#[derive(Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
    step: f64,
    /// Where `low` and `high` are drawn, points.
    from: f64,
    to: f64,
}

impl Scale {
    fn over(values: impl Iterator<Item = f64>, parts: f64, from: f64, to: f64) -> Self {
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

    fn at(&self, value: f64) -> f64 {
        let share = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.from + (self.to - self.from) * share
    }

    /// Marks of the scale with their figures.
    fn marks(&self) -> impl Iterator<Item = (f64, String)> + '_ {
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

fn titles(canvas: &Canvas<'_>, findings: &Findings, title: &str, about: &str) {
    let set = Type::new(Side::Start);
    canvas.text((MARGIN, 26.0), title, set.size(TITLE_SIZE).bold());
    canvas.text((MARGIN, 47.0), about, set.colour(QUIET));
    let source = format!(
        "Source: {} simulated pairs under common chance, seed {}, {} to {}, interdict {}",
        findings.pairs, findings.seed, findings.first_day, findings.last_day, findings.version
    );
    let foot = (MARGIN, canvas.height - 14.0);
    canvas.text(foot, &source, set.size(TINY_SIZE).colour(QUIET));
}

/// The paired difference of the first curve of tons, added up from the first day to each: fan, mean and
/// simultaneous band. By the day it would be noise.
fn by_day(findings: &Findings, arm: usize) -> String {
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
            (Swatch::Area(SKY, 0.8), "middle half of the pairs"),
        ];
        legend(canvas, PLOT_LEFT, PLOT_TOP - 22.0, &entries);
    })
}

fn across(day: f64, days: usize) -> f64 {
    PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * day / days.max(1) as f64
}

fn draw_days(canvas: &Canvas<'_>, findings: &Findings, scale: &Scale, days: usize) {
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

/// One row of a forest.
struct Effect {
    name: String,
    middle: f64,
    low: f64,
    high: f64,
    words: String,
}

/// With several arms, what each does to the watched outcome; with one, what it does to every outcome, as a
/// share of the base.
fn forest(findings: &Findings) -> String {
    let base = shortened(&findings.arms[0].name, 30);
    let watched = &findings.outcomes[findings.watched];
    let is_of_arms = findings.arms.len() > 2;
    let effects = if is_of_arms {
        of_arms(findings)
    } else {
        of_outcomes(findings)
    };
    let (title, about, axis) = if is_of_arms {
        (
            format!("{}: what each arm changes", watched.title),
            format!("difference from {base}, {}, with intervals", watched.unit),
            watched.unit.to_owned(),
        )
    } else {
        (
            format!("{}: what it changes", shortened(&findings.arms[1].name, 40)),
            format!("difference from {base} in per cent of its mean, with intervals"),
            "%".to_owned(),
        )
    };
    let height = 150.0 + 24.0 * effects.len() as f64;
    sheet(WIDTH, height, |canvas| {
        titles(canvas, findings, &title, &about);
        if effects.is_empty() {
            return nothing(canvas, "No outcome differs in its mean");
        }
        draw_forest(canvas, &effects, &axis);
    })
}

fn draw_forest(canvas: &Canvas<'_>, effects: &[Effect], axis: &str) {
    let (top, left, right) = (78.0, 270.0, WIDTH - 200.0);
    let bottom = top + 24.0 * effects.len() as f64;
    let ends = effects.iter().flat_map(|effect| [effect.low, effect.high]);
    let scale = Scale::over(ends, 7.0, left, right);
    let set = Type::new(Side::Middle).size(SMALL_SIZE).colour(QUIET);
    for (value, words) in scale.marks() {
        let x = scale.at(value);
        let pen = if value == 0.0 {
            Pen::new(INK, 1.2)
        } else {
            Pen::new(GRID, 0.7)
        };
        canvas.path(&[(x, top - 6.0), (x, bottom)], pen);
        canvas.text((x, bottom + 12.0), &words, set);
    }
    canvas.text(
        (right + 14.0, bottom + 12.0),
        axis,
        Type::new(Side::Start).size(SMALL_SIZE),
    );
    for (place, effect) in effects.iter().enumerate() {
        let y = top + 24.0 * (place as f64 + 0.5);
        canvas.text(
            (left - 12.0, y),
            &effect.name,
            Type::new(Side::End).size(SMALL_SIZE),
        );
        let (low, high) = (scale.at(effect.low), scale.at(effect.high));
        canvas.path(&[(low, y), (high, y)], Pen::new(BLUE, 2.2));
        for end in [low, high] {
            canvas.path(&[(end, y - 4.0), (end, y + 4.0)], Pen::new(BLUE, 2.2));
        }
        let includes_zero = effect.low <= 0.0 && effect.high >= 0.0;
        let fill = if includes_zero {
            crate::charts::theme::PAPER
        } else {
            BLUE
        };
        canvas.disc((scale.at(effect.middle), y), 4.2, fill, Pen::new(BLUE, 1.6));
        let set = Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET);
        canvas.text((right + 14.0, y), &effect.words, set);
    }
}

fn of_arms(findings: &Findings) -> Vec<Effect> {
    let effects = findings.comparisons.iter().map(|comparison| {
        let paired = &comparison.outcomes[findings.watched];
        let (low, high) = (paired.interval.low, paired.interval.high);
        Effect {
            name: shortened(&findings.arms[comparison.arm].name, 36),
            middle: paired.difference,
            low,
            high,
            words: said(paired.difference, low, high),
        }
    });
    effects.collect()
}

fn of_outcomes(findings: &Findings) -> Vec<Effect> {
    let Some(comparison) = findings.comparisons.first() else {
        return Vec::new();
    };
    let labels = findings.outcomes.iter().zip(&comparison.outcomes);
    labels
        .filter(|(_, paired)| paired.base_mean.abs() > 0.0 && paired.difference != 0.0)
        .map(|(label, paired)| {
            let share = |value: f64| 100.0 * value / paired.base_mean.abs();
            let (low, high) = (share(paired.interval.low), share(paired.interval.high));
            Effect {
                name: shortened(&label.title, 38),
                middle: share(paired.difference),
                low,
                high,
                words: said(share(paired.difference), low, high),
            }
        })
        .collect()
}

/// `+255 (214 to 297)`.
fn said(middle: f64, low: f64, high: f64) -> String {
    let decimals = usize::from(middle.abs().max(high - low) < 20.0);
    let sign = if middle > 0.0 { "+" } else { "" };
    let [middle, low, high] = [middle, low, high].map(|value| grouped(value, decimals));
    format!("{sign}{middle} ({low} to {high})")
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

    #[test]
    fn an_effect_is_said_with_its_sign_and_interval() {
        assert_eq!(said(255.4, 213.6, 297.2), "+255 (214 to 297)");
        assert_eq!(said(-1.25, -2.0, -0.5), "-1.2 (-2.0 to -0.5)");
    }
}
