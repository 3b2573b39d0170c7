//! An output folder: claimed before the work, filled when it is done.
//!
//! The folder is the user's and keeps its identity: it may be a volume, or stand where nothing beside it may be written,
//! and it has an owner and a mode. So it is filled and never replaced. New files are staged in a folder inside; once all
//! of them are there the marker says that the folder is being filled, and files are moved to their places one by one.
//! Whoever claims a folder whose filling broke off ends that first. What the user keeps there is never touched.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use interdict_experiment::{disk, journal};

use super::error::{OutputError, at};
use super::filling::{roll_forward, sweep};
use super::marker::{MARKER, Marker, STAGING};
use crate::provenance::{Made, Provenance};

/// Links that lead to one another before a place is taken for none.
const MOST_LINKS: usize = 40;

/// A folder that files shall go to: it can be written, holds nothing but ours and the user's, and no other process writes
/// into it as long as this value lives. Where nothing comes of it, folders that were made for it go again.
#[derive(Debug)]
pub struct OutputFolder {
    /// Where it stands.
    pub(super) target: PathBuf,
    /// Folders that are new, the outermost first.
    new: Vec<PathBuf>,
    /// Holds the lock, where the system has one for folders; the system takes it back from whoever dies.
    lock: Option<File>,
    /// What makes the files, where it is known.
    pub(super) made: Option<Made>,
}

impl OutputFolder {
    /// Claims a folder: makes it where it is not there, ends or clears what a process that died left in it, and tries
    /// whether it can be written.
    ///
    /// # Errors
    /// When it holds files that are not ours, another process holds it, or it cannot be written.
    pub fn claim(dir: &Path) -> Result<Self, OutputError> {
        let target = place_of(dir)?;
        let new = make(&target)?;
        let mut folder = Self {
            target,
            new,
            lock: None,
            made: None,
        };
        let target = &folder.target;
        look(target)?;
        // not every system has locks for folders: there nobody is kept out
        if let Ok(opened) = File::open(target) {
            match opened.try_lock() {
                Err(fs::TryLockError::WouldBlock) => {
                    return Err(OutputError::Busy(target.clone()));
                }
                Err(fs::TryLockError::Error(_)) => {}
                Ok(()) => folder.lock = Some(opened),
            }
        }
        let marker = look(target)?;
        if marker.is_some_and(|marker| marker.is_filling()) {
            roll_forward(target)?;
        }
        sweep(target)?;
        try_out(target)?;
        Ok(folder)
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.target
    }

    /// The same with what makes its files: `run.json` will say it, and the texts of scenarios lie beside.
    #[must_use]
    pub fn of(mut self, made: Made) -> Self {
        self.made = Some(made);
        self
    }

    /// What makes its files, to be told what is known only after the work.
    pub fn made(&mut self) -> Option<&mut Provenance> {
        self.made.as_mut().map(|made| &mut made.provenance)
    }

    /// Makes the folder anew where somebody took it away during the work.
    pub(super) fn ensure(&self) -> Result<(), OutputError> {
        disk::create_dir_all(&self.target).map_err(at(&self.target))?;
        look(&self.target).map(drop)
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        // before the folder goes, so that whoever takes the lock next finds it there
        drop(self.lock.take());
        for folder in self.new.iter().rev() {
            // one that holds anything stays
            let _ = disk::remove_dir(folder);
        }
    }
}

/// The place that a path names: what a link leads to, whether it is there already or not.
fn place_of(dir: &Path) -> Result<PathBuf, OutputError> {
    let mut place = std::path::absolute(dir).map_err(at(dir))?;
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&place) {
            Ok(facts) if facts.is_symlink() => {
                let leads = fs::read_link(&place).map_err(at(&place))?;
                place = place.parent().unwrap_or(Path::new("")).join(leads);
            }
            Ok(_) => return place.canonicalize().map_err(at(&place)),
            Err(_) => return Ok(place),
        }
    }
    let circle = std::io::Error::other("links lead in a circle");
    Err(OutputError::File(dir.to_owned(), circle))
}

/// Makes a folder and those above it that are not there; gives those that were made.
fn make(target: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let missing = target.ancestors().take_while(|folder| !folder.exists());
    let mut missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    missing.reverse();
    for (count, folder) in missing.iter().enumerate() {
        let made = match disk::create_dir(folder) {
            // another process was faster
            Err(_) if folder.is_dir() => Ok(()),
            made => made,
        };
        if let Err(error) = made {
            for made in missing[..count].iter().rev() {
                let _ = disk::remove_dir(made);
            }
            return Err(OutputError::File(folder.clone(), error));
        }
    }
    Ok(missing)
}

/// Looks at what a folder holds and refuses what is not ours, whatever lies below; gives its marker.
fn look(target: &Path) -> Result<Option<Marker>, OutputError> {
    if !target.is_dir() {
        return Err(OutputError::InTheWay(target.to_owned()));
    }
    let marker = Marker::of(target);
    if marker.is_some() {
        return Ok(marker);
    }
    for entry in fs::read_dir(target).map_err(at(target))? {
        let name = entry.map_err(at(target))?.file_name();
        let is_ours = name == STAGING || journal::INSIDE.iter().any(|own| name == *own);
        if !is_ours {
            return Err(OutputError::NotOurs(target.to_owned()));
        }
    }
    Ok(None)
}

/// Tries whether files can be made in a folder: better known before the work than after it.
fn try_out(target: &Path) -> Result<(), OutputError> {
    let staging = target.join(STAGING);
    disk::create_dir(&staging).map_err(at(target))?;
    let trial = staging.join(MARKER);
    let tried = disk::write(&trial, b"{}\n").map_err(at(&trial));
    let swept = sweep(target);
    tried.and(swept)
}
