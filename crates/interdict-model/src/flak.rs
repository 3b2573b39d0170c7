//! Anti-aircraft guns: where they stand, what they fire, what they cost the line.
//!
//! | when | what | where |
//! |---|---|---|
//! | day begins | guns take position and leave | [`posting::post_guns`] |
//! | day begins | mobile guns are moved, where the rule is on | [`relocation::move_guns`](crate::staff::relocation::move_guns) |
//! | an attack | they fire | [`mod@fire`], called by the attackers' rooms |
//! | once a day | they draw rations and rounds | [`resupply::resupply_guns`] |
//! | day ends | they are counted | [`battery::count_guns`] |
//! | day ends | it is noted which stood without rounds | [`silence::note_silence`] |

pub mod battery;
pub mod cover;
mod field;
pub mod fire;
pub mod gunnery;
pub mod posting;
pub mod resupply;
pub mod silence;
#[cfg(test)]
mod treatment;

pub use battery::Battery;
pub use cover::Cover;
pub(crate) use gunnery::FireRules;
pub use posting::{Baggage, Posting};
