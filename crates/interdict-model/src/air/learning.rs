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
//! Reads: knobs of `targeting`. Writes: [`Experience`], [`AirUnit`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Digest, RowsMut};
use interdict_scenario::Scenario;

use crate::air::unit::AirUnit;
use crate::definitions::ORDINARY_HEIGHT;

/// What the attackers know of each line.
#[derive(Resource, Clone, Debug)]
pub struct Experience {
    /// Trailing losses per sortie, by line.
    pub losses: Vec<f64>,
    /// Day of the last attack, by line; [`NEVER`] before the first.
    pub last_attack: Vec<u16>,
    /// Sorties since the defender's last review, by line.
    pub since_review: Vec<u32>,
    /// Sorties and losses of the week, by line.
    week: Vec<(u32, u32)>,
    learning: f64,
    evidence: f64,
    height_tolerance: f64,
    height_step: f64,
    height_cap: f64,
    height_return: f64,
    learning_days: u16,
}

/// No attack yet.
pub const NEVER: u16 = u16::MAX;

impl Experience {
    /// No experience.
    pub fn new(scenario: &Scenario) -> Self {
        let lines = scenario.lines.len();
        let knobs = &scenario.rules.targeting;
        Self {
            losses: vec![0.0; lines],
            last_attack: vec![NEVER; lines],
            since_review: vec![0; lines],
            week: vec![(0, 0); lines],
            learning: knobs.learning,
            evidence: knobs.evidence_sorties,
            height_tolerance: knobs.height_tolerance,
            height_step: knobs.height_step,
            height_cap: knobs.height_cap,
            height_return: knobs.height_return,
            learning_days: knobs.learning_days,
        }
    }

    /// Takes the state into a digest.
    pub fn digest(&self, digest: &mut Digest) {
        for line in 0..self.week.len() {
            digest.real(self.losses[line]);
            digest.pair(self.week[line].0, self.week[line].1);
            digest.pair(u32::from(self.last_attack[line]), self.since_review[line]);
        }
    }

    /// Sorties against a line and losses over it since the week began.
    pub fn week(&self, line: u32) -> (u32, u32) {
        self.week[line as usize]
    }

    /// Notes sorties against a line.
    pub fn note_sorties(&mut self, line: u32, day: u16, sorties: u32) {
        self.week[line as usize].0 += sorties;
        self.since_review[line as usize] += sorties;
        self.last_attack[line as usize] = day;
    }

    /// Notes an aircraft lost over a line.
    pub fn note_loss(&mut self, line: u32) {
        self.week[line as usize].1 += 1;
    }
}

/// Learns from the week. Due when the day begins; acts every `targeting.learning_days`.
pub fn learn(clock: Res<Clock>, mut experience: ResMut<Experience>, mut units: RowsMut<AirUnit>) {
    if clock.day == 0 || !clock.day.is_multiple_of(experience.learning_days) {
        return;
    }
    let book = &mut *experience;
    for (trailing, week) in book.losses.iter_mut().zip(&mut book.week) {
        *trailing = learnt(*trailing, *week, book.learning, book.evidence);
        *week = (0, 0);
    }
    for unit in units.slice_mut() {
        unit.losses = learnt(unit.losses, unit.week, book.learning, book.evidence);
        unit.week = (0, 0);
        if unit.losses > book.height_tolerance {
            unit.height = (unit.height + book.height_step).min(book.height_cap);
        } else if unit.losses < book.height_return * book.height_tolerance {
            unit.height = (unit.height - book.height_step).max(ORDINARY_HEIGHT);
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
