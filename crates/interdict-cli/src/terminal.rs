//! The terminal of a long command: a bar for whoever watches, and what an interrupt does.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::outcome::{INTERRUPTED, is_watched, remark};

/// A progress bar; hidden when nobody watches.
pub(crate) fn bar(length: u64, quiet: bool) -> ProgressBar {
    let target = if is_watched() && !quiet {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let style = ProgressStyle::with_template("{msg:>10} [{bar:40}] {pos}/{len}  {per_sec}  {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ");
    ProgressBar::with_draw_target(Some(length), target).with_style(style)
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

/// From now on an interrupt takes the bar away and ends the program where it stands: for commands that
/// write nothing before they are done. Without a handler it would end by the signal and leave the bar.
pub(crate) fn leave_on_interrupt(bar: &ProgressBar) {
    let shown = bar.clone();
    let _ = ctrlc::set_handler(move || {
        shown.finish_and_clear();
        remark("interrupted; nothing was written");
        std::process::exit(i32::from(INTERRUPTED));
    });
}

/// A bar whose length is known only as the work goes, and where a journal may bring what was not run in this time.
pub(crate) struct Growing {
    bar: ProgressBar,
    is_new: bool,
}

impl Growing {
    /// An empty bar with a word before it.
    pub(crate) fn new(word: &'static str, quiet: bool) -> Self {
        let bar = bar(0, quiet);
        bar.set_message(word);
        Self { bar, is_new: true }
    }

    /// Shows how far the work is.
    pub(crate) fn show(&mut self, done: u32, planned: u32) {
        self.bar.set_length(u64::from(planned));
        self.bar.set_position(u64::from(done));
        if std::mem::take(&mut self.is_new) {
            // what a journal brought was not run in this time
            self.bar.reset_eta();
        }
    }

    /// Changes the word before the bar.
    pub(crate) fn say(&self, word: String) {
        self.bar.set_message(word);
    }

    /// Takes the bar away.
    pub(crate) fn clear(self) {
        self.bar.finish_and_clear();
    }
}
