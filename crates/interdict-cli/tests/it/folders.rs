//! The folder of a run: written whole, replaced whole, refused whole.

use std::fs;

use crate::terminal::{Desk, body};

const THREE: &str = "scenarios/three-stations";

/// The part of the desk outside its scenarios: what a run may have left.
fn left(desk: &Desk) -> Vec<String> {
    let files = desk.files(".");
    files
        .into_iter()
        .filter(|path| !path.starts_with("scenarios/"))
        .collect()
}

#[test]
fn a_run_leaves_the_files_that_it_lists() {
    let desk = Desk::with(&["three-stations"]);
    let outcome = desk.call(&["run", THREE, "--out", "mine"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let files = desk.files("mine");
    let said = format!("wrote {} files to mine\n", files.len());
    assert_eq!(outcome.stderr, said);
    let marker: serde_json::Value =
        serde_json::from_str(&desk.read("mine/interdict-output.json")).expect("a marker");
    assert_eq!(marker["files"], serde_json::json!(files));
    assert_eq!(desk.read("mine/summary.txt"), outcome.stdout);
    let summary = desk.call(&["run", THREE, "--no-files", "--json"]).quiet();
    assert_eq!(body(&desk.read("mine/summary.json")), summary.body());
    insta::assert_snapshot!(files.join("\n"));
}

#[test]
fn without_a_folder_named_files_go_under_out_by_the_name_of_the_scenario() {
    let desk = Desk::with(&["two-routes"]);
    let call = |scenario| {
        let outcome = desk.call(&["run", scenario, "--until", "1950-09-02", "--no-png"]);
        outcome
            .stderr
            .lines()
            .last()
            .unwrap_or("")
            .replace('\\', "/")
    };
    assert!(call("scenarios/two-routes").ends_with("files to out/two-routes"));
    assert!(
        call("scenarios/two-routes/pass-held.ron").ends_with("files to out/two-routes-pass-held")
    );
    assert!(
        left(&desk)
            .iter()
            .all(|path| path.starts_with("out/") && !path.ends_with(".png"))
    );
}

#[test]
fn default_folders_tell_seeds_replications_and_changes_apart() {
    let desk = Desk::with(&["three-stations"]);
    fs::rename(desk.path(THREE), desk.path("scenarios/three-v1.2")).expect("it moves");
    let call = |more: &[&str]| {
        let run = [
            "run",
            "scenarios/three-v1.2",
            "--until",
            "1950-10-02",
            "--no-png",
        ];
        let outcome = desk.call(&[&run, more].concat());
        let said = outcome
            .stderr
            .trim_end()
            .rsplit(" to ")
            .next()
            .unwrap_or("");
        said.replace('\\', "/")
    };
    let speed = "rules.rail.speed_kmh=17";
    for (more, folder) in [
        (&[][..], "out/three-v1.2"),
        (&["--seed", "2"], "out/three-v1.2-seed-2"),
        (&["--replication", "3"], "out/three-v1.2-replication-3"),
        (&["--set", speed], "out/three-v1.2-rail.speed_kmh-17"),
    ] {
        assert_eq!(call(more), folder);
    }
}

#[test]
fn results_of_other_inputs_are_not_replaced_without_a_word() {
    let desk = Desk::with(&["three-stations", "two-routes"]);
    let call = |scenario: &str, more: &[&str]| {
        let run = ["run", scenario, "--out", "mine", "--no-png", "--quiet"];
        let outcome = desk.call(&[&run, more].concat());
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        outcome.stderr
    };
    assert_eq!(call(THREE, &[]), "");
    assert_eq!(call(THREE, &[]), "");
    let word = "the results in mine were of other inputs and are replaced: ";
    let seed = call(THREE, &["--seed", "2"]);
    assert_eq!(seed, format!("{word}seed 1, now 2\n"));
    let change = call(THREE, &["--seed", "2", "--set", "rules.rail.speed_kmh=17"]);
    assert!(
        change.contains("changes none, now rules.rail.speed_kmh=17"),
        "{change}"
    );
    let other = call("scenarios/two-routes", &[]);
    assert!(
        other.contains("\"Three stations\"") && other.contains("\"Two routes\""),
        "{other}"
    );
}

#[test]
fn quiet_runs_say_nothing_beside_the_summary() {
    let desk = Desk::with(&["three-stations"]);
    desk.call(&["run", THREE, "--out", "mine", "--quiet", "--no-png"])
        .quiet();
}

#[test]
fn a_second_run_replaces_the_first_and_leaves_what_is_not_its_own() {
    let desk = Desk::with(&["three-stations"]);
    assert_eq!(desk.call(&["run", THREE, "--out", "mine"]).code, Some(0));
    desk.write("mine/notes.txt", "mine\n");
    let first = desk.read("mine/series.csv");
    let again = ["run", THREE, "--out", "mine", "--seed", "2", "--no-png"];
    assert_eq!(desk.call(&again).code, Some(0));
    assert_ne!(desk.read("mine/series.csv"), first);
    assert_eq!(desk.read("mine/notes.txt"), "mine\n");
    let left = left(&desk);
    assert!(
        left.iter().all(|path| path.starts_with("mine/")),
        "no half: {left:?}"
    );
    assert!(
        !left.iter().any(|path| path.ends_with(".png")),
        "no leavings: {left:?}"
    );
}

#[test]
fn equal_runs_leave_equal_bytes() {
    let desk = Desk::with(&["three-stations"]);
    for folder in ["one", "two"] {
        assert_eq!(desk.call(&["run", THREE, "--out", folder]).code, Some(0));
    }
    let files = desk.files("one");
    assert_eq!(files, desk.files("two"));
    for file in files {
        let bytes = |folder| fs::read(desk.path(folder).join(&file)).expect("a file");
        assert_eq!(bytes("one"), bytes("two"), "{file}");
    }
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_alone() {
    let desk = Desk::with(&["three-stations"]);
    desk.write("thesis/chapter.txt", "years of work\n");
    desk.write("thesis.txt", "a file, not a folder\n");
    for (name, out) in [("thesis", "thesis"), ("a_file", "thesis.txt")] {
        let outcome = desk.call(&["run", THREE, "--out", out]);
        assert_eq!(outcome.code, Some(3));
        let here = fs::canonicalize(desk.path("."))
            .expect("a path")
            .display()
            .to_string();
        let said = outcome
            .stderr
            .replace(&format!("{here}{}", std::path::MAIN_SEPARATOR), "");
        insta::assert_snapshot!(format!("out_is_{name}"), said);
    }
    assert_eq!(desk.read("thesis/chapter.txt"), "years of work\n");
    assert_eq!(left(&desk), ["thesis.txt", "thesis/chapter.txt"]);
}

#[test]
fn a_folder_that_cannot_be_made_is_a_failure_to_write() {
    let desk = Desk::with(&["three-stations"]);
    desk.write("wall", "a file where a folder would have to be\n");
    let outcome = desk.call(&["run", THREE, "--out", "wall/mine"]);
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stderr.starts_with("error: `"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    assert_eq!(left(&desk), ["wall"]);
}
