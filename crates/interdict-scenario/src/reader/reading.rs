//! One row that has been read: its cells by the name of their column.

use super::Field;
use crate::fault::quoted;
use crate::forms::{Form, TableName};
use crate::rules::Mark;
use crate::scenario::Source;
use crate::source::Span;
use crate::tree::Kind;
use crate::written::Row;

/// One row that has been read.
pub(crate) struct Reading<'a> {
    pub(super) form: &'static Form,
    pub(super) row: &'a Row,
    /// The name of the row.
    pub(crate) id: String,
    pub(super) fields: Vec<Field>,
}

impl Reading<'_> {
    fn field(&self, column: &str) -> &Field {
        let place = self.form.column(column);
        debug_assert!(
            place.is_some(),
            "`{}` has no column `{column}`",
            self.form.name
        );
        place.map_or(&Field::Nothing, |place| &self.fields[place])
    }

    /// The row in a message: `line `A-B``.
    pub(crate) fn label(&self) -> String {
        if self.id.is_empty() {
            format!("this {}", self.form.one)
        } else {
            format!("{} {}", self.form.one, quoted(&self.id))
        }
    }

    /// The place of a cell; of the row, where the cell is empty.
    pub(crate) fn place(&self, column: &str) -> Span {
        (self
            .form
            .column(column)
            .and_then(|place| self.row.cell(place)))
        .map_or(self.row.span, |node| node.span)
    }

    /// Whether a cell is given and could be read.
    pub(crate) fn has(&self, column: &str) -> bool {
        *self.field(column) != Field::Nothing
    }

    /// Whether something stands in a cell, whether or not it could be read.
    pub(crate) fn is_written(&self, column: &str) -> bool {
        let cell = (self.form.column(column)).and_then(|place| self.row.cell(place));
        cell.is_some_and(|node| !matches!(&node.kind, Kind::Text(text) if text.is_empty()))
    }

    /// A text; empty where nothing is given.
    pub(crate) fn text(&self, column: &str) -> String {
        match self.field(column) {
            Field::Text(text) => text.clone(),
            _ => String::new(),
        }
    }

    /// A text; the row's id where nothing is given.
    pub(crate) fn text_or_id(&self, column: &str) -> String {
        match self.field(column) {
            Field::Text(text) => text.clone(),
            _ => self.id.clone(),
        }
    }

    /// A number, if it is given.
    pub(crate) fn maybe(&self, column: &str) -> Option<f64> {
        match self.field(column) {
            Field::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number; 0 where it could not be read.
    pub(crate) fn number(&self, column: &str) -> f64 {
        self.maybe(column).unwrap_or(0.0)
    }

    /// A count; 0 where it could not be read.
    pub(crate) fn count(&self, column: &str) -> u32 {
        self.number(column).round() as u32
    }

    /// Metres of a column in kilometres.
    pub(crate) fn metres(&self, column_km: &str) -> u32 {
        (self.number(column_km) * 1_000.0).round() as u32
    }

    /// Kilograms a day of a column in tons a day.
    pub(crate) fn kg(&self, column_tons: &str) -> i64 {
        (self.number(column_tons) * 1_000.0).round() as i64
    }

    /// Yes or no.
    pub(crate) fn flag(&self, column: &str) -> bool {
        *self.field(column) == Field::Flag(true)
    }

    /// Which of the words of the column.
    pub(crate) fn word(&self, column: &str) -> usize {
        match self.field(column) {
            Field::Word(word) => *word,
            _ => 0,
        }
    }

    /// A day, if it is given.
    pub(crate) fn day(&self, column: &str) -> Option<i32> {
        match self.field(column) {
            Field::Day(day) => Some(*day),
            _ => None,
        }
    }

    /// Days of a list.
    pub(crate) fn day_list(&self, column: &str) -> &[i32] {
        match self.field(column) {
            Field::Days(days) => days,
            _ => &[],
        }
    }

    /// The one row that a cell names, if it names one.
    pub(crate) fn row(&self, column: &str) -> Option<u32> {
        self.rows(column).first().map(|&(_, row)| row)
    }

    /// The rows that a cell names.
    pub(crate) fn rows(&self, column: &str) -> &[(TableName, u32)] {
        match self.field(column) {
            Field::Rows(rows) => rows,
            _ => &[],
        }
    }

    /// Twelve shares.
    pub(crate) fn months(&self, column: &str) -> [f64; 12] {
        match self.field(column) {
            Field::Months(months) => (**months).try_into().unwrap_or([0.0; 12]),
            _ => [0.0; 12],
        }
    }

    /// Rows with their values.
    pub(crate) fn values(&self, column: &str) -> &[(Option<(TableName, u32)>, f64)] {
        match self.field(column) {
            Field::Values(values) => values,
            _ => &[],
        }
    }

    /// Spans of hours.
    pub(crate) fn hours(&self, column: &str) -> &[(f64, f64)] {
        match self.field(column) {
            Field::Hours(hours) => hours,
            _ => &[],
        }
    }

    /// Source and mark.
    pub(crate) fn source(&self) -> Source {
        let mark = self.form.column("mark").map(|place| &self.fields[place]);
        let mark = match mark {
            Some(Field::Word(word)) => Mark::from_letter(['S', 'L', 'C', 'E'][*word]),
            _ => None,
        };
        let text = if self.form.column("source").is_some() {
            self.text("source")
        } else {
            String::new()
        };
        Source { text, mark }
    }
}
