//! `compare`: the page, the JSON and the folder of a comparison, and what is refused.

use std::fs;

use crate::terminal::{Desk, Outcome, body};

const BASE: &str = "scenarios/two-routes/scenario.ron";
const ARM: &str = "scenarios/two-routes/pass-held.ron";

/// The comparison that the tests are about, with more arguments.
fn compare(desk: &Desk, more: &[&str]) -> Outcome {
    let arguments = [&["compare", BASE, ARM, "--pairs", "6"], more].concat();
    desk.call(&arguments)
}

/// Every file of a folder with its bytes.
fn bytes(desk: &Desk, folder: &str) -> Vec<(String, Vec<u8>)> {
    let files = desk.files(folder).into_iter();
    let read = |file: String| {
        let bytes = fs::read(desk.path(folder).join(&file)).expect("a file");
        (file, bytes)
    };
    files.map(read).collect()
}

/// Asserts that two folders hold the same files, byte for byte.
fn are_equal(desk: &Desk, one: &str, other: &str) {
    assert_eq!(desk.files(one), desk.files(other));
    for ((file, ours), (_, theirs)) in bytes(desk, one).iter().zip(bytes(desk, other)) {
        assert!(*ours == theirs, "{file} differs between {one} and {other}");
    }
}

#[test]
fn a_page_gives_the_answer_first() {
    let desk = Desk::with(&["two-routes"]);
    let page = compare(&desk, &[]).quiet().page();
    insta::assert_snapshot!("compare_two_routes", page);
}

#[test]
fn arms_that_differ_in_five_ways_differ_in_the_words_of_the_file() {
    let desk = Desk::with(&["three-stations"]);
    let arm = "scenarios/three-stations/five.ron";
    let changes = r#"Counterfactual(base: "scenario.ron", changes: [
        Set("air_units.WING.to", "1950-10-20"), Set("bridges.RIVER.class", "truss"),
        Set("flak.BATTERY.lat", "45.1"), Set("rules.rail.speed_kmh", "1.2E+01"),
        Add("flak", (id: "NEW", light: 4, along: "NORTH")),
    ])"#;
    desk.write(arm, changes);
    let base = "scenarios/three-stations/scenario.ron";
    let call = ["compare", base, arm, "--pairs", "2", "--out", "out"];
    let page = desk.call(&call).page();
    let said: Vec<&str> = (page.lines())
        .skip_while(|line| *line != "five differs from scenario in this:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .collect();
    assert_eq!(
        said,
        [
            "  rules.rail.speed_kmh: 20 -> 12",
            "  bridges.RIVER.class: girder -> truss",
            "  flak.BATTERY.lat: 45.065 -> 45.1",
            "  flak.NEW added: id: NEW, light: 4, along: NORTH",
            "  air_units.WING.to: not given -> 1950-10-20",
        ]
    );
    // no text by which the program's language shows values for debugging
    let json = desk.read("out/comparison.json");
    for debug in [
        "Some(",
        "At {",
        "Along(",
        "Men(",
        "Kilograms(",
        "Channels(",
        "Girder",
        "FighterBomber",
    ] {
        assert!(!json.contains(debug), "{debug}");
    }
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        json["arms"][1]["differences"][4],
        serde_json::json!({ "path": "air_units.WING.to", "of": "value", "base": null, "arm": "1950-10-20" })
    );
}

#[test]
fn the_json_holds_the_figures_of_the_files() {
    let desk = Desk::with(&["two-routes"]);
    let watch = ["--outcome", "delivered"];
    let json = compare(&desk, &[&watch[..], &["--json"]].concat())
        .quiet()
        .json();
    assert_eq!(json["schema_version"], 2);
    assert_eq!(json["pairs"], 6);
    assert_eq!(json["arms"][1]["name"], "pass-held");
    let outcome = compare(&desk, &[&watch[..], &["--out", "out", "--quiet"]].concat()).quiet();
    assert_eq!(
        body(&json.to_string()),
        body(&desk.read("out/comparison.json"))
    );

    // the mean of the table of pairs is the figure of the JSON, and the page rounds it
    let watched = json["watched"].as_u64().expect("a place") as usize;
    let name = json["outcomes"][watched]["name"].as_str().expect("a name");
    let told = &json["comparisons"][0]["outcomes"][watched];
    let means = ["scenario", "pass-held"].map(|arm| {
        let table = desk.read("out/pairs.csv");
        let values: Vec<f64> = (table.lines())
            .map(|row| row.split(',').collect::<Vec<_>>())
            .filter(|cells| cells[1] == arm && cells[2] == name)
            .map(|cells| cells[4].parse().expect("a number"))
            .collect();
        assert_eq!(values.len(), 6);
        values.iter().sum::<f64>() / 6.0
    });
    let figure = |what: &str| told[what].as_f64().expect("a number");
    assert!((figure("base_mean") - means[0]).abs() < 1e-9);
    assert!((figure("arm_mean") - means[1]).abs() < 1e-9);
    assert!((figure("difference") - (means[1] - means[0])).abs() < 1e-9);
    let row = (outcome.stdout.lines())
        .find(|line| line.starts_with("Delivered to railheads"))
        .expect("a row");
    let cells: Vec<&str> = row.split_whitespace().skip(3).collect();
    let rounded = format!("{:.0}", figure("difference"));
    assert_eq!((cells[0], cells[3]), ("t/day", rounded.as_str()), "{row}");
}

