//! The names of rows: read first, so that rows can name one another in any order.

use super::plain::missing;
use crate::codes;
use crate::fault::{Fault, Faults, quoted};
use crate::forms::TableName;
use crate::tree::Kind;
use crate::written::Book;

/// The names of every table's rows, in order, with the row in the file.
pub(crate) struct Names {
    tables: Vec<Vec<(String, usize)>>,
}

impl Names {
    /// Reads the name of every row; reports missing, bad and repeated ones.
    pub(crate) fn read(book: &Book, faults: &mut Faults) -> Self {
        let tables = TableName::ALL
            .into_iter()
            .map(|table| names(book, table, faults));
        let names = Self {
            tables: tables.collect(),
        };
        names.check_shared(book, faults);
        names
    }

    /// The row of this name.
    pub(crate) fn row(&self, table: TableName, id: &str) -> Option<u32> {
        (self.tables[table as usize])
            .binary_search_by(|(name, _)| name.as_str().cmp(id))
            .ok()
            .map(|row| row as u32)
    }

    /// The name of a row.
    pub(crate) fn id(&self, table: TableName, row: u32) -> &str {
        (self.tables[table as usize].get(row as usize)).map_or("", |(name, _)| name)
    }

    /// Rows of a table.
    pub(crate) fn count(&self, table: TableName) -> usize {
        self.tables[table as usize].len()
    }

    /// The place of a row in the file.
    pub(crate) fn written(&self, table: TableName, row: u32) -> usize {
        self.tables[table as usize][row as usize].1
    }

    pub(crate) fn all(&self, table: TableName) -> impl ExactSizeIterator<Item = &str> {
        self.tables[table as usize]
            .iter()
            .map(|(name, _)| name.as_str())
    }

    /// Lists name lines, bridges and areas together: none may share a name.
    fn check_shared(&self, book: &Book, faults: &mut Faults) {
        for (at, (name, written)) in self.tables[TableName::Areas as usize].iter().enumerate() {
            for table in [TableName::Lines, TableName::Bridges] {
                if self.row(table, name).is_some() {
                    let one = table.form().one;
                    let span = book.table(TableName::Areas).rows[*written].span;
                    let message = format!(
                        "a {one} and an area are both named {}",
                        quoted(self.id(TableName::Areas, at as u32))
                    );
                    faults.push(Fault::at(codes::SAME_NAME, span, message));
                }
            }
        }
    }
}

fn names(book: &Book, table: TableName, faults: &mut Faults) -> Vec<(String, usize)> {
    let form = table.form();
    let Some(key) = form.key.and_then(|key| form.column(key)) else {
        return Vec::new();
    };
    let is_new = form.columns[key].kind == crate::forms::Kind::Id;
    let mut names: Vec<(String, usize)> = Vec::new();
    for (place, row) in book.table(table).rows.iter().enumerate() {
        let Some(node) = row.cell(key) else {
            if book.table(table).lacks.contains(&key) {
                continue;
            }
            faults.push(missing(
                &format!("a row of `{}`", form.name),
                form.columns[key].name,
                row.span,
            ));
            continue;
        };
        let Kind::Text(id) = &node.kind else {
            let message = format!("the name of a {} is {}", form.one, node.describe());
            faults.push(Fault::at(codes::WRONG_TYPE, node.span, message).expected("a text"));
            continue;
        };
        let is_kept = &**id == "all"
            && matches!(
                table,
                TableName::Lines | TableName::Areas | TableName::Bridges
            );
        if is_new && (is_kept || !is_id(id)) {
            let message = format!("{} is not an id", quoted(id));
            let mut fault = Fault::at(codes::BAD_ID, node.span, message)
                .expected("at most 64 letters, digits, `-` and `_`");
            if is_kept {
                fault = fault.hint("`all` is kept for lists of lines, bridges and areas");
            }
            faults.push(fault);
        }
        names.push((id.to_string(), place));
    }
    names.sort();
    names.dedup_by(|later, first| {
        let is_same = later.0 == first.0;
        if is_same {
            let place = |at: usize| {
                let row = &book.table(table).rows[at];
                row.cell(key).map_or(row.span, |node| node.span)
            };
            let message = format!("two rows of `{}` are named {}", form.name, quoted(&later.0));
            faults.push(
                Fault::at(codes::DUPLICATE_ID, place(later.1), message)
                    .related(place(first.1), "the first of them"),
            );
        }
        is_same
    });
    names
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.chars().count())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}
