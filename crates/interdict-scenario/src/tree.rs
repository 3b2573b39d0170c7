//! RON as a tree with places: what every fault points into.
//!
//! The scanner reads a text into a tree in which every value keeps its span, names keep their order, and duplicates are
//! still there to be found. It says what is wrong in the words of the language and at the sign where the slip is. Its
//! depth and the number of its values are bounded. JSON of the same form is read as well.

mod json;
mod scanner;
mod slips;
mod texts;

use crate::codes;
use crate::fault::{Fault, Faults};
use crate::source::Span;
use scanner::Scanner;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub(crate) text: Box<str>,
    pub(crate) span: Span,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// `"text"`, or a cell of a CSV file, without the blanks about it.
    Text(Box<str>),
    /// `12.5`, as written.
    Number(Box<str>),
    /// `true`.
    Flag(bool),
    /// A bare word.
    Word(Box<str>),
    /// `[a, b]`.
    List(Vec<Node>),
    /// `{ a: b }`.
    Map(Vec<(Node, Node)>),
    /// `(a, b)` or `Name(a, b)`.
    Tuple(Option<Name>, Vec<Node>),
    /// `(a: 1)` or `Name(a: 1)`.
    Fields(Option<Name>, Vec<(Name, Node)>),
}

impl Node {
    /// A text. Blanks about it mean nothing, wherever it stands.
    pub(crate) fn text(text: &str, span: Span) -> Self {
        Self {
            kind: Kind::Text(text.trim().into()),
            span,
        }
    }

    /// What it is, for messages.
    pub(crate) fn describe(&self) -> &'static str {
        match self.kind {
            Kind::Text(_) => "a text",
            Kind::Number(_) => "a number",
            Kind::Flag(_) => "true or false",
            Kind::Word(_) => "a bare word",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
            Kind::Tuple(..) => "values in brackets",
            Kind::Fields(..) => "fields in brackets",
        }
    }
}

/// Reads RON, or reports why it cannot be read.
pub(crate) fn read(text: &str, file: u32, faults: &mut Faults) -> Option<Node> {
    let mut scanner = Scanner::new(text, file);
    let read = scanner.document();
    if let Some((span, blank)) = scanner.odd_blank() {
        let message = format!(
            "U+{:04X}, a blank of another kind, is read as a blank",
            blank as u32
        );
        let fault = Fault::at(codes::DIALECT, span, message).warning();
        faults.push(fault.hint("word processors put it there"));
    }
    match read {
        Ok(node) => Some(node),
        Err(fault) => {
            faults.push(*fault);
            None
        }
    }
}

#[cfg(test)]
mod tests;
