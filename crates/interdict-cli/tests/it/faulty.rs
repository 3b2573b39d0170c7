//! Slips of a historian, and where each is pointed out.
//!
//! Each takes a sound copy of the three stations, breaks it in one way, and says which code must come
//! and at which file and line. Whatever else comes, there is no panic and no run.

use crate::terminal::{Desk, Outcome};

const FOLDER: &str = "scenarios/three-stations/";
const FILE: &str = "scenarios/three-stations/scenario.ron";

/// Calls `check` and holds what it says to a code and the place of its first mention.
fn check(desk: &Desk, scenario: &str, code: &str, place: &str) -> Outcome {
    let outcome = desk.call(&["check", scenario]);
    let said = &outcome.stderr;
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (Some(2), ""),
        "{said}"
    );
    assert!(!said.contains("panicked"), "{said}");
    assert!(
        said.contains("error: one scenario is not in order\n"),
        "{said}"
    );
    let head = format!("error[{code}]: ");
    let at = said
        .find(&head)
        .unwrap_or_else(|| panic!("no {code} in:\n{said}"));
    let shown = said[at..]
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("--> "));
    let shown = shown.unwrap_or_else(|| panic!("no place in:\n{said}"));
    let shown = shown.replace('\\', "/");
    let (file_and_line, column) = shown.rsplit_once(':').expect("a column");
    assert!(
        column.parse::<u32>().is_ok_and(|column| column > 0),
        "{shown}"
    );
    assert_eq!(file_and_line, format!("{FOLDER}{place}"), "{said}");
    assert!(
        said.contains(&format!("`interdict explain {code}`")),
        "{said}"
    );
    outcome
}

/// Changes one piece of the scenario, which must be there once.
fn desk_with(from: &str, to: &str) -> Desk {
    let desk = Desk::with(&["three-stations"]);
    let text = desk.read(FILE);
    assert_eq!(text.matches(from).count(), 1, "`{from}` is there once");
    desk.write(FILE, text.replace(from, to));
    desk
}

/// The scenario with a piece changed is refused with this code at this place.
fn slip(from: &str, to: &str, code: &str, place: &str) {
    check(&desk_with(from, to), FOLDER, code, place);
}

/// The stations as a table of their own.
fn desk_with_stations(table: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::with(&["three-stations"]);
    let text = desk.read(FILE);
    let (before, rest) = text.split_once("    stations: [\n").expect("stations");
    let (_, after) = rest.split_once("    ],\n").expect("their end");
    desk.write(
        FILE,
        format!("{before}    stations: \"stations.csv\",\n{after}"),
    );
    desk.write(&format!("{FOLDER}stations.csv"), table);
    desk
}

#[test]
fn a_day_that_the_calendar_does_not_have() {
    slip(
        "starts: \"1950-10-01\"",
        "starts: \"1950-10-32\"",
        "I0027",
        "scenario.ron:5",
    );
}

#[test]
fn an_end_before_the_start() {
    slip(
        "ends: \"1950-10-30\"",
        "ends: \"1950-09-30\"",
        "I0029",
        "scenario.ron:5",
    );
}

#[test]
fn a_field_that_no_table_has() {
    slip("road_km: 20", "roadkm: 20", "I0010", "scenario.ron:24");
    slip(
        "latitude: 45.0",
        "lattitude: 45.0",
        "I0009",
        "scenario.ron:6",
    );
}

