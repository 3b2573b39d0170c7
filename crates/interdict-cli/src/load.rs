//! Reading a scenario for a command, with its faults as the command's failure.

use std::path::Path;

use interdict::experiment::Arms;
use interdict::experiment::arms::ReadError;
use interdict::scenario::{Faults, Loaded, Scenario, load};

use crate::args::Which;
use crate::made::Read;
use crate::outcome::{Failure, USAGE, remark, stderr_has_color};

/// The scenario of a command line.
pub(crate) fn read(which: &Which) -> Result<Loaded, Failure> {
    load(&which.scenario, &which.sets).map_err(|faults| faulty(&faults))
}

/// Says what a scenario that is in order is warned of, if anything.
pub(crate) fn warn(loaded: &Loaded, quiet: bool) {
    if !loaded.warnings.is_empty() && !quiet {
        remark(&told(&loaded.warnings));
    }
}

/// One warning as it stands; several in a line each, for they are beside the point of a command that runs something.
fn told(warnings: &Faults) -> String {
    match warnings.warnings() {
        1 => warnings.render(stderr_has_color()),
        _ => {
            warnings.brief()
                + "hint: `interdict check` shows each at its place and says what comes of it\n"
        }
    }
}

fn faulty(faults: &Faults) -> Failure {
    Failure {
        code: USAGE,
        message: faults.render(stderr_has_color()).trim_end().to_owned(),
    }
}

/// The arms of some paths, the base first, all with the same changes. A warning that several have is told once.
pub(crate) fn read_arms(
    paths: &[&Path],
    sets: &[(String, String)],
    quiet: bool,
) -> Result<(Arms, Read), Failure> {
    let (mut said, mut read) = (Vec::new(), Read::default());
    let mut note = |path: &Path, loaded: &Loaded| {
        read.note(path, loaded);
        if loaded.warnings.is_empty() || quiet {
            return;
        }
        let warnings = told(&loaded.warnings);
        if !said.contains(&warnings) {
            remark(&warnings);
            said.push(warnings);
        }
    };
    let arms = Arms::read(paths, sets, &mut note).map_err(|error| match error {
        ReadError::Faults(faults) => faulty(&faults),
        ReadError::NotComparable(why) => {
            Failure::new(USAGE, why).hint("give all of them the same first and last day")
        }
    })?;
    Ok((arms, read))
}

/// Days to run up to and with a date.
pub(crate) fn days_until(scenario: &Scenario, date: &str) -> Result<u16, Failure> {
    Ok(day(scenario, "--until", date)? + 1)
}

/// Days that lie before a date.
pub(crate) fn days_from(scenario: &Scenario, date: &str) -> Result<u16, Failure> {
    day(scenario, "--from", date)
}

/// The day of the scenario that a flag names, from 0.
fn day(scenario: &Scenario, flag: &str, date: &str) -> Result<u16, Failure> {
    let Ok(named) = date.parse::<interdict::quantity::Date>() else {
        let message = format!("`{date}` is not a date");
        return Err(Failure::new(USAGE, message).hint("dates look like `1951-10-24`"));
    };
    scenario.day_of(named).ok_or_else(|| {
        let last = scenario.starts.plus_days(i32::from(scenario.days) - 1);
        let last = last.map_or(String::new(), |last| last.to_string());
        let message = format!("`{flag} {date}` is not a day of the scenario");
        Failure::new(USAGE, message).hint(format!("it runs from {} to {last}", scenario.starts))
    })
}
