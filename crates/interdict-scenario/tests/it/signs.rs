//! Texts of a scenario cannot steer what shows them.

use interdict_scenario::text::is_seen;

use crate::small::{STATIONS, counterfactual, faults, with, with_stations};

/// Steers a terminal, by the 7-bit and the 8-bit form; turns the direction of writing; is no sign of XML.
const WRONG: [&str; 7] = [
    "\u{1b}]0;x\u{7}",
    "\u{9b}2J",
    "\u{202e}",
    "\u{2066}",
    "\0",
    "\u{b}\u{8}",
    "\u{ffff}",
];

#[test]
fn every_text_is_kept_without_signs_that_cannot_be_shown_and_that_is_told_once() {
    for wrong in WRONG {
        let read = with_stations(
            &STATIONS
                .replace("Alpha", &format!("Al{wrong}pha"))
                .replace("Gamma", &format!("G{wrong}")),
        );
        let read = read.unwrap_or_else(|faults| panic!("{wrong:?}: {faults}"));
        assert!(is_seen(&read.scenario.stations[0].name), "{wrong:?}");
        assert!(read.scenario.stations[0].name.starts_with("Al"));
        let rendered = read.warnings.render(false);
        assert!(rendered.lines().all(is_seen), "{wrong:?}: {rendered}");
        if wrong != "\u{b}\u{8}" {
            assert_eq!(rendered.matches("I0055").count(), 2, "{rendered}");
        }
    }
    let wrong = "\\u{1b}[2J";
    for (old, new) in [
        ("title: \"Two", format!("title: \"{wrong}Two")),
        ("question: \"", format!("question: \"{wrong}")),
        ("source: \"a map\"", format!("source: \"{wrong}\"")),
        ("source: \"a guess\"),", format!("source: \"{wrong}\"),")),
        ("unit: \"1st\"", format!("unit: \"{wrong}\"")),
    ] {
        let read = with(old, &new).unwrap();
        assert!(!format!("{:?}", read.scenario).contains("\\u{1b}"), "{new}");
        assert_eq!(read.warnings.codes()[0].as_str(), "I0055", "{new}");
    }
    let arm = "Counterfactual(base: \"scenario.ron\", title: \"a\\nb\\u{9b}\", because: \"x\\u{1b}\\ny\", changes: [])";
    let read = counterfactual(arm).unwrap();
    assert_eq!(read.because.as_deref(), Some("x\u{fffd} y"));
    assert_eq!(read.scenario.title, "a b\u{fffd}");
}

#[test]
fn faults_show_no_sign_that_steers_wherever_it_stands() {
    for wrong in WRONG {
        let name = format!("Al{wrong}pha");
        for table in [
            STATIONS.replace("40.1", "400").replace("Alpha", &name),
            STATIONS.replace("A,Alpha", &format!("A{wrong},Alpha")),
            STATIONS.replace("shelter", &format!("shelter{wrong}")),
            STATIONS.replace("40.1", &format!("4{wrong}0")),
        ] {
            let told = faults(with_stations(&table));
            assert!(told.contains("error["), "{table:?}");
            assert!(told.lines().all(is_seen), "{told:?}");
        }
    }
    // the place moves with a sign that is replaced by a longer one
    let told = faults(with_stations(
        &STATIONS.replace("Alpha,40.1", "A\u{9b}lpha,400"),
    ));
    assert!(told.contains("A,A\u{fffd}lpha,400,"), "{told}");
    assert!(told.contains("  |          ^^^ -89 to 89"), "{told}");
}

#[test]
fn ends_of_lines_in_a_text_are_blanks() {
    let read = with("title: \"Two lines\"", "title: \"Two\\nlines\\r\\nRun  1\"").unwrap();
    assert_eq!(read.scenario.title, "Two lines Run  1");
    assert!(read.warnings.is_empty());
}
