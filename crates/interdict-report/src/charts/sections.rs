//! Sections open, day by day: one strip for each line, dark where it was closed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use interdict_model::{LineSeries, Record};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Area, LineRow, StationRow};

use crate::figures::{DAY_S, both_ends, mean, percent, shortened};

use super::canvas::{Canvas, Side, Type, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{
    HEIGHT, INK, MARGIN, OPEN_SHARE, PLOT_RIGHT, PLOT_TOP, QUIET, SMALL_SIZE, TINY_SIZE, WIDTH,
};

/// Left edge of the strips: room for the names of both ends.
const LEFT: f64 = 196.0;
/// Right edge: room for the share of the whole run.
const RIGHT: f64 = PLOT_RIGHT - 34.0;
/// Columns of colour that can be told apart.
const MOST_COLUMNS: u16 = 370;
/// Lines on one sheet.
const MOST_LINES: usize = 120;
/// Below these shares of the day a strip takes the darker colours, one after the other.
const STEPS: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];

/// Lines under a heading.
struct Group {
    name: String,
    lines: Vec<LineRow>,
}

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let mut groups = groups(scenario, record);
    let n_left_out = keep_most_closed(&mut groups, record);
    let n_lines: usize = groups.iter().map(|group| group.lines.len()).sum();
    let strip = if n_lines > 40 { 11.0 } else { 15.0 };
    let heading = 20.0;
    let strips = n_lines as f64 * strip + groups.len() as f64 * heading;
    let height = if n_lines == 0 {
        HEIGHT
    } else {
        PLOT_TOP + strips + 84.0
    };
    sheet(WIDTH, height, |canvas| {
        titles(canvas, scenario, record, "Lines open, day by day");
        if n_lines == 0 || record.days == 0 {
            return nothing(canvas, "There is no line to watch, or no day was run");
        }
        let bottom = PLOT_TOP + strips + 4.0;
        let plot = Plot::between(LEFT, RIGHT, PLOT_TOP, bottom, record.days, 1.0);
        plot.dates(canvas, scenario, "date");
        let set = Type::new(Side::End).size(TINY_SIZE).colour(QUIET);
        canvas.text((PLOT_RIGHT, PLOT_TOP - 1.0), "whole run", set);
        if n_left_out > 0 {
            let words = format!(
                "and {n_left_out} more lines, which were open as much or more: series.csv has all"
            );
            let set = Type::new(Side::Start).size(TINY_SIZE).colour(QUIET);
            canvas.text((MARGIN, bottom + 42.0), &words, set);
        }
        let mut y = PLOT_TOP;
        for group in &groups {
            let set = Type::new(Side::Start).size(SMALL_SIZE).bold();
            canvas.text((MARGIN, y + heading * 0.6), &group.name, set);
            y += heading;
            for &line in &group.lines {
                draw_strip(canvas, scenario, record, &plot, line, (y, y + strip));
                y += strip;
            }
        }
        let words = [
            "under 10%",
            "10-30%",
            "30-50%",
            "50-70%",
            "70-90%",
            "over 90% of the day open",
        ];
        let entries: Vec<_> = (OPEN_SHARE.iter().zip(words))
            .map(|(&colour, words)| (Swatch::Area(colour, 1.0), words))
            .collect();
        legend(canvas, LEFT, PLOT_TOP - 22.0, &entries);
    })
}

fn draw_strip(
    canvas: &Canvas<'_>,
    scenario: &Scenario,
    record: &Record,
    plot: &Plot,
    row: LineRow,
    (top, bottom): (f64, f64),
) {
    let open: Vec<f64> = record
        .line(row, LineSeries::OpenSeconds)
        .map(|seconds| seconds as f64 / DAY_S)
        .collect();
    let each = usize::from(record.days.div_ceil(MOST_COLUMNS).max(1));
    let (inner_top, inner_bottom) = (top + 1.0, bottom - 1.0);
    let mut run: Option<(usize, f64)> = None;
    let draw_run = |run: Option<(usize, f64)>, to: f64| {
        if let Some((class, from)) = run {
            let corner = (plot.x(from), inner_top);
            canvas.rect(corner, (plot.x(to), inner_bottom), OPEN_SHARE[class], 1.0);
        }
    };
    for (chunk, place) in open.chunks(each).zip(0_usize..) {
        let share = mean(chunk);
        let class = STEPS.iter().filter(|&&step| share >= step).count();
        let from = (place * each) as f64;
        if run.is_none_or(|(running, _)| running != class) {
            draw_run(run, from);
            run = Some((class, from));
        }
    }
    draw_run(run, open.len() as f64);
    let line = &scenario.lines[row as usize];
    let name = |station: StationRow| scenario.stations[station as usize].name.as_str();
    let ends = both_ends(name(line.from), name(line.to), 32);
    let middle = f64::midpoint(top, bottom);
    let set = Type::new(Side::End).size(TINY_SIZE).colour(INK);
    canvas.text((LEFT - 6.0, middle), &ends, set);
    canvas.text((PLOT_RIGHT, middle), &percent(Some(mean(&open))), set);
}

