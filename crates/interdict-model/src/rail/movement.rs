//! # Movement
//!
//! What happens: trains run from block to block. A train that cannot have the next block waits where it
//! stands, and the block calls it when something has changed. A train enters a line only when the whole
//! line is open and it can be at its far end before first light; caught between stations by the day
//! or by a cut, it stays at a passing place until night or until the line is mended.
//!
//! Rule: see `block`. When both directions wait, fleets of at most `rail.fleet_size` take turns.
//!
//! Assumes: a train inside a block when it is cut was not under the bomb, and goes on.
//!
//! Reads: [`Closures`](crate::damage::closure::Closures), [`Sky`](crate::sky::Sky). Writes: trains,
//! blocks. Chance: none.

use interdict_engine::agenda::Due;

use crate::definitions::DUSK_S;
use crate::outcomes::{AreaSeries, LineSeries};
use crate::rail::block::NEVER;
use crate::rail::dispatcher::{Dispatcher, Item, Railway};
use crate::rail::train::{NOWHERE, TrainState};
use crate::sky::DayOrNight;

/// Works through everything on the railway's agenda that is due in this tick.
pub fn run(mut railway: Railway) {
    let (until, now) = (railway.clock.until, railway.clock.now);
    let mut desk = railway.desk();
    desk.post_hits();
    desk.call_reopened(now);
    for island in 0..desk.agenda.len() {
        while let Some(due) = desk.agenda[island].next_before(until) {
            desk.turn_to(island, due);
        }
    }
}

/// Whether a train may enter a block now.
enum Entry {
    Free,
    /// Not before this second.
    At(u32),
    /// Not until something changes that will call the block.
    Called,
}

