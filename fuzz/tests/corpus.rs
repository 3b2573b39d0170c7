//! The corpus, on any compiler: what was found once stays mended.

use std::fs;
use std::path::Path;

fn all(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("a corpus") {
        let path = entry.expect("an entry").path();
        println!("{}", path.display());
        target(&fs::read(&path).expect("a file"));
        count += 1;
    }
    assert!(count > 0, "{} is empty", folder.display());
}

#[test]
fn scenarios() {
    all("scenario", interdict_fuzz::scenario);
}

#[test]
fn counterfactuals() {
    all("counterfactual", interdict_fuzz::counterfactual);
}

#[test]
fn tables() {
    all("tables", interdict_fuzz::tables);
}

#[test]
fn journals() {
    all("journal", interdict_fuzz::journal);
}
