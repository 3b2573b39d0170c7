//! `compare --uncertain`: what is not known about the knobs.

use crate::terminal::{Desk, body};

const BASE: &str = "scenarios/two-routes/scenario.ron";
const ARM: &str = "scenarios/two-routes/pass-held.ron";
const FEW: [&str; 7] = [
    "compare",
    BASE,
    ARM,
    "--uncertain",
    "--points=32",
    "--pairs-each=2",
    "--threads=2",
];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    FEW.iter().chain(more).copied().collect()
}

#[test]
fn points_are_told_to_the_end() {
    let desk = Desk::with(&["two-routes"]);
    let page = desk.call(&FEW).quiet().page();
    insta::assert_snapshot!("uncertain_two_routes", page);
}

#[test]
fn threads_never_show_and_files_say_what_the_page_says() {
    let desk = Desk::with(&["two-routes"]);
    let page = desk.call(&with(&["--out", "out", "--quiet"])).quiet();
    assert_eq!(page.stdout, desk.read("out/uncertain.txt"));
    let mut alone = FEW.to_vec();
    alone[6] = "--threads=1";
    assert_eq!(desk.call(&alone).quiet().stdout, page.stdout);
    let json = desk.call(&with(&["--json"])).quiet();
    assert_eq!(json.body(), body(&desk.read("out/uncertain.json")));
    let json = json.json();
    assert_eq!(json["points"].as_array().map(Vec::len), Some(32));
    assert_eq!(json["asked"]["points"], 32);
    assert_eq!(desk.read("out/points.csv").lines().count(), 33);
    assert!(
        desk.files("out")
            .contains(&"charts/uncertain-pass-held.svg".to_owned())
    );
}

#[test]
fn a_screening_says_what_it_costs_before_it_starts_and_then_which_knobs_move_the_effect() {
    let desk = Desk::with(&["two-routes"]);
    let arguments = [
        "compare",
        BASE,
        ARM,
        "--uncertain",
        "--screen=3",
        "--only=rules.repair",
        "--threads=2",
        "--out=out",
    ];
    let outcome = desk.call(&arguments);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let cost = outcome.stderr.lines().next().unwrap_or_default();
    assert!(cost.contains("3 trajectories of "), "{cost}");
    assert_eq!(outcome.stdout, desk.read("out/screening.txt"));
    insta::assert_snapshot!("screening_two_routes", outcome.stdout);
    let json: serde_json::Value = serde_json::from_str(&desk.read("out/screening.json")).unwrap();
    let knobs = json["drawn"].as_array().map_or(0, Vec::len);
    assert_eq!(
        json["comparisons"][0]["knobs"].as_array().map(Vec::len),
        Some(knobs)
    );
    assert_eq!(desk.read("out/screening.csv").lines().count(), knobs + 1);
    // points are not asked for with it, nor is it asked for alone
    for more in ["--points=32", "--pairs=20"] {
        assert_eq!(
            desk.call(&[&arguments[..], &[more]].concat()).code,
            Some(2),
            "{more}"
        );
    }
    assert_eq!(desk.call(&["compare", BASE, ARM, "--screen"]).code, Some(2));
}

#[test]
fn what_is_set_is_not_drawn() {
    let desk = Desk::with(&["two-routes"]);
    let json = desk.call(&with(&["--json", "--set", "rules.rail.train_load_t=450"]));
    let json = json.quiet().json();
    let held = serde_json::json!([{ "path": "rail.train_load_t", "because": "was_set" }]);
    assert_eq!(json["held"], held);
    let drawn = json["drawn"].as_array().expect("a list");
    assert!(drawn.iter().all(|knob| knob["path"] != "rail.train_load_t"));
}