impl Dispatcher<'_> {
    #[inline]
    fn turn_to(&mut self, island: usize, due: Due) {
        match Item::of(due.item) {
            Item::Train(train) => {
                if self.trains[train as usize].stamp == due.stamp {
                    self.train_due(train, due.second);
                }
            }
            Item::Block(block) => {
                if self.blocks[block as usize].wake == due.second {
                    self.blocks[block as usize].wake = NEVER;
                    self.admit(block, due.second);
                }
            }
            Item::Leg(leg) => {
                if self.timetable.plans[island].edition == due.stamp {
                    self.depart(island, leg, due.second);
                }
            }
            Item::Haul(haul) => {
                if self.timetable.plans[island].edition == due.stamp {
                    self.haul(island, haul, due.second);
                }
            }
            Item::Arrival(load) => self.trucks_arrive(load, due.second),
        }
    }

    /// Puts the end of a train's present state on the agenda.
    #[expect(clippy::inline_always, reason = "a train does this in every block")]
    #[inline(always)]
    pub(super) fn due_at(&mut self, train: u32, state: TrainState, second: u32) {
        let row = &mut self.trains[train as usize];
        row.state = state;
        row.due = second;
        row.stamp = row.stamp.wrapping_add(1);
        let (station, key, stamp) = (row.station, row.key, row.stamp);
        self.agenda_at(station)
            .put(second, key, Item::Train(train).code(), stamp);
    }

    fn train_due(&mut self, train: u32, second: u32) {
        match self.trains[train as usize].state {
            TrainState::Forming => self.set_out(train, second),
            TrainState::Running => self.leave_block(train, second),
            TrainState::SettingDown => self.set_down(train, second),
            TrainState::Unloading => self.unloaded(train, second),
            TrainState::Disabled => self.fit_again(train),
            TrainState::Idle | TrainState::Waiting | TrainState::Queued => {}
        }
    }

    /// Calls the waiting trains of blocks and lines that reopened.
    fn call_reopened(&mut self, now: u32) {
        if self.closures.opened.is_empty() && self.closures.changed.is_empty() {
            return;
        }
        for place in 0..self.closures.opened.len() {
            let block = self.closures.opened[place];
            self.call(block, now);
        }
        for place in 0..self.closures.changed.len() {
            let line = self.closures.changed[place];
            let built = self.network.lines[line as usize];
            if self.closures.is_line_open(line) {
                self.call(built.first, now);
                self.call(built.first + built.blocks - 1, now);
            }
            let (island, _) = self.islands.place(built.from);
            self.timetable.plans[island as usize].is_stale = true;
        }
        self.closures.opened.clear();
        self.closures.changed.clear();
    }

    /// Has a block look at its waiting trains at a second.
    #[inline]
    fn call(&mut self, block: u32, second: u32) {
        if self.blocks[block as usize].is_wanted() {
            self.call_waiting(block, second);
        }
    }

    fn call_waiting(&mut self, block: u32, second: u32) {
        let row = &mut self.blocks[block as usize];
        if row.wake <= second {
            return;
        }
        row.wake = second;
        let key = self.network.block_key[block as usize];
        self.agenda_in(block)
            .put(second, key, Item::Block(block).code(), 0);
    }

    /// Starts a train on its route: it waits for the first block.
    pub(super) fn set_out(&mut self, train: u32, second: u32) {
        let row = &mut self.trains[train as usize];
        row.leg = 0;
        row.block = NOWHERE;
        if row.route.is_empty() {
            self.arrive(train, second);
            return;
        }
        self.seek_line(train, second);
    }

    /// A train in a station wants the first block of its next line.
    pub(super) fn seek_line(&mut self, train: u32, second: u32) {
        let row = &self.trains[train as usize];
        let step = row.route[row.leg as usize];
        let (line, direction) = (step / 2, (step % 2) as u8);
        let built = &self.network.lines[line as usize];
        let inside = row.block != NOWHERE && self.network.block_line[row.block as usize] == line;
        let block = match (inside, direction) {
            (true, 0) => row.block + 1,
            (true, _) => row.block - 1,
            (false, 0) => built.first,
            (false, _) => built.first + built.blocks - 1,
        };
        self.seek(train, block, direction, second);
    }

    /// A train wants a block: it enters, or waits in the block's line.
    #[inline]
    fn seek(&mut self, train: u32, block: u32, direction: u8, second: u32) {
        if self.blocks[block as usize].is_wanted() {
            self.wait(train, block, direction);
            self.admit(block, second);
            return;
        }
        // Mostly nobody else wants the block, and there is no turn to be kept.
        match self.entry(block, direction, train, second) {
            Entry::Free => self.enter(block, direction, train, second),
            Entry::At(at) => {
                self.wait(train, block, direction);
                self.call(block, at);
            }
            Entry::Called => self.wait(train, block, direction),
        }
    }

    fn wait(&mut self, train: u32, block: u32, direction: u8) {
        self.trains[train as usize].state = TrainState::Waiting;
        self.blocks[block as usize].queue(direction, train, self.trains);
    }

    /// Lets in whoever may enter a block now, and has it look again when the next may.
    fn admit(&mut self, block: u32, second: u32) {
        let mut again = NEVER;
        let mut entered = None;
        'asking: loop {
            let row = &self.blocks[block as usize];
            let first = if row.in_a_row >= self.knobs.fleet_size && !row.is_double {
                1 - row.heading
            } else {
                row.heading
            };
            for direction in [first, 1 - first] {
                // No second train enters in the same second: the next has been called when it may follow.
                if entered == Some(direction) {
                    continue;
                }
                let Some(train) = self.blocks[block as usize].first_waiting(direction, self.trains)
                else {
                    continue;
                };
                match self.entry(block, direction, train, second) {
                    Entry::Free => {
                        self.blocks[block as usize].leave_queue(direction, train, self.trains);
                        self.enter(block, direction, train, second);
                        entered = Some(direction);
                        again = NEVER;
                        continue 'asking;
                    }
                    Entry::At(at) => {
                        again = again.min(at);
                        // The turn of the other side is kept for it, if it can come at all.
                        if direction == first && self.trains_meet(block, first, second, at) {
                            break;
                        }
                    }
                    Entry::Called => {}
                }
            }
            break;
        }
        if again != NEVER {
            self.call(block, again);
        }
    }

    /// The side whose turn it is waits only for the track to clear: then nobody slips in before it.
    fn trains_meet(&self, block: u32, direction: u8, second: u32, at: u32) -> bool {
        let row = &self.blocks[block as usize];
        row.in_a_row >= self.knobs.fleet_size
            && row.heading != direction
            && at < second + 2 * (row.run_s + row.clear_s)
    }

    #[expect(clippy::inline_always, reason = "a train does this in every block")]
    #[inline(always)]
    fn entry(&self, block: u32, direction: u8, train: u32, second: u32) -> Entry {
        let row = &self.blocks[block as usize];
        let line = self.network.block_line[block as usize];
        let built = &self.network.lines[line as usize];
        let at_start = self.trains[train as usize].block == NOWHERE
            || self.network.block_line[self.trains[train as usize].block as usize] != line;
        let is_open = if at_start {
            self.closures.is_line_open(line)
        } else {
            self.closures.is_open(block)
        };
        if !is_open {
            return Entry::Called;
        }
        let is_last = if direction == 0 {
            block + 1 == built.first + built.blocks
        } else {
            block == built.first
        };
        let ends_here = is_last
            && self.trains[train as usize].leg as usize + 1
                == self.trains[train as usize].route.len();
        if !ends_here && !row.has_place(direction) {
            return Entry::Called;
        }
        if !built.by_day {
            let light = match self.sky.day_or_night(second) {
                DayOrNight::Day { until: dusk } => return Entry::At(dusk),
                DayOrNight::Night { until: light } => light,
            };
            let needed = row.to_end_s[usize::from(direction)] + self.knobs.dawn_margin_s;
            if second + needed > light {
                // A line too long for any night is entered at dusk all the same.
                let dark_for = light.saturating_sub(second);
                if dark_for < needed && !self.just_dark(second) {
                    return Entry::At(self.sky.next_dark(light));
                }
            }
        }
        let fleets = self.knobs.fleet_size > 1;
        match row.track_free(direction, fleets) {
            None => Entry::Called,
            Some(free) if free > second => Entry::At(free),
            Some(_) => Entry::Free,
        }
    }

    /// It has been dark for less than [`DUSK_S`].
    fn just_dark(&self, second: u32) -> bool {
        second < DUSK_S || !self.sky.is_dark(second - DUSK_S)
    }

    #[expect(clippy::inline_always, reason = "a train does this in every block")]
    #[inline(always)]
    fn enter(&mut self, block: u32, direction: u8, train: u32, second: u32) {
        let side = usize::from(direction);
        let line = self.network.block_line[block as usize];
        let row = &mut self.blocks[block as usize];
        if row.heading == direction {
            row.in_a_row += 1;
        } else {
            row.heading = direction;
            row.in_a_row = 1;
        }
        row.inside[side] += 1;
        row.at_end[side] += 1;
        row.entered[side] = second + 1;
        let run = row.run_s + self.closures.extra_s(block, second);
        if row.last_waiting[side] != NOWHERE {
            let follow = second + row.follow_s;
            self.call(block, follow);
        }
        let left = self.trains[train as usize].block;
        let left_direction = self.trains[train as usize].direction;
        if left != NOWHERE {
            self.leave_place(left, left_direction, second);
        }
        let from_outside = left == NOWHERE || self.network.block_line[left as usize] != line;
        if from_outside && self.trains[train as usize].kg() > 0 {
            self.measures.add_line(line, LineSeries::Trains, 1);
            self.measures
                .add_line(line, LineSeries::Load, self.trains[train as usize].kg());
        }
        let row = &mut self.trains[train as usize];
        row.block = block;
        row.direction = direction;
        let delay = std::mem::take(&mut row.delay);
        self.due_at(train, TrainState::Running, second + run + delay);
    }

    /// The place at the end of a block is free again: a train behind it may be waiting for it.
    pub(super) fn leave_place(&mut self, block: u32, direction: u8, second: u32) {
        let row = &mut self.blocks[block as usize];
        row.at_end[usize::from(direction)] -= 1;
        if row.last_waiting[usize::from(direction)] != NOWHERE {
            self.call(block, second);
        }
    }

    #[inline]
    fn leave_block(&mut self, train: u32, second: u32) {
        let (block, direction) = (
            self.trains[train as usize].block,
            self.trains[train as usize].direction,
        );
        let row = &mut self.blocks[block as usize];
        row.inside[usize::from(direction)] -= 1;
        row.left[usize::from(direction)] = second + 1;
        let cleared = second + row.clear_s;
        self.call(block, cleared);
        let line = self.network.block_line[block as usize];
        let built = self.network.lines[line as usize];
        let (last, end) = if direction == 0 {
            (built.first + built.blocks - 1, built.to)
        } else {
            (built.first, built.from)
        };
        if block != last {
            let next = if direction == 0 { block + 1 } else { block - 1 };
            self.seek(train, next, direction, second);
            return;
        }
        let kg = self.trains[train as usize].kg();
        if kg > 0 {
            for &area in &self.passages[line as usize].areas[usize::from(direction)] {
                self.measures.add_area(area, AreaSeries::Passed, kg);
            }
        }
        let row = &mut self.trains[train as usize];
        row.station = end;
        row.leg += 1;
        if row.leg as usize == row.route.len() {
            row.block = NOWHERE;
            self.leave_place(block, direction, second);
            self.arrive(train, second);
        } else if self.sets_down_at(train, end) {
            let done = second + self.knobs.set_down_s;
            self.due_at(train, TrainState::SettingDown, done);
        } else {
            self.seek_line(train, second);
        }
    }
}
