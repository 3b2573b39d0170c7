//! Room for searches of ways, kept between them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use interdict_engine::Column;
use interdict_engine::whole::fit;

use crate::row::{RailStep, StationRow};

/// Room for searches, kept between them.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub(super) distance: Column<StationRow, u32>,
    /// Line and direction by which each station was reached.
    pub(super) came_by: Column<StationRow, RailStep>,
    /// Stations to look at, the nearest first.
    pub(super) heap: BinaryHeap<Reverse<Seen>>,
}

/// A station at a distance in seconds, as one number that is compared at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen(u64);

impl Seen {
    #[inline]
    pub(super) fn new(distance: u32, station: StationRow) -> Self {
        Self(u64::from(distance) << 32 | u64::from(station.0))
    }

    #[inline]
    pub(super) fn parts(self) -> (u32, StationRow) {
        (
            fit(self.0 >> 32),
            StationRow(fit(self.0 & u64::from(u32::MAX))),
        )
    }
}
