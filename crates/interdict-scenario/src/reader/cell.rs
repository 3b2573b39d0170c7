//! One cell: from what is written to a value of its column's kind.

pub(crate) use super::plain::{date_of, figure, number, seen, text};
use super::{Field, LONGEST_DAYS, Reader};
use crate::codes;
use crate::dialect;
use crate::fault::{Fault, nearest, quoted};
use crate::forms::{Column, Kind as Form_, TableName};
use crate::source::Span;
use crate::tree::{Kind, Node};

/// Things named in one list.
const LONGEST_LIST: usize = 50_000;

impl Reader<'_> {
    pub(super) fn cell(&mut self, column: &Column, node: &Node) -> Field {
        let field = match column.kind {
            Form_::Id => text(node).map(|text| Field::Text(text.to_owned())),
            Form_::Text => text(node).map(|text| Field::Text(seen(text, node.span, self.faults))),
            Form_::Number(unit, low, high) | Form_::Parts(unit, low, high, _) => {
                ranged(column, node, unit, low, high).map(Field::Number)
            }
            Form_::Count(unit, low, high) => (ranged(column, node, unit, low, high))
                .and_then(|number| whole(column, node, number)),
            Form_::Flag => flag(node),
            Form_::Date | Form_::FirstDay | Form_::LastDay | Form_::LastUse => {
                self.date(node).map(Field::Day)
            }
            Form_::Dates => return self.dates(node),
            Form_::Choice(words) => choice(column, node, words),
            Form_::One(table) => return self.one(table, node),
            Form_::Many(tables) => return self.many(tables, node),
            Form_::Months => Self::months(node),
            Form_::Values(tables) => return self.values(tables, node),
            Form_::Hours => hours(node).map(Field::Hours),
        };
        field.unwrap_or_else(|fault| {
            self.faults.push(*fault);
            Field::Nothing
        })
    }

    fn date(&self, node: &Node) -> Result<i32, Box<Fault>> {
        let date = date_of(node)?;
        let Some(starts) = self.starts else {
            return Ok(0);
        };
        let day = starts.days_until(date);
        if day.abs() > LONGEST_DAYS {
            let message = format!("{date} is more than ten years from the scenario's first day");
            let fault = Fault::at(codes::DATE_OUTSIDE, node.span, message);
            return Err(Box::new(fault.expected(format!("a date near {starts}"))));
        }
        Ok(day)
    }

    fn dates(&mut self, node: &Node) -> Field {
        let mut days = Vec::new();
        for item in items(node) {
            let is_start = matches!(&item.kind, Kind::Text(text) if &**text == "start");
            match if is_start { Ok(0) } else { self.date(&item) } {
                Ok(day) => days.push(day),
                Err(fault) => self.faults.push(*fault),
            }
        }
        days.sort_unstable();
        Field::Days(days)
    }

    fn one(&mut self, table: TableName, node: &Node) -> Field {
        let found = match &node.kind {
            Kind::Text(written) => (self.names.row(table, written))
                .ok_or_else(|| Box::new(self.dangling(&[table], written, node.span))),
            _ => text(node).map(|_| 0),
        };
        match found {
            Ok(row) => Field::Rows(vec![(table, row)]),
            Err(fault) => {
                self.report(*fault, &[table]);
                Field::Nothing
            }
        }
    }

    fn find(&self, tables: &[TableName], node: &Node) -> Result<(TableName, u32), Box<Fault>> {
        let written = text(node)?;
        (tables.iter())
            .find_map(|&table| Some((table, self.names.row(table, written)?)))
            .ok_or_else(|| Box::new(self.dangling(tables, written, node.span)))
    }

    fn many(&mut self, tables: &[TableName], node: &Node) -> Field {
        let mut rows = Vec::new();
        for item in items(node) {
            match self.find(tables, &item) {
                Ok(row) => rows.push(row),
                Err(fault) => self.report(*fault, tables),
            }
        }
        if self.too_long(rows.len(), node.span) {
            return Field::Nothing;
        }
        Field::Rows(rows)
    }

    fn too_long(&mut self, length: usize, span: Span) -> bool {
        if length > LONGEST_LIST {
            let message = format!("this list has {length} entries");
            let fault = Fault::at(codes::HOW_MANY, span, message);
            self.faults
                .push(fault.expected(format!("at most {LONGEST_LIST}")));
        }
        length > LONGEST_LIST
    }

    fn months(node: &Node) -> Result<Field, Box<Fault>> {
        let mut months = Vec::new();
        let items = items(node);
        if items.len() != 12 {
            let message = format!("there are {} shares here", items.len());
            let mut fault = Fault::at(codes::HOW_MANY, node.span, message);
            if items.len() == 24 {
                fault = fault.hint("decimals are marked by a point: `0.5`, not `0,5`");
            }
            return Err(Box::new(fault.expected("12 shares, January first")));
        }
        for item in items {
            let share = number(&item, "share")?;
            check_range("a share", &item, share, ("share", 0.0, 1.0))?;
            months.push(share);
        }
        Ok(Field::Months(months))
    }

    fn values(&mut self, tables: &[TableName], node: &Node) -> Field {
        let mut values = Vec::new();
        for (what, value) in pairs(node, ':').unwrap_or_else(|fault| {
            self.faults.push(*fault);
            Vec::new()
        }) {
            let is_all = matches!(&what.kind, Kind::Text(text) if &**text == "all");
            let row = if is_all {
                Ok(None)
            } else {
                self.find(tables, &what).map(Some)
            };
            let value = number(&value, "figure").and_then(|number| {
                check_range("a value", &value, number, ("figure", -1e6, 1e6)).map(|()| number)
            });
            match (row, value) {
                (Ok(row), Ok(value)) => values.push((row, value)),
                (row, value) => {
                    for fault in [row.err(), value.err()].into_iter().flatten() {
                        self.report(*fault, tables);
                    }
                }
            }
        }
        if self.too_long(values.len(), node.span) {
            return Field::Nothing;
        }
        Field::Values(values)
    }
}

