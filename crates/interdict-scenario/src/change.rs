//! Changes: what a counterfactual sets, removes and adds, on the scenario as written.

use interdict_quantity::unit;

use crate::codes;
use crate::fault::{Fault, Faults, nearest, quoted};
use crate::forms::{Form, TableName};
use crate::rules::Rules;
use crate::tree::{Kind, Name, Node};
use crate::written::{Beside, Book, Row, Setting, Table, row, scenario_fields};

mod put;

use put::{Put, meaning};

/// One change.
pub(crate) enum Change {
    /// A new value at a path.
    Set(Name, Node),
    /// A value of the command line at a path: it may be the one that is there, which then is held.
    Give(Name, Node),
    /// A row, a cell or a knob taken away.
    Remove(Name),
    /// A new row of a table.
    Add(Name, Node),
    /// Other rows for a whole table.
    Table(Name, TableName, Table),
}

/// What a path leads to.
enum Target {
    /// A field of the scenario.
    Head(usize),
    /// A knob.
    Knob(String),
    /// A whole table.
    Whole(TableName),
    /// Rows of a table, by number.
    Rows(TableName, Vec<usize>),
    /// A column of rows.
    Cells(TableName, Vec<usize>, usize),
}

/// Reads `Set(...)`, `Remove(...)`, `Add(...)` or `Table(...)`.
pub(crate) fn read(node: Node, beside: &mut Beside<'_>, faults: &mut Faults) -> Option<Change> {
    let span = node.span;
    if let Kind::Tuple(Some(name), items) = node.call().kind {
        let mut items = items.into_iter();
        let path = items.next().and_then(|first| match first.kind {
            Kind::Text(text) => Some(Name {
                text,
                span: first.span,
            }),
            _ => None,
        });
        match (&*name.text, path, items.next(), items.next()) {
            ("Set", Some(path), Some(value), None) => return Some(Change::Set(path, value)),
            ("Remove", Some(path), None, None) => return Some(Change::Remove(path)),
            ("Add", Some(table), Some(row), None) => return Some(Change::Add(table, row)),
            ("Table", Some(name), Some(rows), None) => {
                let table = table_named(&name, faults)?;
                let rows = beside.table(table.form(), rows, faults);
                return Some(Change::Table(name, table, rows));
            }
            _ => {}
        }
    }
    faults.push(
        Fault::at(codes::BAD_CHANGE, span, "this is not a change")
            .expected(
                "`Set(\"path\", value)`, `Remove(\"path\")`, `Add(\"table\", (...))` or `Table(\"table\", \"file.csv\")`",
            ),
    );
    None
}

/// What all changes of a scenario may cost together: one for each row that is looked at, [`A_CELL`] for each cell that is
/// set. A change of every row of a large table is no slip; thousands of them are.
const MOST_WORK: u64 = 200_000_000;

/// What setting a cell costs beside looking at a row.
const A_CELL: u64 = 10;

/// Notes what a change costs. Reports it when that is too much: no further change is then made.
fn charge(book: &mut Book, work: u64, path: &Name, faults: &mut Faults) -> bool {
    if book.work > MOST_WORK {
        return false;
    }
    book.work += work;
    let is_borne = book.work <= MOST_WORK;
    if !is_borne {
        let message = "the changes up to this one touch too many rows";
        faults.push(
            Fault::at(codes::HOW_MANY, path.span, message)
                .expected(format!("at most {} cells in all", MOST_WORK / A_CELL))
                .hint("change the table itself, or fewer rows at a time"),
        );
    }
    is_borne
}

/// Applies a change, or reports why it cannot be.
pub(crate) fn apply(book: &mut Book, change: Change, faults: &mut Faults) {
    book.is_changed = true;
    match change {
        Change::Set(path, value) => {
            if let Some(target) = find(book, &path, faults)
                && !set(book, &path, target, &value, faults)
            {
                let message = format!("{} has this value already", quoted(&path.text));
                faults.push(changes_nothing(&path, message));
            }
        }
        Change::Give(path, value) => {
            if let Some(target) = find(book, &path, faults)
                && !set(book, &path, target, &value, faults)
            {
                let message = format!("{} has this value already", quoted(&path.text));
                let remark = Fault::at(codes::CHANGES_NOTHING, path.span, message).warning();
                faults.push(remark.hint("it changes nothing; `--uncertain` does not draw it"));
            }
        }
        Change::Remove(path) => {
            if let Some(target) = find(book, &path, faults) {
                remove(book, &path, target, faults);
            }
        }
        Change::Add(table, node) => add(book, &table, node, faults),
        Change::Table(name, table, rows) => {
            let place = &mut book.tables[table as usize];
            let is_same = !rows.is_partial && is_same(table.form(), place, &rows);
            *place = rows;
            if is_same {
                let message = format!("{} has these rows already", quoted(&name.text));
                faults.push(changes_nothing(&name, message));
            }
        }
    }
}

