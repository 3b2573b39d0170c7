//! Schools: who learns to fly, what bounds the hours of a day, and the units that are formed of those who are through.
//!
//! One step a day: what was asked for and what is delivered arrives in the morning ([`arrivals`]), students fly at noon
//! ([`training`]) within the means of their academy ([`academy`]), graduates are posted and units fly and are formed
//! ([`forming`]), and those that were formed take up duties ([`assignment`]).

pub mod academy;
pub mod accident;
pub mod arrivals;
pub mod assignment;
pub mod cohort;
pub mod establishment;
pub mod forming;
pub mod knobs;
pub mod request;
pub mod roll;
pub mod training;

pub use academy::{Academy, Means};
pub use assignment::Assignment;
pub use establishment::Establishment;
pub(crate) use knobs::SchoolKnobs;
pub(crate) use request::Pending;
pub(crate) use roll::SchoolLog;
pub use roll::Schools;
