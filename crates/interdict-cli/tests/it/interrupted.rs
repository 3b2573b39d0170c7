//! An interrupt from the keyboard.

#![cfg(unix)]

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::terminal::{Desk, Outcome};

/// Starts the command, interrupts it as soon as it would notice, and waits for its end.
fn interrupt(desk: &Desk, arguments: &[&str]) -> Outcome {
    let mut command = desk.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the command starts");
    let id = child.id().to_string();
    for _ in 0..600 {
        if has_handler(&id) {
            break;
        }
        sleep(Duration::from_millis(50));
    }
    let kill = Command::new("kill").args(["-INT", &id]).status();
    assert!(kill.expect("kill runs").success());
    Outcome::of(child.wait_with_output().expect("the command ends"))
}

/// Whether a process has a handler for interrupts. Where the system does not tell, there is time
/// enough when this has been asked for half a minute.
fn has_handler(id: &str) -> bool {
    const INTERRUPT: u64 = 1 << 1;
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
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
    // Ten years in steps of a minute: hours of work.
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
