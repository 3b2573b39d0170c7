//! Rows of tables: read from their cells, checked, and built, in one way for every table.

use std::marker::PhantomData;

use crate::codes;
use crate::fault::{Fault, quoted};
use crate::forms::{Form, Kind, MARK, SOURCE, TableName};
use crate::held::{About, Cells, Telling};
use crate::reader::{Field, Reader};
use crate::seeking::Seeking;
use crate::sound::unsound::Sound;
use crate::sounding::Sounding;
use crate::source::Span;
use crate::told::ToldTable;
use crate::tree;
use crate::written::Row;

/// A row of a table. [`table!`](crate::table) writes this.
pub(crate) trait Table: Sized {
    /// What the table looks like.
    const FORM: Form;

    /// The row that cells say: one of each column, in order.
    fn taken(cells: &mut Cells<'_>) -> Self;

    /// Tells the row: one cell of each column, in order.
    fn told(&self, telling: &mut Telling<'_>);

    /// Holds the row, which may have been changed in code, against its columns.
    ///
    /// # Errors
    /// The first thing in it that makes no sense.
    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound;

    /// Passes over its figures until one is found that is sought.
    fn seek(&mut self, seeking: &mut Seeking<'_>);

    /// The name of the row; empty where rows have none of their own.
    fn id(&self) -> &str;

    /// Reports what is wrong with the row beside its single cells; whether it is kept.
    fn is_kept(&self, _row: &Reading<'_, Self>, _reader: &mut Reader<'_>) -> bool {
        true
    }
}

/// A column of the table of `T`. Made by `at!`, which does not compile where there is no such column.
pub(crate) struct At<T>(usize, PhantomData<fn() -> T>);

impl<T: Table> At<T> {
    /// The column of this name.
    ///
    /// # Panics
    /// When there is none: while compiling, if it is called by `at!`.
    pub(crate) const fn named(name: &str) -> Self {
        let columns = T::FORM.columns;
        let mut place = 0;
        while place < columns.len() {
            if is_same(columns[place].name, name) {
                return Self(place, PhantomData);
            }
            place += 1;
        }
        panic!("the table has no such column");
    }

    /// The first column of this kind.
    pub(crate) fn of_kind(kind: Kind) -> Option<Self> {
        T::FORM.of_kind(kind).map(|place| Self(place, PhantomData))
    }

    /// Its place among the columns.
    pub(crate) const fn place(self) -> usize {
        self.0
    }

    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        T::FORM.columns[self.0].name
    }
}

impl<T> Clone for At<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<T> {}

/// A column by the row's type and the column's name: `at!(Line, "closes")`. A name that is misspelt does not compile.
macro_rules! at {
    ($row:ty, $name:literal) => {
        const { $crate::rows::At::<$row>::named($name) }
    };
}
pub(crate) use at;

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// One row of the table of `T` that has been read.
pub(crate) struct Reading<'a, T> {
    row: &'a Row,
    /// The name of the row.
    pub(crate) id: String,
    fields: Vec<Field>,
    of: PhantomData<fn() -> T>,
}

impl<'a, T: Table> Reading<'a, T> {
    /// A row and what its cells were read as.
    fn new(row: &'a Row, id: String, fields: Vec<Field>) -> Self {
        Self {
            row,
            id,
            fields,
            of: PhantomData,
        }
    }

    fn field(&self, column: At<T>) -> &Field {
        &self.fields[column.place()]
    }

    /// The row in a message: `line `A-B``.
    pub(crate) fn label(&self) -> String {
        if self.id.is_empty() {
            format!("this {}", T::FORM.one)
        } else {
            format!("{} {}", T::FORM.one, quoted(&self.id))
        }
    }

    /// The place of a cell; of the row, where the cell is empty.
    pub(crate) fn place(&self, column: At<T>) -> Span {
        let cell = self.row.cell(column.place());
        cell.map_or(self.row.span, |node| node.span)
    }

    /// Whether a cell is given and could be read.
    pub(crate) fn has(&self, column: At<T>) -> bool {
        *self.field(column) != Field::Nothing
    }

    /// Whether something stands in a cell, whether or not it could be read.
    pub(crate) fn is_written(&self, column: At<T>) -> bool {
        let cell = self.row.cell(column.place());
        cell.is_some_and(|node| !matches!(&node.kind, tree::Kind::Text(text) if text.is_empty()))
    }

    /// A text; empty where nothing is given.
    pub(crate) fn text(&self, column: At<T>) -> &str {
        match self.field(column) {
            Field::Text(text) => text,
            _ => "",
        }
    }