fn ranged(
    column: &Column,
    node: &Node,
    unit: &'static str,
    low: f64,
    high: f64,
) -> Result<f64, Box<Fault>> {
    let value = number(node, unit)?;
    check_range(
        &format!("`{}`", column.name),
        node,
        value,
        (unit, low, high),
    )?;
    Ok(value)
}

fn check_range(
    what: &str,
    node: &Node,
    value: f64,
    (unit, low, high): (&str, f64, f64),
) -> Result<(), Box<Fault>> {
    if (low..=high).contains(&value) {
        return Ok(());
    }
    let unit = if unit == "figure" { "" } else { unit };
    let message = format!("{what} is out of range: {} {unit}", figure(value));
    let range = format!("{} to {} {unit}", figure(low), figure(high));
    let fault = Fault::at(codes::OUT_OF_RANGE, node.span, message.trim_end());
    Err(Box::new(fault.expected(range.trim_end())))
}

fn whole(column: &Column, node: &Node, number: f64) -> Result<Field, Box<Fault>> {
    if (number - number.round()).abs() < 1e-9 {
        return Ok(Field::Number(number.round()));
    }
    let message = format!("`{}` is not whole: {}", column.name, figure(number));
    let fault = Fault::at(codes::NOT_WHOLE, node.span, message);
    Err(Box::new(fault.expected("a whole number")))
}

fn flag(node: &Node) -> Result<Field, Box<Fault>> {
    let written = match &node.kind {
        Kind::Flag(flag) => return Ok(Field::Flag(*flag)),
        Kind::Word(text) | Kind::Number(text) => text,
        _ => text(node)?,
    };
    match dialect::flag(written) {
        Some("yes") => Ok(Field::Flag(true)),
        Some(_) => Ok(Field::Flag(false)),
        None => {
            let message = format!("{} is neither yes nor no", quoted(written));
            let fault = Fault::at(codes::UNKNOWN_WORD, node.span, message);
            Err(Box::new(fault.expected("`yes` or `no`")))
        }
    }
}

