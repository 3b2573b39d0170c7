//! Options that have an effect only with others: said without them they are refused, and not passed over.
//!
//! The parser of arguments waives what an option requires as soon as that conflicts with another option that is there:
//! `--pairs 3 --points 8` would run three pairs and never speak of the points. So what is required is looked at here, too.

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, Error};

use crate::args::Arguments;

/// Command, option, and the option that it is about; named as their fields.
const ABOUT: &[(&str, &str, &str)] = &[
    ("run", "threads", "replications"),
    ("run", "anew", "replications"),
    ("run", "anew", "out"),
    ("compare", "at_most", "until_half_width"),
    ("compare", "why_from", "why"),
    ("compare", "continuations", "why"),
    ("compare", "only", "uncertain"),
    ("compare", "points", "uncertain"),
    ("compare", "pairs_each", "uncertain"),
    ("compare", "resume", "out"),
    ("compare", "anew", "out"),
    ("calibrate", "outcome", "arms"),
    ("calibrate", "resume", "out"),
    ("calibrate", "anew", "out"),
    ("worth", "anew", "out"),
    ("bench", "sets", "scenario"),
    ("bench", "slower_than", "compare"),
];

/// Command, and an option that says something only where there are several arms.
const OF_SEVERAL_ARMS: &[(&str, &str)] = &[("compare", "least"), ("compare", "indifference")];

/// Looks for options that would have no effect.
///
/// # Errors
/// The first of them, as the parser would tell it.
pub(crate) fn have_effect(matches: &ArgMatches) -> Result<(), Error> {
    let Some((command, given)) = matches.subcommand() else {
        return Ok(());
    };
    let is_said = |option: &str| given.value_source(option) == Some(ValueSource::CommandLine);
    for &(of, option, about) in ABOUT {
        if of == command && is_said(option) && !is_said(about) {
            let message = format!(
                "{} has an effect only with {}",
                shown(of, option),
                shown(of, about)
            );
            return Err(wrong(message));
        }
    }
    for &(of, option) in OF_SEVERAL_ARMS {
        let arms = || given.get_raw("arms").map_or(0, Iterator::count);
        if of == command && is_said(option) && arms() < 2 {
            let message = format!("{} has an effect only with several arms", shown(of, option));
            return Err(wrong(message));
        }
    }
    Ok(())
}

fn wrong(message: String) -> Error {
    Arguments::command().error(ErrorKind::MissingRequiredArgument, message)
}

/// An option as it is written.
fn shown(command: &str, field: &str) -> String {
    let commands = Arguments::command();
    let command = commands.find_subcommand(command);
    let argument = command.and_then(|command| {
        let mut arguments = command.get_arguments();
        arguments.find(|argument| argument.get_id() == field)
    });
    let name = argument.and_then(|argument| argument.get_long());
    name.map_or_else(
        || format!("`<{}>`", field.to_uppercase()),
        |name| format!("`--{name}`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_of_the_table_is_there() {
        let commands = Arguments::command();
        let has = |command: &str, field: &str| {
            let command = commands.find_subcommand(command).expect("a command");
            command.get_arguments().any(|one| one.get_id() == field)
        };
        for (command, option, about) in ABOUT {
            assert!(
                has(command, option) && has(command, about),
                "{command}: {option}, {about}"
            );
        }
        for (command, option) in OF_SEVERAL_ARMS {
            assert!(has(command, option), "{command}: {option}");
        }
    }

    #[test]
    fn an_option_without_the_one_it_is_about_is_refused_and_with_it_is_not() {
        let refused = |line: &str| {
            let words = ["interdict"].into_iter().chain(line.split(' '));
            let matches = Arguments::command().try_get_matches_from(words);
            matches.and_then(|matches| have_effect(&matches)).is_err()
        };
        for line in [
            "compare a b --points 8",
            "compare a b --pairs 3 --points 8",
            "compare a b --pairs 3 --pairs-each 8",
            "compare a b --pairs 3 --only rules.rail",
            "compare a b --pairs 3 --at-most 100",
            "compare a b --uncertain --at-most 100",
            "compare a b --uncertain --continuations 3",
            "compare a b --uncertain --why-from 3",
            "compare a b --indifference 3t/day",
            "compare a b --least",
            "compare a b --resume",
            "run a --replication 3 --threads 2",
            "run a --no-files --no-png",
            "run a --no-files --out b",
            "calibrate a --outcome delivered",
            "bench --slower-than 1.1",
        ] {
            assert!(refused(line), "{line}");
        }
        for line in [
            "compare a b --uncertain --points 8 --only rules.rail --pairs-each 3",
            "compare a b c --least --indifference 3t/day",
            "compare a b --why --continuations 3",
            "run a --replications 3 --threads 2",
        ] {
            assert!(!refused(line), "{line}");
        }
    }
}
