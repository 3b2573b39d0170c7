//! Reading a scenario for a command, with its faults as the command's failure.

use interdict::scenario::{Loaded, Scenario, load};

use crate::args::Which;
use crate::outcome::{Failure, USAGE, stderr_has_color};

/// The scenario of a command line.
pub(crate) fn read(which: &Which) -> Result<Loaded, Failure> {
    load(&which.scenario, &which.sets).map_err(|faults| Failure {
        code: USAGE,
        message: faults.render(stderr_has_color()).trim_end().to_owned(),
    })
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
    let day = scenario.starts.days_until(named);
    let last = scenario.starts.plus_days(i32::from(scenario.days) - 1);
    if day < 0 || day >= i32::from(scenario.days) {
        let message = format!("`{flag} {date}` is not a day of the scenario");
        let last = last.map_or(String::new(), |last| last.to_string());
        return Err(Failure::new(USAGE, message)
            .hint(format!("it runs from {} to {last}", scenario.starts)));
    }
    Ok(day as u16)
}
