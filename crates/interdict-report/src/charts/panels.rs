//! Panels of bars by month, three to a row.

use interdict_model::{Record, Series};
use interdict_scenario::scenario::Measure;
use interdict_scenario::{Domains, Scenario};

use crate::figures::{by_day, grouped, tons_by_day};

use super::canvas::{Canvas, Pen, Side, Type, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::periods::Periods;
use super::theme::{Colour, INK, MARGIN, PAPER, QUIET, SMALL_SIZE, WIDTH};

const PANEL: f64 = 170.0;

/// One panel: what it is called, its unit, and its parts from the ground up.
pub(super) struct Panel {
    pub(super) title: &'static str,
    pub(super) unit: &'static str,
    pub(super) parts: &'static [(Series, &'static str, Colour)],
}

/// Panels of one row.
const COLUMNS: usize = 3;

/// The parts of a panel that a theatre can have.
fn parts(panel: &Panel, theatre: Domains) -> Vec<(Series, &'static str, Colour)> {
    let parts = panel.parts.iter().copied();
    parts
        .filter(|(series, ..)| theatre.has_all(series.needs()))
        .collect()
}

/// The panels of a theatre: those with a part that it can have.
fn shown(panels: &[Panel], theatre: Domains) -> Vec<&Panel> {
    (panels.iter())
        .filter(|panel| !parts(panel, theatre).is_empty())
        .collect()
}

/// Whether a theatre of these domains has any of them.
pub(super) fn applies_to(panels: &[Panel], theatre: Domains) -> bool {
    !shown(panels, theatre).is_empty()
}

/// Bars of every month, panel by panel. The title, and what the bars are: `Losses`.
pub(super) fn draw(
    scenario: &Scenario,
    record: &Record,
    [title, what]: [&str; 2],
    panels: &[Panel],
) -> String {
    let panels = shown(panels, scenario.domains());
    let rows = panels.len().div_ceil(COLUMNS).max(1);
    let height = 108.0 + rows as f64 * (PANEL + 84.0);
    sheet(WIDTH, height, |canvas| {
        titles(canvas, scenario, record, title);
        if record.days == 0 {
            return nothing(canvas, "No day was run");
        }
        if panels.is_empty() {
            return nothing(canvas, "There is nothing of this in the theatre");
        }
        let periods = Periods::months(scenario, record.days);
        let about = format!(
            "{what} of each {}; beside the name, of the whole run{}",
            periods.word,
            if has_figures(scenario, &periods, &panels) {
                "; strokes: on record, from low to high"
            } else {
                ""
            }
        );
        let set = Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET);
        canvas.text((MARGIN, 68.0), &about, set);
        let width = (WIDTH - 2.0 * MARGIN) / 3.0;
        for (panel, place) in panels.iter().zip(0_u8..) {
            let left = MARGIN + width * f64::from(place % 3);
            let top = 126.0 + (PANEL + 78.0) * f64::from(place / 3);
            draw_panel(
                canvas,
                scenario,
                record,
                &periods,
                panel,
                (left, top, width),
            );
        }
    })
}

/// Figures of record of a panel with one part: day between its spans, value, low and high end. Only sums over just one span.
fn figures(scenario: &Scenario, periods: &Periods, panel: &Panel) -> Vec<(f64, [f64; 3])> {
    let [(series, ..)] = panel.parts else {
        return Vec::new();
    };
    let mut figures = Vec::new();
    for row in &scenario.observed {
        let is_plain = row.area.is_empty() && row.per_series.is_empty() && row.factor > 0.0;
        let span = (row.from, row.to);
        if row.series != series.name() || !is_plain || row.measure != Measure::Sum {
            continue;
        }
        if periods.spans.contains(&span) {
            let middle = f64::midpoint(f64::from(span.0), f64::from(span.1));
            figures.push((
                middle,
                [row.value, row.low, row.high].map(|one| one / row.factor),
            ));
        }
    }
    figures
}

fn has_figures(scenario: &Scenario, periods: &Periods, panels: &[&Panel]) -> bool {
    let mut panels = panels.iter();
    panels.any(|panel| !figures(scenario, periods, panel).is_empty())
}

/// A stroke from the low to the high end of each figure of record, and a disc at the figure.
fn mark(canvas: &Canvas<'_>, plot: &Plot, figures: &[(f64, [f64; 3])]) {
    let pen = Pen::new(INK, 1.3);
    for &(day, [value, low, high]) in figures {
        let x = plot.x(day);
        let [value, low, high] = [value, low, high].map(|one| plot.y(one));
        canvas.path(&[(x, low), (x, high)], pen);
        for end in [low, high] {
            canvas.path(&[(x - 4.0, end), (x + 4.0, end)], pen);
        }
        canvas.disc((x, value), 3.0, PAPER, pen);
    }
}

fn draw_panel(
    canvas: &Canvas<'_>,
    scenario: &Scenario,
    record: &Record,
    periods: &Periods,
    panel: &Panel,
    (left, top, width): (f64, f64, f64),
) {
    let is_mass = panel.unit == "tons";
    let read = |series| {
        if is_mass {
            tons_by_day(record, series)
        } else {
            by_day(record, series)
        }
    };
    let shown = parts(panel, scenario.domains());
    let parts: Vec<Vec<f64>> = (shown.iter())
        .map(|&(series, _, _)| periods.sums(&read(series)))
        .collect();
    let stacked = |place: usize| parts.iter().map(|part| part[place]).sum::<f64>();
    let on_record = figures(scenario, periods, panel);
    let highest = (0..periods.spans.len())
        .map(stacked)
        .chain(on_record.iter().map(|(_, [_, _, high])| *high))
        .fold(0.0, f64::max);
    let (right, bottom) = (left + width - 8.0, top + PANEL);
    let plot = Plot::between(left + 66.0, right, top, bottom, record.days, highest);
    plot.dates(canvas, scenario, "");
    plot.values(canvas, panel.unit);
    for (place, &(from, to)) in periods.spans.iter().enumerate() {
        let slit = f64::from(to - from) * 0.08;
        let (from, to) = (plot.x(f64::from(from) + slit), plot.x(f64::from(to) - slit));
        let mut ground = 0.0;
        for (part, &(_, _, colour)) in parts.iter().zip(&shown) {
            let value = part[place];
            if value > 0.0 {
                canvas.rect(
                    (from, plot.y(ground + value)),
                    (to, plot.y(ground)),
                    colour,
                    1.0,
                );
            }
            ground += value;
        }
    }
    mark(canvas, &plot, &on_record);
    let total = |part: &Vec<f64>| part.iter().sum::<f64>();
    let counted = if is_mass {
        let all = parts.iter().map(total).sum();
        format!("{} t", grouped(all, usize::from(all < 10.0)))
    } else {
        let each = parts.iter().zip(&shown);
        let each = each.map(|(part, (_, words, _))| format!("{} {words}", grouped(total(part), 0)));
        each.collect::<Vec<_>>().join(", ")
    };
    let title = format!("{}: {}", panel.title, counted.trim_end());
    canvas.text(
        (plot.left, top - 27.0),
        &title,
        Type::new(Side::Start).size(SMALL_SIZE).bold(),
    );
    if panel.parts.len() > 1 {
        let entries: Vec<_> = shown
            .iter()
            .map(|&(_, words, colour)| (Swatch::Area(colour, 1.0), words))
            .collect();
        legend(canvas, plot.left, top - 11.0, &entries);
    }
}
