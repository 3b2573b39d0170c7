//! The plan: departures, waves of trucks, engines that are called home.

use std::cmp::Reverse;

use super::Floor;
use super::rail::{HAUL, LEG};
use super::state::{Doing, Haul, Leg};
use crate::planned::SOON_S;

impl Floor {
    /// Makes the plan anew.
    pub(super) fn plan(&mut self, now: u32) {
        self.state.edition += 1;
        self.state.is_stale = false;
        self.state.legs.clear();
        self.state.hauls.clear();
        let dusk = if self.sky.is_dark(now) {
            now
        } else {
            self.sky.next_dark(now)
        };
        let night = self.sky.next_light(dusk) - dusk;
        let railheads = self
            .built
            .corridors
            .iter()
            .map(|corridor| corridor.railhead);
        let all: i64 = railheads.map(|railhead| self.wanted(railhead)).sum();
        if all > 0 {
            self.refill_lift(night);
            let against = self.coming_back(night);
            for corridor in 0..self.built.corridors.len() {
                self.plan_corridor(corridor, all, now, night, &against);
            }
            self.call_engines(now);
        }
        self.set_departures(now, dusk);
    }

    fn plan_corridor(&mut self, row: usize, all: i64, now: u32, night: u32, against: &[u32]) {
        let (state, corridor) = (&self.state, &self.built.corridors[row]);
        let there = |station: u32| {
            let place = station as usize;
            state.transit[place].min(all) + state.coming_transit[place].min(all)
        };
        let wanted = self.wanted(corridor.railhead);
        let passes = |chain| self.passes(row, chain, now, against);
        let sent = self.built.shares(row, wanted, night, there, passes);
        let is_broken = corridor.road.is_some();
        let full = self.built.full_kg;
        for (source, units) in sent.into_iter().enumerate().filter(|&(_, units)| units > 0) {
            if source == 0 {
                self.add_leg(row, 0, units, night);
            }
            if is_broken {
                if source < 2 {
                    self.add_haul(row, i64::from(units) * full);
                }
                self.add_leg(row, 1, units, night);
            }
        }
    }

    /// Trains that a chain can pass, its worst line deciding.
    fn passes(&self, corridor: usize, chain: usize, now: u32, against: &[u32]) -> u32 {
        let lines = &self.built.corridors[corridor].chains[chain].lines;
        let over = |&line: &u32| {
            let wait = self.wait_for(line, now);
            let wait = wait.expect("every cut is mended in a day");
            self.built.passes(line, wait, now, against[line as usize])
        };
        lines.iter().map(over).min().unwrap_or(0)
    }

    /// By line: trains on the way that are going to come back over it within so much running.
    fn coming_back(&self, within_s: u32) -> Vec<u32> {
        let mut against = vec![0; self.built.lines.len()];
        for train in &self.state.trains {
            if matches!(train.doing, Doing::Running | Doing::Waiting) {
                let way = &train.route[train.leg..];
                self.built.count_coming_back(way, within_s, &mut against);
            }
        }
        against
    }

    fn refill_lift(&mut self, night: u32) {
        for row in 0..self.built.corridors.len() {
            if let Some(road) = self.built.corridors[row].road {
                let from = self.built.corridors[row].chains[0].end as usize;
                self.state.lift[from] = self.built.lift(road, night);
            }
        }
    }

    fn add_leg(&mut self, corridor: usize, chain: usize, units: u32, night: u32) {
        let (row, number) = (corridor as u32, chain as u32);
        let legs = &mut self.state.legs;
        let same = |leg: &&mut Leg| leg.corridor == row && leg.chain == number;
        if let Some(leg) = legs.iter_mut().rev().take(2).find(same) {
            leg.planned += units;
            leg.every_s = night / leg.planned;
            return;
        }
        let built = &self.built.corridors[corridor];
        legs.push(Leg {
            from: built.chains[chain].start,
            to: built.chains[chain].end,
            railhead: built.railhead,
            corridor: row,
            chain: number,
            planned: units,
            sent: 0,
            every_s: night / units,
        });
    }

    fn add_haul(&mut self, corridor: usize, kg: i64) {
        let row = corridor as u32;
        if let Some(haul) = self
            .state
            .hauls
            .last_mut()
            .filter(|haul| haul.corridor == row)
        {
            haul.planned_kg += kg;
            return;
        }
        self.state.hauls.push(Haul {
            corridor: row,
            planned_kg: kg,
            carried_kg: 0,
        });
    }

    /// Engines that found no way home are called from the end of their chain when its start lacks some.
    fn call_engines(&mut self, now: u32) {
        for row in 0..self.built.corridors.len() {
            for chain in 0..self.built.corridors[row].chains.len() {
                let of = &self.built.corridors[row].chains[chain];
                let (start, end) = (of.start, of.end);
                let planned = self.state.legs.iter().find(|leg| leg.from == start);
                let needed = planned.map_or(0, |leg| leg.planned as usize);
                let there = self.state.idle[start as usize].len();
                let mut missing = needed.saturating_sub(there);
                if missing == 0 || self.state.idle[end as usize].is_empty() {
                    continue;
                }
                missing -= missing.min(self.nearly_home(start));
                let way_back = of
                    .lines
                    .iter()
                    .rev()
                    .map(|line| line * 2 + 1)
                    .collect::<Vec<_>>();
                let is_open = |step: &u32| self.wait_for(step / 2, now).is_some();
                if !way_back.iter().all(is_open) {
                    continue;
                }
                for _ in 0..missing.min(self.state.idle[end as usize].len()) {
                    let train = self.state.idle[end as usize].remove(0);
                    let called = &mut self.state.trains[train as usize];
                    called.route.clone_from(&way_back);
                    called.bound_for = start;
                    called.home = start;
                    self.set_out(train, now);
                }
            }
        }
    }

    fn nearly_home(&self, station: u32) -> usize {
        let is_near = |train: &&super::state::Train| {
            matches!(train.doing, Doing::Running | Doing::Waiting)
                && train.kg == 0
                && train.bound_for == station
                && self.built.running_s(&train.route[train.leg..]) < SOON_S
        };
        self.state.trains.iter().filter(is_near).count()
    }

    fn set_departures(&mut self, now: u32, dusk: u32) {
        let state = &mut self.state;
        for (place, leg) in state.legs.iter().enumerate() {
            let key = self.built.station_key[leg.from as usize].child(7, place as u32);
            let entry = (now, key, LEG | place as u32, state.edition);
            state.agenda.push(Reverse(entry));
        }
        for (place, haul) in state.hauls.iter().enumerate() {
            let from = self.built.corridors[haul.corridor as usize].chains[0].end;
            let key = self.built.station_key[from as usize].child(8, place as u32);
            let first = dusk + self.built.handling_s / 2;
            let entry = (first, key, HAUL | place as u32, state.edition);
            state.agenda.push(Reverse(entry));
        }
    }
}
