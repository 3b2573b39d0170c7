//! # Ways
//!
//! What happens: an empty train goes home the way it came, if that is to be had, or else looks for the
//! quickest way over lines that are open or will be soon.
//!
//! Rule: least running and waiting time (Dijkstra), ties to the lower line. A closed line is waited for when
//! the staff expect it to reopen within `timetable.wait_for_repair_h`; otherwise it is no way.
//!
//! Reads: the picture of the railway staff. Writes: a train's route. Chance: none.

use std::cmp::Reverse;

use crate::picture::railway::UNKNOWN;
use crate::rail::dispatcher::Dispatcher;
use crate::rail::search::Seen;
use crate::row::{Direction, LineRow, RailStep, StationRow, TrainRow};

const FAR: u32 = u32::MAX;

impl Dispatcher<'_> {
    /// Seconds until a line can be used: none where it is open; `None` where it is closed for longer than
    /// anybody waits, as far as the staff can tell.
    pub(super) fn wait_for(&self, line: LineRow, second: u32) -> Option<u32> {
        if self.picture.is_line_open(line) {
            return Some(0);
        }
        let built = &self.network.lines[line];
        let expected = (built.all_blocks())
            .filter(|&block| !self.picture.is_open(block))
            .map(|block| self.picture.expected[block])
            .max()
            .unwrap_or(second);
        let patience = second.saturating_add(self.knobs.wait_s);
        (expected != UNKNOWN && expected <= patience).then(|| expected.saturating_sub(second))
    }

    /// Quickest ways from a station to others of its island at a second, nearest first, ties to the lower station;
    /// stops at a station that says it is the last to be looked for.
    pub(super) fn search(
        &mut self,
        from: StationRow,
        second: u32,
        mut is_last: impl FnMut(&Self, StationRow) -> bool,
    ) {
        let mut search = std::mem::take(&mut self.timetable.search);
        let stations = self.network.stations.len();
        search.distance.resize(stations, FAR);
        search
            .came_by
            .resize(stations, RailStep::new(LineRow(0), Direction::Ahead));
        // A way never leaves its island, and nobody asks how far the others are.
        if self.islands.count() == 1 {
            search.distance.fill(FAR);
        } else {
            let (island, _) = self.islands.place(from);
            for &station in self.islands.stations(island) {
                search.distance[station] = FAR;
            }
        }
        search.heap.clear();
        search.distance[from] = 0;
        search.heap.push(Reverse(Seen::new(0, from)));
        while let Some(Reverse(nearest)) = search.heap.pop() {
            let (distance, station) = nearest.parts();
            if distance > search.distance[station] {
                continue;
            }
            if is_last(self, station) {
                break;
            }
            for &(line, other) in self.network.lines_at(station) {
                let Some(wait) = self.wait_for(line, second) else {
                    continue;
                };
                let built = &self.network.lines[line];
                let through = distance + wait + built.run_s;
                if through < search.distance[other] {
                    search.distance[other] = through;
                    let direction = if built.to == station && built.from == other {
                        Direction::Back
                    } else {
                        Direction::Ahead
                    };
                    search.came_by[other] = RailStep::new(line, direction);
                    search.heap.push(Reverse(Seen::new(through, other)));
                }
            }
        }
        self.timetable.search = search;
    }

    /// The way from a station that the last search reached to `from`, where that search began: running and waiting
    /// take as long in one direction as in the other.
    pub(super) fn searched_way_from(&self, station: StationRow, from: StationRow) -> Vec<RailStep> {
        let mut route = Vec::with_capacity(64);
        let mut at = station;
        while at != from {
            let step = self.timetable.search.came_by[at];
            route.push(step.reversed());
            at = self.start_of(step);
        }
        route
    }

    /// The station from which a line is entered in a direction.
    pub(super) fn start_of(&self, step: RailStep) -> StationRow {
        self.network.lines[step.way()].start(step.direction())
    }

    /// Writes the way home into a train's route: the way it came, or the quickest other one. A way
    /// out and back the same way is what the plan reckons with.
    pub(super) fn find_way_back(
        &mut self,
        from: StationRow,
        to: StationRow,
        train: TrainRow,
        second: u32,
    ) -> bool {
        let route = &self.trains[train].route;
        let first = route.last().map(|step| step.reversed());
        let starts_here = first.is_some_and(|step| from == self.start_of(step));
        if starts_here
            && route
                .iter()
                .all(|step| self.wait_for(step.way(), second).is_some())
        {
            let route = &mut self.trains[train].route;
            route.reverse();
            for step in route.iter_mut() {
                *step = step.reversed();
            }
            return true;
        }
        let Some(route) = self.way(from, to, second) else {
            return false;
        };
        self.trains[train].route.clone_from(&route);
        true
    }

    /// The quickest way between two stations, as lines with direction; `None` where there is none.
    pub(super) fn way(
        &mut self,
        from: StationRow,
        to: StationRow,
        second: u32,
    ) -> Option<Vec<RailStep>> {
        let mut is_found = false;
        self.search(from, second, |_, station| {
            is_found = station == to;
            is_found
        });
        if !is_found {
            return None;
        }
        let mut route = Vec::with_capacity(64);
        let mut station = to;
        while station != from {
            let step = self.timetable.search.came_by[station];
            route.push(step);
            station = self.start_of(step);
        }
        route.reverse();
        Some(route)
    }
}
