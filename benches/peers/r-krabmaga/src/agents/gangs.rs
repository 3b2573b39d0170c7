//! The gangs of a base, and the cuts they have before them.

use interdict_quantity::Key;
use kernel_r::built::{DAY, NONE, done_at};
use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;

use crate::railway::Railway;

/// How far a job is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Unknown,
    Waiting,
    Begun { gangs: i64, done: u32 },
}

/// A cut to be mended.
#[derive(Clone, Copy)]
struct Job {
    key: Key,
    block: u32,
    known: u32,
    work: i64,
    stage: Stage,
}

impl Job {
    /// The second at which something comes of it by itself.
    const fn due(&self) -> u32 {
        match self.stage {
            Stage::Unknown => self.known,
            Stage::Waiting => NONE,
            Stage::Begun { done, .. } => done,
        }
    }
}

/// The gangs of a base.
#[derive(Clone)]
pub(crate) struct Gangs {
    base: usize,
    free: i64,
    jobs: Vec<Job>,
}

impl Gangs {
    pub(crate) const fn new(base: usize, free: i64) -> Self {
        Self {
            base,
            free,
            jobs: Vec::new(),
        }
    }

    fn begin(&mut self, place: usize, second: u32, most: i64) {
        let gangs = self.free.min(most);
        self.free -= gangs;
        let job = &mut self.jobs[place];
        let done = done_at(second, job.work, gangs);
        job.stage = Stage::Begun { gangs, done };
    }

    /// Gangs that have come free take the job of the line that carried most, then the one known longest.
    fn employ(&mut self, railway: &Railway, second: u32) {
        while self.free > 0 {
            let jobs = self.jobs.iter().enumerate();
            let waiting = jobs.filter(|(_, job)| job.stage == Stage::Waiting);
            let best = waiting.min_by_key(|(_, job)| {
                let line = railway.built.blocks[job.block as usize].line;
                (-railway.carried[line as usize], job.known, job.key)
            });
            let Some((place, _)) = best else { return };
            self.begin(place, second, railway.built.most_gangs);
        }
    }

    fn mended(railway: &mut Railway, block: u32, second: u32) {
        let (place, now) = (block as usize, railway.now);
        railway.today[4] += 1;
        railway.slow_until[place] = second + railway.built.mended_s;
        railway.obstacles[place] -= 1;
        if railway.obstacles[place] > 0 {
            return;
        }
        railway.expected[place] = NONE;
        railway.traffic[place].opened = now;
        let line = railway.built.blocks[place].line as usize;
        railway.closed[line] -= 1;
        if railway.closed[line] == 0 {
            railway.note_change(line);
            for direction in 0..2 {
                let end = railway.built.lines[line].begins(direction);
                railway.traffic[end as usize].opened = now;
            }
        }
    }

    /// Tells the staff when each closed block is expected to open.
    fn tell(&self, railway: &mut Railway) {
        for job in &self.jobs {
            railway.expected[job.block as usize] = 0;
        }
        let now = railway.now;
        for job in &self.jobs {
            let due = match job.stage {
                Stage::Begun { done, .. } => done,
                _ if now > job.known + DAY => NONE,
                _ => done_at(job.known.max(now), job.work, railway.built.most_gangs),
            };
            let expected = &mut railway.expected[job.block as usize];
            *expected = (*expected).max(due);
        }
    }
}

impl Agent for Gangs {
    fn step(&mut self, state: &mut dyn State) {
        let railway = Railway::of(state);
        for cut in std::mem::take(&mut railway.reports[self.base]) {
            let (response, work) = railway.built.drawn(&railway.chance, cut.key);
            self.jobs.push(Job {
                key: cut.key,
                block: cut.block,
                known: cut.second + response,
                work,
                stage: Stage::Unknown,
            });
        }
        loop {
            let jobs = self.jobs.iter().enumerate();
            let next = jobs.min_by_key(|(_, job)| (job.due(), job.key));
            let Some((place, &job)) = next.filter(|(_, job)| job.due() < railway.until()) else {
                break;
            };
            if let Stage::Begun { gangs, done } = job.stage {
                self.jobs.swap_remove(place);
                Self::mended(railway, job.block, done);
                self.free += gangs;
                self.employ(railway, done);
            } else if self.free > 0 {
                self.begin(place, job.known, railway.built.most_gangs);
            } else {
                self.jobs[place].stage = Stage::Waiting;
            }
        }
        if railway.is_staff_hour() {
            self.tell(railway);
        }
    }
}
