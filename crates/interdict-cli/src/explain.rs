//! `interdict explain` and `interdict knobs`: what the words mean.

use std::fmt::Write as _;

use interdict::report::catalogue::{self, WordKind};
use interdict::scenario::{Domain, Rules, explain as explain_code, knobs_json, knobs_table};
use serde_json::json;

use crate::args::{Explain, Knobs};
use crate::dictionary::nearest;
use crate::document::say_value;
use crate::outcome::{Done, Failure, USAGE, say};
use crate::shown;

/// Lists knobs.
pub(crate) fn knobs(arguments: &Knobs) -> Done {
    let filter = arguments.filter.trim_start_matches("rules.");
    if !Rules::knobs()
        .iter()
        .any(|knob| knob.path().contains(filter))
    {
        let message = format!("no knob contains `{filter}`");
        return Err(nearest(Failure::new(USAGE, message), filter));
    }
    if arguments.json {
        say_value("knobs", json!({ "knobs": knobs_json(filter) }))
    } else {
        say(&knobs_table(filter))
    }
}

/// Explains a code, a word of the dictionary, or a thing of a scenario.
pub(crate) fn explain(arguments: &Explain) -> Done {
    let what = arguments.what.trim();
    let told = |text: &str| {
        if arguments.json {
            return say_value(
                "explained",
                json!({ "asked": what, "text": text, "words": [] }),
            );
        }
        say(text)
    };
    if let Some(text) = explain_code(&what.to_uppercase()) {
        return told(&format!("{}\n", text.trim_end()));
    }
    if what == "tick" {
        return told(&tick());
    }
    if what == "domains" {
        return told(&domains());
    }
    let words = catalogue::named(what);
    if !words.is_empty() {
        let pages: Vec<String> = words.iter().map(catalogue::explained).collect();
        if arguments.json {
            let parts = json!({ "asked": what, "text": pages.join("\n"), "words": words });
            return say_value("explained", parts);
        }
        return say(&pages.join("\n"));
    }
    if let Some(scenario) = &arguments.scenario {
        return shown::explain(scenario, what, arguments.json);
    }
    let message = format!("`{what}` is no word of the dictionary, no fault code and no step");
    let failure = Failure::new(USAGE, message);
    let table = what.split_once('.').map(|(table, _)| table);
    let is_table =
        |table: &str| (catalogue::named(table).iter()).any(|word| word.kind == WordKind::Table);
    match table {
        Some(table) if is_table(table) => Err(failure.hint(format!(
            "`interdict explain {table}` lists its columns; with `--in SCENARIO` its rows are explained, too"
        ))),
        _ => Err(nearest(failure, what)),
    }
}

/// What a theatre can be made of.
fn domains() -> String {
    let mut page =
        "A theatre has a domain when one of the domain's tables has a row\n\n".to_owned();
    for domain in Domain::ALL {
        let (name, doc, tables) = (domain.name(), domain.doc(), domain.table_names());
        let _ = writeln!(
            page,
            "{name:<10}{doc}\n{:10}tables: {}",
            "",
            tables.join(", ")
        );
    }
    page
}

/// The steps of the tick, from the smallest theatre there is with every domain.
fn tick() -> String {
    let scenario =
        interdict::scenario::synthetic::generate(interdict::scenario::synthetic::Shape::small(), 0);
    let simulation = interdict::model::Simulation::new(&scenario);
    let mut page = "One tick, in order: phase, step, when it is due\n\n".to_owned();
    for (phase, name, due) in simulation.steps() {
        let _ = writeln!(page, "{phase:<10}{name:<38}{due}");
    }
    page
}
