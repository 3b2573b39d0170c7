//! Seconds, and the nanosecond of a second at which each thing happens in it.
//!
//! What happens within one second is told apart by nanoseconds: what comes at the beginning of a tick of 900 s in
//! the order that the workload gives it, then trains, trucks and signals in the order of their keys.

use interdict_quantity::Key;
use kernel_r::built::{DAY, TICK};
use nexosim::time::MonotonicTime;

/// Supplies reach the bases.
pub(crate) const BASES: u32 = 1;
/// Raids of the tick.
pub(crate) const RAIDS: u32 = 1_000_000;
/// Gangs; each second of the tick has 1,024 ns.
const REPAIR: u32 = 2_000_000;
/// The staff are told what the gangs expect.
pub(crate) const FORECAST: u32 = 3_000_000;
/// The staff plan.
pub(crate) const PLAN: u32 = 4_000_000;
/// The staff hear of lines that closed or opened.
pub(crate) const NOTES: u32 = 5_000_000;
/// Trains, trucks, signals: from here on by key.
const TRAFFIC: u32 = 10_000_000;
/// Formations, in the last second of a tick.
pub(crate) const FORMATIONS: u32 = 990_000_000;
/// The day ends, in its last second.
pub(crate) const DUSK: u32 = 995_000_000;
/// And is put down.
pub(crate) const DIARY: u32 = 999_000_000;

/// The second of a time.
pub(crate) fn second_of(time: MonotonicTime) -> u32 {
    time.as_secs() as u32
}

/// A second and a nanosecond in it.
pub(crate) fn at(second: u32, nanosecond: u32) -> MonotonicTime {
    MonotonicTime::new(i64::from(second), nanosecond).expect("less than a second")
}

/// The last second of the tick that begins at an hour of the day.
pub(crate) const fn end_of_tick(hour: u32) -> u32 {
    hour * 3_600 + TICK - 1
}

/// The last second of a day.
pub(crate) const END_OF_DAY: u32 = DAY - 1;

/// The first second of a tick.
pub(crate) const fn tick_of(second: u32) -> u32 {
    second / TICK * TICK
}

/// When a gang has done, or knows of, what is due at a second: at the beginning of the tick.
pub(crate) fn repair(second: u32, key: Key, now: MonotonicTime) -> MonotonicTime {
    let nanosecond = REPAIR + second % TICK * 1_024 + (key.0 >> 54) as u32;
    after(at(tick_of(second), nanosecond), now)
}

/// When a train, a truck or a signal is due.
pub(crate) fn traffic(second: u32, key: Key, now: MonotonicTime) -> MonotonicTime {
    let rank = (u128::from(key.0) * 900_000_000) >> 64;
    after(at(second, TRAFFIC + rank as u32), now)
}

/// The time, or what comes next after now.
fn after(time: MonotonicTime, now: MonotonicTime) -> MonotonicTime {
    time.max(now + std::time::Duration::from_nanos(1))
}
