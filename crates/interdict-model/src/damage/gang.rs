//! # Gangs
//!
//! What happens: repair troops are quartered at bases, come and go on their days, and are lent to the
//! bases that have more to do than they can.
//!
//! Rule: a base has `men x share at work / 100` gangs of a hundred; the day's fractions go to the bases by
//! largest remainder. At a review each base without a backlog lends a share of its free gangs to the
//! nearest base that has one. Every minute of every gang is worked or idle.
//!
//! Sources: Chinese railway engineers, above 65,000 men from late September 1951; shares are estimates.
//!
//! Reads: knobs of `repair` and `relocation`. Writes: [`GangBase`], books. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Digest, RowsMut};
use interdict_quantity::{Key, mass};
use interdict_scenario::Scenario;

use crate::accounts::{Account, Books, Commodity};
use crate::damage::job::Jobs;
use crate::damage::reach::Reach;
use crate::measure::Measures;
use crate::network::Network;
use crate::outcomes::Series;

/// Gangs of one base.
#[derive(Component, Clone, Debug)]
pub struct GangBase {
    /// Identity.
    pub key: Key,
    /// Where they are quartered.
    pub station: u32,
    /// Men.
    pub men: u32,
    /// First day and day after the last.
    pub days: (u16, u16),
    /// Gangs of its own today.
    pub own: i64,
    /// Gangs lent to it (or by it, negative).
    pub lent: i64,
    /// Gangs at work.
    pub busy: i64,
    /// Second up to which its time has been counted.
    pub counted: u32,
    /// Gang-seconds worked today.
    pub worked_s: i64,
}

impl GangBase {
    /// Gangs without work.
    pub fn free(&self) -> i64 {
        self.own + self.lent - self.busy
    }

    /// Changes the number at work at a second.
    pub fn employ(&mut self, change: i64, second: u32) {
        self.count(second);
        self.busy += change;
    }

    fn count(&mut self, second: u32) {
        self.worked_s += self.busy * (i64::from(second) - i64::from(self.counted));
        self.counted = second;
    }

    /// Takes the state into a digest.
    pub fn digest(&self, digest: &mut Digest) {
        digest.number(self.own + self.lent);
        digest.number(self.busy);
    }
}

/// The bases of a scenario, without gangs.
pub fn gang_bases(scenario: &Scenario) -> Vec<GangBase> {
    let row = |base: &interdict_scenario::scenario::GangBase| GangBase {
        key: base.key,
        station: base.station,
        men: base.men,
        days: (base.from, base.to),
        own: 0,
        lent: 0,
        busy: 0,
        counted: 0,
        worked_s: 0,
    };
    scenario.gangs.iter().map(row).collect()
}

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
    let gangs = (all as f64 * reach.at_work / 100.0).round() as i64;
    let mut shares = Vec::with_capacity(men.len());
    mass::split(gangs, &men, &mut shares);
    for (base, &share) in bases.iter_mut().zip(&shares) {
        base.own = share;
        base.lent = 0;
    }
    reach.allot_lines(bases, &network);
}

/// Gangs are lent to the bases with a backlog. Due at reviews.
pub fn lend(clock: Res<Clock>, reach: Res<Reach>, jobs: Res<Jobs>, mut bases: RowsMut<GangBase>) {
    if reach.review_days == 0 || !clock.day.is_multiple_of(reach.review_days) {
        return;
    }
    let bases = bases.slice_mut();
    let mut backlog = vec![0_i64; bases.len()];
    for slot in jobs.waiting.iter() {
        let block = jobs.slots[slot as usize].block;
        let nearest = reach.nearest(block, |base| bases[base as usize].own > 0);
        if let Some((_, base)) = nearest {
            backlog[base as usize] += 1;
        }
    }
    for base in bases.iter_mut() {
        base.lent = 0;
    }
    for lender in 0..bases.len() {
        if backlog[lender] > 0 || bases[lender].own == 0 {
            continue;
        }
        let can = (bases[lender].own as f64 * reach.lend) as i64;
        let mut can = can.min(bases[lender].free().max(0));
        for &(_, other) in &reach.between[lender] {
            if can == 0 {
                break;
            }
            let other = other as usize;
            let takes = can.min(backlog[other]);
            if takes > 0 {
                backlog[other] -= takes;
                can -= takes;
                bases[lender].lent -= takes;
                bases[other].lent += takes;
            }
        }
    }
}

/// Accounts for every minute of every gang. Due when the day ends.
pub fn account(
    clock: Res<Clock>,
    mut bases: RowsMut<GangBase>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let (mut present, mut worked) = (0, 0);
    for base in bases.slice_mut() {
        base.count(clock.until);
        present += (base.own + base.lent) * 1_440;
        worked += base.worked_s / 60;
        base.worked_s %= 60;
    }
    // A base that has just left may still be finishing its jobs: those minutes count as present.
    let present = present.max(worked);
    books.post(
        Commodity::GangMinutes,
        Account::Outside,
        Account::Idle,
        present,
    );
    books.post(Commodity::GangMinutes, Account::Idle, Account::Used, worked);
    measures.add(Series::GangHoursPresent, present);
    measures.add(Series::GangHoursWorked, worked);
}
