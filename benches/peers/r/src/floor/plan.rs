//! The plans of the corridors: departures, waves of trucks, engines that are called home.

use std::cmp::Reverse;

use super::Floor;
use super::rail::{haul_item, leg_item};
use super::state::{Doing, Leg};
use crate::planned::SOON_S;

impl Floor {
    /// Makes the plans of all corridors.
    pub(super) fn plan(&mut self, now: u32) {
        for plan in &mut self.state.plans {
            plan.is_stale = true;
        }
        self.revise(now);
    }

    /// Makes the plans of those corridors anew of which a line has closed or opened since.
    pub(super) fn revise(&mut self, now: u32) {
        let plans = self.state.plans.iter().enumerate();
        let stale = plans.filter(|(_, plan)| plan.is_stale);
        let stale: Vec<usize> = stale.map(|(row, _)| row).collect();
        if stale.is_empty() {
            return;
        }
        let dusk = if self.sky.is_dark(now) {
            now
        } else {
            self.sky.next_dark(now)
        };
        let night = self.sky.next_light(dusk) - dusk;
        let against = self.coming_back(night);
        for row in stale {
            let plan = &mut self.state.plans[row];
            plan.edition += 1;
            plan.is_stale = false;
            plan.legs.clear();
            plan.haul = None;
            self.refill_lift(row, night);
            self.plan_corridor(row, now, night, &against);
            self.call_engines(row, now);
            self.set_departures(row, now, dusk);
        }
    }

    fn plan_corridor(&mut self, row: usize, now: u32, night: u32, against: &[u32]) {
        let (state, corridor) = (&self.state, &self.built.corridors[row]);
        let wanted = self.wanted(corridor.railhead);
        let there = |station: u32| {
            let place = station as usize;
            state.transit[place].min(wanted) + state.coming_transit[place].min(wanted)
        };
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

    /// What the trucks can lift in the night.
    fn refill_lift(&mut self, row: usize, night: u32) {
        let corridor = &self.built.corridors[row];
        if let Some(road) = corridor.road {
            let from = corridor.chains[0].end as usize;
            self.state.lift[from] = self.built.lift(road, night);
        }
    }

    fn add_leg(&mut self, row: usize, chain: usize, units: u32, night: u32) {
        let (legs, number) = (&mut self.state.plans[row].legs, chain as u32);
        if let Some(leg) = legs.iter_mut().find(|leg| leg.chain == number) {
            leg.planned += units;
            leg.every_s = night / leg.planned;
            return;
        }
        let of = &self.built.corridors[row].chains[chain];
        legs.push(Leg {
            from: of.start,
            to: of.end,
            chain: number,
            planned: units,
            sent: 0,
            every_s: night / units,
        });
    }

    fn add_haul(&mut self, row: usize, kg: i64) {
        let haul = self.state.plans[row].haul.get_or_insert_default();
        haul.planned_kg += kg;
    }

    /// Engines that found no way home are called from the end of their chain when its start lacks some.
    fn call_engines(&mut self, row: usize, now: u32) {
        for chain in 0..self.built.corridors[row].chains.len() {
            let of = &self.built.corridors[row].chains[chain];
            let (start, end) = (of.start, of.end);
            let mut legs = self.state.plans[row].legs.iter();
            let planned = legs.find(|leg| leg.from == start);
            let needed = planned.map_or(0, |leg| leg.planned as usize);
            let there = self.state.idle[start as usize].len();
            let mut missing = needed.saturating_sub(there);
            if missing == 0 || self.state.idle[end as usize].is_empty() {
                continue;
            }
            missing -= missing.min(self.nearly_home(start));
            let lines = of.lines.iter().rev();
            let way_back: Vec<u32> = lines.map(|line| line * 2 + 1).collect();
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

    fn nearly_home(&self, station: u32) -> usize {
        let is_near = |train: &&super::state::Train| {
            matches!(train.doing, Doing::Running | Doing::Waiting)
                && train.kg == 0
                && train.bound_for == station
                && self.built.running_s(&train.route[train.leg..]) < SOON_S
        };
        self.state.trains.iter().filter(is_near).count()
    }

    fn set_departures(&mut self, row: usize, now: u32, dusk: u32) {
        let plan = &self.state.plans[row];
        let agenda = &mut self.state.agenda;
        for (number, leg) in plan.legs.iter().enumerate() {
            let key = self.built.station_key[leg.from as usize].child(7, number as u32);
            let entry = (now, key, leg_item(row, number), plan.edition);
            agenda.push(Reverse(entry));
        }
        if plan.haul.is_some() {
            let from = self.built.corridors[row].chains[0].end;
            let key = self.built.station_key[from as usize].child(8, 0);
            let first = dusk + self.built.handling_s / 2;
            let entry = (first, key, haul_item(row), plan.edition);
            agenda.push(Reverse(entry));
        }
    }
}
