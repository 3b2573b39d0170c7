//! `interdict calibrate`: which knobs the record leaves open, and whether it leaves any.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use interdict::experiment::journal::JournalError;
use interdict::experiment::matching::{
    Calibration, Change, Course, Plan, Space, SpaceError, Targets, Task, change, changes, clashes,
    waves,
};
use interdict::experiment::study::Keeping;
use interdict::experiment::{Arms, Catalogue, Window};
use interdict::report::{calibration, comparison};

use crate::args::Calibrate;
use crate::compare::{outcome, read_arms};
use crate::explain::nearest;
use crate::lasting::{journal_beside, stop_on_interrupt};
use crate::load;
use crate::outcome::{
    Done, Failure, INTERRUPTED, NOT_WRITTEN, RUN_FAILED, USAGE, say, stderr_has_color,
};
use crate::run::bar;

/// Points of a wave for each knob, where nothing is said (Loeppky, Sacks and Welch, Technometrics 51, 2009).
const POINTS_EACH: u32 = 10;
/// The fewest and the most points of a wave where nothing is said, as long as they are enough.
const POINTS: (u32, u32) = (20, 100);

/// Calibrates a scenario.
pub(crate) fn calibrate(arguments: &Calibrate) -> Done {
    let loaded = load::read(&arguments.which)?;
    if !loaded.warnings.is_empty() && !arguments.quiet {
        anstream::eprintln!("{}", loaded.warnings.render(stderr_has_color()));
    }
    let scenario = loaded.scenario;
    if scenario.observed.is_empty() {
        let message = "the scenario holds no figures of record";
        return Err(Failure::new(USAGE, message).hint("give it a table `observed`"));
    }
    let targets = Targets::of(&scenario, arguments.discrepancy).map_err(|errors| {
        Failure::new(USAGE, lines(&errors)).hint("give every figure a `low` below its `high`")
    })?;
    let set: Vec<String> = (arguments.which.sets.iter())
        .map(|(path, _)| path.trim_start_matches("rules.").to_owned())
        .collect();
    let space = Space::of(&scenario, &arguments.knobs, &set, arguments.seed).map_err(no_space)?;
    let plan = plan(arguments, space.sides())?;
    let journal = arguments.out.as_deref().map(journal_beside).transpose()?;
    if let Some(out) = &arguments.out {
        // better before the work than after it
        comparison::may_write(out).map_err(|error| Failure::new(NOT_WRITTEN, error))?;
    }
    let task = Task {
        scenario: &scenario,
        space: &space,
        targets: &targets,
        plan,
    };
    let asked = asked_about(arguments, &task)?;
    let course = run(arguments, task, journal.as_deref())?;
    let mut found = Calibration::of(&task, arguments.discrepancy, &course);
    if let Some(asked) = &asked {
        found.changes = ask(arguments, &task, &course, asked);
        found.is_interrupted |= stop_on_interrupt().load(Ordering::Relaxed);
    }
    let held = &arguments.which.sets;
    if arguments.json {
        say(&calibration::json(&found))?;
    } else {
        say(&calibration::markdown(&found, held))?;
    }
    if let Some(out) = &arguments.out {
        let base = base_name(&arguments.which.scenario);
        let written = calibration::write(out, &found, &course.ran, (&base, held))
            .map_err(|error| Failure::new(NOT_WRITTEN, error))?;
        if !arguments.quiet {
            anstream::eprintln!("wrote {} files to {}", written.len(), out.display());
        }
    }
    ending(arguments, &found)
}

/// The changes that are asked about: the base and the arms, what is measured of them, and which outcome.
type About = (Arms, Catalogue, usize);

/// What `--arm` asks about, checked before the work.
fn asked_about(arguments: &Calibrate, task: &Task<'_>) -> Result<Option<About>, Failure> {
    if arguments.arms.is_empty() {
        return Ok(None);
    }
    let paths: Vec<&Path> = (std::iter::once(&arguments.which.scenario))
        .chain(&arguments.arms)
        .map(PathBuf::as_path)
        .collect();
    let arms = read_arms(&paths, &arguments.which.sets, arguments.quiet)?;
    if let Some(path) = clashes(task, &arms).first() {
        let message = format!("an arm differs from the base in knob `{path}`, which is calibrated");
        return Err(Failure::new(USAGE, message).hint("leave it out of `--knobs`"));
    }
    let to = task.scenario.days;
    let catalogue = Catalogue::of(&arms.scenarios(), Window { from: 0, to });
    let outcome = outcome(&catalogue, arguments.outcome.as_deref())?;
    Ok(Some((arms, catalogue, outcome)))
}

