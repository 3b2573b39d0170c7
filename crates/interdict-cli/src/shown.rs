//! `interdict show`, `list` and `source`: what a scenario holds, and where it comes from.

mod parts;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use interdict::report::layout::{Side, laid};
use interdict::scenario::table_words;
use interdict::scenario::told::{ToldCell, ToldRow, ToldTable};
use serde_json::{Value, json};

use crate::args::{List, Show, Source, Which};
use crate::document::say_value;
use crate::load;
use crate::outcome::{Done, Failure, USAGE, say, say_page};

/// Rows that match a path and are shown one by one.
const MOST_SHOWN: usize = 20;

/// Names of a table on a page.
const MOST_NAMES: usize = 200;

/// Shows a row, a column of it, or a knob.
pub(crate) fn show(arguments: &Show) -> Done {
    let scenario = load::read(&arguments.which)?.scenario;
    let path = arguments.path.trim();
    if let Some(knob) = path.strip_prefix("rules.") {
        let value = scenario.rules.get(knob);
        let Some(value) = value else {
            let message = format!("there is no knob `{path}`");
            return Err(crate::dictionary::nearest(
                Failure::new(USAGE, message),
                knob,
            ));
        };
        let source = scenario
            .provenance
            .knobs
            .iter()
            .find(|(set, _)| set == knob);
        let from = match source {
            Some((_, source)) if source.text.is_empty() => {
                "set by the scenario, without a source".to_owned()
            }
            Some((_, source)) => format!("set by the scenario: {}", source.text),
            None => "the default".to_owned(),
        };
        if arguments.json {
            let is_set = source.is_some();
            let from = json!({ "path": path, "value": value, "is_set": is_set, "from": from });
            return say_value("shown", json!({ "path": path, "knob": from }));
        }
        return say(&format!(
            "{path}  {value}\n{from}\n\n`interdict explain {knob}` says what it means\n"
        ));
    }
    let told = scenario.told();
    let (table, rest) = path
        .split_once('.')
        .map_or((path, None), |(table, rest)| (table, Some(rest)));
    let table = named(&told, table)?;
    let Some(rest) = rest else {
        return list_table(table, arguments.json);
    };
    let (id, column) = rest
        .split_once('.')
        .map_or((rest, None), |(id, column)| (id, Some(column)));
    let rows: Vec<&ToldRow> = table.rows.iter().filter(|row| row.name == id).collect();
    if rows.is_empty() {
        return Err(no_row(table, id));
    }
    if arguments.json {
        // a column that is not there is told as on the page
        row_page(table, rows[0], column)?;
        let tables = table_words();
        let rows = rows
            .iter()
            .map(|row| parts::row(table, row, column, &tables));
        let rows: Vec<Value> = rows.collect();
        return say_value("shown", json!({ "path": path, "rows": rows }));
    }
    let mut page = String::new();
    for row in rows.iter().take(MOST_SHOWN) {
        page.push_str(&row_page(table, row, column)?);
        page.push('\n');
    }
    if let Some(more) = rows.len().checked_sub(MOST_SHOWN).filter(|&more| more > 0) {
        let _ = writeln!(page, "and {more} more rows of this name");
    }
    say_page(&page)
}

