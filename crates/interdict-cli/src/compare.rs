//! `interdict compare`: arguments to a request, the answer to the terminal and to files.

use std::path::{Path, PathBuf};

use interdict::experiment::compare::{
    AmountOf, AskWhy, Comparison, Enough, PAIRS, Plan, Request, RequestError, WhyError,
};
use interdict::experiment::journal::Of;
use interdict::experiment::simultaneous::Best;
use interdict::experiment::uncertain::{About, Uncertainty};
use interdict::experiment::{Arms, Ending};
use interdict::report::comparison::{self, Compared};

use crate::args::Compare;
use crate::document::say_document;
use crate::load::{self, read_arms};
use crate::made::{Read, Said};
use crate::outcome::{Done, Failure, RUN_FAILED, USAGE, remark, say_page, style};
use crate::signals::stop_on_interrupt;
use crate::studies::{claimed, no_journal, unknown_outcome};
use crate::terminal::Growing;
use crate::uncertain::{ended, planned, run_points, uncertain};

/// Compares arms with a base.
pub(crate) fn compare(arguments: &Compare, said: &Said) -> Done {
    let (arms, read) = read(arguments)?;
    let request = request(arguments, &arms)?;
    let plan = Plan::new(arms, &request).map_err(wrong)?;
    let out = arguments.studied.out.as_deref();
    let folder = claimed(out, || {
        let scenarios = plan.arms.scenarios();
        read.made(said, &scenarios, &arguments.sets, arguments.studied.seed)
    })?;
    if arguments.uncertain && arguments.why.is_none() {
        return uncertain(arguments, &plan, folder);
    }
    let points = if arguments.uncertain {
        Some(planned(arguments, &plan.arms)?)
    } else {
        None
    };
    let studied = &arguments.studied;
    let journal = studied.journal(Of::Study)?;
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
            let about = About {
                arms: &compared.arms,
                catalogue: &compared.catalogue,
                watched: compared.design.watched,
            };
            Some(run_points(arguments, &points, about, Of::Points)?)
        }
        None => None,
    };
    let over_knobs = found.as_ref().map(|(found, _)| found);
    show(arguments, &compared, over_knobs)?;
    let pairs = compared.study.replications.len();
    let is_over =
        !arguments.uncertain || over_knobs.is_some_and(|found| !found.heading.is_interrupted);
    let done = (pairs, is_answered(arguments, &compared) && is_over);
    studied.write(folder, done, |folder| {
        let parts = Compared::from(&compared);
        match &found {
            Some((found, ran)) => comparison::write_both_to(folder, &parts, (found, ran)),
            None => comparison::write_comparison_to(folder, &parts),
        }
    })?;
    ending(arguments, &compared)?;
    over_knobs.map_or(Ok(()), |found| ended(studied, found))
}

/// The arms as the command line names them.
fn read(arguments: &Compare) -> Result<(Arms, Read), Failure> {
    let paths: Vec<&Path> = (std::iter::once(&arguments.base))
        .chain(&arguments.arms)
        .map(PathBuf::as_path)
        .collect();
    read_arms(&paths, &arguments.sets, arguments.studied.quiet)
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
        seed: arguments.studied.seed,
        threads: arguments.studied.threads as usize,
        enough,
        from,
        best: if arguments.least {
            Best::Least
        } else {
            Best::Most
        },
        indifference: arguments.indifference.clone(),
        has_sham: !arguments.no_sham,
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
    let mut bar = Growing::new("pairs", arguments.studied.quiet);
    let keeping = arguments.studied.keeping(journal, Of::Study);
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
    let journal = arguments.studied.journal(Of::Why)?;
    let keeping = arguments.studied.keeping(journal.as_deref(), Of::Why);
    let mut bar = Growing::new("runs for why", arguments.studied.quiet);
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
    if arguments.studied.json {
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
    let broken = compared.findings.broken.iter();
    let broken = broken.map(|one| {
        format!(
            "replication {} of {}: {}",
            one.replication, one.arm, one.law
        )
    });
    let interrupted = if compared.study.ending == Ending::Interrupted {
        let pairs = compared.study.replications.len();
        Some(format!("after {pairs} pairs"))
    } else if is_answered(arguments, compared) {
        None
    } else {
        Some("while asking why: the comparison is whole, and stands alone".to_owned())
    };
    arguments.studied.ended(broken, interrupted)
}
