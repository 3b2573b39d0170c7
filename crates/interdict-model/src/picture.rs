//! What each side believes. Deciders read the picture of their own side, never the truth.
//!
//! | picture | whose | what it holds | who reads it |
//! |---|---|---|---|
//! | [`attackers`] | those who attack | which lines run, what each has cost, when it was last attacked | [`tasking`](crate::staff::tasking), [`patrols`](crate::staff::patrols), [`target`](crate::staff::target) |
//! | [`beliefs`] | those who attack | where reports are not perfect: how likely each track and bridge is shut, and since when that is known | the same, and [`photographs`](crate::staff::photographs) |
//! | [`defenders`] | those who place guns | how often each line was attacked of late | [`relocation`](crate::staff::relocation) |
//! | [`raids`] | both sides of the air | when and where missions were over targets | [`sweeps`](crate::staff::sweeps) |
//! | [`railway`] | the railway staff | which blocks are shut, and until when | [`timetable`](crate::rail::timetable), [`way`](mod@crate::rail::way), [`board`](crate::staff::board) |
//!
//! What happens leaves notices (a block shut, a flight over a line); [`reports`](crate::reports) carry them here.

pub mod attackers;
pub mod beliefs;
pub mod defenders;
pub mod forces;
pub mod raids;
pub mod railway;

pub(crate) use attackers::AttackersPicture;
pub use beliefs::Beliefs;
pub(crate) use defenders::DefendersPicture;
pub(crate) use raids::RaidsPicture;
pub use railway::RailwayPicture;