/// Explains a row of a scenario: every cell that says something, with its unit and what its column means.
pub(crate) fn explain(scenario: &Path, path: &str, is_json: bool) -> Done {
    let which = Which {
        scenario: scenario.to_owned(),
        sets: Vec::new(),
    };
    let told = load::read(&which)?.scenario.told();
    let (table, id) = path.split_once('.').unwrap_or((path, ""));
    let table = named(&told, table)?;
    let row = table.rows.iter().find(|row| row.name == id);
    let Some(row) = row else {
        return Err(no_row(table, id));
    };
    let tables = table_words();
    if is_json {
        let rows = [parts::row(table, row, None, &tables)];
        return say_value("shown", json!({ "path": path, "rows": rows }));
    }
    let form = tables.iter().find(|form| form.name == table.name);
    let column = |name: &str| {
        let mut columns = form.iter().flat_map(|form| &form.columns);
        columns.find(|column| column.name == name)
    };
    let cells = row.cells.iter().filter_map(|cell| {
        let (words, form) = (cell.words.as_deref()?, column(cell.column));
        let unit = form.and_then(|form| form.unit).unwrap_or_default();
        let unit = if unit == "figure" { "" } else { unit };
        let doc = form.map_or("", |form| form.doc);
        Some(vec![
            format!("  {}", cell.column),
            format!("{words} {unit}{}", note(cell)),
            format!("  {doc}"),
        ])
    });
    let cells: Vec<Vec<String>> = cells.collect();
    let lines = laid(&cells, &[(Side::Left, 20), (Side::Left, 24)]);
    let about = form.map_or("", |form| form.doc);
    let (table, id) = (table.name, &row.name);
    say_page(&format!(
        "{table}.{id}\n\n{about}\n\n{}\n",
        lines.join("\n")
    ))
}

/// What is to be said of a cell that the file does not fill.
fn note(cell: &ToldCell) -> &'static str {
    match (cell.is_given, cell.is_default) {
        (false, _) => "  (worked out)",
        (_, true) => "  (the default)",
        _ => "",
    }
}

fn no_row(table: &ToldTable, id: &str) -> Failure {
    let message = format!("no row of `{}` is named `{id}`", table.name);
    let ids = table.rows.iter().map(|row| row.name.as_str());
    near(Failure::new(USAGE, message), id, ids)
}

/// The cells of a row that say something, a line each.
fn row_page(table: &ToldTable, row: &ToldRow, column: Option<&str>) -> Result<String, Failure> {
    let cells: Vec<Vec<String>> = (row.cells.iter())
        .filter(|cell| column.is_none_or(|column| column == cell.column))
        .filter_map(|cell| {
            let words = cell.words.clone()?;
            Some(vec![
                format!("  {}", cell.column),
                format!("{words}{}", note(cell)),
            ])
        })
        .collect();
    if cells.is_empty()
        && let Some(column) = column
        && !row.cells.iter().any(|cell| cell.column == column)
    {
        let message = format!("`{column}` is not a column of `{}`", table.name);
        let columns = row.cells.iter().map(|cell| cell.column);
        return Err(near(Failure::new(USAGE, message), column, columns));
    }
    let lines = laid(&cells, &[(Side::Left, 20)]);
    Ok(format!(
        "{}.{}\n{}\n",
        table.name,
        row.name,
        lines.join("\n")
    ))
}

/// Lists the tables of a scenario, or the rows of one.
pub(crate) fn list(arguments: &List) -> Done {
    let scenario = load::read(&arguments.which)?.scenario;
    let told = scenario.told();
    if let Some(table) = &arguments.table {
        return list_table(named(&told, table)?, arguments.json);
    }
    if arguments.json {
        return say_value("listed", parts::tables(told.iter().skip(1)));
    }
    let rows: Vec<Vec<String>> = (told.iter().skip(1))
        .filter(|table| !table.rows.is_empty())
        .map(|table| vec![table.name.to_owned(), table.rows.len().to_string()])
        .collect();
    let mut page = laid(&rows, &[(Side::Left, 14), (Side::Right, 6)]).join("\n");
    let _ = writeln!(
        page,
        "\n\n`interdict list SCENARIO TABLE` lists the rows of one"
    );
    say_page(&page)
}

fn list_table(table: &ToldTable, is_json: bool) -> Done {
    if is_json {
        return say_value("listed", parts::names(table));
    }
    let cell = |row: &ToldRow, column: &str| {
        let found = row.cells.iter().find(|cell| cell.column == column);
        found
            .and_then(|cell| cell.words.clone())
            .unwrap_or_default()
    };
    let mut rows: Vec<Vec<String>> = (table.rows.iter().take(MOST_NAMES))
        .map(|row| {
            let about = ["name", "station", "target", "quantity"].map(|column| cell(row, column));
            let about = about
                .into_iter()
                .find(|words| !words.is_empty() && *words != row.name);
            vec![row.name.clone(), about.unwrap_or_default()]
        })
        .collect();
    if let Some(more) = table
        .rows
        .len()
        .checked_sub(MOST_NAMES)
        .filter(|&more| more > 0)
    {
        rows.push(vec![format!("and {more} more")]);
    }
    say_page(&format!(
        "{}\n",
        laid(&rows, &[(Side::Left, 24)]).join("\n")
    ))
}

