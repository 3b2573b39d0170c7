//! Why the files of a run were not written.

use std::io;
use std::path::{Path, PathBuf};

use super::marker::STAGING;

/// Why files were not written. What was in the folder before is still there, unless the error says that it is half filled.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds files and was not written by us.
    NotOurs(PathBuf),
    /// A file in the folder that is not ours is where one of ours would go.
    InTheWay(PathBuf),
    /// Another process writes into the folder.
    Busy(PathBuf),
    /// All files are made, but not all could be moved to their places in the folder: which folder, which file, and why.
    HalfFilled(PathBuf, PathBuf, io::Error),
    /// Charts were asked for as PNG, which this build cannot make.
    PngNotBuiltIn,
    /// Tables were asked for as Parquet, which this build cannot make.
    ParquetNotBuiltIn,
    /// A chart could not be turned into PNG: which, and why.
    Png(String, String),
    /// A file or folder could not be read or written.
    File(PathBuf, io::Error),
}

impl std::fmt::Display for OutputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOurs(path) => write!(
                f,
                "`{}` holds files that this program did not write\n\nhint: choose another folder or empty it",
                path.display()
            ),
            Self::InTheWay(path) => write!(
                f,
                "`{}` is in the way and was not written by this program\n\nhint: move it",
                path.display()
            ),
            Self::Busy(path) => write!(
                f,
                "another process writes into `{}`\n\nhint: wait for it, or choose another folder",
                path.display()
            ),
            Self::HalfFilled(folder, path, error) => write!(
                f,
                "`{}`: {error}\n\nhint: `{}` is half filled; the other new files lie in `{}` there, and the next run into the folder puts them in their places first",
                path.display(),
                folder.display(),
                STAGING
            ),
            Self::PngNotBuiltIn => write!(
                f,
                "charts cannot be written as PNG by this build\n\nhint: build with the feature `png`, or take the SVG"
            ),
            Self::ParquetNotBuiltIn => write!(
                f,
                "tables cannot be written as Parquet by this build\n\nhint: build with the feature `parquet`, or take CSV"
            ),
            Self::Png(chart, why) => {
                write!(f, "chart `{chart}` could not be turned into PNG: {why}")
            }
            Self::File(path, error) => write!(f, "`{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File(_, error) | Self::HalfFilled(_, _, error) => Some(error),
            _ => None,
        }
    }
}

/// Says which path an error of the file system is about.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    let path = path.to_owned();
    move |error| OutputError::File(path, error)
}
