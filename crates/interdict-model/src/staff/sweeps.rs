//! # Sweeps and screens
//!
//! What happens: when the day begins, units of interceptors plan sweeps for the hours and places at which raids are
//! believed to come, and units that screen plan to be on station at the hours of their own side's raids.
//!
//! Rule: of a unit's sorties of the day the share that sweeps, or all of a screen, is divided into groups, in whole pairs; what
//! is less than a pair is owed to the next day. Each
//! group takes the hour of a mission of the last days, chosen evenly among those whose target the unit may fight over, within the spread of
//! the hour. A sweep goes to that target, a screen to its station; either stays as long as planned, or as fuel lasts: no
//! longer than `2 (R - d) / v`, with `R` the radius, `d` the way there and `v` the speed.
//!
//! Assumes: raids come at the hours and places at which they came of late.
//!
//! Sources: estimates, with the knobs of `fighters`.
//!
//! Reads: [`RaidsPicture`], [`FighterUnit`]. Writes: [`Skies`] (what is planned), [`FighterUnit`] (sorties left). Chance: `SWEEP`
//! by unit and group.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::{fit, whole_part};
use interdict_engine::{Chance, Clock, RowsMut};
use interdict_quantity::SECONDS_PER_DAY;
use interdict_scenario::scenario::{FighterTask, MOST_FLIGHTS};

use crate::air::fighters::skies::{Planned, TAKES_OFF};
use crate::air::fighters::{AirRules, FighterUnit, Skies};
use crate::chance::SWEEP;
use crate::identity::Identity;
use crate::picture::RaidsPicture;
use crate::picture::raids::KnownRaid;
use crate::row::FighterRow;

/// Groups of a unit on a day, at most: one byte of their keys tells them apart.
const MOST_GROUPS: u32 = MOST_FLIGHTS as u32;

/// Plans the day's sweeps and screens. Due when the day begins.
pub fn plan(
    clock: Res<Clock>,
    chance: Res<Chance>,
    rules: Res<AirRules>,
    picture: Res<RaidsPicture>,
    mut units: RowsMut<FighterUnit>,
    mut skies: ResMut<Skies>,
) {
    if !rules.has_fighters {
        return;
    }
    let skies = &mut *skies;
    skies.planned.clear();
    let spread_s = 3_600.0 * rules.fighters.hour_spread_h;
    let mut in_reach: Vec<KnownRaid> = Vec::new();
    for (row, unit) in (0..).map(FighterRow).zip(units.slice_mut()) {
        let share = match unit.task {
            FighterTask::Interceptor => unit.sweep_share,
            FighterTask::Screen => 1.0,
            FighterTask::Escort => continue,
        };
        let sorties = unit
            .owed_sweeps
            .take_pairs(f64::from(unit.left) * share)
            .min(unit.left);
        let is_screen = unit.task == FighterTask::Screen;
        in_reach.clear();
        let known = picture.known.iter().copied();
        in_reach.extend(known.filter(|raid| is_screen || unit.may_fight_at(raid.at)));
        if in_reach.is_empty() || sorties < 2 {
            continue;
        }
        // no more groups than keys of a day tell apart
        let size = u32::from(rules.fighters.group).max(sorties.div_ceil(MOST_GROUPS));
        let groups = sorties.div_ceil(size);
        for n in 0..groups {
            let aircraft = (sorties - n * size).min(size);
            let key = Identity::Sweep {
                unit: unit.key,
                day: clock.day,
                n,
            }
            .key();
            let [which, apart] = chance.draw::<2>(SWEEP, key, When::on(clock.day));
            let count: u32 = fit(in_reach.len());
            let raid =
                in_reach[whole_part::<usize>(which * f64::from(count)).min(in_reach.len() - 1)];
            let at = if is_screen { unit.station } else { raid.at };
            let (way, span) = way_and_span(unit, &rules, at);
            let wanted =
                f64::from(raid.second % SECONDS_PER_DAY) + spread_s * (apart - 0.5) - 0.5 * span;
            let takes_off = (wanted - way).clamp(0.0, f64::from(SECONDS_PER_DAY - 1));
            let takes_off = clock.now + whole_part::<u32>(takes_off);
            let on = takes_off + whole_part::<u32>(way);
            let item = fit(skies.planned.len());
            skies.planned.push(Planned {
                key,
                unit: row,
                aircraft,
                on: (on, on + whole_part::<u32>(span)),
                at,
            });
            skies.agenda.put(takes_off, key, item, TAKES_OFF);
            unit.left -= aircraft;
        }
    }
}

/// Seconds on the way to a station, and on it.
fn way_and_span(unit: &FighterUnit, rules: &AirRules, at: crate::network::Point) -> (f64, f64) {
    let distance = unit.base.distance(at);
    let fuel = 2.0 * (unit.radius_m - distance).max(0.0) / unit.speed;
    (
        distance / unit.speed,
        fuel.min(60.0 * rules.fighters.span_min),
    )
}
