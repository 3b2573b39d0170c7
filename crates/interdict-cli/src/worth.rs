//! `interdict worth`: what each request of a scenario is worth, alone and in company.

use interdict::engine::Digest;
use interdict::experiment::journal::Of;
use interdict::experiment::worth::{Plan, Request, RequestError};
use interdict::report::{worth, write_texts};

use crate::args::Worth;
use crate::document::say_document;
use crate::load::{read, warn};
use crate::made::{Read, Said};
use crate::outcome::{Done, ENGINE, Failure, RUN_FAILED, USAGE, say_page, style};
use crate::signals::stop_on_interrupt;
use crate::studies::{claimed, journal, keeping, no_journal, ready, unknown_outcome, wrote};
use crate::terminal::Growing;

/// Runs every combination of requests, prints the page and leaves it in a folder, where one is named.
pub(crate) fn worth(arguments: &Worth, said: &Said) -> Done {
    let loaded = read(&arguments.which)?;
    warn(&loaded, arguments.quiet);
    let scenario = &loaded.scenario;
    let request = Request {
        of: arguments.of.clone(),
        outcome: arguments.outcome.clone(),
        seed: arguments.seed,
        pairs: arguments.pairs,
        threads: arguments.threads as usize,
    };
    let plan = Plan::new(scenario, &request).map_err(wrong)?;
    let out = arguments.out.as_deref();
    let folder = claimed(out, || {
        let mut read = Read::default();
        read.note(&arguments.which.scenario, &loaded);
        read.made(said, &[scenario], &arguments.which.sets, arguments.seed)
    })?;
    let journal = journal(out, Of::Study)?;
    let keeping = keeping(journal.as_deref(), out, (false, arguments.anew), Of::Study);
    let mut bar = Growing::new("replications", arguments.quiet);
    let found = plan.run(keeping, &stop_on_interrupt(), &mut |at| {
        bar.show(at.done, at.planned);
    });
    bar.clear();
    let found = found.map_err(no_journal)?;
    if !found.is_whole && out.is_none() {
        let message = "interrupted; nothing was written".to_owned();
        return Err(Failure::interrupted(message, false));
    }
    let json = worth::json(&found);
    if arguments.json {
        say_document("worth", &json)?;
    } else {
        say_page(&worth::page(&found, style()))?;
    }
    if let (Some(folder), Some(out)) = (folder, out) {
        let mut digest = Digest::new("worth");
        let means = found.outcomes.iter().map(|outcome| outcome.whole.mean);
        means.for_each(|mean| digest.word(mean.to_bits()));
        let files = [
            (
                "worth.txt",
                worth::page(&found, interdict::report::Style::default()),
            ),
            ("worth.json", json),
            ("worth.csv", worth::table(&found)),
        ];
        let folder = ready(folder, out, (found.pairs, found.is_whole));
        let written = write_texts(folder, &files, arguments.seed, digest.finish());
        wrote(&written, out, arguments.quiet)?;
    }
    if let Some(first) = found.broken.first() {
        let message = format!("{} runs broke a law; {first}", found.broken.len());
        return Err(Failure::new(RUN_FAILED, message).hint(ENGINE));
    }
    if found.is_whole {
        return Ok(());
    }
    let done = format!("interrupted after {} replications", found.pairs);
    Err(Failure::interrupted(done, true))
}

/// What is wrong with a request, in the words of the command line.
fn wrong(error: RequestError) -> Failure {
    match error {
        RequestError::UnknownOutcome(error) => unknown_outcome(&error),
        RequestError::TooMany(_) => {
            Failure::new(USAGE, error).hint("name some of them: `--request ID`")
        }
        RequestError::NoRequest => {
            Failure::new(USAGE, error).hint("`interdict explain requests` says what a request is")
        }
        error => Failure::new(USAGE, error),
    }
}
