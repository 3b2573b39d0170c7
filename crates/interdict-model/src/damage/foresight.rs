//! # Foresight
//!
//! What happens: before each plan the railway staff estimate when each closed block will reopen.
//!
//! Rule: a job at work is done when the stage it is in is done and the others have followed, with the hands they can
//! take. For one that nobody works on yet they reckon likewise from when it can begin, or from now, without preparing
//! where the nearest base has a panel; for one that has waited for gangs for more than a day they have no hope. At a
//! bridge the line runs again as soon as any one crossing is ready.
//!
//! Assumes: the staff know the work, the practice of the gangs and when beams come, but not who will be free.
//!
//! Sources: none needed.
//!
//! Reads: jobs, gangs, `Sky`. Writes: nothing; [`reports::foresight`](crate::reports::foresight) writes it down. Chance: none.

use interdict_engine::Column;
use interdict_quantity::SECONDS_PER_DAY;

use crate::damage::gang::GangBase;
use crate::damage::job::{Job, Jobs, Task};
use crate::damage::pace::{Ground, Pace};
use crate::damage::reach::Reach;
use crate::picture::railway::UNKNOWN;
use crate::row::BridgeRow;

/// What the staff look at.
#[derive(Clone, Copy)]
pub(crate) struct Outlook<'a> {
    pub(crate) pace: Pace<'a>,
    pub(crate) reach: &'a Reach,
    pub(crate) bases: &'a [GangBase],
    pub(crate) now: u32,
}

impl Outlook<'_> {
    /// When a job is expected to be done with all its stages; [`UNKNOWN`] where there is no hope.
    pub(crate) fn done_at(&self, job: &Job) -> u32 {
        let mut job = *job;
        let mut second = if job.gangs > 0 {
            job.due
        } else if self.now > job.from.saturating_add(SECONDS_PER_DAY) {
            return UNKNOWN;
        } else {
            if job.stage.ground == Ground::Dump && job.task == Task::Cut && self.has_panel(&job) {
                job.advance();
            }
            self.stage_done(&job, job.from.max(self.now))
        };
        while job.advance() {
            second = self.stage_done(&job, second);
        }
        second
    }

    fn stage_done(&self, job: &Job, second: u32) -> u32 {
        let from = second.max(job.stage.not_before);
        let crew = job.crew(job.stage.most_gangs);
        (self.pace).done_at(from, job.stage.work, crew)
    }

    fn has_panel(&self, job: &Job) -> bool {
        let present = |base: &GangBase| base.own + base.lent > 0;
        let bases = self.bases;
        let nearest = (self.reach).nearest(job.place, |base| present(&bases[base]));
        nearest.is_some_and(|(_, base)| bases[base].has_panel(self.now, self.pace.knobs))
    }

    /// When the first crossing of each bridge is expected; `None` where none is being mended.
    pub(crate) fn first_crossings(
        &self,
        jobs: &Jobs,
        bridges: usize,
    ) -> Column<BridgeRow, Option<u32>> {
        let mut first = Column::filled(None, bridges);
        for job in jobs.slots.iter().filter(|job| job.is_open) {
            if let Some(bridge) = job.task.bridge() {
                let due = self.done_at(job);
                let first = &mut first[bridge];
                *first = Some(first.map_or(due, |other: u32| other.min(due)));
            }
        }
        first
    }
}
