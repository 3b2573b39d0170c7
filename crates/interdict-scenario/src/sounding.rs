//! A row that was changed in code, held against its columns: figures lie in their ranges, references lead to rows.

use crate::forms::{Column, Form, Kind, Need, TableName};
use crate::sound::unsound::{Sound, Unsound, Why, within};

/// A row while it is looked at, in the order of the columns.
pub(crate) struct Sounding<'a> {
    form: &'static Form,
    id: &'a str,
    next: usize,
    /// Rows of a table.
    rows: &'a dyn Fn(TableName) -> usize,
}

impl<'a> Sounding<'a> {
    /// A row of this name, of which nothing has been looked at.
    pub(crate) fn new(
        form: &'static Form,
        id: &'a str,
        rows: &'a dyn Fn(TableName) -> usize,
    ) -> Self {
        let id = if id.is_empty() { "*" } else { id };
        Self {
            form,
            id,
            next: 0,
            rows,
        }
    }

    fn column(&mut self) -> &'static Column {
        self.next += 1;
        &self.form.columns[self.next - 1]
    }

    fn path(&self, column: &Column) -> String {
        format!("{}.{}.{}", self.form.name, self.id, column.name)
    }

    /// Leaves out so many columns.
    #[expect(clippy::unnecessary_wraps, reason = "as the others answer")]
    pub(crate) fn pass(&mut self, columns: usize) -> Sound {
        self.next += columns;
        Ok(())
    }

    /// A figure, of the parts in which its column is kept, or the row that the column names.
    pub(crate) fn figure(&mut self, value: f64) -> Sound {
        let column = self.column();
        match column.kind {
            Kind::Number(_, low, high) | Kind::Count(_, low, high) => {
                within(|| self.path(column), value, (low, high))
            }
            Kind::Parts(_, low, high, parts) => {
                within(|| self.path(column), value / f64::from(parts), (low, high))
            }
            _ => Ok(()),
        }
    }

    /// A whole number, or the row that the column names.
    pub(crate) fn number_or_row(&mut self, value: u32) -> Sound {
        let column = &self.form.columns[self.next];
        let Kind::One(table) = column.kind else {
            return self.figure(f64::from(value));
        };
        self.next += 1;
        let is_nowhere = matches!(column.need, Need::Worked(_)) && (self.rows)(table) == 0;
        if is_nowhere {
            return Ok(());
        }
        self.leads(column, table, value)
    }

    /// The row of this table that the column names.
    pub(crate) fn row(&mut self, table: TableName, row: u32) -> Sound {
        let column = self.column();
        self.leads(column, table, row)
    }

    /// Rows that the column names.
    pub(crate) fn several(&mut self, rows: &[u32]) -> Sound {
        let column = self.column();
        match column.kind {
            Kind::Many([table]) => {
                (rows.iter()).try_for_each(|&row| self.leads(column, *table, row))
            }
            _ => Ok(()),
        }
    }

    fn leads(&self, column: &Column, table: TableName, row: u32) -> Sound {
        let rows = (self.rows)(table);
        if (row as usize) < rows {
            return Ok(());
        }
        Err(Unsound {
            path: self.path(column),
            why: Why::NoSuchRow { row, rows },
        })
    }

    /// # Panics
    /// When fewer or more columns were looked at than the table has: a mistake of this crate.
    pub(crate) fn finished(&self) {
        assert_eq!(self.next, self.form.columns.len(), "of {}", self.form.name);
    }
}
