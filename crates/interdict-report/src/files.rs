//! The files of a run, in a folder that is filled as a whole or not at all.
//!
//! Files are made in a folder inside the wanted one and moved to their places at the end. A folder
//! that is there already is filled only if it is empty or holds our marker, which lists our files;
//! what else lies in it is never touched. On an error before the first move the old files stay; what
//! breaks off later is ended by whoever claims the folder next.

mod error;
mod filling;
mod folder;
mod marker;
pub(crate) mod names;
mod network;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "png")]
mod png;
pub(crate) mod staged;
mod tables;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use interdict_model::Record;
use interdict_scenario::Scenario;

use crate::catalogue::versioned;
use crate::charts::Chart;
use crate::observed::BesideRecord;
use crate::summary::{Style, Summary};

pub use error::OutputError;
pub use folder::OutputFolder;
pub use marker::files_of;
pub use names::file_name;

/// Whether charts can be written as PNG: the feature `png` was on when this was built.
pub const PNG_IS_BUILT_IN: bool = cfg!(feature = "png");

/// Whether tables can be written as Parquet: the feature `parquet` was on when this was built.
pub const PARQUET_IS_BUILT_IN: bool = cfg!(feature = "parquet");

/// In which form the large tables of a run are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TableFormat {
    /// `series.csv` and `events.jsonl`.
    #[default]
    Text,
    /// `series.parquet` and `events.parquet`.
    Parquet,
}

/// What to write beside the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputOptions {
    /// In which form these two are written.
    pub tables: TableFormat,
    /// `series.csv`: every series, day by day.
    pub series: bool,
    /// `events.jsonl`: everything that happened.
    pub events: bool,
    /// `charts/*.svg`.
    pub charts: bool,
    /// `charts/*.png` beside them, of this many pixels across; `None`: no PNG.
    pub png_width: Option<u32>,
}

impl Default for OutputOptions {
    fn default() -> Self {
        Self {
            tables: TableFormat::Text,
            series: true,
            events: true,
            charts: true,
            png_width: None,
        }
    }
}

/// Writes the files of a run into `dir` and gives their paths, in order of name.
///
/// # Errors
/// When `dir` is not ours to fill or something cannot be written.
pub fn write_outputs(
    dir: &Path,
    scenario: &Scenario,
    record: &Record,
    options: &OutputOptions,
) -> Result<Vec<PathBuf>, OutputError> {
    write_outputs_to(OutputFolder::claim(dir)?, scenario, record, options)
}

/// The same into a folder that was claimed before the run.
///
/// # Errors
/// When something cannot be written.
pub fn write_outputs_to(
    folder: OutputFolder,
    scenario: &Scenario,
    record: &Record,
    options: &OutputOptions,
) -> Result<Vec<PathBuf>, OutputError> {
    if options.png_width.is_some() && !PNG_IS_BUILT_IN {
        return Err(OutputError::PngNotBuiltIn);
    }
    let mut folder = staged::Staged::within(folder)?;
    let summary = Summary::of(scenario, record);
    let json = serde_json::to_string_pretty(&summary).expect("a summary is plain data");
    folder.write("summary.json", format!("{json}\n").as_bytes())?;
    let mut text = summary.text(Style::Plain);
    let comparison = BesideRecord::of(scenario, record);
    if !comparison.rows.is_empty() {
        let _ = writeln!(text, "\n{}", comparison.answer());
        folder.write("observed.md", comparison.markdown().as_bytes())?;
        let json = serde_json::to_string_pretty(&versioned(&comparison))
            .expect("a comparison is plain data");
        folder.write("observed.json", format!("{json}\n").as_bytes())?;
    }
    folder.write("summary.txt", text.as_bytes())?;
    match options.tables {
        TableFormat::Text => write_tables(&mut folder, scenario, record, options)?,
        TableFormat::Parquet => write_parquet(&mut folder, scenario, record, options)?,
    }
    if let Some(network) = network::bytes(scenario, record) {
        folder.write("network.geojson", &network)?;
    }
    if options.charts || options.png_width.is_some() {
        write_charts(&mut folder, scenario, record, options)?;
    }
    folder.put_in_place(record)
}

/// Writes some texts into a claimed folder, by their names, and gives their paths. `digest` is of all that was run.
///
/// # Errors
/// When something cannot be written.
pub fn write_texts(
    folder: OutputFolder,
    texts: &[(&str, String)],
    seed: u64,
    digest: u64,
) -> Result<Vec<PathBuf>, OutputError> {
    let mut folder = staged::Staged::within(folder)?;
    for (name, text) in texts {
        folder.write(name, text.as_bytes())?;
    }
    folder.put_in_place_as(seed, 0, digest)
}

fn write_tables(
    folder: &mut staged::Staged,
    scenario: &Scenario,
    record: &Record,
    options: &OutputOptions,
) -> Result<(), OutputError> {
    if options.series {
        folder.stream("series.csv", |file| {
            tables::write_series(file, scenario, record)
        })?;
    }
    if options.events {
        folder.stream("events.jsonl", |file| {
            tables::write_events(file, scenario, record)
        })?;
    }
    Ok(())
}

#[cfg(feature = "parquet")]
fn write_parquet(
    folder: &mut staged::Staged,
    scenario: &Scenario,
    record: &Record,
    options: &OutputOptions,
) -> Result<(), OutputError> {
    if options.series {
        folder.stream("series.parquet", |file| {
            file.write_all(&tables::series_as_parquet(scenario, record)?)
        })?;
    }
    if options.events {
        folder.stream("events.parquet", |file| {
            file.write_all(&tables::events_as_parquet(scenario, record)?)
        })?;
    }
    Ok(())
}

#[cfg(not(feature = "parquet"))]
fn write_parquet(
    _: &mut staged::Staged,
    _: &Scenario,
    _: &Record,
    _: &OutputOptions,
) -> Result<(), OutputError> {
    Err(OutputError::ParquetNotBuiltIn)
}

fn write_charts(
    folder: &mut staged::Staged,
    scenario: &Scenario,
    record: &Record,
    options: &OutputOptions,
) -> Result<(), OutputError> {
    for &chart in Chart::ALL.iter().filter(|chart| chart.applies_to(scenario)) {
        let svg = chart.draw(scenario, record);
        if options.charts {
            folder.write(&format!("charts/{}.svg", chart.name()), svg.as_bytes())?;
        }
        #[cfg(feature = "png")]
        if let Some(width) = options.png_width {
            let bytes =
                png::png(&svg, width).map_err(|why| OutputError::Png(chart.name().into(), why))?;
            folder.write(&format!("charts/{}.png", chart.name()), &bytes)?;
        }
    }
    Ok(())
}

/// The PNG of a chart's SVG, of so many pixels across, set in the face that is built in.
///
/// # Errors
/// Says why, when it cannot be made.
#[cfg(feature = "png")]
pub fn png_of_svg(svg: &str, width: u32) -> Result<Vec<u8>, String> {
    png::png(svg, width)
}
