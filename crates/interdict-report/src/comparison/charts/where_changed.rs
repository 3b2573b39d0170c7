//! The map of the difference: which lines were open more, which less, and where damage rose or fell.

use interdict_experiment::findings::LineEffect;
use interdict_experiment::{Arms, Findings};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{FlakPlace, FlakPosting, LineRow};

use super::titles::titles;
use crate::charts::canvas::{Canvas, Pen, Side, Type, sheet};
use crate::charts::frame::nothing;
use crate::charts::map::projection::{Projection, degrees};
use crate::charts::map::{legend::scale_bar, outline, stations, triangle};
use crate::charts::theme::{BLUE, Colour, FAINT, HEIGHT, PAPER, RED, SMALL_SIZE, WIDTH};
use crate::figures::{grouped, shortened};

/// Bounds of the classes of open time, percentage points.
const BOUNDS: [f64; 2] = [2.0, 8.0];

/// Paler of the two colours, for small changes.
const PALE_BLUE: Colour = Colour(120, 170, 210);
const PALE_RED: Colour = Colour(238, 170, 120);

pub(super) fn draw(findings: &Findings, arms: &Arms, arm: usize) -> String {
    let scenario = &arms.base().scenario;
    let title = format!(
        "{} less {}: where the railway changed",
        shortened(&findings.arms[arm].name, 40),
        shortened(&findings.arms[0].name, 30)
    );
    let about =
        "Lines: open more or less of the time. Discs: places damaged. Grey: not told from chance.";
    let effects = findings.lines.get(arm - 1).map_or(&[][..], Vec::as_slice);
    let why_not = if scenario.lines.is_empty() {
        Some("The scenario has no lines")
    } else if findings.pairs < 2 {
        Some("Fewer than two pairs have no spread")
    } else {
        None
    };
    if let Some(why_not) = why_not {
        return sheet(WIDTH, HEIGHT, |canvas| {
            titles(canvas, findings, &title, about);
            nothing(canvas, why_not);
        });
    }
    let row = |effect: &LineEffect| {
        let row = scenario
            .lines
            .iter()
            .position(|line| line.id == effect.line);
        row.map(|row| row as LineRow)
    };
    let most = (effects.iter().filter(|effect| effect.damage.is_told()))
        .map(|effect| effect.damage.mean.abs())
        .fold(0.0, f64::max);
    // the map shows what changed much; small changes far away may lie outside
    let told = |effect: &&LineEffect| {
        effect.open.is_told() && effect.open.mean.abs() >= 1.0
            || effect.damage.is_told() && effect.damage.mean.abs() >= 0.1 * most
    };
    let changed: Vec<LineRow> = effects.iter().filter(told).filter_map(row).collect();
    let projection = Projection::around(scenario, &changed);
    sheet(WIDTH, projection.frame.bottom + 34.0, |canvas| {
        titles(canvas, findings, &title, about);
        outline(canvas, &projection.frame);
        lines(canvas, scenario, &projection, effects);
        let mut marks = damage(canvas, scenario, &projection, effects, most);
        marks.extend(guns(canvas, arms, arm, &projection));
        stations(canvas, scenario, &projection, marks);
        explain(canvas, &projection, most);
        scale_bar(canvas, &projection);
    })
}

/// Colour and width of a line.
fn stroke(effect: &LineEffect) -> Pen {
    let points = effect.open.mean;
    if !effect.open.is_told() {
        return Pen::new(FAINT, 1.2);
    }
    let is_strong = points.abs() >= BOUNDS[1];
    let is_middling = points.abs() >= BOUNDS[0];
    let colour = match (points > 0.0, is_middling) {
        (true, true) => BLUE,
        (true, false) => PALE_BLUE,
        (false, true) => RED,
        (false, false) => PALE_RED,
    };
    Pen::new(colour, if is_strong { 5.5 } else { 3.0 })
}

fn lines(
    canvas: &Canvas<'_>,
    scenario: &Scenario,
    projection: &Projection,
    effects: &[LineEffect],
) {
    let mut order: Vec<usize> = (0..effects.len()).collect();
    order.sort_by(|&one, &other| {
        let size = |row: usize| {
            if effects[row].open.is_told() {
                effects[row].open.mean.abs()
            } else {
                -1.0
            }
        };
        size(one).total_cmp(&size(other)).then(one.cmp(&other))
    });
    for place in order {
        let effect = &effects[place];
        let Some(line) = scenario.lines.iter().find(|line| line.id == effect.line) else {
            continue;
        };
        let [from, to] = [line.from, line.to].map(|row| projection.at(degrees(scenario, row)));
        if let Some(inside) = projection.frame.clip(from, to) {
            canvas.path(&inside, stroke(effect));
        }
    }
}

