//! Departures of trains, and trucks over the river.

use std::cmp::Reverse;

use super::Floor;
use super::rail::{ARRIVAL, haul_item, leg_item};
use super::state::{Doing, Wave};
use crate::built::TRY_AGAIN_S;

impl Floor {
    /// A departure of the plan of a corridor is due.
    pub(super) fn depart(&mut self, corridor: usize, leg: usize, second: u32) {
        let plan = &self.state.plans[corridor].legs[leg];
        if plan.sent >= plan.planned {
            return;
        }
        let (from, every_s) = (plan.from as usize, plan.every_s);
        let wait = if self.send_train(corridor, leg, second) {
            every_s.max(60)
        } else {
            TRY_AGAIN_S
        };
        let plan = &self.state.plans[corridor];
        if plan.legs[leg].sent < plan.legs[leg].planned {
            let key = self.built.station_key[from].child(7, leg as u32);
            let entry = (second + wait, key, leg_item(corridor, leg), plan.edition);
            self.state.agenda.push(Reverse(entry));
        }
    }

    fn send_train(&mut self, corridor: usize, leg: usize, second: u32) -> bool {
        let plan = &self.state.plans[corridor].legs[leg];
        let (from, to) = (plan.from as usize, plan.to as usize);
        let railhead = self.built.corridors[corridor].railhead;
        let chain = &self.built.corridors[corridor].chains[plan.chain as usize];
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
        self.state.plans[corridor].legs[leg].sent += 1;
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

    /// A wave of trucks of the plan of a corridor is due.
    pub(super) fn haul(&mut self, row: usize, second: u32) {
        let corridor = &self.built.corridors[row];
        let plan = &self.state.plans[row];
        let haul = plan.haul.as_ref().expect("a haul");
        let edition = plan.edition;
        let road = corridor.road.expect("a road");
        let (from, to) = (corridor.chains[0].end as usize, corridor.chains[1].start);
        let left = haul.planned_kg - haul.carried_kg;
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
            self.send_trucks(row, from, to, kg, second + road.drive_s);
        }
        let next = second + (2 * road.drive_s + self.built.handling_s).max(900);
        if next < light {
            let key = self.built.station_key[from].child(8, 0);
            let entry = (next, key, haul_item(row), edition);
            self.state.agenda.push(Reverse(entry));
        }
    }

    fn send_trucks(&mut self, row: usize, from: usize, to: u32, kg: i64, over: u32) {
        let state = &mut self.state;
        let haul = state.plans[row].haul.as_mut().expect("a haul");
        haul.carried_kg += kg;
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
