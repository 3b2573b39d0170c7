//! Supplies: depots, those who consume, and trucks.

pub mod bases;
pub mod consumption;
pub mod depot;
pub mod formation;
pub mod level;
pub mod rationing;
pub mod shortage;
pub mod targets;
pub mod trucks;
