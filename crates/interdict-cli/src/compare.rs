//! `interdict compare`: arguments to a request, the answer to the terminal and to files.

use std::path::{Path, PathBuf};

use interdict::experiment::compare::{
    AmountOf, AskWhy, Comparison, Enough, PAIRS, Plan, Request, RequestError, WhyError,
};
use interdict::experiment::journal::Of;
use interdict::experiment::simultaneous::Best;
use interdict::experiment::uncertain::Uncertainty;
use interdict::experiment::{Arms, Ending};
use interdict::report::comparison::{self, Compared};

use crate::args::Compare;
use crate::document::say_document;
use crate::load::{self, read_arms};
use crate::made::{Read, Said};
use crate::outcome::{Done, ENGINE, Failure, RUN_FAILED, USAGE, remark, say_page, style};
use crate::signals::stop_on_interrupt;
use crate::studies::{claimed, journal, keeping, no_journal, ready, unknown_outcome, wrote};
use crate::terminal::Growing;
use crate::uncertain::{ended, planned, run_points, uncertain};

/// Compares arms with a base.
pub(crate) fn compare(arguments: &Compare, said: &Said) -> Done {
    let (arms, read) = read(arguments)?;
    let request = request(arguments, &arms)?;
    let plan = Plan::new(arms, &request).map_err(wrong)?;
    let out = arguments.out.as_deref();
    let folder = claimed(out, || {
        let scenarios = plan.arms.scenarios();
        read.made(said, &scenarios, &arguments.sets, arguments.seed)
    })?;
    if arguments.uncertain && arguments.why.is_none() {
        return uncertain(arguments, &plan, folder);
    }
    let points = if arguments.uncertain {
        Some(planned(arguments, &plan.arms)?)
    } else {
        None
    };
    let journal = journal(out, Of::Study)?;
    let mut compared = run(arguments, plan, journal.as_deref())?;
    // even who wants no remarks wants to know this
    for warning in comparison::warnings(&compared.findings) {
        remark(&warning);
    }
    if let Some(pairs) = arguments.why.filter(|_| compared.is_whole()) {
        ask_why(arguments, &mut compared, pairs)?;
    }
    let found = match points.filter(|_| is_answered(arguments, &compared)) {
        Some(points) => {
            let of = (&compared.arms, &compared.catalogue, compared.design.watched);
            Some(run_points(arguments, &points, of, Of::Points)?)
        }
        None => None,
    };
    let over_knobs = found.as_ref().map(|(found, _)| found);
    show(arguments, &compared, over_knobs)?;
    if let (Some(folder), Some(out)) = (folder, out) {
        let pairs = compared.study.replications.len();
        let is_over = !arguments.uncertain || over_knobs.is_some_and(|found| !found.is_interrupted);
        let is_whole = is_answered(arguments, &compared) && is_over;
        let folder = ready(folder, out, (pairs, is_whole));
        let parts = Compared::from(&compared);
        let written = match &found {
            Some((found, ran)) => comparison::write_both_to(folder, &parts, (found, ran)),
            None => comparison::write_comparison_to(folder, &parts),
        };
        wrote(&written, out, arguments.quiet)?;
    }
    ending(arguments, &compared)?;
    over_knobs.map_or(Ok(()), |found| ended(found, out.is_some()))
}

/// The arms as the command line names them.
fn read(arguments: &Compare) -> Result<(Arms, Read), Failure> {
    let paths: Vec<&Path> = (std::iter::once(&arguments.base))
        .chain(&arguments.arms)
        .map(PathBuf::as_path)
        .collect();
    read_arms(&paths, &arguments.sets, arguments.quiet)
}

fn request(arguments: &Compare, arms: &Arms) -> Result<Request, Failure> {
    let from = match &arguments.from {
        Some(date) => load::days_from(&arms.base().scenario, date)?,
        None => 0,
    };
    let enough = match &arguments.until_half_width {
        Some(amount) => Enough::HalfWidth {
            half_width: amount.clone(),
            at_most: arguments.at_most,
        },
        None => Enough::Pairs(arguments.pairs.unwrap_or(PAIRS)),
    };
    Ok(Request {
        outcome: arguments.outcome.clone(),
        seed: arguments.seed,
        threads: arguments.threads as usize,
        enough,
        from,
        best: if arguments.least {
            Best::Least
        } else {
            Best::Most
        },
        indifference: arguments.indifference.clone(),
        has_sham: !arguments.no_sham && (!arguments.uncertain || arguments.why.is_some()),
        own_outcomes: Vec::new(),
    })
}

