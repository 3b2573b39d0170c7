//! `calibrate`: which knobs the record leaves open, and whether it leaves any.

use crate::terminal::{Desk, body};

/// A record for the three stations, made up: losses and cuts of thirty days, as two figures.
pub(crate) fn desk(lost: &str, cuts: &str) -> Desk {
    let desk = Desk::with(&["three-stations"]);
    let path = "scenarios/three-stations/scenario.ron";
    let text = desk.read(path);
    let (body, end) = text.rsplit_once(')').expect("a scenario");
    let days = "from: \"1950-10-01\", to: \"1950-10-30\"";
    let record = format!(
        "    observed: [\n        (id: \"cuts\", quantity: \"Cuts\", series: \"track_cuts\", {days}, {cuts}),\n        \
         (id: \"lost\", quantity: \"Aircraft lost\", series: \"aircraft_lost\", {days}, {lost}, discrepancy: 0.2),\n    ],\n"
    );
    desk.write(path, format!("{body}{record}){end}"));
    desk
}

pub(crate) const CUTS: &str = "value: 60, low: 20, high: 100";
pub(crate) const LOST: &str = "value: 2, low: 0, high: 5";
pub(crate) const FEW: [&str; 7] = [
    "calibrate",
    "scenarios/three-stations",
    "--knobs=bombing.miss_m,flak.kappa=0.5:2",
    "--waves=2",
    "--points=10",
    "--replications=2",
    "--threads=2",
];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    FEW.iter().chain(more).copied().collect()
}

#[test]
fn two_waves_are_told_to_the_end_and_written_and_threads_never_show() {
    let desk = desk(LOST, CUTS);
    let page = desk.call(&with(&["--out", "out", "--quiet"])).quiet();
    assert_eq!(page.stdout, desk.read("out/calibration.md"));
    assert!(
        page.stdout
            .starts_with("# Calibration: Three stations\n\nNot refuted: "),
        "{}",
        page.stdout
    );
    let mut alone = FEW.to_vec();
    alone[6] = "--threads=1";
    assert_eq!(desk.call(&alone).quiet().stdout, page.stdout);
    let json = desk.call(&with(&["--json"])).quiet();
    assert_eq!(json.body(), body(&desk.read("out/calibration.json")));
    let json = json.json();
    assert_eq!(json["points"].as_array().map(Vec::len), Some(20));
    assert_eq!(json["waves"].as_array().map(Vec::len), Some(2));
    assert_eq!(desk.read("out/points.csv").lines().count(), 21);
    // the best point is a counterfactual beside its base
    desk.write(
        "scenarios/three-stations/best.ron",
        desk.read("out/best.ron"),
    );
    desk.call(&["check", "scenarios/three-stations/best.ron"]);
    let run = desk.call(&[
        "run",
        "scenarios/three-stations/best.ron",
        "--no-files",
        "--quiet",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    // what is finished is not run again, and a journal of another seed is refused
    let again = desk
        .call(&with(&["--out", "out", "--resume", "--quiet"]))
        .quiet();
    assert_eq!(again.stdout, page.stdout);
    let other = desk.call(&with(&["--out", "out", "--resume", "--seed=2"]));
    assert_eq!(other.code, Some(2));
    assert!(
        other.stderr.contains("the seed there is 1, here 2"),
        "{}",
        other.stderr
    );
}

#[test]
fn a_model_that_is_wrong_on_purpose_is_refuted_by_name() {
    let desk = desk("value: 40, low: 35, high: 45", CUTS);
    let page = desk
        .call(&with(&["--set", "rules.flak.light_rounds_per_kill=100000"]))
        .quiet()
        .stdout;
    assert!(
        page.contains("\n\nRefuted: within these ranges of 2 knobs no values give the record."),
        "{page}"
    );
    assert!(
        page.contains("Out of reach whatever the knobs: lost (Aircraft lost; record 40, nearest "),
        "{page}"
    );
    assert!(
        page.contains("Held: `rules.flak.light_rounds_per_kill` = 100000."),
        "{page}"
    );
}

#[test]
fn what_is_not_in_order_is_refused_with_the_reason() {
    let refused = |desk: &Desk, more: &[&str]| {
        let mut arguments = FEW[..2].to_vec();
        arguments.extend(more);
        let outcome = desk.call(&arguments);
        assert_eq!((outcome.code, &*outcome.stdout), (Some(2), ""), "{more:?}");
        outcome.stderr
    };
    let sound = desk(LOST, CUTS);
    for (more, said) in [
        (
            &["--knobs=bombing.mis_m"][..],
            "no knob and no process is called `bombing.mis_m`\n\nhint: did you mean `bombing.miss_m`?",
        ),
        (
            &["--knobs=flak.kappa=0.5:9"],
            "0.5 to 9 factor, leaves what is allowed: 0 to 4 factor",
        ),
        (
            &["--knobs=flak.kappa=2:1"],
            "wrong way round: 2 is not below 1",
        ),
        (&["--knobs=flak.kappa=2"], "expected `PATH=LOW:HIGH`"),
        (
            &["--knobs=flak.lethality"],
            "has no plausible range: say one",
        ),
        (
            &["--knobs=flak.kappa", "--set=rules.flak.kappa=1.5"],
            "held or calibrated, not both",
        ),
        (
            &["--knobs=flak.kappa,bombing.miss_m", "--points=3"],
            "3 points are too few for 2 knobs: at least 4",
        ),
        (&["--points=5"], "at least "),
        (&["--resume"], "--out"),
    ] {
        let stderr = refused(&sound, more);
        assert!(stderr.contains(said), "{more:?}: {stderr}");
    }
    let flat = desk("value: 2, low: 2, high: 2", CUTS);
    assert!(refused(&flat, &[]).contains("figure of record `lost` has no range"));
    let turned = desk("value: 2, low: 5, high: 0", CUTS);
    assert!(refused(&turned, &[]).contains("I0044"));
    let none = Desk::with(&["three-stations"]);
    assert!(refused(&none, &[]).contains("holds no figures of record"));
}

#[test]
fn an_arm_is_told_over_the_points_that_are_left_and_may_not_differ_in_what_is_calibrated() {
    let desk = desk(LOST, CUTS);
    let arm = |name: &str, change: &str| {
        let path = format!("scenarios/three-stations/{name}.ron");
        let text = format!(
            "Counterfactual(base: \"scenario.ron\", because: \"Asked\", changes: [{change}])"
        );
        desk.write(&path, text);
        path
    };
    let more = arm("more", "Set(\"gangs.GANG.men\", 3600)");
    let deaf = arm("deaf", "Set(\"rules.flak.kappa\", 0.7)");
    let page = desk.call(&with(&["--arm", &more, "--outcome=track_cuts"]));
    let page = page.quiet().stdout;
    assert!(page.contains("\n## more\n\n"), "{page}");
    assert!(page.contains(" not ruled out: between "), "{page}");
    let refused = desk.call(&with(&["--arm", &deaf]));
    assert_eq!(refused.code, Some(2));
    let said = "differs from the base in knob `flak.kappa`, which is calibrated";
    assert!(refused.stderr.contains(said), "{}", refused.stderr);
}