fn damage(
    canvas: &Canvas<'_>,
    scenario: &Scenario,
    projection: &Projection,
    effects: &[LineEffect],
    most: f64,
) -> Vec<(f64, f64)> {
    let mut marks = Vec::new();
    for effect in effects.iter().filter(|effect| effect.damage.is_told()) {
        let Some(line) = scenario.lines.iter().find(|line| line.id == effect.line) else {
            continue;
        };
        let [from, to] = [line.from, line.to].map(|row| projection.at(degrees(scenario, row)));
        let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        if projection.frame.holds(middle) {
            disc(canvas, middle, effect.damage.mean, most);
            marks.push(middle);
        }
    }
    marks
}

/// A disc whose area is the change; filled where damage rose.
fn disc(canvas: &Canvas<'_>, at: (f64, f64), change: f64, most: f64) {
    let radius = 2.5 + 8.5 * (change.abs() / most.max(1e-9)).sqrt();
    let (fill, rim) = if change > 0.0 {
        (RED, RED)
    } else {
        (PAPER, BLUE)
    };
    canvas.disc(at, radius, fill, Pen::new(rim, 1.8));
}

/// Guns that stand in the arm and not in the base.
fn guns(canvas: &Canvas<'_>, arms: &Arms, arm: usize, projection: &Projection) -> Vec<(f64, f64)> {
    let (base, arm) = (&arms.base().scenario, &arms.all()[arm].scenario);
    let is_new = |posting: &&FlakPosting| {
        posting.active
            && !base
                .flak
                .iter()
                .any(|other| other.active && other == *posting)
    };
    let mut places: Vec<(f64, f64)> = Vec::new();
    for posting in arm.flak.iter().filter(is_new) {
        match &posting.place {
            FlakPlace::At { lat, lon, .. } => places.push(projection.at((*lat, *lon))),
            FlakPlace::Along(lines) => places.extend(lines.iter().map(|&row| {
                let line = &arm.lines[row as usize];
                let [from, to] = [line.from, line.to].map(|row| projection.at(degrees(arm, row)));
                // beside the disc of the line, which stands in its middle
                (
                    from.0 + 0.3 * (to.0 - from.0),
                    from.1 + 0.3 * (to.1 - from.1),
                )
            })),
        }
    }
    places.retain(|&at| projection.frame.holds(at));
    for &at in &places {
        triangle(canvas, at, 4.6);
    }
    places
}

fn explain(canvas: &Canvas<'_>, projection: &Projection, most: f64) {
    let left = projection.frame.right + 20.0;
    let mut y = projection.frame.top + 10.0;
    let heading = |y: f64, text: &str| {
        let set = Type::new(Side::Start).size(SMALL_SIZE).bold();
        canvas.text((left, y), text, set);
    };
    let note = |y: f64, text: &str| {
        let set = Type::new(Side::Start).size(SMALL_SIZE);
        canvas.text((left + 44.0, y), text, set);
    };
    heading(y, "Open, percentage points");
    let [middling, strong] = BOUNDS;
    let classes = [
        (BLUE, 5.5, format!("over {strong} more")),
        (BLUE, 3.0, format!("{middling} to {strong} more")),
        (PALE_BLUE, 3.0, format!("up to {middling} more")),
        (FAINT, 1.2, "not told from chance".to_owned()),
        (PALE_RED, 3.0, format!("up to {middling} less")),
        (RED, 3.0, format!("{middling} to {strong} less")),
        (RED, 5.5, format!("over {strong} less")),
    ];
    for (colour, width, words) in classes {
        y += 18.0;
        canvas.path(&[(left, y), (left + 34.0, y)], Pen::new(colour, width));
        note(y, &words);
    }
    y += 32.0;
    heading(y, "Places damaged in 100 days");
    if most > 0.0 {
        let places = usize::from(most < 20.0);
        for (share, sign, words) in [
            (1.0, 1.0, "more"),
            (0.25, 1.0, "more"),
            (0.25, -1.0, "fewer"),
            (1.0, -1.0, "fewer"),
        ] {
            y += 26.0;
            disc(canvas, (left + 17.0, y), sign * share * most, most);
            note(y, &format!("{} {words}", grouped(share * most, places)));
        }
    } else {
        y += 18.0;
        note(y, "no line told from chance");
    }
    y += 34.0;
    triangle(canvas, (left + 17.0, y), 4.6);
    note(y, "guns that the arm adds");
}
