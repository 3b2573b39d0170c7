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
//! Reads: jobs, gangs, `Sky`. Writes: [`RailwayPicture`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Rows};
use interdict_quantity::SECONDS_PER_DAY;

use crate::damage::bridge::Bridge;
use crate::damage::closure::UNKNOWN;
use crate::damage::flood::Floods;
use crate::damage::gang::GangBase;
use crate::damage::job::{Job, Jobs, Task};
use crate::damage::pace::{Ground, Pace, RepairKnobs};
use crate::damage::reach::Reach;
use crate::network::Network;
use crate::picture::RailwayPicture;
use crate::sky::Sky;

/// What the staff look at.
#[derive(Clone, Copy)]
pub(super) struct Outlook<'a> {
    pub pace: Pace<'a>,
    pub reach: &'a Reach,
    pub bases: &'a [GangBase],
    pub now: u32,
}

impl Outlook<'_> {
    /// When a job is expected to be done with all its stages; [`UNKNOWN`] where there is no hope.
    pub(super) fn done_at(&self, job: &Job) -> u32 {
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
        let nearest = (self.reach).nearest(job.block, |base| present(&bases[base as usize]));
        nearest.is_some_and(|(_, base)| bases[base as usize].has_panel(self.now, self.pace.knobs))
    }

    /// When the first crossing of each bridge is expected; `None` where none is being mended.
    pub(super) fn first_crossings(&self, jobs: &Jobs, bridges: usize) -> Vec<Option<u32>> {
        let mut first: Vec<Option<u32>> = vec![None; bridges];
        for job in jobs.slots.iter().filter(|job| job.is_open) {
            if let Some(bridge) = job.task.bridge() {
                let due = self.done_at(job);
                let first = &mut first[bridge as usize];
                *first = Some(first.map_or(due, |other| other.min(due)));
            }
        }
        first
    }
}

/// Writes down when each closed block is expected to reopen. Due before each plan.
pub fn foresee(
    clock: Res<Clock>,
    sky: Res<Sky>,
    knobs: Res<RepairKnobs>,
    network: Res<Network>,
    reach: Res<Reach>,
    jobs: Res<Jobs>,
    floods: Res<Floods>,
    bases: Rows<GangBase>,
    bridges: Rows<Bridge>,
    mut picture: ResMut<RailwayPicture>,
) {
    let outlook = Outlook {
        pace: Pace {
            sky: &sky,
            knobs: &knobs,
        },
        reach: &reach,
        bases: bases.slice(),
        now: clock.now,
    };
    for job in jobs.slots.iter().filter(|job| job.is_open) {
        picture.expected[job.block as usize] = 0;
    }
    for job in jobs.slots.iter().filter(|job| job.is_open) {
        if job.task.bridge().is_none() {
            let due = outlook.done_at(job);
            let expected = &mut picture.expected[job.block as usize];
            *expected = (*expected).max(due);
        }
    }
    let bridges = bridges.slice();
    let first_crossing = outlook.first_crossings(&jobs, bridges.len());
    for (bridge, first) in bridges.iter().zip(first_crossing) {
        if let Some(due) = first.filter(|_| bridge.is_closed) {
            let expected = &mut picture.expected[bridge.block as usize];
            *expected = (*expected).max(due);
        }
    }
    floods.foresee(clock.now, &network, &mut picture);
}
