//! `interdict run`: one course of events, from the first tick to files and charts.

use std::path::{Path, PathBuf};

use interdict::experiment;
use interdict::model::{Record, Seed, Simulation};
use interdict::report::{
    OutputOptions, PARQUET_IS_BUILT_IN, Summary, TableFormat, file_name, write_outputs_to,
};
use interdict::scenario::Scenario;

use crate::args::{Run, Tables};
use crate::document::say_document;
use crate::made::{Read, Said};
use crate::outcome::{Done, Failure, RUN_FAILED, USAGE, say, say_page, style};
use crate::signals::stop_on_interrupt;
use crate::studies::{claimed, ready, wrote};
use crate::terminal::bar;
use crate::{load, spread};

/// Pixels across of PNG charts.
const PNG_WIDTH: u32 = 1_600;

/// Runs a scenario.
pub(crate) fn run(arguments: &Run, said: &Said) -> Done {
    let tables = match arguments.format {
        Tables::Text => TableFormat::Text,
        Tables::Parquet => TableFormat::Parquet,
    };
    if tables == TableFormat::Parquet && !PARQUET_IS_BUILT_IN {
        let message = "this program was built without Parquet";
        let hint = "build it with `cargo install interdict-cli --features parquet`, or leave `--format parquet` out";
        return Err(Failure::new(USAGE, message).hint(hint));
    }
    let loaded = load::read(&arguments.which)?;
    let mut read = Read::default();
    read.note(&arguments.which.scenario, &loaded);
    load::warn(&loaded, arguments.quiet);
    let mut scenario = loaded.scenario;
    let days = match &arguments.until {
        Some(date) => load::days_until(&scenario, date)?,
        None => scenario.days,
    };
    if let Some(count) = arguments.replications {
        scenario.days = days;
        let sets = &arguments.which.sets;
        let made = || read.made(said, &[&scenario], sets, arguments.seed);
        return spread::spread(&scenario, arguments, count, made);
    }
    let named = (arguments.out.clone()).unwrap_or_else(|| default_folder(arguments));
    let out = (!arguments.no_files && !arguments.tick_digests).then_some(named);
    let folder = claimed(out.as_deref(), || {
        let sets = &arguments.which.sets;
        let mut made = read.made(said, &[&scenario], sets, arguments.seed);
        made.provenance.replication = Some(arguments.replication);
        made
    })?;
    let record = play(&scenario, arguments, days)?;
    if arguments.tick_digests {
        let lines = record.tick_digests.iter().enumerate();
        let text: String = lines
            .map(|(tick, digest)| format!("{tick} {digest:016x}\n"))
            .collect();
        return say(&text);
    }
    let summary = Summary::of(&scenario, &record);
    if arguments.json {
        let json = serde_json::to_string_pretty(&summary).expect("a summary is plain data");
        say_document("summary", &json)?;
    } else {
        say_page(&summary.text(style()))?;
    }
    let (Some(folder), Some(out)) = (folder, out) else {
        return Ok(());
    };
    let png = !arguments.no_png && interdict::report::PNG_IS_BUILT_IN;
    let options = OutputOptions {
        png_width: png.then_some(PNG_WIDTH),
        tables,
        ..OutputOptions::default()
    };
    let folder = ready(folder, &out, (1, true));
    let written = write_outputs_to(folder, &scenario, &record, &options);
    wrote(&written, &out, arguments.quiet)
}

/// Plays the days, with a bar for whoever watches; ends cleanly when interrupted.
fn play(scenario: &Scenario, arguments: &Run, days: u16) -> Result<Record, Failure> {
    let mut simulation = if arguments.tick_digests {
        Simulation::with_tick_digests(scenario)
    } else {
        Simulation::new(scenario)
    };
    let seed = Seed {
        seed: arguments.seed,
        replication: arguments.replication,
    };
    let bar = bar(u64::from(days), arguments.quiet);
    let mut progress = |day: u16| {
        bar.set_position(u64::from(day));
        if let Some(date) = scenario.starts.plus_days(i32::from(day) - 1) {
            bar.set_message(date.to_string());
        }
    };
    let stop = stop_on_interrupt();
    let played = experiment::play(&mut simulation, seed, days, &stop, &mut progress);
    bar.finish_and_clear();
    let played = played.map_err(|broken| {
        Failure::new(RUN_FAILED, broken).hint(format!(
            "this is a fault of the engine: please report it with the scenario and `--seed {} --replication {}`",
            arguments.seed, arguments.replication
        ))
    })?;
    played.ok_or_else(|| {
        let date = scenario.starts.plus_days(i32::from(simulation.day()));
        let date = date.map_or(String::new(), |date| format!(" on {date}"));
        Failure::interrupted(format!("interrupted{date}; nothing was written"), false)
    })
}

/// `out/NAME`, after the scenario's folder or the counterfactual's file, with the seed, the replication and the changes
/// where they are not the usual ones: runs that differ in them do not take each other's place.
fn default_folder(arguments: &Run) -> PathBuf {
    let scenario = &arguments.which.scenario;
    let absolute = scenario
        .canonicalize()
        .unwrap_or_else(|_| scenario.to_owned());
    let is_folder = absolute.is_dir();
    let folder = if is_folder {
        Some(absolute.as_path())
    } else {
        absolute.parent()
    };
    let text = |name: &std::ffi::OsStr| name.to_string_lossy().into_owned();
    let name = folder.and_then(Path::file_name);
    let mut parts = vec![name.map_or_else(|| "scenario".to_owned(), text)];
    let is_variant = !is_folder && !absolute.ends_with("scenario.ron");
    parts.extend(absolute.file_stem().filter(|_| is_variant).map(text));
    if arguments.seed != 1 {
        parts.push(format!("seed-{}", arguments.seed));
    }
    if arguments.replication != 0 {
        parts.push(format!("replication-{}", arguments.replication));
    }
    let sets = arguments.which.sets.iter();
    parts.extend(sets.map(|(path, value)| {
        let path = path.trim_start_matches("rules.");
        format!("{path}-{value}")
    }));
    Path::new("out").join(file_name(&parts.join("-")))
}
