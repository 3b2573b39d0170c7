//! # Reserve
//!
//! What happens: each day it is weighed what a repair on each line is worth. Gangs choose their jobs by it, and at
//! noon gangs without work move from bases where they are worth least to those where most waits for them.
//!
//! Rule: the index of a job is `(kilograms that wait at the ends of its line + the line's rate x repair.stay_days) /
//! gang-hours to clear the line`, and `v` of a base is the sum over the jobs that wait for hands and have it for their
//! nearest. The rate of a line is what it carries in a day on which it is not shut throughout, over the past week of such
//! days: so a line that has long been shut comes in its turn. A shut airfield stands there as a line that carries
//! `field.worth_t_per_day`, over the gang-hours of the work that is next. Gangs move, from the lowest `v` to the highest, while
//! `v_high (stay - march) > (1 + repair.move_gain) v_low stay`: at most as many as the waiting jobs have room for, a
//! share `relocation.gang_share` of the gangs at a base at one review, and never more than `repair.mobile_share` of a
//! base's own away in all. They march `repair.move_km_per_day` along the lines as built and are there at a noon.
//!
//! Assumes: they stay where they came until they are worth more elsewhere; on the march they do nothing.
//!
//! Sources: half the corps stood in the bombed triangle by November 1951 (CMSA); the rule is an assumption.
//!
//! Reads: depots, knobs of `repair` and `relocation`. Writes: [`Worth`], [`GangBase`]. Chance: none.

use std::cmp::Reverse;

use bevy_ecs::prelude::*;
use interdict_engine::whole::{fit, nearest, whole_part};
use interdict_engine::{Clock, Column, RowsMut};
use interdict_scenario::Scenario;

use crate::damage::closure::Closures;
use crate::damage::gang::GangBase;
use crate::damage::job::{Job, Jobs, Task};
use crate::damage::pace::RepairKnobs;
use crate::damage::reach::Reach;
use crate::fields::FieldKnobs;
use crate::measure::Measures;
use crate::network::Network;
use crate::outcomes::{LineSeries, Series};
use crate::row::{GangRow, LineRow};
use crate::state::state;
use crate::supply::depot::Depots;
use crate::told::untold;

/// What it is worth to open each line.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Worth {
    /// What the line carried on days on which it was not shut throughout: a decaying sum, seven days' worth, kilograms.
    carried: Column<LineRow, i64>,
    /// What waits and what would come, kilograms.
    kg: Column<LineRow, i64>,
    /// Days of traffic that a repair brings, in thousandths.
    stay_milli: i64,
    /// Days over which what a line carries is averaged.
    days: i64,
    /// What a repair at a shut airfield is weighed with, kilograms.
    field_kg: i64,
}

state!(Worth: carried, kg; fixed: stay_milli, days, field_kg);
untold!(Worth = "worth");

impl Worth {
    /// Nothing known of any line.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let lines = scenario.lines.len();
        Self {
            carried: Column::filled(0, lines),
            kg: Column::filled(0, lines),
            stay_milli: nearest::<i64>(1_000.0 * scenario.rules.repair.stay_days),
            days: scenario.rules.repair.traffic_days.into(),
            field_kg: FieldKnobs::new(scenario).worth_kg,
        }
    }

    /// The index of a job: grams for a second of one gang. A line that nobody has ever seen carry anything is worth
    /// a little, too; a crater beside a strip that is clear is worth nothing.
    pub(crate) fn of(&self, jobs: &Jobs, job: &Job) -> i64 {
        let gang_s = jobs.to_clear(job) / 1_000;
        let kg = match (job.line(), job.task) {
            (Some(line), _) => self.kg[line],
            (None, Task::Level) => return 0,
            (None, _) => self.field_kg,
        };
        (1_000 * kg / gang_s.max(1)).max(1)
    }
}

/// Weighs what lines carried and what waits before them. Due when the day ends.
pub(crate) fn weigh_lines(
    network: Res<Network>,
    closures: Res<Closures>,
    depots: Res<Depots>,
    measures: Res<Measures>,
    mut worth: ResMut<Worth>,
) {
    let worth = &mut *worth;
    let days = worth.days;
    for (row, line) in network.lines.by_row() {
        let today = measures.of_line(row, LineSeries::Load);
        let carried = &mut worth.carried[row];
        if today > 0 || closures.is_line_open(row) {
            *carried = *carried * (days - 1) / days + today;
        }
        let ends = [line.from, line.to].map(|end| &depots.transit[end]);
        let waits: i64 = ends.into_iter().flatten().sum();
        worth.kg[row] = waits + *carried * worth.stay_milli / (1_000 * days);
    }
}

/// The rule by which gangs move, rounded once.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub(crate) struct Reserve {
    /// Days between reviews; 0: never.
    review_days: u16,
    leave_milli: i64,
    mobile_milli: i64,
    gain_milli: i64,
    stay_milli: i64,
    day_m: u32,
}

