//! The fall of the bombs of a raid: how many, where they are counted, what they hit.

use interdict_engine::chance::When;
use interdict_engine::sample;
use interdict_engine::whole::{fit, nearest};

use super::coming::Coming;
use super::over::Over;
use crate::air::bombing::{hits_circle, hits_rectangle, hits_strip};
use crate::air::context::count_bombs;
use crate::chance::RAID_BOMB;
use crate::damage::impact::{Impact, Impacts, Struck};
use crate::flak::cover::Spot;
use crate::identity::Identity;
use crate::measure::Measures;
use crate::row::BlockRow;

/// The fall of a raid's bombs.
pub(super) struct Fall<'a> {
    pub(super) second: u32,
    pub(super) raid: &'a Coming,
    pub(super) kg: u32,
    pub(super) spread: f64,
}

impl Fall<'_> {
    /// How many bombs fall.
    pub(super) fn bombs(&self, over: &Over) -> u32 {
        nearest::<u32>(f64::from(self.kg) / over.sights.raid_bomb_kg)
    }

    /// Counts the bombs where they were aimed. Those on a yard are shared out over the lines that meet there, as its
    /// cuts are: what does not go up evenly to the first of them.
    pub(super) fn count(&self, over: &Over, spot: Spot, measures: &mut Measures) {
        let (network, bombs) = (&over.network, self.bombs(over));
        let block = match spot {
            Spot::Bridge(bridge) => network.bridge_block[bridge],
            Spot::Block(block) => block,
            Spot::Station(station) => {
                let lines = network.lines_at(station);
                let count: u32 = fit(lines.len().max(1));
                for (place, &(line, _)) in (0..).zip(lines) {
                    let more = u32::from(place < bombs % count);
                    count_bombs(measures, line, bombs / count + more);
                }
                return;
            }
            Spot::Airfield(_) => return,
        };
        count_bombs(measures, network.block_line[block], bombs);
    }

    /// What the bombs hit.
    pub(super) fn strike(&self, over: &Over, spot: Spot, impacts: &mut Impacts) {
        let (sights, bombs) = (&over.sights, self.bombs(over));
        let when = When::on(self.raid.day);
        let [on, beside] = over.chance.draw::<2>(RAID_BOMB, self.raid.key, when);
        let explodes = sights.explodes();
        match spot {
            Spot::Bridge(bridge) => {
                let (half_m, falls) = sights.bridges[bridge];
                let deck = hits_rectangle(half_m, sights.bridge_half_m, self.spread);
                let spans = sample::binomial(on, bombs, deck * falls * explodes);
                for ordinal in 0..spans {
                    self.lay(impacts, ordinal, Struck::Span { bridge });
                }
                let approach = hits_strip(self.raid.half_width_m, self.spread)
                    * (1.0 - hits_strip(half_m, self.spread));
                let cuts = sample::binomial(beside, bombs, approach * explodes);
                let block = over.network.bridge_block[bridge];
                self.cut(over, impacts, spans..spans + cuts, block);
            }
            Spot::Block(block) => {
                let chance = hits_strip(self.raid.half_width_m, self.spread) * explodes;
                let cuts = sample::binomial(on, bombs, chance);
                self.cut(over, impacts, 0..cuts, block);
            }
            Spot::Station(station) => {
                let chance = hits_circle(sights.yard_radius_m, self.spread) * explodes;
                let within = sample::binomial(on, bombs, chance);
                let bombs_kg = nearest::<u32>(f64::from(within) * sights.raid_bomb_kg);
                if within > 0 {
                    self.lay(impacts, 0, Struck::Yard { station, bombs_kg });
                }
            }
            Spot::Airfield(airfield) => {
                let (half_length_m, half_width_m) = sights.runways[airfield];
                let runway = hits_rectangle(half_length_m, half_width_m, self.spread);
                let craters = sample::binomial(on, bombs, runway * explodes);
                let struck = Struck::Airfield {
                    airfield,
                    craters,
                    bombs: nearest::<u32>(f64::from(bombs) * explodes),
                };
                if bombs > 0 {
                    self.lay(impacts, 0, struck);
                }
            }
        }
    }

    fn cut(
        &self,
        over: &Over,
        impacts: &mut Impacts,
        ordinals: core::ops::Range<u32>,
        block: BlockRow,
    ) {
        let (key, day) = (self.raid.key, self.raid.day);
        for ordinal in ordinals {
            let wait_until = over
                .sights
                .wait_until(&over.chance, key, day, ordinal, self.second);
            self.lay(impacts, ordinal, Struck::Track { block, wait_until });
        }
    }

    fn lay(&self, impacts: &mut Impacts, ordinal: u32, struck: Struck) {
        impacts.pending.push(Impact {
            second: self.second,
            key: Identity::Hit {
                raid: self.raid.key,
                n: ordinal,
            }
            .key(),
            cause: self.raid.key,
            struck,
        });
    }
}
