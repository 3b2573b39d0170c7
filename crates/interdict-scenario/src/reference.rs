//! The reference of the written form, as Markdown, from the same tables that reading is driven by.

use std::fmt::Write as _;

use interdict_quantity::unit::UNITS;

use crate::codes::explanations;
use crate::domain::Domain;
use crate::forms::{Column, Form, Kind, Need, TableName};
use crate::reader::LONGEST_DAYS;
use crate::rules::Rules;
use crate::shelf::{LARGEST_FILE, LARGEST_SCENARIO};

const FORM: &str = include_str!("reference/form.md");

/// The whole reference: the form, every table and column, every knob, every fault code.
pub fn reference() -> String {
    let mut out = FORM.to_owned();
    let units: Vec<&str> = UNITS.iter().map(|unit| unit.symbol).collect();
    let _ = writeln!(
        out,
        "\nUnits: {}.\n\nLimits: {} MiB a file, {} MiB in all, {LONGEST_DAYS} days.\n",
        units.join(", "),
        LARGEST_FILE >> 20,
        LARGEST_SCENARIO >> 20
    );
    domains(&mut out);
    out.push_str("\n## Tables\n");
    section(&mut out, Form::of_scenario(), "");
    for table in TableName::ALL {
        let domain = Domain::of(table).map_or("none: common ground", Domain::name);
        section(&mut out, table.form(), &format!("Domain: {domain}. "));
    }
    knobs(&mut out);
    codes(&mut out);
    out
}

fn domains(out: &mut String) {
    out.push_str(
        "## Domains\n\nA theatre is made of domains. It has a domain when one of the domain's tables has a row; nothing \
         else says so. Steps of\nthe tick, series, outcomes, sections of the summary and charts of domains that it has \
         not are left out.\n\n| domain | what it is | its tables | needs |\n|---|---|---|---|\n",
    );
    for domain in Domain::ALL {
        let asked: Vec<TableName> = domain.asks().iter().map(|asked| asked.table).collect();
        let listed = |tables: &mut dyn Iterator<Item = TableName>| {
            let names = tables.map(|table| format!("`{}`", table.form().name));
            names.collect::<Vec<_>>().join(", ")
        };
        let needs = match asked.len() {
            0 => "-".to_owned(),
            _ => format!("a row of {}", listed(&mut asked.iter().copied())),
        };
        let (name, doc, tables) = (domain.name(), domain.doc(), listed(&mut domain.tables()));
        let _ = writeln!(out, "| {name} | {doc} | {tables} | {needs} |");
    }
    let common = TableName::ALL
        .into_iter()
        .filter(|&table| Domain::of(table).is_none());
    let common: Vec<String> = common
        .map(|table| format!("`{}`", table.form().name))
        .collect();
    let _ = writeln!(out, "\nCommon ground of all: {}.", common.join(", "));
}

fn section(out: &mut String, form: &Form, domain: &str) {
    let _ = writeln!(out, "\n### {}\n\n{domain}{}\n", form.name, form.doc);
    if form.most > 1 {
        let _ = writeln!(out, "At most {} rows.\n", form.most);
    }
    out.push_str("| column | holds | when empty | meaning |\n|---|---|---|---|\n");
    for column in form.columns {
        let name = match column.need {
            Need::Required => format!("**{}**", column.name),
            _ => column.name.to_owned(),
        };
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} |",
            holds(column.kind),
            empty(column),
            meaning(column.doc)
        );
    }
}

pub(crate) fn empty(column: &Column) -> String {
    match column.need {
        Need::Required => "required".to_owned(),
        Need::Default(value) => format!("`{value}`"),
        Need::TheId => "the id".to_owned(),
        Need::Absent(means) | Need::Worked(means) => means.to_owned(),
    }
}

/// A meaning as a cell of a table shows it: a sentence without capital and full stop.
fn meaning(doc: &str) -> String {
    let doc = doc.trim_end_matches('.');
    let is_word = (doc.chars().nth(1)).is_some_and(char::is_lowercase);
    let mut letters = doc.chars();
    match letters.next() {
        Some(first) if is_word => first.to_lowercase().chain(letters).collect(),
        _ => doc.to_owned(),
    }
}

/// What the cells of a kind of column hold.
pub(crate) fn holds(kind: Kind) -> String {
    match kind {
        Kind::Id => "a new id".to_owned(),
        Kind::Text => "text".to_owned(),
        Kind::Number("figure", ..) => "number".to_owned(),
        Kind::Number(unit, low, high) | Kind::Parts(unit, low, high, _) => {
            format!("number, {low} to {high} {unit}")
        }
        Kind::Count(unit, low, high) => format!("whole number, {low} to {high} {unit}"),
        Kind::Flag => "`yes` or `no`".to_owned(),
        Kind::Date | Kind::FirstDay | Kind::LastDay | Kind::LastUse => "date".to_owned(),
        Kind::Dates => "list of dates, or `start`".to_owned(),
        Kind::Choice(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            words.join(", ")
        }
        Kind::One(table) => format!("id in `{}`", table.form().name),
        Kind::Many(tables) => format!("list of ids in {}", named(tables)),
        Kind::Months => "twelve shares, 0 to 1".to_owned(),
        Kind::Values(tables) => {
            format!(
                "list of pairs: `all` or an id in {}, and a value",
                named(tables)
            )
        }
        Kind::Hours => "list of pairs: first and last hour, 0 to 24".to_owned(),
    }
}

fn named(tables: &[TableName]) -> String {
    let names: Vec<String> = (tables.iter())
        .map(|table| format!("`{}`", table.form().name))
        .collect();
    names.join(" or ")
}

fn knobs(out: &mut String) {
    out.push_str(
        "\n## Knobs\n\nEach is set in `rules` by its path. S seen in a source, L recalled literature, \
         C computed, E estimate.\n\nA scenario may set whatever is *allowed*; of what is counted only \
         whole numbers are. *Plausible* is between which \
         values the truth may well lie, where the source of the knob or its estimate says so; a dash where \
         nobody says, and for switches, definitions and hours of a timetable. `interdict compare --uncertain` \
         draws from it; where a scenario sets a value outside, the range for drawing is widened to hold it.\n",
    );
    let mut group = "";
    for knob in Rules::knobs() {
        if knob.group != group {
            group = knob.group;
            let _ = writeln!(
                out,
                "\n### rules.{group}\n\n| knob | default | allowed | plausible | unit | mark | meaning | source |\n\
                 |---|---|---|---|---|---|---|---|"
            );
        }
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} | {} |",
            knob.path(),
            knob.default,
            knob.allowed_words(),
            knob.plausible_words(),
            knob.unit,
            knob.mark.letter(),
            knob.doc.replace('\n', " "),
            knob.source
        );
    }
}

fn codes(out: &mut String) {
    out.push_str(
        "\n## Fault codes\n\nCodes are stable and never reused. Each has a page in [errors](errors/), \
         which `interdict explain CODE` also prints.\n\n| code | fault |\n|---|---|\n",
    );
    for entry in explanations() {
        let code = entry.code;
        let _ = writeln!(out, "| [{code}](errors/{code}.md) | {} |", entry.title);
    }
}