/// Tells what a short name of a source stands for, and which rows rest on it.
pub(crate) fn source(arguments: &Source) -> Done {
    let scenario = load::read(&arguments.which)?.scenario;
    let key = arguments.key.trim();
    let path = arguments.which.scenario.as_path();
    let folder = if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(Path::new(""))
    };
    let mut page = String::new();
    let mut said = Vec::new();
    for file in ["sources.md", "sources.bib"] {
        let text = fs::read_to_string(folder.join(file)).unwrap_or_default();
        for line in text.lines().filter(|line| defines(line, key)) {
            let line = line.trim().trim_matches('|').trim();
            let _ = writeln!(page, "{file}: {line}");
            said.push(json!({ "file": file, "text": line }));
        }
    }
    let mut cited: Vec<(String, usize, String)> = Vec::new();
    for table in scenario.told().into_iter().skip(1) {
        let cites = |row: &&ToldRow| {
            let mut cells = row.cells.iter();
            cells.any(|cell| {
                cell.column == "source"
                    && cell.words.as_deref().is_some_and(|text| names(text, key))
            })
        };
        let rows: Vec<&ToldRow> = table.rows.iter().filter(cites).collect();
        if let Some(first) = rows.first() {
            cited.push((table.name.to_owned(), rows.len(), first.name.clone()));
        }
    }
    if page.is_empty() && cited.is_empty() {
        let message = format!("neither sources.md nor a row of the scenario names `{key}`");
        return Err(Failure::new(USAGE, message));
    }
    if arguments.json {
        let rows = cited
            .iter()
            .map(|(table, count, first)| json!({ "table": table, "rows": count, "first": first }));
        let rows: Vec<Value> = rows.collect();
        return say_value(
            "source",
            json!({ "key": key, "said": said, "rests_on_it": rows }),
        );
    }
    if page.is_empty() {
        page.push_str("no sources.md or sources.bib beside the scenario says what it is\n");
    }
    for (table, count, first) in cited {
        let _ = writeln!(
            page,
            "{table}: {count} rows rest on it, the first is {first}"
        );
    }
    say_page(&page)
}

/// Whether a line of a list of sources says what a short name is: a row of a table, or an entry of BibTeX.
fn defines(line: &str, key: &str) -> bool {
    let first = line
        .trim()
        .trim_start_matches('|')
        .split('|')
        .next()
        .unwrap_or("")
        .trim();
    first == key || line.trim_start().starts_with('@') && line.contains(&format!("{{{key},"))
}

/// Whether a text names a source as a word of its own.
fn names(text: &str, key: &str) -> bool {
    text.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '-' | '_')))
        .any(|word| word == key)
}

fn named<'a>(told: &'a [ToldTable], name: &str) -> Result<&'a ToldTable, Failure> {
    let found = told.iter().skip(1).find(|table| table.name == name);
    found.ok_or_else(|| {
        let failure = Failure::new(USAGE, format!("there is no table `{name}`"));
        near(failure, name, told.iter().skip(1).map(|table| table.name))
    })
}

/// Adds the nearest of some names.
fn near<'a>(failure: Failure, written: &str, names: impl Iterator<Item = &'a str>) -> Failure {
    let best = names
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        .min();
    match best.filter(|(distance, _)| *distance <= (written.chars().count() / 3).max(1)) {
        Some((_, name)) => failure.hint(format!("did you mean `{name}`?")),
        None => failure.hint("`interdict list SCENARIO` lists the tables, `interdict list SCENARIO TABLE` their rows"),
    }
}
