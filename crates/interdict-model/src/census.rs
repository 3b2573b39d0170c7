//! The census: every field of every thing in the world, one by one, with the identity of its owner.
//!
//! A digest says that two worlds differ; the census says in what. It is taken by whoever looks for the
//! place where two runs part, never in a run of its own accord. It holds what a reader would ask for, the digest all.
//!
//! Room by room it is said here what is told of those kept things of which something is.

use interdict_quantity::Key;

mod air;
mod damage;
mod fields;
mod rail;
mod schools;
mod supply;

pub use crate::kept::visit;
pub use crate::told::{Cell, Kind, Value};

use crate::told::Told;

/// Has each field of a thing told as its own.
fn own(tell: &mut dyn FnMut(Cell)) -> impl FnMut(Key, &'static str, Value) {
    |who, field, value| {
        tell(Cell {
            who,
            owner: who,
            field,
            value,
        });
    }
}

fn whole(number: impl Into<i64>, unit: &'static str) -> Value {
    Value::Whole(number.into(), unit)
}

fn open(is_open: bool) -> Value {
    Value::Word(if is_open { "open" } else { "closed" })
}
