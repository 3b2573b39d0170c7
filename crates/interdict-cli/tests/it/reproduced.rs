//! `reproduce`: results made again from what lies in their folder, and what is said where they are not the same.

use std::fs;

use crate::terminal::{Desk, Outcome};

/// A desk with the results of a run in `mailed`, and without the scenario that they are of.
fn mailed(more: &[&str]) -> Desk {
    let desk = Desk::with(&["three-stations"]);
    let run = [
        "run",
        "scenarios/three-stations",
        "--until",
        "1950-10-04",
        "--out",
        "r",
    ];
    let outcome = desk.call(&[&run, more].concat());
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    fs::create_dir(desk.path("elsewhere")).expect("a folder");
    fs::rename(desk.path("r"), desk.path("elsewhere/mailed")).expect("it moves");
    fs::remove_dir_all(desk.path("scenarios")).expect("it goes");
    desk
}

fn reproduce(desk: &Desk) -> Outcome {
    desk.call(&["reproduce", "elsewhere/mailed"])
}

fn not_the_same(desk: &Desk, said: &str) {
    let outcome = reproduce(desk);
    assert_eq!(
        outcome.code,
        Some(5),
        "{}{}",
        outcome.stdout,
        outcome.stderr
    );
    assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
}

#[test]
fn a_mailed_folder_is_made_again_to_the_byte() {
    let desk = mailed(&[
        "--no-png",
        "--set",
        "rules.rail.speed_kmh=17",
        "--seed",
        "3",
    ]);
    let outcome = reproduce(&desk).quiet();
    assert!(
        outcome
            .stdout
            .starts_with("the same: run of \"Three stations\", seed 3, digest ")
    );
    let json = desk
        .call(&["reproduce", "elsewhere/mailed/run.json", "--json"])
        .quiet()
        .json();
    assert_eq!(
        (&json["is_same"], &json["unlike"]),
        (&true.into(), &serde_json::json!([]))
    );
    assert_eq!(json["digests"][0], json["digests"][1]);
    let run: serde_json::Value =
        serde_json::from_str(&desk.read("elsewhere/mailed/run.json")).expect("JSON");
    let command = [
        "run",
        "scenario/scenario.ron",
        "--set=rules.rail.speed_kmh=17",
        "--seed=3",
        "--until=1950-10-04",
        "--no-png",
    ];
    assert_eq!(run["command"], serde_json::json!(command));
    assert_eq!(
        run["changes"],
        serde_json::json!([["rules.rail.speed_kmh", "17"]])
    );
    assert_eq!(run["scenarios"][0]["knobs"]["rail.speed_kmh"], 17.0);
    assert_eq!(run["scenarios"][0]["named"], "scenarios/three-stations");
}

#[test]
fn a_digit_that_was_changed_is_named() {
    let desk = mailed(&["--no-png"]);
    let series = desk.read("elsewhere/mailed/series.csv");
    let (row, line) = (series.lines().enumerate())
        .find(|(_, line)| line.ends_with("000"))
        .expect("a row");
    desk.write(
        "elsewhere/mailed/series.csv",
        series.replacen(line, &format!("{line}1"), 1),
    );
    not_the_same(&desk, &format!("`series.csv`, line {}: `", row + 1));
}

#[test]
fn a_knob_that_was_changed_is_named() {
    let desk = mailed(&["--no-png"]);
    let file = "elsewhere/mailed/scenario/scenario.ron";
    let text = desk.read(file).replace(
        "    step:",
        "    rules: { \"flak.kappa\": 0.5 },\n    step:",
    );
    desk.write(file, text);
    not_the_same(
        &desk,
        "`scenario/scenario.ron` is not as it was run: `rules.flak.kappa` is 0.5, not its default",
    );
}

#[test]
fn a_row_that_was_changed_or_a_file_that_is_lacking_is_told() {
    let desk = mailed(&["--no-png"]);
    let file = "elsewhere/mailed/scenario/scenario.ron";
    let whole = desk.read(file);
    desk.write(
        file,
        whole.replace("tons_per_day: 400", "tons_per_day: 401"),
    );
    not_the_same(&desk, "is not as it was run: its digest is ");
    desk.write(file, whole);
    fs::remove_file(desk.path("elsewhere/mailed/summary.txt")).expect("a file");
    not_the_same(&desk, "`summary.txt` is not there");
}

#[test]
fn arms_of_several_folders_are_made_again_under_their_names() {
    let desk = Desk::with(&["one-line", "three-stations"]);
    let (base, arm) = ("scenarios/one-line", "other/one-line-2/with-division.ron");
    fs::create_dir_all(desk.path("other/one-line-2")).expect("a folder");
    for file in ["scenario.ron", "with-division.ron"] {
        let text = desk.read(&format!("{base}/{file}"));
        desk.write(&format!("other/one-line-2/{file}"), text);
    }
    let call = [
        "compare", base, arm, "--pairs", "2", "--out", "c", "--quiet",
    ];
    desk.call(&call).quiet();
    let outcome = desk.call(&["reproduce", "c"]).quiet();
    assert!(
        outcome.stdout.starts_with("the same: compare of "),
        "{}",
        outcome.stdout
    );
    let run: serde_json::Value = serde_json::from_str(&desk.read("c/run.json")).expect("JSON");
    let command = [
        "compare",
        "scenario/0/one-line/scenario.ron",
        "scenario/1/one-line-2/with-division.ron",
        "--pairs=2",
    ];
    assert_eq!(run["command"], serde_json::json!(command));
    assert_eq!(
        (&run["replications"], &run["is_whole"]),
        (&2.into(), &true.into())
    );
}

#[test]
fn what_holds_no_results_is_refused() {
    let desk = Desk::with(&["three-stations"]);
    for folder in [
        "scenarios",
        "nowhere",
        "scenarios/three-stations/scenario.ron",
    ] {
        let outcome = desk.call(&["reproduce", folder]);
        assert_eq!((outcome.code, &*outcome.stdout), (Some(2), ""), "{folder}");
        assert!(
            outcome.stderr.contains("holds no run.json"),
            "{}",
            outcome.stderr
        );
    }
    // a stranger's file calls no other command
    desk.write("r/run.json", mailed_command(&["bench", "--out=r/x"]));
    let outcome = desk.call(&["reproduce", "r"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    assert!(!desk.path("r/x").exists());
}

fn mailed_command(command: &[&str]) -> String {
    serde_json::json!({
        "schema_version": 1, "program": "interdict", "version": "0.1.0", "commit": "", "registry": 1,
        "command": command, "scenarios": [], "changes": [], "seed": 1, "replication": 0,
        "replications": 1, "is_whole": true, "digest": "",
    })
    .to_string()
}

#[test]
fn the_version_names_commit_and_registry() {
    let outcome = Desk::empty().call(&["--version"]).quiet();
    let registry = interdict::model::chance::REGISTRY;
    assert!(
        outcome.stdout.starts_with("interdict 0.1.0 ("),
        "{}",
        outcome.stdout
    );
    let end = format!(", chance registry {registry})\n");
    assert!(outcome.stdout.ends_with(&end), "{}", outcome.stdout);
}
