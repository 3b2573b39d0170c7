//! Stations with their names, and the ways between them.

use interdict_scenario::Scenario;
use interdict_scenario::scenario::{StationKind, StationRow};

use super::super::canvas::{Canvas, Pen, Side, Type};
use super::super::labels::place;
use super::super::theme::{INK, PAPER, QUIET, TINY_SIZE};
use super::projection::{Projection, degrees};

/// Both ends of what is drawn between stations: lines, or roads in a theatre without lines.
pub(super) fn ways(scenario: &Scenario) -> Vec<[StationRow; 2]> {
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
