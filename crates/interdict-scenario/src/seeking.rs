//! One figure of a row, found by its column: read, or put in place of another.

use crate::forms::{Column, Form, Kind, Need};

/// A row while one of its figures is sought, in the order of the columns.
pub(crate) struct Seeking<'a> {
    form: &'static Form,
    next: usize,
    wanted: usize,
    /// Gives the new figure for the old one, both in the unit of the column.
    with: &'a mut dyn FnMut(f64) -> f64,
}

impl<'a> Seeking<'a> {
    /// The figure of this column.
    pub(crate) fn new(
        form: &'static Form,
        wanted: usize,
        with: &'a mut dyn FnMut(f64) -> f64,
    ) -> Self {
        Self {
            form,
            next: 0,
            wanted,
            with,
        }
    }

    /// Leaves out so many columns.
    pub(crate) fn pass(&mut self, columns: usize) {
        self.next += columns;
    }

    /// The figure of the next column, of the parts in which it is kept: what it shall be, within what the column allows;
    /// as it is where another is sought.
    pub(crate) fn figure(&mut self, kept: f64) -> f64 {
        let place = self.next;
        self.next += 1;
        if place != self.wanted {
            return kept;
        }
        match self.form.columns[place].kind {
            Kind::Number(_, low, high) => (self.with)(kept).clamp(low, high),
            Kind::Count(_, low, high) => (self.with)(kept).round().clamp(low, high),
            Kind::Parts(_, low, high, parts) => {
                let parts = f64::from(parts);
                ((self.with)(kept / parts).clamp(low, high) * parts).round()
            }
            _ => kept,
        }
    }

    /// # Panics
    /// When fewer or more columns were passed than the table has: a mistake of this crate.
    pub(crate) fn finished(&self) {
        assert_eq!(self.next, self.form.columns.len(), "of {}", self.form.name);
    }
}

/// Columns from which other columns are worked out, in the same row or in others.
const WORKED_FROM: [&str; 3] = ["lat", "lon", "at"];

impl Column {
    /// Between which values its figures lie; `None` where its cells hold no figure, or one on which others hang.
    pub(crate) fn figures(&self) -> Option<(f64, f64)> {
        let is_free = !matches!(self.need, Need::Worked(_)) && !WORKED_FROM.contains(&self.name);
        match self.kind {
            Kind::Number(_, low, high)
            | Kind::Parts(_, low, high, _)
            | Kind::Count(_, low, high) => is_free.then_some((low, high)),
            _ => None,
        }
    }
}
