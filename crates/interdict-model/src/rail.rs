//! The railway: blocks, trains, yards, and the plan of the night.

pub mod block;
pub mod card;
pub mod cards;
pub mod departure;
pub mod dispatcher;
pub mod engines;
pub mod flow;
pub mod hauling;
pub mod hits;
pub mod knobs;
pub mod memory;
pub mod movement;
mod paths;
pub mod planning;
pub mod search;
mod struck;
pub mod throughput;
pub mod timetable;
mod tonight;
pub mod train;
pub mod unloading;
pub mod way;
pub mod yard;
