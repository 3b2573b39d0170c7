//! Damage and repair: what bombs break, and who mends it, on lines and at airfields.

pub mod airfield;
pub mod bridge;
pub mod churn;
pub mod closure;
pub mod context;
pub mod crossing;
pub mod cut;
pub mod flood;
pub mod foresight;
pub mod gang;
pub mod impact;
pub mod job;
pub mod order;
pub mod pace;
pub mod place;
pub mod quarters;
pub mod reach;
pub mod repair;
pub mod reserve;
pub mod yards;
