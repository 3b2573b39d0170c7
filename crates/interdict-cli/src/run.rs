//! `interdict run`: one course of events, from the first tick to files and charts.

use std::path::{Path, PathBuf};

use interdict::experiment;
use interdict::model::{Record, Seed, Simulation};
use interdict::report::{OutputOptions, Summary, write_outputs};
use interdict::scenario::Scenario;

use crate::args::Run;
use crate::outcome::{
    Done, Failure, NOT_WRITTEN, RUN_FAILED, remark, say, say_page, stderr_has_color, style,
};
use crate::terminal::{bar, stop_on_interrupt};
use crate::{load, spread};

/// Pixels across of PNG charts.
const PNG_WIDTH: u32 = 1_600;

/// Runs a scenario.
pub(crate) fn run(arguments: &Run) -> Done {
    let loaded = load::read(&arguments.which)?;
    let mut scenario = loaded.scenario;
    if !loaded.warnings.is_empty() && !arguments.quiet {
        remark(&loaded.warnings.render(stderr_has_color()));
    }
    let days = match &arguments.until {
        Some(date) => load::days_until(&scenario, date)?,
        None => scenario.days,
    };
    if let Some(count) = arguments.replications {
        scenario.days = days;
        return spread::spread(&scenario, arguments, count);
    }
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
        say(&format!("{json}\n"))?;
    } else {
        say_page(&summary.text(style()))?;
    }
    if arguments.no_files {
        return Ok(());
    }
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| default_folder(&arguments.which.scenario));
    let png = !arguments.no_png && interdict::report::PNG_IS_BUILT_IN;
    let options = OutputOptions {
        png_width: png.then_some(PNG_WIDTH),
        ..OutputOptions::default()
    };
    let written = write_outputs(&folder, &scenario, &record, &options)
        .map_err(|error| Failure::new(NOT_WRITTEN, error))?;
    if !arguments.quiet {
        let count = written.len();
        remark(&format!("wrote {count} files to {}", folder.display()));
    }
    Ok(())
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

/// `out/NAME`, after the scenario's folder or the counterfactual's file.
fn default_folder(scenario: &Path) -> PathBuf {
    let absolute = scenario
        .canonicalize()
        .unwrap_or_else(|_| scenario.to_owned());
    let is_variant = absolute.extension().is_some() && !absolute.ends_with("scenario.ron");
    let folder = if absolute.is_dir() {
        Some(absolute.as_path())
    } else {
        absolute.parent()
    };
    let name = folder.and_then(Path::file_name).map_or_else(
        || "scenario".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let stem = absolute
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    match stem {
        Some(stem) if is_variant => Path::new("out").join(format!("{name}-{stem}")),
        _ => Path::new("out").join(name),
    }
}
