//! The attack from the air: units, what they go for, what they drop, what they learn.
//!
//! In the order of the tick:
//!
//! | when | what | where |
//! |---|---|---|
//! | day begins | units come and go | [`unit::come_and_go`] |
//! | hangar's agenda | aircraft return | [`unit::return_aircraft`] |
//! | day begins, acts weekly | attackers learn | [`learning::learn`](crate::staff::learning::learn) |
//! | evening | the next day is tasked | [`tasking::task_flights`](crate::staff::tasking::task_flights) |
//! | day begins | raids of record are put on the agenda | [`raid::schedule_raids`] |
//! | noon | the night's patrols are sent out | [`patrols::send_patrols`](crate::staff::patrols::send_patrols) |
//! | agenda | waves muster, flights attack | [`delivery::attack`] |
//! | agenda | raids come over their targets | [`raid::bomb`] |
//! | evening | raids of bombers with orders are ordered | [`ordering::order_raids`](crate::staff::ordering::order_raids) |
//! | agenda | ordered raids come over their targets | [`bombers::bomb`] |
//! | agenda | patrols search, or bomb track | [`intruder::search`] |
//! | hour of photographs | lines and bridges are photographed | [`photograph::photograph`] |
//! | evening | what is shut while targets are chosen is noted | [`waste::note_what_is_shut`] |
//! | day ends | aircraft are counted | [`unit::count_ready`] |

pub mod bombers;
pub mod bombing;
pub mod context;
pub mod delivery;
pub mod fighters;
pub mod flown;
pub mod flying;
pub mod intruder;
pub mod mission;
pub mod muster;
pub mod night;
pub mod patrol;
pub mod photograph;
pub mod raid;
pub mod sighting;
pub mod sortie;
pub mod unit;
pub mod waste;

pub use sortie::Sorties;
pub use unit::AirUnit;
pub(crate) use unit::Hangar;
