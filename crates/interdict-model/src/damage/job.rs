//! # Jobs
//!
//! What happens: everything that has to be mended - a crater, a span, a switch to a by-pass - is a job,
//! from the moment it is struck until it is done. Jobs live in reused slots; their identity is that of
//! what struck, never the slot.
//!
//! Rule: a job becomes known after the response time, waits for gangs, and is done when its work has been
//! worked off. Work is counted in thousandths of a gang-second, so that it can be exact.
//!
//! Reads: nothing. Writes: [`Jobs`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::{Agenda, Digest};
use interdict_quantity::Key;

use crate::damage::closure::UNKNOWN;

/// What has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Fill a crater and lay the track again.
    Cut,
    /// Crib up a culvert or small bridge that a crater fell on.
    MinorBridge,
    /// Mend a crossing of a bridge.
    Span {
        /// The bridge.
        bridge: u32,
        /// Which of its crossings: 0 the bridge itself, then by-passes.
        crossing: u8,
    },
    /// Lead the line over another crossing that stands.
    Switch {
        /// The bridge.
        bridge: u32,
    },
}

/// Something that has to be mended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Job {
    /// Identity: of the bomb, or derived from it.
    pub key: Key,
    /// What struck: the flight or raid.
    pub cause: Key,
    /// What has to be done.
    pub task: Task,
    /// Where.
    pub block: u32,
    /// When it was struck.
    pub since: u32,
    /// When gangs can begin, at the earliest.
    pub known: u32,
    /// Work left, thousandths of a gang-second.
    pub work: i64,
    /// Gangs that can work there at once.
    pub most_gangs: u16,
    /// Gangs at work; 0 while it waits.
    pub gangs: u16,
    /// Their base.
    pub base: u32,
    /// Material needed, kilograms.
    pub material_kg: i64,
    /// When it will be done; [`UNKNOWN`] while it waits.
    pub due: u32,
    /// Stamp of the entry in the agenda that counts.
    pub stamp: u32,
    /// The slot is in use.
    pub is_open: bool,
}

/// All jobs, and what is due among them.
#[derive(Resource, Clone, Debug, Default)]
pub struct Jobs {
    /// Slots.
    pub slots: Vec<Job>,
    free: Vec<u32>,
    /// Jobs that are known and wait for gangs.
    pub waiting: Waiting,
    /// Becoming known, and done.
    pub agenda: Agenda,
    /// Open jobs that are cuts; open jobs that are spans.
    pub open: [i64; 2],
}

/// Slots of jobs that wait, line by line, in no order that matters: a base has no business with most lines.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    by_line: Vec<Vec<u32>>,
}

impl Waiting {
    /// A job begins to wait.
    pub fn put(&mut self, line: u32, slot: u32) {
        let lines = self.by_line.len().max(line as usize + 1);
        self.by_line.resize(lines, Vec::new());
        self.by_line[line as usize].push(slot);
    }

    /// Takes a job of a line that waits no longer, by its place among those.
    pub fn take(&mut self, line: u32, place: usize) -> u32 {
        self.by_line[line as usize].swap_remove(place)
    }

    /// The jobs that wait on a line.
    pub fn on(&self, line: u32) -> &[u32] {
        self.by_line.get(line as usize).map_or(&[], Vec::as_slice)
    }

    /// All that wait.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.by_line.iter().flatten().copied()
    }
}

impl Jobs {
    /// Opens a job; it becomes known at its time.
    pub fn open(&mut self, job: Job) -> u32 {
        let slot = self.free.pop().unwrap_or(self.slots.len() as u32);
        let stamp = self
            .slots
            .get(slot as usize)
            .map_or(0, |old| old.stamp.wrapping_add(1));
        let job = Job {
            stamp,
            is_open: true,
            due: UNKNOWN,
            gangs: 0,
            ..job
        };
        if slot as usize == self.slots.len() {
            self.slots.push(job);
        } else {
            self.slots[slot as usize] = job;
        }
        self.agenda.put(job.known, job.key, slot, stamp);
        self.count(job.task, 1);
        slot
    }

    /// Closes a job and frees its slot.
    pub fn close(&mut self, slot: u32) {
        let job = &mut self.slots[slot as usize];
        job.is_open = false;
        job.stamp = job.stamp.wrapping_add(1);
        let task = job.task;
        self.free.push(slot);
        self.count(task, -1);
    }

    fn count(&mut self, task: Task, change: i64) {
        match task {
            Task::Cut => self.open[0] += change,
            Task::Span { .. } | Task::MinorBridge => self.open[1] += change,
            Task::Switch { .. } => {}
        }
    }

    /// Sets the time a job will be done.
    pub fn finish_at(&mut self, slot: u32, second: u32) {
        let job = &mut self.slots[slot as usize];
        job.due = second;
        job.stamp = job.stamp.wrapping_add(1);
        self.agenda.put(second, job.key, slot, job.stamp);
    }

    /// Takes the state into a digest, in order of identity.
    pub fn digest(&self, digest: &mut Digest) {
        let mut open: Vec<(Key, u32)> = self
            .slots
            .iter()
            .enumerate()
            .filter(|(_, job)| job.is_open)
            .map(|(slot, job)| (job.key, slot as u32))
            .collect();
        open.sort_unstable();
        for (key, slot) in open {
            let job = &self.slots[slot as usize];
            digest.word(key.0);
            digest.pair(job.block, job.due);
            digest.number(job.work);
            digest.pair(u32::from(job.gangs), job.base);
        }
    }
}
