//! # Engines
//!
//! What happens: where a station lacks engines for its plan, idle ones are called from the nearest station that can
//! spare them.
//!
//! Rule: a station can spare what is idle there beyond its own plan; empty trains on their way with less than half a day of
//! running left count as there. Nearest by running and waiting, ties to the lower station.
//!
//! Assumes: engines run alone over any line.
//!
//! Sources: none needed.
//!
//! Reads: yards, the plan. Writes: trains, yards. Chance: none.

use crate::rail::dispatcher::Dispatcher;
use crate::rail::train::{Train, TrainState};

/// An empty train with less running than this to its station counts as there when engines are called.
const SOON_S: u32 = 43_200;

impl Dispatcher<'_> {
    /// Calls idle engines to stations for which the plans of these islands need more than they have.
    pub(super) fn call_engines(&mut self, islands: &[u32], second: u32) {
        let stations = self.yards.len();
        let mut needed = vec![0_usize; stations];
        for &island in islands {
            for leg in &self.timetable.plans[island as usize].legs {
                needed[leg.from as usize] += leg.planned as usize;
            }
        }
        let mut missing: Vec<usize> = (self.yards.iter().zip(&needed))
            .map(|(yard, &needed)| needed.saturating_sub(yard.idle.len()))
            .collect();
        self.count_on_who_comes_home(&mut missing);
        for station in 0..stations {
            let mut missing = missing[station];
            if missing == 0 {
                continue;
            }
            self.search(station as u32, None, second);
            let (island, _) = self.islands.place(station as u32);
            let mut spare: Vec<(u32, u32)> = (self.islands.stations(island).iter().copied())
                .filter(|&other| self.yards[other as usize].idle.len() > needed[other as usize])
                .filter_map(|other| self.searched(other).map(|far| (far, other)))
                .collect();
            spare.sort_unstable();
            for (_, other) in spare {
                // All engines from there go the same way; setting them out looks for no other.
                let route = self.searched_way_from(other, station as u32);
                let free = self.yards[other as usize].idle.len() - needed[other as usize];
                for _ in 0..free.min(missing) {
                    let train = self.yards[other as usize].idle.remove(0);
                    missing -= 1;
                    let row = &mut self.trains[train as usize];
                    row.route.clone_from(&route);
                    row.bound_for = station as u32;
                    row.home = station as u32;
                    self.set_out(train, second);
                }
                if missing == 0 {
                    break;
                }
            }
        }
    }

    /// Takes off from what stations lack the empty trains on their way there with less than half a day of
    /// running left.
    fn count_on_who_comes_home(&self, missing: &mut [usize]) {
        let is_near = |train: &Train| {
            let left: u32 = train.route[train.leg as usize..]
                .iter()
                .map(|step| self.network.lines[(step / 2) as usize].run_s)
                .sum();
            left < SOON_S
        };
        for train in self.trains.iter() {
            if matches!(train.state, TrainState::Running | TrainState::Waiting)
                && missing[train.bound_for as usize] > 0
                && train.kg() == 0
                && is_near(train)
            {
                missing[train.bound_for as usize] -= 1;
            }
        }
    }
}
