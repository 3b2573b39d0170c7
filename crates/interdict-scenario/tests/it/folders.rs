//! Files on a disk: links, pipes, sizes.

use std::fs::{self, File};
use std::path::Path;

use interdict_scenario::load;
use tempfile::TempDir;

use crate::small::{SMALL, STATIONS, faults};

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("scenario.ron"), SMALL).unwrap();
    fs::write(folder.path().join("stations.csv"), STATIONS).unwrap();
    folder
}

/// The first line of what is shown.
fn first_line(path: &Path) -> String {
    faults(load(path, &[]))
        .lines()
        .next()
        .unwrap_or("")
        .to_owned()
}

#[test]
fn a_folder_and_its_file_are_one_scenario() {
    let folder = folder();
    let by_folder = load(folder.path(), &[]).unwrap().scenario;
    let by_file = load(&folder.path().join("scenario.ron"), &[])
        .unwrap()
        .scenario;
    assert_eq!(by_folder, by_file);
    let arm = "Counterfactual(base: \"scenario.ron\", changes: [Set(\"gangs.g1.men\", 1)])";
    fs::write(folder.path().join("arm.ron"), arm).unwrap();
    let loaded = load(&folder.path().join("arm.ron"), &[]).unwrap();
    assert_eq!(load(&loaded.base.unwrap(), &[]).unwrap().scenario, by_file);
}

#[test]
fn a_path_that_is_not_there_is_said_to_be_missing() {
    let line = first_line(Path::new("no/such/folder"));
    assert_eq!(
        line,
        "error[I0002]: `no/such/folder` cannot be opened: there is no such file or folder"
    );
}

#[test]
fn a_table_that_is_no_regular_file_is_refused() {
    let folder = folder();
    let table = folder.path().join("stations.csv");
    fs::remove_file(&table).unwrap();
    fs::create_dir(&table).unwrap();
    assert_eq!(
        first_line(folder.path()),
        "error[I0006]: `stations.csv` is not a regular file"
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_refused() {
    let (folder, other) = (folder(), tempfile::tempdir().unwrap());
    let table = folder.path().join("stations.csv");
    fs::rename(&table, other.path().join("stations.csv")).unwrap();
    std::os::unix::fs::symlink(other.path().join("stations.csv"), &table).unwrap();
    let line = first_line(folder.path());
    assert_eq!(
        line,
        "error[I0005]: `stations.csv` is a link that leads out of the scenario's folder"
    );
    fs::remove_file(&table).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &table).unwrap();
    assert!(first_line(folder.path()).starts_with("error[I0005]"));
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let folder = folder();
    let file = File::create(folder.path().join("stations.csv")).unwrap();
    file.set_len(1 << 40).unwrap();
    let line = first_line(folder.path());
    assert_eq!(
        line,
        "error[I0003]: `stations.csv` is too large: 64 MiB a file, 256 MiB in all"
    );
}

#[test]
fn a_file_in_another_encoding_is_refused() {
    let folder = folder();
    fs::write(
        folder.path().join("stations.csv"),
        b"id,lat,lon\nA,40,124\nB\xE4,39,125\n",
    )
    .unwrap();
    let told = faults(load(folder.path(), &[]));
    let told: Vec<&str> = told.lines().take(2).collect();
    assert_eq!(
        told[0],
        "error[I0004]: `stations.csv` is not UTF-8 text: it looks like an older encoding, such as Latin-1 or a code page \
         of Windows"
    );
    // the place is in the table, not where the table is named
    assert!(told[1].ends_with("stations.csv:3:2"), "{}", told[1]);
}

#[test]
fn a_table_with_too_many_rows_is_refused() {
    let folder = folder();
    let rows: Vec<String> = (0..50_001).map(|row| format!("S{row},40,124")).collect();
    fs::write(
        folder.path().join("stations.csv"),
        format!("id,lat,lon\n{}\n", rows.join("\n")),
    )
    .unwrap();
    assert_eq!(
        first_line(folder.path()),
        "error[I0003]: `stations` has more than 50000 rows"
    );
}
