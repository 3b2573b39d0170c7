//! Damage and repair.

pub mod closure;
pub mod flood;
pub mod impact;
