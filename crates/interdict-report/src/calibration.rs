//! What the record leaves open, as a page in Markdown and as files.
//!
//! Everything is made from a finished calibration; nothing is run or reckoned here.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;

use interdict_engine::Digest;
use interdict_experiment::matching::{Calibration, Ran, Verdict};
use interdict_experiment::paired::Interval;

use crate::figures::{counted, significant};
use crate::files::staged::Staged;
use crate::files::{OutputError, OutputFolder};

mod tables;
mod words;

use words::{deviations, share};

/// What was changed in the base by the command and is held: path and value.
pub type Held = [(String, String)];

/// The answer in a paragraph.
pub fn answer(found: &Calibration) -> String {
    let knobs = counted(found.knobs.len() as i64, "knob");
    let figures = counted(found.figures.len() as i64, "figure");
    let run = counted(found.points.len() as i64, "point");
    let left = found.waves.last().map(|wave| wave.volume);
    let volume = left.map_or(String::new(), |volume| {
        let Interval { low, high } = volume.interval;
        format!(
            "{} of the ranges of {knobs} is left (95 % interval {} to {})",
            share(volume.share),
            share(low),
            share(high)
        )
    });
    match &found.verdict {
        Verdict::Nothing => "Nothing can be said: no wave of points was finished.".to_owned(),
        Verdict::NotRefuted { points } => format!(
            "Not refuted: of {run} that were run, {points} are not ruled out by {figures} of record; {volume}{}.",
            if left.is_some_and(|volume| volume.left == 0) {
                ": the stand-ins leave nothing, so that the points may owe it to luck, and more waves would tell"
            } else {
                ""
            }
        ),
        Verdict::Open if left.is_some_and(|volume| volume.left == 0) => format!(
            "Not decided: each of {run} that were run is ruled out, and {volume}: a second wave would test what the stand-ins say."
        ),
        Verdict::Open => format!(
            "Not decided: each of {run} that were run is ruled out, but by the stand-ins {volume}: more waves would tell."
        ),
        Verdict::Refuted { alone, together } => {
            let reach = if alone.is_empty() {
                "Each figure alone can be reached somewhere; together they cannot.".to_owned()
            } else {
                let named: Vec<String> = found
                    .figures
                    .iter()
                    .filter(|figure| alone.contains(&figure.target.id))
                    .map(|figure| {
                        format!(
                            "{} ({}; record {}, nearest {} deviations away)",
                            figure.target.id,
                            figure.target.quantity,
                            significant(figure.target.value),
                            deviations(figure.least.min(figure.least_foretold))
                        )
                    })
                    .collect();
                format!("Out of reach whatever the knobs: {}.", named.join("; "))
            };
            format!(
                "Refuted: within these ranges of {knobs} no values give the record. Each of {run} is ruled out, and {volume}. \
                 {reach} The best point is ruled out by {}.",
                together_words(found, together)
            )
        }
    }
}

fn together_words(found: &Calibration, together: &[String]) -> String {
    let best = found.best.first();
    let words = found
        .groups
        .iter()
        .enumerate()
        .filter_map(|(place, group)| {
            let own = best?.groups[place];
            let is_one = together.contains(&group.name);
            is_one.then(|| format!("{} ({})", group.name, deviations(own)))
        });
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        "no group alone".to_owned()
    } else {
        words.join(", ")
    }
}

/// The whole page.
pub fn markdown(found: &Calibration, held: &Held) -> String {
    let mut page = format!("# Calibration: {}\n\n{}\n", found.title, answer(found));
    if found.is_interrupted {
        page.push_str(
            "\nInterrupted: the figures are those of the points that were done by then.\n",
        );
    }
    if found.waves.is_empty() {
        return page;
    }
    tables::waves(found, &mut page);
    tables::figures(found, &mut page);
    tables::groups(found, &mut page);
    tables::knobs(found, &mut page);
    changes(found, &mut page);
    best(found, held, &mut page);
    tables::stand_ins(found, &mut page);
    about(found, held, &mut page);
    page
}

/// What changes do where the record leaves the knobs open.
fn changes(found: &Calibration, page: &mut String) {
    for change in &found.changes {
        let (label, effect) = (&change.outcome, change.effect);
        let Interval { low, high } = effect.interval;
        let _ = writeln!(
            page,
            "\n## {}\n\n{}, {} less the base, over {} not ruled out: between {} and {} {}, chance taken out; mean {} (95 % interval {} to {}); {} of \
             them have the other sign.",
            change.arm,
            label.title,
            change.arm,
            counted(effect.points as i64, "point"),
            significant(effect.range.low),
            significant(effect.range.high),
            label.unit,
            significant(effect.mean),
            significant(low),
            significant(high),
            effect.other_sign,
        );
    }
}

