//! What is wrong at a place where reading cannot go on, in words, with what to do.

use super::scanner::{Open, Read, Scanner, hinted};
use crate::fault::{Fault, quoted};
use crate::text::is_seen;

impl Scanner<'_> {
    /// The sign that comes next, as messages call it.
    fn sign(&self) -> String {
        match self.text[self.at..].chars().next() {
            None => "the end of the file".to_owned(),
            Some(sign) if sign.is_whitespace() || !is_seen(sign.encode_utf8(&mut [0; 4])) => {
                format!("U+{:04X}, which cannot be seen,", sign as u32)
            }
            Some(sign) => quoted(sign.encode_utf8(&mut [0; 4])),
        }
    }

    /// What a sign that stands in a wrong place is mostly meant for.
    fn hint_of_sign(&self) -> Option<&'static str> {
        Some(match self.text[self.at..].chars().next()? {
            '\'' | '`' => "a text is written in double quotes: `\"text\"`",
            '“' | '”' | '„' | '«' | '»' | '‘' | '’' => {
                "a text is written in straight double quotes: `\"text\"`"
            }
            ';' => "fields and rows are set apart by commas",
            '=' => "a field is written `name: value`",
            '#' => "a remark begins with `//`",
            '%' | '°' => "a figure with its unit is a text, in quotes: `\"40 %\"`",
            _ => return None,
        })
    }

    fn with_hint(&self, fault: Box<Fault>) -> Box<Fault> {
        match self.hint_of_sign() {
            Some(hint) => hinted(fault, hint),
            None => fault,
        }
    }

    /// A bracket that was opened and not closed before the end of the file.
    pub(super) fn not_closed(&self, open: Open) -> Box<Fault> {
        let (opened, closes) = (self.text.as_bytes()[open.at] as char, open.end as char);
        let message = format!("`{closes}` is missing");
        let fault = self.fault(self.last, &message);
        let place = self.span(open.at, open.at + 1);
        Box::new(fault.related(place, format!("`{opened}` is opened here")))
    }

    /// Neither a comma nor the closing bracket.
    pub(super) fn no_comma(&self, open: Open) -> Box<Fault> {
        let closes = open.end as char;
        let opened = self.span(open.at, open.at + 1);
        let (start, end) = self.last_text;
        if end == self.last && self.text[start..end].contains('\n') {
            let message =
                "this text runs over the end of its line, and what follows it is no comma";
            return hinted(
                self.fault(start, message),
                "a quote is missing, here or before",
            );
        }
        match self.peek() {
            None => self.not_closed(open),
            Some(b')' | b']' | b'}') => {
                let message = format!(
                    "{} stands where a comma or `{closes}` was expected",
                    self.sign()
                );
                Box::new(
                    self.fault(self.at, &message)
                        .related(opened, "what is open began here"),
                )
            }
            Some(b':') if end == self.last => {
                let hint =
                    "names of fields in round brackets have no quotes; names in `{ }` have them";
                hinted(self.fault(self.at, "a colon stands behind a text"), hint)
            }
            _ if self.is_a_value() => {
                let message = format!("a comma or `{closes}` is missing here");
                let fault = self.fault(self.last, &message);
                let is_letter = self.text[self.at..].starts_with(char::is_alphabetic);
                let is_beside = !self.text[self.last..self.at].contains('\n');
                if is_letter && is_beside && self.last_number.1 == self.last {
                    let hint = "a figure with its unit is a text, in quotes: `\"62 mi\"`";
                    return hinted(fault, hint);
                }
                fault
            }
            _ => {
                let message = format!(
                    "{} stands where a comma or `{closes}` was expected",
                    self.sign()
                );
                self.with_hint(self.fault(self.at, &message))
            }
        }
    }

    /// Whether the next value begins here.
    fn is_a_value(&self) -> bool {
        let next = self.text[self.at..].chars().next();
        next.is_some_and(|sign| {
            sign.is_alphanumeric() || matches!(sign, '"' | '(' | '[' | '{' | '_' | '-' | '+')
        })
    }

    /// No name of a field.
    pub(super) fn no_field(&self, open: Open) -> Box<Fault> {
        if self.peek().is_none() {
            return self.not_closed(open);
        }
        let (start, end) = self.last_number;
        let is_figure = self.text[self.at..].starts_with(|sign: char| sign.is_ascii_digit());
        if is_figure && end > start && self.text.get(end..self.at) == Some(",") {
            let digits = self.text[self.at..].find(|sign: char| !sign.is_ascii_digit());
            let stop = digits.map_or(self.text.len(), |length| self.at + length);
            let (whole, part) = (&self.text[start..end], &self.text[self.at..stop]);
            let fault = self.fault(end, "a comma stands within a figure");
            return hinted(fault, format!("write `{whole}.{part}`"));
        }
        if self.peek() == Some(b'"') {
            let message = "the name of a field was expected here, and a text stands here";
            let hint = "names of fields in round brackets have no quotes";
            return hinted(self.fault(self.at, message), hint);
        }
        let message = format!(
            "{} stands where the name of a field was expected",
            self.sign()
        );
        self.with_hint(self.fault(self.at, &message))
    }

    /// No colon behind a name.
    pub(super) fn no_colon(&self, after: &str) -> Box<Fault> {
        if self.is_a_value() || self.peek().is_none() {
            let message = format!("a colon is missing behind {}", quoted(after));
            return self.fault(self.last, &message);
        }
        let message = format!("{} stands where a colon was expected", self.sign());
        self.with_hint(self.fault(self.at, &message))
    }

    /// No value.
    pub(super) fn no_value(&self) -> Box<Fault> {
        if self.text.trim().is_empty() {
            return self.fault(0, "the file is empty");
        }
        let message = format!("{} stands where a value was expected", self.sign());
        self.with_hint(self.fault(self.at, &message))
    }

    /// A word is followed by a blank or a sign of the language; otherwise it is a text without quotes.
    pub(super) fn ends_like_a_word(&self, start: usize) -> Read<()> {
        let rest = &self.text[self.at..];
        let is_end = rest.starts_with(|sign: char| {
            sign.is_whitespace() || matches!(sign, ',' | ':' | ')' | ']' | '}' | '"' | ';')
        });
        if rest.is_empty() || is_end || rest.starts_with("//") || rest.starts_with("/*") {
            return Ok(());
        }
        let length = rest
            .find([',', ')', ']', '}', '\n', '\r'])
            .unwrap_or(rest.len());
        let end = self.at + rest[..length].trim_end().len();
        let written = &self.text[start..end];
        let mut fault = self.fault(
            start,
            &format!("{} is a text and needs quotes", quoted(written)),
        );
        fault.span = Some(self.span(start, end));
        Err(fault)
    }

    /// Something follows the last bracket.
    pub(super) fn beyond_the_end(&self) -> Box<Fault> {
        if matches!(self.peek(), Some(b')' | b']' | b'}')) {
            let message = format!("{} closes nothing that is open", self.sign());
            return self.fault(self.at, &message);
        }
        self.fault(self.at, "there is text after the end")
    }
}
