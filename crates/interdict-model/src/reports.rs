//! How what is true comes into the pictures that sides have of it, and how users say what they lack.
//!
//! | when | what is reported | where |
//! |---|---|---|
//! | day begins, noon, evening | flights and losses, and which lines run | [`attacks::report`] |
//! | day begins | missions over targets | [`raids::report`] |
//! | evening | raids of bombers with orders, to their forces | [`results::report`] |
//! | when somebody has looked | what he takes a line or bridge for | [`sightings::tell`], [`sightings::ask_agents`] |
//! | when a report arrives | what attackers believe | [`despatches::arrive`] |
//! | day ends | cuts that attackers claim | [`claims::enter_claims`] |
//! | before each plan | blocks shut and opened | [`stations::report`] |
//! | before each plan | when blocks reopen | [`foresight::foresee`] |
//! | before each plan, and after drawing | what users lack | [`lack::count_lack`] |
//! | nightfall and morning | for how much of the night lines could be used | [`nights::watch_lines`], [`nights::remember_lines`] |
//!
//! With `reports.perfect`, reports lose no time: when a decision is due, the picture equals the truth. Without it they come
//! late and are wrong at times. A delay or an error of reporting belongs into these steps and nowhere else.

pub mod attacks;
pub mod claims;
pub mod despatches;
pub mod foresight;
pub mod lack;
pub mod nights;
pub mod raids;
pub mod results;
pub mod sightings;
pub mod stations;
