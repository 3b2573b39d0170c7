//! What commands that study have in common: folders, journals, and names of outcomes that are not there.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use interdict::experiment::journal::{self, JournalError, Keeping, Of};
use interdict::experiment::outcome::UnknownOutcome;
use interdict::report::provenance::{Made, Provenance};
use interdict::report::{OutputError, OutputFolder};

use crate::args::Studied;
use crate::document::say_document;
use crate::made::tell_replaced;
use crate::outcome::{Done, ENGINE, Failure, NOT_WRITTEN, RUN_FAILED, USAGE, remark, say_page};

impl Studied {
    /// Where the journal of the study lies, where there is a folder.
    pub(crate) fn journal(&self, of: Of) -> Result<Option<PathBuf>, Failure> {
        journal(self.out.as_deref(), of)
    }

    /// Where what is finished is kept.
    pub(crate) fn keeping<'a>(&self, journal: Option<&'a Path>, of: Of) -> Keeping<'a> {
        let go_on = (self.resume, self.anew);
        keeping(journal, self.out.as_deref(), go_on, of)
    }

    /// Prints the answer: as a document of this schema where JSON was asked for, else as a page.
    pub(crate) fn show(
        &self,
        schema: &str,
        json: impl FnOnce() -> String,
        page: impl FnOnce() -> String,
    ) -> Done {
        if self.json {
            say_document(schema, &json())
        } else {
            say_page(&page())
        }
    }

    /// Writes the files of the study into its folder, where one was claimed: of so many replications, all of them or not.
    pub(crate) fn write(
        &self,
        folder: Option<OutputFolder>,
        done: (usize, bool),
        write: impl FnOnce(OutputFolder) -> Result<Vec<PathBuf>, OutputError>,
    ) -> Done {
        let (Some(folder), Some(out)) = (folder, self.out.as_deref()) else {
            return Ok(());
        };
        wrote(&write(ready(folder, out, done)), out, self.quiet)
    }

    /// How the study ended: with laws that broke, each told with its place, or interrupted after so much.
    pub(crate) fn ended<L: Display>(
        &self,
        broken: impl ExactSizeIterator<Item = L>,
        interrupted: Option<String>,
    ) -> Done {
        let times = match broken.len() {
            1 => "once".to_owned(),
            n => format!("{n} times; first"),
        };
        if let Some(first) = { broken }.next() {
            let message = format!("a law was broken {times} at {first}");
            return Err(Failure::new(RUN_FAILED, message).hint(ENGINE));
        }
        interrupted.map_or(Ok(()), |after| {
            let done = format!("interrupted {after}");
            Err(Failure::interrupted(done, self.out.is_some()))
        })
    }
}

/// The folder that files go to, claimed before the work: what cannot be written is better known then than after it.
pub(crate) fn claimed(
    out: Option<&Path>,
    made: impl FnOnce() -> Made,
) -> Result<Option<OutputFolder>, Failure> {
    let Some(out) = out else {
        return Ok(None);
    };
    let folder = OutputFolder::claim(out).map_err(|error| Failure::new(NOT_WRITTEN, error))?;
    Ok(Some(folder.of(made())))
}

/// Where the journal of a study lies whose files go to a folder.
pub(crate) fn journal(out: Option<&Path>, of: Of) -> Result<Option<PathBuf>, Failure> {
    let place = out.map(|out| journal::place(out, of));
    place.transpose().map_err(no_journal)
}

/// A folder before files are written into it: what is known of them only now, and a word about those that they replace.
pub(crate) fn ready(
    mut folder: OutputFolder,
    out: &Path,
    (replications, is_whole): (usize, bool),
) -> OutputFolder {
    if let Some(made) = folder.made() {
        made.replications = replications as u32;
        made.is_whole = is_whole;
    }
    tell_replaced(&mut folder, out);
    folder
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

/// Where what is finished is kept. What a journal of the same study keeps is never run again, unless that is asked for.
/// A journal of another study is set aside if the results in the folder say that all of it is in them, unless it is named.
pub(crate) fn keeping<'a>(
    journal: Option<&'a Path>,
    out: Option<&Path>,
    (resume, anew): (bool, bool),
    of: Of,
) -> Keeping<'a> {
    let there = out.and_then(Provenance::of).filter(|there| there.is_whole);
    match (journal, there) {
        (None, _) => Keeping::Nowhere,
        (Some(path), _) if anew => Keeping::Anew(path),
        (Some(path), _) if resume => Keeping::Resume(path),
        (Some(path), None) => Keeping::Resume(path),
        (Some(path), Some(there)) => {
            Keeping::Over(path, (of == Of::Study).then_some(there.replications))
        }
    }
}