#[test]
fn a_station_misspelt() {
    let outcome = check(
        &desk_with("railhead: \"HEAD\"", "railhead: \"HAED\""),
        FOLDER,
        "I0033",
        "scenario.ron:24",
    );
    assert!(
        outcome.stderr.contains("did you mean `HEAD`?"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_length_below_nothing() {
    slip(
        "length_km: 52",
        "length_km: -52",
        "I0024",
        "scenario.ron:16",
    );
}

#[test]
fn a_figure_that_is_none() {
    slip(
        "tons_per_day: 3000",
        "tons_per_day: NaN",
        "I0021",
        "scenario.ron:21",
    );
    slip("strength: 24", "strength: inf", "I0021", "scenario.ron:31");
}

#[test]
fn a_figure_beyond_all_sense() {
    slip(
        "trucks: 200",
        "trucks: 99999999999999999999",
        "I0024",
        "scenario.ron:25",
    );
    slip("men: 1800", "men: 1e300", "I0024", "scenario.ron:26");
    let digits = "9".repeat(5_000);
    slip(
        "count: 8",
        &format!("count: {digits}"),
        "I0021",
        "scenario.ron:23",
    );
}

#[test]
fn two_things_of_one_name() {
    slip("id: \"SOUTH\"", "id: \"NORTH\"", "I0017", "scenario.ron:17");
}

#[test]
fn a_railhead_that_no_line_reaches() {
    let south = "        (id: \"SOUTH\", from: \"YARD\", to: \"HEAD\", length_km: 58),\n";
    let desk = desk_with(south, "");
    let text = desk.read(FILE);
    let bridge = "    bridges: [(id: \"RIVER\", line: \"SOUTH\", at: 0.3, length_m: 120, class: \"girder\")],\n";
    assert!(text.contains(bridge));
    desk.write(FILE, text.replace(bridge, ""));
    check(&desk, FOLDER, "I0035", "scenario.ron:22");
}

#[test]
fn a_path_out_of_the_folder() {
    let desk = desk_with_stations("");
    let text = desk
        .read(FILE)
        .replace("\"stations.csv\"", "\"../stations.csv\"");
    desk.write(FILE, text);
    desk.write("scenarios/stations.csv", "id,lat,lon\nBASE,45.6,10.5\n");
    check(&desk, FOLDER, "I0005", "scenario.ron:10");
}

#[test]
fn a_table_that_is_missing() {
    let desk = desk_with_stations("");
    std::fs::remove_file(desk.path(&format!("{FOLDER}stations.csv"))).expect("a file");
    check(&desk, FOLDER, "I0002", "scenario.ron:10");
}

#[test]
fn a_table_with_nothing_in_it() {
    check(&desk_with_stations(""), FOLDER, "I0014", "stations.csv:1");
}

#[test]
fn a_scenario_with_nothing_in_it() {
    let desk = Desk::empty();
    desk.write(FILE, "");
    check(&desk, FOLDER, "I0001", "scenario.ron:1");
}

#[test]
fn a_table_saved_as_a_spreadsheet() {
    let junk: &[u8] = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xfe\x00\x01\n\x80";
    check(
        &desk_with_stations(junk),
        FOLDER,
        "I0004",
        "scenario.ron:10",
    );
}

#[test]
fn a_scenario_of_binary_junk() {
    let desk = Desk::empty();
    desk.write(FILE, b"\x7fELF\x02\x01\x01\x00\x00\x00\n\x00((((((((");
    let outcome = desk.call(&["check", FOLDER]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    let said = "error[I0004]: `scenario.ron` is not text\n";
    assert!(outcome.stderr.starts_with(said), "{}", outcome.stderr);
    desk.write(FILE, "(".repeat(200_000));
    check(&desk, FOLDER, "I0016", "scenario.ron:1");
}

#[test]
fn counterfactuals_that_rest_on_each_other() {
    let desk = Desk::with(&["three-stations"]);
    for (name, base) in [("one.ron", "two.ron"), ("two.ron", "one.ron")] {
        let text = format!("Counterfactual(\n    base: \"{base}\",\n    changes: [],\n)\n");
        desk.write(&format!("{FOLDER}{name}"), text);
    }
    check(
        &desk,
        "scenarios/three-stations/one.ron",
        "I0007",
        "two.ron:2",
    );
}

#[test]
fn a_change_that_matches_nothing() {
    let desk = Desk::with(&["three-stations"]);
    let text = "Counterfactual(\n    base: \"scenario.ron\",\n    because: \"A slip.\",\n    \
                changes: [\n        Set(\"gangs.GAGN.men\", 300),\n    ],\n)\n";
    desk.write(&format!("{FOLDER}arm.ron"), text);
    let path = "scenarios/three-stations/arm.ron";
    check(&desk, path, "I0041", "arm.ron:5");
}

#[test]
fn a_comma_forgotten() {
    slip(
        "step: \"15 min\",",
        "step: \"15 min\"",
        "I0001",
        "scenario.ron:6",
    );
}

#[test]
fn a_unit_of_something_else() {
    slip(
        "length_m: 120",
        "length_m: \"120 t\"",
        "I0023",
        "scenario.ron:19",
    );
}

#[test]
fn a_scenario_in_another_encoding() {
    let desk = Desk::empty();
    desk.write(FILE, b"Scenario(\n    title: \"Stra\xdfe\",\n)\n");
    let outcome = desk.call(&["check", FOLDER]);
    assert_eq!(outcome.code, Some(2));
    let said = "error[I0004]: `scenario.ron` is not UTF-8 text: it looks like an older encoding";
    assert!(outcome.stderr.starts_with(said), "{}", outcome.stderr);
    let place = format!("{FOLDER}scenario.ron:2:17\n");
    assert!(outcome.stderr.contains(&place), "{}", outcome.stderr);
}
