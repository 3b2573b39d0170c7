//! The scenario language: what a historian writes, checked, with every fault reported at once.

pub mod rules;
pub mod scenario;

pub use rules::Rules;
pub use scenario::Scenario;
