//! # Crossings
//!
//! What happens: a span goes down, a crossing is mended, the line is led over another, a by-pass is begun and built.
//!
//! Rule: as told in [`bridge`](crate::damage::bridge): the first crossing that stands carries the line; each noon the
//! staff look at the bridges that are shut, and where no crossing is expected within `bridge.bypass_after_d`, and none is
//! being built, another by-pass is begun.
//!
//! Assumes: a span down is one job, whatever its number.
//!
//! Sources: as in [`bridge`](crate::damage::bridge).
//!
//! Reads: knobs of `bridge`, what is expected of jobs. Writes: [`Bridge`], jobs, closures. Chance: `WORK`, `RESPONSE`.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;
use interdict_engine::whole::fit;
use interdict_quantity::{Key, SECONDS_PER_DAY};

use crate::damage::bridge::{Bridge, appearing};
use crate::damage::context::{Damage, Site, Strikes};
use crate::damage::foresight::Outlook;
use crate::damage::job::{Job, Task};
use crate::damage::order::Order;
use crate::damage::pace::{Pace, RepairKnobs};
use crate::damage::place::WorkPlace;
use crate::identity::Identity;
use crate::outcomes::{LineSeries, Series};
use crate::record::{EventKind, Place};
use crate::row::BridgeRow;
use crate::sky::Sky;

/// By-passes that are finished today while their line is closed take it over. Due when a day begins.
pub(crate) fn open_bypasses(clock: Res<Clock>, mut damage: Damage) {
    let mut strikes = damage.strikes();
    for bridge in appearing(strikes.bridges, clock.day) {
        let row = &mut strikes.bridges[bridge];
        if let Some(next) = row.whole(clock.day) {
            row.carrying = next;
            let key = Identity::SwitchBack {
                bridge: row.key,
                day: clock.day,
            }
            .key();
            strikes.begin_switch(bridge, clock.now, key, key);
        }
    }
}

/// Beside bridges that no crossing is expected at for long another by-pass is begun. Due at noon.
pub(crate) fn begin_by_passes(
    clock: Res<Clock>,
    sky: Res<Sky>,
    pace: Res<RepairKnobs>,
    mut damage: Damage,
) {
    let mut strikes = damage.strikes();
    if strikes.knobs.build_after_s == 0 || !strikes.bridges.iter().any(Bridge::is_without_way) {
        return;
    }
    let outlook = Outlook {
        pace: Pace {
            sky: &sky,
            knobs: &pace,
        },
        reach: strikes.reach,
        bases: strikes.bases,
        now: clock.now,
    };
    let late = clock.now + strikes.knobs.build_after_s;
    let first_crossings = outlook.first_crossings(strikes.jobs, strikes.bridges.len());
    let mut lacking: Vec<BridgeRow> = Vec::new();
    for ((row, bridge), first) in (0..)
        .map(BridgeRow)
        .zip(&*strikes.bridges)
        .zip(&first_crossings)
    {
        let is_late = first.is_none_or(|first| first > late);
        let appears = |&day: &u16| (clock.day + 1..=fit(late / SECONDS_PER_DAY)).contains(&day);
        if bridge.is_without_way() && is_late && !bridge.stands_from.iter().any(appears) {
            lacking.push(row);
        }
    }
    let is_built = |bridge: &BridgeRow| {
        let task = Task::ByPass { bridge: *bridge };
        (strikes.jobs.slots.iter()).any(|job| job.is_open && job.task == task)
    };
    lacking.retain(|bridge| !is_built(bridge));
    for bridge in lacking {
        strikes.begin_by_pass(bridge, clock.now);
        strikes.measures.add(Series::ByPassesBegun, 1);
    }
}

