//! Definitions: numbers of the model that no scenario can set, and why each is no knob.
//!
//! A figure about the world is a knob. What stands here fixes the meaning of other figures (an hour at which something
//! is counted, a unit), or bounds a search so that it ends; changing one changes what the model says without saying
//! anything about the war.

use interdict_quantity::SECONDS_PER_DAY;

const HOUR: u32 = 3_600;

/// Users of supplies eat, guns draw, and the night of the railway's memory ends. All that is counted once a day on the
/// ground is counted at this hour, so that a day's need is a day's whatever the season.
pub(crate) const MORNING: u32 = 6 * HOUR;

/// Patrols of the coming night are sent and gangs are moved: between two nights, so that both know the last one.
pub const NOON: u32 = 12 * HOUR;

/// The night of the railway's memory begins.
pub(crate) const NIGHTFALL: u32 = 18 * HOUR;

/// Trucks and formations draw: after the day's trains are counted and before those of the night.
pub(crate) const EVENING: u32 = 21 * HOUR;

/// The next day's flights are tasked: on what was known in the evening, and before the first of them can take off.
pub const TASKING: u32 = 18 * HOUR;

/// The night's patrols are sent out.
pub const SENDING: u32 = NOON;

/// The night over which the use of a line is measured, from [`NIGHTFALL`] to [`MORNING`]: the same in every season, so that
/// a share of it means the same.
pub(crate) const NIGHT_S: u32 = SECONDS_PER_DAY - NIGHTFALL + MORNING;

/// A line too long for any night is entered at dusk all the same; it is dusk for so long after dark.
pub(crate) const DUSK_S: u32 = HOUR;

/// Days of supply, and of waiting, by which costs of a plan are shifted so that none is negative: nobody is needier than
/// that. A greater one would order the railheads alike.
pub(crate) const SHIFT_DAYS: i64 = 30;

/// Trains of a plan leave no closer together, seconds: only a plan of over seven hundred trains from one station would.
pub(crate) const LEAST_APART_S: u32 = 60;

/// A column that is not across after so many nights does not set out: the search for its arrival ends.
pub(crate) const MOST_NIGHTS: u32 = 30;

/// The ordinary height of release, in ordinary heights: `bombing.release_m` says how high it is. Units that learn release
/// no lower.
pub(crate) const ORDINARY_HEIGHT: f64 = 1.0;

/// No aircraft is in repair for longer, days: beyond the end of any scenario's memory, and within what a second of the
/// agenda can say.
pub(crate) const LONGEST_REPAIR_DAYS: f64 = 1_000.0;

/// Days of a month, on average: a rate by the month is turned into one by the day with it.
pub(crate) const DAYS_OF_A_MONTH: f64 = 365.25 / 12.0;
