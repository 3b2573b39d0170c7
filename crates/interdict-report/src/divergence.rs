//! Where two runs part, told to people: the first moment, what was drawn, what came of it, how it grew.

use interdict_experiment::diverge::names::Unnamed;
use interdict_experiment::diverge::{Divergence, Parting};
use serde_json::{Value as Json, json};

use crate::summary::{Style, wrapped};

mod chain;
mod decision;
mod floor;
mod growth;
mod teller;

pub use teller::Pair;

use teller::{Teller, clock};

/// Columns of the page.
const WIDTH: usize = 102;

/// Fields that are shown of each parting; JSON holds all.
const FIELDS: usize = 3;

/// Decisions that are shown of each parting.
const DECISIONS: usize = 3;

/// The divergence as a page.
///
/// # Errors
/// Something in it has no name: a fault of the engine.
pub fn page(divergence: &Divergence, pair: &Pair<'_>, style: Style) -> Result<String, Unnamed> {
    let bold = |text: &str| style.bold(text);
    let teller = Teller::new(divergence, pair)?;
    let mut lines = Vec::new();
    let Some(first) = divergence.partings.first() else {
        return Ok(same(divergence, pair));
    };
    let [base, arm] = pair.called;
    let title = format!("{arm} parts from {base} {}", teller.moment_of(first));
    lines.extend(wrapped(&title, WIDTH).into_iter().map(|line| bold(&line)));
    for cell in first.cells.iter().take(FIELDS) {
        lines.push(format!("  {}", teller.field(cell, first.second)));
    }
    more(first.cells.len(), FIELDS, "fields", &mut lines);
    for weighed in first.weighed.iter().take(DECISIONS) {
        let text = decision::told(weighed, first, &teller);
        lines.extend(
            wrapped(&text, WIDTH - 2)
                .into_iter()
                .map(|line| format!("  {line}")),
        );
    }
    more(first.weighed.len(), DECISIONS, "decisions", &mut lines);
    lines.extend(
        wrapped(&drawn(first, pair), WIDTH - 2)
            .into_iter()
            .map(|line| format!("  {line}")),
    );
    lines.push(String::new());
    lines.push(bold("How much of it is noise"));
    let told = floor::told(divergence, pair);
    lines.extend(told.iter().flat_map(|text| wrapped(text, WIDTH)));
    lines.push(String::new());
    lines.push(bold("What parted, each kind of thing for the first time"));
    for parting in &divergence.partings {
        self::parting(&teller, parting, &mut lines);
    }
    lines.push(String::new());
    lines.push(bold("What came of it"));
    let told = chain::told(divergence, &teller);
    lines.extend(told.iter().flat_map(|text| wrapped(text, WIDTH)));
    lines.push(String::new());
    lines.push(bold("How it grew"));
    lines.extend(growth::table(divergence, pair));
    lines.push(String::new());
    let text = format!(
        "Both under seed {}, replication {}. Left out: what stands in one scenario only or otherwise in the other, \
         which differs by construction.",
        pair.seed.seed, pair.seed.replication
    );
    lines.extend(wrapped(&text, WIDTH));
    lines.push(String::new());
    Ok(lines.join("\n"))
}

fn same(divergence: &Divergence, pair: &Pair<'_>) -> String {
    let [base, arm] = pair.called;
    format!(
        "{arm} and {base} never part under seed {}, replication {}: everything but what differs by construction is \
         the same at the end of each of {} days\n",
        pair.seed.seed,
        pair.seed.replication,
        divergence.growth.len()
    )
}

/// What chance was asked in a step.
fn drawn(parting: &Parting, pair: &Pair<'_>) -> String {
    let [base, arm] = pair.called;
    match (parting.draws, parting.weighed.is_empty()) {
        ([0, 0, _], _) => {
            "nothing was drawn in this step: what was there already made the difference".to_owned()
        }
        ([ours, theirs, both], is_empty) => {
            let told = format!(
                "numbers asked for in this step: {ours} in {base}, {theirs} in {arm}, {both} of them the same question"
            );
            if is_empty {
                format!(
                    "{told}; none came to lie on the other side of a limit, so the law it was put into changed"
                )
            } else {
                told
            }
        }
    }
}

fn more(there: usize, shown: usize, what: &str, lines: &mut Vec<String>) {
    if there > shown {
        lines.push(format!("  and {} more {what}", there - shown));
    }
}

/// The divergence as one line of JSON: every field that differs at each parting, and every day.
///
/// # Errors
/// Something in it has no name: a fault of the engine.
pub fn json(divergence: &Divergence, pair: &Pair<'_>) -> Result<String, Unnamed> {
    let teller = Teller::new(divergence, pair)?;
    let partings: Vec<Json> = (divergence.partings.iter())
        .map(|parting| {
            let fields: Vec<Json> = (parting.cells.iter())
                .map(|cell| {
                    json!({
                        "key": format!("{:016x}", cell.who.0),
                        "thing": teller.name(cell.who, parting.second),
                        "field": cell.field,
                        "base": cell.base.map(|value| teller.value(value, parting.second)),
                        "arm": cell.arm.map(|value| teller.value(value, parting.second)),
                    })
                })
                .collect();
            let decisions: Vec<Json> = (parting.weighed.iter())
                .map(|weighed| {
                    json!({
                        "purpose": weighed.purpose.0,
                        "key": format!("{:016x}", weighed.who.0),
                        "base": weighed.base,
                        "arm": weighed.arm,
                        "told": decision::told(weighed, parting, &teller),
                    })
                })
                .collect();
            json!({
                "kind": parting.kind.name(),
                "second": parting.second,
                "date": teller.date(parting.second),
                "clock": clock(parting.second),
                "phase": parting.step.map(|step| step.0),
                "step": parting.step.map(|step| step.1),
                "fields": fields,
                "decisions": decisions,
                "draws": { "base": parting.draws[0], "arm": parting.draws[1], "both": parting.draws[2] },
            })
        })
        .collect();
    let json = json!({
        "schema_version": 1,
        "version": env!("CARGO_PKG_VERSION"),
        "seed": pair.seed.seed,
        "replication": pair.seed.replication,
        "base": pair.called[0],
        "arm": pair.called[1],
        "partings": partings,
        "noise": floor::json(divergence, pair),
        "chain": chain::told(divergence, &teller),
        "growth": divergence.growth,
    });
    Ok(format!("{json}\n"))
}

/// A kind of thing that parts: when, in which step, its first field, its first decision.
fn parting(teller: &Teller<'_>, parting: &Parting, lines: &mut Vec<String>) {
    let step = parting.step.map_or("before the first step", |step| step.1);
    lines.push(format!(
        "  {}  {}: {step}",
        teller.at(parting.second),
        parting.kind.name()
    ));
    let first = parting
        .cells
        .first()
        .map(|cell| teller.field(cell, parting.second));
    if let Some(first) = first {
        let others = match parting.cells.len() - 1 {
            0 => String::new(),
            n => format!(" (and {n} more)"),
        };
        indented(&format!("{first}{others}"), lines);
    }
    if let Some(weighed) = parting.weighed.first() {
        indented(&decision::told(weighed, parting, teller), lines);
    }
}

fn indented(text: &str, lines: &mut Vec<String>) {
    let wrapped = wrapped(text, WIDTH - 6);
    lines.extend(wrapped.into_iter().map(|line| format!("      {line}")));
}
