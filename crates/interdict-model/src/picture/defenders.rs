//! # What those who place guns believe
//!
//! What happens: sorties against each line are counted from one review of the guns to the next.
//!
//! Rule: a sortie counts for the line it went for, on the day it flew. The count begins anew after each review.
//!
//! Assumes: every attack on a line is reported by those who live on it, with the number of aircraft.
//!
//! Sources: none needed.
//!
//! Reads: nothing of its own: [`attackers::report`](crate::picture::attackers::report) carries it here. Writes:
//! [`DefendersPicture`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::Digest;
use interdict_scenario::Scenario;

/// What those who place guns believe of each line.
#[derive(Resource, Clone, Debug)]
pub struct DefendersPicture {
    /// Sorties since the last review, by line.
    pub attacked: Vec<u32>,
}

impl DefendersPicture {
    /// No line was attacked.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            attacked: vec![0; scenario.lines.len()],
        }
    }

    /// Takes the state into a digest.
    pub fn digest(&self, digest: &mut Digest) {
        for &sorties in &self.attacked {
            digest.word(u64::from(sorties));
        }
    }
}
