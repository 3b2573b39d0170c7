//! # Reopening is foreseen
//!
//! What happens: before each plan engineers tell the railway staff when each closed block is expected to reopen.
//!
//! Rule: a block opens when the last of its jobs is expected to be done ([`foresight`](crate::damage::foresight)); at a
//! bridge, as soon as any one crossing is ready; a flooded line on the day that is known.
//!
//! Assumes: engineers tell all that they know.
//!
//! Sources: none needed.
//!
//! Reads: jobs, gangs, bridges, floods, `Sky`. Writes: [`RailwayPicture`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Rows};

use crate::damage::bridge::Bridge;
use crate::damage::flood::Floods;
use crate::damage::foresight::Outlook;
use crate::damage::gang::GangBase;
use crate::damage::job::Jobs;
use crate::damage::pace::{Pace, RepairKnobs};
use crate::damage::reach::Reach;
use crate::network::Network;
use crate::picture::RailwayPicture;
use crate::sky::Sky;

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
        if let Some(block) = job.place.block() {
            picture.expected[block] = 0;
        }
    }
    for job in jobs.slots.iter().filter(|job| job.is_open) {
        if let (None, Some(block)) = (job.task.bridge(), job.place.block()) {
            let due = outlook.done_at(job);
            let expected = &mut picture.expected[block];
            *expected = (*expected).max(due);
        }
    }
    let bridges = bridges.slice();
    let first_crossing = outlook.first_crossings(&jobs, bridges.len());
    for (bridge, first) in bridges.iter().zip(&first_crossing) {
        if let Some(due) = first.filter(|_| bridge.is_closed) {
            let expected = &mut picture.expected[bridge.block];
            *expected = (*expected).max(due);
        }
    }
    floods.foresee(clock.now, &network, &mut picture);
}
