//! Cells become values: kinds, units, ranges, dates and names are checked here, for every table alike.

pub(crate) mod cell;

use interdict_quantity::Date;

use crate::codes;
use crate::fault::{Fault, Faults, listed, nearest, quoted};
use crate::forms::{Form, Need, TableName};
use crate::rules::Mark;
use crate::scenario::Source;
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

    fn all(&self, table: TableName) -> impl ExactSizeIterator<Item = &str> {
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
            faults.push(missing(form, "a row", form.columns[key].name, row.span));
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
            faults.push(
                Fault::at(codes::BAD_ID, node.span, message)
                    .expected("at most 64 letters, digits, `-` and `_`")
                    .hint("`all` is kept for lists of lines, bridges and areas"),
            );
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

fn missing(form: &Form, label: &str, column: &str, span: Span) -> Fault {
    let message = format!("{label} of `{}` has no `{column}`", form.name);
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

/// One row that has been read.
pub(crate) struct Reading<'a> {
    form: &'static Form,
    row: &'a Row,
    /// The name of the row.
    pub(crate) id: String,
    fields: Vec<Field>,
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
        let mut fields = Vec::with_capacity(form.columns.len());
        for (place, column) in form.columns.iter().enumerate() {
            let given = (row.cell(place))
                .filter(|node| !matches!(&node.kind, Kind::Text(text) if text.trim().is_empty()));
            let field = match (given, column.need) {
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
                        self.faults
                            .push(missing(form, &label, column.name, row.span));
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
