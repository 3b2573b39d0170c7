//! `knobs` and `explain`.

use crate::terminal::Desk;

fn page(arguments: &[&str]) -> String {
    Desk::empty().call(arguments).page()
}

#[test]
fn knobs_are_listed_by_part_of_their_path() {
    insta::assert_snapshot!("knobs_of_yards", page(&["knobs", "yard"]));
    assert_eq!(page(&["knobs", "rules.yard"]), page(&["knobs", "yard"]));
    insta::assert_snapshot!("knobs_that_are_not", page(&["knobs", "rial.speed_kmh"]));
}

#[test]
fn every_knob_is_listed_as_text_and_as_json() {
    let desk = Desk::empty();
    let json = desk.call(&["knobs", "--json"]).quiet().json();
    let text = desk.call(&["knobs"]).quiet().stdout;
    let knobs = json.as_array().expect("a list");
    assert!(knobs.len() > 50, "{}", knobs.len());
    for knob in knobs {
        let path = knob["path"].as_str().expect("a path");
        assert!(text.contains(path), "{path}");
        assert!(knob["default"].is_number(), "{path}");
        assert!(!knob["unit"].as_str().expect("a unit").is_empty(), "{path}");
    }
}

#[test]
fn a_code_a_knob_a_series_and_the_tick_are_explained() {
    insta::assert_snapshot!("explain_a_code", page(&["explain", "i0033"]));
    insta::assert_snapshot!("explain_a_knob", page(&["explain", "rail.efficiency"]));
    insta::assert_snapshot!("explain_a_series", page(&["explain", "track_cuts"]));
    insta::assert_snapshot!("explain_the_tick", page(&["explain", "tick"]));
}

#[test]
fn nonsense_is_not_explained() {
    insta::assert_snapshot!("explain_nonsense", page(&["explain", "flapdoodle"]));
    insta::assert_snapshot!("explain_a_slip", page(&["explain", "delivred_kg"]));
    insta::assert_snapshot!("explain_no_code", page(&["explain", "I9999"]));
}

#[test]
fn every_knob_and_code_named_by_the_command_can_be_explained() {
    let desk = Desk::empty();
    let json = desk.call(&["knobs", "--json"]).quiet().json();
    for knob in json.as_array().expect("a list").iter().step_by(10) {
        let path = knob["path"].as_str().expect("a path");
        let outcome = desk.call(&["explain", path]).quiet();
        assert!(outcome.stdout.contains(path.trim_start_matches("rules.")));
    }
}
