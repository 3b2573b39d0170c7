//! # Memory
//!
//! What happens: the staff remember for how much of the night each line could be used of late.
//!
//! Rule: `use' = use + (share - use) / timetable.memory_days`, with the share of the twelve hours from 18:00 to 6:00 in which the line
//! was open; it begins at 1, and `timetable.least_use` at least is reckoned with.
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
use crate::definitions::NIGHT_S;
use crate::measure::Measures;
use crate::rail::timetable::Timetable;

/// What the staff remember of the lines: how much of the night each could be used.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// By line, thousandths of a thousandth.
    use_micro: Vec<u32>,
    /// By line: seconds open since the start when the night began to be watched.
    open_at_dusk: Vec<u32>,
    /// Days of the mean.
    days: i64,
    /// The least use of a line that is reckoned with, thousandths.
    least_milli: u64,
}

impl Memory {
    /// Every line has been open.
    pub fn new(scenario: &Scenario) -> Self {
        let lines = scenario.lines.len();
        let rules = &scenario.rules.timetable;
        Self {
            use_micro: vec![1_000_000; lines],
            open_at_dusk: vec![0; lines],
            days: rules.memory_days.into(),
            least_milli: (1_000.0 * rules.least_use).round() as u64,
        }
    }

    /// Use of a line, thousandths, as it is reckoned with.
    pub(super) fn milli(&self, line: u32) -> u64 {
        u64::from(self.use_micro[line as usize] / 1_000).max(self.least_milli)
    }

    /// By line.
    pub fn words(&self) -> &[u32] {
        &self.use_micro
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
        *mean = (i64::from(*mean) + (share - i64::from(*mean)) / *days) as u32;
    }
}
