//! Tables as other countries and programs write them: put into the words of the language where they have one meaning,
//! and told once for each table.
//!
//! What has two meanings is left as it is, and the reader of cells reports it. A mark of decimals or the order of day
//! and month that one cell shows is that of its whole table.

pub(crate) mod date;
mod figures;
mod habits;
pub(crate) mod number;
pub(crate) mod separator;

use interdict_quantity::Date;

use crate::fault::Faults;
use crate::forms::{Column, Form, Kind as Form_};
use crate::grid::{Row, Table};
use crate::tree::{Kind, Node};

pub(crate) use habits::{Habit, Habits};

use habits::example;

/// What people and programs write where they do not know.
const UNKNOWN: [&str; 12] = [
    "-", "--", "–", "—", "?", "n/a", "n.a.", "na", "#n/a", "null", "none", "unknown",
];

/// Puts the cells of a table into the words of the language; `what` it is called in messages.
pub(crate) fn settle(
    form: &Form,
    table: &mut Table,
    mut habits: Habits,
    what: &str,
    faults: &mut Faults,
) {
    for row in &mut table.rows {
        leave_out_unknown(form, row, &mut habits);
        for (place, node) in &mut row.cells {
            words(&form.columns[*place], node, &mut habits);
        }
    }
    dates(form, &mut table.rows, &mut habits);
    figures::settle(form, &mut table.rows, &mut habits, faults);
    habits.tell(what, faults);
}

/// Whether a cell looks as if it might stand in a column: a figure in a column of figures.
pub(crate) fn may_hold(column: &Column, cell: &str) -> bool {
    let is_figure = |cell: &str| cell.contains(|sign: char| sign.is_ascii_digit());
    match column.kind {
        Form_::Number(..) | Form_::Parts(..) | Form_::Count(..) => {
            cell.is_empty() || is_figure(cell) || is_unknown(cell)
        }
        Form_::Choice(words) => !is_figure(cell) || words.iter().any(|word| is_figure(word)),
        _ => true,
    }
}

/// Whether a text says that nobody knows.
pub(crate) fn is_unknown(text: &str) -> bool {
    text.len() <= 7
        && !text.starts_with(|sign: char| sign.is_ascii_digit())
        && UNKNOWN.contains(&&*text.to_lowercase())
}

/// Takes away cells that say that nobody knows.
fn leave_out_unknown(form: &Form, row: &mut Row, habits: &mut Habits) {
    row.cells.retain(|(place, node)| {
        let Kind::Text(text) = &node.kind else {
            return true;
        };
        let may_say_so = match form.columns[*place].kind {
            Form_::Id | Form_::Text => false,
            // these may be names of rows
            Form_::One(_) | Form_::Many(_) => text.contains(['?', '/', '#']),
            // the language has a word `none` of its own somewhere
            Form_::Choice(words) => !words.contains(&&**text),
            _ => true,
        };
        let is_unknown = may_say_so && is_unknown(text);
        if is_unknown {
            habits.note(Habit::Unknown, node.span, || example(text, "an empty cell"));
        }
        !is_unknown
    });
}

/// Yes and no, and words of choices, in capitals or in the words of a spreadsheet.
fn words(column: &Column, node: &mut Node, habits: &mut Habits) {
    let (Kind::Text(text) | Kind::Word(text)) = &node.kind else {
        return;
    };
    let read = match column.kind {
        Form_::Flag if matches!(&**text, "yes" | "no" | "true" | "false") => None,
        Form_::Flag => flag(text),
        Form_::Choice(words) if words.contains(&&**text) => None,
        Form_::Choice(words) => {
            let mut alike = words.iter().filter(|word| word.eq_ignore_ascii_case(text));
            alike.next().filter(|_| alike.next().is_none()).copied()
        }
        _ => None,
    };
    if let Some(read) = read {
        habits.note(Habit::Words, node.span, || example(text, read));
        node.kind = Kind::Text(read.into());
    }
}

/// Yes or no in other letters, and as spreadsheets write them.
pub(crate) fn flag(text: &str) -> Option<&'static str> {
    match &*text.to_lowercase() {
        "yes" | "y" | "true" | "1" | "wahr" | "vrai" => Some("yes"),
        "no" | "n" | "false" | "0" | "falsch" | "faux" => Some("no"),
        _ => None,
    }
}

/// Dates in other forms.
fn dates(form: &Form, rows: &mut [Row], habits: &mut Habits) {
    let is_date = |place: usize| {
        matches!(
            form.columns[place].kind,
            Form_::Date | Form_::FirstDay | Form_::LastDay | Form_::LastUse
        )
    };
    let mut orders: Vec<date::Order> = (rows.iter().flat_map(|row| &row.cells))
        .filter(|(place, _)| is_date(*place))
        .filter_map(|(_, node)| match &node.kind {
            Kind::Text(text) => match date::written(text) {
                date::Written::Other(_, order) => order,
                _ => None,
            },
            _ => None,
        })
        .collect();
    orders.sort_unstable();
    orders.dedup();
    let order = match orders[..] {
        [order] => Some(order),
        _ => None,
    };
    for (place, node) in rows.iter_mut().flat_map(|row| &mut row.cells) {
        let Kind::Text(text) = &node.kind else {
            continue;
        };
        let read = if is_date(*place) {
            dated(text, order).map(|date| date.to_string())
        } else if form.columns[*place].kind == Form_::Dates {
            listed_dates(text, order)
        } else {
            None
        };
        if let Some(read) = read {
            habits.note(Habit::Dates, node.span, || example(text, &read));
            node.kind = Kind::Text(read.into());
        }
    }
}

/// The date that another form means; `None` for the language's own, and where the meaning is not clear.
fn dated(text: &str, order: Option<date::Order>) -> Option<Date> {
    match (date::written(text), order) {
        (date::Written::Other(date, _), _)
        | (date::Written::Either(date, _), Some(date::Order::DayFirst))
        | (date::Written::Either(_, date), Some(date::Order::MonthFirst)) => Some(date),
        _ => None,
    }
}

/// Several dates with blanks between them.
fn listed_dates(text: &str, order: Option<date::Order>) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let read: Vec<Option<Date>> = words.iter().map(|word| dated(word, order)).collect();
    read.iter().any(Option::is_some).then(|| {
        let told = (words.iter().zip(&read))
            .map(|(word, read)| read.map_or((*word).to_owned(), |date| date.to_string()));
        told.collect::<Vec<_>>().join(" ")
    })
}
