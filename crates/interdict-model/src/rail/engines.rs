//! # Engines
//!
//! What happens: where a station lacks engines for its plan, idle ones are called from the nearest station that can
//! spare them.
//!
//! Rule: a station can spare what is idle there beyond its own plan; empty trains on their way with less than
//! `rail.engine_call_h` of running left count as there. Nearest by running and waiting, ties to the lower station.
//!
//! Assumes: engines run alone over any line.
//!
//! Sources: none needed.
//!
//! Reads: yards, the plan. Writes: trains, yards. Chance: none.

use interdict_engine::Column;

use crate::rail::dispatcher::Dispatcher;
use crate::rail::train::{Train, TrainState};
use crate::row::{IslandRow, StationRow};

impl Dispatcher<'_> {
    /// Calls idle engines to stations for which the plans of these islands need more than they have.
    pub(super) fn call_engines(&mut self, islands: &[IslandRow], second: u32) {
        let stations = self.yards.len();
        let mut needed: Column<StationRow, usize> = Column::filled(0, stations);
        for &island in islands {
            for leg in &self.timetable.plans[island].legs {
                needed[leg.from] += leg.planned as usize;
            }
        }
        let mut missing: Column<StationRow, usize> = (self.yards.iter().zip(&needed))
            .map(|(yard, &needed)| needed.saturating_sub(yard.idle.len()))
            .collect();
        self.count_on_who_comes_home(&mut missing);
        let mut spare = Vec::new();
        for station in StationRow::first(stations) {
            let missing = missing[station];
            if missing == 0 {
                continue;
            }
            self.find_spare(station, missing, &needed, second, &mut spare);
            for &(other, engines) in &spare {
                // All engines from there go the same way; setting them out looks for no other.
                let route = self.searched_way_from(other, station);
                for _ in 0..engines {
                    let train = self.yards[other].idle.remove(0);
                    let row = &mut self.trains[train];
                    row.route.clone_from(&route);
                    row.bound_for = station;
                    row.home = station;
                    self.set_out(train, second);
                }
            }
        }
    }

    /// Finds the nearest stations that can spare what a station misses, and how many engines each gives. Looks no
    /// farther than the last of them, and not at all where nobody can spare any.
    fn find_spare(
        &mut self,
        station: StationRow,
        missing: usize,
        needed: &Column<StationRow, usize>,
        second: u32,
        spare: &mut Vec<(StationRow, usize)>,
    ) {
        spare.clear();
        let free = |desk: &Self, other: StationRow| {
            let idle = desk.yards[other].idle.len();
            idle.saturating_sub(needed[other])
        };
        let (island, _) = self.islands.place(station);
        let others = self.islands.stations(island).iter();
        let of_all: usize = others.map(|&other| free(self, other)).sum();
        let mut left = missing.min(of_all);
        if left == 0 {
            return;
        }
        self.search(station, second, |desk, other| {
            let engines = free(desk, other).min(left);
            if engines > 0 {
                spare.push((other, engines));
                left -= engines;
            }
            left == 0
        });
    }

    /// Takes off from what stations lack the empty trains on their way there with less than half a day of
    /// running left.
    fn count_on_who_comes_home(&self, missing: &mut Column<StationRow, usize>) {
        let is_near = |train: &Train| {
            let left: u32 = train.route[train.leg as usize..]
                .iter()
                .map(|step| self.network.lines[step.way()].run_s)
                .sum();
            left < self.knobs.engine_call_s
        };
        for train in self.trains.iter() {
            if matches!(train.state, TrainState::Running | TrainState::Waiting)
                && missing[train.bound_for] > 0
                && train.kg() == 0
                && is_near(train)
            {
                missing[train.bound_for] -= 1;
            }
        }
    }
}
