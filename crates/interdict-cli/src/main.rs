//! The `interdict` command: arguments in, text and files out. Figures are made in the library.

mod args;
mod bench;
mod calibrate;
mod check;
mod compare;
mod diverge;
mod examples;
mod explain;
mod history;
mod load;
mod map;
mod new;
mod outcome;
mod run;
mod shown;
mod spread;
mod studies;
mod terminal;
mod uncertain;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::args::{Arguments, Command};
use crate::outcome::Failure;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
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
    let done = match arguments.command {
        Command::Run(run) => run::run(&run),
        Command::Compare(compare) => compare::compare(&compare),
        Command::Diverge(diverge) => diverge::diverge(&diverge),
        Command::New(new) => new::new(&new),
        Command::Check(check) => check::check(&check),
        Command::Map(map) => map::map(&map),
        Command::Show(show) => shown::show(&show),
        Command::List(list) => shown::list(&list),
        Command::Source(source) => shown::source(&source),
        Command::Knobs(knobs) => explain::knobs(&knobs),
        Command::Explain(explain) => explain::explain(&explain),
        Command::History(history) => history::history(&history),
        Command::Calibrate(calibrate) => calibrate::calibrate(&calibrate),
        Command::Bench(bench) => bench::bench(&bench),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "interdict", &mut script);
            outcome::say(&String::from_utf8_lossy(&script))
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { code, message }) => {
            if !message.is_empty() {
                outcome::remark(&message);
            }
            ExitCode::from(code)
        }
    }
}
