//! Cells become values: kinds, units, ranges, dates and names are checked here, for every table alike.

pub(crate) mod cell;
mod names;
mod plain;

pub(crate) use names::Names;

use plain::missing;

use interdict_quantity::{Date, Key};

use crate::codes;
use crate::fault::{Fault, Faults, listed, nearest, quoted};
use crate::forms::{Form, Need, TableName};
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
    /// Identities, with the names of their rows.
    pub(crate) keys: Vec<(Key, String)>,
}

impl Reader<'_> {
    /// Reads the cells of a row. A column that the header of its file lacks is not missed in every row.
    pub(crate) fn cells(
        &mut self,
        form: &Form,
        row: &Row,
        id: &str,
        lacks: &[usize],
    ) -> Vec<Field> {
        let mut fields = Vec::with_capacity(form.columns.len());
        for (place, column) in form.columns.iter().enumerate() {
            let given = (row.cell(place))
                .filter(|node| !matches!(&node.kind, Kind::Text(text) if text.is_empty()));
            let field = match (given, column.need) {
                (None, Need::Required) if lacks.contains(&place) => Field::Nothing,
                (Some(node), _) => self.cell(column, node),
                (None, Need::Default(text)) => self.cell(column, &Node::text(text, row.span)),
                (None, Need::TheId | Need::Absent(_) | Need::Worked(_)) => Field::Nothing,
                (None, Need::Required) => {
                    if form.key != Some(column.name) {
                        let label = label(form, id);
                        self.faults.push(missing(&label, column.name, row.span));
                    }
                    Field::Nothing
                }
            };
            fields.push(field);
        }
        fields
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
}

/// A row in a message: `line `A-B``, or `a line` where it has no name.
fn label(form: &Form, id: &str) -> String {
    if id.is_empty() {
        format!("a {}", form.one)
    } else {
        format!("{} {}", form.one, quoted(id))
    }
}

/// `a station`, `an area`, `a unit`.
fn with_article(noun: &str) -> String {
    let sounds = noun.starts_with(['a', 'e', 'i', 'o', 'u']) && !noun.starts_with("uni");
    let article = if sounds { "an" } else { "a" };
    format!("{article} {noun}")
}
