//! # Claims of cuts
//!
//! What happens: when the day ends, attackers enter in their book how many cuts they believe to have made on each line.
//!
//! Rule: the claims of a line so far are the cuts of it so far times `reports.cuts_claimed`, whole ones.
//!
//! Assumes: claims follow what is true in the long run; what guns claim is told in [`flying`](crate::air::flying). Nobody
//! decides by claims.
//!
//! Sources: with the knob.
//!
//! Reads: knobs of `reports`, counters. Writes: [`ClaimBook`], counters. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Column;
use interdict_engine::whole::whole_below;
use interdict_scenario::Scenario;

use crate::measure::Measures;
use crate::outcomes::{LineSeries, Series};
use crate::row::LineRow;
use crate::state::state;
use crate::told::untold;

/// Cuts made and claimed so far; empty where no books are kept.
#[derive(Resource, Clone, Debug)]
pub(crate) struct ClaimBook {
    /// By line: cuts made, and claimed.
    cuts: Column<LineRow, (i64, i64)>,
    /// Claims a true one.
    factor: f64,
}

state!(ClaimBook: cuts; fixed: factor);
untold!(ClaimBook = "claims of cuts");

impl ClaimBook {
    /// Nothing is claimed.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.reports;
        let lines = if knobs.books { scenario.lines.len() } else { 0 };
        Self {
            cuts: Column::filled((0, 0), lines),
            factor: knobs.cuts_claimed,
        }
    }
}

/// Enters the claims of the day. Due when the day ends.
pub(crate) fn enter_claims(mut book: ResMut<ClaimBook>, mut measures: ResMut<Measures>) {
    let book = &mut *book;
    for (line, (made, claimed)) in book.cuts.by_row_mut() {
        let today = measures.of_line(line, LineSeries::Cuts);
        if today == 0 {
            continue;
        }
        *made += today;
        let claims = whole_below::<i64>(*made as f64 * book.factor + 1e-9) - *claimed;
        *claimed += claims;
        measures.add(Series::CutsClaimed, claims);
        measures.add_line(line, LineSeries::CutsClaimed, claims);
    }
}
