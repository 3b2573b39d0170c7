//! `interdict history`: simulated figures beside those of record.

use interdict::model::{Seed, run};
use interdict::report::Comparison;

use crate::args::History;
use crate::load;
use crate::outcome::{Done, Failure, RUN_FAILED, USAGE, say};

/// Compares one run with the record.
pub(crate) fn history(arguments: &History) -> Done {
    let scenario = load::read(&arguments.which)?.scenario;
    if scenario.observed.is_empty() {
        let message = "the scenario holds no figures of record";
        return Err(Failure::new(USAGE, message).hint("give it a table `observed`"));
    }
    let record = run(
        &scenario,
        Seed {
            seed: arguments.seed,
            replication: 0,
        },
    )
    .map_err(|broken| Failure::new(RUN_FAILED, broken))?;
    let comparison = Comparison::of(&scenario, &record);
    say(&if arguments.markdown {
        comparison.markdown()
    } else {
        comparison.text()
    })
}
