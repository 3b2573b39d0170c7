//! Anti-aircraft guns: where they stand, what they fire, what they cost the line.

pub mod battery;
pub mod cover;
pub mod fire;
pub mod posting;
pub mod relocation;
pub mod resupply;

pub use battery::Battery;
pub use cover::{Cover, Spot};
pub use fire::FireRules;
pub use posting::{Baggage, Posting};