/// Every line of the areas once, under the smallest area that has it, along the route. Without
/// areas: every line that was cut or carried something, or all.
fn groups(scenario: &Scenario, record: &Record) -> Vec<Group> {
    let mut home: BTreeMap<LineRow, usize> = BTreeMap::new();
    for (place, area) in scenario.areas.iter().enumerate() {
        for &line in &area.lines {
            let size = |place: usize| scenario.areas[place].lines.len();
            let other = home.entry(line).or_insert(place);
            if size(place) < size(*other) {
                *other = place;
            }
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for (place, area) in scenario.areas.iter().enumerate() {
        let lines: Vec<LineRow> = area
            .lines
            .iter()
            .copied()
            .filter(|line| home.get(line) == Some(&place))
            .collect();
        if !lines.is_empty() {
            let lines = along_route(scenario, area, &lines);
            let name = shortened(&area.name, 90);
            let rest = if lines.len() < area.lines.len() {
                " (its other lines)"
            } else {
                ""
            };
            let name = format!("{name}{rest}");
            groups.push(Group { name, lines });
        }
    }
    if groups.is_empty() {
        let total = |row: LineRow, series| record.line(row, series).sum::<i64>();
        let all = 0..scenario.lines.len() as LineRow;
        let mut lines: Vec<LineRow> = all
            .clone()
            .filter(|&row| total(row, LineSeries::Cuts) > 0 || total(row, LineSeries::Load) > 0)
            .collect();
        if lines.is_empty() {
            lines = all.collect();
        }
        if !lines.is_empty() {
            groups.push(Group {
                name: "All lines in use".into(),
                lines,
            });
        }
    }
    groups
}

/// Keeps the lines that were closed most, where there are more than a sheet holds; how many are left out.
fn keep_most_closed(groups: &mut Vec<Group>, record: &Record) -> usize {
    let mut all: Vec<LineRow> = groups
        .iter()
        .flat_map(|group| &group.lines)
        .copied()
        .collect();
    let n_left_out = all.len().saturating_sub(MOST_LINES);
    if n_left_out == 0 {
        return 0;
    }
    let open = |&row: &LineRow| record.line(row, LineSeries::OpenSeconds).sum::<i64>();
    all.sort_by_cached_key(|row| (open(row), *row));
    let kept: BTreeSet<LineRow> = all[..MOST_LINES].iter().copied().collect();
    for group in groups.iter_mut() {
        let before = group.lines.len();
        group.lines.retain(|row| kept.contains(row));
        let gone = before - group.lines.len();
        if gone > 0 {
            let _ = write!(group.name, ": the most closed, and {gone} more lines");
        }
    }
    groups.retain(|group| !group.lines.is_empty());
    n_left_out
}

/// Lines in the order in which a train from the area's first gate, or from an end of its lines,
/// comes to them.
fn along_route(scenario: &Scenario, area: &Area, lines: &[LineRow]) -> Vec<LineRow> {
    let ends = |row: LineRow| {
        let line = &scenario.lines[row as usize];
        [line.from, line.to]
    };
    let mut touching: BTreeMap<StationRow, usize> = BTreeMap::new();
    for end in lines.iter().flat_map(|&row| ends(row)) {
        *touching.entry(end).or_insert(0) += 1;
    }
    let loose_ends = touching
        .iter()
        .filter(|&(_, &n)| n == 1)
        .map(|(&station, _)| station);
    let starts: Vec<StationRow> = area
        .gates_from
        .iter()
        .copied()
        .filter(|gate| touching.contains_key(gate))
        .chain(loose_ends)
        .chain(touching.keys().copied())
        .collect();
    let mut left: Vec<LineRow> = lines.to_vec();
    let mut ordered = Vec::new();
    for start in starts {
        let mut open = vec![start];
        while let Some(station) = open.pop() {
            let (found, rest): (Vec<_>, Vec<_>) = left
                .into_iter()
                .partition(|&row| ends(row).contains(&station));
            left = rest;
            // depth first, so that a route is followed to its end before the next one begins
            for &row in found.iter().rev() {
                open.extend(ends(row).into_iter().filter(|&end| end != station));
            }
            ordered.extend(found);
        }
    }
    ordered
}