fn choice(column: &Column, node: &Node, words: &[&str]) -> Result<Field, Box<Fault>> {
    let written = match &node.kind {
        Kind::Word(text) => text,
        _ => text(node)?,
    };
    let exact = words.iter().position(|word| *word == written);
    let alike = || {
        words
            .iter()
            .position(|word| word.eq_ignore_ascii_case(written))
    };
    if let Some(place) = exact.or_else(alike) {
        return Ok(Field::Word(place));
    }
    let message = format!("`{}` cannot be {}", column.name, quoted(written));
    Err(Box::new(
        Fault::at(codes::UNKNOWN_WORD, node.span, message)
            .expected(format!("one of {}", words.join(", ")))
            .nearest(nearest(written, words.iter().copied())),
    ))
}

/// The items of a list; of a text, its words.
fn items(node: &Node) -> Vec<Node> {
    match &node.kind {
        Kind::List(items) | Kind::Tuple(None, items) => items.clone(),
        Kind::Text(text) => words(text, node.span),
        _ => vec![node.clone()],
    }
}

/// The words of a text, each with its place (the whole text's where quotes or escapes hide it).
fn words(text: &str, span: Span) -> Vec<Node> {
    let quotes = ((span.end - span.start) as usize).checked_sub(text.len());
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(lead) = rest.find(|c: char| !c.is_whitespace()) {
        let from = text.len() - rest.len() + lead;
        let length = text[from..]
            .find(char::is_whitespace)
            .unwrap_or(text.len() - from);
        let start = span.start as usize + from + usize::from(quotes == Some(2));
        let place = match quotes {
            Some(0 | 2) => Span::new(span.file, start, start + length),
            _ => span,
        };
        words.push(Node::text(&text[from..from + length], place));
        rest = &text[from + length..];
    }
    words
}

/// Pairs: `[(a, b), ...]`, or a text `a:b a:b`.
fn pairs(node: &Node, mark: char) -> Result<Vec<(Node, Node)>, Box<Fault>> {
    let mut pairs = Vec::new();
    for item in items(node) {
        let pair = match &item.kind {
            Kind::Tuple(None, parts) | Kind::List(parts) if parts.len() == 2 => {
                Some((parts[0].clone(), parts[1].clone()))
            }
            Kind::Text(text) => text.split_once(mark).map(|(first, second)| {
                (Node::text(first, item.span), Node::text(second, item.span))
            }),
            _ => None,
        };
        let Some(pair) = pair else {
            let message = format!("this is {}, not a pair", item.describe());
            let fault = Fault::at(codes::WRONG_TYPE, item.span, message);
            return Err(Box::new(
                fault.expected(format!("a pair: `(a, b)`, in a cell `a{mark}b`")),
            ));
        };
        pairs.push(pair);
    }
    Ok(pairs)
}

fn hours(node: &Node) -> Result<Vec<(f64, f64)>, Box<Fault>> {
    let mut hours = Vec::new();
    for (first, last) in pairs(node, '-')? {
        let (from, to) = (number(&first, "h")?, number(&last, "h")?);
        check_range("an hour", &first, from, ("h", 0.0, 24.0))?;
        check_range("an hour", &last, to, ("h", 0.0, 24.0))?;
        if from >= to {
            let message = format!("{} is not before {}", figure(from), figure(to));
            let fault = Fault::at(codes::ORDER, first.span, message);
            return Err(Box::new(fault.expected("hours that begin before they end")));
        }
        hours.push((from, to));
    }
    if hours.len() > 24 {
        let message = format!("there are {} spans of hours", hours.len());
        let fault = Fault::at(codes::HOW_MANY, node.span, message);
        return Err(Box::new(fault.expected("at most 24")));
    }
    Ok(hours)
}
