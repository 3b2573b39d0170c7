//! The journal of a study: what is finished, kept as it comes, so that a study can go on after a break.
//!
//! One form for all studies. A file of lines of JSON: first which study it is, then one line for each finished piece
//! (a replication, a point, an answer), in order. Each line is
//!
//! ```text
//! {"sum":"0123456789abcdef","line":...}
//! ```
//!
//! where the sum is that of the line and of the sum before it: a digit that was altered, a line that is lacking or of
//! another journal is noticed. A last line that was torn by the break is cut off. A journal of another study is refused,
//! and so is a file that is none of ours, a link, and a journal that another process writes.

use std::fmt::Display;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

mod file;
mod mark;

pub use file::Journal;
pub use mark::Mark;
pub(crate) use mark::{dates, other_sham, sham_digest};

/// Names of journals that lie inside the folder of a study, where none can lie beside it: of the study, of why, and of
/// points over the knobs that are run beside a study.
pub const INSIDE: [&str; 3] = [
    ".interdict-journal.jsonl",
    ".interdict-why.jsonl",
    ".interdict-points.jsonl",
];

/// Their endings after the name of the folder, where they lie beside it.
const BESIDE: [&str; 3] = [
    ".journal.jsonl",
    ".why.journal.jsonl",
    ".points.journal.jsonl",
];

/// What stands at the head of a journal: which study it belongs to.
pub trait Head: Serialize + DeserializeOwned {
    /// What each further line keeps.
    type Line: Serialize + DeserializeOwned;

    /// The kind of study.
    const OF: &'static str;

    /// In what the study of a journal that is `kept` differs from this one, for people; `None` where in
    /// nothing that matters.
    fn difference(&self, kept: &Self) -> Option<String>;

    /// Whether a line is of this study and the one of this number.
    fn fits(&self, line: &Self::Line, number: usize) -> bool;
}

/// One difference between the study of a journal and this one, in words.
pub(crate) fn differs(what: &str, kept: &dyn Display, here: &dyn Display) -> String {
    format!("{what} there is {kept}, here {here}")
}

/// Why a journal is of no use.
#[derive(Debug)]
pub enum JournalError {
    /// The file cannot be read or written.
    File(PathBuf, io::Error),
    /// There is a link in its place.
    Link(PathBuf),
    /// The file is no journal.
    NotAJournal(PathBuf),
    /// Another process writes it.
    Busy(PathBuf),
    /// The journal is of another study: in what.
    OtherStudy(PathBuf, String),
    /// A line, from 1, is not what was written.
    Damaged(PathBuf, usize),
    /// A piece that is kept, a replication or a point, comes out differently now: its number.
    OtherEngine(PathBuf, u32),
    /// No journal can lie beside this: it is no folder that can be written anew.
    NoFolder(PathBuf),
    /// The place of a folder cannot be told.
    NoPlace(io::Error),
}

impl std::fmt::Display for JournalError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path, error) => write!(f, "`{}`: {error}", path.display()),
            Self::Link(path) => write!(
                f,
                "`{}` is a link, and a journal is not written through one\n\nhint: move it, or write to another folder",
                path.display()
            ),
            Self::NotAJournal(path) => write!(
                f,
                "`{}` is no journal of this program, and is left alone\n\nhint: move it, or write to another folder",
                path.display()
            ),
            Self::Busy(path) => write!(
                f,
                "another process writes the journal `{}`\n\nhint: wait for it, or write to another folder",
                path.display()
            ),
            Self::OtherStudy(path, what) => write!(
                f,
                "the journal `{}` is of another study: {what}\n\nhint: `--anew` empties it and begins anew; or write to another folder",
                path.display()
            ),
            Self::Damaged(path, line) => write!(
                f,
                "line {line} of the journal `{}` is not what was written\n\nhint: cut the file off before this line; or `--anew` empties it and begins anew",
                path.display()
            ),
            Self::OtherEngine(path, number) => write!(
                f,
                "replication {number} in the journal `{}` comes out differently now: it was made by another build\n\nhint: `--anew` empties it and begins anew",
                path.display()
            ),
            Self::NoFolder(path) => write!(
                f,
                "`{}` is no folder that can be written anew",
                path.display()
            ),
            Self::NoPlace(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for JournalError {}

impl JournalError {
    /// Whether the file system is at fault, and not what was asked.
    pub const fn is_of_files(&self) -> bool {
        matches!(
            self,
            Self::File(..)
                | Self::NoPlace(_)
                | Self::Busy(_)
                | Self::Link(_)
                | Self::NotAJournal(_)
        )
    }
}

/// Where what is finished of a study is kept while it runs.
#[derive(Clone, Copy, Debug)]
pub enum Keeping<'a> {
    /// Nowhere.
    Nowhere,
    /// In a new journal at this path: one that is there is emptied.
    Anew(&'a Path),
    /// In the journal at this path, going on from what it keeps; in a new one where there is none.
    Resume(&'a Path),
    /// The same, and a journal of another study is set aside if it keeps so many lines beside its head: such a study is
    /// known to be whole. `None`: however many.
    Over(&'a Path, Option<u32>),
}

/// What a journal keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The study.
    Study,
    /// The answer to why.
    Why,
    /// Points over the knobs, where they are run beside a study.
    Points,
}

/// Where the journal of a study lies whose files go to the folder `out`: beside it, `DIR.journal.jsonl`; inside it, where
/// the folder is a volume of its own or nothing can be written beside it.
///
/// # Errors
/// When the place of `out` cannot be told.
pub fn place(out: &Path, of: Of) -> Result<PathBuf, JournalError> {
    let absolute = std::path::absolute(out).map_err(JournalError::NoPlace)?;
    let inside = absolute.join(INSIDE[of as usize]);
    let Some(name) = absolute.file_name() else {
        return if absolute.is_dir() {
            Ok(inside)
        } else {
            Err(JournalError::NoFolder(out.to_owned()))
        };
    };
    let mut name = name.to_owned();
    name.push(BESIDE[of as usize]);
    let beside = absolute.with_file_name(name);
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    if is_there(&beside) || !absolute.is_dir() {
        return Ok(beside);
    }
    if is_there(&inside) || is_volume(&absolute) {
        return Ok(inside);
    }
    match OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
    {
        Ok(_) => {
            let _ = fs::remove_file(&beside);
            Ok(beside)
        }
        Err(_) => Ok(inside),
    }
}

/// Whether a folder lies on another volume than the one above it.
#[cfg(unix)]
fn is_volume(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).map(|facts| facts.dev()).ok();
    folder
        .parent()
        .is_some_and(|above| device(above) != device(folder))
}

#[cfg(not(unix))]
fn is_volume(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests;