    /// A day, if it is given.
    pub(crate) fn day(&self, column: At<T>) -> Option<i32> {
        match self.field(column) {
            Field::Day(day) => Some(*day),
            _ => None,
        }
    }
}

/// The place of `E`, an estimate, among the words of a mark.
const ESTIMATE: usize = 3;

impl<'a> Reader<'a> {
    /// Every row of a table, in the order of their names (in the order of the file, where rows have no name).
    pub(crate) fn each<T: Table>(&mut self, table: TableName) -> Vec<T> {
        let form = table.form();
        let count = match form.key {
            Some(_) => self.names.count(table),
            None => self.book.table(table).rows.len(),
        };
        let (mark, source) = (form.column(MARK.name), form.column(SOURCE.name));
        let (mut sourced, mut estimates) = (0, 0);
        let mut rows = Vec::with_capacity(count);
        for place in 0..count {
            let reading = self.read::<T>(table, place);
            let field = |column: Option<usize>| column.map(|column| &reading.fields[column]);
            let has_text = |field: &Field| matches!(field, Field::Text(text) if !text.is_empty());
            sourced += u32::from(field(source).is_some_and(has_text));
            estimates += u32::from(field(mark) == Some(&Field::Word(ESTIMATE)));
            rows.extend(self.row(&reading));
        }
        // what is no figure about the world has no column for its source
        if source.is_some() {
            self.provenance
                .push((form.name.to_owned(), count as u32, sourced, estimates));
        }
        rows
    }

    /// The row that was read, checked; `None` where it is left out.
    pub(crate) fn row<T: Table>(&mut self, reading: &Reading<'_, T>) -> Option<T> {
        self.span(reading);
        let form = const { &T::FORM };
        let mut cells = Cells::new(form, &reading.fields, &reading.id, self.names, self.days);
        let row = T::taken(&mut cells);
        if let Some(key) = cells.key {
            self.keys.push((key, reading.id.clone()));
        }
        row.is_kept(reading, self).then_some(row)
    }

    /// Reads the cells of a row, by its place in the order of names.
    fn read<T: Table>(&mut self, table: TableName, place: usize) -> Reading<'a, T> {
        let written = self.book.table(table);
        let (row, id) = match table.form().key {
            Some(_) => {
                let row = self.names.written(table, place as u32);
                (row, self.names.id(table, place as u32))
            }
            None => (place, ""),
        };
        self.read_row(&written.rows[row], id, &written.lacks)
    }

    /// Reads the cells of this row.
    pub(crate) fn read_row<T: Table>(
        &mut self,
        row: &'a Row,
        id: &str,
        lacks: &[usize],
    ) -> Reading<'a, T> {
        let fields = self.cells(const { &T::FORM }, row, id, lacks);
        Reading::new(row, id.to_owned(), fields)
    }

    /// Where a cell of a row stands in the files; the row, where the cell is empty. The row is counted in the order of
    /// names.
    pub(crate) fn place<T: Table>(&self, table: TableName, row: usize, column: At<T>) -> Span {
        let row = self.names.written(table, row as u32);
        let row = &self.book.table(table).rows[row];
        row.cell(column.place()).map_or(row.span, |node| node.span)
    }

    /// Reports a row whose last day is before its first, or that lies outside the scenario's days.
    fn span<T: Table>(&mut self, reading: &Reading<'_, T>) {
        let (Some(first), Some(last)) = (
            At::<T>::of_kind(Kind::FirstDay),
            At::<T>::of_kind(Kind::LastDay),
        ) else {
            return;
        };
        let days = i32::from(self.days);
        let from = reading.day(first).unwrap_or(0);
        let to = reading.day(last).unwrap_or((days - 1).max(from));
        if to < from {
            let message = format!("{} ends before it begins", reading.label());
            self.faults.push(
                Fault::at(codes::END_BEFORE_START, reading.place(last), message)
                    .expected(format!("a date not before `{}`", first.name()))
                    .related(reading.place(first), "it begins here"),
            );
        } else if self.starts.is_some() && (to < 0 || from >= days) {
            self.outside(reading, if to < 0 { last } else { first });
        }
    }

    /// Warns that a row lies outside the scenario's days.
    pub(crate) fn outside<T: Table>(&mut self, reading: &Reading<'_, T>, column: At<T>) {
        let message = format!("{} lies outside the scenario's days", reading.label());
        self.faults.push(
            Fault::at(codes::DATE_OUTSIDE, reading.place(column), message)
                .warning()
                .expected("a date between `starts` and `ends`")
                .hint("it has no effect"),
        );
    }

    /// Reports a row of which only one of two columns is given.
    pub(crate) fn together<T: Table>(
        &mut self,
        reading: &Reading<'_, T>,
        first: At<T>,
        second: At<T>,
    ) {
        let (has, lacks) = match (reading.has(first), reading.has(second)) {
            (true, false) => (first, second),
            (false, true) => (second, first),
            _ => return,
        };
        let (place, lacks) = (reading.place(has), lacks.name());
        let message = format!("{} has `{}` but no `{lacks}`", reading.label(), has.name());
        let fault = Fault::at(codes::TOGETHER, place, message);
        self.faults
            .push(fault.expected(format!("`{lacks}` as well")));
    }
}

impl About<'_> {
    /// A table, told.
    pub(crate) fn told<T: Table>(&self, name: &'static str, rows: &[T]) -> ToldTable {
        let told = |row: &T| {
            let mut telling = Telling::new(const { &T::FORM }, self, row.id());
            row.told(&mut telling);
            telling.finished()
        };
        ToldTable {
            name,
            rows: rows.iter().map(told).collect(),
        }
    }
}
