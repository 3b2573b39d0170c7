//! # Lack
//!
//! What happens: before the staff plan, and after supplies have been drawn, every depot is told what those who draw
//! there need in a day and what they have less than they like to have.
//!
//! Rule: `standing = sum of daily need by establishment`, `lack = sum of (full - what they have)`, over the users
//! that are there now: formations, tanks of airfields, guns with the packed weight of the rounds that their batteries lack, and guns that
//! were sent with what has still to come before they fire. What formations at the front need in a day is counted
//! apart: `timetable.front_first_days` puts their railheads first. All are
//! sums over what is, not memories: who leaves takes his lack with him, and who gets nothing lacks until he does.
//!
//! Assumes: users report what they have truly and at once.
//!
//! Sources: none needed.
//!
//! Reads: formations, tanks, postings, batteries, [`StockTargets`]. Writes: [`Depots`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Rows};

use crate::accounts::{CLASSES, Class};
use crate::fields::{Fields, Tank};
use crate::flak::resupply::FlakNeeds;
use crate::flak::{Battery, Posting};
use crate::supply::depot::Depots;
use crate::supply::formation::Formation;
use crate::supply::targets::StockTargets;

/// Counts what users need and lack. Due before each plan, and when supplies have been drawn.
pub fn count_lack(
    clock: Res<Clock>,
    needs: Res<FlakNeeds>,
    targets: Res<StockTargets>,
    formations: Rows<Formation>,
    postings: Rows<Posting>,
    batteries: Rows<Battery>,
    fields: Res<Fields>,
    tanks: Rows<Tank>,
    mut depots: ResMut<Depots>,
) {
    let depots = &mut *depots;
    depots.standing.fill([0; CLASSES]);
    depots.lack.fill([0; CLASSES]);
    depots.front_daily.fill(0);
    depots.targets.copy_from_slice(&targets.by_station);
    if targets.by_station.is_empty() {
        // guns in a theatre without a station draw from nowhere
        return;
    }
    for formation in formations.slice() {
        if !formation.is_there(clock.day) {
            continue;
        }
        let place = formation.railhead;
        if formation.front {
            depots.front_daily[place] += formation.need.iter().sum::<i64>();
        }
        let room = formation.room();
        for (class, room) in room.iter().enumerate() {
            depots.standing[place][class] += formation.need[class];
            depots.lack[place][class] += room;
        }
    }
    for tank in tanks.slice() {
        let [daily, lacks] = tank.wants(&fields, clock.day);
        depots.standing[tank.depot][Class::Fuel as usize] += daily;
        depots.lack[tank.depot][Class::Fuel as usize] += lacks;
    }
    for posting in postings.slice() {
        let place = posting.depot;
        depots.lack[place][Class::Stores as usize] += posting.awaits(clock.day);
    }
    let batteries = batteries.slice();
    for posting in postings.slice().iter().filter(|posting| posting.is_there) {
        let place = posting.depot;
        for (class, kg) in [Class::Food, Class::Fuel]
            .into_iter()
            .zip(needs.rations_kg(posting))
        {
            depots.standing[place][class as usize] += kg;
        }
        let lacking: i64 = needs
            .lacking_kg(posting, &batteries[posting.rows()])
            .iter()
            .sum();
        depots.lack[place][Class::Shells as usize] += lacking;
    }
}
