//! The figures of a table: which mark it uses for decimals, and what its figures say.

use interdict_quantity::unit;

use super::habits::{Habit, Habits, example};
use super::number::{Decimals, Written, written};
use crate::codes;
use crate::fault::{Fault, Faults, quoted};
use crate::forms::{Column, Form, Kind as Form_};
use crate::grid::Row;
use crate::source::Span;
use crate::tree::Kind;

/// Marks of decimals that are seen somewhere.
#[derive(Clone, Copy, Default)]
struct Seen {
    point: bool,
    comma: bool,
}

impl Seen {
    fn note(&mut self, mark: Option<Decimals>) {
        self.point |= mark == Some(Decimals::Point);
        self.comma |= mark == Some(Decimals::Comma);
    }

    /// The only mark that is seen.
    fn only(self) -> Option<Decimals> {
        match (self.point, self.comma) {
            (true, false) => Some(Decimals::Point),
            (false, true) => Some(Decimals::Comma),
            _ => None,
        }
    }
}

/// Puts the figures of a table into the form of the language; warns of those that may mean thousands.
pub(super) fn settle(form: &Form, rows: &mut [Row], habits: &mut Habits, faults: &mut Faults) {
    let mut of_columns = vec![Seen::default(); form.columns.len()];
    for (place, node) in rows.iter().flat_map(|row| &row.cells) {
        let column = &form.columns[*place];
        if let Kind::Text(text) | Kind::Number(text) = &node.kind
            && is_of_figures(column)
        {
            let words = text
                .split_whitespace()
                .filter(|_| column.kind == Form_::Months);
            let whole = (column.kind != Form_::Months).then_some(&**text);
            for figure in words.chain(whole) {
                of_columns[*place].note(shown(column, figure));
            }
        }
    }
    let mut of_table = Seen::default();
    for seen in &of_columns {
        of_table.point |= seen.point;
        of_table.comma |= seen.comma;
    }
    let mut thousands = Vec::new();
    for (place, node) in rows.iter_mut().flat_map(|row| &mut row.cells) {
        let column = &form.columns[*place];
        let (Kind::Text(text) | Kind::Number(text)) = &node.kind else {
            continue;
        };
        let read = match column.kind {
            Form_::Months => shares(text, of_table, habits, node.span),
            _ if is_of_figures(column) => {
                if may_mean_thousands(column, text, of_columns[*place], of_table) {
                    thousands.push((node.span, text.clone()));
                }
                figure(column, text, of_table, habits, node.span)
            }
            _ => None,
        };
        if let Some(read) = read {
            node.kind = Kind::Text(read.into());
        }
    }
    tell_thousands(form, &thousands, faults);
}

fn is_of_figures(column: &Column) -> bool {
    matches!(
        column.kind,
        Form_::Number(..) | Form_::Parts(..) | Form_::Count(..) | Form_::Months
    )
}

/// The mark of decimals that a figure shows: by its form, or because only one of its meanings is in range.
fn shown(column: &Column, text: &str) -> Option<Decimals> {
    match written(text) {
        Written::Plain(mark) | Written::Other(_, mark) => mark,
        Written::Either { mark, .. } => {
            let (as_decimals, as_thousands) = fitting(column, text)?;
            match (as_decimals, as_thousands) {
                (true, false) => Some(mark),
                (false, true) => Some(other(mark)),
                _ => None,
            }
        }
    }
}

fn other(mark: Decimals) -> Decimals {
    match mark {
        Decimals::Point => Decimals::Comma,
        Decimals::Comma => Decimals::Point,
    }
}

/// Whether a figure with two meanings is in range as decimals, and as thousands.
fn fitting(column: &Column, text: &str) -> Option<(bool, bool)> {
    let Written::Either {
        as_decimals,
        as_thousands,
        ..
    } = written(text)
    else {
        return None;
    };
    Some((fits(column, &as_decimals), fits(column, &as_thousands)))
}

fn fits(column: &Column, text: &str) -> bool {
    let (unit, low, high, is_whole) = match column.kind {
        Form_::Number(unit, low, high) | Form_::Parts(unit, low, high, _) => {
            (unit, low, high, false)
        }
        Form_::Count(unit, low, high) => (unit, low, high, true),
        _ => ("share", 0.0, 1.0, false),
    };
    let number = unit::read(text, unit);
    number.is_ok_and(|number| {
        (low..=high).contains(&number) && !(is_whole && (number - number.round()).abs() >= 1e-9)
    })
}

