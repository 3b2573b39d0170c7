//! # Results are reported
//!
//! What happens: in the evening forces of bombers enter their raids since the last time in their books, and see whether
//! losses have passed what is tolerated.
//!
//! Rule: a raid counts with the bombers that were over the target, those that did not come home, and its hits. Where
//! reports are not perfect, hits count as often as cuts are claimed, `reports.cut_claims`, rounded.
//!
//! Assumes: losses are known exactly and at once, for every crew is missed; hits are told by those who made them.
//!
//! Sources: none needed.
//!
//! Reads: [`Bombers`], `OrderBook`, knobs of `tolerance` and `reports`. Writes: [`ForcesPicture`], [`Bombers`], journal.
//! Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::nearest;
use interdict_scenario::Scenario;

use crate::air::bombers::Bombers;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::picture::forces::{ForcesPicture, Limits};

/// What forces of bombers take for a loss too many, and for a hit.
#[derive(Resource, Clone, Copy, Debug)]
#[component(immutable)]
pub struct Reckoning {
    limits: Limits,
    /// Hits reported for each one.
    hits: f64,
}

impl Reckoning {
    /// From the knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.reports;
        Self {
            limits: Limits::new(scenario),
            hits: if knobs.perfect {
                1.0
            } else {
                knobs.cuts_claimed
            },
        }
    }
}

/// Something was flown that is not reported.
pub fn is_due(world: &World, clock: &interdict_engine::Clock) -> bool {
    clock.covers(crate::definitions::TASKING) && !world.resource::<Bombers>().flown.is_empty()
}

/// Enters what was flown in the books of the forces.
pub fn report(
    reckoning: Res<Reckoning>,
    mut bombers: ResMut<Bombers>,
    mut picture: ResMut<ForcesPicture>,
    mut measures: ResMut<Measures>,
) {
    for flown in bombers.flown.drain(..) {
        let hits = nearest::<u32>(f64::from(flown.came.hits) * reckoning.hits);
        let entered = [flown.sorties, flown.came.lost, hits];
        let week = &mut picture.books[flown.force][flown.kind as usize].week;
        for (sum, more) in week.iter_mut().zip(entered) {
            *sum += more;
        }
        let raid = [flown.sorties, flown.came.lost];
        let passes = picture.watches[flown.watch].see(reckoning.limits, raid, flown.day);
        measures.add(Series::TolerancePassed, i64::from(passes));
    }
}
