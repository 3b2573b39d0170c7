//! The scenario language: what a historian writes, checked, with every fault reported at once.
//!
//! An inner crate of `interdict`: its items may change with any version. Build on the names of the crate `interdict`.
//!
//! The way of a scenario: files ([`load`]) are read into tables of rows of cells, each with its place;
//! counterfactuals change those; every cell is then read by the kind of its column, names become rows,
//! and what only the whole can show is checked last. Out comes a [`Scenario`], or [`Faults`];
//! or a [`Checked`] scenario, which keeps what was written beside it, and can be changed by what a file might say alone.

mod build;
mod change;
mod checked;
mod codes;
mod dialect;
mod dictionary;
pub mod domain;
mod fault;
mod figure;
mod forms;
mod grid;
mod held;
mod knobs;
mod load;
mod reader;
mod reference;
mod rows;
pub mod rules;
pub mod scenario;
mod seeking;
mod sheet;
mod shelf;
mod sound;
mod sounding;
mod source;
mod sourcing;
pub mod synthetic;
mod table;
mod tables;
pub mod text;
pub mod told;
mod tree;
mod written;

pub use checked::{Change, Checked, NoChange};
pub use codes::{Explanation, explain, explanations};
pub use dictionary::{ColumnWords, TableWords, table_words, tables_json};
pub use domain::{Domain, Domains};
pub use fault::{Code, Fault, Faults, Level, SHOWN};
pub use figure::{FigurePath, NoFigure};
pub use knobs::{knobs_json, knobs_table};
pub use load::{DEEPEST_BASE, Loaded, load, load_files, load_files_with};
pub use reference::reference;
pub use rules::Rules;
pub use scenario::Scenario;
pub use shelf::{LARGEST_FILE, LARGEST_SCENARIO};
pub use sound::{Unsound, Why};
pub use source::{Place, SourceText};
pub use sourcing::{sources_json, sources_summary};
