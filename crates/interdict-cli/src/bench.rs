//! `interdict bench`: what a run costs on this machine, and against an earlier time.

mod figures;
mod machine;
mod measure;
mod page;
mod ratio;

use std::path::Path;

use interdict::scenario::Scenario;
use interdict::scenario::synthetic::{Shape, generate};

use crate::args::{Bench, Which};
use crate::bench::figures::Figures;
use crate::bench::ratio::Ratio;
use crate::document::say_document;
use crate::load;
use crate::outcome::{Done, Failure, SLOWER, USAGE, remark, say};

/// Seed of the theatre that is generated where none is named.
const GENERATED_FROM: u64 = 1;

/// Times a scenario, prints the figures, keeps them, and compares them.
pub(crate) fn bench(arguments: &Bench) -> Done {
    // what would be refused at the end is refused before the machine has worked for it
    let before = arguments
        .compare
        .as_deref()
        .map(figures::read)
        .transpose()?;
    let scenario = scenario(arguments)?;
    let work = figures::Work::of(&scenario, arguments.seed, arguments.replications);
    if let (Some(before), Some(path)) = (&before, &arguments.compare) {
        are_comparable(before, &work, path)?;
    }
    if cfg!(debug_assertions) && !arguments.quiet {
        remark("this build is not optimised: its times say little (build with `--release`)");
    }
    let figures = measure::measure(&scenario, work, arguments)?;
    if let Some(path) = &arguments.out {
        figures::write(path, &figures)?;
    }
    let compared = before
        .as_ref()
        .map(|before| page::Compared::of(&figures, before));
    if arguments.json {
        say_document("bench", &page::json(&figures, compared.as_ref()))?;
    } else {
        say(&page::page(&figures, compared.as_ref()))?;
    }
    if let (Some(path), false) = (&arguments.out, arguments.quiet) {
        remark(&format!("wrote {}", path.display()));
    }
    match (arguments.slower_than, &compared, &arguments.compare) {
        (Some(factor), Some(compared), Some(path)) => judge(&compared.run, factor, path, arguments),
        _ => Ok(()),
    }
}

/// The scenario that is named, or the generated one, as long as it is to run.
fn scenario(arguments: &Bench) -> Result<Scenario, Failure> {
    let mut scenario = match &arguments.scenario {
        Some(path) => {
            let loaded = load::read(&Which {
                scenario: path.clone(),
                sets: arguments.sets.clone(),
            })?;
            load::warn(&loaded, arguments.quiet);
            loaded.scenario
        }
        None => generate(Shape::theatre(), GENERATED_FROM),
    };
    if let Some(date) = &arguments.until {
        scenario.days = load::days_until(&scenario, date)?;
    }
    Ok(scenario)
}

/// Refuses to set unlike things side by side.
fn are_comparable(before: &Figures, work: &figures::Work, path: &Path) -> Done {
    let refuse = |what: &str, then: &dyn std::fmt::Display, now: &dyn std::fmt::Display| {
        let message = format!(
            "`{}` timed other work: {what} was {then}, is {now}",
            path.display()
        );
        Err(Failure::new(USAGE, message)
            .hint("compare with the same scenario, `--until`, `--seed` and `--replications`"))
    };
    let then = &before.work;
    if then.title != work.title {
        return refuse("the scenario", &then.title, &work.title);
    }
    for (what, then, now) in [
        ("days", u64::from(then.days), u64::from(work.days)),
        (
            "ticks a day",
            u64::from(then.ticks_per_day),
            u64::from(work.ticks_per_day),
        ),
        ("stations", then.stations, work.stations),
        ("lines", then.lines, work.lines),
        ("the seed", then.seed, work.seed),
        (
            "runs in a round",
            u64::from(then.replications),
            u64::from(work.replications),
        ),
    ] {
        if then != now {
            return refuse(what, &then, &now);
        }
    }
    if before.is_optimised == cfg!(debug_assertions) {
        return refuse(
            "the build",
            &figures::build(before.is_optimised),
            &figures::build(!before.is_optimised),
        );
    }
    Ok(())
}

/// Slower for sure is a failure; slower perhaps is said.
fn judge(run: &Ratio, factor: f64, path: &Path, arguments: &Bench) -> Done {
    if run.low > factor {
        let message = format!(
            "a run takes {:.3} times as long as in `{}` (95 %: {:.3} to {:.3}), more than {factor}",
            run.times,
            path.display(),
            run.low,
            run.high
        );
        return Err(Failure::new(SLOWER, message).hint(
            "where that is meant, keep the new figures with `--out` and compare with those",
        ));
    }
    if run.high > factor && !arguments.quiet {
        remark(&format!(
            "{} rounds cannot tell whether a run takes more than {factor} times as long; more `--rounds` might",
            arguments.rounds
        ));
    }
    Ok(())
}
