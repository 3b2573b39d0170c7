//! Mutated files never harm: no panic, no long wait.

#![expect(clippy::disallowed_types, reason = "the wait is what is tested")]

use std::time::{Duration, Instant};

use interdict_scenario::synthetic::{Shape, written};
use interdict_scenario::{load_files, load_files_with};
use proptest::prelude::*;

use crate::small::{SMALL, STATIONS, files};

/// Pieces that mean something to a reader.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\n",
    "/*",
    "*/",
    "//",
    "r#\"",
    "\\",
    "1e400",
    "-1",
    "NaN",
    "inf",
    "99999999999999999999",
    "all",
    "1951-02-30",
    "0001-01-01",
    "9999-12-31",
    "\u{feff}",
    "é",
    "\u{202e}",
    "Some(",
    "Scenario(",
    "12 mi",
    "stations.csv",
    "../x",
    "Set(\"a\", 1)",
];

/// One edit: where (in thousandths), how many bytes go, which piece comes.
type Edit = (usize, usize, usize);

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for &(place, gone, piece) in edits {
        let mut start = text.len() * place / 1_000;
        let mut end = (start + gone).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        text.replace_range(start..end, PIECES.get(piece).unwrap_or(&""));
    }
    text
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(
        (0_usize..=1_000, 0_usize..12, 0_usize..PIECES.len() + 3),
        1..6,
    )
}

fn check(files: std::collections::BTreeMap<String, String>) {
    let before = Instant::now();
    if let Err(faults) = load_files(files, "scenario.ron") {
        assert!(faults.errors() > 0);
        assert!(!faults.render(false).is_empty() && !faults.render(true).is_empty());
        assert!(faults.to_json()["errors"].is_u64());
    }
    assert!(before.elapsed() < Duration::from_secs(1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_scenario_file_does_no_harm(edits in edits()) {
        check(files(&edited(SMALL, &edits)));
    }

    #[test]
    fn a_mutated_table_does_no_harm(edits in edits()) {
        let mut files = files(SMALL);
        files.insert("stations.csv".to_owned(), edited(STATIONS, &edits));
        check(files);
    }

    #[test]
    fn any_text_is_a_table_that_does_no_harm(text in "[a-cil,\"\r\n \u{fe}-\u{ff}]{0,80}") {
        let mut files = files(SMALL);
        files.insert("stations.csv".to_owned(), text);
        check(files);
    }

    #[test]
    fn any_setting_does_no_harm(path in "[a-z.*-]{0,12}|(flak|raids|lines|phases)\\.[*](\\.[a-z_]{2,6})?", value in ".{0,12}") {
        let _ = load_files_with(files(SMALL), "scenario.ron", &[(path, value)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_theatre_does_no_harm(edits in edits(), file in 0_usize..20, seed: u64) {
        let mut files = written(Shape::theatre(), seed);
        let name = files.keys().nth(file % files.len()).unwrap().clone();
        let text = edited(&files[&name], &edits);
        files.insert(name, text);
        check(files);
    }
}
