//! # Quarters of gangs
//!
//! What happens: repair troops come to their bases and leave them on their days; the bases of today divide the gangs
//! among them, and each is given the lines that it is called to.
//!
//! Rule: the day's gangs are `men x share at work / 100`, rounded, divided over the bases by largest remainder. A base is
//! called to the lines and airfields that [`reach`](crate::damage::reach) says. Men of an airfield are counted by themselves.
//!
//! Assumes: who comes today works today.
//!
//! Sources: as in [`gang`](crate::damage::gang).
//!
//! Reads: bases. Writes: [`GangBase`], [`Reach`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::nearest;
use interdict_engine::{Clock, RowsMut};
use interdict_quantity::mass;

use crate::damage::gang::GangBase;
use crate::damage::reach::Reach;
use crate::network::Network;

/// Bases come and go on their days. Due when a day begins.
pub(crate) fn muster(
    clock: Res<Clock>,
    network: Res<Network>,
    mut reach: ResMut<Reach>,
    mut bases: RowsMut<GangBase>,
) {
    let bases = bases.slice_mut();
    let day = clock.day;
    let changes = |base: &GangBase| base.days.0 == day || base.days.1 == day;
    if day > 0 && !bases.iter().any(changes) {
        return;
    }
    // Men of airfields stand after the bases of the railway, and each field has its own.
    let railway = bases.partition_point(|base| base.field.is_none());
    let (railway, at_fields) = bases.split_at_mut(railway);
    if day == 0 || railway.iter().any(changes) {
        share_out(railway, day, reach.at_work);
    }
    for base in at_fields {
        share_out(std::slice::from_mut(base), day, reach.at_work);
    }
    reach.allot_lines(bases, &network);
}

/// Divides the day's gangs over bases.
fn share_out(bases: &mut [GangBase], day: u16, at_work: f64) {
    let there = |base: &GangBase| base.days.0 <= day && day < base.days.1;
    let men = bases
        .iter()
        .map(|base| i64::from(base.men) * i64::from(there(base)));
    let men: Vec<i64> = men.collect();
    let all: i64 = men.iter().sum();
    let gangs = nearest::<i64>(all as f64 * at_work / 100.0);
    let mut shares = Vec::with_capacity(men.len());
    mass::split(gangs, &men, &mut shares);
    for (base, &share) in bases.iter_mut().zip(&shares) {
        base.own = share;
        base.lent = 0;
        base.coming.clear();
    }
}
