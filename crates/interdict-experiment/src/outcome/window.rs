//! The days that figures are taken over, and what is added up over them.

use interdict_model::{Record, Series};
use serde::{Deserialize, Serialize};

pub(super) const DAY_S: f64 = 86_400.0;
pub(super) const KG_PER_TON: f64 = 1_000.0;

/// Days that figures are taken over: from the first of the window up to the end of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day, counted from the start of the scenario.
    pub from: u16,
    /// Day after the last.
    pub to: u16,
}

impl Window {
    /// Days in it.
    pub fn days(self) -> u16 {
        self.to.saturating_sub(self.from)
    }
    /// The values of the days of the window, of values day by day from the first day on.
    pub fn of<T>(self, days: &[T]) -> &[T] {
        let to = usize::from(self.to).min(days.len());
        &days[usize::from(self.from).min(to)..to]
    }
}

/// The values of the days of a window.
pub(super) fn in_window(
    days: impl Iterator<Item = i64>,
    window: Window,
) -> impl Iterator<Item = i64> {
    days.skip(usize::from(window.from))
        .take(usize::from(window.days()))
}

pub(super) fn total(record: &Record, series: Series, window: Window) -> f64 {
    in_window(record.series(series), window).sum::<i64>() as f64
}

pub(super) fn per_day(total: f64, window: Window) -> f64 {
    total / f64::from(window.days().max(1))
}

/// Length of the longest run of days on which something holds.
pub(super) fn longest(days: impl Iterator<Item = bool>) -> f64 {
    let (mut longest, mut spell) = (0_u16, 0_u16);
    for holds in days {
        spell = if holds { spell + 1 } else { 0 };
        longest = longest.max(spell);
    }
    f64::from(longest)
}
