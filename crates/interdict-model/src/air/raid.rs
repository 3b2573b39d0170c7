//! # Raids of record
//!
//! What happens: bombers come on the days of record, in the strength of record, with the bombs of
//! record. What they hit is the model's.
//!
//! Rule: the hour is that of the record, or drawn evenly from the hours of raids by sight or by radar. Only heavy guns reach them,
//! within `sqrt(range^2 - height^2)`, as at dive attackers but at the bombers' speed: all bombers
//! together draw the fire of `Binomial(guns x bombers, engage x share)` guns. With the factor for height
//! and, by night, for night on the rounds to a kill, each battery's kills are binomial. Bombs of those that neither fell first nor
//! turned back hit with one chance each, by the rectangle rule or its like, and hits are drawn
//! binomially: spans and approaches of a bridge, tonnage within a yard, craters on a runway, cuts of
//! the track.
//!
//! Assumes: bombs of a raid fall independently about one aim point; raids flew whatever the weather,
//! for they are of record; losses of bombers do not change later raids.
//!
//! Sources: figures with the knobs of `bombing` and `flak`.
//!
//! Reads: the raids, cover. Writes: impacts, [`Battery`], what was seen, books, counters, journal. Chance: `RAID_TIME`
//! and `RAID_BOMB` by raid, `OPEN_FIRE` and `FLAK_CLOCK` by raid and battery.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::{nearest, whole_part};
use interdict_engine::{Agenda, Chance, Clock, Column, RowsMut};
use interdict_quantity::SECONDS_PER_DAY;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{AirRole, Raid};

use crate::air::bombing::Sights;
use crate::air::fighters::meeting::Encounters;
use crate::chance::RAID_TIME;
use crate::flak::battery::Battery;
use crate::row::RaidRow;
use crate::state::state;
use crate::told::untold;

pub mod attack;
pub mod coming;
mod fall;
pub(super) mod over;

use attack::attack;
use coming::Coming;
use over::{Over, Wake};

/// The raids of record.
#[derive(Resource, Clone, Debug)]
pub struct Raids {
    of_record: Column<RaidRow, Raid>,
    /// First raid of each day and one more: raids are kept in order of day and key.
    first: Vec<RaidRow>,
    /// Those of today and tonight; items are rows.
    pub agenda: Agenda,
    vulnerability: f64,
    half_width_m: f64,
    /// First hour and hours within which raids come for which the record has none: by radar, by sight.
    hours: [(f64, f64); 2],
}

state!(Raids: agenda; fixed: of_record, first, vulnerability, half_width_m, hours);
untold!(Raids = "raids");

impl Raids {
    /// The raids of a scenario.
    pub fn new(scenario: &Scenario, sights: &Sights) -> Self {
        let mut raids = scenario.raids.clone();
        // Names of units are for people; without them the raids are cheap to put back.
        for raid in &mut raids {
            raid.unit = String::new();
        }
        raids.sort_by_key(|raid| (raid.day, raid.key));
        let first = (0..=scenario.days)
            .map(|day| RaidRow::from_index(raids.partition_point(|raid| raid.day < day)))
            .collect();
        let bomber = scenario
            .air_units
            .iter()
            .find(|unit| unit.role == AirRole::Bomber);
        let vulnerability = bomber.map_or(1.0, |unit| {
            scenario.aircraft[unit.aircraft as usize].vulnerability
        });
        let rules = &scenario.rules.bombing;
        let half_width_m = sights.half_width(nearest::<u32>(sights.raid_bomb_kg));
        Self {
            of_record: raids.into(),
            first,
            agenda: Agenda::with_room(64),
            vulnerability,
            half_width_m,
            hours: [
                (rules.raid_by_radar_from_h, rules.raid_by_radar_hours),
                (rules.raid_by_sight_from_h, rules.raid_by_sight_hours),
            ],
        }
    }
}

/// Puts the day's raids on the agenda. Due when the day begins.
pub(crate) fn schedule_raids(clock: Res<Clock>, chance: Res<Chance>, mut raids: ResMut<Raids>) {
    let day = usize::from(clock.day);
    let Some(&[first, last]) = raids
        .first
        .get(day..day + 2)
        .and_then(|two| two.first_chunk())
    else {
        return;
    };
    for row in (first.0..last.0).map(RaidRow) {
        let raid = &raids.of_record[row];
        let second = raid.second.unwrap_or_else(|| {
            let [number] = chance.draw::<1>(RAID_TIME, raid.key, When::on(raid.day));
            let (from, hours) = raids.hours[usize::from(raid.visual)];
            whole_part(3_600.0 * (from + hours * number))
        });
        let key = raid.key;
        raids.agenda.put(
            u32::from(clock.day) * SECONDS_PER_DAY + second,
            key,
            row.0,
            0,
        );
    }
}

/// A raid is due.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Raids>().agenda.is_due(clock.until)
}

/// Raids come over their targets. Due when their agenda is.
pub fn bomb(
    clock: Res<Clock>,
    over: Over,
    mut raids: ResMut<Raids>,
    mut batteries: RowsMut<Battery>,
    mut encounters: Encounters,
    mut wake: Wake,
) {
    let batteries = batteries.slice_mut();
    while let Some(due) = raids.agenda.next_before(clock.until) {
        let raid = &raids.of_record[RaidRow(due.item)];
        let raid = Coming::of_record(raid, raids.vulnerability, raids.half_width_m);
        attack(
            &over,
            &raid,
            due.second,
            batteries,
            &mut encounters,
            &mut wake,
        );
    }
}
