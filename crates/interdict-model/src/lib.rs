//! Theatre and tick: what exists and what happens.
//!
//! An inner crate of `interdict`: its items may change with any version. Build on the names of the crate `interdict`.
//!
//! Read in this order: [`theatre`](self) says what exists, `tick` what happens and when, [`chance`] what
//! is random, [`outcomes`] what is measured, [`laws`] what must hold. Around them stand the rooms of the
//! domain, one folder each.
//!
//! ```text
//! Scenario --populate--> World --tick by tick--> Record
//! ```
//!
//! Numbers change their kind by name only (`interdict_engine::whole`), and rows of tables are types of their own ([`row`]);
//! so lints look at every cast. A whole number becomes a real one freely: amounts are far below 2^53.

#![allow(
    rustdoc::private_intra_doc_links,
    reason = "the pages of rooms name their steps, which nobody calls from outside: read them with `--document-private-items`"
)]
#![warn(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::cast_lossless
)]

pub mod accounts;
pub mod air;
pub mod census;
pub mod chance;
pub mod cities;
pub mod damage;
pub mod definitions;
pub mod extend;
pub mod fields;
pub mod flak;
pub mod identity;
pub mod islands;
mod kept;
pub mod laws;
pub mod measure;
pub mod network;
pub mod outcomes;
pub mod picture;
pub mod rail;
pub mod record;
pub mod recording;
pub mod reports;
pub mod row;
pub mod schools;
pub mod simulation;
pub mod sky;
pub mod staff;
mod state;
pub mod supply;
mod theatre;
mod tick;
mod told;

pub use identity::{Identities, Identity};
pub use laws::BrokenLaw;
pub use outcomes::{AreaSeries, FormationSeries, LineSeries, Nature, Series};
pub use record::{Event, EventKind, Formed, Grid, Place, Record, Silence};
pub use simulation::{Seed, Simulation, run};
