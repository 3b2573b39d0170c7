//! A scenario as it is read beside the book that it is written in, and warnings of it.

use super::accepted::Acceptances;
use crate::fault::{Code, Fault, Faults, quoted};
use crate::forms::TableName;
use crate::reader::Names;
use crate::rules::Rules;
use crate::scenario::Scenario;
use crate::source::Span;
use crate::tree::Kind;
use crate::written::{Book, Row};

/// Warnings of one kind that are told row by row; the rest are counted in the last of them.
const TOLD: usize = 3;

/// A scenario as it is read and as it is written, and where warnings go.
pub(super) struct Looking<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) book: &'a Book,
    pub(super) names: &'a Names,
    pub(super) faults: &'a mut Faults,
    pub(super) accepted: Acceptances<'a>,
}

/// A row that is warned of: its number, the column that the warning points at, what is wrong.
pub(super) type Found = (usize, &'static str, String);

impl Looking<'_> {
    /// A row as it is written.
    fn written(&self, table: TableName, row: usize) -> Option<&Row> {
        let written = match table.form().key {
            Some(_) => self.names.written(table, row as u32),
            None => row,
        };
        self.book.table(table).rows.get(written)
    }

    /// Whether the file says something in a cell.
    pub(super) fn is_written(&self, table: TableName, row: usize, column: &str) -> bool {
        let column = table.form().column(column);
        let row = self.written(table, row);
        column.is_some_and(|column| row.is_some_and(|row| row.cell(column).is_some()))
    }

    /// Where a cell of a row stands; the row, where the cell is empty.
    fn place(&self, table: TableName, row: usize, column: &str) -> Span {
        let Some(row) = self.written(table, row) else {
            return self.book.head.span;
        };
        let cell = table
            .form()
            .column(column)
            .and_then(|column| row.cell(column));
        cell.map_or(row.span, |node| node.span)
    }

    /// Warns of rows of a table, the first of them one by one.
    pub(super) fn warn(&mut self, code: Code, table: TableName, found: &[Found], hint: &str) {
        let is_told = |(row, ..): &&Found| !self.accepts(code, table, *row);
        let found: Vec<&Found> = found.iter().filter(is_told).collect();
        for (place, (row, column, message)) in found.iter().enumerate().take(TOLD) {
            let span = self.place(table, *row, column);
            let more = found.len().saturating_sub(TOLD);
            let hint = if place + 1 == TOLD && more > 0 {
                format!(
                    "{hint}; so it is with {more} more rows of `{}`",
                    table.form().name
                )
            } else {
                hint.to_owned()
            };
            self.faults
                .push(Fault::at(code, span, message.as_str()).warning().hint(hint));
        }
    }

    /// Whether the scenario accepts this warning about a row.
    pub(super) fn accepts(&self, code: Code, table: TableName, row: usize) -> bool {
        let id = match table.form().key {
            Some(_) => self.names.id(table, row as u32),
            None => "",
        };
        self.accepted.has(code, table.form().name, id)
    }

    /// Warns of the scenario as a whole.
    pub(super) fn warn_whole(&mut self, code: Code, message: &str, hint: &str) {
        if self.accepted.has(code, "", "") {
            return;
        }
        let span = self.book.head.span;
        let span = Span {
            end: span.start,
            ..span
        };
        self.faults
            .push(Fault::at(code, span, message).warning().hint(hint));
    }

    /// Whether there is a warning of this kind.
    pub(super) fn has_told(&self, code: Code) -> bool {
        self.faults.iter().any(|fault| fault.code == code)
    }

    /// The name of a station, in a message.
    pub(super) fn station(&self, row: u32) -> String {
        let station = self.scenario.stations.get(row as usize);
        quoted(station.map_or("", |station| station.id.as_str()))
    }

    /// The first row in the file whose raid this unit flew: raids are put in order when they are read.
    pub(super) fn written_raid(&self, unit: &str) -> usize {
        let column = TableName::Raids.form().column("unit");
        let says = |row: &Row| {
            let cell = column.and_then(|column| row.cell(column));
            cell.is_some_and(|node| matches!(&node.kind, Kind::Text(text) if **text == *unit))
        };
        let mut rows = self.book.table(TableName::Raids).rows.iter();
        rows.position(says).unwrap_or(0)
    }

    /// Warns of a knob, where it is set.
    pub(super) fn warn_knob(&mut self, path: &str, code: Code, message: &str, hint: &str) {
        debug_assert!(
            Rules::knobs().iter().any(|knob| knob.path() == path),
            "{path}"
        );
        if self.accepted.has(code, "rules", path) {
            return;
        }
        let set = self
            .book
            .settings
            .iter()
            .find(|setting| *setting.path.text == *path);
        let head = self.book.head.span;
        let span = set.map_or(
            Span {
                end: head.start,
                ..head
            },
            |setting| setting.path.span,
        );
        self.faults
            .push(Fault::at(code, span, message).warning().hint(hint));
    }
}