#[test]
fn out_leaves_the_files_that_it_lists() {
    let desk = Desk::with(&["two-routes"]);
    let outcome = compare(&desk, &["--out", "out"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let files = desk.files("out");
    let said = format!("wrote {} files to out\n", files.len());
    assert_eq!(outcome.stderr, said);
    let marker: serde_json::Value =
        serde_json::from_str(&desk.read("out/interdict-output.json")).expect("a marker");
    assert_eq!(marker["files"], serde_json::json!(files));
    assert_eq!(desk.read("out/comparison.txt"), outcome.stdout);
    for chart in [
        "effects",
        "effect-added-up-pass-held",
        "differences-pass-held",
        "by-day-pass-held",
        "where-pass-held",
    ] {
        for ending in ["svg", "png"] {
            let file = format!("charts/{chart}.{ending}");
            assert!(files.contains(&file), "{file} is missing");
        }
    }
    assert!(desk.path("out.journal.jsonl").is_file());
}

#[test]
fn threads_never_show() {
    let desk = Desk::with(&["two-routes"]);
    for threads in ["1", "2"] {
        compare(&desk, &["--threads", threads, "--out", threads, "--quiet"]).quiet();
    }
    are_equal(&desk, "1", "2");
    assert_eq!(
        desk.read("1.journal.jsonl"),
        desk.read("2.journal.jsonl"),
        "journals differ"
    );
}

#[test]
fn a_study_that_broke_off_goes_on_to_the_same_bytes() {
    let desk = Desk::with(&["two-routes"]);
    for folder in ["whole", "cut"] {
        compare(&desk, &["--out", folder, "--quiet"]).quiet();
    }
    let journal = desk.read("cut.journal.jsonl");
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    assert_eq!(lines.len(), 7, "a mark and six pairs");
    // the mark, two pairs, and half of the third, as a break leaves it
    let third = lines[3];
    let torn = [lines[..3].concat(), third[..third.len() / 2].to_owned()].concat();
    desk.write("cut.journal.jsonl", torn);
    fs::remove_dir_all(desk.path("cut")).expect("a folder");
    compare(&desk, &["--out", "cut", "--resume", "--quiet"]).quiet();
    are_equal(&desk, "whole", "cut");
    assert_eq!(desk.read("cut.journal.jsonl"), journal);
}

#[test]
fn a_journal_of_another_study_is_refused() {
    let desk = Desk::with(&["two-routes"]);
    compare(&desk, &["--out", "out", "--quiet"]).quiet();
    let journal = desk.read("out.journal.jsonl");
    let more = ["--out", "out", "--resume", "--quiet", "--seed", "2"];
    let outcome = compare(&desk, &more);
    assert_eq!(outcome.code, Some(2));
    let said = "is of another study: the seed there is 1, here 2";
    assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
    assert_eq!(desk.read("out.journal.jsonl"), journal, "it is left alone");
}

#[test]
fn an_outcome_that_is_not_and_an_arm_of_other_days_are_refused() {
    let desk = Desk::with(&["two-routes", "three-stations"]);
    let unknown = compare(&desk, &["--outcome", "deliverd"]);
    insta::assert_snapshot!("compare_unknown_outcome", unknown.page());
    let other = desk.call(&["compare", BASE, "scenarios/three-stations"]);
    insta::assert_snapshot!("compare_other_days", other.page());
}

#[test]
fn the_json_of_a_comparison_and_of_why_is_one_document() {
    let desk = Desk::with(&["two-routes"]);
    let arguments = ["compare", BASE, ARM, "--pairs", "2", "--why=2", "--json"];
    let json = desk.call(&arguments).quiet().json();
    assert_eq!(
        (&json["pairs"], &json["why"]["pairs"]),
        (&2.into(), &2.into())
    );
}

#[test]
fn a_knob_held_at_its_own_value_is_remarked_upon_and_not_drawn() {
    let desk = Desk::with(&["two-routes"]);
    let knob = interdict::scenario::load(&desk.path(BASE), &[]).expect("a scenario");
    let own = knob
        .scenario
        .rules
        .get("rail.train_load_t")
        .expect("a knob");
    let set = format!("rules.rail.train_load_t={own}");
    let more = [
        "--uncertain",
        "--points",
        "32",
        "--pairs-each",
        "2",
        "--json",
        "--set",
        &set,
    ];
    let outcome = desk.call(&[&["compare", BASE, ARM], &more[..]].concat());
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("warning[I0042]"),
        "{}",
        outcome.stderr
    );
    let json: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("one document");
    let held = serde_json::json!([{ "path": "rail.train_load_t", "because": "was_set" }]);
    assert_eq!(json["held"], held);
}
