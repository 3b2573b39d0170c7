//! `interdict show`, `list` and `source`: what a scenario holds, and where it comes from.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use interdict::report::layout::{Side, laid};
use interdict::scenario::told::{ToldRow, ToldTable};

use crate::args::{List, Show, Source};
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
            return Err(crate::explain::nearest(Failure::new(USAGE, message), knob));
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
        return list_table(table);
    };
    let (id, column) = rest
        .split_once('.')
        .map_or((rest, None), |(id, column)| (id, Some(column)));
    let rows: Vec<&ToldRow> = table.rows.iter().filter(|row| row.name == id).collect();
    if rows.is_empty() {
        let message = format!("no row of `{}` is named `{id}`", table.name);
        let ids = table.rows.iter().map(|row| row.name.as_str());
        return Err(near(Failure::new(USAGE, message), id, ids));
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

/// The cells of a row that say something, a line each.
fn row_page(table: &ToldTable, row: &ToldRow, column: Option<&str>) -> Result<String, Failure> {
    let cells: Vec<Vec<String>> = (row.cells.iter())
        .filter(|cell| column.is_none_or(|column| column == cell.column))
        .filter_map(|cell| {
            let words = cell.words.clone()?;
            let note = match (cell.is_given, cell.is_default) {
                (false, _) => "  (worked out)",
                (_, true) => "  (the default)",
                _ => "",
            };
            Some(vec![format!("  {}", cell.column), format!("{words}{note}")])
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
        return list_table(named(&told, table)?);
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

fn list_table(table: &ToldTable) -> Done {
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
    for file in ["sources.md", "sources.bib"] {
        let text = fs::read_to_string(folder.join(file)).unwrap_or_default();
        for line in text.lines().filter(|line| defines(line, key)) {
            let _ = writeln!(page, "{file}: {}", line.trim().trim_matches('|').trim());
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
