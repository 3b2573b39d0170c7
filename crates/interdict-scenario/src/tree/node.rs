//! Values with their places.

use crate::source::Span;

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

/// What a value is. A table holds millions of them: what is rare stands in a box.
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
    Tuple(Option<Box<Name>>, Vec<Node>),
    /// `(a: 1)` or `Name(a: 1)`.
    Fields(Option<Box<Name>>, Vec<(Name, Node)>),
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
