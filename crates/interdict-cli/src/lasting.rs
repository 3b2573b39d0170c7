//! What studies that last have in common: a journal beside the folder, and an end with what is done when interrupted.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::outcome::{Failure, INTERRUPTED, NOT_WRITTEN, USAGE};

/// `DIR.journal.jsonl` beside `DIR`.
pub(crate) fn journal_beside(out: &Path) -> Result<PathBuf, Failure> {
    let absolute = std::path::absolute(out).map_err(|error| Failure::new(NOT_WRITTEN, error))?;
    match absolute.file_name() {
        Some(name) => {
            let mut name = name.to_owned();
            name.push(".journal.jsonl");
            Ok(absolute.with_file_name(name))
        }
        None => Err(Failure::new(
            USAGE,
            format!("`{}` is no folder that can be written anew", out.display()),
        )),
    }
}

/// A flag that an interrupt sets; the first asks for an end with what is done, the second ends at once.
pub(crate) fn stop_on_interrupt() -> Arc<AtomicBool> {
    static STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    let stop = STOP.get_or_init(|| {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        // Without a handler an interrupt still ends the program: the journal holds what is finished.
        let _ = ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::Relaxed) {
                // asked twice: whoever asks does not want to wait for the reckoning
                std::process::exit(i32::from(INTERRUPTED));
            }
        });
        stop
    });
    Arc::clone(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_journal_lies_beside_the_folder() {
        let beside = journal_beside(Path::new("/tmp/a/b")).unwrap();
        assert_eq!(beside, Path::new("/tmp/a/b.journal.jsonl"));
        assert!(journal_beside(Path::new("/")).is_err());
    }
}
