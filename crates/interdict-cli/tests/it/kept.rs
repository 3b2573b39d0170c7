//! Journals: what is finished is kept, proved when it is read, and never emptied unasked.

use std::fs;

use crate::terminal::{Desk, Outcome};

const BASE: &str = "scenarios/one-line/scenario.ron";
const ARM: &str = "scenarios/one-line/with-division.ron";

fn compare(desk: &Desk, more: &[&str]) -> Outcome {
    desk.call(&[&["compare", BASE, ARM, "--out", "o", "--quiet"], more].concat())
}

/// A desk on which four pairs were compared.
fn compared() -> Desk {
    let desk = Desk::with(&["one-line"]);
    compare(&desk, &["--pairs", "4"]).quiet();
    desk
}

#[test]
fn the_same_command_again_goes_on_from_the_journal_without_being_told_to() {
    let desk = compared();
    let kept = desk.read("o.journal.jsonl");
    let more = compare(&desk, &["--pairs", "6"]);
    assert_eq!(more.code, Some(0), "{}", more.stderr);
    let journal = desk.read("o.journal.jsonl");
    assert!(journal.starts_with(&kept), "what is kept stays");
    assert_eq!(journal.lines().count(), 7);
    // emptied only when that is asked for
    compare(&desk, &["--pairs", "2", "--anew"]);
    assert_eq!(desk.read("o.journal.jsonl").lines().count(), 3);
}

#[test]
fn a_journal_of_another_study_is_set_aside_if_that_is_whole_and_refused_if_it_is_not() {
    let desk = compared();
    let first = desk.read("o.journal.jsonl");
    let second = compare(&desk, &["--pairs", "3", "--seed", "2"]);
    assert_eq!(second.code, Some(0), "{}", second.stderr);
    assert_eq!(desk.read("o.journal.jsonl.before"), first);
    let second = desk.read("o.journal.jsonl");
    let lines: Vec<&str> = second.split_inclusive('\n').collect();
    let part = lines[..3].concat();
    desk.write("o.journal.jsonl", &part);
    let third = compare(&desk, &["--pairs", "3", "--seed", "3"]);
    assert_eq!(third.code, Some(2), "{}", third.stderr);
    assert!(
        third
            .stderr
            .contains("of another study: the seed there is 2, here 3")
    );
    assert_eq!(desk.read("o.journal.jsonl"), part, "it is left alone");
    assert_eq!(desk.read("o.journal.jsonl.before"), first);
}

#[test]
fn a_digit_that_was_altered_is_told_with_its_line() {
    let desk = compared();
    let journal = desk.read("o.journal.jsonl");
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    let altered = lines[2].replacen('.', "7.", 1);
    desk.write(
        "o.journal.jsonl",
        [lines[0], lines[1], &altered, lines[3], lines[4]].concat(),
    );
    let outcome = compare(&desk, &["--pairs", "4"]);
    assert_eq!((outcome.code, &*outcome.stdout), (Some(2), ""));
    assert!(
        outcome.stderr.contains("line 3 of the journal"),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.contains("is not what was written"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn what_is_no_journal_of_ours_is_left_alone() {
    let desk = Desk::with(&["one-line"]);
    desk.write("o.journal.jsonl", "mine\n");
    for more in [&["--pairs", "2"][..], &["--pairs", "2", "--anew"]] {
        let outcome = compare(&desk, more);
        assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
        assert!(
            outcome.stderr.contains("is no journal of this program"),
            "{}",
            outcome.stderr
        );
    }
    assert_eq!(desk.read("o.journal.jsonl"), "mine\n");
    assert!(!desk.path("o").exists(), "nothing came of it");
}

#[cfg(unix)]
#[test]
fn a_journal_is_not_written_through_a_link() {
    let desk = Desk::with(&["one-line"]);
    desk.write("precious.txt", "precious\n");
    std::os::unix::fs::symlink("precious.txt", desk.path("o.journal.jsonl")).expect("a link");
    let outcome = compare(&desk, &["--pairs", "2", "--anew"]);
    assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
    assert_eq!(desk.read("precious.txt"), "precious\n");
}

#[test]
fn two_processes_do_not_write_one_journal_or_one_folder() {
    let desk = Desk::with(&["one-line"]);
    let journal = fs::File::create(desk.path("o.journal.jsonl")).expect("a file");
    journal.lock().expect("a lock");
    let outcome = compare(&desk, &["--pairs", "2"]);
    assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
    assert!(
        outcome
            .stderr
            .contains("another process writes the journal"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn why_goes_on_from_its_journal_to_the_same_bytes() {
    let desk = Desk::with(&["one-line"]);
    let asked = ["--pairs", "2", "--why=2", "--continuations", "2"];
    let whole = compare(&desk, &asked).quiet();
    let journal = desk.read("o.why.journal.jsonl");
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    let page = desk.read("o/why.txt");
    for kept in [1, 2, lines.len() / 2, lines.len() - 1] {
        desk.write("o.why.journal.jsonl", lines[..kept].concat());
        let resumed = compare(&desk, &asked).quiet();
        assert!(
            resumed.stdout == whole.stdout && desk.read("o/why.txt") == page,
            "{kept}"
        );
        assert!(desk.read("o.why.journal.jsonl") == journal, "{kept}");
    }
}

#[test]
fn threads_are_bounded_by_a_range_and_by_the_work() {
    let desk = Desk::with(&["one-line"]);
    let many = desk.call(&["compare", BASE, ARM, "--pairs", "2", "--threads", "3000"]);
    assert_eq!(many.code, Some(2), "{}", many.stderr);
    let most = desk.call(&["compare", BASE, ARM, "--pairs", "2", "--threads", "1024"]);
    assert_eq!(most.code, Some(0), "{}", most.stderr);
}

#[test]
fn every_replication_is_kept_goes_on_from_its_journal_and_is_made_again() {
    let desk = Desk::with(&["one-line"]);
    let run = |count: &str| {
        let run = [
            "run",
            BASE,
            "--replications",
            count,
            "--out",
            "r",
            "--quiet",
        ];
        desk.call(&run)
    };
    let first = run("3").quiet();
    let table = desk.read("r/replications.csv");
    assert!(
        table.starts_with("replication,series,unit,value\n0,delivered_front_kg,kg/day,"),
        "{table}"
    );
    let journal = desk.read("r.journal.jsonl");
    assert_eq!(journal.lines().count(), 4);
    assert_eq!(desk.read("r/spread.txt"), first.stdout);
    let more = run("5");
    assert_eq!(more.code, Some(0), "{}", more.stderr);
    assert!(desk.read("r/replications.csv").starts_with(&table));
    assert!(desk.read("r.journal.jsonl").starts_with(&journal));
    let again = desk.call(&["reproduce", "r"]).quiet();
    assert!(
        again.stdout.starts_with("the same: run of "),
        "{}",
        again.stdout
    );
}
