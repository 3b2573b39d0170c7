//! A raid as it comes, whoever sent it, and what came of it.

use interdict_quantity::Key;
use interdict_scenario::scenario::{Raid, RaidTarget};

use crate::state::state;

/// A raid as it comes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coming {
    /// Identity.
    pub key: Key,
    /// The day whose numbers it takes.
    pub day: u16,
    /// What it goes for.
    pub target: RaidTarget,
    /// Bombers.
    pub aircraft: u32,
    /// Their bombs in all.
    pub bombs_kg: u32,
    /// It aims by sight, not by radar.
    pub by_sight: bool,
    /// Guns see it: it has escorts, and they lay their guns by sight.
    pub by_day: bool,
    /// Height, metres.
    pub height_m: u32,
    /// How easily its aircraft are brought down.
    pub vulnerability: f64,
    /// Half-width within which one of its bombs cuts the track, metres.
    pub half_width_m: f64,
}

impl Coming {
    /// A raid of record.
    pub(in crate::air) fn of_record(raid: &Raid, vulnerability: f64, half_width_m: f64) -> Self {
        Self {
            key: raid.key,
            day: raid.day,
            target: raid.target,
            aircraft: raid.aircraft,
            bombs_kg: raid.bombs_kg,
            by_sight: raid.visual,
            by_day: raid.visual,
            height_m: raid.height_m,
            vulnerability,
            half_width_m,
        }
    }
}

/// What came of a raid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// Bombers that did not come home.
    pub lost: u32,
    /// Things that its bombs hit: spans, cuts, a yard, a runway.
    pub hits: u32,
}

state!(Came: lost, hits);
