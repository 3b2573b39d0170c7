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

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Digest, RowsMut};
use interdict_quantity::{Key, mass};
use interdict_scenario::Scenario;

use crate::accounts::{Account, Books, Commodity};
use crate::damage::job::Jobs;
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

/// For each block, the bases by distance along the lines, metres; nearest first.
#[derive(Resource, Clone, Debug, Default)]
pub struct Reach {
    /// By block.
    pub bases: Vec<Vec<(u32, u32)>>,
    /// For each base, the lines on which it may be called to a block: one within its reach, or one to which
    /// no base that has gangs today is nearer.
    pub lines: Vec<Vec<u32>>,
    /// Distance within which gangs are sent, metres.
    pub reach_m: u32,
    /// For each base all bases, nearest first: (metres, base).
    pub between: Vec<Vec<(u32, u32)>>,
    /// Share of men at work as gangs.
    pub at_work: f64,
    /// Share of gangs lent at a review.
    pub lend: f64,
    /// Days between reviews; 0: never.
    pub review_days: u16,
}

const FAR: u32 = u32::MAX;

impl Reach {
    /// Distances of a scenario.
    pub fn new(scenario: &Scenario, network: &Network) -> Self {
        let from_station: Vec<Vec<u32>> = (0..network.stations.len() as u32)
            .map(|station| distances(network, station))
            .collect();
        let mut bases = Vec::with_capacity(network.block_line.len());
        for block in 0..network.block_line.len() as u32 {
            let line = &network.lines[network.block_line[block as usize] as usize];
            let along = (network.middle_of(block) * f64::from(line.length_m)) as u32;
            let mut near: Vec<(u32, u32)> = Vec::new();
            for (row, base) in scenario.gangs.iter().enumerate() {
                let from = &from_station[base.station as usize];
                let by_start = from[line.from as usize].saturating_add(along);
                let by_end = from[line.to as usize].saturating_add(line.length_m - along);
                near.push((by_start.min(by_end), row as u32));
            }
            near.sort_unstable();
            bases.push(near);
        }
        let between = scenario
            .gangs
            .iter()
            .map(|one| {
                let from = &from_station[one.station as usize];
                let others = scenario.gangs.iter().zip(0_u32..);
                let mut others: Vec<(u32, u32)> = others
                    .map(|(other, row)| (from[other.station as usize], row))
                    .collect();
                others.sort_unstable();
                others
            })
            .collect();
        Self {
            bases,
            lines: vec![Vec::new(); scenario.gangs.len()],
            reach_m: (1_000.0 * scenario.rules.repair.reach_km) as u32,
            between,
            at_work: scenario.rules.repair.gangs_at_work,
            lend: scenario.rules.relocation.gang_share,
            review_days: scenario.rules.relocation.gang_review_days as u16,
        }
    }
}

impl Reach {
    /// Gangs of a base are sent to a block: it is within reach, or no base that has gangs is nearer.
    pub fn is_near(&self, bases: &[GangBase], block: u32, base: u32) -> bool {
        self.near(bases, block).any(|near| near == base)
    }

    fn near(&self, bases: &[GangBase], block: u32) -> impl Iterator<Item = u32> {
        let all = &self.bases[block as usize];
        let has_gangs = |&&(_, base): &&(u32, u32)| bases[base as usize].own > 0;
        let nearest = all.iter().find(has_gangs).map(|&(_, base)| base);
        let within = all.iter().take_while(|&&(far, _)| far <= self.reach_m);
        within.map(|&(_, base)| base).chain(nearest)
    }

    /// Finds the lines of each base anew: after a muster.
    fn allot_lines(&mut self, bases: &[GangBase], network: &Network) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.iter_mut().for_each(Vec::clear);
        for (block, &line) in network.block_line.iter().enumerate() {
            for base in self.near(bases, block as u32) {
                let of_base = &mut lines[base as usize];
                if of_base.last() != Some(&line) {
                    of_base.push(line);
                }
            }
        }
        self.lines = lines;
    }
}

fn distances(network: &Network, from: u32) -> Vec<u32> {
    let mut distance = vec![FAR; network.stations.len()];
    let mut heap = BinaryHeap::from([Reverse((0, from))]);
    distance[from as usize] = 0;
    while let Some(Reverse((far, station))) = heap.pop() {
        if far > distance[station as usize] {
            continue;
        }
        for &(line, other) in network.lines_at(station) {
            let through = far + network.lines[line as usize].length_m;
            if through < distance[other as usize] {
                distance[other as usize] = through;
                heap.push(Reverse((through, other)));
            }
        }
    }
    distance
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
        let block = jobs.slots[slot as usize].block as usize;
        let nearest = reach.bases[block]
            .iter()
            .find(|&&(_, base)| bases[base as usize].own > 0);
        if let Some(&(_, base)) = nearest {
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
        for &(far, other) in &reach.between[lender] {
            if can == 0 || far == FAR {
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
