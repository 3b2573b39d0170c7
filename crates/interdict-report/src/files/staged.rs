//! Files that are made inside the folder that they are for, and moved to their places together.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use interdict_experiment::disk;
use interdict_model::Record;

use super::error::{OutputError, at};
use super::filling::{is_way_clear, roll_forward, sweep};
use super::folder::OutputFolder;
use super::marker::{MARKER, Marker, STAGING};
use crate::catalogue::package;
use crate::provenance;

/// A folder in the making.
pub(crate) struct Staged {
    folder: OutputFolder,
    /// Paths of what was written, relative, with slashes.
    files: BTreeSet<String>,
    /// Whether what is staged has to be kept: it is on its way to its places.
    is_kept: bool,
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = sweep(&self.folder.target);
        }
    }
}

impl Staged {
    /// Begins the files of a folder.
    pub(crate) fn within(folder: OutputFolder) -> Result<Self, OutputError> {
        folder.ensure()?;
        Ok(Self {
            folder,
            files: BTreeSet::new(),
            is_kept: false,
        })
    }

    /// Writes a file.
    pub(crate) fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.stream(name, |file| file.write_all(bytes))
    }

    /// Writes a file piece by piece.
    pub(crate) fn stream(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let path = self.folder.target.join(STAGING).join(name);
        if let Some(parent) = path.parent() {
            disk::create_dir_all(parent).map_err(at(parent))?;
        }
        let mut file = BufWriter::new(disk::Out::create(&path).map_err(at(&path))?);
        write(&mut file).map_err(at(&path))?;
        file.flush().map_err(at(&path))?;
        self.files.insert(name.into());
        Ok(())
    }

    /// The package of the files so far.
    fn package(&self) -> Vec<u8> {
        let made = self.folder.made.iter();
        let scenarios = made.flat_map(|made| &made.provenance.scenarios);
        let titles: Vec<&str> = scenarios.map(|one| one.title.as_str()).collect();
        let staging = self.folder.target.join(STAGING);
        package::bytes(&staging, &self.files, &titles.join(" and "))
    }

    /// Puts the files in their places and gives their paths.
    pub(crate) fn put_in_place(self, record: &Record) -> Result<Vec<PathBuf>, OutputError> {
        self.put_in_place_as(record.seed, record.replication, record.digest)
    }

    /// The same, for what is not one run.
    pub(crate) fn put_in_place_as(
        mut self,
        seed: u64,
        replication: u32,
        digest: u64,
    ) -> Result<Vec<PathBuf>, OutputError> {
        if let Some(made) = &mut self.folder.made {
            made.provenance.digest = format!("{digest:016x}");
        }
        if let Some(made) = self.folder.made.clone() {
            self.write(provenance::FILE, &made.provenance.bytes())?;
            for (name, bytes) in &made.texts {
                self.write(name, bytes)?;
            }
        }
        self.files.insert(MARKER.into());
        let listed = self.package();
        self.write(package::FILE, &listed)?;
        let marker = Marker::new((seed, replication), digest, self.files.clone());
        self.write(MARKER, &marker.bytes())?;
        let target = self.folder.target.clone();
        let before = Marker::of(&target);
        let is_ours = |name: &str| {
            name == MARKER || (before.iter()).any(|before| before.plain().any(|own| own == name))
        };
        for name in &self.files {
            is_way_clear(&target, name, is_ours(name))?;
        }
        let filling = marker.filling(before.as_ref());
        let first = target.join(STAGING).join("filling.json");
        disk::write(&first, &filling.bytes()).map_err(at(&first))?;
        // from here on whoever finds the folder goes on to the end
        let standing = target.join(MARKER);
        disk::rename(&first, &standing).map_err(at(&standing))?;
        self.is_kept = true;
        // tried twice: what failed once, for want of a little room, may be possible now that some is done
        roll_forward(&target).or_else(|_| roll_forward(&target))?;
        Ok(self.files.iter().map(|name| target.join(name)).collect())
    }
}
