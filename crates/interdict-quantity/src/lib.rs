//! Mass, dates and identity: the dimensions that cannot be mixed up.
//!
//! An inner crate of `interdict`: its items may change with any version. Build on the names of the crate `interdict`.
//!
//! | module | what | exact? |
//! |---|---|---|
//! | [`mass`] | whole kilograms | integer: sums are exact in any order |
//! | [`calendar`] | civil dates, seconds from the start of a scenario | integer |
//! | [`degrees`] | longitudes, the shorter way round | `f64` |
//! | [`identity`] | the 64-bit key that a stable name becomes | integer |
//! | [`mod@unit`] | `"62 mi"`, `"40 t/day"`: a source's own unit, converted once | `f64`, rounded where it enters a column |

pub mod calendar;
pub mod degrees;
pub mod identity;
pub mod mass;
pub mod unit;

pub use calendar::{Date, SECONDS_PER_DAY};
pub use identity::Key;
pub use mass::Mass;
