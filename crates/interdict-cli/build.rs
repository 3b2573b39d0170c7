//! Tells the command which commit it is built from. Where there is no repository, as in a package, it is told none, or what
//! `INTERDICT_COMMIT` says. Tells it where the scenarios lie that it carries with it: in a package inside the crate; in the
//! repository beside the crates, where a link in the crate leads, so that they are packed.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-env-changed=INTERDICT_COMMIT");
    // a commit moves the log of HEAD; a change of a source makes it another program
    for path in ["../../.git/HEAD", "../../.git/logs/HEAD", ".."] {
        if Path::new(path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    let home = std::env::var("CARGO_MANIFEST_DIR").expect("cargo tells where the crate is");
    let scenarios = ["scenarios", "../../scenarios"].map(|path| Path::new(&home).join(path));
    let is_there = |folder: &&std::path::PathBuf| folder.join("carried.in").is_file();
    let scenarios = (scenarios.iter())
        .find(is_there)
        .expect("scenarios lie in the crate or beside the crates");
    println!(
        "cargo::rustc-env=INTERDICT_SCENARIOS={}",
        scenarios.display()
    );
    let commit = std::env::var("INTERDICT_COMMIT").unwrap_or_else(|_| commit());
    println!("cargo::rustc-env=INTERDICT_COMMIT={commit}");
}

/// The commit, with a `+` where sources differ from it; empty where nobody knows.
fn commit() -> String {
    let git = |arguments: &[&str]| {
        let done = Command::new("git").args(arguments).output().ok()?;
        let said = done.status.success().then_some(done.stdout)?;
        Some(String::from_utf8_lossy(&said).trim().to_owned())
    };
    // the repository of this crate, and not one that it happens to lie in
    let is_ours = Path::new("../../.git").exists();
    let Some(commit) = git(&["rev-parse", "--short=12", "HEAD"]).filter(|_| is_ours) else {
        return String::new();
    };
    let changed = git(&["status", "--porcelain", "--untracked-files=no", "--", ".."]);
    let sign = if changed.is_some_and(|changed| changed.is_empty()) {
        ""
    } else {
        "+"
    };
    format!("{commit}{sign}")
}
