//! Warnings that are meant to be there: they are counted, not told.

use std::cell::Cell;

use crate::fault::{Code, quoted};
use crate::scenario::{Accepted, Scenario};

/// The rows of `accepted`, and which of them have met a warning.
pub(super) struct Acceptances<'a> {
    rows: &'a [Accepted],
    is_met: Vec<Cell<bool>>,
    count: Cell<usize>,
}

impl<'a> Acceptances<'a> {
    pub(super) fn of(scenario: &'a Scenario) -> Self {
        let rows = &scenario.accepted;
        Self {
            rows,
            is_met: vec![Cell::new(false); rows.len()],
            count: Cell::new(0),
        }
    }

    /// Whether a warning with this code, about a row of a table or a knob of the rules, is accepted.
    pub(super) fn has(&self, code: Code, table: &str, id: &str) -> bool {
        let mut is_accepted = false;
        for (row, is_met) in self.rows.iter().zip(&self.is_met) {
            if row.warning == code.as_str() && is_about(&row.of, table, id) {
                is_met.set(true);
                is_accepted = true;
            }
        }
        if is_accepted {
            self.count.set(self.count.get() + 1);
        }
        is_accepted
    }

    /// How many warnings were accepted.
    pub(super) fn count(&self) -> usize {
        self.count.get()
    }

    /// Rows that have met no warning: the place of each, and what to say of it.
    pub(super) fn unmet(&self) -> impl Iterator<Item = (usize, String)> {
        let rows = self.rows.iter().zip(&self.is_met).enumerate();
        let unmet = rows.filter(|(_, (_, is_met))| !is_met.get());
        unmet.map(|(place, (row, _))| {
            let about = match row.of.as_str() {
                "" => String::new(),
                of => format!(" about {}", quoted(of)),
            };
            let (id, code) = (quoted(&row.id), quoted(&row.warning));
            (
                place,
                format!("{id} accepts {code}{about}, which is not warned of"),
            )
        })
    }
}

/// Whether `of` is the table, the row, or empty: whatever there is.
fn is_about(of: &str, table: &str, id: &str) -> bool {
    let is_row = || (of.split_once('.')).is_some_and(|(first, rest)| first == table && rest == id);
    of.is_empty() || of == table || is_row()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_a_row_a_knob_or_all_is_accepted() {
        assert!(is_about("", "roads", "X2"));
        assert!(is_about("roads", "roads", "X2"));
        assert!(is_about("roads.X2", "roads", "X2"));
        assert!(is_about("rules.flak.kappa", "rules", "flak.kappa"));
        assert!(!is_about("roads.X", "roads", "X2"));
        assert!(!is_about("road", "roads", "X2"));
        assert!(!is_about("lines.X2", "roads", "X2"));
    }
}