impl Reserve {
    /// The rule of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let (repair, relocation) = (&scenario.rules.repair, &scenario.rules.relocation);
        let milli = |share: f64| nearest::<i64>(1_000.0 * share);
        Self {
            review_days: relocation.gang_review_days,
            leave_milli: milli(relocation.gang_share),
            mobile_milli: milli(repair.mobile_share),
            gain_milli: milli(1.0 + repair.move_gain),
            stay_milli: milli(repair.stay_days),
            day_m: whole_part(1_000.0 * repair.move_km_per_day),
        }
    }

    /// Gangs that may leave a base at this review.
    fn can_leave(&self, base: &GangBase, left_today: i64) -> i64 {
        let of_those_here =
            (base.own + base.lent + left_today) * self.leave_milli / 1_000 - left_today;
        let of_its_own = base.lent + base.own * self.mobile_milli / 1_000;
        base.free().min(of_those_here).min(of_its_own).max(0)
    }

    /// It is worth a march: both values are of bases, the distance is along the lines.
    fn is_worth(&self, high: i64, low: i64, far_m: u32) -> bool {
        let march_milli = 1_000 * i64::from(far_m) / i64::from(self.day_m.max(1));
        let there = i128::from(high) * i128::from(self.stay_milli - march_milli) * 1_000;
        there > i128::from(low) * i128::from(self.stay_milli) * i128::from(self.gain_milli)
    }
}

/// What waits for the gangs of a base.
#[derive(Clone, Copy, Debug, Default)]
struct Wanted {
    value: i64,
    room: i64,
    left_today: i64,
}

/// Gangs arrive, and others set out. Due at noon.
pub(crate) fn move_gangs(
    clock: Res<Clock>,
    rule: Res<Reserve>,
    knobs: Res<RepairKnobs>,
    reach: Res<Reach>,
    worth: Res<Worth>,
    jobs: Res<Jobs>,
    mut bases: RowsMut<GangBase>,
    mut measures: ResMut<Measures>,
) {
    let bases = bases.slice_mut();
    for base in bases.iter_mut() {
        // Until now other hands were idle than from now on.
        base.count(clock.now, &knobs);
        if base.coming.is_empty() {
            continue;
        }
        let here = base.coming.iter().filter(|&&(day, _)| day <= clock.day);
        base.lent += here.map(|&(_, gangs)| gangs).sum::<i64>();
        base.coming.retain(|&(day, _)| day > clock.day);
    }
    if rule.review_days == 0 || !clock.day.is_multiple_of(rule.review_days) {
        return;
    }
    let mut wanted = waiting(&clock, &reach, &worth, &jobs, bases);
    let asking = wanted.by_row().filter(|(_, wanted)| wanted.room > 0);
    let mut asking: Vec<GangRow> = asking.map(|(base, _)| base).collect();
    asking.sort_by_key(|&base| (Reverse(wanted[base].value), bases[base].key));
    for asks in asking {
        let others = reach.between[asks].iter();
        let mut lenders: Vec<(i64, u32, GangRow)> = others
            .map(|&(far, other)| (wanted[other].value, far, other))
            .filter(|&(value, far, other)| {
                other != asks && rule.is_worth(wanted[asks].value, value, far)
            })
            .collect();
        lenders.sort_unstable();
        for (_, far, other) in lenders {
            let can = rule.can_leave(&bases[other], wanted[other].left_today);
            let go = can.min(wanted[asks].room);
            if go == 0 {
                continue;
            }
            bases[other].lent -= go;
            wanted[other].left_today += go;
            wanted[asks].room -= go;
            let days = fit::<u16, _>(far.div_ceil(rule.day_m.max(1)).max(1));
            bases[asks].coming.push((clock.day + days, go));
            measures.add(Series::GangsMoved, go);
        }
    }
}

/// By base: the jobs that wait for gangs and have it for their nearest.
fn waiting(
    clock: &Clock,
    reach: &Reach,
    worth: &Worth,
    jobs: &Jobs,
    bases: &[GangBase],
) -> Column<GangRow, Wanted> {
    let mut wanted = Column::filled(Wanted::default(), bases.len());
    for slot in jobs.waiting.iter() {
        let job = &jobs.slots[slot];
        let nearest = reach.nearest(job.place, |base| bases[base].own > 0);
        if let (Some((_, base)), true) = (nearest, job.from <= clock.now) {
            let of_base = &mut wanted[base];
            of_base.value += worth.of(jobs, job);
            of_base.room += i64::from(job.stage.most_gangs);
        }
    }
    for (of_base, base) in wanted.iter_mut().zip(bases) {
        of_base.room -= base.coming.iter().map(|&(_, gangs)| gangs).sum::<i64>();
    }
    wanted
}
