//! The `interdict` command: arguments in, text and files out. Figures are made in the library.

mod args;
mod bench;
mod calibrate;
mod check;
mod compare;
mod dictionary;
mod diverge;
mod document;
mod examples;
mod explain;
mod history;
mod load;
mod made;
mod map;
mod new;
mod options;
mod outcome;
mod picture;
mod reproduce;
mod run;
mod schema;
mod shown;
mod signals;
mod spread;
mod studies;
mod terminal;
mod uncertain;
mod worth;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::args::{Arguments, Command};
use crate::made::Said;
use crate::outcome::{Done, Failure};

fn main() -> ExitCode {
    signals::bear_limits();
    let understood = Arguments::command().try_get_matches().and_then(|matches| {
        options::have_effect(&matches)?;
        Ok((Arguments::from_arg_matches(&matches)?, Said::of(&matches)))
    });
    let (arguments, said) = match understood {
        Ok(understood) => understood,
        Err(error) => {
            // Clap writes help to stdout and faults to stderr; a closed pipe is no fault of ours.
            let printed = error.print();
            let is_lost = printed.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe);
            return ExitCode::from(match (error.use_stderr(), is_lost) {
                (true, _) => outcome::USAGE,
                (false, true) => outcome::NOT_WRITTEN,
                (false, false) => 0,
            });
        }
    };
    arguments.color.apply();
    match called(arguments.command, &said) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { code, message }) => {
            if !message.is_empty() {
                outcome::remark(&message);
            }
            ExitCode::from(code)
        }
    }
}

/// Calls a command.
fn called(command: Command, said: &Said) -> Done {
    match command {
        Command::Run(run) => run::run(&run, said),
        Command::Compare(compare) => compare::compare(&compare, said),
        Command::Reproduce(reproduce) => reproduce::reproduce(&reproduce),
        Command::Worth(worth) => worth::worth(&worth, said),
        Command::Diverge(diverge) => diverge::diverge(&diverge),
        Command::New(new) => new::new(&new),
        Command::Map(map) => map::map(&map),
        Command::Show(show) => shown::show(&show),
        Command::List(list) => shown::list(&list),
        Command::Source(source) => shown::source(&source),
        Command::Check(check) => check::check(&check),
        Command::Knobs(knobs) => explain::knobs(&knobs),
        Command::Explain(explain) => explain::explain(&explain),
        Command::Dictionary(dictionary) => dictionary::dictionary(&dictionary),
        Command::Schema(schema) => schema::schema(&schema),
        Command::History(history) => history::history(&history),
        Command::Calibrate(calibrate) => calibrate::calibrate(&calibrate, said),
        Command::Bench(bench) => bench::bench(&bench),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "interdict", &mut script);
            outcome::say(&String::from_utf8_lossy(&script))
        }
    }
}
