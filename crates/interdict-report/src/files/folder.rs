//! A folder that is prepared beside another one and takes its place.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use interdict_model::Record;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::{OutputError, at, remove_empty};

/// The file that says that a folder is ours, and which files in it are.
const MARKER: &str = "interdict-output.json";

/// What the marker holds.
#[derive(Serialize, Deserialize)]
struct Marker {
    schema_version: u32,
    seed: u64,
    replication: u32,
    digest: String,
    files: Vec<String>,
}

/// A folder in the making.
pub(crate) struct Staged {
    /// Where it shall stand.
    target: PathBuf,
    /// Where it is made; removed when it is given up.
    folder: TempDir,
    /// Paths of what was written, relative, with slashes.
    files: BTreeSet<String>,
}

/// What is in the way of the new folder.
enum Old {
    /// Nothing, or an empty folder.
    Nothing,
    /// A folder of ours: its files that are ours, and those that are not.
    Ours {
        ours: Vec<PathBuf>,
        others: Vec<PathBuf>,
    },
}

impl Staged {
    /// Begins a folder that shall stand at `target`. Refuses at once what cannot be replaced.
    pub(crate) fn beside(target: &Path) -> Result<Self, OutputError> {
        // a folder reached through a link is replaced where it really is
        let target = if target.exists() {
            target.canonicalize().map_err(at(target))?
        } else {
            std::path::absolute(target).map_err(at(target))?
        };
        look(&target)?;
        let Some(parent) = target.parent() else {
            return Err(OutputError::NotOurs(target));
        };
        fs::create_dir_all(parent).map_err(at(parent))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".interdict-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // the folder stays: it shall be as readable as any other, within the user's mask
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        let folder = builder.tempdir_in(parent).map_err(at(parent))?;
        Ok(Self {
            target,
            folder,
            files: BTreeSet::new(),
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
        let path = self.folder.path().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        let mut file = BufWriter::new(File::create(&path).map_err(at(&path))?);
        write(&mut file).map_err(at(&path))?;
        file.flush().map_err(at(&path))?;
        self.files.insert(name.into());
        Ok(())
    }

    /// Puts the folder in its place and gives the paths of its files.
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
        self.files.insert(MARKER.into());
        let marker = Marker {
            schema_version: crate::summary::SCHEMA_VERSION,
            seed,
            replication,
            digest: format!("{digest:016x}"),
            files: self.files.iter().cloned().collect(),
        };
        let json = serde_json::to_string_pretty(&marker).expect("a marker is plain data");
        self.write(MARKER, format!("{json}\n").as_bytes())?;
        let target = self.target.clone();
        let paths: Vec<PathBuf> = self.files.iter().map(|name| target.join(name)).collect();
        match look(&target)? {
            Old::Nothing => {
                if target.exists() {
                    fs::remove_dir(&target).map_err(at(&target))?;
                }
                fs::rename(self.folder.path(), &target).map_err(at(&target))?;
            }
            Old::Ours { ours, others } => self.swap(&target, &ours, &others)?,
        }
        // what was renamed away must not be looked for
        let _ = self.folder.keep();
        Ok(paths)
    }

    /// Takes the place of a folder of ours. Until the new folder stands, every step is undone when
    /// the next one fails.
    fn swap(&self, target: &Path, ours: &[PathBuf], others: &[PathBuf]) -> Result<(), OutputError> {
        // a folder of the same name on both sides is no conflict: empty ones are listed, too
        let is_shared =
            |other: &Path| self.folder.path().join(other).is_dir() && target.join(other).is_dir();
        let others: Vec<&PathBuf> = others.iter().filter(|other| !is_shared(other)).collect();
        for other in &others {
            if self.folder.path().join(other).exists() {
                return Err(OutputError::InTheWay(target.join(other)));
            }
        }
        let parent = target.parent().unwrap_or(target);
        let aside = tempfile::Builder::new()
            .prefix(".interdict-old-")
            .tempdir_in(parent)
            .map_err(at(parent))?
            .keep();
        let old = aside.join("old");
        if let Err(error) = fs::rename(target, &old) {
            let _ = fs::remove_dir(&aside);
            return Err(OutputError::File(target.to_owned(), error));
        }
        if let Err(error) = fs::rename(self.folder.path(), target) {
            let _ = fs::rename(&old, target);
            let _ = fs::remove_dir(&aside);
            return Err(OutputError::File(target.to_owned(), error));
        }
        // the new folder stands: what is not ours moves over, and only what is ours is removed
        for other in &others {
            let (from, to) = (old.join(other), target.join(other));
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent).map_err(at(parent))?;
            }
            fs::rename(&from, &to).map_err(at(&from))?;
        }
        for file in ours {
            let path = old.join(file);
            fs::remove_file(&path).map_err(at(&path))?;
            remove_empty(path.parent().unwrap_or(&old), &old);
        }
        for other in &others {
            remove_empty(old.join(other).parent().unwrap_or(&old), &old);
        }
        let _ = fs::remove_dir(&old);
        let _ = fs::remove_dir(&aside);
        Ok(())
    }
}

/// Looks at what stands in the way, and refuses what is not ours.
fn look(target: &Path) -> Result<Old, OutputError> {
    if !target.exists() {
        return Ok(Old::Nothing);
    }
    if !target.is_dir() {
        return Err(OutputError::InTheWay(target.to_owned()));
    }
    let mut found = Vec::new();
    list(target, Path::new(""), &mut found)?;
    if found.is_empty() && fs::read_dir(target).map_err(at(target))?.next().is_none() {
        return Ok(Old::Nothing);
    }
    let marker: Option<Marker> = fs::read_to_string(target.join(MARKER))
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok());
    let Some(marker) = marker else {
        return Err(OutputError::NotOurs(target.to_owned()));
    };
    // a path that leads out of the folder is nobody's business here
    let is_plain = |path: &Path| {
        path.components()
            .all(|part| matches!(part, Component::Normal(_)))
    };
    let listed: BTreeSet<PathBuf> = marker
        .files
        .iter()
        .map(PathBuf::from)
        .filter(|path| is_plain(path))
        .collect();
    let (ours, others) = found.into_iter().partition(|path| listed.contains(path));
    Ok(Old::Ours { ours, others })
}

/// Files and links below a folder, and folders with nothing in them, relative, in order of name.
fn list(top: &Path, below: &Path, found: &mut Vec<PathBuf>) -> Result<(), OutputError> {
    let folder = top.join(below);
    let mut entries = fs::read_dir(&folder)
        .and_then(Iterator::collect::<io::Result<Vec<_>>>)
        .map_err(at(&folder))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let is_empty = entries.is_empty();
    for entry in entries {
        let path = below.join(entry.file_name());
        if entry.file_type().map_err(at(&folder))?.is_dir() {
            list(top, &path, found)?;
        } else {
            found.push(path);
        }
    }
    if is_empty && !below.as_os_str().is_empty() {
        found.push(below.to_owned());
    }
    Ok(())
}
