//! The lines of a chain, the trains on them and their signals: what the model of a railway knows.

use std::collections::VecDeque;
use std::sync::Arc;

use interdict_quantity::Key;
use kernel_r::built::{Block, Built, Chain, NONE};

/// What a train does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doing {
    Idle,
    Forming,
    Running,
    Waiting,
    Queued,
    Unloading,
}

/// A train.
pub(crate) struct Train {
    pub(crate) key: Key,
    pub(crate) doing: Doing,
    /// Out with a load, or back.
    direction: usize,
    /// How many lines of its way it has behind it.
    leg: usize,
    block: u32,
    pub(crate) kg: i64,
}

/// Who is in a block and who wants to be, by direction.
#[derive(Default)]
struct Traffic {
    inside: [u16; 2],
    at_end: [u16; 2],
    heading: usize,
    in_a_row: u16,
    /// Plus one, so that 0 means never.
    entered: [u32; 2],
    left: [u32; 2],
    waiting: [VecDeque<usize>; 2],
    wake: Option<u32>,
}

/// What is to be scheduled.
#[derive(Clone, Copy)]
pub(crate) enum Due {
    Train(usize),
    Block(u32),
}

/// The lines of a chain.
pub(crate) struct Track {
    pub(crate) built: Arc<Built>,
    pub(crate) chain: Chain,
    /// By direction, as in `line * 2 + direction`.
    ways: [Vec<u32>; 2],
    first_block: u32,
    first_line: u32,
    pub(crate) trains: Vec<Train>,
    /// Idle engines at the start and at the end.
    pub(crate) idle: [Vec<usize>; 2],
    queue: VecDeque<usize>,
    busy: u32,
    traffic: Vec<Traffic>,
    obstacles: Vec<u16>,
    expected: Vec<u32>,
    slow_until: Vec<u32>,
    closed: Vec<u16>,
    pub(crate) carried: Vec<i64>,
    carried_today: Vec<i64>,
    /// What is to be scheduled when the work of the moment is done.
    pub(crate) agenda: Vec<(u32, Key, Due)>,
}

impl Track {
    pub(crate) fn new(built: Arc<Built>, chain: Chain) -> Self {
        let lines = chain.lines.iter().map(|&line| &built.lines[line as usize]);
        let blocks: u32 = lines.clone().map(|line| line.blocks).sum();
        let blocks = blocks as usize;
        let count = chain.lines.len();
        let first_line = chain.lines[0];
        assert!(
            (first_line..)
                .zip(&chain.lines)
                .all(|(row, &line)| row == line)
        );
        let trains: Vec<Train> = (built.train_key.iter().zip(&built.train_home))
            .filter(|&(_, &home)| home == chain.start)
            .map(|(&key, _)| Train {
                key,
                doing: Doing::Idle,
                direction: 0,
                leg: 0,
                block: NONE,
                kg: 0,
            })
            .collect();
        let out = chain.lines.iter().map(|line| line * 2);
        let back = chain.lines.iter().rev().map(|line| line * 2 + 1);
        Self {
            ways: [out.collect(), back.collect()],
            first_block: built.lines[first_line as usize].first,
            first_line,
            idle: [(0..trains.len()).collect(), Vec::new()],
            trains,
            queue: VecDeque::new(),
            busy: 0,
            traffic: (0..blocks).map(|_| Traffic::default()).collect(),
            obstacles: vec![0; blocks],
            expected: vec![NONE; blocks],
            slow_until: vec![0; blocks],
            closed: vec![0; count],
            carried: vec![0; count],
            carried_today: vec![0; count],
            agenda: Vec::new(),
            chain,
            built,
        }
    }

    const fn place(&self, block: u32) -> usize {
        (block - self.first_block) as usize
    }

    fn block(&self, block: u32) -> &Block {
        &self.built.blocks[block as usize]
    }

    const fn line_place(&self, line: u32) -> usize {
        (line - self.first_line) as usize
    }

    /// A block is cut; whether its line closes.
    pub(crate) fn close(&mut self, block: u32) -> bool {
        let (place, line) = (self.place(block), self.line_place(self.block(block).line));
        self.obstacles[place] += 1;
        if self.obstacles[place] > 1 {
            return false;
        }
        self.closed[line] += 1;
        self.closed[line] == 1
    }

    /// A cut is mended; whether the line opens.
    pub(crate) fn mend(&mut self, block: u32, second: u32, now: u32) -> bool {
        let (place, line) = (self.place(block), self.block(block).line);
        self.slow_until[place] = second + self.built.mended_s;
        self.obstacles[place] -= 1;
        if self.obstacles[place] > 0 {
            return false;
        }
        self.expected[place] = NONE;
        self.call(block, now);
        let line_place = self.line_place(line);
        self.closed[line_place] -= 1;
        if self.closed[line_place] > 0 {
            return false;
        }
        for direction in 0..2 {
            let end = self.built.lines[line as usize].begins(direction);
            self.call(end, now);
        }
        true
    }

    /// The gangs expect these blocks to open.
    pub(crate) fn foresee(&mut self, forecast: &[(u32, u32)]) {
        for &(block, _) in forecast {
            let place = self.place(block);
            self.expected[place] = 0;
        }
        for &(block, due) in forecast {
            let place = self.place(block);
            self.expected[place] = self.expected[place].max(due);
        }
    }

