//! How well the figures are known, and which of them the file gives.

use crate::rules::Mark;

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Source {
    /// As the file says it; empty where nothing is said.
    pub text: String,
    /// Its mark; `None` where nothing is said.
    pub mark: Option<Mark>,
}

/// Which cells of a row the file gives, of those that are worked out where it is silent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given(u32);

impl Given {
    /// Whether the column at this place is given.
    pub(crate) const fn has(self, place: usize) -> bool {
        self.0 >> place & 1 == 1
    }

    /// Notes that the column at this place is given.
    pub(crate) const fn add(&mut self, place: usize) {
        self.0 |= 1 << place;
    }
}

/// How many figures carry a source and a mark, by table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Provenance {
    /// (table, rows, rows with a source, rows marked as estimates).
    pub tables: Vec<(String, u32, u32, u32)>,
    /// Paths of knobs that the scenario sets away from their defaults, with their sources.
    pub knobs: Vec<(String, Source)>,
    /// Postings of guns whose depot the file does not name, with the station that was chosen: an estimate.
    pub chosen_depots: Vec<(String, String)>,
}
