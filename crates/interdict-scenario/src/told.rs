//! A scenario in the words of its file: what a difference shows, a digest covers, a change sets.
//!
//! It is told from the declarations of the tables, so names of fields in code appear in nothing that is kept or shown.

use interdict_quantity::Key;

/// A table in the words of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldTable {
    /// Its field in the scenario; empty for the fields of the scenario itself.
    pub name: &'static str,
    /// Its rows, in the order of the scenario.
    pub rows: Vec<ToldRow>,
}

/// A row in the words of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRow {
    /// What a change calls it: its id, the station of a stock, the date of a raid; empty for the scenario itself.
    pub name: String,
    /// Its identity, where it has one.
    pub key: Option<Key>,
    /// One cell of each column, in the order of the reference.
    pub cells: Vec<ToldCell>,
}

/// A cell in the words of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldCell {
    /// Its column.
    pub column: &'static str,
    /// What a file would have to say; `None` for an empty cell.
    pub words: Option<String>,
    /// Whether the file says so. Otherwise the words were worked out from other rows (a depot nobody named).
    pub is_given: bool,
    /// Whether the words are what an empty cell would mean, too.
    pub is_default: bool,
    /// Whether it speaks of the figures or the file instead of the war: a mark, a source, a title, a question.
    pub is_remark: bool,
}

impl ToldCell {
    /// What the file says; `None` where it says nothing.
    pub fn said(&self) -> Option<&str> {
        self.words.as_deref().filter(|_| self.is_given)
    }
}
