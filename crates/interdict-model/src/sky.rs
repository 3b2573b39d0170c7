//! The sky: which hours are dark, which are flyable.

pub mod daylight;
pub mod weather;

pub use daylight::{DayOrNight, Sky};
pub use weather::Weather;
