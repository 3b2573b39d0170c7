//! How a command ends: exit codes, and messages in one form.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use interdict::report::Style;
use interdict::report::layout::folded;
use interdict::scenario::text::page_seen;

/// A run failed: a law of the engine was broken.
pub(crate) const RUN_FAILED: u8 = 1;
/// The command line or the scenario is not in order.
pub(crate) const USAGE: u8 = 2;
/// Something could not be written.
pub(crate) const NOT_WRITTEN: u8 = 3;
/// Slower than was allowed.
pub(crate) const SLOWER: u8 = 4;
/// What was made again is not the same.
pub(crate) const NOT_THE_SAME: u8 = 5;
/// Interrupted from the keyboard or by a signal.
pub(crate) const INTERRUPTED: u8 = 130;

/// What to do about a broken law.
pub(crate) const ENGINE: &str =
    "this is a fault of the engine: please report it with the scenario and the seed";

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Exit code.
    pub(crate) code: u8,
    /// What to say on stderr.
    pub(crate) message: String,
}

impl Failure {
    /// A failure with a message of one line.
    pub(crate) fn new(code: u8, message: impl std::fmt::Display) -> Self {
        Self {
            code,
            message: format!("{}: {message}", red("error")),
        }
    }

    /// The same, with a hint below.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl std::fmt::Display) -> Self {
        self.message = format!("{}\n\nhint: {hint}", self.message);
        self
    }
}

impl Failure {
    /// An interrupt: what was done by then, and whether a journal lets the same command go on from there.
    pub(crate) fn interrupted(done: String, has_journal: bool) -> Self {
        let mut message = done;
        if has_journal {
            message.push_str("\n\nhint: the same command goes on from there");
        }
        Self {
            code: INTERRUPTED,
            message,
        }
    }
}

/// How a command ends.
pub(crate) type Done = Result<(), Failure>;

fn red(text: &str) -> String {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    format!("{style}{text}{style:#}")
}

/// Whether nothing is said.
static IS_SILENT: AtomicBool = AtomicBool::new(false);

/// Does something without a word on stdout or stderr.
pub(crate) fn in_silence<T>(work: impl FnOnce() -> T) -> T {
    IS_SILENT.store(true, Ordering::Relaxed);
    let done = work();
    IS_SILENT.store(false, Ordering::Relaxed);
    done
}

/// Writes a page to stdout, folded to the width of the terminal that shows it.
pub(crate) fn say_page(page: &str) -> Done {
    match columns() {
        Some(columns) => say(&folded(page, usize::from(columns))),
        None => say(page),
    }
}

/// Writes to stdout, without signs that would steer the terminal. A reader who has gone away is no fault.
pub(crate) fn say(text: &str) -> Done {
    if IS_SILENT.load(Ordering::Relaxed) {
        return Ok(());
    }
    let mut stdout = anstream::stdout();
    match stdout
        .write_all(page_seen(text).as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::new(
            NOT_WRITTEN,
            format!("cannot write to standard output: {error}"),
        )),
        _ => Ok(()),
    }
}

/// Writes a line to stderr, likewise. Where that is full or nobody reads it, nothing is left to be said.
pub(crate) fn remark(text: &str) {
    if IS_SILENT.load(Ordering::Relaxed) {
        return;
    }
    let _ = writeln!(anstream::stderr(), "{}", page_seen(text));
}

/// Whether stderr is a terminal: then progress may be shown.
pub(crate) fn is_watched() -> bool {
    std::io::IsTerminal::is_terminal(&std::io::stderr())
}

/// Whether stdout takes colour.
pub(crate) fn has_color() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// Columns from which on a terminal shows every page as it is.
const WIDE: u16 = 102;

/// Columns of the terminal that stdout is, if it is one.
fn columns() -> Option<u16> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(columns, _)| columns.0)
}

/// The style of pages on stdout.
pub(crate) fn style() -> Style {
    let is_bold = has_color();
    match columns() {
        Some(columns) if columns < WIDE => Style::Narrow { columns, is_bold },
        _ if is_bold => Style::Bold,
        _ => Style::Plain,
    }
}

/// Whether stderr takes colour.
pub(crate) fn stderr_has_color() -> bool {
    anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never
}
