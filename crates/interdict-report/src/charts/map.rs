//! The network in its place: what each line carried, and where it was broken.

pub(crate) mod legend;
mod load;
mod marks;
mod plan;
pub(crate) mod projection;
mod roads;
mod stations;

use interdict_model::{LineSeries, Record};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Area, LineRow};

use crate::figures::{has_gates, shortened};

use super::canvas::{Canvas, Pen, sheet};
use super::frame::titles;
use super::theme::WIDTH;
use legend::{draw_legend, scale_bar};
use load::{Bounds, Use, bounds, colour, most_carried, width};
use marks::draw_marks;
pub(crate) use marks::triangle;
pub use plan::network;
pub(crate) use projection::outline;
use projection::{BELOW, Projection, degrees};
pub(crate) use stations::stations;

/// The whole network that the enemy can reach.
pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let reach: Vec<LineRow> = (scenario.lines.iter().zip(0..))
        .filter_map(|(line, row)| (!line.sanctuary).then_some(row))
        .collect();
    draw_around(scenario, record, &reach, "The network: loads, cuts, guns")
}

/// The area with gates that was cut most by its length, close up.
pub(super) fn draw_close(scenario: &Scenario, record: &Record) -> String {
    let density = |area: &Area| {
        let cuts = |row: LineRow| record.line(row, LineSeries::Cuts).sum::<i64>();
        let metres: u32 = area
            .lines
            .iter()
            .map(|&row| scenario.lines[row as usize].length_m)
            .sum();
        let cuts: i64 = area.lines.iter().map(|&row| cuts(row)).sum();
        cuts as f64 / f64::from(metres.max(1))
    };
    let area = (scenario.areas.iter().filter(|area| has_gates(area)))
        .max_by(|a, b| density(a).total_cmp(&density(b)).then(b.id.cmp(&a.id)));
    let title = area.map_or("Close up".into(), |area| {
        format!("Close up: {}", shortened(&area.name, 70))
    });
    let lines = area.map_or(&[][..], |area| &area.lines);
    draw_around(scenario, record, lines, &title)
}

fn draw_around(scenario: &Scenario, record: &Record, lines: &[LineRow], title: &str) -> String {
    if scenario.lines.is_empty() {
        return roads::draw(scenario, record);
    }
    let projection = Projection::around(scenario, lines);
    let height = projection.frame.bottom + BELOW;
    sheet(WIDTH, height, |canvas| {
        titles(canvas, scenario, record, title);
        let uses: Vec<Use> = (scenario.lines.iter().zip(0..))
            .map(|(line, row)| Use {
                kg: record.line(row, LineSeries::Load).sum(),
                cuts_per_km: record.line(row, LineSeries::Cuts).sum::<i64>() as f64 * 1_000.0
                    / f64::from(line.length_m.max(1)),
            })
            .collect();
        let most = most_carried(scenario, &uses);
        let bounds = bounds(&uses);
        outline(canvas, &projection.frame);
        draw_lines(canvas, scenario, &projection, &uses, most, &bounds);
        let marks = draw_marks(canvas, scenario, record, &projection);
        stations(canvas, scenario, &projection, marks);
        scale_bar(canvas, &projection);
        draw_legend(canvas, &projection, most, &bounds);
    })
}

fn draw_lines(
    canvas: &Canvas<'_>,
    scenario: &Scenario,
    projection: &Projection,
    uses: &[Use],
    most: i64,
    bounds: &Bounds,
) {
    // the least cut first, so that the worst lies on top
    let mut order: Vec<usize> = (0..uses.len()).collect();
    order.sort_by(|&a, &b| {
        uses[a]
            .cuts_per_km
            .total_cmp(&uses[b].cuts_per_km)
            .then(a.cmp(&b))
    });
    for row in order {
        let line = &scenario.lines[row];
        let from = projection.at(degrees(scenario, line.from));
        let to = projection.at(degrees(scenario, line.to));
        if let Some(inside) = projection.frame.clip(from, to) {
            let pen = Pen::new(
                colour(uses[row].cuts_per_km, bounds),
                width(uses[row].kg, most),
            );
            canvas.path(&inside, pen);
        }
    }
}
