//! Theatre and tick: what exists and what happens.
//!
//! Read in this order: [`theatre`](self) says what exists, `tick` what happens and when, [`chance`] what
//! is random, [`outcomes`] what is measured, [`laws`] what must hold. Around them stand the rooms of the
//! domain, one folder each.
//!
//! ```text
//! Scenario --populate--> World --tick by tick--> Record
//! ```

pub mod accounts;
pub mod air;
pub mod census;
pub mod chance;
pub mod damage;
pub mod definitions;
pub mod flak;
pub mod identity;
pub mod islands;
pub mod laws;
pub mod measure;
pub mod network;
pub mod outcomes;
pub mod picture;
pub mod rail;
pub mod record;
pub mod recording;
pub mod row;
pub mod simulation;
pub mod sky;
pub mod staff;
pub mod supply;
mod theatre;
mod tick;

pub use identity::{Identities, Identity};
pub use laws::BrokenLaw;
pub use outcomes::{AreaSeries, FormationSeries, LineSeries, Nature, Series};
pub use record::{Event, EventKind, Grid, Place, Record, Silence};
pub use simulation::{Seed, Simulation, run, run_by_schedule};
