//! # Jobs
//!
//! What happens: everything that has to be mended or built - a crater, a span, a switch to a by-pass, a stage of an
//! airfield - is a job,
//! from the moment it is struck until it is done. Jobs live in reused slots; their identity is that of
//! what struck, never the slot.
//!
//! Rule: a job becomes known after the response time and goes through its stages one after the other: a crater is
//! prepared at the dump and laid on the spot, a bridge is cleared, cribbed up and spanned. In each it waits for gangs,
//! and the stage is over when its work has been worked off. Work is counted in thousandths of a gang-second, so that it
//! can be exact.
//!
//! Reads: nothing. Writes: [`Jobs`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::{Agenda, Column};
use interdict_quantity::Key;

use crate::damage::pace::{Crew, Ground};
use crate::damage::place::WorkPlace;
use crate::picture::railway::UNKNOWN;
use crate::row::{BridgeRow, GangRow, JobRow, LineRow, QueueRow};
use crate::state::{choice, state};

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
        bridge: BridgeRow,
        /// Which of its crossings: 0 the bridge itself, then by-passes.
        crossing: u8,
    },
    /// Lead the line over another crossing that stands.
    Switch {
        /// The bridge.
        bridge: BridgeRow,
    },
    /// Build another crossing beside a bridge.
    ByPass {
        /// The bridge.
        bridge: BridgeRow,
    },
    /// Fill the craters of an airfield that keep it shut: those of one strip.
    Fill,
    /// Fill a crater of an airfield that can be used all the same.
    Level,
    /// Build a stage of an airfield.
    Build,
}

choice!(
    Task: Cut, MinorBridge, Span { bridge, crossing }, Switch { bridge }, ByPass { bridge }, Fill, Level, Build
);

impl Task {
    /// The bridge, where it is one of the table.
    pub fn bridge(self) -> Option<BridgeRow> {
        match self {
            Self::Cut | Self::MinorBridge | Self::Fill | Self::Level | Self::Build => None,
            Self::Span { bridge, .. } | Self::Switch { bridge } | Self::ByPass { bridge } => {
                Some(bridge)
            }
        }
    }
}

/// A part of a job that is done before the next is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Work left, thousandths of a gang-second.
    pub work: i64,
    /// Gangs that can work there at once.
    pub most_gangs: u16,
    /// Where it is done.
    pub ground: Ground,
    /// Second before which it cannot be begun.
    pub not_before: u32,
}

state!(Stage: work, most_gangs, ground, not_before);

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
    pub place: WorkPlace,
    /// With what it waits: the line of that block, or the airfield.
    pub queue: QueueRow,
    /// When it was struck.
    pub since: u32,
    /// When gangs can begin, at the earliest.
    pub known: u32,
    /// When it looks for gangs, or has waited since.
    pub from: u32,
    /// The stage it is in.
    pub stage: Stage,
    /// The stages that follow.
    pub later: [Option<Stage>; 2],
    /// Work of all stages when it was opened, thousandths of a gang-second.
    pub whole: i64,
    /// Gangs at work; 0 while it waits.
    pub gangs: u16,
    /// Their base.
    pub base: GangRow,
    /// Second from which the work of this stage has still to be counted, while gangs are at work.
    pub begun: u32,
    /// Material needed, kilograms; 0 once it has been asked for.
    pub material_kg: i64,
    /// It did not get all of it.
    pub improvises: bool,
    /// When the stage will be done; [`UNKNOWN`] while it waits.
    pub due: u32,
    /// Stamp of the entry in the agenda that counts.
    pub stamp: u32,
    /// It is among those that wait.
    pub is_listed: bool,
    /// The slot is in use.
    pub is_open: bool,
}

state!(
    Job: key, cause, task, place, queue, since, known, from, stage, later, whole, gangs, base,
        begun, material_kg, improvises, due, stamp, is_listed, is_open
);

