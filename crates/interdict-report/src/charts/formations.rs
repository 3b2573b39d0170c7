//! Units that are to be formed: when each had what it needs, when it was formed and ready, and by when it shall be.

use interdict_model::{Formed, Record};
use interdict_scenario::Scenario;
use interdict_scenario::text::{isolated, seen};

use crate::figures::{date_of, shortened};

use super::canvas::{Canvas, Pen, Side, Type, fitted, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{
    BELOW_PLOT, BLUE, Colour, FAINT, GREEN, INK, MARGIN, PLOT_RIGHT, PLOT_TOP, QUIET, RED, SAND,
    SKY, SMALL_SIZE, TINY_SIZE, TITLE_SIZE, WIDTH,
};

/// Height of a unit's row.
const ROW: f64 = 34.0;
/// Left edge of the bars: room for names.
const LEFT: f64 = 250.0;

/// What a unit needs, in the order of the model, each with its colour.
const GATES: [(&str, Colour); 4] = [
    ("pilots there", BLUE),
    ("aircraft there", RED),
    ("support there", GREEN),
    ("airfield there", SAND),
];

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let rows = record.formed.len().max(1) as f64;
    let bottom = PLOT_TOP + ROW * rows;
    sheet(WIDTH, bottom + BELOW_PLOT, |canvas| {
        titles(canvas, scenario, record, "Units, planned and formed");
        if record.formed.is_empty() {
            return nothing(canvas, "No unit is to be formed");
        }
        let plot = Plot::between(LEFT, PLOT_RIGHT, PLOT_TOP, bottom, record.days, 1.0);
        plot.dates(canvas, scenario, "date");
        for (formed, place) in record.formed.iter().zip(0_u32..) {
            let middle = PLOT_TOP + ROW * (f64::from(place) + 0.5);
            let name = &scenario.establishments[formed.unit.index()].name;
            let name = fitted(name, SMALL_SIZE, LEFT - MARGIN - 10.0);
            let set = Type::new(Side::Start).size(SMALL_SIZE);
            canvas.text((MARGIN, middle), &name, set);
            bars(canvas, &plot, formed, middle, record.days);
        }
        let mut entries: Vec<(Swatch, &str)> = vec![
            (Swatch::Area(FAINT, 0.5), "planned"),
            (Swatch::Area(SKY, 1.0), "formed"),
            (Swatch::Area(GREEN, 0.8), "ready"),
        ];
        entries.extend(GATES.map(|(words, colour)| (Swatch::Line(Pen::new(colour, 5.0)), words)));
        legend(canvas, MARGIN, PLOT_TOP - 22.0, &entries);
    })
}

/// The row of a unit: its plan, the time for which it was formed and ready, and the days of its gates.
fn bars(canvas: &Canvas<'_>, plot: &Plot, formed: &Formed, middle: f64, days: u16) {
    let at = |day: u16| plot.x(f64::from(day));
    let due = formed.due.min(days);
    canvas.rect(
        (plot.left, middle - 11.0),
        (at(due), middle + 11.0),
        FAINT,
        0.5,
    );
    let end = plot.right;
    if let Some(day) = formed.formed {
        canvas.rect((at(day), middle - 6.0), (end, middle + 6.0), SKY, 1.0);
    }
    if let Some(day) = formed.ready {
        canvas.rect((at(day), middle - 6.0), (end, middle + 6.0), GREEN, 0.8);
    }
    let line = [(at(due), middle - 13.0), (at(due), middle + 13.0)];
    canvas.path(&line, Pen::new(INK, 1.6));
    let gates = [formed.pilots, formed.aircraft, formed.support, formed.field];
    for ((day, (_, colour)), place) in gates.into_iter().zip(GATES).zip(0_u32..) {
        if let Some(day) = day {
            let y = middle - 7.5 + 5.0 * f64::from(place);
            canvas.disc((at(day), y), 3.2, colour, Pen::new(QUIET, 0.6));
        }
    }
}

/// Days on which a unit was formed and ready in one run; `None`: never.
pub type FormedReady = [Option<u16>; 2];

