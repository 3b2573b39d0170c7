//! Long commands are killed outright at random moments, and the same command again ends with the very bytes, on the page
//! and in the folder; what the user keeps in the folder stays.
//!
//! This is of the long gear: `INTERDICT_LONG=1 cargo test --release -p interdict-cli --test it killed` takes 50 moments of
//! each command, `INTERDICT_KILLS=N` so many, and without either nothing is killed. That writers leave whole what they
//! leave, whenever they stop, is held by tests of every day where they are written.

#![cfg(unix)]
#![expect(
    clippy::disallowed_types,
    clippy::print_stdout,
    reason = "moments are what is tried, and the long gear says how many"
)]

use std::collections::BTreeMap;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Instant;

use crate::calibrated;
use crate::terminal::{Desk, Outcome};

const BASE: &str = "scenarios/one-line/scenario.ron";
const ARM: &str = "scenarios/one-line/with-division.ron";

/// Moments at which each command is killed; none where nobody asks for it.
fn kills() -> u32 {
    let told = std::env::var("INTERDICT_KILLS").ok();
    let is_long = std::env::var_os("INTERDICT_LONG").is_some();
    let usual = if is_long { 50 } else { 0 };
    told.and_then(|told| told.parse().ok()).unwrap_or(usual)
}

/// What a command leaves on a desk beside the scenarios: the folder `o` and its journals.
fn left(desk: &Desk) -> BTreeMap<String, Vec<u8>> {
    let files = desk.files(".").into_iter();
    let own = files.filter(|path| !path.starts_with("scenarios/"));
    own.map(|path| {
        (
            path.clone(),
            std::fs::read(desk.path(&path)).expect("a file"),
        )
    })
    .collect()
}

fn started(desk: &Desk, command: &[&str]) -> Child {
    let mut command = desk.command(command);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the command starts")
}

/// A number between 0 and 1 that hangs on two others alone.
fn share(kill: u32, of: usize) -> f64 {
    let mut word = (u64::from(kill) << 32 | of as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    for _ in 0..3 {
        word = (word ^ (word >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    }
    (word >> 11) as f64 / (1_u64 << 53) as f64
}

/// Lays the results of another seed and a note of the user's where the command will write.
fn laid(make: &dyn Fn() -> Desk, with: &BTreeMap<String, Vec<u8>>) -> Desk {
    let desk = make();
    for (name, bytes) in with {
        desk.write(name, bytes);
    }
    desk.write("o/notes.txt", "mine\n");
    desk
}

/// Kills a command at random moments of its course; what it ends with then must be what it ends with undisturbed.
fn killed(make: &dyn Fn() -> Desk, command: &[&str]) {
    if kills() == 0 {
        return;
    }
    let command = [command, &["--out", "o", "--threads", "2", "--quiet"]].concat();
    let earlier = make();
    let outcome = earlier.call(&[&command[..], &["--seed", "9"]].concat());
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let mut before = left(&earlier);
    before.retain(|name, _| name.starts_with("o/"));
    let desk = laid(make, &before);
    let begun = Instant::now();
    let whole = desk.call(&command);
    let lasts = begun.elapsed();
    assert_eq!(whole.code, Some(0), "{}", whole.stderr);
    let files = left(&desk);
    let mut cut_off = 0;
    for kill in 0..kills() {
        let desk = laid(make, &before);
        let moment = lasts.mul_f64(share(kill, command.len()) * 1.02);
        let mut child = started(&desk, &command);
        sleep(moment);
        child.kill().expect("it is killed, or was done");
        let killed = child.wait_with_output().expect("it ends");
        cut_off += u32::from(killed.status.code().is_none());
        let at = format!("{command:?} killed after {moment:?} of {lasts:?}");
        assert_eq!(desk.read("o/notes.txt"), "mine\n", "{at}");
        let again = desk.call(&command);
        assert_eq!(again.code, Some(0), "{at}: {}", again.stderr);
        assert!(again.stdout == whole.stdout, "{at}: {}", again.stdout);
        let found = left(&desk);
        let differs = (files.iter()).find(|(name, bytes)| found.get(*name) != Some(bytes));
        assert!(differs.is_none(), "{at}: {}", differs.expect("some").0);
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found), names(&files), "{at}");
    }
    println!(
        "{command:?}: {cut_off} of {} were cut off in {lasts:?}",
        kills()
    );
}

/// Starts a command twice at once: one does the work, the other says that it is being done.
fn only_one(make: &dyn Fn() -> Desk, command: &[&str]) {
    let command = [command, &["--out", "o", "--threads", "1", "--quiet"]].concat();
    let desk = make();
    let both = [started(&desk, &command), started(&desk, &command)];
    let both = both.map(|child| Outcome::of(child.wait_with_output().expect("it ends")));
    let mut codes = both.each_ref().map(|outcome| outcome.code);
    codes.sort_unstable();
    // the second may come when the first is done
    if codes != [Some(0), Some(0)] {
        assert_eq!(
            codes,
            [Some(0), Some(3)],
            "{}{}",
            both[0].stderr,
            both[1].stderr
        );
        let refused = both.iter().find(|outcome| outcome.code == Some(3));
        let said = &refused.expect("one is refused").stderr;
        assert!(said.contains("another process writes"), "{said}");
    }
    let alone = make();
    let whole = alone.call(&command);
    let worked = both.iter().find(|outcome| outcome.code == Some(0));
    assert!(worked.expect("one works").stdout == whole.stdout);
    assert!(left(&desk) == left(&alone));
}

fn both(make: &dyn Fn() -> Desk, command: &[&str]) {
    if kills() == 0 {
        return;
    }
    killed(make, command);
    only_one(make, command);
}

fn one_line() -> Desk {
    Desk::with(&["one-line"])
}

#[test]
fn replications_that_were_killed_end_the_same() {
    both(&one_line, &["run", BASE, "--replications", "12"]);
}

#[test]
fn a_comparison_that_was_killed_ends_the_same() {
    both(&one_line, &["compare", BASE, ARM, "--pairs", "6"]);
}

#[test]
fn asking_why_that_was_killed_ends_the_same() {
    let why = ["--pairs", "2", "--why=2", "--continuations", "2"];
    both(&one_line, &[&["compare", BASE, ARM], &why[..]].concat());
}

#[test]
fn a_study_over_knobs_that_was_killed_ends_the_same() {
    let base = "scenarios/two-routes/scenario.ron";
    let arm = "scenarios/two-routes/pass-held.ron";
    let few = ["--uncertain", "--points", "32", "--pairs-each", "2"];
    let two_routes = || Desk::with(&["two-routes"]);
    both(&two_routes, &[&["compare", base, arm], &few[..]].concat());
}

#[test]
fn a_calibration_that_was_killed_ends_the_same() {
    let desk = || calibrated::desk(calibrated::LOST, calibrated::CUTS);
    let few = &calibrated::FEW[..6];
    both(&desk, few);
    let arm = "scenarios/three-stations/heavier.ron";
    let with_arm = || {
        let desk = desk();
        let text = "Counterfactual(base: \"scenario.ron\", because: \"twice the guns\", \
                    changes: [Set(\"flak.BATTERY.light\", 24)])\n";
        desk.write(arm, text);
        desk
    };
    killed(&with_arm, &[few, &["--arm", arm]].concat());
}

#[test]
fn the_worth_of_requests_that_was_killed_ends_the_same() {
    let school = || Desk::with(&["flying-school"]);
    both(
        &school,
        &["worth", "scenarios/flying-school", "--pairs", "6"],
    );
}
