//! Damage and repair: what bombs break, and who mends it.

pub mod bridge;
pub mod closure;
pub mod cut;
pub mod flood;
pub mod gang;
pub mod impact;
pub mod job;
pub mod reach;
pub mod repair;
