//! # What attackers believe
//!
//! What happens: before attackers decide, what was flown since the last time is entered in their book of lines, and
//! they learn which lines run.
//!
//! Rule: a line runs, in their picture, when it ran in the evening. Sorties and losses of the week and the day of the
//! last attack are entered line by line; [`learning`](crate::staff::learning) makes a trailing rate of losses from them.
//!
//! Assumes: reports are complete, exact and in time; units tell each other what they met, so lines have one book.
//!
//! Sources: none needed.
//!
//! Reads: [`Closures`], [`Flown`]. Writes: [`AttackersPicture`], [`DefendersPicture`], [`Flown`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Digest;
use interdict_scenario::Scenario;

use crate::air::flown::Flown;
use crate::damage::closure::Closures;
use crate::picture::defenders::DefendersPicture;

/// What the attackers believe of each line.
#[derive(Resource, Clone, Debug)]
pub struct AttackersPicture {
    /// Trailing losses per sortie, by line.
    pub losses: Vec<f64>,
    /// Day of the last attack, by line; [`NEVER`] before the first.
    pub last_attack: Vec<u16>,
    /// By line: trains can run through.
    is_open: Vec<bool>,
    /// Sorties and losses of the week, by line.
    pub(crate) week: Vec<(u32, u32)>,
}

/// No attack yet.
pub const NEVER: u16 = u16::MAX;

impl AttackersPicture {
    /// Every line runs, and none was ever attacked.
    pub fn new(scenario: &Scenario) -> Self {
        let lines = scenario.lines.len();
        Self {
            losses: vec![0.0; lines],
            last_attack: vec![NEVER; lines],
            is_open: vec![true; lines],
            week: vec![(0, 0); lines],
        }
    }

    /// Trains can run through a line, as far as attackers know.
    pub fn is_line_open(&self, line: u32) -> bool {
        self.is_open[line as usize]
    }

    /// Sorties against a line and losses over it since the week began.
    pub fn week(&self, line: u32) -> (u32, u32) {
        self.week[line as usize]
    }

    /// Takes the state into a digest.
    pub fn digest(&self, digest: &mut Digest) {
        for line in 0..self.week.len() {
            digest.real(self.losses[line]);
            digest.pair(self.week[line].0, self.week[line].1);
            digest.pair(
                u32::from(self.last_attack[line]),
                u32::from(self.is_open[line]),
            );
        }
    }
}

/// Carries what was flown, and which lines run, into the pictures of both sides.
pub fn report(
    closures: Res<Closures>,
    mut flown: ResMut<Flown>,
    mut attackers: ResMut<AttackersPicture>,
    mut defenders: ResMut<DefendersPicture>,
) {
    for over in flown.over.drain(..) {
        attackers.week[over.line as usize].0 += over.sorties;
        attackers.last_attack[over.line as usize] = over.day;
        defenders.attacked[over.line as usize] += over.sorties;
    }
    for line in flown.lost.drain(..) {
        attackers.week[line as usize].1 += 1;
    }
    for (line, is_open) in attackers.is_open.iter_mut().enumerate() {
        *is_open = closures.is_line_open(line as u32);
    }
}
