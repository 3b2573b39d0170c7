//! # Waste
//!
//! What happens: sorties that went for a line that trains could not use are counted apart, by what was so when their
//! target was chosen and by what was so when they came.
//!
//! Rule: in the evening it is noted which lines are shut while targets are chosen. When a wave musters, its sorties count
//! as wasted where its line was shut then, and as sorties on what is shut where its line is shut now. Nobody who decides
//! learns of it.
//!
//! Assumes: a cut on a line that is shut already is worth nothing; it does add to the work of the gangs.
//!
//! Sources: none needed.
//!
//! Reads: knobs of `reports`, [`Closures`]. Writes: [`Waste`], counters. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Column};
use interdict_scenario::Scenario;

use crate::air::sortie::Wave;
use crate::damage::closure::Closures;
use crate::definitions::TASKING;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::LineRow;
use crate::state::state;
use crate::told::untold;

/// Which lines were shut when targets were chosen; empty where no books are kept.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Waste {
    /// By odd and even days of flight, then by line.
    shut: [Column<LineRow, bool>; 2],
}

state!(Waste: shut);
untold!(Waste = "waste");

impl Waste {
    /// Nothing is shut.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let kept = scenario.rules.reports.books;
        let lines = if kept { scenario.lines.len() } else { 0 };
        Self {
            shut: [(); 2].map(|()| Column::filled(false, lines)),
        }
    }

    /// Somebody wants to know.
    pub(crate) fn is_kept(&self) -> bool {
        !self.shut[0].is_empty()
    }

    /// Counts the sorties of a wave.
    pub(super) fn count(
        &self,
        wave: &Wave,
        sorties: u32,
        closures: &Closures,
        measures: &mut Measures,
    ) {
        if !self.is_kept() {
            return;
        }
        let was_shut = self.shut[usize::from(wave.day % 2)][wave.line];
        let is_shut = !closures.is_line_open(wave.line);
        for (counts, series) in [
            (was_shut, Series::SortiesWasted),
            (is_shut, Series::SortiesOnShut),
        ] {
            measures.add(series, i64::from(sorties) * i64::from(counts));
        }
    }
}

/// Targets are chosen in this tick, and somebody wants to know.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    (clock.tick == 0 || clock.covers(TASKING)) && world.resource::<Waste>().is_kept()
}

/// Notes which lines are shut while targets are chosen.
pub(crate) fn note_what_is_shut(
    clock: Res<Clock>,
    closures: Res<Closures>,
    mut waste: ResMut<Waste>,
) {
    let flown = clock.day + u16::from(clock.covers(TASKING));
    for (line, shut) in waste.shut[usize::from(flown % 2)].by_row_mut() {
        *shut = !closures.is_line_open(line);
    }
}
