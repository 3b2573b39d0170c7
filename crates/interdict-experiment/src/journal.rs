//! The journal of a study: what is finished, kept as it comes, so that a study can go on after a break.
//!
//! A file of lines of JSON: first what study it is, then one line for each finished replication (of a
//! comparison) or point (of a calibration), in order. A last line that was torn by the break is cut off. A journal of another study is refused.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use interdict_model::chance::REGISTRY;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::arms::Arms;
use crate::outcome::{Catalogue, Label, Window};
use crate::pairs::Replication;

/// What stands at the head of a journal: which study it belongs to.
pub trait Head: Serialize + DeserializeOwned {
    /// What each further line keeps.
    type Line: Serialize + DeserializeOwned;

    /// In what the study of a journal that is `kept` differs from this one, for people; `None` where in
    /// nothing that matters.
    fn difference(&self, kept: &Self) -> Option<String>;

    /// Whether a line is of this study and the one of this number.
    fn fits(&self, line: &Self::Line, number: usize) -> bool;
}

/// Which comparison a journal belongs to. Figures of two studies may be put together only if all is equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Version of the form of the file.
    pub schema_version: u32,
    /// Version of the program.
    pub version: String,
    /// Version of the registry of chance.
    pub registry: u32,
    /// Master seed.
    pub seed: u64,
    /// Days that figures are taken over.
    pub window: Window,
    /// Digest of each arm's scenario, 16 hexadecimal digits, the base first.
    pub arms: Vec<String>,
    /// Digest of the change of no consequence that is run beside them, where one is.
    pub sham: Option<String>,
    /// Names of the outcomes.
    pub outcomes: Vec<String>,
    /// Names of the curves.
    pub curves: Vec<String>,
    /// Ids of the lines.
    pub lines: Vec<String>,
}

impl Mark {
    /// The mark of a study.
    pub fn of(arms: &Arms, catalogue: &Catalogue, seed: u64) -> Self {
        let names = |labels: &[Label]| labels.iter().map(|label| label.name.clone()).collect();
        Self {
            schema_version: 4,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: REGISTRY,
            seed,
            window: catalogue.window,
            arms: (0..arms.count())
                .map(|arm| format!("{:016x}", arms.digest(arm)))
                .collect(),
            sham: (arms.sham().ok()).map(|sham| format!("{:016x}", sham.digest())),
            outcomes: names(&catalogue.outcomes),
            curves: names(&catalogue.curves),
            lines: catalogue.lines.clone(),
        }
    }
}

impl Head for Mark {
    type Line = Replication;

    fn difference(&self, other: &Self) -> Option<String> {
        let differs = |what: &str, kept: &dyn std::fmt::Display, wanted: &dyn std::fmt::Display| {
            Some(format!("{what} there is {kept}, here {wanted}"))
        };
        if other.version != self.version {
            return differs("the version of the program", &other.version, &self.version);
        }
        if other.schema_version != self.schema_version {
            return differs(
                "the form of the journal",
                &other.schema_version,
                &self.schema_version,
            );
        }
        if other.registry != self.registry {
            return differs("the registry of chance", &other.registry, &self.registry);
        }
        if other.seed != self.seed {
            return differs("the seed", &other.seed, &self.seed);
        }
        if other.window != self.window {
            let days = |window: Window| format!("{} to {}", window.from, window.to);
            let (kept, wanted) = (days(other.window), days(self.window));
            return differs("the days compared: the window", &kept, &wanted);
        }
        if other.arms.len() != self.arms.len() {
            return differs("the number of arms", &other.arms.len(), &self.arms.len());
        }
        let arm = (0..self.arms.len()).find(|&arm| other.arms[arm] != self.arms[arm]);
        if let Some(arm) = arm {
            return Some(if arm == 0 {
                "the base is another scenario or was changed".to_owned()
            } else {
                format!("arm {arm} is another scenario or was changed")
            });
        }
        if other.sham != self.sham {
            let has = |sham: &Option<String>| match sham {
                Some(_) => "run beside the arms",
                None => "not run",
            };
            let (kept, wanted) = (has(&other.sham), has(&self.sham));
            return if kept == wanted {
                Some("another change of no consequence is run beside the arms".to_owned())
            } else {
                differs("a change of no consequence", &kept, &wanted)
            };
        }
        (other != self).then(|| "it keeps other outcomes".to_owned())
    }

    /// Whether a replication has the figures of this study.
    fn fits(&self, replication: &Replication, number: usize) -> bool {
        let sham = replication.sham.iter();
        replication.number as usize == number
            && replication.arms.len() == self.arms.len()
            && replication.sham.is_some() == self.sham.is_some()
            && (replication.arms.iter().chain(sham).flatten()).all(|figures| {
                figures.outcomes.len() == self.outcomes.len()
                    && figures.curves.len() == self.curves.len()
                    && figures.lines.len() == self.lines.len()
                    && (figures.curves.iter())
                        .all(|curve| curve.len() == usize::from(self.window.days()))
            })
    }
}

