//! `interdict compare --uncertain`: what is not known about the knobs, beside what chance does.

use interdict::experiment::journal::{JournalError, Of};
use interdict::experiment::uncertain::{
    About, AtPoint, BrokenPoint, Nest, Plan, Request, RequestError, Running, Uncertainty, screen,
};
use interdict::experiment::{Arms, compare};
use interdict::report::{OutputFolder, comparison};

use crate::args::{Compare, Studied};
use crate::outcome::{Done, Failure, USAGE, remark, style};
use crate::signals::stop_on_interrupt;
use crate::studies::no_journal;
use crate::terminal::{Beat, bar};

/// Pairs at each point where nothing is said.
const PAIRS_EACH: u32 = 4;
/// Pairs at each point of a screening where nothing is said: the fewest that tell what chance alone gives.
const PAIRS_OF_SCREENING: u32 = 2;

/// Compares arms with a base at points over the knobs, and does nothing else.
pub(crate) fn uncertain(
    arguments: &Compare,
    asked: &compare::Plan,
    folder: Option<OutputFolder>,
) -> Done {
    alone(arguments)?;
    if let Some(trajectories) = arguments.screen {
        return screened(arguments, asked, folder, trajectories);
    }
    let plan = planned(arguments, &asked.arms)?;
    let (found, ran) = run_points(arguments, &plan, about(asked), Of::Study)?;
    let studied = &arguments.studied;
    studied.show(
        "uncertain",
        || comparison::uncertain_json(&found),
        || comparison::uncertain_page(&found, style()),
    )?;
    let done = (ran.len(), !found.heading.is_interrupted);
    studied.write(folder, done, |folder| {
        comparison::write_uncertain(folder, &found, &ran)
    })?;
    ended(studied, &found)
}

/// What the points are about.
fn about(asked: &compare::Plan) -> About<'_> {
    About {
        arms: &asked.arms,
        catalogue: &asked.catalogue,
        watched: asked.design.watched,
    }
}

/// Flags about pairs at the scenario's own knobs say nothing where none are run.
fn alone(arguments: &Compare) -> Done {
    let asked = [
        ("--pairs", arguments.pairs.is_some()),
        ("--until-half-width", arguments.until_half_width.is_some()),
        ("--least", arguments.least),
        ("--indifference", arguments.indifference.is_some()),
        ("--no-sham", arguments.no_sham && arguments.screen.is_some()),
    ];
    let Some((flag, _)) = asked.iter().find(|(_, is_asked)| *is_asked) else {
        return Ok(());
    };
    let message = format!(
        "`{flag}` is about pairs at the scenario's own knobs, which `--uncertain` alone does not run"
    );
    Err(Failure::new(USAGE, message).hint("leave it out; or add `--why` to have both"))
}

/// The points that the command line asks for.
pub(crate) fn planned(arguments: &Compare, arms: &Arms) -> Result<Plan, Failure> {
    let request = Request {
        nest: Nest {
            seed: arguments.studied.seed,
            points: arguments.points,
            pairs_each: arguments.pairs_each.unwrap_or(PAIRS_EACH),
            threads: arguments.studied.threads as usize,
        },
        set: set(arguments),
        only: arguments.only.clone(),
    };
    Plan::new(arms, &request).map_err(wrong)
}

/// Runs the points, with a bar for whoever watches and a journal of their own kind.
pub(crate) fn run_points(
    arguments: &Compare,
    plan: &Plan,
    about: About<'_>,
    of: Of,
) -> Result<(Uncertainty, Vec<AtPoint>), Failure> {
    watched_runs(arguments, plan.runs(about.arms), of, |running| {
        plan.run(about, running)
    })
}

/// Runs a study of so many runs, with a bar and a journal.
fn watched_runs<T>(
    arguments: &Compare,
    runs: u64,
    of: Of,
    run: impl FnOnce(Running<'_>) -> Result<T, JournalError>,
) -> Result<T, Failure> {
    let bar = bar(runs, arguments.studied.quiet);
    bar.set_message("runs");
    let stop = stop_on_interrupt();
    let journal = arguments.studied.journal(of)?;
    let beat = Beat::new("runs", arguments.studied.quiet);
    let done = || {
        bar.inc(1);
        beat.tell(bar.position(), bar.length().unwrap_or(0));
    };
    let ran = run(Running {
        keeping: arguments.studied.keeping(journal.as_deref(), of),
        stop: &stop,
        done: &done,
    });
    bar.finish_and_clear();
    ran.map_err(no_journal)
}

/// The paths that are set for all arms.
fn set(arguments: &Compare) -> Vec<String> {
    let paths = arguments.sets.iter().map(|(path, _)| path.clone());
    paths.collect()
}

/// Says which knobs move the effect of arms, along trajectories through their ranges.
fn screened(
    arguments: &Compare,
    asked: &compare::Plan,
    folder: Option<OutputFolder>,
    trajectories: u32,
) -> Done {
    let request = screen::Request {
        seed: arguments.studied.seed,
        trajectories,
        pairs_each: arguments.pairs_each.unwrap_or(PAIRS_OF_SCREENING),
        threads: arguments.studied.threads as usize,
        set: set(arguments),
        only: arguments.only.clone(),
    };
    let about = about(asked);
    let plan = screen::Plan::new(about.arms, &request).map_err(wrong)?;
    let studied = &arguments.studied;
    if !studied.quiet {
        remark(&plan.cost(about.arms));
    }
    let runs = plan.runs(about.arms);
    let (found, ran) = watched_runs(arguments, runs, Of::Study, |running| {
        plan.run(about, running)
    })?;
    studied.show(
        "screening",
        || comparison::screening_json(&found),
        || comparison::screening_page(&found, style()),
    )?;
    let heading = &found.heading;
    let done = (ran.len(), !heading.is_interrupted);
    studied.write(folder, done, |folder| {
        comparison::write_screening(folder, &found, &ran)
    })?;
    let trajectories = found.trajectories;
    let interrupted = heading
        .is_interrupted
        .then(|| format!("after {trajectories} trajectories"));
    studied.ended(heading.broken.iter().map(told), interrupted)
}

/// What is wrong with a request, with what to write instead.
fn wrong(error: RequestError) -> Failure {
    let failure = Failure::new(USAGE, error);
    match error {
        RequestError::NothingToDraw => {
            failure.hint("`interdict knobs` lists paths and plausible ranges")
        }
        RequestError::TooFewPoints { least, .. } => failure.hint(format!(
            "write `--points {least}`, or draw fewer knobs with `--only PATH`"
        )),
    }
}

/// A law that broke at a point, with its place.
fn told(broken: &BrokenPoint) -> String {
    format!("point {} of {}: {}", broken.point, broken.arm, broken.law)
}

/// How a study over points ended.
pub(crate) fn ended(studied: &Studied, found: &Uncertainty) -> Done {
    let points = found.points.len();
    let heading = &found.heading;
    let interrupted = heading
        .is_interrupted
        .then(|| format!("after {points} points"));
    studied.ended(heading.broken.iter().map(told), interrupted)
}
