//! What a raid looks up over its target and what it leaves behind.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use interdict_engine::Chance;

use crate::accounts::Books;
use crate::air::bombing::Sights;
use crate::air::sighting::Sightings;
use crate::damage::impact::Impacts;
use crate::flak::cover::Cover;
use crate::flak::gunnery::FireRules;
use crate::measure::{Journal, Measures};
use crate::network::Network;

/// What a raid looks up.
#[derive(SystemParam)]
pub struct Over<'w> {
    pub(super) chance: Res<'w, Chance>,
    pub(super) network: Res<'w, Network>,
    pub(super) cover: Res<'w, Cover>,
    pub(super) rules: Res<'w, FireRules>,
    pub(super) sights: Res<'w, Sights>,
}

/// What a raid leaves behind.
#[derive(SystemParam)]
pub struct Wake<'w> {
    pub(super) impacts: ResMut<'w, Impacts>,
    pub(super) sightings: ResMut<'w, Sightings>,
    pub(super) books: ResMut<'w, Books>,
    pub(super) measures: ResMut<'w, Measures>,
    pub(super) journal: ResMut<'w, Journal>,
}