#[test]
fn only_what_is_asked_for_is_drawn_and_points_must_be_enough() {
    let desk = Desk::with(&["two-routes"]);
    let mut few = FEW.to_vec();
    few[4] = "--points=8";
    let outcome = desk.call(&few);
    assert_eq!((outcome.code, &*outcome.stdout), (Some(2), ""));
    assert!(
        outcome.stderr.contains("at least 32 do"),
        "{}",
        outcome.stderr
    );
    few[4] = "--points=16";
    few.extend(["--json", "--only", "rules.rail.train_load_t"]);
    let json = desk.call(&few).quiet().json();
    assert_eq!(json["drawn"].as_array().map(Vec::len), Some(1));
    few[8] = "--only=rules.no_such_room";
    few.truncate(9);
    let outcome = desk.call(&few);
    assert!(
        outcome.stderr.contains("no knob is left to draw"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn it_is_asked_for_alone_and_with_pairs_enough() {
    let desk = Desk::with(&["two-routes"]);
    for more in [
        &["--pairs", "20"][..],
        &["--until-half-width", "20"],
        &["--resume"],
        &["--no-sham", "--screen=2", "--only=rules.rail"],
        &["--pairs-each", "1"],
        &["--points", "1"],
    ] {
        let outcome = desk.call(&with(more));
        assert_eq!(
            (outcome.code, &*outcome.stdout),
            (Some(2), ""),
            "{more:?}: {}",
            outcome.stderr
        );
    }
    let outcome = desk.call(&["compare", BASE, ARM, "--points", "8"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
}

#[test]
fn all_that_is_asked_at_once_is_one_document_with_its_parts_as_they_are_told_alone() {
    let desk = Desk::with(&["two-routes"]);
    let pairs = ["--pairs=20", "--why=2", "--continuations=0"];
    let both = desk.call(&with(
        &[&pairs[..], &["--json", "--out=both", "--quiet"]].concat(),
    ));
    let mut both = both.quiet().json();
    let alone = desk.call(&with(&["--json"])).quiet().body();
    assert_eq!(body(&both["uncertain"].to_string()), alone);
    let rest = ["compare", BASE, ARM, "--threads=2", "--json"];
    let rest = desk.call(&[&rest[..], &pairs].concat()).quiet().json();
    both.as_object_mut()
        .expect("a document")
        .remove("uncertain");
    assert_eq!(both, rest);
    assert!(rest["why"].is_object() && rest["pairs"] == 20);
    let files = desk.files("both");
    for file in [
        "comparison.json",
        "why.json",
        "uncertain.json",
        "points.csv",
        "pairs.csv",
    ] {
        assert!(files.contains(&file.to_owned()), "{file}: {files:?}");
    }
    // each part has a journal of its own, and goes on from it
    let journal = desk.read("both.points.journal.jsonl");
    assert_eq!(journal.lines().count(), 33);
    let again = desk.call(&with(
        &[&pairs[..], &["--json", "--out=both", "--resume", "--quiet"]].concat(),
    ));
    assert_eq!(body(&again.quiet().json()["uncertain"].to_string()), alone);
    assert_eq!(desk.read("both.points.journal.jsonl"), journal);
}

#[test]
fn a_change_of_no_consequence_is_run_at_every_point_unless_it_is_not_wanted() {
    let desk = Desk::with(&["one-line"]);
    let asked = [
        "compare",
        "scenarios/one-line",
        "scenarios/one-line/with-division.ron",
        "--uncertain",
        "--only=rules.flak.kappa",
        "--points=16",
        "--pairs-each=2",
        "--outcome=aircraft_lost",
        "--quiet",
    ];
    let page = desk.call(&[&asked[..], &["--out=out"]].concat()).quiet();
    let said = page.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "A change of no consequence (one light gun more along ",
        " by chance 0.8 of 16 would be.",
        "The sham's own mean, which should be zero, is ",
        "with-division less that change: ",
        "so it is more than noise.",
        "16 points of 2 pairs each under seed 1, 96 runs, ",
    ] {
        assert!(said.contains(expected), "{expected} is not said in\n{said}");
    }
    let json: serde_json::Value = serde_json::from_str(&desk.read("out/uncertain.json")).unwrap();
    let floor = &json["comparisons"][0]["floor"];
    assert_eq!(floor["reach_by_point"].as_array().map(Vec::len), Some(16));
    assert!(floor["beyond"].as_u64() > Some(8), "{floor}");
    assert!(json["floor"]["told"].is_string() && json["no_floor"].is_null());
    let points = desk.read("out/points.csv");
    assert!(points.contains("change of no consequence: aircraft_lost"));
    let chart = desk.read("out/charts/uncertain-with-division.svg");
    assert!(chart.contains("what any touch gives a ring"));
    let without = [&asked[..], &["--no-sham", "--json"]].concat();
    let without = desk.call(&without).quiet().json();
    assert!(without["floor"].is_null() && without["no_floor"] == "not_asked");
    assert_eq!(
        without["comparisons"][0]["outcomes"],
        json["comparisons"][0]["outcomes"]
    );
    // a folder of one goes not on to the other without a word
    let torn = desk.read("out.journal.jsonl");
    let torn: Vec<&str> = torn.split_inclusive('\n').collect();
    desk.write("half.journal.jsonl", torn[..8].concat());
    let other = desk.call(&[&asked[..], &["--no-sham", "--out=half"]].concat());
    assert_eq!(other.code, Some(2));
    assert!(
        other
            .stderr
            .contains("a change of no consequence there is run beside the arms, here not run"),
        "{}",
        other.stderr
    );
}

#[test]
fn a_study_over_knobs_goes_on_from_its_journal_to_the_same_bytes() {
    let desk = Desk::with(&["two-routes"]);
    let whole = desk.call(&with(&["--out", "whole", "--quiet"])).quiet();
    let journal = desk.read("whole.journal.jsonl");
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    assert_eq!(lines.len(), 33, "a mark and 32 points");
    let torn = [lines[..30].concat(), lines[30][..40].to_owned()].concat();
    desk.write("cut.journal.jsonl", torn);
    let resumed = desk
        .call(&with(&["--out", "cut", "--resume", "--quiet"]))
        .quiet();
    assert_eq!(resumed.stdout, whole.stdout);
    assert_eq!(desk.read("cut.journal.jsonl"), journal);
    for file in [
        "uncertain.json",
        "points.csv",
        "interdict-output.json",
        "run.json",
    ] {
        assert_eq!(
            desk.read(&format!("cut/{file}")),
            desk.read(&format!("whole/{file}"))
        );
    }
}
