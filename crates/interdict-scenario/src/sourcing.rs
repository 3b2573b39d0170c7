//! How well the figures of a scenario are known.

use std::fmt::Write as _;

use crate::rules::{Knob, Mark, Rules};
use crate::scenario::Provenance;

/// Per table, and over all: rows, and the shares of rows without a source and of estimates; then the
/// knobs that the scenario sets. Rows are counted, not their cells.
pub fn sources_summary(provenance: &Provenance) -> String {
    let mut out = format!(
        "{:12}  {:>6}  {:>10}  {:>10}\n",
        "table", "rows", "no source", "estimates"
    );
    let mut total = (0, 0, 0);
    for (table, rows, sourced, estimates) in &provenance.tables {
        if *rows > 0 {
            line(&mut out, table, (*rows, *sourced, *estimates));
        }
        total = (total.0 + rows, total.1 + sourced, total.2 + estimates);
    }
    line(&mut out, "all", total);
    let knobs = Rules::knobs();
    let is_set = |knob: &&Knob| {
        provenance
            .knobs
            .iter()
            .any(|(path, _)| *path == knob.path())
    };
    let left: Vec<&Knob> = knobs.iter().filter(|knob| !is_set(knob)).collect();
    let estimates = left
        .iter()
        .filter(|knob| knob.mark == Mark::Estimate)
        .count();
    let _ = writeln!(
        out,
        "\n{} of {} knobs are left at their default, {estimates} of them estimates; `interdict knobs` tells of which war",
        left.len(),
        knobs.len()
    );
    if !provenance.knobs.is_empty() {
        let _ = writeln!(out, "\nknobs set by the scenario:");
    }
    for (path, source) in &provenance.knobs {
        let mark = source.mark.map_or('-', crate::rules::Mark::letter);
        let text = if source.text.is_empty() {
            "no source"
        } else {
            &source.text
        };
        let _ = writeln!(out, "  rules.{path}  {mark}  {text}");
    }
    if !provenance.chosen_depots.is_empty() {
        let _ = writeln!(
            out,
            "\ndepots of guns that the file does not name, taken as the nearest yard or railhead (E):"
        );
    }
    for (posting, station) in &provenance.chosen_depots {
        let _ = writeln!(out, "  flak.{posting}  {station}");
    }
    out
}

/// The same as JSON: `{ tables: [{ table, rows, without_source, estimates }], knobs: [{ path, mark, source }],
/// chosen_depots: [{ posting, station }] }`; of the tables those that have rows, of the knobs those that the scenario sets.
pub fn sources_json(provenance: &Provenance) -> serde_json::Value {
    let tables = provenance.tables.iter().filter(|(_, rows, _, _)| *rows > 0);
    let tables = tables.map(|(table, rows, sourced, estimates)| {
        serde_json::json!({
            "table": table, "rows": rows, "without_source": rows - sourced, "estimates": estimates,
        })
    });
    let knobs = provenance.knobs.iter().map(|(path, source)| {
        let mark = source.mark.map(|mark| mark.letter().to_string());
        serde_json::json!({ "path": format!("rules.{path}"), "mark": mark, "source": source.text })
    });
    let depots = provenance
        .chosen_depots
        .iter()
        .map(|(posting, station)| serde_json::json!({ "posting": posting, "station": station }));
    serde_json::json!({
        "tables": tables.collect::<Vec<_>>(),
        "knobs": knobs.collect::<Vec<_>>(),
        "chosen_depots": depots.collect::<Vec<_>>(),
    })
}

fn line(out: &mut String, table: &str, (rows, sourced, estimates): (u32, u32, u32)) {
    let share = |part: u32| match rows {
        0 => "-".to_owned(),
        _ => format!("{:.0} %", 100.0 * f64::from(part) / f64::from(rows)),
    };
    let (unsourced, estimates) = (share(rows - sourced), share(estimates));
    let _ = writeln!(
        out,
        "{table:12}  {rows:>6}  {unsourced:>10}  {estimates:>10}"
    );
}
