//! # Flood
//!
//! What happens: a line that the scenario has closed at its start by other causes than bombs reopens on its
//! day; a line that is given up closes on its day, for good.
//!
//! Rule: an obstacle lies on the line's first block from the first day until it opens, and from the day after
//! its last. Nobody waits for a line that was given up.
//!
//! Reads: the lines table. Writes: closures. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;

use crate::damage::closure::Closures;
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::picture::RailwayPicture;
use crate::picture::railway::{Notice, UNKNOWN};
use crate::row::LineRow;

/// Lines that are closed at the start, or from a day on.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct Floods {
    lines: Vec<Flood>,
}

/// A line that can be used from a day on, up to the day before another.
#[derive(Clone, Debug)]
struct Flood {
    line: LineRow,
    key: Key,
    opens: u16,
    closes: u16,
}

impl Floods {
    /// The floods of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let lines = scenario
            .lines
            .iter()
            .zip((0..).map(LineRow))
            .filter(|(line, _)| line.opens_day > 0 || line.closes_day < u16::MAX)
            .map(|(line, row)| Flood {
                line: row,
                key: line.key,
                opens: line.opens_day,
                closes: line.closes_day,
            })
            .collect();
        Self { lines }
    }

    /// Writes the days of reopening into what the railway staff expect.
    pub fn foresee(&self, now: u32, network: &Network, picture: &mut RailwayPicture) {
        for flood in &self.lines {
            let block = network.lines[flood.line].first;
            let opens = u32::from(flood.opens) * SECONDS_PER_DAY;
            if flood.is_given_up(now) {
                picture.expected[block] = UNKNOWN;
            } else if now < opens {
                let expected = &mut picture.expected[block];
                *expected = if *expected == UNKNOWN {
                    opens
                } else {
                    opens.max(*expected)
                };
            }
        }
    }
}

impl Flood {
    /// It is closed for good, as far as the staff look ahead.
    fn is_given_up(&self, now: u32) -> bool {
        self.closes <= self.opens || now / SECONDS_PER_DAY >= u32::from(self.closes)
    }
}

/// Lays the obstacles on the first day or when a line is given up, and takes them off when it opens. Due when a
/// day begins.
pub fn reopen(
    clock: Res<Clock>,
    floods: Res<Floods>,
    network: Res<Network>,
    mut closures: ResMut<Closures>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let (now, day) = (clock.now, clock.day);
    for flood in &floods.lines {
        let (block, key) = (network.lines[flood.line].first, flood.key);
        let is_used = flood.opens < flood.closes;
        let begins_closed = day == 0 && (flood.opens > 0 || flood.closes == 0);
        let is_lost = day > 0 && is_used && day == flood.closes;
        if begins_closed || is_lost {
            closures.obstruct(&network, block, now, key, &mut measures, &mut journal);
            let opens = if flood.is_given_up(now) {
                UNKNOWN
            } else {
                u32::from(flood.opens) * SECONDS_PER_DAY
            };
            closures.notices.push(Notice::Opens(block, opens));
        } else if is_used && day > 0 && day == flood.opens {
            closures.clear(&network, block, now, key, &mut measures, &mut journal);
        }
    }
}
