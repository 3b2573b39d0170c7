//! An interrupt from the keyboard.

#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::terminal::{Desk, Outcome};

/// Starts the command, interrupts it as soon as it would notice, and waits for its end.
fn interrupt(desk: &Desk, arguments: &[&str]) -> Outcome {
    end_by(desk, arguments, &["-INT"], || true)
}

/// The same by other signals, one after the other, once something else is so, too.
fn end_by(
    desk: &Desk,
    arguments: &[&str],
    signals: &[&str],
    is_time: impl Fn() -> bool,
) -> Outcome {
    let mut command = desk.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the command starts");
    let id = child.id().to_string();
    if Path::new("/proc/self/status").exists() {
        while !has_handler(&id) {
            sleep(Duration::from_millis(5));
        }
    } else {
        // Where the system does not tell, long enough for the handler to stand.
        sleep(Duration::from_secs(2));
    }
    while !is_time() {
        sleep(Duration::from_millis(5));
    }
    for signal in signals {
        let kill = Command::new("kill").args([*signal, id.as_str()]).status();
        assert!(kill.expect("kill runs").success());
    }
    Outcome::of(child.wait_with_output().expect("the command ends"))
}

/// Whether a process has a handler for interrupts, or is gone and will never have one.
fn has_handler(id: &str) -> bool {
    const INTERRUPT: u64 = 1 << 1;
    let Ok(status) = std::fs::read_to_string(format!("/proc/{id}/status")) else {
        return true;
    };
    if status.contains("State:\tZ") {
        return true;
    }
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    let caught = caught.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    caught.is_some_and(|mask| mask & INTERRUPT != 0)
}

fn left(desk: &Desk) -> Vec<String> {
    let files = desk.files(".");
    files
        .into_iter()
        .filter(|path| !path.starts_with("scenarios/"))
        .collect()
}

#[test]
fn an_interrupted_run_writes_nothing() {
    let desk = Desk::with(&["anju-1951"]);
    // Ten years in steps of a minute: far more than is done before the interrupt comes.
    let ends = "ends=1961-07-31";
    let arguments = [
        "run",
        "scenarios/anju-1951",
        "--set",
        ends,
        "--set",
        "step=1",
        "--quiet",
    ];
    let outcome = interrupt(&desk, &arguments);
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (Some(130), ""),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.starts_with("interrupted on 19"),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.ends_with("; nothing was written\n"),
        "{}",
        outcome.stderr
    );
    assert_eq!(left(&desk), Vec::<String>::new());
}

#[test]
fn interrupted_replications_print_nothing() {
    let desk = Desk::with(&["anju-1951"]);
    let arguments = [
        "run",
        "scenarios/anju-1951",
        "--replications",
        "1000000",
        "--threads",
        "2",
    ];
    let outcome = interrupt(&desk, &arguments);
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (Some(130), ""),
        "{}",
        outcome.stderr
    );
    assert_eq!(left(&desk), Vec::<String>::new());
}

#[test]
fn an_interrupted_study_over_knobs_ends_with_the_points_that_are_whole() {
    let desk = Desk::with(&["anju-1951"]);
    let arguments = [
        "compare",
        "scenarios/anju-1951/scenario.ron",
        "scenarios/anju-1951/with-division.ron",
        "--uncertain",
        "--points",
        "10000",
        "--threads",
        "2",
    ];
    let outcome = interrupt(&desk, &arguments);
    assert_eq!(outcome.code, Some(130), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("interrupted after 0 points"),
        "{}",
        outcome.stderr
    );
    let first = outcome.stdout.lines().next().unwrap_or_default();
    assert_eq!(
        first,
        "nothing can be said of with-division: no point was finished"
    );
    assert_eq!(left(&desk), Vec::<String>::new());
}

#[test]
fn every_signal_that_asks_for_an_end_leaves_what_is_done() {
    // `timeout` sends its signal to the command and to its group: the second is no second thought
    for signals in [["-TERM", "-TERM"], ["-HUP", "-HUP"], ["-INT", "-INT"]] {
        let desk = Desk::with(&["one-line"]);
        let (base, arm) = ("scenarios/one-line", "scenarios/one-line/with-division.ron");
        let arguments = [
            "compare", base, arm, "--pairs", "10000", "--out", "o", "--quiet",
        ];
        let journal = desk.path("o.journal.jsonl");
        let has_pairs = || {
            let text = std::fs::read_to_string(&journal).unwrap_or_default();
            text.lines().count() > 3
        };
        let outcome = end_by(&desk, &arguments, &signals, has_pairs);
        assert_eq!(outcome.code, Some(130), "{signals:?}: {}", outcome.stderr);
        let said = &outcome.stderr;
        assert!(
            said.contains("interrupted after ") && said.contains("goes on from there"),
            "{said}"
        );
        assert!(!outcome.stdout.is_empty() && desk.path("o/comparison.txt").is_file());
    }
}

#[test]
fn who_is_interrupted_while_he_asks_why_has_not_done_all() {
    let desk = Desk::with(&["one-line"]);
    let (base, arm) = ("scenarios/one-line", "scenarios/one-line/with-division.ron");
    let arguments = [
        "compare",
        base,
        arm,
        "--pairs",
        "2",
        "--why=1000",
        "--out",
        "o",
        "--quiet",
    ];
    let journal = desk.path("o.why.journal.jsonl");
    let outcome = end_by(&desk, &arguments, &["-INT"], || journal.exists());
    assert_eq!(outcome.code, Some(130), "{}", outcome.stderr);
    let said = "interrupted while asking why: the comparison is whole, and stands alone";
    assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
    assert!(desk.read("o/run.json").contains("\"is_whole\": false"));
}
