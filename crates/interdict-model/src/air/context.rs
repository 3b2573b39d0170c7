//! What a flight looks up and what it leaves behind.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use interdict_engine::Chance;

use crate::accounts::Books;
use crate::air::bombing::Sights;
use crate::air::flown::Flown;
use crate::air::flying::Flying;
use crate::air::sighting::Sightings;
use crate::air::unit::Hangar;
use crate::air::waste::Waste;
use crate::damage::closure::Closures;
use crate::damage::impact::Impacts;
use crate::flak::cover::Cover;
use crate::flak::gunnery::FireRules;
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::outcomes::{LineSeries, Series};
use crate::row::LineRow;
use crate::sky::weather::Weather;

/// What a flight looks up.
#[derive(SystemParam)]
pub struct Ground<'w> {
    pub(super) chance: Res<'w, Chance>,
    pub(super) network: Res<'w, Network>,
    pub(super) cover: Res<'w, Cover>,
    pub(super) weather: Res<'w, Weather>,
    pub(super) rules: Res<'w, FireRules>,
    pub(super) sights: Res<'w, Sights>,
    pub(super) closures: Res<'w, Closures>,
    pub(super) waste: Res<'w, Waste>,
}

/// What a flight leaves behind.
#[derive(SystemParam)]
pub struct Traces<'w> {
    pub(super) flown: ResMut<'w, Flown>,
    pub(super) sightings: ResMut<'w, Sightings>,
    pub(super) hangar: ResMut<'w, Hangar>,
    pub(super) flying: ResMut<'w, Flying>,
    pub(super) impacts: ResMut<'w, Impacts>,
    pub(super) books: ResMut<'w, Books>,
    pub(super) measures: ResMut<'w, Measures>,
    pub(super) journal: ResMut<'w, Journal>,
}

/// Counts bombs aimed at a line among those of all aircraft.
pub(super) fn count_bombs(measures: &mut Measures, line: LineRow, bombs: u32) {
    measures.add(Series::BombsAll, i64::from(bombs));
    measures.add_line(line, LineSeries::BombsAll, i64::from(bombs));
}
