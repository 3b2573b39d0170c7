//! Work over all cores whose results come in order.
//!
//! Rows of columns: a piece of work is one column of one row, and pieces are handed out in order, so what
//! is finished is always nearly a prefix. A row is handed on as soon as it and all before it are there: who
//! watches, keeps or stops the work sees the same whatever the threads.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;

use rayon::ThreadPool;
use rayon::prelude::*;

/// Who does the work.
pub(crate) enum Workers {
    /// Threads of a pool.
    Threads(ThreadPool),
    /// The caller alone: he asked for one thread, or the system refuses to start any.
    Alone,
}

/// Workers for so many pieces of work: so many threads, 0 for one for each core, but never more than there are pieces. Where
/// the system refuses to start as many, there are fewer: results never hang on it.
pub(crate) fn workers(threads: usize, pieces: u64) -> Workers {
    let wanted = match threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        asked => asked,
    };
    let mut threads = wanted.min(usize::try_from(pieces).unwrap_or(usize::MAX));
    while threads > 1 {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        match pool {
            Ok(pool) => return Workers::Threads(pool),
            Err(_) => threads /= 2,
        }
    }
    Workers::Alone
}

impl Workers {
    /// How many there are.
    #[cfg(test)]
    fn count(&self) -> usize {
        match self {
            Self::Threads(pool) => pool.current_num_threads(),
            Self::Alone => 1,
        }
    }

    /// Does `piece` for every number, with something of each worker's own, and gives the results in order.
    pub(crate) fn map<S, T: Send, E: Send>(
        &self,
        pieces: Range<u32>,
        own: impl Fn() -> S + Sync + Send,
        piece: impl Fn(&mut S, u32) -> Result<T, E> + Sync + Send,
    ) -> Result<Vec<T>, E> {
        match self {
            Self::Threads(pool) => {
                pool.install(|| pieces.into_par_iter().map_init(own, piece).collect())
            }
            Self::Alone => {
                let mut own = own();
                pieces.map(|number| piece(&mut own, number)).collect()
            }
        }
    }
}

/// Does `piece` for every place of a list over all cores and gives the results in order.
pub(crate) fn each<T: Send>(count: usize, piece: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    let one = |(): &mut (), number: u32| Ok::<T, Infallible>(piece(number as usize));
    let workers = workers(0, count as u64);
    let Ok(all) = workers.map(0..count as u32, || (), one);
    all
}

/// Does `piece` for every column of these rows and hands each whole row to `finished`, in order. `piece`
/// is told how to ask whether all is over, and gives `None` where it broke off for that. When `stop` is set
/// or `finished` gives an error the work ends as soon as it can; what was not handed on is forgotten.
///
/// # Errors
/// The error of `finished`.
pub(crate) fn in_order<T: Send + Clone, E>(
    workers: &Workers,
    rows: Range<u32>,
    columns: u32,
    stop: &AtomicBool,
    piece: impl Fn(u32, usize, &dyn Fn() -> bool) -> Option<T> + Sync,
    finished: impl FnMut(u32, Vec<T>) -> Result<(), E>,
) -> Result<(), E> {
    match workers {
        Workers::Threads(pool) => together(pool, rows, columns, stop, piece, finished),
        Workers::Alone => alone(rows, columns, stop, piece, finished),
    }
}

fn alone<T, E>(
    rows: Range<u32>,
    columns: u32,
    stop: &AtomicBool,
    piece: impl Fn(u32, usize, &dyn Fn() -> bool) -> Option<T>,
    mut finished: impl FnMut(u32, Vec<T>) -> Result<(), E>,
) -> Result<(), E> {
    let is_over = || stop.load(Ordering::Relaxed);
    for row in rows {
        let mut parts = Vec::with_capacity(columns as usize);
        for column in 0..columns as usize {
            if is_over() {
                return Ok(());
            }
            let Some(result) = piece(row, column, &is_over) else {
                return Ok(());
            };
            parts.push(result);
        }
        finished(row, parts)?;
    }
    Ok(())
}

fn together<T: Send + Clone, E>(
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_no_more_workers_than_pieces() {
        for (threads, pieces, expected) in [(3_000, 4, 4), (2, 100, 2), (1, 9, 1), (8, 0, 1)] {
            assert_eq!(
                workers(threads, pieces).count(),
                expected,
                "{threads} for {pieces}"
            );
        }
    }

    #[test]
    fn who_works_alone_gives_what_many_give() {
        let of = |workers: &Workers| {
            let square = |(): &mut (), number: u32| Ok::<u32, ()>(number * number);
            let map = workers.map(2..9, || (), square);
            let mut rows = Vec::new();
            let piece = |row: u32, column: usize, _: &dyn Fn() -> bool| Some((row, column));
            let done = in_order(
                workers,
                3..7,
                2,
                &AtomicBool::new(false),
                piece,
                |row, parts| {
                    rows.push((row, parts));
                    if row == 5 { Err(row) } else { Ok(()) }
                },
            );
            (map, rows, done)
        };
        assert_eq!(of(&workers(4, 100)), of(&Workers::Alone));
    }
}
