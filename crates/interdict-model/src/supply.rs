//! Supplies: depots, those who consume, trucks and porters.

pub mod bases;
pub mod consumption;
pub mod depot;
pub mod formation;
pub mod level;
pub mod porters;
pub mod rationing;
pub mod shortage;
pub mod targets;
pub mod trucks;
