//! Outcomes from outside: a name, a unit and a function of the record. Unstable, as all that extends the model is.

use interdict_model::Record;

use super::label::Label;
use super::window::Window;

/// An outcome of one's own.
#[derive(Clone, Copy, Debug)]
pub struct OwnOutcome {
    /// Its stable name; none of the catalogue's.
    pub name: &'static str,
    /// Its name in a table.
    pub title: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// The figure of a run, over a window of its days.
    pub of: fn(&Record, Window) -> f64,
}

/// Outcomes are the same where they are called the same: what a function does cannot be compared.
impl PartialEq for OwnOutcome {
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.unit) == (other.name, other.unit)
    }
}

impl OwnOutcome {
    pub(super) fn label(&self) -> Label {
        Label {
            name: self.name.to_owned(),
            title: self.title.to_owned(),
            unit: self.unit,
            doc: self.doc.to_owned(),
            verb: None,
            is_of_guns: false,
        }
    }
}
