//! The attack from the air: units, what they go for, what they drop, what they learn.

pub mod bombing;
pub mod delivery;
pub mod intruder;
pub mod learning;
pub mod muster;
pub mod raid;
pub mod sortie;
pub mod target;
pub mod tasking;
pub mod unit;

pub use learning::Experience;
pub use sortie::Sorties;
pub use unit::{AirUnit, Hangar};