/// Why a journal is of no use.
#[derive(Debug)]
pub enum JournalError {
    /// The file cannot be read or written.
    File(PathBuf, io::Error),
    /// The journal is of another study: in what.
    OtherStudy(PathBuf, String),
    /// A line, from 1, is not what it should be.
    Damaged(PathBuf, usize),
    /// A replication that is kept comes out differently now.
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
            Self::OtherStudy(path, what) => write!(
                f,
                "the journal `{}` is of another study: {what}\n\nhint: leave `--resume` out to begin anew, or write to another folder",
                path.display()
            ),
            Self::Damaged(path, line) => write!(
                f,
                "line {line} of the journal `{}` cannot be read\n\nhint: cut the file off before this line, or leave `--resume` out",
                path.display()
            ),
            Self::OtherEngine(path, number) => write!(
                f,
                "replication {number} in the journal `{}` comes out differently now: it was made by another build\n\nhint: leave `--resume` out to begin anew",
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
        matches!(self, Self::File(..) | Self::NoPlace(_))
    }
}

/// Where the journal of a study lies whose files go to `out`: `DIR.journal.jsonl` beside `DIR`.
///
/// # Errors
/// When `out` is the root of the file system, or its place cannot be told.
pub fn beside(out: &Path) -> Result<PathBuf, JournalError> {
    let absolute = std::path::absolute(out).map_err(JournalError::NoPlace)?;
    let Some(name) = absolute.file_name() else {
        return Err(JournalError::NoFolder(out.to_owned()));
    };
    let mut name = name.to_owned();
    name.push(".journal.jsonl");
    Ok(absolute.with_file_name(name))
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Begins a journal, in place of one that may be there.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin(path: &Path, mark: &impl Serialize) -> Result<Self, JournalError> {
        let fault = |error| JournalError::File(path.to_owned(), error);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(fault)?;
        }
        let file = File::create(path).map_err(fault)?;
        let mut journal = Self {
            path: path.to_owned(),
            file,
        };
        journal.line(mark)?;
        Ok(journal)
    }

    /// Goes on with a journal and gives what it keeps, from number 0 on; begins one where there is
    /// none, or nothing whole in it.
    ///
    /// # Errors
    /// When the file cannot be read, is damaged, or is of another study.
    pub fn resume<H: Head>(path: &Path, mark: &H) -> Result<(Self, Vec<H::Line>), JournalError> {
        let fault = |error| JournalError::File(path.to_owned(), error);
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            read => read.map_err(fault)?,
        };
        let whole = bytes.iter().rposition(|&byte| byte == b'\n');
        let Some(whole) = whole.map(|at| at + 1) else {
            return Ok((Self::begin(path, mark)?, Vec::new()));
        };
        let damaged = |line: usize| JournalError::Damaged(path.to_owned(), line + 1);
        let mut lines = bytes[..whole - 1].split(|&byte| byte == b'\n');
        let kept: H = (lines.next())
            .and_then(|line| serde_json::from_slice(line).ok())
            .ok_or_else(|| damaged(0))?;
        if let Some(what) = mark.difference(&kept) {
            return Err(JournalError::OtherStudy(path.to_owned(), what));
        }
        let mut finished = Vec::new();
        for (number, text) in lines.enumerate() {
            let line: H::Line = serde_json::from_slice(text).map_err(|_| damaged(number + 1))?;
            if !mark.fits(&line, number) {
                return Err(damaged(number + 1));
            }
            finished.push(line);
        }
        let file = OpenOptions::new().append(true).open(path).map_err(fault)?;
        file.set_len(whole as u64).map_err(fault)?;
        let journal = Self {
            path: path.to_owned(),
            file,
        };
        Ok((journal, finished))
    }

    /// Adds what is finished.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, finished: &impl Serialize) -> Result<(), JournalError> {
        self.line(finished)
    }

    /// The error of a replication that comes out differently now.
    pub fn other_engine(&self, number: u32) -> JournalError {
        JournalError::OtherEngine(self.path.clone(), number)
    }

    fn line(&mut self, value: &impl Serialize) -> Result<(), JournalError> {
        let mut line = serde_json::to_vec(value).expect("a journal is plain data");
        line.push(b'\n');
        // in one piece, so that a break tears one line at most
        (self.file.write_all(&line)).map_err(|error| JournalError::File(self.path.clone(), error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_journal_lies_beside_the_folder() {
        let beside_b = beside(Path::new("/tmp/a/b")).unwrap();
        assert_eq!(beside_b, Path::new("/tmp/a/b.journal.jsonl"));
        assert!(beside(Path::new("/")).is_err());
    }
}
