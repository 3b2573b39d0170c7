//! Tables, summaries and charts from finished runs.
//!
//! An inner crate of `interdict`: its items may change with any version. Build on the names of the crate `interdict`.
//!
//! Everything is made from a [`Scenario`](interdict_scenario::Scenario) and the
//! [`Record`](interdict_model::Record) of one run of it. Nothing is run here, and nothing knows the
//! time of day: equal records give equal bytes.
//!
//! | module | what |
//! |---|---|
//! | [`summary`] | what came of the run, as a value and as a page |
//! | [`observed`] | figures of record beside simulated ones |
//! | [`catalogue`] | every word of results and scenarios, with unit and meaning |
//! | [`charts`] | nine charts as SVG |
//! | [`braille`] | a series in one line of a terminal |
//! | [`calibration`] | which knobs the record leaves open, as a page and files |
//! | [`comparison`] | what a study of several arms says, as a sentence, a page and files |
//! | [`worth`] | what each request of a scenario is worth, as a page, a table and JSON |
//! | [`layout`] | columns that never touch, lines that fit a terminal |
//! | [`provenance`] | what made a folder of results, so that a stranger makes them again |
//! | [`files`] | all of it in a folder, filled as a whole or not at all |

pub mod braille;
pub mod calibration;
pub mod catalogue;
pub mod charts;
pub mod comparison;
pub mod divergence;
mod figures;
pub mod files;
pub mod layout;
pub mod observed;
pub mod provenance;
pub mod summary;
pub mod worth;

pub use braille::sparkline;
pub use charts::Chart;
pub use comparison::write_comparison;
pub use figures::Fed;
pub use files::{
    OutputError, OutputFolder, OutputOptions, PARQUET_IS_BUILT_IN, PNG_IS_BUILT_IN, TableFormat,
    file_name, files_of, write_outputs, write_outputs_to, write_texts,
};
pub use observed::BesideRecord;
pub use summary::{Style, Summary};
