//! How a folder is filled with what is staged inside it, and goes on from wherever that broke off.

use std::fs;
use std::path::Path;

use interdict_experiment::disk;

use super::error::{OutputError, at};
use super::marker::{MARKER, Marker, STAGING};

/// Clears what a process left that died while it staged.
pub(super) fn sweep(target: &Path) -> Result<(), OutputError> {
    let staging = target.join(STAGING);
    let Ok(facts) = fs::symlink_metadata(&staging) else {
        return Ok(());
    };
    let gone = if facts.is_dir() {
        disk::remove_dir_all(&staging)
    } else {
        disk::remove_file(&staging)
    };
    gone.map_err(at(&staging))
}

/// Refuses where something that is not ours stands in the place of a file, or a link or a file in the place of its folder.
pub(super) fn is_way_clear(target: &Path, name: &str, is_ours: bool) -> Result<(), OutputError> {
    let path = target.join(name);
    let above = path
        .ancestors()
        .skip(1)
        .take_while(|above| *above != target);
    for folder in above {
        match fs::symlink_metadata(folder) {
            Ok(facts) if !facts.is_dir() => return Err(OutputError::InTheWay(folder.to_owned())),
            _ => {}
        }
    }
    match fs::symlink_metadata(&path) {
        Ok(facts) if facts.is_dir() || !is_ours => Err(OutputError::InTheWay(path)),
        _ => Ok(()),
    }
}

/// Goes on with the filling of a folder to its end, from wherever it broke off: moves what is staged to its place, removes
/// our files of before that are not among the new ones, and lays the marker.
pub(super) fn roll_forward(target: &Path) -> Result<(), OutputError> {
    let half =
        |path: &Path, error| OutputError::HalfFilled(target.to_owned(), path.to_owned(), error);
    let staging = target.join(STAGING);
    let (Some(standing), Some(marker)) = (Marker::of(target), Marker::of(&staging)) else {
        // somebody cleared what was staged: the folder is still ours, and filled anew
        return Ok(());
    };
    for name in marker.plain() {
        let (from, to) = (staging.join(name), target.join(name));
        if fs::symlink_metadata(&from).is_err() {
            continue;
        }
        is_way_clear(target, name, true)?;
        if let Some(folder) = to.parent() {
            disk::create_dir_all(folder).map_err(|error| half(folder, error))?;
        }
        disk::rename(&from, &to).map_err(|error| half(&to, error))?;
    }
    let doomed = standing
        .plain()
        .filter(|name| !marker.files.contains(*name));
    for name in doomed {
        let path = target.join(name);
        // what is no file of ours any more stays
        let is_file =
            is_way_clear(target, name, true).is_ok() && fs::symlink_metadata(&path).is_ok();
        if is_file {
            disk::remove_file(&path).map_err(|error| half(&path, error))?;
        }
        remove_empty(path.parent().unwrap_or(target), target);
    }
    let (from, to) = (staging.join(MARKER), target.join(MARKER));
    disk::rename(&from, &to).map_err(|error| half(&to, error))?;
    // all is in its place: what is left of the staging is empty, and the next run sweeps it where this cannot
    let _ = sweep(target);
    Ok(())
}

/// Removes an empty folder and those above it that become empty, up to but without `top`.
fn remove_empty(folder: &Path, top: &Path) {
    let mut folder = folder.to_owned();
    while folder != top && folder.starts_with(top) && disk::remove_dir(&folder).is_ok() {
        if !folder.pop() {
            break;
        }
    }
}
