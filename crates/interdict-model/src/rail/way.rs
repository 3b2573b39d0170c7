//! # Ways
//!
//! What happens: an empty train goes home the way it came, if that is open, or else looks for the quickest
//! way over lines that are open now.
//!
//! Rule: least running time (Dijkstra), ties to the lower line.
//!
//! Reads: closures. Writes: a train's route. Chance: none.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::rail::dispatcher::Dispatcher;

/// Room for searches, kept between them.
#[derive(Clone, Debug, Default)]
pub struct Search {
    distance: Vec<u32>,
    /// Line and direction by which each station was reached.
    came_by: Vec<u32>,
    heap: BinaryHeap<Reverse<(u32, u32)>>,
}

const FAR: u32 = u32::MAX;

impl Dispatcher<'_> {
    /// Quickest ways from a station to all others over open lines; stops when `target` is reached.
    pub(super) fn search(&mut self, from: u32, target: Option<u32>) {
        let search = &mut self.timetable.search;
        let stations = self.network.stations.len();
        search.distance.clear();
        search.distance.resize(stations, FAR);
        search.came_by.clear();
        search.came_by.resize(stations, FAR);
        search.heap.clear();
        search.distance[from as usize] = 0;
        search.heap.push(Reverse((0, from)));
        while let Some(Reverse((distance, station))) = search.heap.pop() {
            if distance > search.distance[station as usize] {
                continue;
            }
            if target == Some(station) {
                return;
            }
            for &(line, other) in self.network.lines_at(station) {
                if !self.closures.is_line_open(line) {
                    continue;
                }
                let built = &self.network.lines[line as usize];
                let through = distance + self.blocks[built.first as usize].to_end_s[0];
                if through < search.distance[other as usize] {
                    search.distance[other as usize] = through;
                    let against = u32::from(built.to == station && built.from == other);
                    search.came_by[other as usize] = line * 2 + against;
                    search.heap.push(Reverse((through, other)));
                }
            }
        }
    }

    /// Seconds to a station by the last search; `None` where no open way leads there.
    pub(super) fn searched(&self, station: u32) -> Option<u32> {
        let distance = self.timetable.search.distance[station as usize];
        (distance != FAR).then_some(distance)
    }

    /// Writes the way home into a train's route: the way it came, or the quickest other open one. A way
    /// out and back the same way is what the plan reckons with.
    pub(super) fn find_way_back(&mut self, from: u32, to: u32, train: u32) -> bool {
        let route = &mut self.trains[train as usize].route;
        let first = route.last().map(|step| (step ^ 1, step / 2));
        let starts_here = first.is_some_and(|(step, line)| {
            let built = &self.network.lines[line as usize];
            from == if step % 2 == 0 { built.from } else { built.to }
        });
        if starts_here
            && route
                .iter()
                .all(|step| self.closures.is_line_open(step / 2))
        {
            route.reverse();
            for step in route.iter_mut() {
                *step ^= 1;
            }
            return true;
        }
        self.find_way(from, to, train)
    }

    /// Writes the quickest open way into a train's route; false where there is none.
    pub(super) fn find_way(&mut self, from: u32, to: u32, train: u32) -> bool {
        self.search(from, Some(to));
        if self.searched(to).is_none() {
            return false;
        }
        let route = &mut self.trains[train as usize].route;
        route.clear();
        let mut station = to;
        while station != from {
            let step = self.timetable.search.came_by[station as usize];
            route.push(step);
            let built = &self.network.lines[(step / 2) as usize];
            station = if step.is_multiple_of(2) {
                built.from
            } else {
                built.to
            };
        }
        route.reverse();
        true
    }
}
