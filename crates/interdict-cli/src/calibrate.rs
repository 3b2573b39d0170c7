//! `interdict calibrate`: which knobs the record leaves open, and whether it leaves any.

use std::path::{Path, PathBuf};

use interdict::experiment::journal::Of;
use interdict::experiment::matching::{
    About, AboutError, Calibrating, Calibration, Course, Request, RequestError, SpaceError, waves,
};
use interdict::report::calibration;

use crate::args::Calibrate;
use crate::dictionary::nearest;
use crate::document::say_document;
use crate::load::{self, read_arms};
use crate::made::{Read, Said};
use crate::outcome::{Done, ENGINE, Failure, RUN_FAILED, USAGE, remark, say, stderr_has_color};
use crate::signals::stop_on_interrupt;
use crate::studies::{claimed, journal, keeping, no_journal, ready, unknown_outcome, wrote};
use crate::terminal::{Growing, bar};

/// Calibrates a scenario.
pub(crate) fn calibrate(arguments: &Calibrate, said: &Said) -> Done {
    let loaded = load::read(&arguments.which)?;
    let mut read = Read::default();
    read.note(&arguments.which.scenario, &loaded);
    if !loaded.warnings.is_empty() && !arguments.quiet {
        remark(&loaded.warnings.render(stderr_has_color()));
    }
    let calibrating = Calibrating::new(loaded.scenario, &request(arguments)).map_err(wrong)?;
    let out = arguments.out.as_deref();
    let about = about(arguments, &calibrating, &mut read)?;
    let folder = claimed(out, || {
        let arms = about
            .iter()
            .flat_map(|about| about.arms.scenarios().into_iter().skip(1));
        let scenarios: Vec<_> = std::iter::once(&calibrating.scenario).chain(arms).collect();
        read.made(said, &scenarios, &arguments.which.sets, arguments.seed)
    })?;
    let journal = journal(out, Of::Study)?;
    let course = run(arguments, &calibrating, journal.as_deref())?;
    let mut found = calibrating.found(&course);
    if let Some(about) = &about {
        ask(arguments, &calibrating, &course, about, &mut found);
    }
    let held = &arguments.which.sets;
    if arguments.json {
        say_document("calibration", &calibration::json(&found))?;
    } else {
        say(&calibration::markdown(&found, held))?;
    }
    if let (Some(folder), Some(out)) = (folder, out) {
        let folder = ready(folder, out, (course.ran.len(), !found.is_interrupted));
        let base = base_name(&arguments.which.scenario);
        let written = calibration::write(folder, &found, &course.ran, (&base, held));
        wrote(&written, out, arguments.quiet)?;
    }
    ending(arguments, &found)
}

fn request(arguments: &Calibrate) -> Request {
    let set = arguments.which.sets.iter();
    Request {
        knobs: arguments.knobs.clone(),
        set: set.map(|(path, _)| path.clone()).collect(),
        discrepancy: arguments.discrepancy,
        seed: arguments.seed,
        waves: arguments.waves,
        points: arguments.points,
        replications: arguments.replications,
        threads: arguments.threads as usize,
    }
}

/// What is wrong with a request, with what to do.
fn wrong(error: RequestError) -> Failure {
    let failure = Failure::new(USAGE, &error);
    match &error {
        RequestError::NoRecord => failure.hint("give it a table `observed`"),
        RequestError::Targets(_) => failure.hint("give every figure a `low` below its `high`"),
        RequestError::Space(errors) => match &errors[..] {
            [SpaceError::Unknown(name), ..] => nearest(failure, name),
            _ => failure
                .hint("`interdict knobs` lists all, with what is allowed and what is plausible"),
        },
        RequestError::TooFewPoints { least, .. } => failure.hint(format!(
            "say `--points {least}` or more, or fewer knobs with `--knobs`"
        )),
    }
}

/// What `--arm` asks about, checked before the work.
fn about(
    arguments: &Calibrate,
    calibrating: &Calibrating,
    read: &mut Read,
) -> Result<Option<About>, Failure> {
    if arguments.arms.is_empty() {
        return Ok(None);
    }
    let paths: Vec<&Path> = (std::iter::once(&arguments.which.scenario))
        .chain(&arguments.arms)
        .map(PathBuf::as_path)
        .collect();
    let (arms, of_arms) = read_arms(&paths, &arguments.which.sets, arguments.quiet)?;
    *read = of_arms;
    let about = About::new(&calibrating.task(), arms, arguments.outcome.as_deref());
    about.map(Some).map_err(|error| match &error {
        AboutError::Clash(_) => Failure::new(USAGE, error).hint("leave it out of `--knobs`"),
        AboutError::UnknownOutcome(unknown) => unknown_outcome(unknown),
    })
}

/// Runs the arms where the record leaves the knobs open.
fn ask(
    arguments: &Calibrate,
    calibrating: &Calibrating,
    course: &Course,
    about: &About,
    found: &mut Calibration,
) {
    let task = calibrating.task();
    let bar = bar(about.runs(&task, course), arguments.quiet);
    bar.set_message("arms");
    about.ask(&task, course, found, &stop_on_interrupt(), &|| bar.inc(1));
    bar.finish_and_clear();
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
fn run(
    arguments: &Calibrate,
    calibrating: &Calibrating,
    journal: Option<&Path>,
) -> Result<Course, Failure> {
    let plan = calibrating.plan;
    let mut bar = Growing::new("", arguments.quiet);
    let mut progress = |done: u32, planned: u32| {
        let wave = (done / plan.points + 1).min(plan.waves);
        bar.say(format!("wave {wave}"));
        bar.show(done, planned);
    };
    let keeping = keeping(
        journal,
        arguments.out.as_deref(),
        (arguments.resume, arguments.anew),
        Of::Study,
    );
    let course = waves(
        calibrating.task(),
        keeping,
        &stop_on_interrupt(),
        &mut progress,
    );
    bar.clear();
    course.map_err(no_journal)
}

fn ending(arguments: &Calibrate, found: &Calibration) -> Done {
    if let Some((number, law)) = found.broken.first() {
        let n = found.broken.len();
        let message = format!("a law was broken {n} times; first at point {number}: {law}");
        return Err(Failure::new(RUN_FAILED, message).hint(ENGINE));
    }
    if found.is_interrupted {
        let done = format!("interrupted after {} points", found.points.len());
        return Err(Failure::interrupted(done, arguments.out.is_some()));
    }
    Ok(())
}
