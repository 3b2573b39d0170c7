//! The network in its place: what each line carried, and where it was broken.

pub(crate) mod legend;
mod plan;
pub(crate) mod projection;
mod roads;

use interdict_model::row::BridgeRow;
use interdict_model::{EventKind, LineSeries, Place, Record};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Area, FlakPlace, LineRow, StationKind, StationRow};

use crate::figures::{has_gates, shortened};

use super::canvas::{Canvas, Pen, Side, Type, sheet};
use super::frame::titles;
use super::labels::{self, place};
use super::theme::{BLUE, CUTS_PER_KM, Colour, FAINT, GREEN, INK, PAPER, QUIET, TINY_SIZE, WIDTH};
use legend::{draw_legend, scale_bar};
pub use plan::network;
use projection::{Projection, degrees};

const BELOW: f64 = 34.0;
/// Widest and thinnest line, points.
const WIDEST: f64 = 9.0;
const THINNEST: f64 = 0.9;

/// What a line carried and suffered.
struct Use {
    kg: i64,
    cuts_per_km: f64,
}

/// Bounds of the classes of cuts per kilometre, lowest first.
type Bounds = [f64; 3];

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

pub(crate) fn outline(canvas: &Canvas<'_>, area: &labels::Area) {
    let corners = [
        (area.left, area.top),
        (area.right, area.top),
        (area.right, area.bottom),
        (area.left, area.bottom),
        (area.left, area.top),
    ];
    canvas.path(&corners, Pen::new(FAINT, 0.8));
}

/// The most that a line within the enemy's reach carried; the hinterland is not the question.
fn most_carried(scenario: &Scenario, uses: &[Use]) -> i64 {
    let lines = || scenario.lines.iter().zip(uses);
    let within = lines()
        .filter(|(line, _)| !line.sanctuary)
        .map(|(_, line)| line.kg)
        .max();
    within
        .or_else(|| lines().map(|(_, line)| line.kg).max())
        .unwrap_or(0)
}

/// Three bounds, threefold apart on round numbers, such that the top class holds few lines.
fn bounds(uses: &[Use]) -> Bounds {
    let mut cut: Vec<f64> = uses.iter().map(|line| line.cuts_per_km).collect();
    cut.retain(|&cuts| cuts > 0.0);
    cut.sort_by(f64::total_cmp);
    let many = cut.get(cut.len() * 9 / 10).copied().unwrap_or(0.0);
    let rounds = [0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1_000.0];
    let top = rounds
        .iter()
        .rposition(|&round| round < many)
        .unwrap_or(2)
        .max(2);
    [rounds[top - 2], rounds[top - 1], rounds[top]]
}

fn colour(cuts_per_km: f64, bounds: &Bounds) -> Colour {
    if cuts_per_km <= 0.0 {
        return CUTS_PER_KM[0];
    }
    CUTS_PER_KM[1 + bounds.iter().filter(|&&bound| cuts_per_km >= bound).count()]
}

fn width(kg: i64, most: i64) -> f64 {
    THINNEST + (WIDEST - THINNEST) * (kg as f64 / most.max(1) as f64).min(1.0)
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

fn cross(canvas: &Canvas<'_>, (x, y): (f64, f64), size: f64) {
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

fn airfield(canvas: &Canvas<'_>, (x, y): (f64, f64)) {
    canvas.disc((x, y), 4.2, PAPER, Pen::new(BLUE, 1.1));
    canvas.path(
        &[(x - 2.6, y + 1.6), (x + 2.6, y - 1.6)],
        Pen::new(BLUE, 1.5),
    );
}

/// Airfields, guns and broken bridges; gives their places, which labels keep clear of.
fn draw_marks(
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

/// Both ends of what is drawn between stations: lines, or roads in a theatre without lines.
fn ways(scenario: &Scenario) -> Vec<[StationRow; 2]> {
    if scenario.lines.is_empty() {
        let roads = scenario.roads.iter();
        return roads.map(|road| [road.from, road.to]).collect();
    }
    let lines = scenario.lines.iter();
    lines.map(|line| [line.from, line.to]).collect()
}

pub(crate) fn stations(
    canvas: &Canvas<'_>,
    scenario: &Scenario,
    projection: &Projection,
    mut marks: Vec<(f64, f64)>,
) {
    let ways = ways(scenario);
    let n_ways = |row: u32| {
        let at = ways.iter().filter(|ends| ends.contains(&row));
        at.count()
    };
    let mut known: Vec<(usize, StationRow)> = Vec::new();
    for (station, row) in scenario.stations.iter().zip(0..) {
        let at = projection.at((station.lat, station.lon));
        if !projection.frame.holds(at) {
            continue;
        }
        marks.push(at);
        let degree = n_ways(row);
        let is_yard = station.kind == StationKind::Yard;
        let is_base = scenario.bases.iter().any(|base| base.station == row);
        let is_railhead = scenario
            .formations
            .iter()
            .any(|formation| formation.railhead == row);
        let radius = if is_yard { 3.6 } else { 2.1 };
        let fill = if is_yard { INK } else { PAPER };
        canvas.disc(at, radius, fill, Pen::new(INK, 1.0));
        let importance = usize::from(is_base) * 100
            + usize::from(is_yard) * 50
            + usize::from(degree != 2) * 20
            + usize::from(is_railhead) * 10
            + degree;
        known.push((importance, row));
    }
    known.sort_by_key(|&(importance, row)| (std::cmp::Reverse(importance), row));
    let labels: Vec<((f64, f64), &str)> = known
        .iter()
        .map(|&(_, row)| {
            let name = scenario.stations[row as usize].name.as_str();
            (projection.at(degrees(scenario, row)), name)
        })
        .collect();
    let stretches: Vec<[(f64, f64); 2]> = (ways.iter())
        .map(|ends| ends.map(|row| projection.at(degrees(scenario, row))))
        .collect();
    let placed = place(&labels, &marks, &stretches, &projection.frame, TINY_SIZE);
    let n_nameless = labels.len() - placed.len();
    if n_nameless > 0 {
        let frame = &projection.frame;
        let words = match n_nameless {
            1 => "1 station has no room for its name".to_owned(),
            more => format!("{more} stations have no room for their names"),
        };
        let set = Type::new(Side::End).size(TINY_SIZE).colour(QUIET);
        canvas.text((frame.right - 6.0, frame.bottom - 9.0), &words, set);
    }
    for label in placed {
        let area = label.area;
        canvas.rect(
            (area.left, area.top + 1.0),
            (area.right, area.bottom - 1.0),
            PAPER,
            0.7,
        );
        let is_important = known[label.index].0 >= 50;
        let set = Type::new(Side::Start).size(TINY_SIZE);
        let set = if is_important { set } else { set.colour(QUIET) };
        canvas.text(label.at, &label.words, set);
    }
}
