//! Hours, and the second of an hour at which each thing happens in it.

use nexosim::time::MonotonicTime;

/// Seconds of an hour.
pub(crate) const HOUR: u32 = 3_600;
/// Weather, depots, sites, plan.
pub(crate) const DAWN: u32 = 1;
/// Packages strike.
pub(crate) const STRIKE: u32 = 10;
/// Crews set out and mend.
pub(crate) const CREWS: u32 = 20;
/// Routes are found.
pub(crate) const ROUTES: u32 = 30;
/// Trains run, unload and load.
pub(crate) const TRAINS: u32 = 40;
/// The day is put down.
pub(crate) const DUSK: u32 = 50;

/// The tick of a time.
pub(crate) fn tick_of(time: MonotonicTime) -> u32 {
    (time.as_secs() / i64::from(HOUR)) as u32
}

/// The time of a second within a tick.
pub(crate) fn at(tick: u32, second: u32) -> MonotonicTime {
    let seconds = i64::from(tick * HOUR + second);
    MonotonicTime::new(seconds, 0).expect("a whole second is a time")
}
