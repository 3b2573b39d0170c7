//! The catalogue as pages: the text of the terminal, and `docs/data.md`.

use std::fmt::Write as _;

use super::files::FILES;
use super::word::{Word, WordKind};
use super::words::all;

/// The page of one word.
pub(super) fn explained(word: &Word) -> String {
    let scope = match word.kind {
        WordKind::Series => format!(" ({}, by day)", word.scope),
        WordKind::Knob => String::new(),
        _ => format!(" ({})", word.scope),
    };
    let mut page = format!("{}{scope}\n\n{}\n\n", word.name, word.doc);
    let mut say = |label: &str, text: &str| {
        let _ = writeln!(page, "{label:<11}{text}");
    };
    if word.more.iter().all(|(label, _)| *label != "default") && says_unit(word) {
        say(
            "unit",
            if word.unit.is_empty() {
                "none"
            } else {
                &word.unit
            },
        );
    }
    match &*word.nature {
        "" => {}
        "flow" => say("nature", "what happened on the day"),
        "state" => say("nature", "how things stood when the day ended"),
        kind => say("holds", kind),
    }
    for (label, text) in &word.more {
        say(label, text);
    }
    page
}

/// Whether a word can have a unit.
fn says_unit(word: &Word) -> bool {
    let may_lack_one = [WordKind::Field, WordKind::Column].contains(&word.kind);
    let has_none = [WordKind::File, WordKind::Table].contains(&word.kind);
    !(has_none || may_lack_one && word.unit.is_empty())
}

/// Words in lines, kind by kind: name, unit, nature, meaning.
pub fn listed(words: &[Word]) -> String {
    let mut page = String::new();
    for kind in WordKind::ALL {
        let of_kind: Vec<&Word> = words.iter().filter(|word| word.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let width = |of: fn(&Word) -> &str| {
            let widths = of_kind.iter().map(|word| of(word).chars().count());
            widths.max().unwrap_or(0)
        };
        let (name, unit) = (width(|word| &word.name), width(|word| &word.unit));
        let nature = width(|word| &word.nature);
        let _ = writeln!(
            page,
            "{}{}",
            if page.is_empty() { "" } else { "\n" },
            kind.plural()
        );
        for word in of_kind {
            let mut line = format!("  {:name$}", word.name);
            for (cell, width) in [(&word.unit, unit), (&word.nature, nature)] {
                if width > 0 {
                    let _ = write!(line, "  {cell:width$}");
                }
            }
            let _ = writeln!(page, "{line}  {}", word.doc);
        }
    }
    page
}

const HEAD: &str = "\
# Data: what files of results hold

This page is made of the catalogue in the code, like `interdict dictionary`, `interdict explain` and
the `datapackage.json` of each folder. Do not edit it by hand:
`UPDATE_DOCS=1 cargo test -p interdict-report --test it data` writes it anew.

```sh
interdict dictionary                    # every word: series, outcome, event, file, table, knob
interdict dictionary \"shot down\"        # words whose name or meaning holds this
interdict dictionary --json             # the same for programs
interdict explain events.jsonl.amount   # one word
interdict schema summary                # the JSON Schema of a document
```

Numbers stand in the unit that the row, the field or the name says. What is conserved is a whole
number. A *flow* is what happened on a day: days add up. A *state* is how things stood when the day
ended: days do not add up. A mean a day has `/day` in its unit. Dates are days of the scenario's
calendar, times its local time; an empty cell is a missing value. Equal runs give equal bytes.

Every document in JSON says the version of its form in `schema_version`; fields are only added
within one version. What a command prints with `--json` says besides which document it is (`schema`)
and which program printed it (`program`, `version`, `commit`).

`datapackage.json` lists the files of a folder with their fields, in the form of a Frictionless Data
Package: `frictionless validate datapackage.json` checks them. Tables, columns and knobs of a
scenario stand in [scenario.md](scenario.md); [results.md](results.md) says how results are made
again.
";

/// The page `docs/data.md`.
pub fn document() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## Files\n\n| file | what |\n|---|---|\n");
    for file in FILES {
        let _ = writeln!(page, "| `{}` | {} |", file.path, file.doc);
    }
    for file in FILES.iter().filter(|file| !file.fields().is_empty()) {
        let _ = writeln!(page, "\n### {}\n\n{}.\n", file.path, file.doc);
        page.push_str("| field | type | meaning |\n|---|---|---|\n");
        for field in file.fields() {
            let empty = if field.may_be_empty { ", or empty" } else { "" };
            let _ = writeln!(
                page,
                "| `{}` | {}{empty} | {} |",
                field.name,
                field.kind.word(),
                field.doc
            );
        }
    }
    for (kind, title, about) in [
        (WordKind::Series, "Series", "A value a day."),
        (
            WordKind::Outcome,
            "Outcomes",
            "Of a comparison, over the days compared: a value a replication.",
        ),
        (
            WordKind::Curve,
            "Curves",
            "Of a comparison: a value a day and replication.",
        ),
        (WordKind::Event, "Events", "The unit is that of the amount."),
    ] {
        let _ = writeln!(page, "\n## {title}\n\n{about}");
        lists(kind, &mut page);
    }
    page
}

/// The tables of the words of a kind, one for each scope.
fn lists(kind: WordKind, page: &mut String) {
    let all = all();
    let mut scope = "";
    for word in all.iter().filter(|word| word.kind == kind) {
        if scope != word.scope {
            scope = &word.scope;
            if kind == WordKind::Series {
                let each = if scope == "theatre" { "the" } else { "each" };
                let _ = writeln!(page, "\n### Of {each} {scope}");
            }
            page.push_str(
                "\n| name | unit | nature | domains | meaning |\n|---|---|---|---|---|\n",
            );
        }
        let needs = word.needs.map_or(String::new(), |needs| needs.to_string());
        let (name, unit, nature, doc) = (&word.name, &word.unit, &word.nature, &word.doc);
        let _ = writeln!(page, "| `{name}` | {unit} | {nature} | {needs} | {doc} |");
    }
}
