//! Work over all cores whose results come in order.
//!
//! Rows of columns: a piece of work is one column of one row, and pieces are handed out in order, so what
//! is finished is always nearly a prefix. A row is handed on as soon as it and all before it are there: who
//! watches, keeps or stops the work sees the same whatever the threads.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;

use rayon::ThreadPool;

/// A pool with so many threads; 0: one for each core.
///
/// # Panics
/// When the system refuses to start threads.
pub(crate) fn pool(threads: usize) -> ThreadPool {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads can be started")
}

/// Does `piece` for every column of these rows and hands each whole row to `finished`, in order. `piece`
/// is told how to ask whether all is over, and gives `None` where it broke off for that. When `stop` is set
/// or `finished` gives an error the work ends as soon as it can; what was not handed on is forgotten.
///
/// # Errors
/// The error of `finished`.
pub(crate) fn in_order<T: Send + Clone, E>(
    pool: &ThreadPool,
    rows: Range<u32>,
    columns: u32,
    stop: &AtomicBool,
    piece: impl Fn(u32, usize, &dyn Fn() -> bool) -> Option<T> + Sync,
    mut finished: impl FnMut(u32, Vec<T>) -> Result<(), E>,
) -> Result<(), E> {
    let pieces = (rows.end - rows.start.min(rows.end)) * columns;
    let next = AtomicU32::new(0);
    let failed = AtomicBool::new(false);
    let is_over = || stop.load(Ordering::Relaxed) || failed.load(Ordering::Relaxed);
    // bounded: workers do not run ahead of the one who keeps the results
    let (sender, results) = mpsc::sync_channel(pool.current_num_threads());
    let work = |sender: mpsc::SyncSender<(u32, usize, T)>| {
        while !is_over() {
            let taken = next.fetch_add(1, Ordering::Relaxed);
            if taken >= pieces {
                break;
            }
            let (row, column) = (rows.start + taken / columns, (taken % columns) as usize);
            let Some(result) = piece(row, column, &is_over) else {
                break;
            };
            if sender.send((row, column, result)).is_err() {
                break;
            }
        }
    };
    pool.in_place_scope(|scope| {
        for _ in 0..pool.current_num_threads() {
            let sender = sender.clone();
            let work = &work;
            scope.spawn(move |_| work(sender));
        }
        drop(sender);
        let mut waiting: BTreeMap<u32, Vec<Option<T>>> = BTreeMap::new();
        let mut due = rows.start;
        let mut outcome = Ok(());
        for (row, column, result) in results {
            let parts = waiting
                .entry(row)
                .or_insert_with(|| vec![None; columns as usize]);
            parts[column] = Some(result);
            while outcome.is_ok()
                && (waiting.get(&due)).is_some_and(|parts| parts.iter().all(Option::is_some))
            {
                let parts = waiting.remove(&due).into_iter().flatten();
                outcome = finished(due, parts.flatten().collect());
                due += 1;
            }
            failed.store(outcome.is_err(), Ordering::Relaxed);
        }
        outcome
    })
}
