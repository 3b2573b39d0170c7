//! The file of a journal: opened under a lock, read and proved, added to line by line.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use interdict_engine::Digest;
use interdict_model::chance::REGISTRY;
use serde::{Deserialize, Serialize};

use super::{Head, JournalError, Keeping, differs};
use crate::disk;

/// Version of the form of the file.
const FORM: u32 = 5;

/// What the first line holds: which program wrote the journal, and the head of its study.
#[derive(Serialize, Deserialize)]
struct First<H> {
    journal: u32,
    of: String,
    version: String,
    registry: u32,
    study: H,
}

impl<H> First<H> {
    fn of<T: Head>(study: H) -> Self {
        Self {
            journal: FORM,
            of: T::OF.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: REGISTRY,
            study,
        }
    }
}

/// An open journal. As long as it lives no other process opens it.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// Sum of the last line.
    sum: u64,
    /// Bytes up to the end of the last whole line.
    length: u64,
    /// Whether half of a line may stand behind it.
    is_torn: bool,
}

impl Journal {
    /// Opens the journal of a study as it is to be kept, and gives what it keeps of it already.
    ///
    /// # Errors
    /// When the journal is of no use.
    pub fn open<H: Head>(
        keeping: Keeping<'_>,
        head: &H,
    ) -> Result<(Option<Self>, Vec<H::Line>), JournalError> {
        let opened = match keeping {
            Keeping::Nowhere => return Ok((None, Vec::new())),
            Keeping::Anew(path) => Self::begin(path, head).map(|begun| (begun, Vec::new())),
            Keeping::Resume(path) => Self::resume(path, head),
            Keeping::Over(path, lines) => match Self::resume(path, head) {
                Err(JournalError::OtherStudy(..)) if set_aside(path, lines)? => {
                    Self::begin(path, head).map(|begun| (begun, Vec::new()))
                }
                resumed => resumed,
            },
        };
        opened.map(|(journal, kept)| (Some(journal), kept))
    }

    /// Begins a journal; one of ours that may be there is emptied.
    ///
    /// # Errors
    /// When the file cannot be written, is no journal, or another process writes it.
    pub fn begin<H: Head>(path: &Path, head: &H) -> Result<Self, JournalError> {
        let (file, bytes) = open(path)?;
        if !is_journal(&bytes) {
            return Err(JournalError::NotAJournal(path.to_owned()));
        }
        Self::of_file(path, file, head)
    }

    /// Goes on with a journal and gives what it keeps, from number 0 on; begins one where there is
    /// none, or nothing whole in it.
    ///
    /// # Errors
    /// When the file cannot be read, is damaged, is of another study, or another process writes it.
    pub fn resume<H: Head>(path: &Path, head: &H) -> Result<(Self, Vec<H::Line>), JournalError> {
        let (file, bytes) = open(path)?;
        if !is_journal(&bytes) {
            return Err(JournalError::NotAJournal(path.to_owned()));
        }
        let whole = bytes.iter().rposition(|&byte| byte == b'\n');
        let Some(whole) = whole.map(|at| at + 1) else {
            return Ok((Self::of_file(path, file, head)?, Vec::new()));
        };
        let damaged = |line: usize| JournalError::Damaged(path.to_owned(), line + 1);
        let mut sum = 0;
        let mut finished = Vec::new();
        for (number, line) in bytes[..whole - 1].split(|&byte| byte == b'\n').enumerate() {
            if number == 0 && !line.starts_with(BEFORE_SUM) {
                let earlier = "it has an earlier form".to_owned();
                return Err(JournalError::OtherStudy(path.to_owned(), earlier));
            }
            let kept;
            (sum, kept) = proved(line, sum).ok_or_else(|| damaged(number))?;
            if number == 0 {
                let differs = |what| JournalError::OtherStudy(path.to_owned(), what);
                let first = serde_json::from_slice(kept).map_err(|_| damaged(0))?;
                difference(head, first).map_err(|what| what.map_or_else(|| damaged(0), differs))?;
                continue;
            }
            let line: H::Line = serde_json::from_slice(kept).map_err(|_| damaged(number))?;
            if !head.fits(&line, number - 1) {
                return Err(damaged(number));
            }
            finished.push(line);
        }
        let fault = |error| JournalError::File(path.to_owned(), error);
        disk::set_len(&file, whole as u64).map_err(fault)?;
        let path = path.to_owned();
        let journal = Self {
            path,
            file,
            sum,
            length: whole as u64,
            is_torn: false,
        };
        Ok((journal, finished))
    }

    fn of_file<H: Head>(path: &Path, file: File, head: &H) -> Result<Self, JournalError> {
        let path = path.to_owned();
        disk::set_len(&file, 0).map_err(|error| JournalError::File(path.clone(), error))?;
        let mut journal = Self {
            path,
            file,
            sum: 0,
            length: 0,
            is_torn: false,
        };
        journal.add(&First::of::<H>(head))?;
        Ok(journal)
    }

