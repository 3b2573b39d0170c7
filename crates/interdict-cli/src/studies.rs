//! What commands that study have in common: folders, journals, and names of outcomes that are not there.

use std::path::{Path, PathBuf};

use interdict::experiment::journal::JournalError;
use interdict::experiment::outcome::UnknownOutcome;
use interdict::experiment::study::Keeping;
use interdict::report::{OutputError, comparison};

use crate::outcome::{Done, Failure, NOT_WRITTEN, USAGE, remark};

/// Whether files may be written into a folder: asked before the work, which is better than after it.
pub(crate) fn may_write(out: Option<&Path>) -> Done {
    out.map_or(Ok(()), |out| {
        comparison::may_write(out).map_err(|error| Failure::new(NOT_WRITTEN, error))
    })
}

/// Says how many files were written, or why none.
pub(crate) fn wrote(written: &Result<Vec<PathBuf>, OutputError>, out: &Path, quiet: bool) -> Done {
    let written = (written.as_ref()).map_err(|error| Failure::new(NOT_WRITTEN, error))?;
    if !quiet {
        remark(&format!(
            "wrote {} files to {}",
            written.len(),
            out.display()
        ));
    }
    Ok(())
}

/// There is no such outcome: which is nearest, and which there are.
pub(crate) fn unknown_outcome(error: &UnknownOutcome) -> Failure {
    if !error.lacking.is_empty() || error.known.is_empty() {
        let hint = format!(
            "the theatre is made of {}; see `interdict explain domains`",
            error.theatre
        );
        return Failure::new(USAGE, error).hint(hint);
    }
    Failure::new(USAGE, error).hint(format!(
        "did you mean `{}`? There are: {}",
        error.nearest,
        error.known.join(", ")
    ))
}

/// The journal is of no use.
pub(crate) fn no_journal(error: JournalError) -> Failure {
    let code = if error.is_of_files() {
        NOT_WRITTEN
    } else {
        USAGE
    };
    Failure::new(code, error)
}

/// Where replications or points are kept.
pub(crate) fn keeping(journal: Option<&Path>, resume: bool) -> Keeping<'_> {
    match journal {
        None => Keeping::Nowhere,
        Some(path) if resume => Keeping::Resume(path),
        Some(path) => Keeping::Anew(path),
    }
}