/// Units over many runs: planned, and from the day by which one run in twenty had formed them to the day by which nineteen
/// had. `runs` holds of each run the units in the order of their table.
pub fn bands(scenario: &Scenario, runs: &[&[FormedReady]], seed: u64) -> String {
    let units = &scenario.establishments;
    let bottom = PLOT_TOP + ROW * units.len().max(1) as f64;
    sheet(WIDTH, bottom + BELOW_PLOT, |canvas| {
        heads(canvas, scenario, (runs.len(), seed));
        if units.is_empty() || runs.is_empty() {
            return nothing(canvas, "No unit is to be formed");
        }
        let plot = Plot::between(LEFT, PLOT_RIGHT, PLOT_TOP, bottom, scenario.days, 1.0);
        plot.dates(canvas, scenario, "date");
        let at = |day: u16| plot.x(f64::from(day.min(scenario.days)));
        for (place, unit) in units.iter().enumerate() {
            let middle = PLOT_TOP + ROW * (place as f64 + 0.5);
            let name = fitted(&unit.name, SMALL_SIZE, LEFT - MARGIN - 10.0);
            canvas.text(
                (MARGIN, middle),
                &name,
                Type::new(Side::Start).size(SMALL_SIZE),
            );
            let (left, due) = (plot.left, at(unit.due));
            canvas.rect((left, middle - 11.0), (due, middle + 11.0), FAINT, 0.5);
            for (what, (y, colour)) in [(middle - 4.0, SKY), (middle + 4.0, GREEN)]
                .into_iter()
                .enumerate()
            {
                let [early, half, late] = quantiles(runs, place, what, scenario.days);
                canvas.rect((at(early), y - 3.0), (at(late), y + 3.0), colour, 0.9);
                if half < scenario.days {
                    canvas.disc((at(half), y), 3.2, colour, Pen::new(INK, 1.0));
                }
            }
            let line = [(due, middle - 13.0), (due, middle + 13.0)];
            canvas.path(&line, Pen::new(INK, 1.6));
        }
        let entries = [
            (Swatch::Area(FAINT, 0.5), "planned"),
            (Swatch::Area(SKY, 0.9), "formed, 5 to 95 % of runs"),
            (Swatch::Area(GREEN, 0.9), "ready, the same"),
            (
                Swatch::Line(Pen::new(INK, 1.6)),
                "due; disc: half of the runs",
            ),
        ];
        legend(canvas, MARGIN, PLOT_TOP - 22.0, &entries);
    })
}

/// Title, the scenario below it, and at the foot which runs these were.
fn heads(canvas: &Canvas<'_>, scenario: &Scenario, (runs, seed): (usize, u64)) {
    let title = "Units, planned and formed: bands over replications";
    let bold = Type::new(Side::Start).size(TITLE_SIZE).bold();
    canvas.text((MARGIN, 26.0), title, bold);
    let last = date_of(scenario, scenario.days.saturating_sub(1));
    let about = format!(
        "{}  ({} to {last}, {runs} replications)",
        isolated(&seen(&shortened(&scenario.title, 90))),
        scenario.starts
    );
    canvas.text((MARGIN, 47.0), &about, Type::new(Side::Start).colour(QUIET));
    let source = format!("Source: {runs} simulated runs, seed {seed}");
    let small = Type::new(Side::Start).size(TINY_SIZE).colour(QUIET);
    canvas.text((MARGIN, canvas.height - 14.0), &source, small);
}

/// Days by which a twentieth, half and nineteen twentieths of the runs had formed a unit (0) or had it ready (1); the day
/// after the last where they had not.
fn quantiles(runs: &[&[FormedReady]], unit: usize, what: usize, days: u16) -> [u16; 3] {
    let of_run = |run: &&[FormedReady]| run.get(unit).and_then(|unit| unit[what]).unwrap_or(days);
    let mut all: Vec<u16> = runs.iter().map(of_run).collect();
    all.sort_unstable();
    let last = all.len().saturating_sub(1);
    [1, 10, 19].map(|part| all.get(last * part / 20).copied().unwrap_or(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_twenty_one_runs_the_second_the_eleventh_and_the_twentieth_bound_the_band() {
        let formed: Vec<[FormedReady; 1]> = (0..21)
            .map(|run| [[(run < 15).then_some(100 - run), None]])
            .collect();
        let runs: Vec<&[FormedReady]> = formed.iter().map(|run| &run[..]).collect();
        // fifteen are formed on days 86 to 100, six never
        assert_eq!(quantiles(&runs, 0, 0, 200), [87, 96, 200]);
        assert_eq!(quantiles(&runs, 0, 1, 200), [200; 3]);
    }
}
