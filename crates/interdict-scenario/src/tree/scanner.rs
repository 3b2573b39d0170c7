//! The scanner: from signs to values, or to the sign at which the slip is.

use super::node::{Kind, Name, Node};
use super::texts;
use crate::codes;
use crate::fault::Fault;
use crate::source::Span;

/// Deepest nesting of lists and rows that is read.
const DEEPEST: usize = 32;
/// Values in one file.
const MOST_VALUES: usize = 4_000_000;

pub(super) type Read<T> = Result<T, Box<Fault>>;

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    bytes: &'a [u8],
    file: u32,
    pub(super) at: usize,
    values: usize,
    /// Where the last blanks end, and what stood before them.
    blank_end: usize,
    pub(super) last: usize,
    /// The last text in quotes, and the last number: first byte and the byte after the last.
    pub(super) last_text: (usize, usize),
    pub(super) last_number: (usize, usize),
    odd_blank: Option<(Span, char)>,
}

/// An open bracket: where it stands, and the sign that closes it.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) at: usize,
    pub(super) end: u8,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, file: u32) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            file,
            at: 0,
            values: 0,
            blank_end: usize::MAX,
            last: 0,
            last_text: (0, 0),
            last_number: (0, 0),
            odd_blank: None,
        }
    }

    /// The first blank that is none of ASCII's, and its place.
    pub(super) fn odd_blank(&self) -> Option<(Span, char)> {
        self.odd_blank
    }

    pub(super) fn document(&mut self) -> Read<Node> {
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
            return Err(self.beyond_the_end());
        }
        Ok(node)
    }

    /// A place in the text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    /// A fault at the sign at `start`.
    pub(super) fn fault(&self, start: usize, message: &str) -> Box<Fault> {
        let length = self.text[start..].chars().next().map_or(0, char::len_utf8);
        let message = format!("the text cannot be read: {message}");
        let span = self.span(start, start + length);
        Box::new(Fault::at(codes::SYNTAX, span, message))
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips blanks and comments.
    fn blank(&mut self) -> Read<()> {
        if self.at != self.blank_end {
            self.last = self.at;
        }
        while let Some(sign) = self.text[self.at..].chars().next() {
            if sign.is_whitespace() || is_unseen(sign) {
                let end = self.at + sign.len_utf8();
                if !sign.is_ascii() && self.odd_blank.is_none() {
                    self.odd_blank = Some((self.span(self.at, end), sign));
                }
                self.at = end;
            } else if self.text[self.at..].starts_with("//") {
                let rest = &self.text[self.at..];
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if self.text[self.at..].starts_with("/*") {
                self.block_comment()?;
            } else {
                break;
            }
        }
        self.blank_end = self.at;
        Ok(())
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
            let message = format!("the file holds more than {MOST_VALUES} values");
            let span = self.span(start, start + 1);
            return Err(Box::new(Fault::at(codes::TOO_LARGE, span, message)));
        }
        if depth > DEEPEST {
            let message = format!("lists and rows are nested more than {DEEPEST} deep");
            let span = self.span(start, start + 1);
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
        let span = self.span(start, self.at);
        Ok(Node { kind, span })
    }

    fn number(&mut self) -> &str {
        let start = self.at;
        while self.peek().is_some_and(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')
        }) {
            self.at += 1;
        }
        self.last_number = (start, self.at);
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
            span: self.span(start, self.at),
        })
    }

    fn word(&mut self, depth: usize) -> Read<Kind> {
        let Some(name) = self.name() else {
            return Err(self.no_value());
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
        self.ends_like_a_word(name.span.start as usize)?;
        Ok(match &*name.text {
            "true" => Kind::Flag(true),
            "false" => Kind::Flag(false),
            _ => Kind::Word(name.text),
        })
    }

    /// `(` and what follows: fields when a name and a colon come first, values otherwise.
    fn bracket(&mut self, name: Option<Name>, depth: usize) -> Read<Kind> {
        let open = Open {
            at: self.at,
            end: b')',
        };
        self.at += 1;
        self.blank()?;
        let first = self.at;
        let is_fields = !matches!(self.peek(), Some(b'0'..=b'9')) && self.name().is_some() && {
            self.blank()?;
            matches!(self.peek(), Some(b':' | b'='))
        };
        self.at = first;
        self.blank_end = first;
        if !is_fields {
            self.at = open.at;
            return Ok(Kind::Tuple(name.map(Box::new), self.items(b')', depth)?));
        }
        let mut fields = Vec::new();
        loop {
            self.blank()?;
            if self.close(b')') {
                return Ok(Kind::Fields(name.map(Box::new), fields));
            }
            let is_figure = matches!(self.peek(), Some(b'0'..=b'9'));
            let Some(field) = (!is_figure).then(|| self.name()).flatten() else {
                return Err(self.no_field(open));
            };
            self.colon(&field.text)?;
            fields.push((field, self.value(depth + 1)?));
            self.comma(open)?;
        }
    }

    fn colon(&mut self, after: &str) -> Read<()> {
        self.blank()?;
        if !self.close(b':') {
            return Err(self.no_colon(after));
        }
        self.blank()
    }

    fn items(&mut self, end: u8, depth: usize) -> Read<Vec<Node>> {
        let open = Open { at: self.at, end };
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blank()?;
            if self.close(end) {
                return Ok(items);
            }
            if self.peek().is_none() {
                return Err(self.not_closed(open));
            }
            items.push(self.value(depth + 1)?);
            self.comma(open)?;
        }
    }

    fn entries(&mut self, depth: usize) -> Read<Vec<(Node, Node)>> {
        let open = Open {
            at: self.at,
            end: b'}',
        };
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.blank()?;
            if self.close(b'}') {
                return Ok(entries);
            }
            if self.peek().is_none() {
                return Err(self.not_closed(open));
            }
            let key = self.value(depth + 1)?;
            self.colon("the name")?;
            entries.push((key, self.value(depth + 1)?));
            self.comma(open)?;
        }
    }

    /// Steps over `byte` if it comes next.
    fn close(&mut self, byte: u8) -> bool {
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    fn comma(&mut self, open: Open) -> Read<()> {
        self.blank()?;
        if self.close(b',') || self.peek() == Some(open.end) {
            return Ok(());
        }
        Err(self.no_comma(open))
    }

    fn string(&mut self) -> Read<String> {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    self.last_text = (start, self.at);
                    let text = &self.text[start + 1..self.at - 1];
                    return texts::unescaped(text).map_err(|bad| {
                        let fault =
                            self.fault(start + 1 + bad, "there is no such escape in a text");
                        hinted(fault, "a backslash is written twice: `\\`")
                    });
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

/// A fault with what to do about it.
pub(super) fn hinted(mut fault: Box<Fault>, hint: impl Into<String>) -> Box<Fault> {
    fault.hint = Some(hint.into());
    fault
}

/// Signs without width that editors and copied pages leave behind.
fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'
    )
}
