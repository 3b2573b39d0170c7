//! A word of results or of a scenario.

use interdict_scenario::Domains;
use serde::Serialize;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordKind {
    /// A series of a run, a value a day.
    Series,
    /// An outcome of a comparison, a value a replication.
    Outcome,
    /// A curve of a comparison, a value a day.
    Curve,
    /// A kind of event.
    Event,
    /// A file of results.
    File,
    /// A field of such a file, named `FILE.FIELD`.
    Field,
    /// A table of a scenario.
    Table,
    /// A column of such a table, named `TABLE.COLUMN`.
    Column,
    /// A knob, named by its path.
    Knob,
}

impl WordKind {
    /// Every kind, in the order of the pages.
    pub const ALL: [Self; 9] = [
        Self::Series,
        Self::Outcome,
        Self::Curve,
        Self::Event,
        Self::File,
        Self::Field,
        Self::Table,
        Self::Column,
        Self::Knob,
    ];

    /// Words of this kind, together.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Outcome => "outcomes",
            Self::Curve => "curves",
            Self::Event => "events",
            Self::File => "files",
            Self::Field => "fields",
            Self::Table => "tables",
            Self::Column => "columns",
            Self::Knob => "knobs",
        }
    }
}

/// A word of results or of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Word {
    /// What it is.
    #[serde(skip)]
    pub kind: WordKind,
    /// Its stable name.
    pub name: String,
    /// Of what it is: the theatre, a line.
    pub scope: String,
    /// Unit; empty where it has none.
    pub unit: String,
    /// How it behaves in time, or what it holds: `flow`, `state`, `date`; empty where nothing is to be said.
    pub nature: String,
    /// The domains that a theatre needs for it, where it needs some.
    pub needs: Option<Domains>,
    /// What it means.
    pub doc: String,
    /// What else there is to say, as label and text.
    #[serde(skip)]
    pub more: Vec<(&'static str, String)>,
}
