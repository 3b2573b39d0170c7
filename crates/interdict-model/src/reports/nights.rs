//! # Nights are reported
//!
//! What happens: at nightfall the staff begin to watch the lines; in the morning they learn for how much of the night each
//! could be used, and remember it.
//!
//! Rule: as told in [`memory`](crate::rail::memory); the night is that from 18:00 to 6:00.
//!
//! Assumes: the staff know when each line was open.
//!
//! Sources: none needed.
//!
//! Reads: [`Closures`]. Writes: the memory of the [`Timetable`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;
use interdict_engine::whole::fit;

use crate::damage::closure::Closures;
use crate::definitions::NIGHT_S;
use crate::measure::Measures;
use crate::rail::memory::Memory;
use crate::rail::timetable::Timetable;

/// The night begins to be watched. Due at 18:00.
pub(crate) fn watch_lines(
    clock: Res<Clock>,
    mut closures: ResMut<Closures>,
    mut measures: ResMut<Measures>,
    mut timetable: ResMut<Timetable>,
) {
    closures.settle(clock.until, &mut measures);
    (timetable.memory.open_at_dusk).copy_from_slice(closures.open_seconds());
}

/// What the night was good for is remembered. Due at 6:00.
pub(crate) fn remember_lines(
    clock: Res<Clock>,
    mut closures: ResMut<Closures>,
    mut measures: ResMut<Measures>,
    mut timetable: ResMut<Timetable>,
) {
    if clock.now < NIGHT_S {
        return;
    }
    closures.settle(clock.until, &mut measures);
    let Memory {
        use_micro,
        open_at_dusk,
        days,
        ..
    } = &mut timetable.memory;
    let open = closures.open_seconds().iter().zip(open_at_dusk);
    for (mean, (&open, dusk)) in use_micro.iter_mut().zip(open) {
        let share = 1_000_000 * i64::from(open - *dusk) / i64::from(NIGHT_S);
        *mean = fit(i64::from(*mean) + (share - i64::from(*mean)) / *days);
    }
}
