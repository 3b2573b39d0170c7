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
use crate::rail::train::TrainState;
use crate::row::{BlockRow, Direction, IslandRow, TrainRow};
use crate::sky::DayOrNight;

/// Works through everything on the railway's agenda that is due in this tick.
pub fn run(mut railway: Railway) {
    let (until, now) = (railway.clock.until, railway.clock.now);
    let mut desk = railway.desk();
    desk.post_hits();
    desk.post_yard_strikes();
    desk.call_reopened(now);
    for island in IslandRow::first(desk.agenda.len()) {
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
    fn turn_to(&mut self, island: IslandRow, due: Due) {
        match Item::of(due.item) {
            Item::Train(train) => {
                if self.trains[train].stamp == due.stamp {
                    self.train_due(train, due.second);
                }
            }
            Item::Block(block) => {
                if self.blocks[block].wake == due.second {
                    self.blocks[block].wake = NEVER;
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
            Item::Places(station) => self.clear_places(station, due.stamp, due.second),
        }
    }

    /// Puts the end of a train's present state on the agenda.
    #[expect(clippy::inline_always, reason = "a train does this in every block")]
    #[inline(always)]
    pub(super) fn due_at(&mut self, train: TrainRow, state: TrainState, second: u32) {
        let row = &mut self.trains[train];
        row.state = state;
        row.due = second;
        row.stamp = row.stamp.wrapping_add(1);
        let (station, key, stamp) = (row.station, row.key, row.stamp);
        self.agenda_at(station)
            .put(second, key, Item::Train(train).code(), stamp);
    }

    fn train_due(&mut self, train: TrainRow, second: u32) {
        match self.trains[train].state {
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
            let built = self.network.lines[line];
            if self.closures.is_line_open(line) {
                self.call(built.first, now);
                self.call(built.last(), now);
            }
            let (island, _) = self.islands.place(built.from);
            self.timetable.plans[island].is_stale = true;
        }
        self.closures.opened.clear();
        self.closures.changed.clear();
    }

    /// Has a block look at its waiting trains at a second.
    #[inline]
    fn call(&mut self, block: BlockRow, second: u32) {
        if self.blocks[block].is_wanted() {
            self.call_waiting(block, second);
        }
    }

    fn call_waiting(&mut self, block: BlockRow, second: u32) {
        let row = &mut self.blocks[block];
        if row.wake <= second {
            return;
        }
        row.wake = second;
        let key = self.network.block_key[block];
        self.agenda_in(block)
            .put(second, key, Item::Block(block).code(), 0);
    }

    /// Starts a train on its route: it waits for the first block.
    pub(super) fn set_out(&mut self, train: TrainRow, second: u32) {
        let row = &mut self.trains[train];
        row.leg = 0;
        row.block = BlockRow::NONE;
        if row.route.is_empty() {
            self.arrive(train, second);
            return;
        }
        self.seek_line(train, second);
    }

    /// A train in a station wants the first block of its next line.
    pub(super) fn seek_line(&mut self, train: TrainRow, second: u32) {
        let row = &self.trains[train];
        let step = row.route[row.leg as usize];
        let (line, direction) = (step.way(), step.direction());
        let built = &self.network.lines[line];
        let inside = row.block != BlockRow::NONE && self.network.block_line[row.block] == line;
        let block = if inside {
            row.block.next(direction)
        } else {
            built.first_block(direction)
        };
        self.seek(train, block, direction, second);
    }

    /// A train wants a block: it enters, or waits in the block's line.
    #[inline]
    fn seek(&mut self, train: TrainRow, block: BlockRow, direction: Direction, second: u32) {
        if self.blocks[block].is_wanted() {
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

    fn wait(&mut self, train: TrainRow, block: BlockRow, direction: Direction) {
        self.trains[train].state = TrainState::Waiting;
        self.blocks[block].queue(direction, train, self.trains);
    }

    /// Lets in whoever may enter a block now, and has it look again when the next may.
    fn admit(&mut self, block: BlockRow, second: u32) {
        let mut again = NEVER;
        let mut entered = None;
        'asking: loop {
            let row = &self.blocks[block];
            let first = if row.in_a_row >= self.knobs.fleet_size && !row.is_double {
                row.heading.reversed()
            } else {
                row.heading
            };
            for direction in [first, first.reversed()] {
                // No second train enters in the same second: the next has been called when it may follow.
                if entered == Some(direction) {
                    continue;
                }
                let Some(train) = self.blocks[block].first_waiting(direction, self.trains) else {
                    continue;
                };
                match self.entry(block, direction, train, second) {
                    Entry::Free => {
                        self.blocks[block].leave_queue(direction, train, self.trains);
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
    fn trains_meet(&self, block: BlockRow, direction: Direction, second: u32, at: u32) -> bool {
        let row = &self.blocks[block];
        row.in_a_row >= self.knobs.fleet_size
            && row.heading != direction
            && at < second + 2 * (row.run_s + row.clear_s)
    }

    #[expect(clippy::inline_always, reason = "a train does this in every block")]
    #[inline(always)]
    fn entry(&self, block: BlockRow, direction: Direction, train: TrainRow, second: u32) -> Entry {
        let row = &self.blocks[block];
        let line = self.network.block_line[block];
        let built = &self.network.lines[line];
        let at_start = self.trains[train].block == BlockRow::NONE
            || self.network.block_line[self.trains[train].block] != line;
        let is_open = if at_start {
            self.closures.is_line_open(line)
        } else {
            self.closures.is_open(block)
        };
        if !is_open {
            return Entry::Called;
        }
        let ends_here = block == built.last_block(direction)
            && self.trains[train].leg as usize + 1 == self.trains[train].route.len();
        if !ends_here && !row.has_place(direction) {
            return Entry::Called;
        }
        if !built.by_day {
            let light = match self.sky.day_or_night(second) {
                DayOrNight::Day { until: dusk } => return Entry::At(dusk),
                DayOrNight::Night { until: light } => light,
            };
            let needed = row.to_end_s[direction] + self.knobs.dawn_margin_s;
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
    fn enter(&mut self, block: BlockRow, direction: Direction, train: TrainRow, second: u32) {
        let line = self.network.block_line[block];
        let row = &mut self.blocks[block];
        if row.heading == direction {
            row.in_a_row += 1;
        } else {
            row.heading = direction;
            row.in_a_row = 1;
        }
        row.inside[direction] += 1;
        row.at_end[direction] += 1;
        row.entered[direction] = second + 1;
        let run = row.run_s + self.closures.extra_s(block, second);
        if row.last_waiting[direction] != TrainRow::NONE {
            let follow = second + row.follow_s;
            self.call(block, follow);
        }
        let left = self.trains[train].block;
        let left_direction = self.trains[train].direction;
        if left != BlockRow::NONE {
            self.leave_place(left, left_direction, second);
        }
        let from_outside = left == BlockRow::NONE || self.network.block_line[left] != line;
        if from_outside && self.trains[train].kg() > 0 {
            self.measures.add_line(line, LineSeries::Trains, 1);
            self.measures
                .add_line(line, LineSeries::Load, self.trains[train].kg());
        }
        let row = &mut self.trains[train];
        row.block = block;
        row.direction = direction;
        let delay = std::mem::take(&mut row.delay);
        self.due_at(train, TrainState::Running, second + run + delay);
    }

    /// The place at the end of a block is free again: a train behind it may be waiting for it.
    pub(super) fn leave_place(&mut self, block: BlockRow, direction: Direction, second: u32) {
        let row = &mut self.blocks[block];
        row.at_end[direction] -= 1;
        if row.last_waiting[direction] != TrainRow::NONE {
            self.call(block, second);
        }
    }

    #[inline]
    fn leave_block(&mut self, train: TrainRow, second: u32) {
        let (block, direction) = (self.trains[train].block, self.trains[train].direction);
        let row = &mut self.blocks[block];
        row.inside[direction] -= 1;
        row.left[direction] = second + 1;
        let cleared = second + row.clear_s;
        self.call(block, cleared);
        let line = self.network.block_line[block];
        let built = self.network.lines[line];
        let end = built.end(direction);
        if block != built.last_block(direction) {
            self.seek(train, block.next(direction), direction, second);
            return;
        }
        let kg = self.trains[train].kg();
        if kg > 0 {
            for &area in &self.passages[line].areas[direction] {
                self.measures.add_area(area, AreaSeries::Passed, kg);
            }
        }
        let row = &mut self.trains[train];
        row.station = end;
        row.leg += 1;
        if row.leg as usize == row.route.len() {
            row.block = BlockRow::NONE;
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
