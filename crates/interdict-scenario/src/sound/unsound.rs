//! What makes no sense in a scenario, and where.

use std::fmt;

/// The first thing in a scenario that makes no sense: it was changed after it was checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsound {
    /// Where: `lines.BASE-MID.from`, `rules.rail.speed_kmh`, `days`.
    pub path: String,
    /// What is wrong there.
    pub why: Why,
}

/// What makes no sense at a place of a scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// A figure lies outside its range, or is no number.
    OutOfRange {
        /// The figure.
        value: f64,
        /// The lowest that is allowed.
        low: f64,
        /// The highest that is allowed.
        high: f64,
    },
    /// A reference leads to a row that is not there.
    NoSuchRow {
        /// The row.
        row: u32,
        /// Rows of the table that it leads to.
        rows: usize,
    },
    /// A table has too many rows, or a list not one value for each row of its table.
    Length {
        /// Length that it has.
        is: usize,
        /// Length that it should have, or at most.
        wanted: usize,
    },
    /// A line or road ends where it begins.
    Loop,
    /// Ticks of this many seconds do not divide a day into whole ones.
    Step(u32),
}

impl fmt::Display for Unsound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match self.why {
            Why::OutOfRange { value, low, high } => {
                write!(f, "`{path}` is {value}, which is not from {low} to {high}")
            }
            Why::NoSuchRow { row, rows } => {
                write!(f, "`{path}` leads to row {row} of a table of {rows} rows")
            }
            Why::Length { is, wanted } => {
                write!(f, "`{path}` has {is} entries where there may be {wanted}")
            }
            Why::Loop => write!(f, "`{path}` ends where it begins"),
            Why::Step(step) => write!(f, "`{path}` is {step} s, which does not divide a day"),
        }
    }
}

impl std::error::Error for Unsound {}

/// Sound, or the first thing that is not.
pub(crate) type Sound = Result<(), Unsound>;

/// A figure lies in its range.
pub(crate) fn within(path: impl FnOnce() -> String, value: f64, (low, high): (f64, f64)) -> Sound {
    // not a comparison with `<`: no number is in no range
    if (low..=high).contains(&value) {
        return Ok(());
    }
    Err(Unsound {
        path: path(),
        why: Why::OutOfRange { value, low, high },
    })
}
