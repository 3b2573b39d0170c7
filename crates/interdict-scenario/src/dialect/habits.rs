//! Ways of writing that are not the language's own, noted and told once for each table.

use crate::codes;
use crate::fault::{Fault, Faults, quoted};
use crate::source::Span;

/// A way of writing that is not the language's own. In the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Habit {
    /// Cells set apart by something else than commas.
    Separator,
    /// Names of columns in other letters.
    Heads,
    /// Commas for decimals.
    Decimals,
    /// Thousands set apart.
    Thousands,
    /// Signs that are not plain: a long minus, a degree sign.
    Signs,
    /// Dates in another order.
    Dates,
    /// Yes, no and words of choices in other letters.
    Words,
    /// What stands for "not known".
    Unknown,
}

impl Habit {
    const fn told(self) -> &'static str {
        match self {
            Self::Separator => "cells are set apart by",
            Self::Heads => "names of columns",
            Self::Decimals => "decimal commas",
            Self::Thousands => "thousands set apart",
            Self::Signs => "signs",
            Self::Dates => "dates",
            Self::Words => "words",
            Self::Unknown => "not known",
        }
    }
}

/// The habits of one table: the first example of each, and where it stands.
#[derive(Debug, Default)]
pub(crate) struct Habits(Vec<(Habit, Span, String)>);

impl Habits {
    /// Notes a habit, if it is new.
    pub(crate) fn note(&mut self, habit: Habit, span: Span, example: impl FnOnce() -> String) {
        if !self.0.iter().any(|(known, ..)| *known == habit) {
            self.0.push((habit, span, example()));
        }
    }

    /// Tells them all at once.
    pub(super) fn tell(mut self, what: &str, faults: &mut Faults) {
        let Some(first) = self.0.iter().map(|(_, span, _)| *span).min() else {
            return;
        };
        self.0.sort_by_key(|(habit, ..)| *habit);
        let told: Vec<String> = (self.0.iter())
            .map(|(habit, _, example)| match habit {
                Habit::Separator => format!("{} {example}", habit.told()),
                _ => format!("{} ({example})", habit.told()),
            })
            .collect();
        let message = format!(
            "{} is written in another way: {}",
            quoted(what),
            told.join("; ")
        );
        let fault = Fault::at(codes::DIALECT, first, message).warning();
        faults
            .push(fault.hint("it is read so; nothing is to be done where that is what was meant"));
    }
}

/// `` `19/03/1944` is 1944-03-19 ``.
pub(super) fn example(written: &str, read: impl std::fmt::Display) -> String {
    format!("{} is {read}", quoted(written))
}
