//! Supplies: depots, those who consume, and trucks.

pub mod consumption;
pub mod depot;
pub mod hauling;
pub mod shortage;
pub mod trucks;
