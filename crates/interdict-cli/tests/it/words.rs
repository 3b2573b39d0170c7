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
    let knobs = json["knobs"].as_array().expect("a list");
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
    let knobs = json["knobs"].as_array().expect("a list");
    for knob in knobs.iter().step_by(10) {
        let path = knob["path"].as_str().expect("a path");
        let outcome = desk.call(&["explain", path]).quiet();
        assert!(outcome.stdout.contains(path.trim_start_matches("rules.")));
    }
}

#[test]
fn the_dictionary_holds_every_word_of_the_files_of_a_run() {
    let desk = Desk::with(&["three-stations"]);
    let json = desk.call(&["dictionary", "--json"]).quiet().json();
    assert_eq!(json["schema_version"], 2);
    let names = |kind: &str| -> Vec<String> {
        let list = json[kind].as_array().expect("a list").iter();
        let told = list.map(|one| {
            assert!(!one["doc"].as_str().expect("a meaning").is_empty(), "{one}");
            one["name"].as_str().expect("a name").to_owned()
        });
        told.collect()
    };
    let (series, events) = (names("series"), names("events"));
    assert!(names("outcomes").contains(&"through_open.AREA".to_owned()));
    assert!(!names("curves").is_empty() && json["tables"].is_array() && json["knobs"].is_array());
    let run = [
        "run",
        "scenarios/three-stations",
        "--out",
        "r",
        "--no-png",
        "--quiet",
    ];
    desk.call(&run).quiet();
    for row in desk.read("r/series.csv").lines().skip(1) {
        let name = row.split(',').nth(3).expect("a cell");
        assert!(series.iter().any(|known| known == name), "{name}");
    }
    for line in desk.read("r/events.jsonl").lines() {
        let event: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let kind = event["kind"].as_str().expect("a kind");
        let known = json["events"].as_array().expect("a list").iter();
        let known = { known }
            .find(|one| one["name"] == kind)
            .expect("it is known");
        assert_eq!(event["unit"], known["unit"]);
    }
    assert!(events.contains(&"line_closed".to_owned()));
    let page = desk.call(&["dictionary", "shot down"]).quiet().stdout;
    assert!(
        page.contains("aircraft_shot_down") && page.contains("bombers_lost"),
        "{page}"
    );
    let event = desk.call(&["explain", "span_mended"]).quiet().stdout;
    assert!(event.contains("unit       h"), "{event}");
}

#[test]
fn every_kind_of_word_is_explained_and_listed() {
    let desk = Desk::with(&["three-stations"]);
    for (word, said) in [
        ("delivered_front", "outcome of a comparison"),
        ("through_open.ANY-AREA", "outcome of a comparison"),
        ("series.csv", "file of results"),
        ("events.jsonl.amount", "in the unit of this row"),
        ("replications.csv.value", "mean a day"),
        ("flak", "domain     defence"),
        ("lines.length_km", "unit       km"),
    ] {
        let page = desk.call(&["explain", word]).quiet().stdout;
        assert!(page.contains(said), "{word}: {page}");
    }
    let all = desk.call(&["dictionary"]).quiet().stdout;
    for kind in [
        "series", "events", "files", "fields", "tables", "columns", "knobs",
    ] {
        assert!(all.lines().any(|line| line == kind), "{kind}");
    }
}

#[test]
fn a_thing_of_a_scenario_is_explained_with_mark_and_source() {
    let desk = Desk::with(&["air-force-1952"]);
    let inside = ["--in", "scenarios/air-force-1952"];
    let explain = |what: &str| desk.call(&[&["explain", what][..], &inside].concat());
    let page = explain("weather.north").quiet().stdout;
    for said in ["weather.north", " degrees", "mark", "source", "Peking"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let slip = explain("weather.nort");
    assert_eq!(slip.code, Some(2));
    assert!(
        slip.stderr.contains("did you mean `north`?"),
        "{}",
        slip.stderr
    );
    let without = desk.call(&["explain", "weather.north"]);
    assert!(
        without.stderr.contains("--in SCENARIO"),
        "{}",
        without.stderr
    );
}
