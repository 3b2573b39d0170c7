//! Scenario files, from the outside.

/// The committed pages are those the code writes.
mod documents;
/// Generated theatres, and rows in any order.
mod generated;
/// The small scenario and how it is broken.
mod small;
/// A sound scenario becomes what it says.
mod sound;
