//! Tables as rows of cells with places, and CSV files as such tables.

use crate::codes;
use crate::fault::{Fault, Faults, quoted};
use crate::forms::{Form, Need};
use crate::source::Span;
use crate::tree::Node;

/// One row: cells by column, those that are not given left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) span: Span,
    pub(crate) cells: Vec<(usize, Node)>,
}

impl Row {
    /// The cell of this column.
    pub(crate) fn cell(&self, column: usize) -> Option<&Node> {
        (self.cells.iter())
            .find(|(place, _)| *place == column)
            .map(|(_, node)| node)
    }
}

/// One table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
    /// Some rows could not be read: a name that is not here may be among them.
    pub(crate) is_partial: bool,
    /// Required columns that the header of the file lacks.
    pub(crate) lacks: Vec<usize>,
}

/// Most rows whose number of cells is reported; one slip repeats on every row.
const REPORTED: usize = 5;

/// Columns of a CSV file, known or not.
const MOST_COLUMNS: usize = 256;

/// Reads a CSV file with a header. A cell is text without the blanks about it; an empty one is not
/// given.
pub(crate) fn read(form: &Form, file: u32, faults: &mut Faults) -> Table {
    let text = faults.sources.text(file).to_owned();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    if header.len() > MOST_COLUMNS {
        let message = format!("the header has {} columns", header.len());
        let fault = Fault::at(codes::HOW_MANY, Span::new(file, 0, 1), message);
        faults.push(fault.expected(format!("at most {MOST_COLUMNS}")));
        return Table {
            is_partial: true,
            ..Table::default()
        };
    }
    let mut spans = Vec::new();
    cells(&text, 0, &mut spans);
    let place = |(start, end): (usize, usize)| Span::new(file, start, end);
    let mut table = Table::default();
    let heads: Vec<Span> = spans.iter().copied().map(place).collect();
    let columns = columns(form, &header, &heads, faults);
    lacking(form, &columns, place(whole(&spans)), &mut table, faults);
    let mut misshapen = 0;
    let mut record = csv::StringRecord::new();
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let start = (record.position()).map_or(0, |position| position.byte() as usize);
        spans.clear();
        let ended = cells(&text, start, &mut spans);
        let whole = place(whole(&spans));
        if !ended {
            let message = "a quote is opened in this row and not closed";
            faults.push(Fault::at(codes::SYNTAX, whole, message));
            table.is_partial = true;
            break;
        }
        if record.iter().all(str::is_empty) {
            continue;
        }
        if record.len() != header.len() {
            misshapen += 1;
            table.is_partial = true;
            if misshapen <= REPORTED {
                faults.push(misshapen_row(record.len(), header.len(), whole));
            }
            continue;
        }
        if table.rows.len() == form.most {
            faults.push(too_many(form, whole));
            table.is_partial = true;
            break;
        }
        let cells = (record.iter().enumerate())
            .filter(|(_, cell)| !cell.is_empty())
            .filter_map(|(at, cell)| {
                let span = spans.get(at).copied().map_or(whole, place);
                Some((columns[at]?, Node::text(cell, span)))
            })
            .collect();
        table.rows.push(Row { span: whole, cells });
    }
    table
}

fn misshapen_row(cells: usize, heads: usize, span: Span) -> Fault {
    let message = format!("this row has {cells} cells, the header has {heads}");
    Fault::at(codes::CELLS, span, message)
        .expected(format!("{heads} cells"))
        .hint("a text with a comma in it needs quotes about it")
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
fn columns(
    form: &Form,
    header: &csv::StringRecord,
    spans: &[Span],
    faults: &mut Faults,
) -> Vec<Option<usize>> {
    let mut columns: Vec<Option<usize>> = Vec::with_capacity(header.len());
    for (at, written) in header.iter().enumerate() {
        let span = spans.get(at).copied().unwrap_or_default();
        let column = form.column(written);
        if column.is_none() {
            let fault = unknown_column(form, written, span, faults);
            faults.push(fault);
        }
        let repeated = column.is_some() && columns.contains(&column);
        if repeated {
            let message = format!("the column {} is given twice", quoted(written));
            faults.push(Fault::at(codes::DUPLICATE_COLUMN, span, message));
        }
        columns.push(column.filter(|_| !repeated));
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
fn cells(text: &str, start: usize, spans: &mut Vec<(usize, usize)>) -> bool {
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
            None | Some(b'\r' | b'\n' | b',') if !is_open || byte.is_none() => {
                let cell = &text[first..at];
                let lead = cell.len() - cell.trim_start_matches([' ', '\t', '"']).len();
                let bare = cell.trim_matches([' ', '\t', '"']).len();
                spans.push((first + lead, first + lead + bare));
                if byte != Some(b',') {
                    return !is_open;
                }
                first = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
}
