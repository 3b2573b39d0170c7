//! # Flood
//!
//! What happens: a line that the scenario has closed at its start by other causes than bombs reopens on its
//! day.
//!
//! Rule: an obstacle lies on the line's first block from the first day until its day.
//!
//! Reads: the lines table. Writes: closures. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;

use crate::damage::closure::{Closures, UNKNOWN};
use crate::measure::{Journal, Measures};
use crate::network::Network;

/// Lines closed at the start: line, identity, day of reopening.
#[derive(Resource, Clone, Debug)]
pub struct Floods {
    lines: Vec<(u32, Key, u16)>,
}

impl Floods {
    /// The floods of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let lines = scenario
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.opens_day > 0)
            .map(|(row, line)| (row as u32, line.key, line.opens_day))
            .collect();
        Self { lines }
    }

    /// Writes the days of reopening into what the railway staff expect.
    pub fn foresee(&self, now: u32, network: &Network, closures: &mut Closures) {
        for &(line, _, day) in &self.lines {
            let block = network.lines[line as usize].first as usize;
            let opens = u32::from(day) * SECONDS_PER_DAY;
            if now < opens {
                let expected = &mut closures.expected[block];
                *expected = if *expected == UNKNOWN {
                    opens
                } else {
                    opens.max(*expected)
                };
            }
        }
    }
}

/// Lays the obstacles on the first day, and takes each off on its day. Due when a day begins.
pub fn reopen(
    clock: Res<Clock>,
    floods: Res<Floods>,
    network: Res<Network>,
    mut closures: ResMut<Closures>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    for &(line, key, day) in &floods.lines {
        let block = network.lines[line as usize].first;
        if clock.day == 0 {
            closures.obstruct(&network, block, clock.now, key, &mut measures, &mut journal);
            closures.expected[block as usize] = u32::from(day) * SECONDS_PER_DAY;
        } else if clock.day == day {
            closures.clear(&network, block, clock.now, key, &mut measures, &mut journal);
        }
    }
}
