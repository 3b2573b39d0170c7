//! Help, refusals, completions, colour and pipes.

use std::process::Stdio;

use crate::terminal::{Desk, Outcome};

fn page(arguments: &[&str]) -> String {
    Desk::empty().call(arguments).page()
}

#[test]
fn help_says_what_the_command_does_and_how_it_ends() {
    insta::assert_snapshot!(page(&["--help"]));
}

#[test]
fn every_subcommand_has_its_help() {
    for subcommand in subcommands() {
        insta::assert_snapshot!(format!("help_{subcommand}"), page(&[&subcommand, "--help"]));
    }
}

/// The subcommands, as the help lists them.
fn subcommands() -> Vec<String> {
    let help = Desk::empty().call(&["--help"]).stdout;
    let list = help.split_once("Commands:\n").expect("a list").1;
    let list = list.split_once("\n\n").expect("an end of the list").0;
    let names = list.lines().filter(|line| !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn without_arguments_the_help_is_a_fault_of_usage() {
    let outcome = Desk::empty().call(&[]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
    assert!(outcome.stderr.contains("Usage: interdict"));
}

#[test]
fn unknown_words_are_refused_with_the_nearest_one() {
    insta::assert_snapshot!("unknown_flag", page(&["run", "x", "--quite"]));
    insta::assert_snapshot!("unknown_subcommand", page(&["rum", "x"]));
    insta::assert_snapshot!("set_without_value", page(&["run", "x", "--set", "a"]));
    insta::assert_snapshot!(
        "one_replication_or_many",
        page(&["run", "x", "--replication", "1", "--replications", "2"])
    );
    insta::assert_snapshot!(
        "no_replications",
        page(&["run", "x", "--replications", "0"])
    );
}

#[test]
fn the_version_is_that_of_the_manifest() {
    let outcome = Desk::empty().call(&["--version"]).quiet();
    let version = env!("CARGO_PKG_VERSION");
    let begins = format!("interdict {version} (");
    assert!(outcome.stdout.starts_with(&begins), "{}", outcome.stdout);
}

#[test]
fn completions_are_scripts_for_their_shell() {
    let desk = Desk::empty();
    let bash = desk.call(&["completions", "bash"]).quiet().stdout;
    assert!(bash.starts_with("_interdict() {\n"), "{bash:.60}");
    assert!(bash.contains("complete -F _interdict"));
    let fish = desk.call(&["completions", "fish"]).quiet().stdout;
    assert!(fish.contains("complete -c interdict"));
    let zsh = desk.call(&["completions", "zsh"]).quiet().stdout;
    assert!(zsh.starts_with("#compdef interdict\n"), "{zsh:.60}");
}

#[test]
fn colour_comes_when_it_is_asked_for_and_never_by_itself() {
    let desk = Desk::with(&["three-stations"]);
    let summary = ["run", "scenarios/three-stations", "--no-files"];
    let faulty = ["check", "scenarios/nowhere"];
    for arguments in [&summary[..], &faulty] {
        let call = |color: Option<&str>, no_color: bool| {
            let mut command = desk.command(arguments);
            command.args(color);
            if !no_color {
                command.env_remove("NO_COLOR");
            }
            let outcome = Outcome::of(command.output().expect("the command runs"));
            (outcome.stdout + &outcome.stderr).contains('\x1b')
        };
        assert!(!call(None, true), "NO_COLOR is respected");
        assert!(!call(None, false), "a pipe takes no colour by itself");
        assert!(!call(Some("--color=never"), false));
        assert!(!call(Some("--color=auto"), false));
        assert!(call(Some("--color=always"), false));
        assert!(call(Some("--color=always"), true), "the flag goes first");
    }
}

#[test]
fn a_reader_who_goes_away_is_no_fault() {
    let desk = Desk::with(&["three-stations"]);
    let digests = [
        "run",
        "scenarios/three-stations",
        "--tick-digests",
        "--no-files",
    ];
    let calls: [&[&str]; 4] = [
        &["knobs", "--json"],
        &["--help"],
        &["completions", "zsh"],
        &digests,
    ];
    for arguments in calls {
        let mut command = desk.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        drop(child.stdout.take());
        let outcome = Outcome::of(child.wait_with_output().expect("the command ends"));
        assert_eq!(
            (outcome.code, outcome.stderr.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[test]
fn what_would_be_left_undone_is_refused() {
    let conflicts: [&[&str]; 3] = [
        &["--replications", "2", "--tick-digests"],
        &["--tick-digests", "--out", "x"],
        &["--replications", "2", "--threads", "1000000"],
    ];
    for arguments in conflicts {
        let arguments = [&["run", "scenarios/three-stations"], arguments].concat();
        let outcome = Desk::with(&["three-stations"]).call(&arguments);
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        assert!(outcome.stderr.starts_with("error: "), "{arguments:?}");
    }
}

#[test]
fn a_reader_of_remarks_who_goes_away_changes_no_exit_code() {
    let desk = Desk::with(&["three-stations"]);
    let calls: [(&[&str], i32); 3] = [
        (&["check", "scenarios/nowhere"], 2),
        (&["explain", "flapdoodle"], 2),
        (&["run", "scenarios/three-stations", "--out", "x"], 0),
    ];
    for (arguments, code) in calls {
        let mut command = desk.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        drop(child.stderr.take());
        let status = child.wait().expect("the command ends");
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}

/// A device that takes nothing.
#[cfg(target_os = "linux")]
fn full() -> std::fs::File {
    let full = std::fs::File::options().write(true).open("/dev/full");
    full.expect("a full device")
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_remarks_changes_no_exit_code() {
    let desk = Desk::empty();
    for arguments in [["check", "scenarios/nowhere"], ["explain", "flapdoodle"]] {
        let mut command = desk.command(&arguments);
        let status = command.stderr(full()).status().expect("the command runs");
        assert_eq!(status.code(), Some(2), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_output_is_a_failure_to_write() {
    let desk = Desk::empty();
    for arguments in [&["knobs"][..], &["--help"], &["completions", "bash"]] {
        let mut command = desk.command(arguments);
        command.stdout(full());
        let outcome = Outcome::of(command.output().expect("the command runs"));
        assert_eq!(outcome.code, Some(3), "{arguments:?}");
        assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    }
}
