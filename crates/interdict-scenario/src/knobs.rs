//! Every knob as a table, for people and for programs.

use std::fmt::Write as _;

use crate::rules::{Knob, Rules};

/// The knobs whose path or meaning holds `filter`; all of them where it is empty.
fn chosen(filter: &str) -> Vec<Knob> {
    let filter = filter.trim().to_lowercase();
    let filter = filter.strip_prefix("rules.").unwrap_or(&filter);
    (Rules::knobs().into_iter())
        .filter(|knob| {
            knob.path().contains(filter)
                || format!("rules.{}", knob.path()) == filter
                || knob.doc.to_lowercase().contains(filter)
        })
        .collect()
}

/// Knobs as lines of text: path, default, range allowed, plausible range, unit, mark, meaning, source.
/// `filter` is a part of a path or of a meaning; empty for all.
pub fn knobs_table(filter: &str) -> String {
    let knobs = chosen(filter);
    let rows: Vec<[String; 6]> = (knobs.iter())
        .map(|knob| {
            [
                format!("rules.{}", knob.path()),
                knob.default.to_string(),
                knob.allowed_words(),
                knob.plausible_words(),
                knob.unit.to_owned(),
                knob.mark.letter().to_string(),
            ]
        })
        .collect();
    let heads = ["knob", "default", "allowed", "plausible", "unit", ""].map(str::to_owned);
    let mut widths = [0; 6];
    for row in rows.iter().chain([&heads]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut out = String::new();
    for (row, knob) in
        ([&heads].into_iter().chain(&rows)).zip([None].into_iter().chain(knobs.iter().map(Some)))
    {
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(out, "{cell:width$}  ");
        }
        match knob {
            Some(knob) => {
                let _ = writeln!(out, "{} ({})", knob.doc, knob.source);
            }
            None => out.push_str("meaning (source, or reasoning)\n"),
        }
    }
    out
}

/// Knobs as JSON: a list of `{ path, default, low, high, kind, plausible, unit, mark, source, doc }`.
pub fn knobs_json(filter: &str) -> serde_json::Value {
    (chosen(filter).iter())
        .map(|knob| {
            serde_json::json!({
                "path": format!("rules.{}", knob.path()),
                "default": knob.default,
                "low": knob.low,
                "high": knob.high,
                "kind": knob.kind.word(),
                "plausible": knob.plausible,
                "unit": knob.unit,
                "mark": knob.mark.letter().to_string(),
                "source": knob.source,
                "doc": knob.doc,
            })
        })
        .collect()
}
