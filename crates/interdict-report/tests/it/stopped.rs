//! The writer of a folder is stopped at every operation that changes a file, for a moment and for good, and the user's own
//! files are looked for each time. What a process leaves that was killed is what an operation leaves after which none is
//! done.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use interdict_experiment::disk::{Break, breaking};
use interdict_model::Record;
use interdict_report::{OutputFolder, OutputOptions, write_outputs};
use interdict_scenario::Scenario;

use crate::fabricated::{bare, theatre};

type Contents = BTreeMap<String, Vec<u8>>;

/// The user's own files in a folder of results.
const MINE: [&str; 3] = ["notes.txt", "deep/a/b.txt", "charts/mine.svg"];

/// Everything in a folder, by path, folders with a slash; nothing where there is no folder.
fn contents(dir: &Path) -> Contents {
    let mut all = Contents::new();
    let mut open = vec![dir.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            let name = path
                .strip_prefix(dir)
                .expect("inside")
                .display()
                .to_string();
            if path.is_dir() {
                open.push(path);
            } else {
                all.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    all
}

fn lay(dir: &Path, files: &Contents) {
    for (name, bytes) in files {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
}

fn few() -> OutputOptions {
    OutputOptions {
        events: false,
        ..OutputOptions::default()
    }
}

fn write(dir: &Path, (scenario, record): &(Scenario, Record)) -> bool {
    write_outputs(dir, scenario, record, &few()).is_ok()
}

/// The files that a run leaves in a folder of its own.
fn alone(run: &(Scenario, Record)) -> Contents {
    let top = tempfile::tempdir().expect("a folder");
    assert!(write(top.path(), run));
    contents(top.path())
}

fn with(mut ours: Contents, mine: &Contents) -> Contents {
    ours.extend(mine.clone());
    ours
}

/// Stops the writing of a run into a folder that holds something, at every operation, and holds what is found then and
/// after the next command. Gives how many operations there are.
fn stopped_everywhere(before: &Contents, mine: &Contents, run: &(Scenario, Record)) -> u64 {
    let after = with(alone(run), mine);
    let top = tempfile::tempdir().expect("a folder");
    let mut count = u64::MAX;
    let mut at = 0;
    while at <= count {
        for how in [Break::Once(at), Break::FromOn(at)] {
            // the operation of number 0 is none: that tells how many there are
            if at == 0 && matches!(how, Break::FromOn(_)) {
                continue;
            }
            let dir = top.path().join(format!("{how:?}"));
            lay(&dir, before);
            let (is_written, asked) = breaking(how, || write(&dir, run));
            let left = contents(&dir);
            for (name, bytes) in mine {
                assert!(left.get(name) == Some(bytes), "{how:?}: {name} is lost");
            }
            if at == 0 {
                assert!(is_written && left == after);
                count = asked;
            }
            if is_written {
                assert!(
                    with_no_staging(&left) == after,
                    "{how:?}: {:?}",
                    left.keys()
                );
            }
            drop(OutputFolder::claim(&dir).expect("it is claimed again"));
            let ended = contents(&dir);
            let is_old = ended == *before;
            assert!(is_old || ended == after, "{how:?}: {:?}", ended.keys());
            assert!(!is_written || !is_old, "{how:?}");
            assert!(write(&dir, run), "{how:?}");
            assert!(contents(&dir) == after, "{how:?}");
            fs::remove_dir_all(&dir).expect("removed");
        }
        at += 1;
    }
    count
}

/// Without what is left of a staging that is done, which the next command sweeps.
fn with_no_staging(files: &Contents) -> Contents {
    let is_kept = |name: &&String| !name.starts_with(".interdict-staging");
    let kept = files.iter().filter(|(name, _)| is_kept(name));
    kept.map(|(name, bytes)| (name.clone(), bytes.clone()))
        .collect()
}

fn mine() -> Contents {
    let bytes = |name: &str| format!("{name} is mine").into_bytes();
    MINE.iter()
        .map(|name| ((*name).to_owned(), bytes(name)))
        .collect()
}

#[test]
fn wherever_replacing_is_stopped_the_users_files_are_whole_and_the_next_command_goes_on() {
    let before = with(alone(&theatre(5)), &mine());
    let count = stopped_everywhere(&before, &mine(), &bare(3));
    assert!(count > 40, "{count} operations");
}

#[test]
fn wherever_the_first_filling_is_stopped_the_next_command_goes_on() {
    let count = stopped_everywhere(&Contents::new(), &Contents::new(), &theatre(3));
    assert!(count > 40, "{count} operations");
}

#[test]
fn a_folder_that_was_half_filled_may_be_stopped_again() {
    let (old, new) = (theatre(5), bare(3));
    let before = with(alone(&old), &mine());
    let after = with(alone(&new), &mine());
    let top = tempfile::tempdir().expect("a folder");
    let first = top.path().join("first");
    lay(&first, &before);
    let (_, count) = breaking(Break::Once(0), || write(&first, &new));
    // the last third: files are on their way
    for at in count * 2 / 3..count {
        let dir = top.path().join(format!("{at}"));
        for again in 1..6 {
            lay(&dir, &before);
            let _ = breaking(Break::FromOn(at), || write(&dir, &new));
            let _ = breaking(Break::FromOn(again), || OutputFolder::claim(&dir).map(drop));
            drop(OutputFolder::claim(&dir).expect("it is claimed again"));
            let ended = contents(&dir);
            assert!(
                ended == before || ended == after,
                "{at} {again}: {:?}",
                ended.keys()
            );
            fs::remove_dir_all(&dir).expect("removed");
        }
    }
}
