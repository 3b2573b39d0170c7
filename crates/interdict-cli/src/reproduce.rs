//! `interdict reproduce`: the results of a folder made again, and compared to the byte.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, FromArgMatches};
use interdict::report::provenance::{AsRun, FILE, Provenance};
use interdict::report::{PNG_IS_BUILT_IN, files_of};
use interdict::scenario::load;
use serde::Serialize;

use crate::args::{Arguments, Command, Reproduce};
use crate::document::say_document;
use crate::made::{PROGRAM, Said};
use crate::outcome::{Done, Failure, NOT_THE_SAME, NOT_WRITTEN, USAGE, in_silence, remark, say};
use crate::{calibrate, compare, run, worth};

/// Differences that are told; of more their number.
const TOLD: usize = 20;

/// What came of it.
#[derive(Serialize)]
struct Reproduced {
    schema_version: u32,
    is_same: bool,
    /// Digest of all that was run: there, and now.
    digests: [String; 2],
    /// Files that were compared byte by byte.
    compared: Vec<String>,
    /// What differs, in words.
    unlike: Vec<String>,
    /// What was not compared, and why.
    left_out: Vec<String>,
}

/// Makes results again and compares them.
pub(crate) fn reproduce(arguments: &Reproduce) -> Done {
    let (folder, there) = found(&arguments.results)?;
    if !there.is_whole {
        let message = "these results are of a command that was interrupted: there is no whole to compare with";
        return Err(Failure::new(USAGE, message));
    }
    for what in other_program(&there) {
        remark(&what);
    }
    let mut unlike = scenarios(&folder, &there);
    let mut reproduced = Reproduced {
        schema_version: 1,
        is_same: false,
        digests: [there.digest.clone(), String::new()],
        compared: Vec::new(),
        unlike: Vec::new(),
        left_out: Vec::new(),
    };
    if unlike.is_empty() {
        let place = tempfile::tempdir().map_err(|error| Failure::new(NOT_WRITTEN, error))?;
        let made = place.path().join("results");
        again(&folder, &there, &made, arguments.threads)?;
        let now = Provenance::of(&made).map(|made| made.digest);
        reproduced.digests[1] = now.unwrap_or_default();
        unlike = files(&folder, &made, &mut reproduced);
        if reproduced.digests[0] != reproduced.digests[1] {
            let [there, now] = &reproduced.digests;
            unlike.insert(
                0,
                format!("the digest of all that was run is {now}, not {there}"),
            );
        }
    }
    reproduced.is_same = unlike.is_empty();
    reproduced.unlike = unlike;
    tell(arguments, &there, &reproduced)
}

/// The folder of results, and what made them.
fn found(results: &Path) -> Result<(PathBuf, Provenance), Failure> {
    let folder = if results.is_dir() {
        results.to_owned()
    } else {
        results.parent().unwrap_or(Path::new("")).to_owned()
    };
    let is_file = results.is_dir() || results.file_name().is_some_and(|name| name == FILE);
    let there = Provenance::of(if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &folder
    });
    there
        .filter(|_| is_file)
        .map(|there| (folder, there))
        .ok_or_else(|| {
            let message = format!("`{}` holds no {FILE} that can be read", results.display());
            Failure::new(USAGE, message)
                .hint("name a folder that `run`, `compare` or `calibrate` filled, or its run.json")
        })
}

/// In what the program that made results is not this one.
fn other_program(there: &Provenance) -> Vec<String> {
    let mut unlike = Vec::new();
    let registry = interdict::model::chance::REGISTRY;
    if there.registry != registry {
        unlike.push(format!(
            "made under chance registry {}, and this program has {registry}: it draws other numbers",
            there.registry
        ));
    }
    let here = (PROGRAM.version, PROGRAM.commit);
    if (there.version.as_str(), there.commit.as_str()) != here {
        let told = |version: &str, commit: &str| format!("{version} (commit {commit})");
        unlike.push(format!(
            "made by interdict {}, made again by {}",
            told(&there.version, &there.commit),
            told(here.0, here.1)
        ));
    }
    unlike
}

/// In what the scenarios that lie there are not those that were run.
fn scenarios(folder: &Path, there: &Provenance) -> Vec<String> {
    let mut unlike = Vec::new();
    for as_run in &there.scenarios {
        let read = load(&folder.join(&as_run.file), &there.changes);
        match read {
            Ok(loaded) => {
                let now = AsRun::as_in(&as_run.named, &as_run.file, &loaded.scenario);
                let differences = as_run.difference(&now).into_iter();
                unlike.extend(
                    differences
                        .map(|what| format!("`{}` is not as it was run: {what}", as_run.file)),
                );
            }
            Err(faults) => unlike.push(format!(
                "`{}` is not as it was run: {}",
                as_run.file,
                faults.render(false).trim_end()
            )),
        }
    }
    unlike
}

