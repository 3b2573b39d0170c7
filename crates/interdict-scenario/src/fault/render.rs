//! Faults as text, with an excerpt of the file and the place underlined.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Renderer, Snippet};

use super::{Fault, Faults, Level, SHOWN};
use crate::source::{Span, boundary};

/// Bytes of a line shown on either side of a fault.
const AROUND: usize = 100;

/// A bounded piece of one line.
struct Excerpt {
    text: String,
    line: usize,
    start: usize,
    end: usize,
    cut: bool,
}

impl Faults {
    /// Every fault shown, as text for a terminal; with `color`, in colour.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(400);
        let mut out = String::new();
        for fault in &self.list {
            let group = self.group(fault);
            out.push_str(&renderer.render(&[group]));
            out.push_str("\n\n");
        }
        for (count, what) in [(self.errors, "errors"), (self.warnings, "warnings")] {
            if count > SHOWN {
                let _ = writeln!(out, "and {} more {what}", count - SHOWN);
            }
        }
        out
    }

    fn group<'a>(&'a self, fault: &'a Fault) -> Group<'a> {
        let level = match fault.level {
            Level::Error => Shown::ERROR,
            Level::Warning => Shown::WARNING,
        };
        let mut group = Group::with_title(
            level
                .primary_title(fault.message.as_str())
                .id(fault.code.as_str()),
        );
        if let Some(span) = fault.span {
            group = group.element(self.snippet(span, &fault.expected, AnnotationKind::Primary));
            let excerpt = self.excerpt(span);
            if excerpt.cut {
                let column = self.sources.places(span).0.column;
                group = group.element(Shown::NOTE.message(format!(
                    "the line is long and shown in part; the place is column {column}"
                )));
            }
        }
        if let Some((span, label)) = &fault.related {
            group = group.element(self.snippet(*span, label, AnnotationKind::Context));
        }
        if let Some(nearest) = &fault.nearest {
            group = group.element(Shown::HELP.message(format!("did you mean `{nearest}`?")));
        }
        if let Some(hint) = &fault.hint {
            group = group.element(Shown::HELP.message(hint.as_str()));
        }
        group.element(Shown::NOTE.message(format!("`interdict explain {}`", fault.code)))
    }

    fn snippet<'a>(
        &'a self,
        span: Span,
        label: &'a str,
        kind: AnnotationKind,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let excerpt = self.excerpt(span);
        let mut annotation = kind.span(excerpt.start..excerpt.end);
        if !label.is_empty() {
            annotation = annotation.label(label);
        }
        let name = self
            .sources
            .get(span.file)
            .map_or("", |source| &source.name);
        Snippet::source(excerpt.text)
            .line_start(excerpt.line)
            .path(name)
            .annotation(annotation)
    }

    /// The line that a span begins on, cut to a bounded piece about the span.
    fn excerpt(&self, span: Span) -> Excerpt {
        let (line, first, text) = self.sources.line(span);
        let start = boundary(text, (span.start as usize).saturating_sub(first));
        let end = boundary(text, (span.end as usize).saturating_sub(first)).max(start);
        let from = boundary(text, start.saturating_sub(AROUND));
        let until = boundary(text, end.min(start + AROUND) + AROUND);
        let piece = &text[from..until.max(from)];
        Excerpt {
            text: piece.to_owned(),
            line,
            start: start - from,
            end: end.min(until).max(start) - from,
            cut: from > 0,
        }
    }
}