fn best(found: &Calibration, held: &Held, page: &mut String) {
    let Some(best) = found.best.first() else {
        return;
    };
    let first = best.number * found.plan.replications;
    let _ = writeln!(
        page,
        "\n## The best point\n\nPoint {} (wave {}), whose worst group comes to {}. Its runs are replications {first} to {} of seed {}.\n\n```sh",
        best.number,
        best.wave,
        deviations(best.worst),
        first + found.plan.replications - 1,
        found.plan.seed,
    );
    let sets = (held.iter().cloned()).chain(own_sets(found));
    for (path, value) in sets {
        let _ = writeln!(page, "--set {path}={value} \\");
    }
    page.truncate(page.trim_end_matches(" \\\n").len());
    page.push_str("\n```\n\n`best.ron` says the same as a counterfactual: copy it into the scenario's folder. It is the least \
                   implausible point that was run, not the truth: all knobs that are left tell the record as well.\n");
}

fn own_sets(found: &Calibration) -> impl Iterator<Item = (String, String)> {
    let sets = found.sets().iter();
    sets.map(|(path, value)| (path.clone(), value.to_string()))
}

fn about(found: &Calibration, held: &Held, page: &mut String) {
    let plan = found.plan;
    let _ = writeln!(
        page,
        "\n## How it was done\n\n{} of {} with {} each, seed {}. A number of deviations is `|mean - record| / sqrt(V)`; V is the variance of \
         the record (its range is 95 % of a normal law with a side for each half), of one run about the mean, of the mean or of \
         the stand-in, and of what the model may be off at its best: {} of a figure where its row of `observed` says nothing, stated \
         beforehand. Knobs are ruled out where a group exceeds {:.0}. A group of several figures has Mahalanobis's distance with the \
         covariance of replications, divided so that {:.0} is as rare as for one figure.",
        counted(i64::from(plan.waves), "wave"),
        counted(i64::from(plan.points), "point"),
        counted(i64::from(plan.replications), "run"),
        plan.seed,
        share(found.discrepancy),
        found.cut,
        found.cut,
    );
    let held: Vec<String> = held
        .iter()
        .map(|(path, value)| format!("`{path}` = {value}"))
        .collect();
    if !held.is_empty() {
        let _ = writeln!(page, "\nHeld: {}.", held.join(", "));
    }
    for left_out in &found.left_out {
        let _ = writeln!(
            page,
            "\nNot told by any run: {}, {}.",
            left_out.id, left_out.why
        );
    }
    for (number, law) in &found.broken {
        let _ = writeln!(page, "\nLeft out: point {number}, {law}.");
    }
}

/// The same as one line of JSON: everything, with all figures.
pub fn json(found: &Calibration) -> String {
    let mut json = serde_json::to_string(found).expect("a calibration is plain data");
    json.push('\n');
    json
}

/// The best point as a counterfactual to a base; `None` where no point was run.
pub fn variant(found: &Calibration, base: &str, held: &Held) -> Option<String> {
    let best = found.best.first()?;
    let mut text = format!(
        "// Made by `interdict calibrate`: the least implausible of {} points under seed {}. Put it beside {base}.\n\
         Counterfactual(\n    base: {},\n    title: {},\n    because: \"Knobs that tell the record best\",\n    changes: [\n",
        found.points.len(),
        found.plan.seed,
        quoted(base),
        quoted(&format!("{}, knobs of point {}", found.title, best.number)),
    );
    for (path, value) in held {
        let _ = writeln!(text, "        Set({}, {}),", quoted(path), quoted(value));
    }
    for (path, value) in own_sets(found) {
        let _ = writeln!(text, "        Set({}, {value}),", quoted(&path));
    }
    text.push_str("    ],\n)\n");
    Some(text)
}

/// A text as RON writes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes the files of a calibration into a claimed folder and gives their paths, in order of name: the page, the findings
/// as JSON, every point as a table, and the best one as a counterfactual to `base`.
///
/// # Errors
/// When something cannot be written.
pub fn write(
    folder: OutputFolder,
    found: &Calibration,
    ran: &[Ran],
    (base, held): (&str, &Held),
) -> Result<Vec<PathBuf>, OutputError> {
    let mut folder = Staged::within(folder)?;
    folder.write("calibration.md", markdown(found, held).as_bytes())?;
    folder.write("calibration.json", json(found).as_bytes())?;
    if let Some(variant) = variant(found, base, held) {
        folder.write("best.ron", variant.as_bytes())?;
    }
    folder.stream("points.csv", |file| write_points(file, found))?;
    let mut digest = Digest::new("calibration");
    for run in ran.iter().flat_map(|ran| &ran.runs).flatten() {
        digest.word(run.digest);
    }
    folder.put_in_place_as(found.plan.seed, 0, digest.finish())
}

/// Every point: its knobs, what its worst group and each group come to, and the mean of each figure.
fn write_points(out: &mut dyn Write, found: &Calibration) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let knobs = found.knobs.iter().map(|side| side.knob.full_path());
    let groups = found
        .groups
        .iter()
        .map(|group| format!("I: {}", group.name));
    let means = found
        .figures
        .iter()
        .map(|figure| format!("mean: {}", figure.target.id));
    let head = ["point".to_owned(), "wave".to_owned(), "worst I".to_owned()].into_iter();
    csv.write_record(head.chain(knobs).chain(groups).chain(means))?;
    for point in &found.points {
        let about = (point.number, point.wave, point.worst);
        csv.serialize((about, &point.values, &point.groups, &point.means))?;
    }
    csv.flush()
}
