//! Who may enter a block, and when.

use super::{Doing, Track};
use kernel_r::built::NONE;

impl Track {
    /// Lets in who may enter.
    pub(super) fn admit(&mut self, block: u32, second: u32) {
        loop {
            let mut again = NONE;
            let row = &self.traffic[self.place(block)];
            let turns = row.in_a_row >= self.built.fleet;
            let (heading, first) = (row.heading, row.heading ^ usize::from(turns));
            let mut entered = false;
            for side in [first, 1 - first] {
                match self.free_at(block, side) {
                    Some(at) if at <= second => {
                        self.enter(block, side, second);
                        entered = true;
                        break;
                    }
                    Some(at) => {
                        again = again.min(at);
                        let built = self.block(block);
                        let soon = second + 2 * (built.run_s + built.clear_s);
                        if side != heading && side == first && at < soon {
                            break;
                        }
                    }
                    None => {}
                }
            }
            if !entered {
                if again != NONE {
                    self.call(block, again);
                }
                return;
            }
        }
    }

    /// When the block is free for the first of a direction; `None` until something changes.
    fn free_at(&self, block: u32, side: usize) -> Option<u32> {
        let (built, place) = (self.block(block), self.place(block));
        let row = &self.traffic[place];
        let train = &self.trains[*row.waiting[side].front()?];
        let comes_along = train.block != NONE && self.block(train.block).line == built.line;
        let is_open = if comes_along {
            self.obstacles[place] == 0
        } else {
            self.closed[self.line_place(built.line)] == 0
        };
        let line = &self.built.lines[built.line as usize];
        let ends_here = block == line.ends(side) && train.leg + 1 == self.chain.lines.len();
        let has_place = ends_here || row.at_end[side] < built.places[side];
        if !is_open || !has_place || row.inside[1 - side] > 0 {
            return None;
        }
        let after = |since: u32, wait: u32| if since == 0 { 0 } else { since - 1 + wait };
        let cleared = after(row.left[1 - side], built.clear_s);
        Some(cleared.max(after(row.entered[side], built.follow_s)))
    }

    fn enter(&mut self, block: u32, side: usize, second: u32) {
        let place = self.place(block);
        let built = self.block(block);
        let (line, follow_s) = (built.line, built.follow_s);
        let is_slow = second < self.slow_until[place];
        let run_s = built.run_s + if is_slow { self.built.slow_s } else { 0 };
        let row = &mut self.traffic[place];
        let train = row.waiting[side].pop_front().expect("somebody waits");
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
        let row = &mut self.trains[train];
        let (left, kg) = (row.block, row.kg);
        row.block = block;
        if left != NONE {
            self.leave_place(left, side, second);
        }
        if left == NONE || self.block(left).line != line {
            let line = self.line_place(line);
            self.carried_today[line] += kg;
        }
        self.due_at(train, Doing::Running, second + run_s);
    }

    fn leave_place(&mut self, block: u32, side: usize, second: u32) {
        let place = self.place(block);
        let row = &mut self.traffic[place];
        row.at_end[side] -= 1;
        if !row.waiting[side].is_empty() {
            self.call(block, second);
        }
    }

    pub(super) fn leave_block(&mut self, train: usize, second: u32) {
        let row = &self.trains[train];
        let (block, side) = (row.block, row.direction);
        let built = self.block(block);
        let is_last = block == self.built.lines[built.line as usize].ends(side);
        let cleared = second + built.clear_s;
        let place = self.place(block);
        let traffic = &mut self.traffic[place];
        traffic.inside[side] -= 1;
        traffic.left[side] = second + 1;
        self.call(block, cleared);
        if is_last {
            let row = &mut self.trains[train];
            row.leg += 1;
            if row.leg == self.chain.lines.len() {
                row.block = NONE;
                row.leg = 0;
                self.leave_place(block, side, second);
                self.arrive(train, second);
                return;
            }
        }
        self.seek(train, second);
    }
}
