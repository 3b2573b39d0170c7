//! # Memory
//!
//! What happens: the staff remember for how much of the night each line could be used of late.
//!
//! Rule: `use' = use + (share - use) / timetable.memory_days`, with the share of the night, 18:00 to 6:00, in which the line
//! was open; it begins at 1, and 0.1 at least is reckoned with.
//!
//! Assumes: the staff know when each line was open.
//!
//! Sources: none needed.
//!
//! Reads: closures. Writes: [`Memory`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;
use interdict_scenario::Scenario;

use crate::damage::closure::Closures;
use crate::measure::Measures;
use crate::rail::timetable::Timetable;
use crate::state::state;

/// The least use of a line that is reckoned with, thousandths.
const LEAST_USE: u64 = 100;

/// What the staff remember of the lines: how much of the night each could be used.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// By line, thousandths of a thousandth.
    use_micro: Vec<u32>,
    /// By line: seconds open since the start when the night began to be watched.
    open_at_dusk: Vec<u32>,
    /// Days of the mean.
    days: i64,
}

state!(Memory: use_micro, open_at_dusk; fixed: days);

impl Memory {
    /// Every line has been open.
    pub fn new(scenario: &Scenario) -> Self {
        let lines = scenario.lines.len();
        Self {
            use_micro: vec![1_000_000; lines],
            open_at_dusk: vec![0; lines],
            days: (scenario.rules.timetable.memory_days.round() as i64).max(1),
        }
    }

    /// Use of a line, thousandths, as it is reckoned with.
    pub(super) fn milli(&self, line: u32) -> u64 {
        u64::from(self.use_micro[line as usize] / 1_000).max(LEAST_USE)
    }
}

/// The night begins to be watched. Due at 18:00.
pub fn watch_lines(
    clock: Res<Clock>,
    mut closures: ResMut<Closures>,
    mut measures: ResMut<Measures>,
    mut timetable: ResMut<Timetable>,
) {
    closures.settle(clock.until, &mut measures);
    (timetable.memory.open_at_dusk).copy_from_slice(closures.open_seconds());
}

/// What the night was good for is remembered. Due at 6:00.
pub fn remember_lines(
    clock: Res<Clock>,
    mut closures: ResMut<Closures>,
    mut measures: ResMut<Measures>,
    mut timetable: ResMut<Timetable>,
) {
    const NIGHT_S: i64 = 43_200;
    if clock.now < NIGHT_S as u32 {
        return;
    }
    closures.settle(clock.until, &mut measures);
    let Memory {
        use_micro,
        open_at_dusk,
        days,
    } = &mut timetable.memory;
    let open = closures.open_seconds().iter().zip(open_at_dusk);
    for (mean, (&open, dusk)) in use_micro.iter_mut().zip(open) {
        let share = 1_000_000 * i64::from(open - *dusk) / NIGHT_S;
        *mean = (i64::from(*mean) + (share - i64::from(*mean)) / *days) as u32;
    }
}
