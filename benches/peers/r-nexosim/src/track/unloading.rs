//! Trains at the end of their way.

use super::{Doing, Track};

impl Track {
    pub(super) fn arrive(&mut self, train: usize, second: u32) {
        if self.trains[train].direction == 1 {
            self.rest(train, 0);
            return;
        }
        self.trains[train].doing = Doing::Queued;
        self.queue.push_back(train);
        self.unload_next(second);
    }

    fn rest(&mut self, train: usize, end: usize) {
        self.trains[train].doing = Doing::Idle;
        let idle = &mut self.idle[end];
        let place = idle.partition_point(|&other| other < train);
        idle.insert(place, train);
    }

    fn unload_next(&mut self, second: u32) {
        if self.busy >= self.built.yard_places[self.chain.end as usize] {
            return;
        }
        if let Some(train) = self.queue.pop_front() {
            self.busy += 1;
            let done = second + self.built.unloading_s;
            self.due_at(train, Doing::Unloading, done);
        }
    }

    /// A train is unloaded: goes home, if somebody can tell when the way is open, or stays. What it carried.
    pub(super) fn unloaded(&mut self, train: usize, second: u32) -> i64 {
        let kg = std::mem::take(&mut self.trains[train].kg);
        self.busy -= 1;
        self.unload_next(second);
        if self.is_passable(second) {
            self.set_out(train, 1, second);
        } else {
            self.rest(train, 1);
        }
        kg
    }
}
