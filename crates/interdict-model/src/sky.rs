//! The sky: which hours are dark, which are flyable.

pub mod daylight;
pub mod weather;

pub(crate) use daylight::DayOrNight;
pub use daylight::Sky;
pub use weather::Weather;
