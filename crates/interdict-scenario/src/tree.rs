//! RON as a tree with places: what every fault points into.
//!
//! The `ron` crate judges the syntax; this scanner then reads the same text into a tree in which
//! every value keeps its span, names keep their order, and duplicates are still there to be found.
//! Its depth and the number of its values are bounded.

use serde::de::IgnoredAny;

use crate::codes;
use crate::fault::{Fault, Faults};
use crate::source::Span;

/// Deepest nesting of lists and rows that is read.
const DEEPEST: usize = 32;
/// Values in one file.
const MOST_VALUES: usize = 4_000_000;

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
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    if let Err(error) = options.from_str::<IgnoredAny>(text) {
        let start = offset(text, error.span.start);
        let end = offset(text, error.span.end).max(start);
        let span = Span::new(file, start, end);
        let fault = if error.code == ron::Error::ExceededRecursionLimit {
            Fault::at(
                codes::TOO_DEEP,
                span,
                "lists and rows are nested too deeply",
            )
        } else {
            let message = format!("the text cannot be read: {}", lower(error.code.to_string()));
            Fault::at(codes::SYNTAX, span, message)
        };
        faults.push(fault);
        return None;
    }
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        file,
        at: 0,
        values: 0,
    };
    match scanner.document() {
        Ok(node) => Some(node),
        Err(fault) => {
            faults.push(*fault);
            None
        }
    }
}

/// A sentence to go on after a colon.
fn lower(mut sentence: String) -> String {
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    sentence
}

/// The byte that `ron` means by a line and a column of characters, both from 1.
fn offset(text: &str, position: ron::error::Position) -> usize {
    let line: usize = (text.split_inclusive('\n'))
        .take(position.line.saturating_sub(1))
        .map(str::len)
        .sum();
    (text[line..].char_indices())
        .nth(position.col.saturating_sub(1))
        .map_or(text.len(), |(at, _)| line + at)
}

type Read<T> = Result<T, Box<Fault>>;

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    file: u32,
    at: usize,
    values: usize,
}

