//! `check` on sound and broken scenarios.

use crate::terminal::Desk;

const THREE: &str = "scenarios/three-stations";
const FILE: &str = "scenarios/three-stations/scenario.ron";

/// A desk whose three stations are one short: its line names a station that is not there, and its
/// length is negative.
fn broken() -> Desk {
    let desk = Desk::with(&["three-stations", "two-routes"]);
    let text = desk.read(FILE);
    let text = text.replace(
        "to: \"YARD\", length_km: 52",
        "to: \"YRAD\", length_km: -52",
    );
    desk.write(FILE, text);
    desk
}

#[test]
fn sound_scenarios_are_counted() {
    let desk = Desk::with(&["three-stations", "two-routes"]);
    insta::assert_snapshot!(
        "check_good",
        desk.call(&["check", THREE, "scenarios/two-routes/pass-held.ron"])
            .page()
    );
    let json = desk.call(&["check", THREE, "--json"]).quiet();
    assert_eq!(
        json.stdout,
        desk.call(&["check", THREE, "--format", "json"]).stdout
    );
    insta::assert_snapshot!("check_good_json", format!("{:#}", json.body()));
}

#[test]
fn every_fault_is_shown_at_once() {
    let desk = broken();
    insta::assert_snapshot!("check_broken", desk.call(&["check", THREE]).page());
    let json = desk.call(&["check", THREE, "--json"]);
    assert_eq!(json.code, Some(2));
    insta::assert_snapshot!("check_broken_json", format!("{:#}", json.body()));
}

#[test]
fn one_broken_scenario_does_not_hide_the_others() {
    let desk = broken();
    let both = desk.call(&["check", THREE, "scenarios/two-routes"]);
    assert_eq!(both.code, Some(2));
    assert!(
        both.stdout.starts_with("scenarios/two-routes: good."),
        "{}",
        both.stdout
    );
    assert!(
        both.stderr
            .ends_with("error: one scenario is not in order\n"),
        "{}",
        both.stderr
    );
    let twice = desk.call(&["check", THREE, "scenarios/nowhere"]);
    assert!(
        twice
            .stderr
            .ends_with("error: 2 scenarios are not in order\n"),
        "{}",
        twice.stderr
    );
    let json = desk.call(&["check", THREE, "scenarios/two-routes", "--format", "json"]);
    let json = json.json();
    assert_eq!(
        (&json["scenarios"][0]["good"], &json["scenarios"][1]["good"]),
        (&false.into(), &true.into())
    );
}

#[test]
fn run_and_history_show_the_faults_that_check_shows() {
    let desk = broken();
    let checked = desk.call(&["check", THREE]).stderr;
    for command in ["run", "history"] {
        let outcome = desk.call(&[command, THREE]);
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(2), ""),
            "{command}"
        );
        assert!(checked.starts_with(outcome.stderr.trim_end()), "{command}");
    }
}
