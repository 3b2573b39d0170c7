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
//! Reads: nothing of its own: [`nights`](crate::reports::nights) carries it here. Writes: [`Memory`]. Chance: none.

use interdict_engine::Column;
use interdict_engine::whole::nearest;
use interdict_scenario::Scenario;

use crate::row::LineRow;
use crate::state::state;

/// What the staff remember of the lines: how much of the night each could be used.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// By line, thousandths of a thousandth.
    pub(crate) use_micro: Column<LineRow, u32>,
    /// By line: seconds open since the start when the night began to be watched.
    pub(crate) open_at_dusk: Column<LineRow, u32>,
    /// Days of the mean.
    pub(crate) days: i64,
    /// The least use of a line that is reckoned with, thousandths.
    least_milli: u64,
}

state!(Memory: use_micro, open_at_dusk; fixed: days, least_milli);

impl Memory {
    /// Every line has been open.
    pub fn new(scenario: &Scenario) -> Self {
        let lines = scenario.lines.len();
        let rules = &scenario.rules.timetable;
        Self {
            use_micro: Column::filled(1_000_000, lines),
            open_at_dusk: Column::filled(0, lines),
            days: rules.memory_days.into(),
            least_milli: nearest::<u64>(1_000.0 * rules.least_use),
        }
    }

    /// Use of a line, thousandths, as it is reckoned with.
    pub(super) fn milli(&self, line: LineRow) -> u64 {
        u64::from(self.use_micro[line] / 1_000).max(self.least_milli)
    }
}