impl Job {
    /// A job that gangs know of from a second, of one stage, without material.
    pub(crate) fn known_at(
        known: u32,
        (key, cause): (Key, Key),
        task: Task,
        (place, queue): (WorkPlace, QueueRow),
        since: u32,
        stage: Stage,
    ) -> Self {
        Self {
            key,
            cause,
            task,
            place,
            queue,
            since,
            known,
            from: 0,
            stage,
            later: [None; 2],
            whole: 0,
            gangs: 0,
            base: GangRow(0),
            begun: 0,
            material_kg: 0,
            improvises: false,
            due: 0,
            stamp: 0,
            is_listed: false,
            is_open: true,
        }
    }

    /// The line that it lies on; `None` at an airfield.
    pub fn line(&self) -> Option<LineRow> {
        self.place.block().map(|_| LineRow(self.queue.0))
    }

    /// So many gangs in the stage it is in.
    pub fn crew(&self, gangs: u16) -> Crew {
        Crew {
            gangs: i64::from(gangs),
            ground: self.stage.ground,
            improvises: self.improvises,
        }
    }

    /// More gangs could come to work there. What is built gets no more than it began with.
    pub fn is_short(&self) -> bool {
        let is_built = matches!(self.task, Task::Build);
        self.gangs > 0 && self.gangs < self.stage.most_gangs && self.shuts() && !is_built
    }

    /// Turns to the next stage; false when there is none.
    pub fn advance(&mut self) -> bool {
        let Some(next) = self.later[0] else {
            return false;
        };
        self.stage = next;
        self.later = [self.later[1], None];
        true
    }

    /// Counts for what is to be done before the line or the airfield is open again: all but work on a by-pass that does
    /// not stand, and on craters beside a strip that is clear.
    fn shuts(&self) -> bool {
        !matches!(self.task, Task::ByPass { .. } | Task::Level)
    }
}

/// All jobs, and what is due among them.
#[derive(Resource, Clone, Debug, Default)]
pub struct Jobs {
    /// Slots.
    pub slots: Column<JobRow, Job>,
    free: Vec<JobRow>,
    /// Jobs that are known and wait for gangs.
    pub waiting: Waiting,
    /// Becoming known, and done.
    pub agenda: Agenda,
    /// Open jobs that are cuts; open jobs that are spans.
    pub open: [i64; 2],
    /// By queue: work of the jobs that keep its line or airfield shut, thousandths of a gang-second; what is done of a
    /// job counts when all of it is.
    left: Column<QueueRow, i64>,
}

state!(Jobs: slots, free, waiting, agenda, open, left);

/// Jobs that wait, by queue (a line, an airfield), in no order that matters: each queue knows one, and each job the next
/// in its queue. Whoever looks for work asks many queues, in most of which nothing waits.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// By queue: a slot, or [`JobRow::NONE`].
    first: Column<QueueRow, JobRow>,
    /// By slot: the next in its queue, or [`JobRow::NONE`].
    next: Column<JobRow, JobRow>,
}

state!(Waiting: first, next);

impl Waiting {
    /// A job begins to wait.
    pub fn put(&mut self, queue: QueueRow, slot: JobRow) {
        self.first.reach(queue, JobRow::NONE);
        self.next.reach(slot, JobRow::NONE);
        let first = &mut self.first[queue];
        self.next[slot] = std::mem::replace(first, slot);
    }

    /// A job of a queue waits no longer.
    pub fn take(&mut self, queue: QueueRow, slot: JobRow) {
        let next = self.next[slot];
        if self.first[queue] == slot {
            self.first[queue] = next;
            return;
        }
        let before = self.on(queue).find(|&other| self.next[other] == slot);
        let before = before.expect("the job waits in its queue");
        self.next[before] = next;
    }

    /// The jobs that wait in a queue.
    #[inline]
    pub fn on(&self, queue: QueueRow) -> impl Iterator<Item = JobRow> + '_ {
        let first = self.first.at(queue).and_then(|first| first.known());
        std::iter::successors(first, move |&slot| self.next[slot].known())
    }

    /// All that wait.
    pub fn iter(&self) -> impl Iterator<Item = JobRow> + '_ {
        self.first.rows().flat_map(|queue| self.on(queue))
    }
}

