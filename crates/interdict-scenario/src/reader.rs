//! Cells become values: kinds, units, ranges, dates and names are checked here, for every table alike.

pub(crate) mod cell;
mod names;
mod reading;

pub(crate) use names::Names;
pub(crate) use reading::Reading;

use interdict_quantity::Date;

use crate::codes;
use crate::fault::{Fault, Faults, listed, nearest, quoted};
use crate::forms::{Form, Need, TableName};
use crate::rules::Mark;
use crate::source::Span;
use crate::tree::{Kind, Node};
use crate::written::{Book, Row};

/// Days of a scenario, at most.
pub(crate) const LONGEST_DAYS: i32 = 3_660;

/// A cell that has been read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Field {
    Nothing,
    Text(String),
    Number(f64),
    Flag(bool),
    Word(usize),
    /// Days from the scenario's first; negative before it.
    Day(i32),
    Days(Vec<i32>),
    Rows(Vec<(TableName, u32)>),
    Months(Vec<f64>),
    /// Rows with their values; `None` names all.
    Values(Vec<(Option<(TableName, u32)>, f64)>),
    Hours(Vec<(f64, f64)>),
}

fn missing(label: &str, column: &str, span: Span) -> Fault {
    let message = format!("{label} has no `{column}`");
    Fault::at(codes::MISSING, span, message).expected(format!("a value for `{column}`"))
}

/// Reads rows.
pub(crate) struct Reader<'a> {
    pub(crate) book: &'a Book,
    pub(crate) names: &'a Names,
    pub(crate) faults: &'a mut Faults,
    /// First day, once known.
    pub(crate) starts: Option<Date>,
    /// Days, once known.
    pub(crate) days: u16,
    /// (table, rows, rows with a source, rows marked as estimates).
    pub(crate) provenance: Vec<(String, u32, u32, u32)>,
}

impl<'a> Reader<'a> {
    /// Builds a thing from every row of a table, in the order of their names (in the order of the
    /// file, where rows have no name).
    pub(crate) fn each<T>(
        &mut self,
        table: TableName,
        mut build: impl FnMut(&mut Self, &Reading<'a>) -> T,
    ) -> Vec<T> {
        let form = table.form();
        let rows = &self.book.table(table).rows;
        let count = if form.key.is_some() {
            self.names.count(table)
        } else {
            rows.len()
        };
        let (mut sourced, mut estimates) = (0, 0);
        let mut built = Vec::with_capacity(count);
        for place in 0..count {
            let (row, id) = if form.key.is_some() {
                let written = self.names.written(table, place as u32);
                (&rows[written], self.names.id(table, place as u32))
            } else {
                (&rows[place], "")
            };
            let reading = self.read(form, row, id);
            let source = reading.source();
            sourced += u32::from(!source.text.is_empty());
            estimates += u32::from(source.mark == Some(Mark::Estimate));
            built.push(build(self, &reading));
        }
        self.provenance
            .push((form.name.to_owned(), count as u32, sourced, estimates));
        built
    }

    /// Reads one row.
    pub(crate) fn read(&mut self, form: &'static Form, row: &'a Row, id: &str) -> Reading<'a> {
        let table = TableName::named(form.name);
        let lacks = table.map_or(&[][..], |table| &self.book.table(table).lacks);
        let mut fields = Vec::with_capacity(form.columns.len());
        for (place, column) in form.columns.iter().enumerate() {
            let given = (row.cell(place))
                .filter(|node| !matches!(&node.kind, Kind::Text(text) if text.is_empty()));
            let field = match (given, column.need) {
                (None, Need::Required) if lacks.contains(&place) => Field::Nothing,
                (Some(node), _) => self.cell(column, node),
                (None, Need::Default(text)) => self.cell(column, &Node::text(text, row.span)),
                (None, Need::Absent(_)) => Field::Nothing,
                (None, Need::Required) => {
                    let label = if id.is_empty() || form.key == Some(column.name) {
                        format!("a {}", form.one)
                    } else {
                        format!("{} {}", form.one, quoted(id))
                    };
                    if form.key != Some(column.name) {
                        self.faults.push(missing(&label, column.name, row.span));
                    }
                    Field::Nothing
                }
            };
            fields.push(field);
        }
        Reading {
            form,
            row,
            id: id.to_owned(),
            fields,
        }
    }

    /// Reports a fault, unless it is a name that may be among rows that could not be read.
    pub(crate) fn report(&mut self, fault: Fault, tables: &[TableName]) {
        let is_partial = tables
            .iter()
            .any(|&table| self.book.table(table).is_partial);
        if fault.code != codes::DANGLING || !is_partial {
            self.faults.push(fault);
        }
    }

    /// The fault of a name that is not in its tables.
    pub(crate) fn dangling(&self, tables: &[TableName], written: &str, span: Span) -> Fault {
        let ones: Vec<&str> = tables.iter().map(|table| table.form().one).collect();
        let message = format!(
            "{} is not {}",
            quoted(written),
            with_article(&ones.join(" or "))
        );
        let mut fault = Fault::at(codes::DANGLING, span, message)
            .expected(format!("the id of {}", with_article(&ones.join(" or "))));
        if self.faults.is_full() {
            return fault;
        }
        let all = tables.iter().flat_map(|&table| self.names.all(table));
        fault = fault.nearest(nearest(written, all));
        if fault.nearest.is_none() {
            let table = tables[tables.len() - 1];
            let hint = match self.names.count(table) {
                0 => format!("`{}` has no rows", table.form().name),
                _ => format!(
                    "`{}` has {}",
                    table.form().name,
                    listed(self.names.all(table), 8)
                ),
            };
            fault = fault.hint(hint);
        }
        fault
    }

    /// First day and day after the last of a row, clipped to the scenario.
    pub(crate) fn span(&mut self, reading: &Reading<'_>) -> (u16, u16) {
        let days = i32::from(self.days);
        let from = reading.day("from").unwrap_or(0);
        let last = reading.day("to").unwrap_or((days - 1).max(from));
        if last < from {
            let message = format!("{} ends before it begins", reading.label());
            self.faults.push(
                Fault::at(codes::END_BEFORE_START, reading.place("to"), message)
                    .expected("a date not before `from`")
                    .related(reading.place("from"), "it begins here"),
            );
        } else if self.starts.is_some() && (last < 0 || from >= days) {
            let column = if last < 0 { "to" } else { "from" };
            self.outside(reading, column);
        }
        let clip = |day: i32| day.clamp(0, days) as u16;
        (clip(from), clip(last.saturating_add(1)))
    }

    /// Warns that a row lies outside the scenario's days.
    pub(crate) fn outside(&mut self, reading: &Reading<'_>, column: &str) {
        let message = format!("{} lies outside the scenario's days", reading.label());
        self.faults.push(
            Fault::at(codes::DATE_OUTSIDE, reading.place(column), message)
                .warning()
                .expected("a date between `starts` and `ends`")
                .hint("it has no effect"),
        );
    }

    /// Reports a row of which only one of two columns is given.
    pub(crate) fn together(&mut self, reading: &Reading<'_>, first: &str, second: &str) {
        let (has, lacks) = match (reading.has(first), reading.has(second)) {
            (true, false) => (first, second),
            (false, true) => (second, first),
            _ => return,
        };
        let message = format!("{} has `{has}` but no `{lacks}`", reading.label());
        let fault = Fault::at(codes::TOGETHER, reading.place(has), message);
        self.faults
            .push(fault.expected(format!("`{lacks}` as well")));
    }
}

/// `a station`, `an area`.
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}
