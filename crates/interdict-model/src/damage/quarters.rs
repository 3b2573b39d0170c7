//! # Quarters of gangs
//!
//! What happens: repair troops come to their bases and leave them on their days; the bases of today divide the gangs
//! among them, and each is given the lines that it is called to.
//!
//! Rule: the day's gangs are `men x share at work / 100`, rounded, divided over the bases by largest remainder. A base is
//! called to the lines that [`reach`](crate::damage::reach) says.
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
pub fn muster(
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
    let men: Vec<i64> = bases
        .iter()
        .map(|base| {
            if base.days.0 <= day && day < base.days.1 {
                i64::from(base.men)
            } else {
                0
            }
        })
        .collect();
    let all: i64 = men.iter().sum();
    let gangs = nearest::<i64>(all as f64 * reach.at_work / 100.0);
    let mut shares = Vec::with_capacity(men.len());
    mass::split(gangs, &men, &mut shares);
    for (base, &share) in bases.iter_mut().zip(&shares) {
        base.own = share;
        base.lent = 0;
        base.coming.clear();
    }
    reach.allot_lines(bases, &network);
}
