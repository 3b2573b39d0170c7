//! A comparison of arms: the answer in one sentence, a table of outcomes, and files.
//!
//! Everything is made from the findings of a finished study; nothing is run or reckoned here.

use std::path::{Path, PathBuf};

use interdict_engine::Digest;
use interdict_experiment::Findings;
use interdict_experiment::uncertain::{AtPoint, Screening, Uncertainty};
use interdict_experiment::why::Why;
use interdict_scenario::Domain;

use crate::catalogue::versioned;
use crate::files::names::file_names;
#[cfg(feature = "png")]
use crate::files::png_of_svg;
use crate::files::staged::Staged;
use crate::files::{OutputError, OutputFolder};
use crate::summary::Style;

mod charts;
mod compared;
mod differing;
mod floor;
mod hangs;
mod matched;
mod noise;
mod page;
mod screening;
mod sentence;
mod tables;
mod text;
mod uncertain;
mod where_changed;
mod why;

pub use compared::Compared;
pub use why::why_page;

/// Pixels across of charts as PNG.
#[cfg(feature = "png")]
const PNG_WIDTH: u32 = 1_600;

/// The answer of a study in one sentence for each arm, about the outcome that is watched: how large the
/// effect is and how sure, or that none can be told.
pub fn answers(findings: &Findings) -> Vec<String> {
    (1..findings.arms.len())
        .map(|arm| sentence::answer(findings, arm))
        .collect()
}

/// For each arm that differs from the base before the day on which it acts, a warning: there should be none.
pub fn warnings(findings: &Findings) -> Vec<String> {
    let arms = findings.arms.iter().skip(1).zip(&findings.placebos);
    arms.filter_map(|(arm, placebo)| {
        let placebo = placebo
            .as_ref()
            .filter(|placebo| !placebo.unlike.is_empty())?;
        Some(noise::warning(placebo, &findings.arms[0].name, &arm.name))
    })
    .collect()
}

/// The findings as a page: the answer first, then what every outcome says.
pub fn page(findings: &Findings, style: Style) -> String {
    text::page(findings, style)
}

/// The findings as one line of JSON: everything, with all figures.
pub fn json(findings: &Findings) -> String {
    document(findings, None, None)
}

/// The same with all that was asked beside it: in `why` the answer to why, in `uncertain` that over what is not known about
/// the knobs, each as it is told alone.
pub fn document(findings: &Findings, why: Option<&Why>, uncertain: Option<&Uncertainty>) -> String {
    #[derive(serde::Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        findings: &'a Findings,
        #[serde(skip_serializing_if = "Option::is_none")]
        why: Option<&'a Why>,
        #[serde(skip_serializing_if = "Option::is_none")]
        uncertain: Option<&'a Uncertainty>,
    }
    let document = Document {
        findings,
        why,
        uncertain,
    };
    let mut json = serde_json::to_string(&document).expect("findings are plain data");
    json.push('\n');
    json
}

/// The answer to why as one line of JSON.
pub fn why_json(why: &Why) -> String {
    let mut json = serde_json::to_string(&versioned(why)).expect("an answer is plain data");
    json.push('\n');
    json
}

/// The answer over what is not known about the knobs in one sentence for each arm.
pub fn uncertain_answers(found: &Uncertainty) -> Vec<String> {
    (1..found.heading.arms.len())
        .map(|arm| uncertain::answer(found, arm))
        .collect()
}

/// What the knobs leave open, as a page.
pub fn uncertain_page(found: &Uncertainty, style: Style) -> String {
    uncertain::page(found, style)
}

/// The same as one line of JSON: everything, with all figures.
pub fn uncertain_json(found: &Uncertainty) -> String {
    let mut json = serde_json::to_string(found).expect("findings are plain data");
    json.push('\n');
    json
}

/// Which knobs move an effect, as a page.
pub fn screening_page(found: &Screening, style: Style) -> String {
    screening::page(found, style)
}

/// The same as one line of JSON: everything, with all figures.
pub fn screening_json(found: &Screening) -> String {
    let mut json = serde_json::to_string(found).expect("findings are plain data");
    json.push('\n');
    json
}

/// Writes the files of a comparison into `dir` and gives their paths, in order of name: the page, the
/// findings as JSON, pairs, curves and lines as tables, charts, and why.
///
/// # Errors
/// When `dir` is not ours to fill or something cannot be written.
pub fn write_comparison(dir: &Path, compared: &Compared<'_>) -> Result<Vec<PathBuf>, OutputError> {
    write_comparison_to(OutputFolder::claim(dir)?, compared)
}

/// The same into a folder that was claimed before the work.
///
/// # Errors
/// When something cannot be written.
pub fn write_comparison_to(
    folder: OutputFolder,
    compared: &Compared<'_>,
) -> Result<Vec<PathBuf>, OutputError> {
    let mut folder = Staged::within(folder)?;
    put_comparison(&mut folder, compared)?;
    let digest = digest(compared.digests());
    folder.put_in_place_as(compared.findings.seed, 0, digest)
}

