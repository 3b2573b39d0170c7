//! What counterfactuals and the command line change.

use std::path::PathBuf;

use interdict_scenario::{explain, load_files};

use crate::small::{SMALL, change, counterfactual, faults, files, set, with};

#[test]
fn a_counterfactual_changes_what_it_says_and_nothing_else() {
    let loaded = counterfactual(
        "Counterfactual(base: \"scenario.ron\", title: \"Guns\", because: \"to see\", changes: [
            Set(\"flak.spread.active\", \"yes\"),
            Set(\"rules.rail.speed_kmh\", 20),
            Remove(\"gangs.g1\"),
            Add(\"gangs\", (id: \"g2\", station: \"A\", men: \"100\")),
            Set(\"trucks.*.trucks\", 5),
            Remove(\"raids.1951-08-05\"),
            Set(\"lines.B-C.tracks\", \"\"),
        ])",
    )
    .unwrap();
    assert_eq!(loaded.because.as_deref(), Some("to see"));
    assert_eq!(loaded.base, Some(PathBuf::from("scenario.ron")));
    assert_eq!(loaded.texts.len(), 3);
    let mut base = load_files(files(SMALL), "scenario.ron").unwrap().scenario;
    let arm = loaded.scenario;
    assert_eq!((arm.title.as_str(), arm.raids.len()), ("Guns", 1));
    assert_eq!((arm.gangs[0].id.as_str(), arm.gangs[0].men), ("g2", 100));
    assert!(arm.trucks.iter().all(|company| company.trucks == 5));
    assert_eq!(arm.lines[2].tracks, 1);
    assert!(arm.flak[1].active);
    base.title.clone_from(&arm.title);
    base.gangs.clone_from(&arm.gangs);
    base.trucks.clone_from(&arm.trucks);
    base.raids.clone_from(&arm.raids);
    base.lines[2].tracks = 1;
    base.flak[1].active = true;
    base.rules.set("rail.speed_kmh", 20.0).unwrap();
    base.provenance = arm.provenance.clone();
    assert_eq!(base, arm);
}

#[test]
fn counterfactuals_rest_on_one_another() {
    let mut files = files(SMALL);
    let first = "Counterfactual(base: \"scenario.ron\", changes: [Set(\"gangs.g1.men\", 1)])";
    let second = "Counterfactual(base: \"a.ron\", changes: [Set(\"gangs.g1.station\", \"A\")])";
    files.insert("a.ron".to_owned(), first.to_owned());
    files.insert("b.ron".to_owned(), second.to_owned());
    let loaded = load_files(files, "b.ron").unwrap();
    let gang = &loaded.scenario.gangs[0];
    assert_eq!((gang.men, gang.station), (1, 0));
    assert_eq!(loaded.base, Some(PathBuf::from("a.ron")));
}

#[test]
fn an_equal_figure_in_another_unit_changes_nothing() {
    for (path, value) in [
        ("lines.A-B.length_km", "\"50.0 mi\""),
        ("roads.A-B-road.length_km", "\"90000 m\""),
        ("gangs.g1.men", "3000.0"),
        ("lines.A-B.tracks", "1"),
        ("lines.A-C.sanctuary", "true"),
        ("rules.rail.speed_kmh", "\"18 km/h\""),
        ("rules.flak.kappa", "1"),
        ("air_units.group.sector", "[\"core\"]"),
    ] {
        let text = faults(change(&format!("Set(\"{path}\", {value})")));
        assert!(text.starts_with("error[I0042]"), "{path}\n{text}");
    }
}

#[test]
fn the_command_line_may_hold_a_figure_at_its_own_value_with_a_remark() {
    let held = set("rules.rail.speed_kmh", "18").unwrap();
    let base = load_files(files(SMALL), "scenario.ron").unwrap();
    assert_eq!(held.scenario.rules, base.scenario.rules);
    assert_eq!(
        (held.warnings.errors(), held.warnings.warnings()),
        (0, base.warnings.warnings() + 1)
    );
    let text = held.warnings.render(false);
    assert!(
        text.contains("warning[I0042]") && text.contains("--set:1"),
        "{text}"
    );
}

#[test]
fn the_command_line_sets_what_a_counterfactual_sets() {
    let by_file = change("Set(\"gangs.g1.men\", 77)").unwrap().scenario;
    let by_line = set("gangs.g1.men", "77").unwrap().scenario;
    assert_eq!(by_file, by_line);
    assert_eq!(set("ends", "1951-09-09").unwrap().scenario.days, 40);
    assert_eq!(
        set("rules.repair.crater_gang_h", "7")
            .unwrap()
            .scenario
            .provenance
            .knobs
            .len(),
        2
    );
}

#[test]
fn every_fault_is_reported_at_once() {
    let broken = with("men: 3000", "men: -3").map(|_| ()).unwrap_err();
    assert_eq!(broken.errors(), 1);
    let text = SMALL
        .replace("men: 3000", "men: -3, mne: 4")
        .replace("title:", "titel:")
        .replace("railhead: \"C\"", "railhead: \"X\"")
        .replace("7 min", "x")
        .replace("\"rail.speed_kmh\": 18", "\"rail.speed\": 18")
        .replace("date: \"1951-08-02\"", "date: \"1951-08-32\"");
    let faults = load_files(files(&text), "scenario.ron").unwrap_err();
    let codes: Vec<_> = faults.codes().iter().map(|code| code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "I0014", "I0009", "I0033", "I0024", "I0010", "I0027", "I0039"
        ]
    );
    for code in codes {
        assert!(explain(code).is_some());
    }
}

#[test]
fn faults_are_told_to_programs_too() {
    let faults = with("railhead: \"C\"", "railhead: \"Gamma\"").unwrap_err();
    assert_eq!(
        faults.to_json(),
        serde_json::json!({
            "errors": 1, "warnings": 0, "accepted": 0,
            "faults": [{
                "code": "I0033", "level": "error", "file": "scenario.ron",
                "line": 20, "column": 41, "end": { "line": 20, "column": 48 },
                "message": "`Gamma` is not a station", "expected": "the id of a station",
                "nearest": null, "hint": "`stations` has `A`, `B`, `C`",
            }],
        })
    );
}

#[test]
fn more_faults_than_are_shown_are_counted() {
    let rows: Vec<String> = (0..500)
        .map(|row| format!("(id: \"m{row}\", station: \"Z\", men: 1)"))
        .collect();
    let faults = with("(id: \"g1\", station: \"B\", men: 3000)", &rows.join(", ")).unwrap_err();
    assert_eq!((faults.errors(), faults.iter().count()), (500, 200));
    assert!(faults.render(false).ends_with("and 300 more errors\n"));
}

#[test]
fn changes_of_every_row_of_a_large_table_are_bounded_before_they_take_long() {
    let raids: String = (0..20_000)
        .map(|_| "1951-08-05,bridge,ford,9,20000\n")
        .collect();
    let table = format!("date,target_kind,target,aircraft,bombs_kg\n{raids}");
    let (before, rest) = SMALL.split_once("    raids: [\n").expect("raids");
    let (_, after) = rest.split_once("    ],\n").expect("their end");
    let entry = format!("{before}    raids: \"raids.csv\",\n{after}");
    let load_with = |changes: usize| {
        let mut files = files(&entry);
        let sets: String = (0..changes)
            .map(|change| format!("Set(\"raids.*.aircraft\", {}),", change % 9 + 1))
            .collect();
        files.insert("raids.csv".to_owned(), table.clone());
        let arm = format!("Counterfactual(base: \"scenario.ron\", changes: [{sets}])");
        files.insert("arm.ron".to_owned(), arm);
        load_files(files, "arm.ron")
    };
    let few = load_with(20).expect("a few of them are no slip");
    assert!(few.scenario.raids.iter().all(|raid| raid.aircraft == 2));
    let said = faults(load_with(2_000));
    assert!(said.contains("error[I0045]"), "{said}");
    assert_eq!(said.matches("touch too many rows").count(), 1, "{said}");
}
