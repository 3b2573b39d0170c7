//! CSV files as tables of rows of cells with places.

use crate::codes;
use crate::dialect::{self, Habit, Habits, separator};
use crate::fault::{Fault, Faults, quoted};
use crate::forms::{Form, Need};
use crate::grid::{Row, Table};
use crate::source::Span;
use crate::tree::{Kind, Node};

/// Most rows whose number of cells is reported; one slip repeats on every row.
const REPORTED: usize = 5;

/// Columns of a CSV file, known or not.
const MOST_COLUMNS: usize = 256;

/// Cells that are given in all CSV files of a scenario together. Each is kept with its place, which takes far more room
/// than the few signs of it.
const MOST_CELLS: usize = 4_000_000;

/// Reads a CSV file with a header. A cell is text without the blanks about it; an empty one is not
/// given. Files of other countries and programs are read where they have one meaning ([`dialect`]).
pub(crate) fn read(form: &Form, file: u32, faults: &mut Faults) -> Table {
    let text = faults.sources.text(file).to_owned();
    if let Some((what, hint)) = separator::not_a_table(&text) {
        let message = format!("this is {what}, not a table of `{}`", form.name);
        let fault = Fault::at(codes::SYNTAX, Span::new(file, 0, 1), message);
        faults.push(fault.expected("a CSV file").hint(hint));
        return unread();
    }
    let mut habits = Habits::default();
    let set_apart = separator::of(form, &text);
    let mut lines = Lines::new(&text, file, set_apart);
    let Some(header) = lines.header(form, faults) else {
        return unread();
    };
    if set_apart.mark != ',' {
        habits.note(Habit::Separator, header.whole, || {
            separator::called(set_apart.mark).to_owned()
        });
    }
    let mut table = Table::default();
    let columns = columns(form, &header, &mut habits, faults);
    let heads: Vec<Option<usize>> = columns.iter().map(Head::place).collect();
    lacking(form, &heads, header.whole, &mut table, faults);
    rows(form, &mut lines, &columns, &mut table, faults);
    let name = faults.sources.get(file).map_or("", |source| &source.name);
    let what = name.rsplit('/').next().unwrap_or(name).to_owned();
    dialect::settle(form, &mut table, habits, &what, faults);
    table
}

/// A table of which nothing could be read.
fn unread() -> Table {
    Table {
        is_partial: true,
        ..Table::default()
    }
}

/// Reads the rows below the header.
fn rows(
    form: &Form,
    lines: &mut Lines<'_>,
    columns: &[Head],
    table: &mut Table,
    faults: &mut Faults,
) {
    let mut misshapen = 0;
    let mut headless = false;
    while let Some(mut line) = lines.next() {
        if !line.is_closed {
            let message = "a quote is opened in this row and not closed";
            faults.push(Fault::at(codes::SYNTAX, line.whole, message));
            table.is_partial = true;
            break;
        }
        if line.is_empty() {
            continue;
        }
        line.leave_out_beyond(form, columns);
        if line.cells.len() != columns.len() {
            misshapen += 1;
            table.is_partial = true;
            if misshapen <= REPORTED {
                faults.push(misshapen_row(line.cells.len(), columns.len(), line.whole));
            }
            continue;
        }
        if table.rows.len() == form.most {
            faults.push(too_many(form, line.whole));
            table.is_partial = true;
            break;
        }
        let given = line.cells.iter().filter(|(cell, _)| !cell.is_empty());
        let given = given.count();
        if faults.sources.count_cells(given) > MOST_CELLS {
            let message = format!("the tables hold more than {MOST_CELLS} cells");
            faults.push(Fault::at(codes::TOO_LARGE, line.whole, message));
            table.is_partial = true;
            break;
        }
        let mut cells = Vec::with_capacity(given);
        for ((cell, span), head) in line.cells.into_iter().zip(columns) {
            match head {
                _ if cell.is_empty() => {}
                // the blanks about it are gone
                Head::Column(place) => cells.push((
                    *place,
                    Node {
                        kind: Kind::Text(cell.into()),
                        span,
                    },
                )),
                Head::Unknown => {}
                Head::Empty if headless => {}
                Head::Empty => {
                    headless = true;
                    let message = format!("{} stands in a column without a name", quoted(&cell));
                    let fault = Fault::at(codes::UNKNOWN_COLUMN, span, message);
                    faults.push(fault.expected("a name of the column in the header"));
                }
            }
        }
        table.rows.push(Row {
            span: line.whole,
            cells,
        });
    }
}

