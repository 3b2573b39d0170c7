//! What made a folder of results, as the command line said it.

use std::path::Path;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, CommandFactory};
use interdict::report::OutputFolder;
use interdict::report::provenance::{AsRun, Made, Program, Provenance, Texts};
use interdict::scenario::{Loaded, Scenario};

use crate::args::Arguments;
use crate::outcome::remark;

/// This program.
pub(crate) const PROGRAM: Program = Program {
    version: env!("CARGO_PKG_VERSION"),
    commit: env!("INTERDICT_COMMIT"),
};

/// Arguments, by the names of their fields, that never show in results.
const UNSEEN: &[&str] = &[
    "color", "out", "threads", "resume", "anew", "quiet", "json", "no_files",
];

/// Arguments that name scenarios, in the order in which scenarios are read.
const SCENARIOS: &[&str] = &["scenario", "base", "arms"];

/// A word of a command.
#[derive(Clone, Debug, PartialEq)]
enum Word {
    /// As it is.
    Plain(String),
    /// The file of the next scenario, after what stands before it.
    File(String),
}

/// What the command line said that shows in results.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said(Vec<Word>);

impl Said {
    /// Of a command line that was understood.
    pub(crate) fn of(matches: &ArgMatches) -> Self {
        let Some((name, given)) = matches.subcommand() else {
            return Self(Vec::new());
        };
        let commands = Arguments::command();
        let Some(command) = commands.find_subcommand(name) else {
            return Self(Vec::new());
        };
        let mut words = vec![Word::Plain(name.to_owned())];
        // scenarios first, as they are read
        let (paths, others): (Vec<&Arg>, Vec<&Arg>) = (command.get_arguments())
            .filter(|argument| !UNSEEN.contains(&argument.get_id().as_str()))
            .filter(|argument| is_said(given, argument))
            .partition(|argument| SCENARIOS.contains(&argument.get_id().as_str()));
        for path in SCENARIOS
            .iter()
            .filter_map(|id| paths.iter().find(|path| path.get_id() == *id))
        {
            let before = path
                .get_long()
                .map_or(String::new(), |name| format!("--{name}="));
            let count = given
                .get_raw(path.get_id().as_str())
                .map_or(0, Iterator::count);
            words.extend((0..count).map(|_| Word::File(before.clone())));
        }
        for argument in others {
            words.extend(option(given, argument).into_iter().map(Word::Plain));
        }
        Self(words)
    }

    /// The command with the files of its scenarios.
    fn with(&self, files: &[String]) -> Vec<String> {
        let mut files = files.iter();
        let word = |word: &Word| match word {
            Word::Plain(word) => word.clone(),
            Word::File(before) => format!("{before}{}", files.next().map_or("", String::as_str)),
        };
        self.0.iter().map(word).collect()
    }
}

fn is_said(given: &ArgMatches, argument: &Arg) -> bool {
    given.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine)
}

/// An option as it was said, in one word each time.
fn option(given: &ArgMatches, argument: &Arg) -> Vec<String> {
    let (Some(name), id) = (argument.get_long(), argument.get_id().as_str()) else {
        return Vec::new();
    };
    if !argument.get_action().takes_values() {
        return vec![format!("--{name}")];
    }
    let values = given.get_raw(id).into_iter().flatten();
    values
        .map(|value| format!("--{name}={}", value.to_string_lossy()))
        .collect()
}

/// Scenarios as they are read for a command: their texts, and how they were named.
#[derive(Default)]
pub(crate) struct Read {
    texts: Texts,
    named: Vec<String>,
}

impl Read {
    /// Notes a scenario that was read.
    pub(crate) fn note(&mut self, path: &Path, loaded: &Loaded) {
        self.texts.put(path, &loaded.texts);
        self.named.push(path.display().to_string());
    }

    /// What makes the results, so far as it is known before the work.
    pub(crate) fn made(
        &self,
        said: &Said,
        scenarios: &[&Scenario],
        sets: &[(String, String)],
        seed: u64,
    ) -> Made {
        let files = self.texts.first();
        let as_run = self.named.iter().zip(&files).zip(scenarios);
        let as_run = as_run.map(|((named, file), scenario)| AsRun::as_in(named, file, scenario));
        let command = said.with(&files);
        Made {
            provenance: Provenance::new(PROGRAM, command, as_run.collect(), sets, seed),
            texts: self.texts.files(),
        }
    }
}

/// Tells of results of other inputs whose place new ones take: they do not go without a word.
pub(crate) fn tell_replaced(folder: &mut OutputFolder, out: &Path) {
    let there = Provenance::of(folder.path());
    let (Some(there), Some(made)) = (there, folder.made()) else {
        return;
    };
    let unlike = made.replaces(&there);
    if !unlike.is_empty() {
        remark(&format!(
            "the results in {} were of other inputs and are replaced: {}",
            out.display(),
            unlike.join("; ")
        ));
    }
}
