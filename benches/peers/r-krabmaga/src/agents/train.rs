//! A train: formed, running, waiting, unloaded.

use kernel_r::built::NONE;
use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;

use crate::railway::{Doing, Railway};

/// The agent of a train; what all can see of it stands in the railway.
#[derive(Clone)]
pub(crate) struct TrainAgent {
    train: u32,
}

impl TrainAgent {
    pub(crate) const fn new(train: u32) -> Self {
        Self { train }
    }

    fn leave_block(&self, railway: &mut Railway, second: u32) {
        let row = &mut railway.trains[self.train as usize];
        let (block, side) = (row.block, row.direction);
        let line = &railway.built.lines[railway.built.blocks[block as usize].line as usize];
        let traffic = &mut railway.traffic[block as usize];
        traffic.inside[side] -= 1;
        traffic.left[side] = second + 1;
        if block == line.ends(side) {
            row.station = [line.to, line.from][side];
            row.leg += 1;
            if row.leg == row.route.len() {
                row.block = NONE;
                row.leg = 0;
                railway.leave_place(block, side, second);
                self.arrive(railway, second);
                return;
            }
        }
        railway.seek(self.train, second);
    }

    fn arrive(&self, railway: &mut Railway, second: u32) {
        let row = &mut railway.trains[self.train as usize];
        if row.kg == 0 {
            self.rest(railway);
            return;
        }
        row.doing = Doing::Queued;
        let station = row.station as usize;
        railway.queue[station].push(self.train);
        railway.unload_next(station, second);
    }

    fn rest(&self, railway: &mut Railway) {
        let row = &mut railway.trains[self.train as usize];
        row.doing = Doing::Idle;
        let idle = &mut railway.idle[row.station as usize];
        let place = idle.partition_point(|&other| other < self.train);
        idle.insert(place, self.train);
    }

    fn unloaded(&self, railway: &mut Railway, second: u32) {
        let row = &mut railway.trains[self.train as usize];
        let (station, kg, is_final) = (row.station as usize, row.kg, row.is_final);
        row.kg = 0;
        if is_final {
            railway.stock[station] += kg;
            railway.coming[station] -= kg;
            railway.today[0] += kg;
        } else {
            railway.transit[station] += kg;
            railway.coming_transit[station] -= kg;
        }
        railway.today[3] += 1;
        railway.busy[station] -= 1;
        railway.unload_next(station, second);
        self.turn(railway, second);
    }

    /// Empty, it goes home the way it came, if the staff can tell when that is open, or stays.
    fn turn(&self, railway: &mut Railway, second: u32) {
        let way = &railway.trains[self.train as usize].route;
        if !railway.is_passable(way, second) {
            self.rest(railway);
            return;
        }
        let row = &mut railway.trains[self.train as usize];
        row.route.reverse();
        row.route.iter_mut().for_each(|step| *step ^= 1);
        railway.set_out(self.train, second);
    }
}

impl Agent for TrainAgent {
    fn step(&mut self, state: &mut dyn State) {
        let railway = Railway::of(state);
        let row = &mut railway.trains[self.train as usize];
        let second = row.due;
        if second >= railway.now + kernel_r::built::TICK {
            return;
        }
        row.due = NONE;
        match row.doing {
            Doing::Forming => railway.set_out(self.train, second),
            Doing::Running => self.leave_block(railway, second),
            Doing::Unloading => self.unloaded(railway, second),
            Doing::Idle | Doing::Waiting | Doing::Queued => {}
        }
    }
}
