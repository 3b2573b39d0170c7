//! Trains from block to block, unloading.

use std::cmp::Reverse;

use super::Floor;
use super::state::Doing;
use crate::built::NONE;

/// What an entry of the agenda is about stands in its upper bits.
const TRAIN: u32 = 0;
const BLOCK: u32 = 1 << 28;
const LEG: u32 = 2 << 28;
const HAUL: u32 = 3 << 28;
pub(super) const ARRIVAL: u32 = 4 << 28;
const ROW: u32 = BLOCK - 1;
/// Room for the legs of a corridor, in the row of an entry about a leg.
const LEGS: u32 = 2;

/// An entry about a leg of a corridor, by its number there.
pub(super) const fn leg_item(corridor: usize, leg: usize) -> u32 {
    LEG | (corridor as u32 * LEGS + leg as u32)
}

/// An entry about the haul of a corridor.
pub(super) const fn haul_item(corridor: usize) -> u32 {
    HAUL | corridor as u32
}

impl Floor {
    /// Everything on the agenda of the railway in this tick.
    pub(super) fn move_trains(&mut self, now: u32, until: u32) {
        self.call_reopened(now);
        while let Some(&Reverse((second, _, item, stamp))) = self.state.agenda.peek() {
            if second >= until {
                return;
            }
            self.state.agenda.pop();
            let row = item & ROW;
            let is_valid = |corridor: u32| self.state.plans[corridor as usize].edition == stamp;
            match item - row {
                TRAIN => self.train_due(row, second),
                BLOCK if self.state.traffic[row as usize].wake == second => {
                    self.state.traffic[row as usize].wake = NONE;
                    self.admit(row, second);
                }
                LEG if is_valid(row / LEGS) => {
                    self.depart((row / LEGS) as usize, (row % LEGS) as usize, second);
                }
                HAUL if is_valid(row) => self.haul(row as usize, second),
                ARRIVAL => self.trucks_arrive(row),
                _ => {}
            }
        }
    }

    fn call_reopened(&mut self, now: u32) {
        for place in 0..self.state.opened.len() {
            self.call(self.state.opened[place], now);
        }
        for place in 0..self.state.changed.len() {
            let line = self.state.changed[place];
            if self.state.closed[line as usize] == 0 {
                let (first, count) = {
                    let built = &self.built.lines[line as usize];
                    (built.first, built.blocks)
                };
                self.call(first, now);
                self.call(first + count - 1, now);
            }
            let corridor = self.built.corridor_of[line as usize];
            self.state.plans[corridor as usize].is_stale = true;
        }
        self.state.opened.clear();
        self.state.changed.clear();
    }

    fn call(&mut self, block: u32, second: u32) {
        let row = &mut self.state.traffic[block as usize];
        if row.waiting[0].is_empty() && row.waiting[1].is_empty() || row.wake <= second {
            return;
        }
        row.wake = second;
        let key = self.built.blocks[block as usize].key;
        self.state
            .agenda
            .push(Reverse((second, key, BLOCK | block, 0)));
    }

    pub(super) fn due_at(&mut self, train: u32, doing: Doing, second: u32) {
        self.state.trains[train as usize].doing = doing;
        let key = self.built.train_key[train as usize];
        self.state
            .agenda
            .push(Reverse((second, key, TRAIN | train, 0)));
    }

    fn train_due(&mut self, train: u32, second: u32) {
        match self.state.trains[train as usize].doing {
            Doing::Forming => self.set_out(train, second),
            Doing::Running => self.leave_block(train, second),
            Doing::Unloading => self.unloaded(train, second),
            Doing::Idle | Doing::Waiting | Doing::Queued => {}
        }
    }

    /// Starts a train on its route.
    pub(super) fn set_out(&mut self, train: u32, second: u32) {
        let row = &mut self.state.trains[train as usize];
        row.leg = 0;
        row.block = NONE;
        self.seek(train, second);
    }

    /// A train wants its next block: it enters, or waits in the block's line.
    fn seek(&mut self, train: u32, second: u32) {
        let row = &mut self.state.trains[train as usize];
        let step = row.route[row.leg];
        let line = &self.built.lines[(step / 2) as usize];
        let is_inside = row.block != NONE && self.built.blocks[row.block as usize].line == step / 2;
        let block = match (is_inside, step % 2) {
            (true, 0) => row.block + 1,
            (true, _) => row.block - 1,
            (false, 0) => line.first,
            (false, _) => line.first + line.blocks - 1,
        };
        row.doing = Doing::Waiting;
        self.state.traffic[block as usize].waiting[(step % 2) as usize].push(train);
        self.admit(block, second);
    }

    fn admit(&mut self, block: u32, second: u32) {
        let mut again = NONE;
        loop {
            let row = &self.state.traffic[block as usize];
            let turns = row.in_a_row >= self.built.fleet;
            let (heading, first) = (row.heading, row.heading ^ usize::from(turns));
            let mut entered = false;
            for side in [first, 1 - first] {
                let waiting = &self.state.traffic[block as usize].waiting[side];
                let Some(&train) = waiting.first() else {
                    continue;
                };
                match self.free_at(block, side, train) {
                    Some(at) if at <= second => {
                        self.enter(block, side, train, second);
                        entered = true;
                        break;
                    }
                    Some(at) => {
                        again = again.min(at);
                        let built = &self.built.blocks[block as usize];
                        let soon = second + 2 * (built.run_s + built.clear_s);
                        if side == first && turns && heading != side && at < soon {
                            break;
                        }
                    }
                    None => {}
                }
            }
            if !entered {
                break;
            }
            again = NONE;
        }
        if again != NONE {
            self.call(block, again);
        }
    }

