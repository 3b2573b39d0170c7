//! Marks on the map: broken bridges, guns, airfields.

use interdict_model::row::BridgeRow;
use interdict_model::{EventKind, Place, Record};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::FlakPlace;

use super::super::canvas::{Canvas, Pen};
use super::super::theme::{BLUE, GREEN, INK, PAPER};
use super::projection::{Projection, degrees};

pub(super) fn cross(canvas: &Canvas<'_>, (x, y): (f64, f64), size: f64) {
    for (from, to) in [((-1.0, -1.0), (1.0, 1.0)), ((-1.0, 1.0), (1.0, -1.0))] {
        let at = |(dx, dy): (f64, f64)| (x + dx * size, y + dy * size);
        canvas.path(&[at(from), at(to)], Pen::new(PAPER, 3.2));
        canvas.path(&[at(from), at(to)], Pen::new(INK, 1.5));
    }
}

pub(crate) fn triangle(canvas: &Canvas<'_>, (x, y): (f64, f64), size: f64) {
    let shape = |size: f64| {
        [
            (x, y - size),
            (x + size * 0.95, y + size * 0.7),
            (x - size * 0.95, y + size * 0.7),
        ]
    };
    canvas.shape(&shape(size + 1.3), PAPER, 1.0);
    canvas.shape(&shape(size), GREEN, 1.0);
}

pub(super) fn airfield(canvas: &Canvas<'_>, (x, y): (f64, f64)) {
    canvas.disc((x, y), 4.2, PAPER, Pen::new(BLUE, 1.1));
    canvas.path(
        &[(x - 2.6, y + 1.6), (x + 2.6, y - 1.6)],
        Pen::new(BLUE, 1.5),
    );
}

/// Airfields, guns and broken bridges; gives their places, which labels keep clear of.
pub(super) fn draw_marks(
    canvas: &Canvas<'_>,
    scenario: &Scenario,
    record: &Record,
    projection: &Projection,
) -> Vec<(f64, f64)> {
    let mut marks = Vec::new();
    let mut inside = |place: (f64, f64)| {
        let is_inside = projection.frame.holds(place);
        marks.extend(is_inside.then_some(place));
        is_inside
    };
    for field in &scenario.airfields {
        let at = projection.at((field.lat, field.lon));
        if inside(at) {
            airfield(canvas, at);
        }
    }
    let mut guns: Vec<(f64, f64)> = Vec::new();
    let present = |posting: &&interdict_scenario::scenario::FlakPosting| {
        posting.active && posting.from < record.days
    };
    for posting in scenario.flak.iter().filter(present) {
        match &posting.place {
            FlakPlace::At { lat, lon, .. } => guns.push(projection.at((*lat, *lon))),
            FlakPlace::Along(lines) => guns.extend(lines.iter().map(|&row| {
                let line = &scenario.lines[row as usize];
                let from = projection.at(degrees(scenario, line.from));
                let to = projection.at(degrees(scenario, line.to));
                (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1))
            })),
        }
    }
    guns.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    guns.dedup();
    for at in guns {
        if inside(at) {
            triangle(canvas, at, 3.4);
        }
    }
    for (bridge, row) in scenario.bridges.iter().zip((0..).map(BridgeRow)) {
        let is_hit = record
            .events
            .iter()
            .any(|event| event.kind == EventKind::SpanDown && event.place == Place::Bridge(row));
        let at = projection.at((bridge.lat, bridge.lon));
        if is_hit && inside(at) {
            cross(canvas, at, 3.4);
        }
    }
    marks
}
