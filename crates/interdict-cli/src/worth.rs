//! `interdict worth`: what each request of a scenario is worth, alone and in company.

use interdict::engine::Digest;
use interdict::experiment::journal::Of;
use interdict::experiment::worth::{Plan, Request, RequestError};
use interdict::report::{Style, worth, write_texts};

use crate::args::Worth;
use crate::load::{read, warn};
use crate::made::{Read, Said};
use crate::outcome::{Done, Failure, USAGE, style};
use crate::signals::stop_on_interrupt;
use crate::studies::{claimed, no_journal, unknown_outcome};
use crate::terminal::Growing;

/// Runs every combination of requests, prints the page and leaves it in a folder, where one is named.
pub(crate) fn worth(arguments: &Worth, said: &Said) -> Done {
    let studied = &arguments.studied;
    let loaded = read(&arguments.which)?;
    warn(&loaded, studied.quiet);
    let scenario = &loaded.scenario;
    let request = Request {
        of: arguments.of.clone(),
        outcome: arguments.outcome.clone(),
        seed: studied.seed,
        pairs: arguments.pairs,
        threads: studied.threads as usize,
    };
    let plan = Plan::new(scenario, &request).map_err(wrong)?;
    let out = studied.out.as_deref();
    let folder = claimed(out, || {
        let mut read = Read::default();
        read.note(&arguments.which.scenario, &loaded);
        read.made(said, &[scenario], &arguments.which.sets, studied.seed)
    })?;
    let journal = studied.journal(Of::Study)?;
    let keeping = studied.keeping(journal.as_deref(), Of::Study);
    let mut bar = Growing::new("replications", studied.quiet);
    let found = plan.run(keeping, &stop_on_interrupt(), &mut |at| {
        bar.show(at.done, at.planned);
    });
    bar.clear();
    let found = found.map_err(no_journal)?;
    if !found.is_whole && out.is_none() {
        let message = "interrupted; nothing was written".to_owned();
        return Err(Failure::interrupted(message, false));
    }
    studied.show(
        "worth",
        || worth::json(&found),
        || worth::page(&found, style()),
    )?;
    let mut digest = Digest::new("worth");
    let means = found.outcomes.iter().map(|outcome| outcome.whole.mean);
    means.for_each(|mean| digest.word(mean.to_bits()));
    let files = [
        ("worth.txt", worth::page(&found, Style::default())),
        ("worth.json", worth::json(&found)),
        ("worth.csv", worth::table(&found)),
    ];
    let done = (found.pairs, found.is_whole);
    studied.write(folder, done, |folder| {
        write_texts(folder, &files, studied.seed, digest.finish())
    })?;
    let interrupted = (!found.is_whole).then(|| format!("after {} replications", found.pairs));
    studied.ended(found.broken.iter(), interrupted)
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
