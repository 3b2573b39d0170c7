//! Arms read from files: names after the files, the same changes in each, warnings told once.

use std::fmt;
use std::path::{Path, PathBuf};

use interdict_scenario::{Faults, Loaded, load};

use super::{Arm, Arms, NotComparable};

/// Why arms could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// A scenario has faults.
    Faults(Faults),
    /// The scenarios cannot be compared.
    NotComparable(NotComparable),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faults(faults) => faults.fmt(f),
            Self::NotComparable(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<Faults> for ReadError {
    fn from(faults: Faults) -> Self {
        Self::Faults(faults)
    }
}

impl From<NotComparable> for ReadError {
    fn from(why: NotComparable) -> Self {
        Self::NotComparable(why)
    }
}

impl Arms {
    /// Reads arms from scenario folders, scenario files or counterfactuals, the base first. Each gets the same changes:
    /// path and value. `read` is told of each as it is read: its warnings, its texts.
    ///
    /// # Errors
    /// The faults of the first scenario that has some, or why the scenarios cannot be compared.
    pub fn read(
        paths: &[&Path],
        changes: &[(String, String)],
        read: &mut dyn FnMut(&Path, &Loaded),
    ) -> Result<Self, ReadError> {
        let mut arms = Vec::with_capacity(paths.len());
        for (path, name) in paths.iter().zip(names(paths)) {
            let loaded = load(path, changes)?;
            read(path, &loaded);
            arms.push(Arm {
                name,
                because: loaded.because,
                scenario: loaded.scenario,
            });
        }
        Ok(Self::new(arms)?)
    }
}

/// Names of arms: of the file, or of the folder where several scenarios are called the same.
pub fn names(paths: &[&Path]) -> Vec<String> {
    let of = |path: &Path| {
        path.file_stem()
            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
    };
    let files: Vec<PathBuf> = (paths.iter())
        .map(|path| {
            let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
            if path.is_dir() {
                path.join("scenario.ron")
            } else {
                path
            }
        })
        .collect();
    (files.iter())
        .map(|file| {
            let name = of(file);
            let is_shared = files.iter().any(|other| other != file && of(other) == name);
            match file.parent().and_then(Path::file_name) {
                Some(folder) if is_shared => folder.to_string_lossy().into_owned(),
                _ => name,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arms_are_called_after_their_files_and_after_their_folders_where_files_are_called_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["one", "two"] {
            std::fs::create_dir(path(name)).unwrap();
        }
        let names = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(|name| path(name)).collect();
            let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
            super::names(&paths)
        };
        assert_eq!(
            names(&["one", "one/with-guns.ron"]),
            ["scenario", "with-guns"]
        );
        assert_eq!(names(&["one", "two"]), ["one", "two"]);
        assert_eq!(names(&["one", "one"]), ["scenario", "scenario"]);
    }
}