impl Strikes<'_> {
    /// A hit on whatever carries the line.
    pub(crate) fn strike_span(&mut self, bridge: BridgeRow, second: u32, key: Key, cause: Key) {
        let day = fit(second / SECONDS_PER_DAY);
        let row = &mut self.bridges[bridge];
        let crossing = row.carrying;
        if row.down[usize::from(crossing)] {
            return;
        }
        row.down[usize::from(crossing)] = true;
        let (block, was_closed, is_truss) = (row.block, row.is_closed, row.is_truss);
        let next = row.whole(day);
        row.is_closed = true;
        let line = self.network.block_line[block];
        let place = Place::Bridge(bridge);
        self.journal
            .note(second, EventKind::SpanDown, place, key, cause, 1);
        self.measures.add(Series::SpansHit, 1);
        self.measures.add(Series::DamagePlaces, 1);
        self.measures.add_line(line, LineSeries::Spans, 1);
        let gang_h = match (crossing, is_truss) {
            (0, true) => self.knobs.truss_gang_h,
            (0, false) => self.knobs.span_gang_h,
            _ => self.knobs.bypass_gang_h,
        };
        self.open_job(Order {
            key,
            cause,
            task: Task::Span { bridge, crossing },
            place: WorkPlace::Block(block),
            second,
            wait_until: 0,
            gang_h,
            material_kg: self.knobs.span_material_kg,
        });
        if !was_closed {
            self.closures.obstruct(
                self.network,
                block,
                second,
                key,
                self.measures,
                self.journal,
            );
        }
        if let Some(next) = next {
            self.bridges[bridge].carrying = next;
            let switch = Identity::SwitchOver {
                impact: key,
                crossing: next,
            };
            self.begin_switch(bridge, second, switch.key(), cause);
        }
    }

    /// The line is to be led over another crossing.
    pub(crate) fn begin_switch(&mut self, bridge: BridgeRow, second: u32, key: Key, cause: Key) {
        let block = self.bridges[bridge].block;
        self.open_job(Order {
            key,
            cause,
            task: Task::Switch { bridge },
            place: WorkPlace::Block(block),
            second,
            wait_until: 0,
            gang_h: self.knobs.switch_gang_h,
            material_kg: 0,
        });
    }

    /// Begins another by-pass beside a bridge.
    pub(crate) fn begin_by_pass(&mut self, bridge: BridgeRow, second: u32) {
        let row = &self.bridges[bridge];
        let by_pass = Identity::ByPass {
            bridge: row.key,
            day: fit(second / SECONDS_PER_DAY),
            crossings: fit(row.down.len()),
        };
        let key = by_pass.key();
        let block = row.block;
        self.open_job(Order {
            key,
            cause: key,
            task: Task::ByPass { bridge },
            place: WorkPlace::Block(block),
            second,
            wait_until: 0,
            gang_h: self.knobs.build_gang_h,
            material_kg: self.knobs.build_material_kg,
        });
    }
}

impl Site<'_> {
    /// A crossing has been mended.
    pub(crate) fn span_mended(&mut self, job: &Job, bridge: BridgeRow, crossing: u8, second: u32) {
        let row = &mut self.bridges[bridge];
        row.down[usize::from(crossing)] = false;
        let hours = i64::from((second - job.since) / 3_600);
        let place = Place::Bridge(bridge);
        self.journal.note(
            second,
            EventKind::SpanMended,
            place,
            job.key,
            job.cause,
            hours,
        );
        self.measures.add(Series::SpansRepaired, 1);
        let row = &mut self.bridges[bridge];
        let carries_none = row.down[usize::from(row.carrying)];
        if crossing < row.carrying || carries_none {
            row.carrying = crossing;
            self.take_line(job, bridge, second);
        } else if crossing == row.carrying && row.is_closed {
            self.take_line(job, bridge, second);
        }
    }

    /// The switch to another crossing is ready.
    pub(crate) fn switched(&mut self, job: &Job, bridge: BridgeRow, second: u32) {
        let row = &self.bridges[bridge];
        if row.is_closed && !row.down[usize::from(row.carrying)] {
            self.take_line(job, bridge, second);
        }
    }

    /// A by-pass has been built: it takes the line over where nothing else does.
    pub(crate) fn by_pass_built(&mut self, job: &Job, bridge: BridgeRow, second: u32) {
        let row = &mut self.bridges[bridge];
        let crossing = fit(row.down.len());
        row.stands_from.push(fit(second / SECONDS_PER_DAY));
        row.down.push(false);
        if row.is_without_way() {
            row.carrying = crossing;
            self.take_line(job, bridge, second);
        }
    }

    /// The line runs over the crossing that carries it.
    fn take_line(&mut self, job: &Job, bridge: BridgeRow, second: u32) {
        let row = &mut self.bridges[bridge];
        let slow_s = if row.carrying == 0 { 0 } else { row.slow_s };
        self.closures.slow[row.block].bypass_s = slow_s;
        if std::mem::take(&mut row.is_closed) {
            self.reopen(job, second);
        }
    }
}
