//! `interdict dictionary`: every word that stands in a file of results or of a scenario, with its unit and its meaning.

use std::fmt::Write as _;

use interdict::experiment::outcome::words::{self, Word};
use interdict::model::{AreaSeries, EventKind, FormationSeries, LineSeries, Nature, Series};
use interdict::scenario::{Domains, knobs_json, tables_json};
use serde_json::{Value, json};

use crate::args::Dictionary;
use crate::made::PROGRAM;
use crate::outcome::{Done, Failure, USAGE, say};

/// Version of the form of the JSON.
const SCHEMA_VERSION: u32 = 1;

/// Prints the dictionary, or the part of it that holds a word.
pub(crate) fn dictionary(arguments: &Dictionary) -> Done {
    let entries = entries();
    if arguments.json {
        let mut document = json!({
            "schema_version": SCHEMA_VERSION,
            "version": PROGRAM.version,
            "registry": interdict::model::chance::REGISTRY,
            "knobs": knobs_json(""),
            "tables": tables_json(),
        });
        for kind in ["series", "outcomes", "curves", "events"] {
            let of_kind = entries.iter().filter(|entry| entry.kind == kind);
            document[kind] = of_kind.map(Entry::json).collect();
        }
        return say(&format!("{document:#}\n"));
    }
    let word = arguments.filter.to_lowercase();
    let found: Vec<&Entry> = (entries.iter())
        .filter(|entry| entry.name.contains(&word) || entry.doc.to_lowercase().contains(&word))
        .collect();
    if found.is_empty() {
        let message = format!("no series, outcome, curve or event speaks of `{word}`");
        return Err(Failure::new(USAGE, message).hint("`interdict knobs` lists the knobs"));
    }
    say(&page(&found))
}

/// The page of what has a name, for `explain`; `None` where nothing has it.
pub(crate) fn explained(name: &str) -> Option<String> {
    let found: Vec<String> = (entries().iter())
        .filter(|entry| entry.name == name && entry.kind != "series")
        .map(|entry| {
            let unit = if entry.unit.is_empty() {
                "none"
            } else {
                &entry.unit
            };
            format!(
                "{name} ({})\n\n{}\n\nunit     {unit}\n",
                entry.scope, entry.doc
            )
        })
        .collect();
    (!found.is_empty()).then(|| found.join("\n"))
}

/// A word of the results.
struct Entry {
    kind: &'static str,
    name: String,
    /// Of what it is: the theatre, a line.
    scope: &'static str,
    unit: String,
    /// Whether days add up; `None` where there are none.
    nature: Option<Nature>,
    /// The domains that a theatre needs for it, where it needs some.
    needs: Option<Domains>,
    doc: String,
}

impl Entry {
    fn json(&self) -> Value {
        json!({
            "name": self.name, "scope": self.scope, "unit": self.unit,
            "nature": self.nature.map(Nature::name),
            "needs": self.needs, "doc": self.doc,
        })
    }
}

fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    macro_rules! series {
        ($($series:ident $scope:literal),+) => {
            $(for series in $series::ALL {
                entries.push(Entry {
                    kind: "series",
                    name: series.name().to_owned(),
                    scope: $scope,
                    unit: series.unit().to_owned(),
                    nature: Some(series.nature()),
                    needs: Some(series.needs()),
                    doc: series.doc().to_owned(),
                });
            })+
        };
    }
    series!(Series "theatre", LineSeries "line", AreaSeries "area", FormationSeries "formation");
    let mut labels = |kind: &'static str, scope: &'static str, words: Vec<Word>| {
        entries.extend(words.into_iter().map(|Word { label, needs }| Entry {
            kind,
            name: label.name,
            scope,
            unit: label.unit.to_owned(),
            nature: None,
            needs: Some(needs),
            doc: label.doc,
        }));
    };
    labels(
        "outcomes",
        "outcome of a comparison, over the days compared",
        words::outcomes(),
    );
    labels("curves", "curve of a comparison, by day", words::curves());
    for event in EventKind::ALL {
        entries.push(Entry {
            kind: "events",
            name: event.name().to_owned(),
            scope: "event, with its amount",
            unit: event.unit().to_owned(),
            nature: None,
            needs: None,
            doc: event.doc().to_owned(),
        });
    }
    entries
}

fn page(entries: &[&Entry]) -> String {
    let mut page = String::new();
    let width = |of: fn(&Entry) -> &str| {
        let widths = entries.iter().map(|entry| of(entry).chars().count());
        widths.max().unwrap_or(0)
    };
    let (name, unit) = (width(|entry| &entry.name), width(|entry| &entry.unit));
    let mut kind = "";
    for entry in entries {
        if entry.kind != kind {
            kind = entry.kind;
            let _ = writeln!(page, "{}{kind}", if page.is_empty() { "" } else { "\n" });
        }
        let nature = entry.nature.map_or("", Nature::name);
        let _ = writeln!(
            page,
            "  {:name$}  {:unit$}  {nature:5}  {}",
            entry.name, entry.unit, entry.doc
        );
    }
    page
}