    /// Seconds until a line can be used; `None` where nobody can tell.
    fn wait_for(&self, line: u32, second: u32) -> Option<u32> {
        if self.closed[self.line_place(line)] == 0 {
            return Some(0);
        }
        let built = &self.built.lines[line as usize];
        let first = self.place(built.first);
        let blocks = first..first + built.blocks as usize;
        let expected = blocks
            .filter(|&block| self.obstacles[block] > 0)
            .map(|block| self.expected[block])
            .max()?;
        (expected != NONE).then(|| expected.saturating_sub(second))
    }

    /// Every line is open, or somebody can tell when it is.
    fn is_passable(&self, second: u32) -> bool {
        let mut lines = self.chain.lines.iter();
        lines.all(|&line| self.wait_for(line, second).is_some())
    }

    fn on_the_way(&self) -> impl Iterator<Item = (&Train, &[u32])> {
        let is_on_the_way = |train: &&Train| matches!(train.doing, Doing::Running | Doing::Waiting);
        let way = |train: &Train| &self.ways[train.direction][train.leg..];
        (self.trains.iter().filter(is_on_the_way)).map(move |train| (train, way(train)))
    }

    /// Trains that the chain can pass, its worst line deciding.
    pub(crate) fn passes(&self, now: u32, night: u32) -> u32 {
        let mut against = vec![0; self.built.lines.len()];
        for (_, way) in self.on_the_way() {
            self.built.count_coming_back(way, night, &mut against);
        }
        let over = |&line: &u32| {
            let wait = self.wait_for(line, now);
            let wait = wait.expect("every cut is mended in a day");
            self.built.passes(line, wait, now, against[line as usize])
        };
        self.chain.lines.iter().map(over).min().unwrap_or(0)
    }

    /// Calls idle engines home from the end when the start lacks some.
    pub(crate) fn call_engines(&mut self, needed: usize, now: u32) {
        let missing = needed.saturating_sub(self.idle[0].len());
        if missing == 0 || self.idle[1].is_empty() {
            return;
        }
        let nearly_home = self.on_the_way().filter(|(train, way)| {
            train.direction == 1 && self.built.running_s(way) < kernel_r::planned::SOON_S
        });
        let missing = missing.saturating_sub(nearly_home.count());
        if self.is_passable(now) {
            for _ in 0..missing.min(self.idle[1].len()) {
                let train = self.idle[1].remove(0);
                self.set_out(train, 1, now);
            }
        }
    }

    /// The day ends.
    pub(crate) fn close_day(&mut self) {
        for (carried, today) in self.carried.iter_mut().zip(&mut self.carried_today) {
            *carried = *carried * 6 / 7 + *today;
            *today = 0;
        }
    }

    fn call(&mut self, block: u32, second: u32) {
        let place = self.place(block);
        let row = &mut self.traffic[place];
        let is_empty = row.waiting.iter().all(VecDeque::is_empty);
        if is_empty || row.wake.is_some_and(|wake| wake <= second) {
            return;
        }
        row.wake = Some(second);
        let key = self.block(block).key;
        self.agenda.push((second, key, Due::Block(block)));
    }

    fn due_at(&mut self, train: usize, doing: Doing, second: u32) {
        let row = &mut self.trains[train];
        row.doing = doing;
        self.agenda.push((second, row.key, Due::Train(train)));
    }

    /// Forms a train of the first idle engine with a load.
    pub(crate) fn form(&mut self, kg: i64, second: u32) {
        let train = self.idle[0].remove(0);
        self.trains[train].kg = kg;
        self.due_at(train, Doing::Forming, second + self.built.forming_s);
    }

    /// A block looks at who waits.
    pub(crate) fn block_due(&mut self, block: u32, second: u32) {
        let place = self.place(block);
        if self.traffic[place].wake == Some(second) {
            self.traffic[place].wake = None;
            self.admit(block, second);
        }
    }

    /// A train has something to do; the load that it has unloaded.
    pub(crate) fn train_due(&mut self, train: usize, second: u32) -> Option<i64> {
        match self.trains[train].doing {
            Doing::Forming => self.set_out(train, 0, second),
            Doing::Running => self.leave_block(train, second),
            Doing::Unloading => return Some(self.unloaded(train, second)),
            Doing::Idle | Doing::Waiting | Doing::Queued => {}
        }
        None
    }

    fn set_out(&mut self, train: usize, direction: usize, second: u32) {
        let row = &mut self.trains[train];
        row.leg = 0;
        row.block = NONE;
        row.direction = direction;
        self.seek(train, second);
    }

    /// A train wants its next block: it enters, or waits.
    fn seek(&mut self, train: usize, second: u32) {
        let row = &self.trains[train];
        let (line, side) = (self.ways[row.direction][row.leg] / 2, row.direction);
        let is_inside = row.block != NONE && self.block(row.block).line == line;
        let block = match (is_inside, side) {
            (true, 0) => row.block + 1,
            (true, _) => row.block - 1,
            (false, _) => self.built.lines[line as usize].begins(side),
        };
        self.trains[train].doing = Doing::Waiting;
        let place = self.place(block);
        self.traffic[place].waiting[side].push_back(train);
        self.admit(block, second);
    }
}

mod signals;
mod unloading;