impl Scanner<'_> {
    fn document(&mut self) -> Read<Node> {
        self.blank()?;
        while self.text[self.at..].starts_with("#!") {
            match self.text[self.at..].find(']') {
                Some(end) => self.at += end + 1,
                None => return Err(self.fault(self.at, "this attribute does not end")),
            }
            self.blank()?;
        }
        let node = self.value(0)?;
        self.blank()?;
        if self.at < self.bytes.len() {
            return Err(self.fault(self.at, "there is text after the end"));
        }
        Ok(node)
    }

    fn fault(&self, start: usize, message: &str) -> Box<Fault> {
        let span = Span::new(self.file, start, self.at.max(start + 1));
        let message = format!("the text cannot be read: {message}");
        Box::new(Fault::at(codes::SYNTAX, span, message))
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips blanks and comments.
    fn blank(&mut self) -> Read<()> {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start_matches(['\u{feff}', '\u{85}', '\u{200e}', '\u{200f}']);
            let trimmed = trimmed.trim_start();
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.block_comment()?;
            } else if rest.len() == trimmed.len() {
                return Ok(());
            }
        }
    }

    fn block_comment(&mut self) -> Read<()> {
        let start = self.at;
        let mut open = 0_usize;
        loop {
            match self.bytes.get(self.at..self.at + 2) {
                Some(b"/*") => {
                    open += 1;
                    self.at += 2;
                }
                Some(b"*/") => {
                    open -= 1;
                    self.at += 2;
                    if open == 0 {
                        return Ok(());
                    }
                }
                Some(_) => self.at += 1,
                None => return Err(self.fault(start, "this comment does not end")),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Read<Node> {
        let start = self.at;
        self.values += 1;
        if self.values > MOST_VALUES {
            let span = Span::new(self.file, start, start + 1);
            let message = format!("the file holds more than {MOST_VALUES} values");
            return Err(Box::new(Fault::at(codes::TOO_LARGE, span, message)));
        }
        if depth > DEEPEST {
            let span = Span::new(self.file, start, start + 1);
            let message = format!("lists and rows are nested more than {DEEPEST} deep");
            return Err(Box::new(Fault::at(codes::TOO_DEEP, span, message)));
        }
        let kind = match self.peek() {
            Some(b'"') => Kind::Text(self.string()?.trim().into()),
            Some(b'[') => Kind::List(self.items(b']', depth)?),
            Some(b'{') => Kind::Map(self.entries(depth)?),
            Some(b'(') => self.bracket(None, depth)?,
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => Kind::Number(self.number().into()),
            Some(b'r') if matches!(self.bytes.get(self.at + 1), Some(b'"' | b'#')) => {
                Kind::Text(self.raw_string()?.trim().into())
            }
            _ => self.word(depth)?,
        };
        let span = Span::new(self.file, start, self.at);
        Ok(Node { kind, span })
    }

    fn number(&mut self) -> &str {
        let start = self.at;
        while self.peek().is_some_and(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')
        }) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    fn name(&mut self) -> Option<Name> {
        let start = self.at;
        let rest = &self.text[start..];
        let length = (rest.char_indices())
            .find(|&(_, c)| !(c.is_alphanumeric() || c == '_'))
            .map_or(rest.len(), |(at, _)| at);
        self.at += length;
        (length > 0).then(|| Name {
            text: self.text[start..self.at].into(),
            span: Span::new(self.file, start, self.at),
        })
    }

    fn word(&mut self, depth: usize) -> Read<Kind> {
        let start = self.at;
        let Some(name) = self.name() else {
            return Err(self.fault(start, "a value was expected here"));
        };
        let end = self.at;
        self.blank()?;
        if self.peek() == Some(b'(') {
            let some = &*name.text == "Some";
            let kind = self.bracket(Some(name), depth)?;
            return Ok(match kind {
                Kind::Tuple(_, mut items) if some && items.len() == 1 => items.remove(0).kind,
                kind => kind,
            });
        }
        self.at = end;
        Ok(match &*name.text {
            "true" => Kind::Flag(true),
            "false" => Kind::Flag(false),
            _ => Kind::Word(name.text),
        })
    }

    /// `(` and what follows: fields when a name and a colon come first, values otherwise.
    fn bracket(&mut self, name: Option<Name>, depth: usize) -> Read<Kind> {
        let open = self.at;
        self.at += 1;
        self.blank()?;
        let first = self.at;
        let is_fields = self.name().is_some() && {
            self.blank()?;
            self.peek() == Some(b':')
        };
        self.at = first;
        if !is_fields {
            self.at = open;
            return Ok(Kind::Tuple(name, self.items(b')', depth)?));
        }
        let mut fields = Vec::new();
        loop {
            self.blank()?;
            if self.close(b')') {
                return Ok(Kind::Fields(name, fields));
            }
            let start = self.at;
            let Some(field) = self.name() else {
                return Err(self.fault(start, "the name of a field was expected here"));
            };
            self.blank()?;
            if !self.close(b':') {
                return Err(self.fault(self.at, "a colon was expected here"));
            }
            self.blank()?;
            fields.push((field, self.value(depth + 1)?));
            self.comma(b')')?;
        }
    }

    fn items(&mut self, end: u8, depth: usize) -> Read<Vec<Node>> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blank()?;
            if self.close(end) {
                return Ok(items);
            }
            items.push(self.value(depth + 1)?);
            self.comma(end)?;
        }
    }

    fn entries(&mut self, depth: usize) -> Read<Vec<(Node, Node)>> {
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.blank()?;
            if self.close(b'}') {
                return Ok(entries);
            }
            let key = self.value(depth + 1)?;
            self.blank()?;
            if !self.close(b':') {
                return Err(self.fault(self.at, "a colon was expected here"));
            }
            self.blank()?;
            entries.push((key, self.value(depth + 1)?));
            self.comma(b'}')?;
        }
    }

    /// Steps over `byte` if it comes next.
    fn close(&mut self, byte: u8) -> bool {
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    fn comma(&mut self, end: u8) -> Read<()> {
        self.blank()?;
        if self.close(b',') || self.peek() == Some(end) {
            return Ok(());
        }
        Err(self.fault(self.at, "a comma or the closing bracket was expected here"))
    }

    fn string(&mut self) -> Read<String> {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    let text = &self.text[start..self.at];
                    return ron::from_str(text)
                        .map_err(|_| self.fault(start, "this text has a bad escape"));
                }
                _ => self.at += 1,
            }
        }
        Err(self.fault(start, "this text does not end"))
    }

    fn raw_string(&mut self) -> Read<String> {
        let start = self.at;
        let hashes = (self.bytes[self.at + 1..].iter())
            .take_while(|&&byte| byte == b'#')
            .count();
        let end = format!("\"{}", "#".repeat(hashes));
        let body = self.at + hashes + 2;
        match self.text.get(body..).and_then(|rest| rest.find(&end)) {
            Some(length) => {
                self.at = body + length + end.len();
                Ok(self.text[body..body + length].to_owned())
            }
            None => Err(self.fault(start, "this text does not end")),
        }
    }
}
