//! Commands that the pages of the repository tell readers to type.
//!
//! Each is there, with its flags; the scenarios it names are there, and its changes can be made.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use interdict::scenario::load;

use crate::terminal::Desk;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The front page, the pages under `docs`, and the story of each scenario.
fn pages() -> Vec<PathBuf> {
    let list = |folder: PathBuf| {
        let entries = fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").path())
    };
    let mut pages: Vec<PathBuf> = list(root().join("docs")).collect();
    pages.push(root().join("README.md"));
    pages.extend(list(root().join("scenarios")).map(|scenario| scenario.join("README.md")));
    pages.retain(|path| path.is_file() && path.extension().is_some_and(|end| end == "md"));
    pages.sort();
    pages
}

/// The words after `interdict` of every command on a page: lines of code that begin with it, or with
/// `cargo run` and `--`. What follows a `#` is remark.
fn commands(text: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_start_matches("$ ");
        let line = line.split(" #").next().unwrap_or("");
        let words = match line.split_once("interdict ") {
            Some(("", words)) => words,
            _ if line.starts_with("cargo run") => match line.split_once(" -- ") {
                Some((cargo, words)) if !cargo.contains("--example") => words,
                _ => continue,
            },
            _ => continue,
        };
        let words = words.split_whitespace();
        commands.push(
            words
                .map(|word| word.trim_matches(['\'', '"']).to_owned())
                .collect(),
        );
    }
    commands
}

/// Why a command of a page would not do, if it would not.
fn fault(desk: &Desk, command: &[String]) -> Option<String> {
    let subcommand = command.first()?.as_str();
    if subcommand.starts_with("--") {
        return None;
    }
    let help = desk.call(&[subcommand, "--help"]);
    if help.code != Some(0) {
        return Some(format!("there is no `{subcommand}`"));
    }
    let mut sets = Vec::new();
    let mut scenarios = Vec::new();
    for (place, word) in command.iter().enumerate().skip(1) {
        if let Some(flag) = word.strip_prefix("--") {
            let flag = format!("--{}", flag.split('=').next().unwrap_or(flag));
            // as help writes it: `--flag`, `--flag,` or `--flag[=<VALUE>]`
            let is_flag = |other: &str| other.split([',', '[']).next() == Some(&*flag);
            if !help.stdout.split_whitespace().any(is_flag) {
                return Some(format!("`{subcommand}` has no `{flag}`"));
            }
        } else if command[place - 1] == "--set" {
            let (path, value) = word.split_once('=')?;
            sets.push((path.to_owned(), value.to_owned()));
        } else if word.starts_with("scenarios/") && !word.contains('*') {
            scenarios.push(root().join(word));
        }
    }
    for scenario in scenarios {
        if let Err(faults) = load(&scenario, &sets) {
            return Some(faults.render(false));
        }
    }
    None
}

#[test]
fn commands_on_pages_can_be_typed_as_they_stand() {
    let desk = Desk::empty();
    let mut faults = String::new();
    let mut seen = 0;
    for page in pages() {
        for command in commands(&fs::read_to_string(&page).expect("a page")) {
            seen += 1;
            if let Some(fault) = fault(&desk, &command) {
                let page = page.display();
                let words = command.join(" ");
                let _ = writeln!(faults, "{page}: interdict {words}\n    {fault}");
            }
        }
    }
    assert!(seen >= 5, "commands are found as they are written: {seen}");
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn a_command_that_cannot_be_typed_is_noticed() {
    let page = "    interdict rum scenarios/two-routes\n\
                $ interdict run scenarios/two-routes --fast\n\
                cargo run --release -- check scenarios/two-rivers # no such place\n\
                interdict run scenarios/two-routes --set rules.rail.sped_kmh=1\n\
                interdict run scenarios/two-routes --until 1950-09-02\n\
                the interdict command\n";
    let commands = commands(page);
    assert_eq!(commands.len(), 5);
    let desk = Desk::empty();
    let faults: Vec<bool> = commands
        .iter()
        .map(|words| fault(&desk, words).is_some())
        .collect();
    assert_eq!(faults, [true, true, true, true, false]);
}
