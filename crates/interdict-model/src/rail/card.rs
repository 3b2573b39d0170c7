//! What may lie where goods change: the cards of an island.

use crate::row::{RoadStep, StationRow};
use crate::state::state;

/// What may lie where goods change on one island.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    /// Where goods change.
    pub all: Vec<Card>,
    /// Roads in use, with direction, ascending.
    pub roads: Vec<RoadStep>,
}

state!(Cards: all, roads);

/// One station where goods change.
#[derive(Clone, Debug)]
pub struct Card {
    /// The station.
    pub station: StationRow,
    /// Wagons that change here in a mean day.
    pub(super) rate: u32,
    /// Nights on the way here.
    pub(super) nights: u32,
    /// Changes still to come, this one among them.
    pub changes: u32,
    /// Least use on the way from here to the next change, thousandths.
    pub(super) least_use: u64,
    /// Railheads beyond: station, rate, and what it costs to get there from here, seconds.
    pub beyond: Vec<(StationRow, u32, i64)>,
}

state!(Card: station, rate, nights, changes, least_use, beyond);

/// A part of a path of the mean day: over lines, or over one road.
pub(super) struct Stage {
    /// Where it begins.
    pub(super) from: StationRow,
    /// By road.
    pub(super) is_road: bool,
    /// Running or driving, seconds.
    pub(super) run_s: u32,
    /// Cost from there to the end of the path, seconds.
    pub(super) to_go: i64,
    /// Least use of its lines, thousandths.
    pub(super) least_use: u64,
    /// Its last line is a gap.
    pub(super) ends_in_gap: bool,
}

impl Cards {
    /// Notes that so many wagons of a mean day change where a stage begins.
    pub(super) fn note(
        &mut self,
        stage: &Stage,
        least_use: u64,
        (nights, changes): (u32, u32),
        railhead: StationRow,
        units: u32,
    ) {
        let place = self.all.iter().position(|card| card.station == stage.from);
        let place = place.unwrap_or_else(|| {
            self.all.push(Card {
                station: stage.from,
                rate: 0,
                nights: 0,
                changes: 0,
                least_use: 1_000,
                beyond: Vec::new(),
            });
            self.all.len() - 1
        });
        let card = &mut self.all[place];
        card.rate += units;
        card.nights = card.nights.max(nights);
        card.changes = card.changes.max(changes);
        card.least_use = card.least_use.min(least_use);
        match (card.beyond.iter_mut()).find(|(beyond, ..)| *beyond == railhead) {
            Some((_, rate, to_go)) => {
                *rate += units;
                *to_go = (*to_go).min(stage.to_go);
            }
            None => card.beyond.push((railhead, units, stage.to_go)),
        }
    }
}
