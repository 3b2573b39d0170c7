//! The scenario language: what a historian writes, checked, with every fault reported at once.
//!
//! The way of a scenario: files ([`load`]) are read into tables of rows of cells, each with its place;
//! counterfactuals change those; every cell is then read by the kind of its column, names become rows,
//! and what only the whole can show is checked last. Out comes a [`Scenario`], or [`Faults`].

mod build;
mod change;
mod codes;
pub mod domain;
mod fault;
mod forms;
mod knobs;
mod load;
mod reader;
mod reference;
pub mod rules;
pub mod scenario;
mod sheet;
mod shelf;
mod source;
mod sourcing;
pub mod synthetic;
pub mod text;
mod tree;
mod written;

pub use codes::{Explanation, explain, explanations};
pub use domain::{Domain, Domains};
pub use fault::{Code, Fault, Faults, Level, SHOWN};
pub use knobs::{knobs_json, knobs_table};
pub use load::{DEEPEST_BASE, Loaded, load, load_files, load_files_with};
pub use reference::reference;
pub use rules::Rules;
pub use scenario::Scenario;
pub use shelf::{LARGEST_FILE, LARGEST_SCENARIO};
pub use source::{Place, SourceText};
pub use sourcing::sources_summary;
