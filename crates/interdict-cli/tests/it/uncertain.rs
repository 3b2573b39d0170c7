//! `compare --uncertain`: what is not known about the knobs.

use crate::terminal::Desk;

const BASE: &str = "scenarios/two-routes/scenario.ron";
const ARM: &str = "scenarios/two-routes/pass-held.ron";
const FEW: [&str; 7] = [
    "compare",
    BASE,
    ARM,
    "--uncertain",
    "--points=4",
    "--pairs-each=2",
    "--threads=2",
];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    FEW.iter().chain(more).copied().collect()
}

#[test]
fn four_points_are_told_to_the_end() {
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
    assert_eq!(json.stdout, desk.read("out/uncertain.json"));
    let json = json.json();
    assert_eq!(json["points"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["asked"]["points"], 4);
    assert_eq!(desk.read("out/points.csv").lines().count(), 5);
    assert!(
        desk.files("out")
            .contains(&"charts/uncertain-pass-held.svg".to_owned())
    );
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
fn it_is_asked_for_alone_and_with_pairs_enough() {
    let desk = Desk::with(&["two-routes"]);
    for more in [
        &["--pairs", "20"][..],
        &["--until-half-width", "20"],
        &["--out", "out", "--resume"],
        &["--why"],
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
