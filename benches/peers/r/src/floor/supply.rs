//! Bases, depots, formations.

use super::Floor;
use crate::built::NONE;

impl Floor {
    /// A new day's supplies reach the bases; what was not sent yesterday has gone elsewhere.
    pub(super) fn supply_bases(&mut self) {
        self.state.budget.copy_from_slice(&self.built.base_kg);
    }

    /// What a station wants sent.
    pub(super) fn wanted(&self, station: u32) -> i64 {
        let (state, place) = (&self.state, station as usize);
        let (daily, stock) = (state.daily_grams[place], state.stock[place]);
        self.built.wanted(daily, stock, state.coming[place])
    }

    /// 06:00.
    pub(super) fn consume(&mut self) {
        for (formation, with_it) in self.built.formations.iter().zip(&mut self.state.with_it) {
            let issued = formation.need.min(*with_it);
            *with_it -= issued;
            self.state.today[1] += formation.need - issued;
        }
    }

    /// 21:00.
    pub(super) fn draw(&mut self) {
        for (formation, with_it) in self.built.formations.iter().zip(&mut self.state.with_it) {
            let place = formation.railhead as usize;
            let wanted = (formation.full - *with_it).max(0).min(2 * formation.need);
            let drawn = wanted.min(self.state.stock[place]);
            self.state.asked[place] += wanted;
            self.state.stock[place] -= drawn;
            *with_it += drawn;
        }
    }

    /// The day ends.
    pub(super) fn close_day(&mut self) {
        let state = &mut self.state;
        for (mean, asked) in state.daily_grams.iter_mut().zip(&mut state.asked) {
            *mean += (*asked * 1_000 - *mean) / 7;
            *asked = 0;
        }
        for (carried, today) in state.carried.iter_mut().zip(&mut state.carried_today) {
            *carried = *carried * 6 / 7 + *today;
            *today = 0;
        }
        state.days.push(state.today);
        state.today = [0; 5];
        debug_assert!(state.idle.iter().flatten().all(|&train| train != NONE));
    }
}