/// What a cell of the header says.
enum Head {
    /// A column of the table, by its place in the form.
    Column(usize),
    /// Nothing that the table has; it is reported.
    Unknown,
    /// Nothing at all.
    Empty,
}

impl Head {
    fn place(&self) -> Option<usize> {
        match self {
            Self::Column(place) => Some(*place),
            Self::Unknown | Self::Empty => None,
        }
    }
}

/// One record of a file.
struct Line {
    whole: Span,
    cells: Vec<(String, Span)>,
    is_closed: bool,
}

impl Line {
    /// Takes away empty cells behind the last column, where a spreadsheet goes on with them. They stay where the others
    /// would not stand in their columns: then one of them may hold a comma.
    fn leave_out_beyond(&mut self, form: &Form, columns: &[Head]) {
        let beyond = self.cells.iter().skip(columns.len());
        let is_shifted = (self.cells.iter().zip(columns)).any(|((cell, _), head)| {
            let column = head.place().map(|place| &form.columns[place]);
            column.is_some_and(|column| !dialect::may_hold(column, cell))
        });
        if beyond.clone().all(|(cell, _)| cell.is_empty()) && !is_shifted {
            self.cells.truncate(columns.len().max(1));
        }
    }

    /// Nothing stands in it, or nothing but a remark or the mark of an end.
    fn is_empty(&self) -> bool {
        let first = self.cells.first().map_or("", |(cell, _)| cell.as_str());
        first.starts_with('#')
            || (self.cells.iter()).all(|(cell, _)| cell.is_empty() || cell == "\u{1a}")
    }
}

/// The records of a file, one after the other.
struct Lines<'a> {
    text: &'a str,
    file: u32,
    set_apart: separator::Cells,
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    spans: Vec<(usize, usize)>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, file: u32, set_apart: separator::Cells) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(set_apart.mark as u8)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(&text.as_bytes()[set_apart.start..]);
        Self {
            text,
            file,
            set_apart,
            reader,
            record: csv::StringRecord::new(),
            spans: Vec::new(),
        }
    }

    /// The first record, unless it has too many cells.
    fn header(&mut self, form: &Form, faults: &mut Faults) -> Option<Line> {
        let header = self.next().unwrap_or_else(|| Line {
            whole: Span::new(self.file, 0, 0),
            cells: Vec::new(),
            is_closed: true,
        });
        let used = (header.cells.iter()).rposition(|(cell, _)| !cell.is_empty());
        let count = used.map_or(0, |last| last + 1);
        if count > MOST_COLUMNS {
            let message = format!("the header of `{}` has {count} columns", form.name);
            let fault = Fault::at(codes::HOW_MANY, header.whole, message);
            faults.push(fault.expected(format!("at most {MOST_COLUMNS}")));
            return None;
        }
        let mut header = header;
        if header.cells.len() > MOST_COLUMNS {
            header.cells.truncate(count);
        }
        Some(header)
    }

    fn next(&mut self) -> Option<Line> {
        if !matches!(self.reader.read_record(&mut self.record), Ok(true)) {
            return None;
        }
        let position = self.record.position();
        let start = position.map_or(0, |position| position.byte() as usize) + self.set_apart.start;
        self.spans.clear();
        let is_closed = cells(self.text, start, self.set_apart.mark as u8, &mut self.spans);
        let place = |(start, end): (usize, usize)| Span::new(self.file, start, end);
        let whole = place(whole(&self.spans));
        let cells = (self.record.iter().enumerate())
            .map(|(at, cell)| {
                let span = self.spans.get(at).copied().map_or(whole, place);
                (cell.to_owned(), span)
            })
            .collect();
        Some(Line {
            whole,
            cells,
            is_closed,
        })
    }
}

