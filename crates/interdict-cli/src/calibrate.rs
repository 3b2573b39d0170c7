//! `interdict calibrate`: which knobs the record leaves open, and whether it leaves any.

use std::path::{Path, PathBuf};

use interdict::experiment::journal::Of;
use interdict::experiment::matching::{
    About, AboutError, Calibrating, Calibration, Course, Request, RequestError, SpaceError, waves,
};
use interdict::report::calibration;

use crate::args::Calibrate;
use crate::dictionary::nearest;
use crate::load::{self, read_arms};
use crate::made::{Read, Said};
use crate::outcome::{Done, Failure, USAGE, remark, stderr_has_color};
use crate::signals::stop_on_interrupt;
use crate::studies::{claimed, no_journal, unknown_outcome};
use crate::terminal::{Growing, bar};

/// Calibrates a scenario.
pub(crate) fn calibrate(arguments: &Calibrate, said: &Said) -> Done {
    let studied = &arguments.studied;
    let loaded = load::read(&arguments.which)?;
    let mut read = Read::default();
    read.note(&arguments.which.scenario, &loaded);
    if !loaded.warnings.is_empty() && !studied.quiet {
        remark(&loaded.warnings.render(stderr_has_color()));
    }
    let calibrating = Calibrating::new(loaded.scenario, &request(arguments)).map_err(wrong)?;
    let out = studied.out.as_deref();
    let about = about(arguments, &calibrating, &mut read)?;
    let folder = claimed(out, || {
        let arms = about
            .iter()
            .flat_map(|about| about.arms.scenarios().into_iter().skip(1));
        let scenarios: Vec<_> = std::iter::once(&calibrating.scenario).chain(arms).collect();
        read.made(said, &scenarios, &arguments.which.sets, studied.seed)
    })?;
    let journal = studied.journal(Of::Study)?;
    let course = run(arguments, &calibrating, journal.as_deref())?;
    let mut found = calibrating.found(&course);
    if let Some(about) = &about {
        ask(arguments, &calibrating, &course, about, &mut found);
    }
    let held = &arguments.which.sets;
    studied.show(
        "calibration",
        || calibration::json(&found),
        || calibration::markdown(&found, held),
    )?;
    let done = (course.ran.len(), !found.is_interrupted);
    studied.write(folder, done, |folder| {
        let base = base_name(&arguments.which.scenario);
        calibration::write(folder, &found, &course.ran, (&base, held))
    })?;
    let broken = found.broken.iter();
    let broken = broken.map(|(number, law)| format!("point {number}: {law}"));
    let points = found.points.len();
    let interrupted = found
        .is_interrupted
        .then(|| format!("after {points} points"));
    studied.ended(broken, interrupted)
}

fn request(arguments: &Calibrate) -> Request {
    let set = arguments.which.sets.iter();
    Request {
        knobs: arguments.knobs.clone(),
        set: set.map(|(path, _)| path.clone()).collect(),
        discrepancy: arguments.discrepancy,
        seed: arguments.studied.seed,
        waves: arguments.waves,
        points: arguments.points,
        replications: arguments.replications,
        threads: arguments.studied.threads as usize,
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
    let (arms, of_arms) = read_arms(&paths, &arguments.which.sets, arguments.studied.quiet)?;
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
    let bar = bar(about.runs(&task, course), arguments.studied.quiet);
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
    let mut bar = Growing::new("", arguments.studied.quiet);
    let mut progress = |done: u32, planned: u32| {
        let wave = (done / plan.points + 1).min(plan.waves);
        bar.say(format!("wave {wave}"));
        bar.show(done, planned);
    };
    let keeping = arguments.studied.keeping(journal, Of::Study);
    let course = waves(
        calibrating.task(),
        keeping,
        &stop_on_interrupt(),
        &mut progress,
    );
    bar.clear();
    course.map_err(no_journal)
}
