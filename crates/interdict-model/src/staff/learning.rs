//! # Learning
//!
//! What happens: every so many days the attackers look at what each line has cost them. Units that lose too
//! much release their bombs from higher up.
//!
//! Rule: `theta' = (1 - a) theta + a x`, with `x` the losses since the last look over the sorties on the line, or over
//! the sorties that count as evidence where there were fewer; for a unit, over all its sorties. A unit
//! whose `theta` is above its tolerance goes one step higher, below `targeting.height_return` of it one step lower. What height
//! does is told in [`delivery`](crate::air::delivery) (the miss) and [`fire`](mod@crate::flak::fire) (reach).
//!
//! Assumes: units tell each other what they met, so lines have one book; a line that nobody visits is
//! slowly forgotten; losses are known exactly.
//!
//! Sources: exponential smoothing; figures with the knobs.
//!
//! Reads: knobs of `targeting`. Writes: [`AttackersPicture`], [`AirUnit`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, RowsMut};
use interdict_scenario::Scenario;

use crate::air::unit::AirUnit;
use crate::definitions::ORDINARY_HEIGHT;
use crate::picture::AttackersPicture;

/// How attackers learn.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct Learning {
    /// Weight of the last week.
    weight: f64,
    evidence: f64,
    height_tolerance: f64,
    height_step: f64,
    height_cap: f64,
    height_return: f64,
    /// Days between two looks.
    days: u16,
}

impl Learning {
    /// From the knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.targeting;
        Self {
            weight: knobs.learning,
            evidence: knobs.evidence_sorties,
            height_tolerance: knobs.height_tolerance,
            height_step: knobs.height_step,
            height_cap: knobs.height_cap,
            height_return: knobs.height_return,
            days: knobs.learning_days,
        }
    }
}

/// Learns from the week. Due when the day begins; acts every `targeting.learning_days`.
pub fn learn(
    clock: Res<Clock>,
    knobs: Res<Learning>,
    mut picture: ResMut<AttackersPicture>,
    mut units: RowsMut<AirUnit>,
) {
    if clock.day == 0 || !clock.day.is_multiple_of(knobs.days) {
        return;
    }
    let picture = &mut *picture;
    for (trailing, week) in picture.losses.iter_mut().zip(&mut picture.week) {
        *trailing = learnt(*trailing, *week, knobs.weight, knobs.evidence);
        *week = (0, 0);
    }
    for unit in units.slice_mut() {
        unit.losses = learnt(unit.losses, unit.week, knobs.weight, knobs.evidence);
        unit.week = (0, 0);
        if unit.losses > knobs.height_tolerance {
            unit.height = (unit.height + knobs.height_step).min(knobs.height_cap);
        } else if unit.losses < knobs.height_return * knobs.height_tolerance {
            unit.height = (unit.height - knobs.height_step).max(ORDINARY_HEIGHT);
        }
    }
}

/// The trailing loss rate after a week of (sorties, losses).
pub fn learnt(trailing: f64, week: (u32, u32), learning: f64, evidence: f64) -> f64 {
    let seen = f64::from(week.1) / f64::from(week.0).max(evidence);
    trailing + learning * (seen - trailing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_rate_is_learnt_and_a_quiet_line_forgotten() {
        let mut rate = 0.0;
        for _ in 0..40 {
            rate = learnt(rate, (200, 4), 0.3, 40.0);
        }
        assert!((rate - 0.02).abs() < 1e-6);
        assert!(learnt(0.02, (0, 0), 0.3, 40.0) < 0.02);
        assert!((learnt(0.0, (3, 1), 1.0, 40.0) - 0.025).abs() < 1e-12);
    }
}