fn bad(path: &Name, message: String) -> Fault {
    Fault::at(codes::BAD_CHANGE, path.span, message)
        .expected("`table.ID.field`, `rules.group.knob` or a field of the scenario")
}

/// What `path` leads to; reported when it leads nowhere.
fn find(book: &mut Book, path: &Name, faults: &mut Faults) -> Option<Target> {
    let (first, rest) = match path.text.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (&*path.text, None),
    };
    if let ("rules", Some(knob)) = (first, rest) {
        return Some(Target::Knob(knob.to_owned()));
    }
    if let (Some(column), None) = (Form::of_scenario().column(first), rest) {
        return Some(Target::Head(column));
    }
    let Some(table) = TableName::named(first) else {
        let message = format!("{} leads to nothing", quoted(&path.text));
        let near = knob_like(&path.text).or_else(|| nearest(first, scenario_fields()));
        faults.push(bad(path, message).nearest(near));
        return None;
    };
    let Some(rest) = rest else {
        return Some(Target::Whole(table));
    };
    let (id, field) = match rest.split_once('.') {
        Some((id, field)) => (id, Some(field)),
        None => (rest, None),
    };
    let form = table.form();
    let there = book.table(table).rows.len() as u64;
    if !charge(book, there, path, faults) {
        return None;
    }
    let rows = matching(book, table, id);
    if rows.is_empty() {
        let ids = book
            .table(table)
            .rows
            .iter()
            .filter_map(|row| row_name(form, row));
        let message = format!("no row of `{first}` is named {}", quoted(id));
        let mut fault = Fault::at(codes::MATCHES_NOTHING, path.span, message)
            .expected(format!("the name of a {}", form.one));
        fault.nearest = match knob_like(&path.text) {
            Some(knob) => Some(knob),
            None => nearest(id, ids),
        };
        faults.push(fault);
        return None;
    }
    let Some(field) = field else {
        return Some(Target::Rows(table, rows));
    };
    let Some(column) = form.column(field) else {
        let fault = crate::sheet::unknown_column(form, field, path.span, faults);
        faults.push(fault);
        return None;
    };
    Some(Target::Cells(table, rows, column))
}

/// The knob that a path names without `rules.` before it, exactly or nearly.
fn knob_like(path: &str) -> Option<String> {
    let knobs: Vec<String> = Rules::knobs()
        .iter()
        .map(crate::rules::Knob::path)
        .collect();
    let near = nearest(path, knobs.iter().map(String::as_str))?;
    Some(format!("rules.{near}"))
}

/// What a change calls a row: its id, or the date of a raid.
fn row_name<'a>(form: &Form, row: &'a Row) -> Option<&'a str> {
    match &row.cell(form.named_by()?)?.kind {
        Kind::Text(text) => Some(text),
        _ => None,
    }
}

/// The rows that `id` names; `*` names every row.
fn matching(book: &Book, table: TableName, id: &str) -> Vec<usize> {
    let form = table.form();
    (book.table(table).rows.iter().enumerate())
        .filter(|(_, row)| id == "*" || row_name(form, row) == Some(id))
        .map(|(place, _)| place)
        .collect()
}

fn changes_nothing(path: &Name, message: String) -> Fault {
    Fault::at(codes::CHANGES_NOTHING, path.span, message).expected("a value other than the base's")
}

/// Puts a value where a path leads; whether that changes anything, or is at fault already.
fn set(book: &mut Book, path: &Name, target: Target, value: &Node, faults: &mut Faults) -> bool {
    match target {
        Target::Head(column) => {
            let put = Put::new(&Form::of_scenario().columns[column], column, value);
            let changed = put.changes(&book.head);
            put.lay_in(&mut book.head);
            changed
        }
        Target::Knob(knob) => set_knob(book, &knob, path, value),
        Target::Cells(table, rows, column) => {
            if !charge(book, A_CELL * rows.len() as u64, path, faults) {
                return true;
            }
            let put = Put::new(&table.form().columns[column], column, value);
            let mut changed = false;
            for row in rows {
                let row = &mut book.tables[table as usize].rows[row];
                // once something has changed nobody asks whether more does
                changed = changed || put.changes(row);
                put.lay_in(row);
            }
            changed
        }
        Target::Whole(_) | Target::Rows(..) => {
            let message = format!("{} is a row or a table, not a figure", quoted(&path.text));
            let hint = match target {
                Target::Whole(_) => {
                    "name the row and the column: `table.ID.field`; a counterfactual swaps a whole table by `Table(\"table\", \"file.csv\")`"
                }
                _ => "name the column: `table.ID.field`",
            };
            faults.push(bad(path, message).hint(hint));
            true
        }
    }
}

