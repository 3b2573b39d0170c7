//! # Line cutting by night
//!
//! What happens: of the single aircraft that come by night some do not search for trains but drop their bombs
//! on the track.
//!
//! Rule: sorties against track `= floor(ready x sorties per aircraft x share free for railways x share of the
//! phase that bombs track)`; what the phase leaves over searches for trains as before. Each goes for a line
//! chosen by the values of the phase, as by day, at an hour drawn evenly over the night, and aims at a point
//! drawn evenly from the stretch that the phase names, or from the whole line. Bombs fall as by day
//! ([`bombing`](crate::air::bombing)), with the miss of the aircraft's own row, or that of night bombing.
//!
//! Assumes: all bombs go in one pass; guns do not hinder it, nor do its bombs go for bridges; it flies in any
//! weather, like a patrol; the weight of bombs that a phase names is that of fighter-bombers.
//!
//! Sources: with the knobs of `intruder`; 125 sorties of light bombers on one stretch of track in January to March
//! 1952 (Futrell) show that it was done.
//!
//! Reads: phases, [`Sights`]. Writes: impacts, counters. Chance: as for a patrol, and `BOMB` and `BREAK` by patrol.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use interdict_engine::Chance;
use interdict_engine::witness::weigh;

use crate::air::bombing::Sights;
use crate::air::context::count_bombs;
use crate::air::patrol::Patrol;
use crate::air::sighting::Sightings;
use crate::air::unit::AirUnit;
use crate::chance::BOMB;
use crate::damage::impact::{Impact, Impacts, Struck};
use crate::identity::Identity;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::BlockRow;

/// What a bomber by night looks up and leaves behind.
#[derive(SystemParam)]
pub struct Night<'w> {
    sights: Res<'w, Sights>,
    impacts: ResMut<'w, Impacts>,
    pub(super) sightings: ResMut<'w, Sightings>,
}

/// One aircraft drops its bombs on the track of a block.
pub(super) fn bomb_track(
    night: &mut Night,
    chance: &Chance,
    second: u32,
    patrol: &Patrol,
    block: BlockRow,
    unit: &AirUnit,
    measures: &mut Measures,
) {
    let (sights, impacts) = (&night.sights, &mut night.impacts);
    let half_width_m = sights.half_width(unit.bomb_kg);
    let fell = |_: u16, bomb: u16, across: f64, _: &dyn Fn() -> f64| {
        let key = Identity::PatrolBomb {
            patrol: patrol.key,
            n: bomb,
        }
        .key();
        weigh(BOMB, key, || (across.abs(), half_width_m));
        if across.abs() <= half_width_m {
            let wait_until = sights.wait_until(chance, patrol.key, patrol.day, bomb.into(), second);
            impacts.pending.push(Impact {
                second,
                key,
                cause: patrol.key,
                struck: Struck::Track { block, wait_until },
            });
        }
    };
    sights.drop_bombs(
        chance,
        patrol.key,
        patrol.day,
        &[true],
        unit.bombs,
        unit.miss_m,
        fell,
    );
    measures.add(Series::NightSorties, 1);
    count_bombs(measures, patrol.line, unit.bombs);
}