/// What is wrong with a request, in the words of the command line.
fn wrong(error: RequestError) -> Failure {
    match error {
        RequestError::UnknownOutcome(error) => unknown_outcome(&error),
        RequestError::OtherUnit(of, error) => {
            let flag = match of {
                AmountOf::HalfWidth => "--until-half-width",
                AmountOf::Indifference => "--indifference",
            };
            let message = format!(
                "`{flag}` is in `{}`, but `{}` is in `{}`",
                error.amount.unit, error.outcome, error.unit
            );
            let hint = format!("write `{} {}`", error.amount.value, error.unit);
            Failure::new(USAGE, message).hint(hint)
        }
        RequestError::NoDays { .. } => Failure::new(USAGE, error),
    }
}

/// Runs the pairs, with a bar for whoever watches; ends with what is done when interrupted.
fn run(arguments: &Compare, plan: Plan, journal: Option<&Path>) -> Result<Comparison, Failure> {
    let mut bar = Growing::new("pairs", arguments.quiet);
    let out = arguments.out.as_deref();
    let keeping = keeping(journal, out, (arguments.resume, arguments.anew), Of::Study);
    let compared = plan.run(keeping, &stop_on_interrupt(), &mut |at| {
        bar.show(at.done, at.planned);
    });
    bar.clear();
    compared.map_err(no_journal)
}

/// Asks why, with a word about it where it was interrupted.
fn ask_why(arguments: &Compare, compared: &mut Comparison, pairs: u32) -> Done {
    let asked = AskWhy {
        pairs,
        from: arguments.why_from,
        continuations: arguments.continuations,
    };
    let out = arguments.out.as_deref();
    let journal = journal(out, Of::Why)?;
    let keeping = keeping(
        journal.as_deref(),
        out,
        (arguments.resume, arguments.anew),
        Of::Why,
    );
    let mut bar = Growing::new("runs for why", arguments.quiet);
    let answered = compared.ask_why(
        asked,
        keeping,
        &stop_on_interrupt(),
        &mut |done, planned| {
            bar.show(done, planned);
        },
    );
    bar.clear();
    answered.map(drop).map_err(|error| match error {
        WhyError::Journal(error) => no_journal(error),
        error => Failure::new(RUN_FAILED, error),
    })
}

fn show(arguments: &Compare, compared: &Comparison, over_knobs: Option<&Uncertainty>) -> Done {
    let (findings, why) = (&compared.findings, compared.why.as_ref());
    if arguments.json {
        let document = comparison::document(findings, why, over_knobs);
        return say_document("comparison", &document);
    }
    say_page(&comparison::page(findings, style()))?;
    let base = &compared.arms.base().scenario;
    if let Some(why) = why {
        say_page(&comparison::why_page(why, findings, base, style()))?;
    }
    over_knobs.map_or(Ok(()), |found| {
        say_page(&format!("\n{}", comparison::uncertain_page(found, style())))
    })
}

/// Whether all pairs are there, and the answer to why where it was asked.
fn is_answered(arguments: &Compare, compared: &Comparison) -> bool {
    compared.is_whole() && (arguments.why.is_none() || compared.why.is_some())
}

fn ending(arguments: &Compare, compared: &Comparison) -> Done {
    let broken = &compared.findings.broken;
    if let Some(first) = broken.first() {
        let message = format!(
            "{} runs broke a law; the first is replication {} of {}: {}",
            broken.len(),
            first.replication,
            first.arm,
            first.law
        );
        return Err(Failure::new(RUN_FAILED, message).hint(ENGINE));
    }
    if compared.is_whole() && !is_answered(arguments, compared) {
        let done = "interrupted while asking why: the comparison is whole, and stands alone";
        return Err(Failure::interrupted(
            done.to_owned(),
            arguments.out.is_some(),
        ));
    }
    if compared.study.ending == Ending::Interrupted {
        let pairs = compared.study.replications.len();
        let done = format!("interrupted after {pairs} pairs");
        return Err(Failure::interrupted(done, arguments.out.is_some()));
    }
    Ok(())
}
