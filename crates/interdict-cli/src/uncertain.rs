//! `interdict compare --uncertain`: what is not known about the knobs, beside what chance does.

use std::sync::atomic::AtomicBool;

use interdict::experiment::journal::{JournalError, Keeping, Of};
use interdict::experiment::uncertain::{
    AtPoint, BrokenPoint, Nest, Plan, Request, RequestError, Uncertainty, screen,
};
use interdict::experiment::{Arms, Catalogue, compare};
use interdict::report::{OutputFolder, comparison};

use crate::args::Compare;
use crate::document::say_document;
use crate::outcome::{Done, ENGINE, Failure, RUN_FAILED, USAGE, remark, say, style};
use crate::signals::stop_on_interrupt;
use crate::studies::{journal, keeping, no_journal, ready, wrote};
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
    let of = (&asked.arms, &asked.catalogue, asked.design.watched);
    let (found, ran) = run_points(arguments, &plan, of, Of::Study)?;
    if arguments.json {
        say_document("uncertain", &comparison::uncertain_json(&found))?;
    } else {
        say(&comparison::uncertain_page(&found, style()))?;
    }
    let out = arguments.out.as_deref();
    if let (Some(folder), Some(out)) = (folder, out) {
        let folder = ready(folder, out, (ran.len(), !found.is_interrupted));
        let written = comparison::write_uncertain(folder, &found, &ran);
        wrote(&written, out, arguments.quiet)?;
    }
    ended(&found, out.is_some())
}

/// Flags about pairs at the scenario's own knobs say nothing where none are run.
fn alone(arguments: &Compare) -> Done {
    let asked = [
        ("--pairs", arguments.pairs.is_some()),
        ("--until-half-width", arguments.until_half_width.is_some()),
        ("--least", arguments.least),
        ("--indifference", arguments.indifference.is_some()),
        ("--no-sham", arguments.no_sham),
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
            seed: arguments.seed,
            points: arguments.points,
            pairs_each: arguments.pairs_each.unwrap_or(PAIRS_EACH),
            threads: arguments.threads as usize,
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
    (arms, catalogue, watched): (&Arms, &Catalogue, usize),
    of: Of,
) -> Result<(Uncertainty, Vec<AtPoint>), Failure> {
    watched_runs(
        arguments,
        plan.nest.runs(arms.count()),
        of,
        |keeping, stop, done| plan.run(arms, catalogue, watched, keeping, stop, done),
    )
}

/// Runs a study of so many runs, with a bar and a journal.
fn watched_runs<T>(
    arguments: &Compare,
    runs: u64,
    of: Of,
    run: impl FnOnce(Keeping<'_>, &AtomicBool, &(dyn Fn() + Sync)) -> Result<T, JournalError>,
) -> Result<T, Failure> {
    let bar = bar(runs, arguments.quiet);
    bar.set_message("runs");
    let stop = stop_on_interrupt();
    let out = arguments.out.as_deref();
    let journal = journal(out, of)?;
    let go_on = (arguments.resume, arguments.anew);
    let keeping = keeping(journal.as_deref(), out, go_on, of);
    let beat = Beat::new("runs", arguments.quiet);
    let done = || {
        bar.inc(1);
        beat.tell(bar.position(), bar.length().unwrap_or(0));
    };
    let ran = run(keeping, &stop, &done);
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
        seed: arguments.seed,
        trajectories,
        pairs_each: arguments.pairs_each.unwrap_or(PAIRS_OF_SCREENING),
        threads: arguments.threads as usize,
        set: set(arguments),
        only: arguments.only.clone(),
    };
    let (arms, catalogue, watched) = (&asked.arms, &asked.catalogue, asked.design.watched);
    let plan = screen::Plan::new(arms, &request).map_err(wrong)?;
    if !arguments.quiet {
        remark(&plan.cost(arms.count()));
    }
    let runs = plan.runs(arms.count());
    let (found, ran) = watched_runs(arguments, runs, Of::Study, |keeping, stop, done| {
        plan.run(arms, catalogue, watched, keeping, stop, done)
    })?;
    let out = arguments.out.as_deref();
    if arguments.json {
        say_document("screening", &comparison::screening_json(&found))?;
    } else {
        say(&comparison::screening_page(&found, style()))?;
    }
    if let (Some(folder), Some(out)) = (folder, out) {
        let folder = ready(folder, out, (ran.len(), !found.is_interrupted));
        let written = comparison::write_screening(folder, &found, &ran);
        wrote(&written, out, arguments.quiet)?;
    }
    let (trajectories, has_journal) = (found.trajectories, out.is_some());
    law_broke(&found.broken)?;
    if found.is_interrupted {
        let done = format!("interrupted after {trajectories} trajectories");
        return Err(Failure::interrupted(done, has_journal));
    }
    Ok(())
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

/// A failure where a law broke at a point.
fn law_broke(broken: &[BrokenPoint]) -> Done {
    let Some(first) = broken.first() else {
        return Ok(());
    };
    let message = format!(
        "a law was broken {} times; first at point {} of {}: {}",
        broken.len(),
        first.point,
        first.arm,
        first.law
    );
    Err(Failure::new(RUN_FAILED, message).hint(ENGINE))
}

/// How a study over points ended.
pub(crate) fn ended(found: &Uncertainty, has_journal: bool) -> Done {
    law_broke(&found.broken)?;
    if found.is_interrupted {
        let done = format!("interrupted after {} points", found.points.len());
        return Err(Failure::interrupted(done, has_journal));
    }
    Ok(())
}
