//! # Bridges
//!
//! What happens: a river crossing is a bridge and the by-passes beside it. A hit puts out of use whatever
//! carries the line at that moment. Where another crossing stands, the line is led over it after a
//! little work and runs slowly there; where none does, the line is closed until the first is mended.
//!
//! Rule: of the crossings that stand, the first carries the line, the bridge itself before by-passes. A
//! mended bridge takes the line back at once. Each noon the staff look at the bridges that are shut: where no crossing
//! is expected within `bridge.bypass_after_d`, and none is being built, another by-pass is begun.
//!
//! Assumes: a span down is one job, whatever its number; by-passes that the scenario dates appear, and the staff
//! know of those.
//!
//! Sources: five rail bridges side by side at one crossing by January 1953; repair of spans in four to
//! seven days (Futrell, recalled).
//!
//! Reads: knobs of `bridge`. Writes: [`Bridge`], jobs, closures. Chance: `WORK`, `RESPONSE`.

use bevy_ecs::prelude::Component;
use interdict_engine::Digest;
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::BridgeClass;

use crate::damage::cut::Strikes;
use crate::damage::job::{Job, Task};
use crate::damage::order::Order;
use crate::damage::repair::Site;
use crate::identity::Identity;
use crate::network::Network;
use crate::outcomes::{LineSeries, Series};
use crate::rail::block::running_s;
use crate::record::{EventKind, Place};

/// A river crossing.
#[derive(Component, Clone, Debug)]
pub struct Bridge {
    /// Identity.
    pub key: Key,
    /// The block it is part of.
    pub block: u32,
    /// A steel truss: more work.
    pub is_truss: bool,
    /// First day of each crossing: the bridge, then by-passes.
    pub stands_from: Vec<u16>,
    /// Crossings out of use.
    pub down: Vec<bool>,
    /// The crossing that carries the line.
    pub carrying: u8,
    /// The line is closed here.
    pub is_closed: bool,
    /// Extra seconds over a by-pass.
    pub slow_s: u32,
}

impl Bridge {
    /// The first crossing that stands and is whole on a day.
    pub fn whole(&self, day: u16) -> Option<u8> {
        (0..self.down.len())
            .find(|&crossing| !self.down[crossing] && self.stands_from[crossing] <= day)
            .map(|crossing| crossing as u8)
    }

    /// The line is closed here, and nothing stands that could carry it.
    pub fn is_without_way(&self) -> bool {
        self.is_closed && self.down[usize::from(self.carrying)]
    }

    /// Takes the state into a digest.
    pub fn digest(&self, digest: &mut Digest) {
        let down = self
            .down
            .iter()
            .fold(0, |bits, &down| bits << 1 | u32::from(down));
        digest.pair(
            down,
            u32::from(self.carrying) << 1 | u32::from(self.is_closed),
        );
    }
}

/// The bridges of a scenario, whole.
pub fn bridges(scenario: &Scenario, network: &Network) -> Vec<Bridge> {
    let rules = &scenario.rules;
    let approach_m = rules.bridge.approach_m.round() as u32;
    scenario
        .bridges
        .iter()
        .enumerate()
        .map(|(row, bridge)| {
            let mut stands_from = vec![0];
            stands_from.extend(&bridge.bypasses);
            let speed = scenario.lines[bridge.line as usize]
                .speed_kmh
                .unwrap_or(rules.rail.speed_kmh);
            let length = bridge.length_m + approach_m;
            Bridge {
                key: bridge.key,
                block: network.bridge_block[row],
                is_truss: bridge.class == BridgeClass::Truss,
                down: vec![false; stands_from.len()],
                stands_from,
                carrying: 0,
                is_closed: false,
                slow_s: running_s(length, rules.bridge.bypass_speed_kmh)
                    .saturating_sub(running_s(length, speed)),
            }
        })
        .collect()
}

