//! A value on its way into a cell: what it means there, and whether that is new.

use interdict_quantity::unit;

use crate::forms::{self, Column, Need};
use crate::source::Span;
use crate::tree::{Kind, Node};
use crate::written::Row;

/// A value on its way into a column.
pub(super) struct Put<'a> {
    column: &'a Column,
    place: usize,
    /// The value; `None` where the cell is emptied.
    value: Option<&'a Node>,
    /// What the cell means then; `None` where it means nothing.
    means: Option<String>,
    /// What an empty cell means.
    default: Option<String>,
}

impl<'a> Put<'a> {
    pub(super) fn new(column: &'a Column, place: usize, value: &'a Node) -> Self {
        let is_empty = matches!(&value.kind, Kind::Text(text) if text.is_empty());
        let default = match column.need {
            Need::Default(text) => Some(meaning(column, &Node::text(text, Span::default()))),
            _ => None,
        };
        let value = (!is_empty).then_some(value);
        Self {
            column,
            place,
            value,
            means: value
                .map(|value| meaning(column, value))
                .or_else(|| default.clone()),
            default,
        }
    }

    /// Whether it changes what the cell of a row means.
    pub(super) fn changes(&self, row: &Row) -> bool {
        let old = row.cell(self.place).map(|node| meaning(self.column, node));
        old.as_ref().or(self.default.as_ref()) != self.means.as_ref()
    }

    /// Puts it into a row.
    pub(super) fn lay_in(&self, row: &mut Row) {
        row.cells.retain(|(other, _)| *other != self.place);
        row.cells
            .extend(self.value.map(|value| (self.place, value.clone())));
    }
}

/// What a value says, in a form in which equal values are equal texts.
pub(super) fn meaning(column: &Column, node: &Node) -> String {
    match &node.kind {
        Kind::Text(text) | Kind::Number(text) => match column.kind {
            forms::Kind::Number(unit, ..)
            | forms::Kind::Parts(unit, ..)
            | forms::Kind::Count(unit, ..) => {
                unit::read(text, unit).map_or_else(|_| text.to_string(), |value| value.to_string())
            }
            forms::Kind::Many(_) | forms::Kind::Dates | forms::Kind::Months => {
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            _ => text.to_string(),
        },
        Kind::Word(word) => word.to_string(),
        Kind::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Kind::List(items) | Kind::Tuple(_, items) => {
            let items: Vec<_> = items.iter().map(|item| meaning(column, item)).collect();
            items.join(" ")
        }
        Kind::Map(_) | Kind::Fields(..) => format!("{:?}", node.kind),
    }
}
