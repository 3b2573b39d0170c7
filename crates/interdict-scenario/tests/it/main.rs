//! Scenario files, from the outside.

/// The small scenario and how it is broken.
mod small;
/// A sound scenario becomes what it says.
mod sound;