impl Strikes<'_> {
    /// A hit on whatever carries the line.
    pub(crate) fn strike_span(&mut self, bridge: u32, second: u32, key: Key, cause: Key) {
        let day = (second / 86_400) as u16;
        let row = &mut self.bridges[bridge as usize];
        let crossing = row.carrying;
        if row.down[usize::from(crossing)] {
            return;
        }
        row.down[usize::from(crossing)] = true;
        let (block, was_closed, is_truss) = (row.block, row.is_closed, row.is_truss);
        let next = row.whole(day);
        row.is_closed = true;
        let line = self.network.block_line[block as usize];
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
            block,
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
            self.bridges[bridge as usize].carrying = next;
            let switch = Identity::SwitchOver {
                impact: key,
                crossing: next,
            };
            self.begin_switch(bridge, second, switch.key(), cause);
        }
    }

    /// The line is to be led over another crossing.
    pub(crate) fn begin_switch(&mut self, bridge: u32, second: u32, key: Key, cause: Key) {
        let block = self.bridges[bridge as usize].block;
        self.open_job(Order {
            key,
            cause,
            task: Task::Switch { bridge },
            block,
            second,
            wait_until: 0,
            gang_h: self.knobs.switch_gang_h,
            material_kg: 0,
        });
    }

    /// Begins another by-pass beside a bridge.
    pub(crate) fn begin_by_pass(&mut self, bridge: u32, second: u32) {
        let row = &self.bridges[bridge as usize];
        let by_pass = Identity::ByPass {
            bridge: row.key,
            day: (second / 86_400) as u16,
            crossings: row.down.len() as u32,
        };
        let key = by_pass.key();
        let block = row.block;
        self.open_job(Order {
            key,
            cause: key,
            task: Task::ByPass { bridge },
            block,
            second,
            wait_until: 0,
            gang_h: self.knobs.build_gang_h,
            material_kg: self.knobs.build_material_kg,
        });
    }
}

impl Site<'_> {
    /// A crossing has been mended.
    pub(crate) fn span_mended(&mut self, job: &Job, bridge: u32, crossing: u8, second: u32) {
        let row = &mut self.bridges[bridge as usize];
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
        let row = &mut self.bridges[bridge as usize];
        let carries_none = row.down[usize::from(row.carrying)];
        if crossing < row.carrying || carries_none {
            row.carrying = crossing;
            self.take_line(job, bridge, second);
        } else if crossing == row.carrying && row.is_closed {
            self.take_line(job, bridge, second);
        }
    }

    /// The switch to another crossing is ready.
    pub(crate) fn switched(&mut self, job: &Job, bridge: u32, second: u32) {
        let row = &self.bridges[bridge as usize];
        if row.is_closed && !row.down[usize::from(row.carrying)] {
            self.take_line(job, bridge, second);
        }
    }

    /// A by-pass has been built: it takes the line over where nothing else does.
    pub(crate) fn by_pass_built(&mut self, job: &Job, bridge: u32, second: u32) {
        let row = &mut self.bridges[bridge as usize];
        let crossing = row.down.len() as u8;
        row.stands_from.push((second / 86_400) as u16);
        row.down.push(false);
        if row.is_without_way() {
            row.carrying = crossing;
            self.take_line(job, bridge, second);
        }
    }

    /// The line runs over the crossing that carries it.
    fn take_line(&mut self, job: &Job, bridge: u32, second: u32) {
        let row = &mut self.bridges[bridge as usize];
        let slow_s = if row.carrying == 0 { 0 } else { row.slow_s };
        self.closures.slow[job.block as usize].bypass_s = slow_s;
        if std::mem::take(&mut row.is_closed) {
            self.reopen(job, second);
        }
    }
}

/// By-passes that appear while the line is closed: see [`crate::damage::cut::open_bypasses`].
pub(crate) fn appearing(bridges: &[Bridge], day: u16) -> Vec<u32> {
    (0..bridges.len() as u32)
        .filter(|&bridge| {
            let row = &bridges[bridge as usize];
            row.is_without_way()
                && (1..row.stands_from.len())
                    .any(|crossing| row.stands_from[crossing] == day && !row.down[crossing])
        })
        .collect()
}