    /// When the block is free for a train; `None` until something changes that will call the block.
    fn free_at(&self, block: u32, side: usize, train: u32) -> Option<u32> {
        let (built, row) = (
            &self.built.blocks[block as usize],
            &self.state.traffic[block as usize],
        );
        let (line, train) = (
            &self.built.lines[built.line as usize],
            &self.state.trains[train as usize],
        );
        let comes_along =
            train.block != NONE && self.built.blocks[train.block as usize].line == built.line;
        let is_open = if comes_along {
            self.state.obstacles[block as usize] == 0
        } else {
            self.state.closed[built.line as usize] == 0
        };
        let last = [line.first + line.blocks - 1, line.first][side];
        let ends_here = block == last && train.leg + 1 == train.route.len();
        if !is_open || !ends_here && row.at_end[side] >= built.places[side] {
            return None;
        }
        if row.inside[1 - side] > 0 {
            return None;
        }
        let after = |since: u32, wait: u32| if since == 0 { 0 } else { since - 1 + wait };
        let cleared = after(row.left[1 - side], built.clear_s);
        if self.built.fleet > 1 {
            Some(cleared.max(after(row.entered[side], built.follow_s)))
        } else if row.inside[side] > 0 {
            None
        } else {
            Some(cleared.max(after(row.left[side], built.clear_s)))
        }
    }

    fn enter(&mut self, block: u32, side: usize, train: u32, second: u32) {
        let built = &self.built.blocks[block as usize];
        let (line, follow_s) = (built.line, built.follow_s);
        let is_slow = second < self.state.slow_until[block as usize];
        let run_s = built.run_s + if is_slow { self.built.slow_s } else { 0 };
        let row = &mut self.state.traffic[block as usize];
        row.waiting[side].remove(0);
        if row.heading == side {
            row.in_a_row += 1;
        } else {
            row.heading = side;
            row.in_a_row = 1;
        }
        row.inside[side] += 1;
        row.at_end[side] += 1;
        row.entered[side] = second + 1;
        if !row.waiting[side].is_empty() {
            self.call(block, second + follow_s);
        }
        let row = &mut self.state.trains[train as usize];
        let (left, left_side, kg) = (row.block, row.direction, row.kg);
        row.block = block;
        row.direction = side;
        if left != NONE {
            self.leave_place(left, left_side, second);
        }
        if left == NONE || self.built.blocks[left as usize].line != line {
            self.state.carried_today[line as usize] += kg;
        }
        self.due_at(train, Doing::Running, second + run_s);
    }

    fn leave_place(&mut self, block: u32, side: usize, second: u32) {
        let row = &mut self.state.traffic[block as usize];
        row.at_end[side] -= 1;
        if !row.waiting[side].is_empty() {
            self.call(block, second);
        }
    }

    fn leave_block(&mut self, train: u32, second: u32) {
        let row = &self.state.trains[train as usize];
        let (block, side) = (row.block, row.direction);
        let built = &self.built.blocks[block as usize];
        let line = &self.built.lines[built.line as usize];
        let last = [line.first + line.blocks - 1, line.first][side];
        let (end, cleared) = ([line.to, line.from][side], second + built.clear_s);
        let traffic = &mut self.state.traffic[block as usize];
        traffic.inside[side] -= 1;
        traffic.left[side] = second + 1;
        self.call(block, cleared);
        if block == last {
            let row = &mut self.state.trains[train as usize];
            row.station = end;
            row.leg += 1;
            if row.leg == row.route.len() {
                row.block = NONE;
                self.leave_place(block, side, second);
                self.arrive(train, second);
                return;
            }
        }
        self.seek(train, second);
    }

    fn arrive(&mut self, train: u32, second: u32) {
        let row = &mut self.state.trains[train as usize];
        row.leg = 0;
        if row.kg == 0 {
            self.rest(train);
            return;
        }
        row.doing = Doing::Queued;
        let station = row.station as usize;
        self.state.queue[station].push(train);
        self.unload_next(station, second);
    }

    fn rest(&mut self, train: u32) {
        let row = &mut self.state.trains[train as usize];
        row.doing = Doing::Idle;
        let idle = &mut self.state.idle[row.station as usize];
        let place = idle.partition_point(|&other| other < train);
        idle.insert(place, train);
    }

    fn unload_next(&mut self, station: usize, second: u32) {
        let places = self.built.yard_places[station];
        if self.state.busy[station] >= places || self.state.queue[station].is_empty() {
            return;
        }
        self.state.busy[station] += 1;
        let train = self.state.queue[station].remove(0);
        self.due_at(train, Doing::Unloading, second + self.built.unloading_s);
    }

    fn unloaded(&mut self, train: u32, second: u32) {
        let row = &mut self.state.trains[train as usize];
        let (station, kg, is_final) = (row.station as usize, row.kg, row.is_final);
        row.kg = 0;
        let state = &mut self.state;
        if is_final {
            state.stock[station] += kg;
            state.coming[station] -= kg;
            state.today[0] += kg;
        } else {
            state.transit[station] += kg;
            state.coming_transit[station] -= kg;
        }
        state.today[3] += 1;
        state.busy[station] -= 1;
        self.unload_next(station, second);
        self.turn(train, second);
    }

    /// An empty train goes home the way it came, if the staff can tell when that is open, or stays.
    fn turn(&mut self, train: u32, second: u32) {
        let row = &self.state.trains[train as usize];
        let is_open = |step: &u32| self.wait_for(step / 2, second).is_some();
        if !row.route.iter().all(is_open) {
            self.rest(train);
            return;
        }
        let row = &mut self.state.trains[train as usize];
        row.route.reverse();
        row.route.iter_mut().for_each(|step| *step ^= 1);
        row.bound_for = row.home;
        self.set_out(train, second);
    }
}
