//! The network as it is written, before any run: stations, lines, roads, bridges, guns, airfields.

use interdict_scenario::Scenario;
use interdict_scenario::scenario::FlakPlace;
use interdict_scenario::text::{isolated, seen};

use crate::figures::shortened;

use super::super::canvas::{Canvas, Pen, Side, Type, sheet};
use super::super::frame::nothing;
use super::super::theme::{
    BLUE, FAINT, HEIGHT, INK, MARGIN, QUIET, SAND, SMALL_SIZE, TITLE_SIZE, WIDTH,
};
use super::legend::scale_bar;
use super::marks::{airfield, cross, triangle};
use super::projection::{BELOW, Projection, degrees, outline};
use super::stations::stations;

/// Lines of one track and of two, and roads.
const ONE: Pen = Pen::new(INK, 1.4);
const TWO: Pen = Pen::new(INK, 3.2);
const OUT_OF_REACH: Pen = Pen::new(FAINT, 2.2);
const BY_ROAD: Pen = Pen::new(SAND, 1.4).dashed(5.0, 3.0);

/// The network of a scenario in its place, as SVG. Nothing is run for it.
pub fn network(scenario: &Scenario) -> String {
    if scenario.stations.is_empty() {
        return sheet(WIDTH, HEIGHT, |canvas| {
            heads(canvas, scenario);
            nothing(canvas, "The scenario has no stations");
        });
    }
    let projection = Projection::around(scenario, &[]);
    sheet(WIDTH, projection.frame.bottom + BELOW, |canvas| {
        heads(canvas, scenario);
        outline(canvas, &projection.frame);
        ways(canvas, scenario, &projection);
        let marks = marks(canvas, scenario, &projection);
        stations(canvas, scenario, &projection, marks);
        scale_bar(canvas, &projection);
        legend(canvas, scenario, &projection);
    })
}

fn heads(canvas: &Canvas<'_>, scenario: &Scenario) {
    let set = Type::new(Side::Start);
    canvas.text(
        (MARGIN, 26.0),
        "The network as it is written",
        set.size(TITLE_SIZE).bold(),
    );
    let title = shortened(&seen(&scenario.title), 90);
    let about = format!(
        "{}  ({} stations, {} lines, {} roads)",
        isolated(&title),
        scenario.stations.len(),
        scenario.lines.len(),
        scenario.roads.len()
    );
    canvas.text((MARGIN, 47.0), &about, set.colour(QUIET));
}

fn ways(canvas: &Canvas<'_>, scenario: &Scenario, projection: &Projection) {
    let draw = |from: u32, to: u32, pen: Pen| {
        let [from, to] = [from, to].map(|row| projection.at(degrees(scenario, row)));
        if let Some(inside) = projection.frame.clip(from, to) {
            canvas.path(&inside, pen);
        }
    };
    for road in &scenario.roads {
        draw(road.from, road.to, BY_ROAD);
    }
    for line in &scenario.lines {
        let pen = match (line.sanctuary, line.tracks) {
            (true, _) => OUT_OF_REACH,
            (_, 1) => ONE,
            _ => TWO,
        };
        draw(line.from, line.to, pen);
    }
}

/// Airfields, bridges and guns; gives their places, which labels keep clear of.
fn marks(canvas: &Canvas<'_>, scenario: &Scenario, projection: &Projection) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    let mut inside = |place: (f64, f64)| {
        let at = projection.at(place);
        let is_inside = projection.frame.holds(at);
        found.extend(is_inside.then_some(at));
        is_inside.then_some(at)
    };
    for field in &scenario.airfields {
        if let Some(at) = inside((field.lat, field.lon)) {
            airfield(canvas, at);
        }
    }
    for bridge in &scenario.bridges {
        if let Some(at) = inside((bridge.lat, bridge.lon)) {
            cross(canvas, at, 2.8);
        }
    }
    for posting in scenario.flak.iter().filter(|posting| posting.active) {
        let places: Vec<(f64, f64)> = match &posting.place {
            FlakPlace::At { lat, lon, .. } => vec![(*lat, *lon)],
            FlakPlace::Along(lines) => {
                let lines = lines
                    .iter()
                    .filter_map(|&row| scenario.lines.get(row as usize));
                lines
                    .map(|line| halfway(scenario, line.from, line.to))
                    .collect()
            }
        };
        for place in places {
            if let Some(at) = inside(place) {
                triangle(canvas, at, 3.4);
            }
        }
    }
    found
}

fn halfway(scenario: &Scenario, from: u32, to: u32) -> (f64, f64) {
    let (from, to) = (degrees(scenario, from), degrees(scenario, to));
    let lon = interdict_quantity::degrees::beside(from.1, to.1);
    (f64::midpoint(from.0, to.0), f64::midpoint(from.1, lon))
}

fn legend(canvas: &Canvas<'_>, scenario: &Scenario, projection: &Projection) {
    let left = projection.frame.right + 20.0;
    let mut y = projection.frame.top + 10.0;
    let note = |y: f64, text: &str| {
        canvas.text(
            (left + 44.0, y),
            text,
            Type::new(Side::Start).size(SMALL_SIZE),
        );
    };
    for (is_there, pen, words) in [
        (
            scenario.lines.iter().any(|line| line.tracks == 1),
            ONE,
            "line of one track",
        ),
        (
            scenario.lines.iter().any(|line| line.tracks > 1),
            TWO,
            "line of two tracks",
        ),
        (
            scenario.lines.iter().any(|line| line.sanctuary),
            OUT_OF_REACH,
            "may not be attacked",
        ),
        (!scenario.roads.is_empty(), BY_ROAD, "road"),
    ] {
        if is_there {
            canvas.path(&[(left, y), (left + 34.0, y)], pen);
            note(y, words);
            y += 18.0;
        }
    }
    let at = |y: f64| (left + 17.0, y);
    canvas.disc(at(y), 3.6, INK, Pen::new(INK, 1.0));
    note(y, "yard");
    y += 18.0;
    if !scenario.bridges.is_empty() {
        cross(canvas, at(y), 2.8);
        note(y, "bridge");
        y += 18.0;
    }
    if scenario.flak.iter().any(|posting| posting.active) {
        triangle(canvas, at(y), 3.4);
        note(y, "guns");
        y += 18.0;
    }
    if !scenario.airfields.is_empty() {
        airfield(canvas, at(y));
        note(y, "airfield");
        y += 18.0;
    }
    for (place, base) in scenario.bases.iter().take(6).enumerate() {
        let station = &scenario.stations[base.station as usize].name;
        let words = format!("base at {}", shortened(station, 22));
        let set = Type::new(Side::Start).size(SMALL_SIZE).colour(BLUE);
        canvas.text((left, y + 10.0 + 15.0 * place as f64), &words, set);
    }
    if let Some(more) = scenario.bases.len().checked_sub(6).filter(|&more| more > 0) {
        let set = Type::new(Side::Start).size(SMALL_SIZE).colour(BLUE);
        canvas.text((left, y + 100.0), &format!("and {more} more bases"), set);
    }
}
