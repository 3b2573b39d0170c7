//! # Raids are reported
//!
//! What happens: when the day begins, both sides hear of the missions that were over targets since the last time, and forget
//! those that are too long ago.
//!
//! Rule: a mission is known with its second and its target.
//!
//! Assumes: reports are complete, exact and in time, on either side.
//!
//! Sources: none needed.
//!
//! Reads: [`Skies`]. Writes: [`RaidsPicture`], [`Skies`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;
use interdict_quantity::SECONDS_PER_DAY;

use crate::air::fighters::{AirRules, Skies};
use crate::picture::RaidsPicture;
use crate::picture::raids::KnownRaid;

/// Carries missions over targets into the picture.
pub fn report(
    clock: Res<Clock>,
    rules: Res<AirRules>,
    mut skies: ResMut<Skies>,
    mut picture: ResMut<RaidsPicture>,
) {
    if skies.raided.is_empty() && picture.known.is_empty() {
        return;
    }
    let oldest = clock
        .now
        .saturating_sub(SECONDS_PER_DAY * u32::from(rules.fighters.memory_days));
    picture.known.retain(|raid| raid.second >= oldest);
    let new = skies.raided.drain(..).map(|raid| KnownRaid {
        second: raid.second,
        at: raid.at,
    });
    picture.known.extend(new);
}
