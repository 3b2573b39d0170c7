//! `pairs.csv`, `curves.csv`, `lines.csv` and `points.csv`: every pair, day, line and point, for other programs.

use std::io::{self, Write};

use interdict_experiment::Study;
use interdict_experiment::bands::Fan;
use interdict_experiment::findings::Findings;
use interdict_experiment::uncertain::{Drawn, Uncertainty};
use interdict_quantity::Date;

use crate::catalogue::files::{CURVES, LINES, PAIRS, heads};

/// Every outcome of every arm and replication, one value a row; the change of no consequence is the arm `(sham)`.
pub(super) fn write_pairs(
    out: &mut dyn Write,
    findings: &Findings,
    study: &Study,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(heads(PAIRS))?;
    let sham = "(sham)".to_owned();
    let names = || findings.arms.iter().map(|arm| &arm.name).chain([&sham]);
    for one in study.whole() {
        let figures = one.arms.iter().chain(&one.sham).flatten();
        for (name, figures) in names().zip(figures) {
            for (label, value) in findings.outcomes.iter().zip(&figures.outcomes) {
                let row = (one.number, name, &label.name, label.unit, value);
                csv.serialize(row)?;
            }
        }
    }
    csv.flush()
}

/// Fans and bands, one day of one curve a row. Rows of an arm have no band; rows of a difference, named
/// `ARM - BASE`, have one.
pub(super) fn write_curves(out: &mut dyn Write, findings: &Findings) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(heads(CURVES))?;
    let first: Option<Date> = findings.first_day.parse().ok();
    let date = |day: usize| {
        let date = first.and_then(|first| first.plus_days(day as i32));
        date.map_or_else(String::new, |date| date.to_string())
    };
    let fan = |fan: &Fan, day: usize| {
        [&fan.p05, &fan.p25, &fan.p50, &fan.p75, &fan.p95].map(|values| values[day])
    };
    for curve in &findings.curves {
        let label = &curve.label;
        for (arm, values) in findings.arms.iter().zip(&curve.arms) {
            for day in 0..values.p50.len() {
                let about = (date(day), &label.name, label.unit, &arm.name);
                csv.serialize((about, fan(values, day), ["", "", ""]))?;
            }
        }
        let differences = curve.differences.iter().zip(&curve.bands);
        for (arm, (values, band)) in findings.arms[1..].iter().zip(differences) {
            let name = format!("{} - {}", arm.name, findings.arms[0].name);
            for day in 0..values.p50.len() {
                let about = (date(day), &label.name, label.unit, &name);
                let band = [band.mean[day], band.low[day], band.high[day]];
                csv.serialize((about, fan(values, day), band))?;
            }
        }
    }
    csv.flush()
}

/// What each arm changed on each line: open, per cent of the time; places damaged in a hundred days.
pub(super) fn write_lines(out: &mut dyn Write, findings: &Findings) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(heads(LINES))?;
    for (arm, effects) in findings.arms[1..].iter().zip(&findings.lines) {
        for effect in effects {
            for (what, unit, base, told) in [
                ("open", "%", effect.base_open, effect.open),
                (
                    "damage",
                    "places/100 days",
                    effect.base_damage,
                    effect.damage,
                ),
            ] {
                let numbers = (base, told.mean, told.low, told.high);
                csv.serialize((&arm.name, &effect.line, what, unit, numbers))?;
            }
        }
    }
    csv.flush()
}

/// Every point: the value of each knob that was drawn, and the mean effect of each arm on each outcome, and that of
/// the change of no consequence where one was run.
pub(super) fn write_points(out: &mut dyn Write, found: &Uncertainty) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let knobs = found.heading.drawn.iter().map(Drawn::full_path);
    let effects = found.comparisons.iter().flat_map(|of_arm| {
        let arm = &found.heading.arms[of_arm.arm].name;
        (found.outcomes.iter()).map(move |label| format!("{arm}: {} ({})", label.name, label.unit))
    });
    let floor = (found.floor.iter()).flat_map(|_| &found.outcomes);
    let floor =
        floor.map(|label| format!("change of no consequence: {} ({})", label.name, label.unit));
    let head = std::iter::once("point".to_owned())
        .chain(knobs)
        .chain(effects)
        .chain(floor);
    csv.write_record(head)?;
    for (row, point) in found.points.iter().enumerate() {
        let effects = (found.comparisons.iter()).flat_map(|of_arm| &of_arm.outcomes);
        let touches = (found.floor.iter()).flat_map(|floor| &floor.outcomes);
        let effects: Vec<f64> = (effects.map(|effect| effect.by_point[row]))
            .chain(touches.map(|touch| touch.by_point[row]))
            .collect();
        csv.serialize((point.number, &point.values, effects))?;
    }
    csv.flush()
}
