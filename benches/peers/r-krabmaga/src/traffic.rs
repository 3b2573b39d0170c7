//! Who is in a block, who wants to be, and who may enter next.

use kernel_r::built::NONE;

use crate::railway::{Doing, Railway};

/// Who is in a block and who wants to be, by direction.
#[derive(Clone, Default)]
pub(crate) struct Traffic {
    pub(crate) inside: [u16; 2],
    at_end: [u16; 2],
    heading: usize,
    in_a_row: u16,
    /// When the last one entered and left; plus one, so that 0 means never.
    entered: [u32; 2],
    pub(crate) left: [u32; 2],
    /// When the last place became free that was missing.
    freed: [u32; 2],
    /// When the block or its line was opened.
    pub(crate) opened: u32,
    /// Those who wait, with the second at which they came.
    waiting: [Vec<(u32, u32)>; 2],
}

impl Railway {
    /// Starts a train on its route.
    pub(crate) fn set_out(&mut self, train: u32, second: u32) {
        let row = &mut self.trains[train as usize];
        row.leg = 0;
        row.block = NONE;
        self.seek(train, second);
    }

    /// A train joins those who wait for its next block.
    pub(crate) fn seek(&mut self, train: u32, second: u32) {
        let row = &mut self.trains[train as usize];
        let step = row.route[row.leg];
        let (line, side) = (&self.built.lines[(step / 2) as usize], (step % 2) as usize);
        let is_inside = row.block != NONE && self.built.blocks[row.block as usize].line == step / 2;
        let block = match (is_inside, side) {
            (true, 0) => row.block + 1,
            (true, _) => row.block - 1,
            (false, _) => line.begins(side),
        };
        row.doing = Doing::Waiting;
        row.due = NONE;
        let waiting = &mut self.traffic[block as usize].waiting[side];
        let place = waiting.partition_point(|&(since, _)| since <= second);
        waiting.insert(place, (second, train));
    }

    /// Who enters a block next, if nothing changes: when, from which side.
    pub(crate) fn next_entry(&self, block: u32) -> Option<(u32, usize)> {
        let row = &self.traffic[block as usize];
        if row.waiting.iter().all(Vec::is_empty) {
            return None;
        }
        let free = [0, 1].map(|side| self.free_at(block, side));
        let soonest = free.iter().flatten().copied().min()?;
        let turns = row.in_a_row >= self.built.fleet;
        let first = row.heading ^ usize::from(turns);
        let built = &self.built.blocks[block as usize];
        let kept = if turns {
            2 * (built.run_s + built.clear_s)
        } else {
            1
        };
        match free[first] {
            Some(second) if second < soonest + kept => Some((second, first)),
            _ => Some((soonest, 1 - first)),
        }
    }

    /// When the block is free for the first of a direction.
    fn free_at(&self, block: u32, side: usize) -> Option<u32> {
        let row = &self.traffic[block as usize];
        let &(since, train) = row.waiting[side].first()?;
        let (built, train) = (
            &self.built.blocks[block as usize],
            &self.trains[train as usize],
        );
        let comes_along =
            train.block != NONE && self.built.blocks[train.block as usize].line == built.line;
        let is_open = if comes_along {
            self.obstacles[block as usize] == 0
        } else {
            self.closed[built.line as usize] == 0
        };
        let line = &self.built.lines[built.line as usize];
        let ends_here = block == line.ends(side) && train.leg + 1 == train.route.len();
        let has_place = ends_here || row.at_end[side] < built.places[side];
        if !is_open || !has_place || row.inside[1 - side] > 0 {
            return None;
        }
        let after = |since: u32, wait: u32| if since == 0 { 0 } else { since - 1 + wait };
        let cleared = after(row.left[1 - side], built.clear_s);
        let followed = after(row.entered[side], built.follow_s);
        let had_place = if ends_here { 0 } else { row.freed[side] };
        let bounds = [since, cleared, followed, had_place, row.opened];
        bounds.into_iter().max()
    }

    /// The first of a direction enters a block.
    pub(crate) fn enter(&mut self, block: u32, side: usize, second: u32) {
        let built = &self.built.blocks[block as usize];
        let is_slow = second < self.slow_until[block as usize];
        let run_s = built.run_s + if is_slow { self.built.slow_s } else { 0 };
        let row = &mut self.traffic[block as usize];
        let (_, train) = row.waiting[side].remove(0);
        if row.heading == side {
            row.in_a_row += 1;
        } else {
            row.heading = side;
            row.in_a_row = 1;
        }
        row.inside[side] += 1;
        row.at_end[side] += 1;
        row.entered[side] = second + 1;
        let line = built.line;
        let row = &mut self.trains[train as usize];
        let (left, left_side, kg) = (row.block, row.direction, row.kg);
        row.block = block;
        row.direction = side;
        row.doing = Doing::Running;
        row.due = second + run_s;
        if left != NONE {
            self.leave_place(left, left_side, second);
        }
        if left == NONE || self.built.blocks[left as usize].line != line {
            self.carried_today[line as usize] += kg;
        }
    }

    /// A place at the far end of a block becomes free.
    pub(crate) fn leave_place(&mut self, block: u32, side: usize, second: u32) {
        let row = &mut self.traffic[block as usize];
        if row.at_end[side] == self.built.blocks[block as usize].places[side] {
            row.freed[side] = second;
        }
        row.at_end[side] -= 1;
    }
}
