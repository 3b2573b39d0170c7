//! What ends a long command before its time: an interrupt from the keyboard, and on Unix the two other ways in which
//! systems ask for an end: SIGTERM of queues, `timeout` and containers, and SIGHUP of a terminal that closed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use indicatif::ProgressBar;

use crate::outcome::{INTERRUPTED, remark};

/// A flag that asks for an end with what is done; who asks a second time ends the program at once.
pub(crate) fn stop_on_interrupt() -> Arc<AtomicBool> {
    static STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    let stop = STOP.get_or_init(|| {
        let stop = Arc::new(AtomicBool::new(false));
        // Without a handler a signal still ends the program: the journal holds what is finished.
        let _ = set_flag(&stop);
        stop
    });
    Arc::clone(stop)
}

/// From now on an interrupt takes the bar away and ends the program where it stands: for commands that
/// write nothing before they are done. Without a handler it would end by the signal and leave the bar.
pub(crate) fn leave_on_interrupt(bar: &ProgressBar) {
    let shown = bar.clone();
    let _ = call(move || {
        shown.finish_and_clear();
        remark("interrupted; nothing was written");
        std::process::exit(i32::from(INTERRUPTED));
    });
}

/// The time within which a second signal is taken for the first: `timeout` and queues send one to the command and to its
/// group, which holds the command, too.
#[cfg(unix)]
const ECHO: std::time::Duration = std::time::Duration::from_millis(300);

#[cfg(unix)]
#[expect(
    clippy::disallowed_types,
    reason = "no result hangs on when a signal comes"
)]
type Instant = std::time::Instant;

#[cfg(unix)]
fn set_flag(stop: &Arc<AtomicBool>) -> std::io::Result<()> {
    use signal_hook::consts::SIGINT;
    let asked = Arc::clone(stop);
    let mut first = None;
    let heard = listen(move |signal| {
        asked.store(true, Ordering::Relaxed);
        let first = *first.get_or_insert_with(Instant::now);
        if signal == SIGINT && first.elapsed() > ECHO {
            // asked twice from the keyboard: whoever asks does not want to wait for the reckoning
            std::process::exit(i32::from(INTERRUPTED));
        }
    });
    if heard.is_err() {
        // no thread to listen: the flag at least is set
        for signal in ends() {
            signal_hook::flag::register(signal, Arc::clone(stop))?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn call(handler: impl Fn() + Send + 'static) -> std::io::Result<()> {
    let heard = listen(move |_| handler());
    if heard.is_err() {
        // no thread to listen: the system's own way is better than none
        for signal in ends() {
            let always = Arc::new(AtomicBool::new(true));
            signal_hook::flag::register_conditional_default(signal, always)?;
        }
    }
    heard
}

/// Has a thread hear every signal that ends a command.
#[cfg(unix)]
fn listen(mut hear: impl FnMut(i32) + Send + 'static) -> std::io::Result<()> {
    let (sender, signals) = std::sync::mpsc::channel();
    let wait = move || {
        let signals: Result<signal_hook::iterator::Signals, _> = signals.recv();
        if let Ok(mut signals) = signals {
            signals.forever().for_each(&mut hear);
        }
    };
    // the thread first: without one no signal may be taken
    std::thread::Builder::new().spawn(wait)?;
    let _ = sender.send(signal_hook::iterator::Signals::new(ends())?);
    Ok(())
}

/// A file that grows beyond what the user's limit allows is an error of writing, not an end of the program.
#[cfg(unix)]
pub(crate) fn bear_limits() {
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

#[cfg(not(unix))]
pub(crate) fn bear_limits() {}

/// The signals that end a command. A terminal that closes ends nothing that was started so that it goes on without one
/// (`nohup`): where a system does not tell whether that is so, it is left to it.
#[cfg(unix)]
fn ends() -> Vec<i32> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut ends = vec![SIGINT, SIGTERM];
    if is_heeded(SIGHUP) {
        ends.push(SIGHUP);
    }
    ends
}

/// Whether this process was started so that a signal is known not to be ignored.
#[cfg(unix)]
fn is_heeded(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & (1 << (signal - 1)) == 0)
}

#[cfg(not(unix))]
fn set_flag(stop: &Arc<AtomicBool>) -> Result<(), ctrlc::Error> {
    let asked = Arc::clone(stop);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            // asked twice: whoever asks does not want to wait for the reckoning
            std::process::exit(i32::from(INTERRUPTED));
        }
    })
}

#[cfg(not(unix))]
fn call(handler: impl Fn() + Send + 'static) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(handler)
}