impl Jobs {
    /// Opens a job; it becomes known at its time.
    pub fn open(&mut self, job: Job) -> JobRow {
        let slot = (self.free.pop()).unwrap_or(JobRow::from_index(self.slots.len()));
        let stamp = self
            .slots
            .at(slot)
            .map_or(0, |old| old.stamp.wrapping_add(1));
        let stages = job.later.iter().flatten();
        let job = Job {
            stamp,
            is_open: true,
            due: UNKNOWN,
            from: job.known,
            whole: job.stage.work + stages.map(|stage| stage.work).sum::<i64>(),
            gangs: 0,
            is_listed: false,
            ..job
        };
        if job.shuts() {
            self.left.reach(job.queue, 0);
            self.left[job.queue] += job.whole;
        }
        if slot.index() == self.slots.len() {
            self.slots.push(job);
        } else {
            self.slots[slot] = job;
        }
        self.agenda.put(job.known, job.key, slot.0, stamp);
        self.count(job.task, 1);
        slot
    }

    /// Closes a job and frees its slot.
    pub fn close(&mut self, slot: JobRow) {
        let job = &mut self.slots[slot];
        job.is_open = false;
        job.stamp = job.stamp.wrapping_add(1);
        let task = job.task;
        if job.shuts() {
            self.left[job.queue] -= job.whole;
        }
        self.free.push(slot);
        self.count(task, -1);
    }

    /// Closes a job that nobody works on, whether it waits or is not known yet.
    pub(crate) fn withdraw(&mut self, slot: JobRow) {
        let job = &mut self.slots[slot];
        if std::mem::take(&mut job.is_listed) {
            self.waiting.take(job.queue, slot);
        }
        self.close(slot);
    }

    /// Work to be done before the line or airfield of a job is free of what this and all others have left, thousandths
    /// of a gang-second.
    pub(crate) fn to_clear(&self, job: &Job) -> i64 {
        let left = self.left.at(job.queue).copied().unwrap_or(0);
        if job.shuts() { left } else { left + job.whole }
    }

    fn count(&mut self, task: Task, change: i64) {
        match task {
            Task::Cut => self.open[0] += change,
            Task::Span { .. } | Task::MinorBridge => self.open[1] += change,
            Task::Switch { .. } | Task::ByPass { .. } | Task::Fill | Task::Level | Task::Build => {}
        }
    }

    /// Has a job look for gangs at a second.
    pub fn look_at(&mut self, slot: JobRow, second: u32) {
        let job = &mut self.slots[slot];
        (job.from, job.due) = (second, UNKNOWN);
        job.stamp = job.stamp.wrapping_add(1);
        self.agenda.put(second, job.key, slot.0, job.stamp);
    }

    /// Sets the time the stage of a job will be done.
    pub(crate) fn finish_at(&mut self, slot: JobRow, second: u32) {
        let job = &mut self.slots[slot];
        job.due = second;
        job.stamp = job.stamp.wrapping_add(1);
        self.agenda.put(second, job.key, slot.0, job.stamp);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_wait_on_their_line_until_they_are_taken() {
        let mut waiting = Waiting::default();
        for slot in 0..12 {
            waiting.put(QueueRow(slot % 3), JobRow(slot));
        }
        for (line, slot) in [(1, 1), (1, 7), (2, 11), (0, 6)] {
            waiting.take(QueueRow(line), JobRow(slot));
        }
        waiting.put(QueueRow(2), JobRow(7));
        let on = |line| {
            let mut slots: Vec<u32> = waiting.on(QueueRow(line)).map(|slot| slot.0).collect();
            slots.sort_unstable();
            slots
        };
        assert_eq!(
            [on(0), on(1), on(2), on(3)],
            [vec![0, 3, 9], vec![4, 10], vec![2, 5, 7, 8], vec![]]
        );
        assert_eq!(waiting.iter().count(), 9);
    }
}
