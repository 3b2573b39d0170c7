//! Airfields: runways that bombs shut, what of a field stands, and what is lost on the ground.
//!
//! This room keeps the fields; who works at them, and in which order, is told in
//! [`damage::airfield`](crate::damage::airfield).

pub mod field;
pub mod fuel;
pub mod ground;
pub mod knobs;
pub mod runway;

pub use field::{Field, Fields, labourers};
pub use fuel::{Tank, tank_of, tanks};
pub use ground::GroundStrike;
pub use knobs::FieldKnobs;
