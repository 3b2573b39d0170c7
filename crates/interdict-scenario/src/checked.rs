//! A scenario that cannot be made wrong, and the changes that may be made to it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use crate::build;
use crate::change;
use crate::fault::Faults;
use crate::load::{self, Opened};
use crate::scenario::Scenario;
use crate::shelf::Shelf;
use crate::source::Span;
use crate::synthetic::{Shape, written};
use crate::tree::{self, Name, Node};
use crate::written::Book;

/// A scenario that has passed every check, and stays so: it can be read like a [`Scenario`], and changed only by
/// [`with`](Self::with), which checks again and gives another.
#[derive(Clone, Debug)]
pub struct Checked {
    scenario: Scenario,
    because: Option<String>,
    warnings: Faults,
    /// The tables as written, with every change made.
    book: Arc<Book>,
    /// The texts that were read, and warnings from reading them.
    read: Arc<Faults>,
}

impl Checked {
    /// Reads and checks a scenario: a folder (its `scenario.ron`), a scenario file, or a counterfactual.
    ///
    /// # Errors
    /// Every fault found, at once.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        match Shelf::open(path.as_ref(), &mut faults) {
            Some((mut shelf, entry)) => Self::open(load::open(&mut shelf, &entry, faults)?),
            None => Err(faults),
        }
    }

    /// Reads and checks a scenario from texts in memory, by name; `entry` is the one to begin with.
    ///
    /// # Errors
    /// Every fault found, at once.
    pub fn load_files(files: BTreeMap<String, String>, entry: &str) -> Result<Self, Faults> {
        let mut shelf = Shelf::memory(files);
        Self::open(load::open(&mut shelf, entry, Faults::default())?)
    }

    /// A generated theatre: the same shape and seed always give the same.
    ///
    /// # Errors
    /// When the shape does not fit into a scenario: a table would be longer than it may be.
    pub fn generate(shape: Shape, seed: u64) -> Result<Self, Faults> {
        Self::load_files(written(shape, seed), "scenario.ron")
    }

    fn open(opened: Opened) -> Result<Self, Faults> {
        Self::build(opened.book, opened.faults, opened.because)
    }

    fn build(book: Book, read: Faults, because: Option<String>) -> Result<Self, Faults> {
        let mut faults = read.clone();
        let scenario = build::scenario(&book, &mut faults);
        faults.sort();
        match scenario {
            Some(scenario) => Ok(Self {
                scenario,
                because,
                warnings: faults,
                book: Arc::new(book),
                read: Arc::new(read),
            }),
            None => Err(faults),
        }
    }

    /// The same scenario with some changes, checked anew. A change to the value that is there already is a warning, so that
    /// a sweep over values may pass the base's own.
    ///
    /// # Errors
    /// Every fault found, at once: a path that leads nowhere, a value out of range, a scenario that makes no sense with it.
    pub fn with(&self, changes: &[Change]) -> Result<Self, Faults> {
        let mut faults = (*self.read).clone();
        let mut book = (*self.book).clone();
        for wanted in changes {
            if let Some(change) = wanted.written(&mut faults) {
                change::apply(&mut book, change, &mut faults);
            }
        }
        Self::build(book, faults, self.because.clone())
    }

    /// The tables, to be read.
    pub fn tables(&self) -> &Scenario {
        &self.scenario
    }

    /// The tables, to be changed at will. What is changed so is no longer checked: whoever runs it is told of the first
    /// thing that makes no sense.
    pub fn into_tables(self) -> Scenario {
        self.scenario
    }

    /// Why a counterfactual was made, as its file says; `None` for a scenario.
    pub fn because(&self) -> Option<&str> {
        self.because.as_deref()
    }

    /// Warnings; may be empty.
    pub fn warnings(&self) -> &Faults {
        &self.warnings
    }
}

impl Deref for Checked {
    type Target = Scenario;

    fn deref(&self) -> &Scenario {
        &self.scenario
    }
}

impl AsRef<Scenario> for Checked {
    fn as_ref(&self) -> &Scenario {
        &self.scenario
    }
}

impl PartialEq for Checked {
    fn eq(&self, other: &Self) -> bool {
        self.scenario == other.scenario
    }
}

impl From<Checked> for Scenario {
    fn from(checked: Checked) -> Self {
        checked.scenario
    }
}

/// One change of a scenario: what a counterfactual file says, or `--set` on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A value at a path: `rules.rail.speed_kmh`, `flak.ID.active`, `title`; `*` for the id means every row.
    Set {
        /// The path.
        path: String,
        /// The value, as a file says it: `15`, `15 km/h`, `yes`, `1951-10-20`.
        value: String,
    },
    /// A row, a cell or a knob taken away: `bridges.RIVER`.
    Remove {
        /// The path.
        path: String,
    },
    /// A new row of a table.
    Add {
        /// The table: `flak`.
        table: String,
        /// The row, as a scenario file says it: `(id: "NEW", heavy: 4, along: "BASE-MID")`.
        row: String,
    },
}

impl Change {
    /// Sets a value at a path.
    pub fn set(path: impl Into<String>, value: impl fmt::Display) -> Self {
        Self::Set {
            path: path.into(),
            value: value.to_string(),
        }
    }

    /// Takes a row, a cell or a knob away.
    pub fn remove(path: impl Into<String>) -> Self {
        Self::Remove { path: path.into() }
    }

    /// Adds a row to a table.
    pub fn add(table: impl Into<String>, row: impl Into<String>) -> Self {
        Self::Add {
            table: table.into(),
            row: row.into(),
        }
    }

    /// The change as if a file of one line said it, so that faults have a place.
    fn written(&self, faults: &mut Faults) -> Option<change::Change> {
        let text = self.to_string();
        let name = |file: u32, start: usize, name: &str| Name {
            text: name.into(),
            span: Span::new(file, start, start + name.len()),
        };
        match self {
            Self::Set { path, value } => Some(load::command_line(path, value, faults)),
            Self::Remove { path } => {
                let start = text.len() - path.len();
                let file = faults.sources.add("change".to_owned(), text);
                Some(change::Change::Remove(name(file, start, path)))
            }
            Self::Add { table, row } => {
                let file = faults.sources.add("change".to_owned(), row.clone());
                let row: Node = tree::read(row, file, faults)?;
                let file = faults.sources.add("change".to_owned(), table.clone());
                Some(change::Change::Add(name(file, 0, table), row))
            }
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { path, value } => write!(f, "{path}={value}"),
            Self::Remove { path } => write!(f, "remove {path}"),
            Self::Add { table, row } => write!(f, "add to {table} {row}"),
        }
    }
}

/// A text that is no change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoChange;

impl fmt::Display for NoChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `PATH=VALUE`, as in `rules.rail.speed_kmh=15`")
    }
}

impl std::error::Error for NoChange {}

impl FromStr for Change {
    type Err = NoChange;

    /// Reads `PATH=VALUE`.
    fn from_str(text: &str) -> Result<Self, NoChange> {
        match text.split_once('=') {
            Some((path, value)) if !path.trim().is_empty() => {
                Ok(Self::set(path.trim(), value.trim()))
            }
            _ => Err(NoChange),
        }
    }
}
