//! `diverge`: where and why two runs part.

use crate::terminal::Desk;

const BASE: &str = "scenarios/two-routes/scenario.ron";
const ARM: &str = "scenarios/two-routes/pass-held.ron";

#[test]
fn two_runs_are_told_from_the_first_parting_to_the_tons() {
    let desk = Desk::with(&["two-routes"]);
    let page = desk.call(&["diverge", BASE, ARM]).quiet().page();
    insta::assert_snapshot!("diverge_two_routes", page);
}

#[test]
fn the_json_holds_the_same_partings_and_every_day() {
    let desk = Desk::with(&["two-routes"]);
    let json = desk.call(&["diverge", BASE, ARM, "--json"]).quiet().json();
    assert_eq!(json["schema_version"], 1);
    let first = &json["partings"][0];
    assert_eq!(
        (&first["date"], &first["clock"]),
        (&"1950-09-01".into(), &"00:00".into())
    );
    assert_eq!(first["step"], "gangs come and go");
    assert_eq!(json["growth"].as_array().map(Vec::len), Some(40));
}

#[test]
fn a_scenario_never_parts_from_itself_and_ticks_must_be_alike() {
    let desk = Desk::with(&["two-routes", "three-stations"]);
    let same = desk.call(&["diverge", BASE, BASE]).quiet();
    assert!(same.stdout.contains("never part"), "{}", same.stdout);
    let other = desk.call(&["diverge", BASE, "scenarios/three-stations"]);
    insta::assert_snapshot!("diverge_other_days", other.page());
}
