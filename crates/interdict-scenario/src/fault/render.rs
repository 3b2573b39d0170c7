//! Faults as text, with an excerpt of the file and the place underlined.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Renderer, Snippet};

use super::{Fault, Faults, Level, SHOWN};
use crate::source::{Span, boundary};
use crate::text::{line_seen, seen};

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
                .primary_title(line_seen(&fault.message))
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
            group =
                group.element(Shown::HELP.message(format!("did you mean `{}`?", seen(nearest))));
        }
        if let Some(hint) = &fault.hint {
            group = group.element(Shown::HELP.message(line_seen(hint)));
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
            annotation = annotation.label(line_seen(label));
        }
        let name = self
            .sources
            .get(span.file)
            .map_or("".into(), |source| seen(&source.name));
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
        let until = until.max(from);
        let (start, end) = (start.min(until), end.min(until).max(start.min(until)));
        // a sign that is replaced may be of another length: the place moves with it
        let [before, within, behind] =
            [&text[from..start], &text[start..end], &text[end..until]].map(seen);
        Excerpt {
            line,
            start: before.len(),
            end: before.len() + within.len(),
            text: format!("{before}{within}{behind}"),
            cut: from > 0,
        }
    }
}