fn misshapen_row(cells: usize, heads: usize, span: Span) -> Fault {
    let message = format!("this row has {cells} cells, the header has {heads}");
    Fault::at(codes::CELLS, span, message)
        .expected(format!("{heads} cells"))
        .hint("a text or a figure with a comma in it needs quotes about it")
}

/// Reports the required columns that a header does not name, once for the whole table.
fn lacking(
    form: &Form,
    columns: &[Option<usize>],
    header: Span,
    table: &mut Table,
    faults: &mut Faults,
) {
    for (place, column) in form.columns.iter().enumerate() {
        if column.need != Need::Required || columns.contains(&Some(place)) {
            continue;
        }
        table.lacks.push(place);
        table.is_partial |= form.key == Some(column.name);
        let message = format!("`{}` has no column `{}`", form.name, column.name);
        let fault = Fault::at(codes::MISSING, header, message);
        faults.push(fault.expected(format!("a column `{}`", column.name)));
    }
}

/// The fault of a table with too many rows.
pub(crate) fn too_many(form: &Form, span: Span) -> Fault {
    let message = format!("`{}` has more than {} rows", form.name, form.most);
    Fault::at(codes::TOO_LARGE, span, message)
}

/// The fault of a column that a table does not have.
pub(crate) fn unknown_column(form: &Form, written: &str, span: Span, faults: &Faults) -> Fault {
    let names: Vec<&str> = form.columns.iter().map(|column| column.name).collect();
    let message = format!("{} is not a column of `{}`", quoted(written), form.name);
    Fault::at(codes::UNKNOWN_COLUMN, span, message)
        .expected(format!("one of {}", names.join(", ")))
        .nearest(faults.nearest(written, names.iter().copied()))
}

/// The column of each cell of the header.
fn columns(form: &Form, header: &Line, habits: &mut Habits, faults: &mut Faults) -> Vec<Head> {
    let mut columns: Vec<Head> = Vec::with_capacity(header.cells.len());
    for (written, span) in &header.cells {
        let Some(column) = separator::column(form, written) else {
            if written.is_empty() {
                columns.push(Head::Empty);
            } else {
                let fault = unknown_column(form, written, *span, faults);
                faults.push(fault);
                columns.push(Head::Unknown);
            }
            continue;
        };
        if form.columns[column].name != written {
            habits.note(Habit::Heads, *span, || {
                format!("{} is {}", quoted(written), form.columns[column].name)
            });
        }
        if columns.iter().any(|head| head.place() == Some(column)) {
            let message = format!("the column {} is given twice", quoted(written));
            faults.push(Fault::at(codes::DUPLICATE_COLUMN, *span, message));
            columns.push(Head::Unknown);
        } else {
            columns.push(Head::Column(column));
        }
    }
    columns
}

/// From the first cell to the last.
fn whole(spans: &[(usize, usize)]) -> (usize, usize) {
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => (first.0, last.1),
        _ => (0, 0),
    }
}

/// The places of the cells of the record at `start`, without blanks and quotes about them. Whether
/// every quote is closed.
fn cells(text: &str, start: usize, mark: u8, spans: &mut Vec<(usize, usize)>) -> bool {
    let bytes = text.as_bytes();
    let mut at = start.min(bytes.len());
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    let mut first = at;
    let mut is_open = false;
    loop {
        let byte = bytes.get(at).copied();
        match byte {
            Some(b'"') if is_open || text[first..at].trim().is_empty() => is_open = !is_open,
            Some(b'"') if bytes.get(at - 1) == Some(&b'"') => is_open = !is_open,
            _ if byte.is_none()
                || !is_open && (byte == Some(mark) || matches!(byte, Some(b'\r' | b'\n'))) =>
            {
                let cell = &text[first..at];
                let lead = cell.len() - cell.trim_start_matches([' ', '\t', '"']).len();
                let bare = cell.trim_matches([' ', '\t', '"']).len();
                spans.push((first + lead, first + lead + bare));
                if byte != Some(mark) {
                    return !is_open;
                }
                first = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests;