/// The same with the files of a study over knobs beside them.
///
/// # Errors
/// When something cannot be written.
pub fn write_both_to(
    folder: OutputFolder,
    compared: &Compared<'_>,
    (found, ran): (&Uncertainty, &[AtPoint]),
) -> Result<Vec<PathBuf>, OutputError> {
    let mut folder = Staged::within(folder)?;
    put_comparison(&mut folder, compared)?;
    put_uncertain(&mut folder, found)?;
    let digest = digest(compared.digests().chain(digests(ran)));
    folder.put_in_place_as(compared.findings.seed, 0, digest)
}

impl Compared<'_> {
    /// Of every run.
    fn digests(&self) -> impl Iterator<Item = u64> {
        let figures = self.study.whole();
        let figures = figures.flat_map(|one| one.arms.iter().flatten());
        figures.map(|figures| figures.digest)
    }
}

fn put_comparison(folder: &mut Staged, compared: &Compared<'_>) -> Result<(), OutputError> {
    let Compared {
        findings,
        study,
        arms,
        why,
    } = *compared;
    if let Some(why) = why {
        let page = why_page(why, findings, &arms.base().scenario, Style::Plain);
        folder.write("why.txt", page.trim_start().as_bytes())?;
        folder.write("why.json", why_json(why).as_bytes())?;
    }
    folder.write("comparison.txt", page(findings, Style::Plain).as_bytes())?;
    folder.write("comparison.json", json(findings).as_bytes())?;
    folder.stream("pairs.csv", |file| {
        tables::write_pairs(file, findings, study)
    })?;
    folder.stream("curves.csv", |file| tables::write_curves(file, findings))?;
    if findings.domains.has(Domain::Railway) {
        folder.stream("lines.csv", |file| tables::write_lines(file, findings))?;
    }
    for (name, svg) in charts::charts(compared) {
        put_chart(folder, &name, &svg)?;
    }
    Ok(())
}

/// Writes the files of a study over knobs into a claimed folder and gives their paths, in order of name: the page, the
/// findings as JSON, the points as a table, and for each arm a chart of the points and one of the leading knobs.
///
/// # Errors
/// When something cannot be written.
pub fn write_uncertain(
    folder: OutputFolder,
    found: &Uncertainty,
    ran: &[AtPoint],
) -> Result<Vec<PathBuf>, OutputError> {
    let mut folder = Staged::within(folder)?;
    put_uncertain(&mut folder, found)?;
    folder.put_in_place_as(found.asked.seed, 0, digest(digests(ran)))
}

/// Of every run at points.
fn digests(ran: &[AtPoint]) -> impl Iterator<Item = u64> {
    let whole = ran.iter().filter(|at| at.is_whole());
    let runs = whole.flat_map(|at| at.each().flatten().flatten());
    runs.map(|run| run.digest)
}

fn put_uncertain(folder: &mut Staged, found: &Uncertainty) -> Result<(), OutputError> {
    let page = uncertain_page(found, Style::Plain);
    folder.write("uncertain.txt", page.as_bytes())?;
    folder.write("uncertain.json", uncertain_json(found).as_bytes())?;
    folder.stream("points.csv", |file| tables::write_points(file, found))?;
    let names = file_names(found.heading.arms.iter().map(|arm| arm.name.as_str()));
    for (arm, of_arm) in names.iter().enumerate().skip(1) {
        let name = format!("uncertain-{of_arm}");
        put_chart(folder, &name, &charts::uncertain::draw(found, arm))?;
        let name = format!("tornado-{of_arm}");
        put_chart(folder, &name, &charts::tornado::draw(found, arm))?;
    }
    Ok(())
}

/// Writes the files of a screening into a claimed folder and gives their paths, in order of name: the page, the findings as
/// JSON, and every knob as a table.
///
/// # Errors
/// When something cannot be written.
pub fn write_screening(
    folder: OutputFolder,
    found: &Screening,
    ran: &[AtPoint],
) -> Result<Vec<PathBuf>, OutputError> {
    let mut folder = Staged::within(folder)?;
    let page = screening_page(found, Style::Plain);
    folder.write("screening.txt", page.as_bytes())?;
    folder.write("screening.json", screening_json(found).as_bytes())?;
    folder.stream("screening.csv", |file| screening::write_table(file, found))?;
    folder.put_in_place_as(found.seed, 0, digest(digests(ran)))
}

/// Writes a chart as SVG and, where that is built in, as PNG.
fn put_chart(folder: &mut Staged, name: &str, svg: &str) -> Result<(), OutputError> {
    folder.write(&format!("charts/{name}.svg"), svg.as_bytes())?;
    #[cfg(feature = "png")]
    {
        let png = png_of_svg(svg, PNG_WIDTH).map_err(|why| OutputError::Png(name.into(), why))?;
        folder.write(&format!("charts/{name}.png"), &png)?;
    }
    Ok(())
}

/// One number for everything that was run.
fn digest(digests: impl Iterator<Item = u64>) -> u64 {
    let mut digest = Digest::new("study");
    for one in digests {
        digest.word(one);
    }
    digest.finish()
}
