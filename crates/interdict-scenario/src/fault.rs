//! Faults: what is wrong, where, what was expected, and what was probably meant.
//!
//! Faults are collected, never thrown one by one: a historian sees all of them in one go.

mod render;

use std::fmt;

use crate::source::{Place, Sources, Span};
use crate::text::{isolated, line_seen, seen};

/// Faults and warnings shown of each; further ones are counted.
pub const SHOWN: usize = 200;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The scenario cannot run.
    Error,
    /// The scenario runs, but something in it has no effect.
    Warning,
}

/// A stable code, `I0001` and on; see [`crate::explain`]. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub(crate) &'static str);

impl Code {
    /// `"I0001"`.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// One fault or warning.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Its code.
    pub code: Code,
    /// How bad it is.
    pub level: Level,
    /// What is wrong, on one line.
    pub message: String,
    /// What was expected at the place; empty where the message says all.
    pub expected: String,
    /// The valid name nearest to the one written.
    pub nearest: Option<String>,
    /// What to do.
    pub hint: Option<String>,
    pub(crate) span: Option<Span>,
    pub(crate) related: Option<(Span, String)>,
}

impl Fault {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            level: Level::Error,
            message: message.into(),
            expected: String::new(),
            nearest: None,
            hint: None,
            span: None,
            related: None,
        }
    }

    pub(crate) fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            span: Some(span),
            ..Self::new(code, message)
        }
    }

    pub(crate) fn warning(mut self) -> Self {
        self.level = Level::Warning;
        self
    }

    pub(crate) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    pub(crate) fn nearest(mut self, nearest: Option<String>) -> Self {
        self.nearest = nearest;
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }
}

/// Everything that is wrong with a scenario, in the order of the files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults {
    list: Vec<Fault>,
    errors: usize,
    warnings: usize,
    accepted: usize,
    pub(crate) sources: Sources,
}

impl Faults {
    /// Errors, those beyond the first [`SHOWN`] included.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Warnings, those beyond the first [`SHOWN`] included.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Warnings that the scenario accepts, with a reason each; they are not in the list.
    pub fn accepted(&self) -> usize {
        self.accepted
    }

    pub(crate) fn count_accepted(&mut self, count: usize) {
        self.accepted += count;
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Faults and warnings, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.list.iter()
    }

    /// The code of every fault shown, in the order of the files.
    pub fn codes(&self) -> Vec<Code> {
        self.list.iter().map(|fault| fault.code).collect()
    }

    /// File, first and last place of a fault; `None` where it has no place in a file.
    pub fn place(&self, fault: &Fault) -> Option<(&str, Place, Place)> {
        let span = fault.span?;
        let name = self.sources.get(span.file)?.name.as_str();
        let (first, last) = self.sources.places(span);
        Some((name, first, last))
    }

    /// Each in a line of its own: level, code, file and line, message; and how many more there are.
    pub fn brief(&self) -> String {
        let line = |fault: &Fault| {
            let level = match fault.level {
                Level::Error => "error",
                Level::Warning => "warning",
            };
            let place = self.place(fault);
            let place = place.map_or_else(String::new, |(file, first, _)| {
                format!(" {}:{}", seen(file), first.line)
            });
            format!(
                "{level}[{}]{place}: {}\n",
                fault.code.as_str(),
                line_seen(&fault.message)
            )
        };
        let told: String = self.list.iter().map(line).collect();
        match (self.errors + self.warnings).saturating_sub(self.list.len()) {
            0 => told,
            more => format!("{told}and {more} more\n"),
        }
    }

    /// Whether further errors would only be counted.
    pub(crate) fn is_full(&self) -> bool {
        self.errors >= SHOWN
    }

    /// The candidate nearest to `name`; none once further faults would only be counted.
    pub(crate) fn nearest<'a>(
        &self,
        name: &str,
        candidates: impl Iterator<Item = &'a str>,
    ) -> Option<String> {
        if self.is_full() {
            return None;
        }
        nearest(name, candidates)
    }

    pub(crate) fn push(&mut self, fault: Fault) {
        let count = match fault.level {
            Level::Error => &mut self.errors,
            Level::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= SHOWN {
            self.list.push(fault);
        }
    }

    /// Puts the list in the order of the files.
    pub(crate) fn sort(&mut self) {
        self.list.sort_by_key(|fault| {
            fault
                .span
                .map_or((0, 0), |span| (span.file + 1, span.start))
        });
    }

    /// Faults as JSON: `{ "errors", "warnings", "accepted", "faults": [{ code, level, file, line, column, end,
    /// message, expected, nearest, hint }] }`. Lines and columns count from 1, columns in characters;
    /// `end` is the place after the last character.
    pub fn to_json(&self) -> serde_json::Value {
        let faults: Vec<_> = self
            .list
            .iter()
            .map(|fault| self.fault_json(fault))
            .collect();
        serde_json::json!({
            "errors": self.errors,
            "warnings": self.warnings,
            "accepted": self.accepted,
            "faults": faults,
        })
    }

    fn fault_json(&self, fault: &Fault) -> serde_json::Value {
        let place = self.place(fault);
        serde_json::json!({
            "code": fault.code.as_str(),
            "level": match fault.level { Level::Error => "error", Level::Warning => "warning" },
            "file": place.map(|(name, _, _)| name),
            "line": place.map(|(_, first, _)| first.line),
            "column": place.map(|(_, first, _)| first.column),
            "end": place.map(|(_, _, last)| serde_json::json!({
                "line": last.line, "column": last.column,
            })),
            "message": fault.message,
            "expected": (!fault.expected.is_empty()).then_some(&fault.expected),
            "nearest": fault.nearest,
            "hint": fault.hint,
        })
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Faults {}

/// A written text as messages quote it: signs that cannot be shown replaced, at most 48 characters.
pub(crate) fn quoted(text: &str) -> String {
    let mut letters = text.chars();
    let begin: String = letters.by_ref().take(48).collect();
    let cut = if letters.next().is_some() { "…" } else { "" };
    format!("`{}{cut}`", isolated(&seen(&begin)))
}

/// The candidate nearest to `name`, if one is near enough to have been meant. Looks at no more than
/// 5,000 candidates, so that a long table cannot make a message slow.
pub(crate) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let name = name.trim();
    if name.is_empty() || name.len() > 64 {
        return None;
    }
    let allowed = match name.chars().count() {
        0..=2 => 0,
        length => (length / 3).max(1),
    };
    let lower = name.to_lowercase();
    candidates
        .take(5_000)
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 2 * allowed + 1)
        .map(|candidate| {
            (
                strsim::osa_distance(&lower, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|&(distance, _)| distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// `a`, `b`, `c` and 4 more.
pub(crate) fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>, shown: usize) -> String {
    let more = names.len().saturating_sub(shown);
    let mut list: Vec<String> = names.take(shown).map(quoted).collect();
    if more > 0 {
        list.push(format!("and {more} more"));
    }
    list.join(", ")
}
