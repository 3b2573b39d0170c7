//! Fighters: warning of missions, sweeps, screens, escorts, and fights in the air.
//!
//! | when | what | where |
//! |---|---|---|
//! | day begins | units of the schools are sent to the front | [`sent::send`] |
//! | day begins | units come and go | [`unit::come_and_go`] |
//! | day begins | sweeps and screens are planned | [`sweeps::plan`](crate::staff::sweeps::plan) |
//! | agenda | groups take off, cross screens, come home; aircraft return | [`takeoff::fly`] |
//! | a mission is over its target | it was seen, met, fought with | [`meeting`] |
//! | an airfield was struck | fighters are lost on the ground | [`ground::lose`] |
//! | day ends | fighters are counted | [`unit::count`] |

pub mod attack;
pub mod duel;
pub mod fight;
pub mod fuel;
pub mod ground;
pub mod meeting;
pub mod rules;
pub mod sent;
pub mod skies;
pub mod takeoff;
pub mod tour;
pub mod unit;
pub mod warning;

pub(crate) use rules::AirRules;
pub(crate) use skies::Skies;
pub use unit::FighterUnit;
