//! A scenario as written: tables of rows of cells, each with its place. What counterfactuals change.

use crate::codes;
use crate::dialect::{self, Habits};
use crate::fault::{Fault, Faults, quoted};
use crate::forms::{Form, TableName};
pub(crate) use crate::grid::{Row, Table};
use crate::sheet;
use crate::shelf::Shelf;
use crate::source::Span;
use crate::tree::{Kind, Name, Node};

/// One knob that is set.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) path: Name,
    pub(crate) value: Node,
}

/// A scenario as written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) head: Row,
    pub(crate) tables: Vec<Table>,
    pub(crate) settings: Vec<Setting>,
    /// Whether a counterfactual, or `--set`, has changed what the file says.
    pub(crate) is_changed: bool,
    /// What changes have cost so far.
    pub(crate) work: u64,
}

impl Book {
    /// The table of this name.
    pub(crate) fn table(&self, name: TableName) -> &Table {
        &self.tables[name as usize]
    }

    /// The fields of `Scenario( ... )` in the file `by`; `span` is the whole of it.
    pub(crate) fn read(
        fields: Vec<(Name, Node)>,
        span: Span,
        by: &str,
        shelf: &mut Shelf,
        faults: &mut Faults,
    ) -> Self {
        let mut book = Self {
            head: Row {
                span,
                cells: Vec::new(),
            },
            tables: vec![Table::default(); TableName::ALL.len()],
            settings: Vec::new(),
            is_changed: false,
            work: 0,
        };
        let fields = unrepeated(fields, faults);
        for (name, node) in fields {
            if let Some(column) = Form::of_scenario().column(&name.text) {
                book.head.cells.push((column, node));
            } else if let Some(table) = TableName::named(&name.text) {
                book.tables[table as usize] = read_table(table.form(), node, by, shelf, faults);
            } else if &*name.text == "rules" {
                book.settings = settings(node, faults);
            } else {
                let fault = unknown_field(&name, faults);
                faults.push(fault);
            }
        }
        book
    }
}

/// The names that `Scenario( ... )` has.
pub(crate) fn scenario_fields() -> impl Iterator<Item = &'static str> {
    (Form::of_scenario().columns.iter().map(|column| column.name))
        .chain(TableName::ALL.into_iter().map(|table| table.form().name))
        .chain(["rules"])
}

fn unknown_field(name: &Name, faults: &Faults) -> Fault {
    let message = format!("{} is not a field of the scenario", quoted(&name.text));
    Fault::at(codes::UNKNOWN_FIELD, name.span, message)
        .expected("a field, a table or `rules`")
        .nearest(faults.nearest(&name.text, scenario_fields()))
}

/// Fields without those that were given before, which are reported.
pub(crate) fn unrepeated(fields: Vec<(Name, Node)>, faults: &mut Faults) -> Vec<(Name, Node)> {
    let mut seen = std::collections::BTreeMap::new();
    let mut kept = Vec::with_capacity(fields.len());
    for (name, node) in fields {
        if let Some(&first) = seen.get(&name.text) {
            faults.push(given_twice(&name, first));
            continue;
        }
        seen.insert(name.text.clone(), name.span);
        kept.push((name, node));
    }
    kept
}

fn given_twice(name: &Name, first: Span) -> Fault {
    let message = format!("{} is given twice", quoted(&name.text));
    Fault::at(codes::DUPLICATE_FIELD, name.span, message).related(first, "given first here")
}

/// A file that names others, and where they are read.
pub(crate) struct Beside<'a> {
    pub(crate) by: &'a str,
    pub(crate) shelf: &'a mut Shelf,
}

impl Beside<'_> {
    /// A table: the CSV file that is named, or the rows written here.
    pub(crate) fn table(&mut self, form: &Form, node: Node, faults: &mut Faults) -> Table {
        read_table(form, node, self.by, self.shelf, faults)
    }
}

/// A table: the CSV file that the file `by` names, or the rows written there.
fn read_table(form: &Form, node: Node, by: &str, shelf: &mut Shelf, faults: &mut Faults) -> Table {
    let mut table = Table::default();
    match node.kind {
        Kind::Text(name) => {
            let file = Shelf::resolved(by, &name, Some(node.span), faults)
                .and_then(|name| shelf.read(&name, Some(node.span), faults));
            match file {
                Some(file) => return sheet::read(form, file, faults),
                None => table.is_partial = true,
            }
        }
        Kind::List(items) if items.len() > form.most => {
            faults.push(sheet::too_many(form, node.span));
            table.is_partial = true;
        }
        Kind::List(items) => {
            for item in items {
                match row(form, item, faults) {
                    Some(row) => table.rows.push(row),
                    None => table.is_partial = true,
                }
            }
            let what = format!("table {}", form.name);
            dialect::settle(form, &mut table, Habits::default(), &what, faults);
        }
        _ => {
            let message = format!("`{}` is {}", form.name, node.describe());
            faults.push(
                Fault::at(codes::WRONG_TYPE, node.span, message)
                    .expected("the name of a CSV file, or a list of rows"),
            );
            table.is_partial = true;
        }
    }
    table
}

/// One row written as `(id: "A", ...)`.
pub(crate) fn row(form: &Form, node: Node, faults: &mut Faults) -> Option<Row> {
    let span = node.span;
    let fields = match node.fields() {
        Ok(fields) => fields,
        Err(node) => {
            let message = format!("a row of `{}` is {}", form.name, node.describe());
            faults.push(
                Fault::at(codes::WRONG_TYPE, span, message)
                    .expected("fields in brackets: `(id: \"...\", ...)`"),
            );
            return None;
        }
    };
    let mut cells = Vec::with_capacity(fields.len());
    for (name, node) in unrepeated(fields, faults) {
        if let Some(column) = form.column(&name.text) {
            cells.push((column, node));
        } else {
            let fault = sheet::unknown_column(form, &name.text, name.span, faults);
            faults.push(fault);
        }
    }
    Some(Row { span, cells })
}

/// The knobs of `rules: { "rail.speed_kmh": 18 }`.
fn settings(node: Node, faults: &mut Faults) -> Vec<Setting> {
    let Kind::Map(entries) = node.kind else {
        let message = format!("`rules` is {}", node.describe());
        faults.push(
            Fault::at(codes::WRONG_TYPE, node.span, message)
                .expected("a map: `{ \"rail.speed_kmh\": 18 }`"),
        );
        return Vec::new();
    };
    let mut settings: Vec<Setting> = Vec::new();
    let mut seen = std::collections::BTreeMap::new();
    for (key, value) in entries {
        let Kind::Text(text) = key.kind else {
            let message = format!("the name of a knob is {}", key.describe());
            faults.push(
                Fault::at(codes::WRONG_TYPE, key.span, message)
                    .expected("a text: `\"rail.speed_kmh\"`"),
            );
            continue;
        };
        let path = Name {
            text: text.strip_prefix("rules.").unwrap_or(&text).into(),
            span: key.span,
        };
        if let Some(&first) = seen.get(&path.text) {
            faults.push(given_twice(&path, first));
        } else {
            seen.insert(path.text.clone(), path.span);
            settings.push(Setting { path, value });
        }
    }
    settings
}