/// Runs the arms where the record leaves the knobs open.
fn ask(arguments: &Calibrate, task: &Task<'_>, course: &Course, about: &About) -> Vec<Change> {
    let (arms, catalogue, outcome) = about;
    let points = change::left(task, course).len() as u64;
    let runs = points * u64::from(task.plan.replications) * arms.count() as u64;
    let bar = bar(runs, arguments.quiet);
    bar.set_message("arms");
    let about = (arms, catalogue, *outcome);
    let done = || bar.inc(1);
    let changes = changes(task, course, about, &stop_on_interrupt(), &done);
    bar.finish_and_clear();
    changes
}

fn lines(errors: &[impl std::fmt::Display]) -> String {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn no_space(errors: Vec<SpaceError>) -> Failure {
    let failure = Failure::new(USAGE, lines(&errors));
    match &errors[..] {
        [SpaceError::Unknown(name), ..] => nearest(failure, name),
        _ => {
            failure.hint("`interdict knobs` lists all, with what is allowed and what is plausible")
        }
    }
}

fn plan(arguments: &Calibrate, knobs: usize) -> Result<Plan, Failure> {
    let least = Plan::least_points(knobs);
    let usual = (POINTS_EACH * knobs as u32).clamp(POINTS.0, POINTS.1);
    let points = arguments.points.unwrap_or(usual.max(least));
    if points < least {
        let message = format!("{points} points are too few for {knobs} knobs: at least {least}");
        let hint = format!("say `--points {least}` or more, or fewer knobs with `--knobs`");
        return Err(Failure::new(USAGE, message).hint(hint));
    }
    Ok(Plan {
        seed: arguments.seed,
        waves: arguments.waves,
        points,
        replications: arguments.replications,
        threads: arguments.threads,
    })
}

/// What a counterfactual beside the scenario calls its base.
fn base_name(scenario: &Path) -> String {
    let file = scenario
        .extension()
        .and(scenario.file_name())
        .map(|name| name.to_string_lossy().into_owned());
    file.unwrap_or_else(|| "scenario.ron".to_owned())
}

/// Runs the waves, with a bar of points and the time left; ends with what is done when interrupted.
fn run(arguments: &Calibrate, task: Task<'_>, journal: Option<&Path>) -> Result<Course, Failure> {
    let stop = stop_on_interrupt();
    let bar = bar(u64::from(task.plan.all_points()), arguments.quiet);
    let mut is_new = true;
    let mut progress = |done: u32, planned: u32| {
        bar.set_length(u64::from(planned));
        bar.set_position(u64::from(done));
        let wave = (done / task.plan.points + 1).min(task.plan.waves);
        bar.set_message(format!("wave {wave}"));
        if std::mem::take(&mut is_new) {
            // what a journal brought was not run in this time
            bar.reset_eta();
        }
    };
    let keeping = match journal {
        None => Keeping::Nowhere,
        Some(path) if arguments.resume => Keeping::Resume(path),
        Some(path) => Keeping::Anew(path),
    };
    let course = waves(task, keeping, &stop, &mut progress);
    bar.finish_and_clear();
    course.map_err(|error| {
        let code = match error {
            JournalError::File(..) => NOT_WRITTEN,
            _ => USAGE,
        };
        Failure::new(code, error)
    })
}

fn ending(arguments: &Calibrate, found: &Calibration) -> Done {
    if let Some((number, law)) = found.broken.first() {
        let n = found.broken.len();
        let message = format!("a law was broken {n} times; first at point {number}: {law}");
        return Err(Failure::new(RUN_FAILED, message).hint(
            "this is a fault of the engine: please report it with the scenario and the seed",
        ));
    }
    if found.is_interrupted {
        let mut message = format!("interrupted after {} points", found.points.len());
        if arguments.out.is_some() {
            message.push_str("\n\nhint: the same command with `--resume` goes on from there");
        }
        return Err(Failure {
            code: INTERRUPTED,
            message,
        });
    }
    Ok(())
}
