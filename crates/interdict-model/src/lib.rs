//! Theatre and tick: what exists and what happens.

pub mod outcomes;
pub mod record;

pub use outcomes::{AreaSeries, FormationSeries, LineSeries, Nature, Series};
pub use record::{Event, EventKind, Grid, Place, Record};
