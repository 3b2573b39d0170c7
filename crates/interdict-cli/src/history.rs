//! `interdict history`: simulated figures beside those of record.

use interdict::experiment::{Replications, replicate};
use interdict::report::BesideRecord;

use crate::args::History;
use crate::document::say_document;
use crate::load;
use crate::outcome::{Done, Failure, RUN_FAILED, USAGE, say, say_page};
use crate::picture;
use crate::terminal::bar;

/// Compares the mean of some runs with the record.
pub(crate) fn history(arguments: &History) -> Done {
    let scenario = load::read(&arguments.which)?.scenario;
    if scenario.observed.is_empty() {
        let message = "the scenario holds no figures of record";
        return Err(Failure::new(USAGE, message).hint("give it a table `observed`"));
    }
    if let Some(out) = &arguments.out {
        picture::can_be_written(out)?;
    }
    let plan = Replications {
        seed: arguments.seed,
        count: arguments.replications,
        threads: 0,
    };
    let bar = bar(u64::from(plan.count), arguments.json);
    let runs = replicate(
        &scenario,
        plan,
        |record| BesideRecord::simulate(&scenario, &record),
        || bar.inc(1),
    );
    bar.finish_and_clear();
    let runs = runs
        .into_iter()
        .collect::<Result<Vec<_>, _>>()
        .map_err(|broken| Failure::new(RUN_FAILED, broken))?;
    let comparison = BesideRecord::of_runs(&scenario, &runs);
    if let Some(out) = &arguments.out {
        let svg = comparison.chart(&scenario.title, plan.seed, plan.count);
        picture::write(out, svg)?;
    }
    if arguments.json {
        say_document("history", &comparison.json(plan.seed, plan.count))
    } else if arguments.markdown {
        say(&comparison.markdown())
    } else {
        say_page(&comparison.text())
    }
}