/// A figure in the form of the language; `None` where it is that already, or has two meanings.
fn figure(
    column: &Column,
    text: &str,
    seen: Seen,
    habits: &mut Habits,
    span: Span,
) -> Option<String> {
    match written(text) {
        Written::Plain(_) => None,
        Written::Other(read, mark) => {
            let habit = match mark {
                Some(Decimals::Comma) if text.contains(',') => Habit::Decimals,
                _ if has_thousands(text) => Habit::Thousands,
                _ => Habit::Signs,
            };
            habits.note(habit, span, || example(text, &read));
            Some(read)
        }
        Written::Either {
            mark,
            as_decimals,
            as_thousands,
        } => {
            let chosen = match fitting(column, text) {
                Some((true, false)) => Some(mark),
                Some((false, true)) => Some(other(mark)),
                _ => seen.only(),
            }?;
            let (habit, read) = match (mark, chosen == mark) {
                (Decimals::Point, true) => return None,
                (Decimals::Comma, true) => (Habit::Decimals, as_decimals),
                (_, false) => (Habit::Thousands, as_thousands),
            };
            habits.note(habit, span, || example(text, &read));
            Some(read)
        }
    }
}

fn has_thousands(text: &str) -> bool {
    text.contains([
        ',', '.', '\'', '’', ' ', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}',
    ]) && !text.ends_with(['°', 'º'])
}

/// Shares of months, with blanks between them.
fn shares(text: &str, seen: Seen, habits: &mut Habits, span: Span) -> Option<String> {
    let mut is_changed = false;
    let words: Vec<String> = (text.split_whitespace())
        .map(|word| {
            let word = word.trim_end_matches(';');
            let read = match written(word) {
                Written::Other(read, _) => Some(read),
                Written::Either {
                    mark: Decimals::Comma,
                    as_decimals,
                    ..
                } if !seen.point => Some(as_decimals),
                _ => None,
            };
            is_changed |= read.is_some();
            read.unwrap_or_else(|| word.to_owned())
        })
        .collect();
    is_changed.then(|| {
        let read = words.join(" ");
        habits.note(Habit::Decimals, span, || example(text, &read));
        read
    })
}

/// Whether a figure with a point and three digits may well mean thousands, and is read as decimals.
fn may_mean_thousands(column: &Column, text: &str, column_shows: Seen, seen: Seen) -> bool {
    let Written::Either {
        mark: Decimals::Point,
        ..
    } = written(text)
    else {
        return false;
    };
    let (Form_::Number(unit, ..) | Form_::Parts(unit, ..) | Form_::Count(unit, ..)) = column.kind
    else {
        return false;
    };
    let is_open =
        fitting(column, text) == Some((true, true)) && seen.only() != Some(Decimals::Comma);
    let is_of_mass =
        matches!(unit, "t" | "t/day" | "kg") || matches!(column.kind, Form_::Count(..));
    let number_ends_in_zero = {
        let end = text
            .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+')));
        text[..end.unwrap_or(text.len())].ends_with('0')
    };
    is_open && !column_shows.point && (is_of_mass || number_ends_in_zero)
}

fn tell_thousands(form: &Form, found: &[(Span, Box<str>)], faults: &mut Faults) {
    let Some((span, text)) = found.first() else {
        return;
    };
    let Written::Either {
        as_decimals,
        as_thousands,
        ..
    } = written(text)
    else {
        return;
    };
    let short = as_decimals.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let short = short.trim_end_matches('0').trim_end_matches('.');
    let message = format!(
        "{} is read as {short}, with a point for decimals, and not as {as_thousands}",
        quoted(text)
    );
    let more = match found.len() - 1 {
        0 => String::new(),
        more => format!("; {more} more figures of `{}` are written so", form.name),
    };
    faults.push(
        Fault::at(codes::THOUSANDS, *span, message)
            .warning()
            .hint(format!("write `{short}` or `{as_thousands}`{more}")),
    );
}