/// The number that a setting says, as far as it can be told here.
fn knob_value(node: &Node, unit: &'static str) -> Option<f64> {
    match &node.kind {
        Kind::Text(text) | Kind::Number(text) => unit::read(text, unit).ok(),
        Kind::Fields(None, fields) => (fields.iter())
            .find(|(name, _)| &*name.text == "value")
            .and_then(|(_, node)| knob_value(node, unit)),
        _ => None,
    }
}

fn set_knob(book: &mut Book, knob: &str, path: &Name, value: &Node) -> bool {
    let known = Rules::knobs()
        .into_iter()
        .find(|known| known.path() == knob);
    let unit = known.as_ref().map_or("", |known| known.unit);
    let place = (book.settings.iter()).position(|setting| &*setting.path.text == knob);
    let old = match place {
        Some(place) => knob_value(&book.settings.remove(place).value, unit),
        None => known.map(|known| known.default),
    };
    book.settings.push(Setting {
        path: Name {
            text: knob.into(),
            span: path.span,
        },
        value: value.clone(),
    });
    let new = knob_value(value, unit);
    old.is_none() || new.is_none() || old.map(f64::to_bits) != new.map(f64::to_bits)
}

fn remove(book: &mut Book, path: &Name, target: Target, faults: &mut Faults) {
    let removed = match target {
        Target::Head(column) => take(&mut book.head, column),
        Target::Knob(knob) => {
            let before = book.settings.len();
            book.settings.retain(|setting| *setting.path.text != knob);
            book.settings.len() < before
        }
        Target::Whole(table) => {
            let rows = &mut book.tables[table as usize].rows;
            let any = !rows.is_empty();
            rows.clear();
            any
        }
        Target::Rows(table, doomed) => {
            let mut place = 0;
            book.tables[table as usize].rows.retain(|_| {
                place += 1;
                doomed.binary_search(&(place - 1)).is_err()
            });
            true
        }
        Target::Cells(table, rows, column) => {
            let mut removed = false;
            for row in rows {
                removed |= take(&mut book.tables[table as usize].rows[row], column);
            }
            removed
        }
    };
    if !removed {
        let message = format!("{} is not given in the base", quoted(&path.text));
        faults.push(changes_nothing(path, message));
    }
}

fn take(row: &mut Row, column: usize) -> bool {
    let before = row.cells.len();
    row.cells.retain(|(other, _)| *other != column);
    row.cells.len() < before
}

/// Whether two tables say the same, in whatever order of their rows.
fn is_same(form: &Form, one: &Table, other: &Table) -> bool {
    let told = |table: &Table| {
        let mut rows: Vec<Vec<(usize, String)>> = (table.rows.iter())
            .map(|row| {
                let cells = row.cells.iter();
                let mut cells: Vec<_> = cells
                    .map(|(place, node)| (*place, meaning(&form.columns[*place], node)))
                    .collect();
                cells.sort();
                cells
            })
            .collect();
        rows.sort();
        rows
    };
    one.rows.len() == other.rows.len() && told(one) == told(other)
}

/// The table of this name; reported where there is none.
fn table_named(name: &Name, faults: &mut Faults) -> Option<TableName> {
    let table = TableName::named(&name.text);
    if table.is_none() {
        let tables = TableName::ALL.into_iter().map(|table| table.form().name);
        let message = format!("there is no table {}", quoted(&name.text));
        let fault = Fault::at(codes::BAD_CHANGE, name.span, message).expected("a table");
        faults.push(fault.nearest(nearest(&name.text, tables)));
    }
    table
}

fn add(book: &mut Book, name: &Name, node: Node, faults: &mut Faults) {
    if let Some(table) = table_named(name, faults)
        && let Some(row) = row(table.form(), node, faults)
    {
        book.tables[table as usize].rows.push(row);
    }
}
