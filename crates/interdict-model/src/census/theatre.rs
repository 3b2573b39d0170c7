//! The clock, the books and the counters: of these nothing is told.

use interdict_engine::Clock;

use crate::accounts::Books;
use crate::kept::untold;
use crate::measure::Measures;
use crate::recording::Gates;

untold!(
    Clock = "clock",
    Measures = "measures",
    Gates = "gates",
    Books = "books",
);
