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
use interdict_engine::Column;
use interdict_engine::whole::{fit, nearest};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::BridgeClass;

use crate::network::{Network, running_s};
use crate::row::{BlockRow, BridgeRow};
use crate::state::state;

/// A river crossing.
#[derive(Component, Clone, Debug)]
pub struct Bridge {
    /// Identity.
    pub key: Key,
    /// The block it is part of.
    pub block: BlockRow,
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

state!(Bridge: stands_from, down, carrying, is_closed; fixed: key, block, is_truss, slow_s);

impl Bridge {
    /// The first crossing that stands and is whole on a day.
    pub fn whole(&self, day: u16) -> Option<u8> {
        (0..self.down.len())
            .find(|&crossing| !self.down[crossing] && self.stands_from[crossing] <= day)
            .map(fit)
    }

    /// The line is closed here, and nothing stands that could carry it.
    pub(crate) fn is_without_way(&self) -> bool {
        self.is_closed && self.down[usize::from(self.carrying)]
    }
}

/// The bridges of a scenario, whole.
pub fn bridges(scenario: &Scenario, network: &Network) -> Column<BridgeRow, Bridge> {
    let rules = &scenario.rules;
    let approach_m = nearest::<u32>(rules.bridge.approach_m);
    scenario
        .bridges
        .iter()
        .zip(&network.bridge_block)
        .map(|(bridge, &block)| {
            let mut stands_from = vec![0];
            stands_from.extend(&bridge.bypasses);
            let speed = scenario.lines[bridge.line as usize]
                .speed_kmh
                .unwrap_or(rules.rail.speed_kmh);
            let length = bridge.length_m + approach_m;
            Bridge {
                key: bridge.key,
                block,
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

/// By-passes that appear while the line is closed: see [`crate::damage::cut::open_bypasses`].
pub(crate) fn appearing(bridges: &[Bridge], day: u16) -> Vec<BridgeRow> {
    BridgeRow::first(bridges.len())
        .filter(|&bridge| {
            let row = &bridges[bridge];
            row.is_without_way()
                && (1..row.stands_from.len())
                    .any(|crossing| row.stands_from[crossing] == day && !row.down[crossing])
        })
        .collect()
}