    /// Adds what is finished.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, finished: &impl Serialize) -> Result<(), JournalError> {
        let kept = serde_json::to_vec(finished).expect("a journal is plain data");
        let sum = summed(self.sum, &kept);
        let mut line = format!("{{\"sum\":\"{sum:016x}\",\"line\":").into_bytes();
        line.extend(kept);
        line.extend(b"}\n");
        let fault = |error| JournalError::File(self.path.clone(), error);
        if self.is_torn {
            disk::set_len(&self.file, self.length).map_err(fault)?;
        }
        self.is_torn = true;
        // in one piece, so that a break tears one line at most
        disk::add(&self.file, &line).map_err(fault)?;
        self.is_torn = false;
        self.length += line.len() as u64;
        self.sum = sum;
        Ok(())
    }

    /// The error of a line, from 1, that is not what was written.
    pub(crate) fn damaged(&self, line: usize) -> JournalError {
        JournalError::Damaged(self.path.clone(), line)
    }

    /// The error of a piece that comes out differently now.
    pub fn other_engine(&self, number: u32) -> JournalError {
        JournalError::OtherEngine(self.path.clone(), number)
    }
}

/// Sets a journal aside, under its name and `.before`, if it keeps so many lines; tells whether it did.
fn set_aside(path: &Path, lines: Option<u32>) -> Result<bool, JournalError> {
    let (_lock, bytes) = open(path)?;
    // what lies behind the last end of a line was torn
    let kept = bytes.split(|&byte| byte == b'\n').skip(2).count();
    if lines.is_some_and(|lines| kept != lines as usize) {
        return Ok(false);
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".before");
    let moved = disk::rename(path, Path::new(&aside));
    moved.map_err(|error| JournalError::File(path.to_owned(), error))?;
    Ok(true)
}

/// How every line begins.
const BEFORE_SUM: &[u8] = b"{\"sum\":\"";

/// The sum of a line, which takes in the sum of the line before it.
fn summed(before: u64, kept: &[u8]) -> u64 {
    let mut digest = Digest::new("journal");
    digest.word(before);
    digest.word(kept.len() as u64);
    for eight in kept.chunks(8) {
        let mut word = [0; 8];
        word[..eight.len()].copy_from_slice(eight);
        digest.word(u64::from_le_bytes(word));
    }
    digest.finish()
}

/// The sum of a line and what it keeps, if it is what was written after the sum before.
fn proved(line: &[u8], before: u64) -> Option<(u64, &[u8])> {
    // an editor may have ended lines in its own way
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let (sum, rest) = line.strip_prefix(BEFORE_SUM)?.split_at_checked(16)?;
    let kept = rest.strip_prefix(b"\",\"line\":")?.strip_suffix(b"}")?;
    let told = u64::from_str_radix(std::str::from_utf8(sum).ok()?, 16).ok()?;
    (told == summed(before, kept)).then_some((told, kept))
}

/// In what the journal of a first line differs from this study: an error with the words for people, or without any where the
/// line cannot be read.
fn difference<H: Head>(head: &H, kept: First<serde_json::Value>) -> Result<(), Option<String>> {
    let own = First::of::<H>(());
    if kept.journal != own.journal {
        return Err(Some(differs(
            "the form of the journal",
            &kept.journal,
            &own.journal,
        )));
    }
    if kept.of != own.of {
        return Err(Some(differs("the kind of study", &kept.of, &own.of)));
    }
    if kept.version != own.version {
        return Err(Some(differs(
            "the version of the program",
            &kept.version,
            &own.version,
        )));
    }
    if kept.registry != own.registry {
        return Err(Some(differs(
            "the registry of chance",
            &kept.registry,
            &own.registry,
        )));
    }
    let kept: H = serde_json::from_value(kept.study).map_err(|_| None)?;
    match head.difference(&kept) {
        Some(what) => Err(Some(what)),
        None => Ok(()),
    }
}

/// Whether a file is empty or begins as a journal of this or of an earlier version does, even if it was torn there.
fn is_journal(bytes: &[u8]) -> bool {
    let begins = |as_one: &[u8]| {
        let common = bytes.len().min(as_one.len());
        bytes[..common] == as_one[..common]
    };
    // a break may leave zeros in a file whose length was kept before its bytes
    let is_blank = bytes.iter().all(|&byte| byte == 0);
    is_blank
        || begins(BEFORE_SUM)
        || begins(b"{\"schema_version\":4,\"version\":")
        || begins(b"{\"calibration\":2,\"version\":")
}

/// Opens a file for adding, makes it where it is not there, takes its lock, and reads it.
fn open(path: &Path) -> Result<(File, Vec<u8>), JournalError> {
    let fault = |error| JournalError::File(path.to_owned(), error);
    if let Ok(facts) = fs::symlink_metadata(path) {
        if facts.is_symlink() {
            return Err(JournalError::Link(path.to_owned()));
        }
        if !facts.is_file() {
            return Err(JournalError::NotAJournal(path.to_owned()));
        }
    }
    if let Some(parent) = path.parent() {
        disk::create_dir_all(parent).map_err(fault)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    let mut file = disk::open(&options, path).map_err(fault)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Err(JournalError::Busy(path.to_owned())),
        // where a file system has no locks nobody is kept out
        Err(TryLockError::Error(_)) | Ok(()) => {}
    }
    if !is_same(&file, path).map_err(fault)? {
        return Err(JournalError::Link(path.to_owned()));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(fault)?;
    Ok((file, bytes))
}

/// Whether a path still names the file that was opened, and itself, not through a link that was put there meanwhile.
#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let (opened, named) = (file.metadata()?, fs::symlink_metadata(path)?);
    Ok((opened.dev(), opened.ino()) == (named.dev(), named.ino()))
}

#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> io::Result<bool> {
    Ok(!fs::symlink_metadata(path)?.is_symlink())
}
