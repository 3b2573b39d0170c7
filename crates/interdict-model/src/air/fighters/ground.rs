//! # Fighters on the ground
//!
//! What happens: bombs on an airfield destroy fighters that stand there.
//!
//! Rule: of the aircraft that are ready at a field that is struck so many are lost as
//! [`fields`](crate::fields::ground) says, unit by unit in the order of their rows; lost ones are replaced as those that fall in fights.
//!
//! Assumes: revetments are shared out unit by unit; aircraft in the air and in repair are not there.
//!
//! Sources: see the knobs of `field`.
//!
//! Reads: [`Fields`]. Writes: [`FighterUnit`], [`Skies`], books, counters. Chance: `FIELD_HIT` by raid, `AIRCRAFT_REPAIR` by
//! aircraft.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::whole_part;
use interdict_engine::{Chance, Clock, RowsMut};
use interdict_quantity::SECONDS_PER_DAY;

use super::rules::AirRules;
use super::skies::{REPLACED, Skies};
use super::unit::FighterUnit;
use crate::accounts::{Account, Books};
use crate::chance::AIRCRAFT_REPAIR;
use crate::fields::field::Fields;
use crate::identity::Identity;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::FighterRow;

/// Bombs fell on an airfield in this tick.
pub(crate) fn is_struck(world: &World, clock: &Clock) -> bool {
    let strikes = world.resource::<Fields>().ground_strikes();
    strikes.iter().any(|strike| strike.second >= clock.now)
}

/// Takes the fighters that bombs destroyed off the strength. Due when an airfield was struck.
pub fn lose(
    clock: Res<Clock>,
    chance: Res<Chance>,
    rules: Res<AirRules>,
    fields: Res<Fields>,
    mut skies: ResMut<Skies>,
    mut units: RowsMut<FighterUnit>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let units = units.slice_mut();
    let strikes = fields.ground_strikes().iter();
    for strike in strikes.filter(|strike| strike.second >= clock.now) {
        for (row, unit) in (0..).map(FighterRow).zip(units.iter_mut()) {
            if !unit.is_forward || unit.field != strike.airfield {
                continue;
            }
            let lost = strike
                .destroys(&chance, clock.day, unit.ready)
                .min(unit.ready);
            unit.ready -= lost;
            books.post(
                unit.commodity(),
                Account::Ready,
                Account::Lost,
                i64::from(lost),
            );
            measures.add(Series::FightersLostOnGround, i64::from(lost));
            for n in 0..lost {
                let group = Identity::Encounter {
                    mission: strike.key,
                    group: unit.key,
                }
                .key();
                let key = Identity::Fighter { group, n }.key();
                let [_, replaced] = chance.draw::<2>(AIRCRAFT_REPAIR, key, When::on(clock.day));
                if unit.is_replaced(replaced, rules.fighters.replacement_share) {
                    let later = rules.fighters.replacement_days * f64::from(SECONDS_PER_DAY);
                    skies.agenda.put(
                        strike.second + whole_part::<u32>(later),
                        key,
                        row.0,
                        REPLACED,
                    );
                }
            }
        }
    }
}
