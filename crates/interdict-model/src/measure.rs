//! Taking measure: what today's counters stand at, and the journal of what happened.
//!
//! Any system may add to a counter or note an event; the record phase writes the day's counters into
//! the grids of the record and starts the next day from zero.

use bevy_ecs::prelude::Resource;
use interdict_quantity::Key;

use crate::outcomes::{AreaSeries, FormationSeries, LineSeries, Series};
use crate::record::{Event, EventKind, Place};
use crate::row::{AreaRow, FormationRow, LineRow};
use crate::state::state;
use crate::told::untold;

/// Today's counters.
#[derive(Resource, Clone, Debug)]
pub struct Measures {
    /// One a [`Series`].
    pub theatre: Vec<i64>,
    /// By line, then [`LineSeries`].
    pub lines: Vec<i64>,
    /// By formation, then [`FormationSeries`].
    pub formations: Vec<i64>,
    /// By area, then [`AreaSeries`].
    pub areas: Vec<i64>,
}

state!(Measures:; sparse: theatre, lines, formations, areas);
untold!(Measures = "measures");

impl Measures {
    /// Counters at zero.
    pub fn new(lines: usize, formations: usize, areas: usize) -> Self {
        Self {
            theatre: vec![0; Series::COUNT],
            lines: vec![0; lines * LineSeries::COUNT],
            formations: vec![0; formations * FormationSeries::COUNT],
            areas: vec![0; areas * AreaSeries::COUNT],
        }
    }

    /// Adds to a series of the theatre.
    #[inline]
    pub fn add(&mut self, series: Series, amount: i64) {
        self.theatre[series as usize] += amount;
    }

    /// Adds to a series of a line.
    #[inline]
    pub(crate) fn add_line(&mut self, line: LineRow, series: LineSeries, amount: i64) {
        self.lines[line.index() * LineSeries::COUNT + series as usize] += amount;
    }

    /// What a series of a line stands at today.
    pub fn of_line(&self, line: LineRow, series: LineSeries) -> i64 {
        self.lines[line.index() * LineSeries::COUNT + series as usize]
    }

    /// Adds to a series of a formation.
    #[inline]
    pub(crate) fn add_formation(
        &mut self,
        formation: FormationRow,
        series: FormationSeries,
        amount: i64,
    ) {
        self.formations[formation.index() * FormationSeries::COUNT + series as usize] += amount;
    }

    /// Adds to a series of an area.
    #[inline]
    pub(crate) fn add_area(&mut self, area: AreaRow, series: AreaSeries, amount: i64) {
        self.areas[area.index() * AreaSeries::COUNT + series as usize] += amount;
    }

    /// Counts a fighter-bomber lost over a line, by the event that tells how: in the theatre and on the line,
    /// under its cause and under the sum of causes, so that all of them agree.
    pub(crate) fn add_aircraft_lost(&mut self, line: LineRow, how: EventKind) {
        let (series, of_line) = match how {
            EventKind::AircraftShotDown => (Series::AircraftShotDown, LineSeries::ShotDown),
            _ => (Series::AircraftWrittenOff, LineSeries::WrittenOff),
        };
        for series in [Series::AircraftLost, series] {
            self.add(series, 1);
        }
        for series in [LineSeries::Lost, of_line] {
            self.add_line(line, series, 1);
        }
    }

    /// Back to zero.
    pub fn clear(&mut self) {
        self.theatre.fill(0);
        self.lines.fill(0);
        self.formations.fill(0);
        self.areas.fill(0);
    }
}

/// What happened, in order of second, kind, place and key; of equals, the one noted first comes first.
#[derive(Resource, Clone, Debug, Default)]
pub struct Journal {
    /// The events.
    pub events: Vec<Event>,
}

impl Journal {
    /// Notes an event. Events are noted nearly in order, so each has but a few steps to its place.
    #[inline]
    pub fn note(
        &mut self,
        second: u32,
        kind: EventKind,
        place: Place,
        key: Key,
        cause: Key,
        amount: i64,
    ) {
        let event = Event {
            second,
            kind,
            place,
            key,
            cause,
            amount,
        };
        let comes_after = |other: &Event| {
            (other.second, other.kind, other.place, other.key) > (second, kind, place, key)
        };
        let after = self
            .events
            .iter()
            .rev()
            .take_while(|&other| comes_after(other))
            .count();
        self.events.insert(self.events.len() - after, event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_stand_in_order_and_equal_ones_as_they_were_noted() {
        let mut journal = Journal::default();
        let mut sorted = Vec::new();
        for number in 0..200_u32 {
            let second = number / 10 * 100 + number * 7_919 % 400;
            let kind = [EventKind::LineClosed, EventKind::TrainLeft][number as usize / 3 % 2];
            let place = Place::Line(LineRow(number % 2));
            let (key, cause) = (Key(u64::from(number % 3)), Key(u64::from(number)));
            journal.note(second / 50, kind, place, key, cause, 1);
            sorted.push((second / 50, kind, place, key, cause));
        }
        sorted.sort_by_key(|&(second, kind, place, key, _)| (second, kind, place, key));
        let noted = |event: &Event| {
            (
                event.second,
                event.kind,
                event.place,
                event.key,
                event.cause,
            )
        };
        assert_eq!(journal.events.iter().map(noted).collect::<Vec<_>>(), sorted);
    }
}
