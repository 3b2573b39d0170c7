//! The shares of the guns' channels in the effect: one bar each, with its interval, and their sum.

use interdict_experiment::Findings;
use interdict_experiment::why::Told;
use interdict_experiment::why::mechanism::Shares;

use super::scale::Scale;
use super::titles::titles;
use crate::charts::canvas::{Canvas, Pen, Side, Type, sheet};
use crate::charts::frame::{Swatch, legend, nothing};
use crate::charts::theme::{Colour, FAINT, GRID, INK, QUIET, RED, SKY, SMALL_SIZE, WIDTH};
use crate::figures::{grouped, shortened};

const TOP: f64 = 104.0;
const LEFT: f64 = 230.0;
const RIGHT: f64 = WIDTH - 190.0;
const ROW: f64 = 34.0;

pub(super) fn draw(findings: &Findings, all: &[Shares], arm: usize, pairs: u32) -> String {
    let label = &findings.outcomes[findings.watched];
    let shares = all.iter().find(|shares| shares.outcome == label.name);
    let rows = shares.map_or(0, |shares| shares.channels.len() + 1);
    sheet(WIDTH, TOP + ROW * rows as f64 + 80.0, |canvas| {
        let title = format!(
            "{}: by which channels the {} act",
            shortened(&findings.arms[arm].name, 44),
            shares.map_or("guns", |shares| shares.of.name())
        );
        let about = format!(
            "{}, {}: shares of the effect in the first {pairs} pairs (Shapley), with 95 % intervals",
            label.title, label.unit
        );
        titles(canvas, findings, &title, &about);
        let Some(shares) = shares else {
            return nothing(canvas, "The channels were not taken apart for this outcome");
        };
        bars(canvas, shares, label.unit);
    })
}

fn bars(canvas: &Canvas<'_>, shares: &Shares, unit: &str) {
    let channels = shares.channels.iter().map(|share| &share.share);
    let ends = channels
        .chain([&shares.whole])
        .flat_map(|told| [told.low, told.high, told.mean]);
    let scale = Scale::over(ends, 7.0, LEFT, RIGHT);
    let bottom = TOP + ROW * (shares.channels.len() + 1) as f64;
    let set = Type::new(Side::Middle).size(SMALL_SIZE).colour(QUIET);
    for (value, words) in scale.marks() {
        let x = scale.at(value);
        let pen = if value == 0.0 {
            Pen::new(INK, 1.2)
        } else {
            Pen::new(GRID, 0.7)
        };
        canvas.path(&[(x, TOP), (x, bottom)], pen);
        canvas.text((x, bottom + 13.0), &words, set);
    }
    canvas.text(
        (f64::midpoint(LEFT, RIGHT), bottom + 32.0),
        unit,
        Type::new(Side::Middle),
    );
    for (place, share) in shares.channels.iter().enumerate() {
        bar(canvas, &scale, place, share.channel, &share.share, SKY);
        // what it does alone, and what is lost without it: where they lie apart, channels interact
        let y = TOP + ROW * (place as f64 + 0.5);
        for told in [&share.alone, &share.last] {
            let x = scale.at(told.mean);
            canvas.path(&[(x, y - 10.0), (x, y + 10.0)], Pen::new(RED, 1.4));
        }
    }
    bar(
        canvas,
        &scale,
        shares.channels.len(),
        "all together",
        &shares.whole,
        FAINT,
    );
    let entries = [
        (Swatch::Area(SKY, 1.0), "share"),
        (Swatch::Line(Pen::new(INK, 1.4)), "interval"),
        (
            Swatch::Line(Pen::new(RED, 1.4)),
            "alone, and lost without it alone",
        ),
    ];
    legend(canvas, LEFT, TOP - 20.0, &entries);
}

fn bar(canvas: &Canvas<'_>, scale: &Scale, place: usize, name: &str, told: &Told, colour: Colour) {
    let y = TOP + ROW * (place as f64 + 0.5);
    let (zero, end) = (scale.at(0.0), scale.at(told.mean));
    canvas.rect(
        (zero.min(end), y - 8.0),
        (zero.max(end), y + 8.0),
        colour,
        1.0,
    );
    let (low, high) = (scale.at(told.low), scale.at(told.high));
    canvas.path(&[(low, y), (high, y)], Pen::new(INK, 1.4));
    for end in [low, high] {
        canvas.path(&[(end, y - 3.5), (end, y + 3.5)], Pen::new(INK, 1.4));
    }
    let set = Type::new(Side::End).size(SMALL_SIZE);
    canvas.text((LEFT - 12.0, y), name, set);
    let decimals = usize::from(told.mean.abs() < 20.0);
    let [mean, low, high] = [told.mean, told.low, told.high].map(|value| grouped(value, decimals));
    let words = format!(
        "{}{mean} ({low} to {high})",
        if told.mean > 0.0 { "+" } else { "" }
    );
    canvas.text(
        (RIGHT + 14.0, y),
        &words,
        Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET),
    );
}
