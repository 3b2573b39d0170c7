//! Clock, keyed chance, agenda, ledger and digest. No military word.
//!
//! An inner crate of `interdict`: its items may change with any version. Build on the names of the crate `interdict`.
//!
//! In the order of reading:
//!
//! | module | what |
//! |---|---|
//! | [`clock`] | the tick and the second at which it starts |
//! | [`purpose`] | what a number is drawn for, and when |
//! | [`chance`] | a uniform number as a pure function of seed, replication, purpose, who and when |
//! | [`witness`] | who hears what is drawn and weighed, to tell why two runs part |
//! | [`sample`] | laws by inversion from such numbers |
//! | [`math`] | the only transcendental functions that may enter state |
//! | [`row`] | kinds of rows, each a type of its own, and columns by them |
//! | [`grouped`] | several values for each row |
//! | [`whole`] | from real numbers to whole ones, and from wide to narrow |
//! | [`columns`] | dense rows: one archetype per kind, a column as one slice |
//! | [`agenda`] | due times instead of countdowns |
//! | [`driver`] | a list of systems, each built once, each run when it is due |
//! | [`ledger`] | double entry for whole numbers |
//! | [`digest`] | one number for a whole state |

pub mod agenda;
pub mod chance;
pub mod clock;
pub mod columns;
pub mod digest;
pub mod driver;
pub mod grouped;
pub mod ledger;
pub mod math;
pub mod purpose;
pub mod row;
pub mod sample;
pub mod whole;
pub mod witness;

pub use agenda::{Agenda, Due as DueEntry};
pub use chance::Chance;
pub use clock::Clock;
pub use columns::{Rows, RowsMut};
pub use digest::{Digest, Tree};
pub use driver::{Driver, Due, Step};
pub use grouped::Grouped;
pub use interdict_quantity::Key;
pub use ledger::{AccountKind, Imbalance, Ledger, Posting};
pub use purpose::{Purpose, When};
pub use row::{Column, Row};
