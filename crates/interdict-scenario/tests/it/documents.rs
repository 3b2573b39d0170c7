//! The committed pages say what the code says. `UPDATE_DOCS=1 cargo test -p interdict-scenario` writes
//! them anew.

use std::fs;
use std::path::{Path, PathBuf};

fn check(page: &str, text: &str) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "docs", page]
        .iter()
        .collect();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        fs::write(&path, text).unwrap();
    }
    let committed = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        committed == text,
        "docs/{page} is out of date: run the tests with UPDATE_DOCS=1"
    );
}

#[test]
fn the_reference_is_up_to_date() {
    check("scenario.md", &interdict_scenario::reference());
}

#[test]
fn every_code_has_its_page() {
    for entry in interdict_scenario::explanations() {
        check(&format!("errors/{}.md", entry.code), entry.text);
    }
}
