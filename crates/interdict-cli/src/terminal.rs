//! The terminal of a long command: a bar for whoever watches.

use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::outcome::{is_watched, remark};

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

/// A word now and then about how far the work is, where no terminal shows a bar: a log of hours without one looks like a
/// command that hangs.
pub(crate) struct Beat {
    word: &'static str,
    /// When it was told last; `None` where nothing is told.
    last: Option<Mutex<Instant>>,
}

/// How often.
const BEAT: Duration = Duration::from_mins(1);

#[expect(
    clippy::disallowed_types,
    reason = "no result hangs on when progress is told"
)]
type Instant = std::time::Instant;

impl Beat {
    /// With a word for what is counted.
    pub(crate) fn new(word: &'static str, quiet: bool) -> Self {
        let is_told = !quiet && !is_watched();
        Self {
            word,
            last: is_told.then(|| Mutex::new(Instant::now())),
        }
    }

    /// Tells how far the work is, if it was not told for a while.
    pub(crate) fn tell(&self, done: u64, planned: u64) {
        let Some(mut last) = self.last.as_ref().and_then(|last| last.try_lock().ok()) else {
            return;
        };
        if last.elapsed() >= BEAT {
            *last = Instant::now();
            remark(format!("{done} of {planned} {}", self.word).trim_end());
        }
    }
}

/// A bar whose length is known only as the work goes, and where a journal may bring what was not run in this time.
pub(crate) struct Growing {
    bar: ProgressBar,
    is_new: bool,
    beat: Beat,
}

impl Growing {
    /// An empty bar with a word before it.
    pub(crate) fn new(word: &'static str, quiet: bool) -> Self {
        let bar = bar(0, quiet);
        bar.set_message(word);
        let (is_new, beat) = (true, Beat::new(word, quiet));
        Self { bar, is_new, beat }
    }

    /// Shows how far the work is.
    pub(crate) fn show(&mut self, done: u32, planned: u32) {
        self.bar.set_length(u64::from(planned));
        self.bar.set_position(u64::from(done));
        if std::mem::take(&mut self.is_new) {
            // what a journal brought was not run in this time
            self.bar.reset_eta();
        }
        self.beat.tell(u64::from(done), u64::from(planned));
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
