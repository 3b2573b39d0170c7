//! Cities: who guards them, how far that covers them, and the raids on them.
//!
//! Two steps a day, at noon, when it is known who teaches, who is on call and who is at the front: cover and leak of every
//! city ([`cover`]), then raids ([`raid`]).

pub mod city;
pub mod cover;
pub mod raid;

pub use city::{Cities, City, CityLog};
