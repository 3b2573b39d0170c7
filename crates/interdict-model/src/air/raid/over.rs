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
    pub(in crate::air) chance: Res<'w, Chance>,
    pub(in crate::air) network: Res<'w, Network>,
    pub(in crate::air) cover: Res<'w, Cover>,
    pub(in crate::air) rules: Res<'w, FireRules>,
    pub(in crate::air) sights: Res<'w, Sights>,
}

/// What a raid leaves behind.
#[derive(SystemParam)]
pub struct Wake<'w> {
    pub(in crate::air) impacts: ResMut<'w, Impacts>,
    pub(in crate::air) sightings: ResMut<'w, Sightings>,
    pub(in crate::air) books: ResMut<'w, Books>,
    pub(in crate::air) measures: ResMut<'w, Measures>,
    pub(in crate::air) journal: ResMut<'w, Journal>,
}
