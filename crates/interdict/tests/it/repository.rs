//! The repository, as the tests read it.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the repository is there")
}

/// What a file says.
pub(crate) fn read(path: &Path) -> String {
    let text = fs::read_to_string(path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

/// What stands in a folder, in order of name; nothing where there is no folder.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

/// Every file under a folder with this ending of its name, in order of path.
pub(crate) fn files_under(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            files.extend(files_under(&path, extension));
        } else if path.extension().is_some_and(|other| other == extension) {
            files.push(path);
        }
    }
    files
}

/// A path as the repository names it, with slashes.
pub(crate) fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.display().to_string().replace('\\', "/")
}

/// The name of a file or folder.
pub(crate) fn name(path: &Path) -> String {
    let name = path.file_name().expect("a name");
    name.to_string_lossy().into_owned()
}

/// Folders of the crates.
pub(crate) fn crates() -> Vec<PathBuf> {
    let mut crates = entries(&root().join("crates"));
    crates.retain(|path| path.join("Cargo.toml").is_file());
    crates
}

/// Folders of the scenarios.
pub(crate) fn scenarios() -> Vec<PathBuf> {
    let mut scenarios = entries(&root().join("scenarios"));
    scenarios.retain(|path| path.is_dir());
    scenarios
}

/// Fails with everything that was found, one a line.
pub(crate) fn none(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}
