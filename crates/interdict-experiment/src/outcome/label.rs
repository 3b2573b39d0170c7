//! What an outcome is called.

use serde::Serialize;

/// What an outcome or a curve is called, and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Its stable name: `delivered`, `through_open.AREA`.
    pub name: String,
    /// Its name in a table.
    pub title: String,
    /// Unit.
    pub unit: &'static str,
    /// What it means.
    pub doc: String,
    /// What an arm did, where a verb says it: `delivered`.
    #[serde(skip)]
    pub verb: Option<&'static str>,
    /// The guns' own figures, which differ wherever guns differ.
    pub is_of_guns: bool,
}
