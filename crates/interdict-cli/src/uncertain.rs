//! `interdict compare --uncertain`: what is not known about the knobs, beside what chance does.

use interdict::experiment::compare;
use interdict::experiment::journal::Of;
use interdict::experiment::uncertain::{Nest, Plan, Request, RequestError, Uncertainty};
use interdict::report::{OutputFolder, comparison};

use crate::args::Compare;
use crate::outcome::{Done, ENGINE, Failure, RUN_FAILED, USAGE, say, style};
use crate::signals::stop_on_interrupt;
use crate::studies::{journal, keeping, no_journal, ready, wrote};
use crate::terminal::{Beat, bar};

/// Compares arms with a base at points over the knobs.
pub(crate) fn uncertain(
    arguments: &Compare,
    asked: &compare::Plan,
    folder: Option<OutputFolder>,
) -> Done {
    let request = Request {
        nest: Nest {
            seed: arguments.seed,
            points: arguments.points,
            pairs_each: arguments.pairs_each,
            threads: arguments.threads as usize,
        },
        set: (arguments.sets.iter())
            .map(|(path, _)| path.clone())
            .collect(),
        only: arguments.only.clone(),
    };
    let plan = Plan::new(&asked.arms, &request).map_err(wrong)?;
    let bar = bar(plan.nest.runs(asked.arms.count()), arguments.quiet);
    bar.set_message("runs");
    let (arms, catalogue, watched) = (&asked.arms, &asked.catalogue, asked.design.watched);
    let stop = stop_on_interrupt();
    let out = arguments.out.as_deref();
    let journal = journal(out, Of::Study)?;
    let keeping = keeping(
        journal.as_deref(),
        out,
        (arguments.resume, arguments.anew),
        Of::Study,
    );
    let beat = Beat::new("runs", arguments.quiet);
    let done = || {
        bar.inc(1);
        beat.tell(bar.position(), bar.length().unwrap_or(0));
    };
    let ran = plan.run(arms, catalogue, watched, keeping, &stop, &done);
    bar.finish_and_clear();
    let (found, ran) = ran.map_err(no_journal)?;
    if arguments.json {
        say(&comparison::uncertain_json(&found))?;
    } else {
        say(&comparison::uncertain_page(&found, style()))?;
    }
    if let (Some(folder), Some(out)) = (folder, out) {
        let folder = ready(folder, out, (ran.len(), !found.is_interrupted));
        let written = comparison::write_uncertain(folder, &found, &ran);
        wrote(&written, out, arguments.quiet)?;
    }
    ending(&found, out.is_some())
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

fn ending(found: &Uncertainty, has_journal: bool) -> Done {
    if let Some(broken) = found.broken.first() {
        let n = found.broken.len();
        let message = format!(
            "a law was broken {n} times; first at point {} of {}: {}",
            broken.point, broken.arm, broken.law
        );
        return Err(Failure::new(RUN_FAILED, message).hint(ENGINE));
    }
    if found.is_interrupted {
        let done = format!("interrupted after {} points", found.points.len());
        return Err(Failure::interrupted(done, has_journal));
    }
    Ok(())
}
