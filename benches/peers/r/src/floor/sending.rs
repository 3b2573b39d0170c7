//! Departures of trains, and trucks over the river.

use std::cmp::Reverse;

use super::Floor;
use super::rail::{ARRIVAL, HAUL, LEG};
use super::state::{Doing, Wave};
use crate::built::TRY_AGAIN_S;

impl Floor {
    pub(super) fn depart(&mut self, leg: u32, second: u32) {
        let plan = &self.state.legs[leg as usize];
        if plan.sent >= plan.planned {
            return;
        }
        let (from, every_s) = (plan.from as usize, plan.every_s);
        let wait = if self.send_train(leg, second) {
            every_s.max(60)
        } else {
            TRY_AGAIN_S
        };
        let plan = &self.state.legs[leg as usize];
        if plan.sent < plan.planned {
            let key = self.built.station_key[from].child(7, leg);
            let entry = (second + wait, key, LEG | leg, self.state.edition);
            self.state.agenda.push(Reverse(entry));
        }
    }

    fn send_train(&mut self, leg: u32, second: u32) -> bool {
        let plan = &self.state.legs[leg as usize];
        let (from, to, railhead) = (plan.from as usize, plan.to as usize, plan.railhead);
        let chain = &self.built.corridors[plan.corridor as usize].chains[plan.chain as usize];
        let Some(&train) = self.state.idle[from].first() else {
            return false;
        };
        let (wanted, full) = (self.wanted(railhead), self.built.full_kg);
        let transit = self.state.transit[from];
        let there = transit + self.state.budget[from].max(0);
        let kg = wanted.min(there).min(full);
        if kg == 0 || 2 * kg < full && kg < wanted {
            return false;
        }
        let from_transit = kg.min(transit);
        self.state.transit[from] -= from_transit;
        self.state.budget[from] -= kg - from_transit;
        let is_final = plan.to == railhead;
        if is_final {
            self.state.coming[to] += kg;
        } else {
            self.state.coming_transit[to] += kg;
        }
        self.state.legs[leg as usize].sent += 1;
        self.state.idle[from].remove(0);
        let row = &mut self.state.trains[train as usize];
        row.route.clear();
        row.route.extend(chain.lines.iter().map(|line| line * 2));
        row.bound_for = to as u32;
        row.home = from as u32;
        row.is_final = is_final;
        row.kg = kg;
        self.due_at(train, Doing::Forming, second + self.built.forming_s);
        true
    }

    pub(super) fn haul(&mut self, haul: u32, second: u32) {
        let plan = &self.state.hauls[haul as usize];
        let corridor = &self.built.corridors[plan.corridor as usize];
        let road = corridor.road.expect("a road");
        let (from, to) = (corridor.chains[0].end as usize, corridor.chains[1].start);
        let left = plan.planned_kg - plan.carried_kg;
        let light = self.sky.next_light(second);
        if left <= 0 || !self.sky.is_dark(second) || second + road.drive_s > light {
            return;
        }
        let lift = self
            .built
            .carried(road.trucks, 1_000)
            .min(self.state.lift[from]);
        let kg = (lift.min(left))
            .min(self.wanted(corridor.railhead))
            .min(self.state.transit[from]);
        if kg > 0 {
            self.send_trucks(haul, from, to, kg, second + road.drive_s);
        }
        let next = second + (2 * road.drive_s + self.built.handling_s).max(900);
        if next < light {
            let key = self.built.station_key[from].child(8, haul);
            let entry = (next, key, HAUL | haul, self.state.edition);
            self.state.agenda.push(Reverse(entry));
        }
    }

    fn send_trucks(&mut self, haul: u32, from: usize, to: u32, kg: i64, over: u32) {
        let state = &mut self.state;
        state.hauls[haul as usize].carried_kg += kg;
        state.lift[from] -= kg;
        state.transit[from] -= kg;
        state.coming_transit[to as usize] += kg;
        state.today[2] += kg;
        let wave = Wave { to, kg };
        let slot = if let Some(slot) = state.free_waves.pop() {
            state.waves[slot as usize] = wave;
            slot
        } else {
            state.waves.push(wave);
            state.waves.len() as u32 - 1
        };
        state.waves_sent += 1;
        let key = self.built.station_key[from].child(10, state.waves_sent);
        let entry = (over + self.built.handling_s / 2, key, ARRIVAL | slot, 0);
        state.agenda.push(Reverse(entry));
    }

    pub(super) fn trucks_arrive(&mut self, slot: u32) {
        let Wave { to, kg } = self.state.waves[slot as usize];
        self.state.free_waves.push(slot);
        self.state.transit[to as usize] += kg;
        self.state.coming_transit[to as usize] -= kg;
    }
}
