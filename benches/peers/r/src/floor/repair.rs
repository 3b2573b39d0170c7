//! Cuts, and the gangs that mend them.

use std::cmp::Reverse;

use interdict_quantity::Key;

use super::Floor;
use super::state::Job;
use crate::built::{DAY, NONE, done_at};

impl Floor {
    /// The raids of this tick.
    pub(super) fn strike(&mut self, until: u32) {
        while let Some(&raid) = self.built.raids.get(self.state.next_raid) {
            if raid.second >= until {
                return;
            }
            self.state.next_raid += 1;
            for cut in 0..raid.cuts {
                let (block, key) = self.built.cut(raid, cut);
                self.cut(block, raid.second, key);
            }
        }
    }

    fn cut(&mut self, block: u32, second: u32, key: Key) {
        let (response, work) = self.built.drawn(&self.chance, key);
        let job = Job {
            key,
            block,
            known: second + response,
            work,
            gangs: 0,
            due: NONE,
            is_open: true,
        };
        let slot = if let Some(slot) = self.state.free_jobs.pop() {
            self.state.jobs[slot as usize] = job;
            slot
        } else {
            self.state.jobs.push(job);
            self.state.jobs.len() as u32 - 1
        };
        self.state
            .job_agenda
            .push(Reverse((job.known, key, slot, 0)));
        let line = self.built.blocks[block as usize].line;
        self.state.obstacles[block as usize] += 1;
        if self.state.obstacles[block as usize] == 1 {
            self.state.closed[line as usize] += 1;
            if self.state.closed[line as usize] == 1 {
                self.note_change(line);
            }
        }
    }

    fn note_change(&mut self, line: u32) {
        if !self.state.changed.contains(&line) {
            self.state.changed.push(line);
        }
    }

    /// Jobs that have become known or are done in this tick.
    pub(super) fn mend(&mut self, until: u32) {
        while let Some(&Reverse((second, _, slot, _))) = self.state.job_agenda.peek() {
            if second >= until {
                return;
            }
            self.state.job_agenda.pop();
            let job = self.state.jobs[slot as usize];
            let line = self.built.blocks[job.block as usize].line;
            let base = self.built.gangs_of[line as usize];
            if job.gangs > 0 {
                self.mended(slot, second);
                self.state.free_gangs[base as usize] += job.gangs;
                self.employ(base, second);
            } else if self.state.free_gangs[base as usize] > 0 {
                self.begin(slot, base, second);
            } else {
                self.state.waiting_jobs[line as usize].push(slot);
            }
        }
    }

    fn begin(&mut self, slot: u32, base: u32, second: u32) {
        let free = &mut self.state.free_gangs[base as usize];
        let gangs = (*free).min(self.built.most_gangs);
        *free -= gangs;
        let job = &mut self.state.jobs[slot as usize];
        job.gangs = gangs;
        job.due = done_at(second, job.work, gangs);
        self.state
            .job_agenda
            .push(Reverse((job.due, job.key, slot, 0)));
    }

    fn mended(&mut self, slot: u32, second: u32) {
        let job = self.state.jobs[slot as usize];
        self.state.jobs[slot as usize].is_open = false;
        self.state.free_jobs.push(slot);
        self.state.today[4] += 1;
        let (block, line) = (
            job.block as usize,
            self.built.blocks[job.block as usize].line,
        );
        self.state.slow_until[block] = second + self.built.mended_s;
        self.state.obstacles[block] -= 1;
        if self.state.obstacles[block] == 0 {
            self.state.expected[block] = NONE;
            self.state.opened.push(job.block);
            self.state.closed[line as usize] -= 1;
            if self.state.closed[line as usize] == 0 {
                self.note_change(line);
            }
        }
    }

    /// Gangs that have come free take the job of the line that carried most, then the one known longest.
    fn employ(&mut self, base: u32, second: u32) {
        while self.state.free_gangs[base as usize] > 0 {
            let state = &self.state;
            let best = (self.built.lines_of[base as usize].iter())
                .flat_map(|&line| {
                    let jobs = state.waiting_jobs[line as usize].iter().enumerate();
                    jobs.map(move |(place, &slot)| {
                        let job = &state.jobs[slot as usize];
                        (
                            (-state.carried[line as usize], job.known, job.key),
                            line,
                            place,
                        )
                    })
                })
                .min();
            let Some((_, line, place)) = best else { return };
            let slot = self.state.waiting_jobs[line as usize].swap_remove(place);
            self.begin(slot, base, second);
        }
    }

    /// When the staff expect each closed block to reopen.
    pub(super) fn foresee(&mut self, now: u32) {
        let state = &mut self.state;
        for job in state.jobs.iter().filter(|job| job.is_open) {
            state.expected[job.block as usize] = 0;
        }
        for job in state.jobs.iter().filter(|job| job.is_open) {
            let due = if job.gangs > 0 {
                job.due
            } else if now > job.known + DAY {
                NONE
            } else {
                done_at(job.known.max(now), job.work, self.built.most_gangs)
            };
            let expected = &mut state.expected[job.block as usize];
            *expected = (*expected).max(due);
        }
    }

    /// Seconds until a line can be used; `None` where nobody can tell.
    pub(super) fn wait_for(&self, line: u32, second: u32) -> Option<u32> {
        if self.state.closed[line as usize] == 0 {
            return Some(0);
        }
        let built = &self.built.lines[line as usize];
        let blocks = built.first as usize..(built.first + built.blocks) as usize;
        let expected = blocks
            .filter(|&block| self.state.obstacles[block] > 0)
            .map(|block| self.state.expected[block])
            .max()?;
        (expected != NONE).then(|| expected.saturating_sub(second))
    }
}