/// Calls the command again, with its files in a folder of its own.
fn again(folder: &Path, there: &Provenance, made: &Path, threads: u32) -> Done {
    let files: BTreeSet<&str> = there
        .scenarios
        .iter()
        .map(|one| one.file.as_str())
        .collect();
    let words = there.command.iter().map(|word| {
        let (before, file) = word.split_once('=').unwrap_or(("", word));
        let is_option = !before.is_empty() && files.contains(file);
        match (is_option, files.contains(word.as_str())) {
            (true, _) => format!("{before}={}", folder.join(file).display()),
            (false, true) => folder.join(word).display().to_string(),
            (false, false) => word.clone(),
        }
    });
    let mut line = vec!["interdict".to_owned()];
    line.extend(words);
    line.push(format!("--out={}", made.display()));
    line.push("--quiet".to_owned());
    let mut words = there.command.iter();
    let takes_threads = words.next().is_some_and(|command| command != "run")
        || words.any(|word| word.starts_with("--replications="));
    if takes_threads {
        line.push(format!("--threads={threads}"));
    }
    let understood = Arguments::command().try_get_matches_from(line);
    let understood = understood
        .and_then(|matches| Ok((Arguments::from_arg_matches(&matches)?, Said::of(&matches))));
    let (arguments, said) = understood.map_err(|error| {
        let message = format!("the command in {FILE} is none of this program: {error}");
        Failure::new(USAGE, message.trim_end())
    })?;
    in_silence(|| match arguments.command {
        Command::Run(again) => run::run(&again, &said),
        Command::Compare(again) => compare::compare(&again, &said),
        Command::Calibrate(again) => calibrate::calibrate(&again, &said),
        Command::Worth(again) => worth::worth(&again, &said),
        _ => Err(Failure::new(
            USAGE,
            format!("the command in {FILE} makes no results"),
        )),
    })
}

/// Compares every file that is listed there or now; tells what differs.
fn files(folder: &Path, made: &Path, reproduced: &mut Reproduced) -> Vec<String> {
    let (there, now) = (files_of(folder), files_of(made));
    let mut unlike = Vec::new();
    for name in there.union(&now).filter(|name| *name != FILE) {
        if name.ends_with(".png") && !PNG_IS_BUILT_IN {
            reproduced
                .left_out
                .push(format!("{name}: this program makes no PNG"));
            continue;
        }
        match (fs::read(folder.join(name)), fs::read(made.join(name))) {
            (Ok(there), Ok(now)) => {
                reproduced.compared.push(name.clone());
                unlike.extend(difference(name, &there, &now));
            }
            (Err(error), Ok(_)) => unlike.push(format!("`{name}` is not there: {error}")),
            (_, Err(_)) => unlike.push(format!("`{name}` is not made any more")),
        }
    }
    unlike
}

/// In what two files differ: the first line that does.
fn difference(name: &str, there: &[u8], now: &[u8]) -> Option<String> {
    if there == now {
        return None;
    }
    let (Ok(ours), Ok(theirs)) = (std::str::from_utf8(now), std::str::from_utf8(there)) else {
        return Some(format!("`{name}` is not the same"));
    };
    let mut lines = ours.lines().zip(theirs.lines()).enumerate();
    let first = lines.find(|(_, (ours, theirs))| ours != theirs);
    Some(match first {
        Some((row, (ours, theirs))) => {
            let place = row + 1;
            let (ours, theirs) = apart(ours, theirs);
            format!("`{name}`, line {place}: `{theirs}` there, `{ours}` now")
        }
        None => format!(
            "`{name}` has {} lines, and {} now",
            theirs.lines().count(),
            ours.lines().count()
        ),
    })
}

/// Two lines from a little before the place where they part, not too long.
fn apart(one: &str, other: &str) -> (String, String) {
    let common = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let piece = |line: &str| -> String {
        line.chars()
            .skip(common.saturating_sub(30))
            .take(80)
            .collect()
    };
    (piece(one), piece(other))
}

fn tell(arguments: &Reproduce, there: &Provenance, reproduced: &Reproduced) -> Done {
    if arguments.json {
        let json = serde_json::to_string_pretty(reproduced).expect("it is plain data");
        say_document("reproduced", &json)?;
    } else if reproduced.is_same {
        let titles: Vec<String> = there
            .scenarios
            .iter()
            .map(|one| format!("\"{}\"", one.title))
            .collect();
        say(&format!(
            "the same: {} of {}, seed {}, digest {}; {} files equal to the byte\n",
            there.command.first().map_or("results", String::as_str),
            titles.join(" and "),
            there.seed,
            there.digest,
            reproduced.compared.len()
        ))?;
    }
    for what in &reproduced.left_out {
        remark(&format!("not compared: {what}"));
    }
    if reproduced.is_same {
        return Ok(());
    }
    let count = reproduced.unlike.len();
    let mut message = "not the same:".to_owned();
    for what in reproduced.unlike.iter().take(TOLD) {
        message.push_str("\n  ");
        message.push_str(what);
    }
    if count > TOLD {
        let _ = write!(message, "\n  and {} more", count - TOLD);
    }
    Err(Failure::new(NOT_THE_SAME, message))
}
