//! # Batteries
//!
//! What happens: the guns of a posting stand in batteries, heavy and light ones apart, each with its
//! own rounds.
//!
//! Rule: guns are the establishment times the share that was there, rounded; they are dealt out evenly
//! to as few batteries as the battery's size allows. About a point, batteries lie on a spiral of equal
//! areas (radius `R sqrt(k / n)`, angle `k` times the golden angle); along lines, at equal distances.
//!
//! Assumes: a battery fires as one and moves as one; guns stand on the line they guard.
//!
//! Sources: none needed; the spiral is that of H. Vogel (1979), "A better way to construct the
//! sunflower head".
//!
//! Reads: knobs of `flak`, the postings. Writes: [`Battery`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{fit, nearest};
use interdict_engine::{Rows, math};
use interdict_quantity::{Key, mass};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Channels, FlakPlace, FlakPosting};

use crate::accounts::Commodity;
use crate::identity::Identity;
use crate::measure::Measures;
use crate::network::{Network, Point};
use crate::outcomes::Series;
use crate::row::{LineRow, PostingRow};
use crate::state::state;

/// Light or heavy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(usize)]
pub enum Calibre {
    /// Automatic, 37 mm.
    Light,
    /// 75 to 85 mm.
    Heavy,
}

impl Calibre {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Light, Self::Heavy];

    /// What the ledger calls its rounds.
    pub const fn rounds(self) -> Commodity {
        match self {
            Self::Light => Commodity::LightRounds,
            Self::Heavy => Commodity::HeavyRounds,
        }
    }
}

/// Guns that fire as one.
#[derive(Component, Clone, Debug, PartialEq)]
pub struct Battery {
    /// Identity: of its posting, calibre and number.
    pub key: Key,
    /// Where it stands.
    pub at: Point,
    /// Rounds with the guns.
    pub rounds: i64,
    /// Rounds it can hold.
    pub stock: i64,
    /// Guns.
    pub guns: u32,
    /// Row of its posting.
    pub posting: PostingRow,
    /// Light or heavy.
    pub calibre: Calibre,
    /// It is there and ready to fire.
    pub fires: bool,
    /// How its fire acts.
    pub channels: Channels,
    /// The wave or raid that it had in reach last: its later aircraft find the guns laid.
    pub wave: Key,
    /// An attacker came within reach today.
    pub attacked: bool,
    /// It wanted to fire today and had no round.
    pub silent: bool,
}

state!(
    Battery: at, rounds, fires, wave, attacked, silent;
    fixed: key, stock, guns, posting, calibre, channels
);

impl Battery {
    /// An attacker of a wave or raid comes within reach.
    pub(crate) fn is_attacked_by(&mut self, wave: Key) {
        self.wave = wave;
        self.attacked = true;
    }

    /// Fires so many rounds, or what it has: how many those are. Without a round it stands silent.
    pub(crate) fn spend(&mut self, wanted: i64) -> i64 {
        let fired = wanted.min(self.rounds);
        self.silent |= fired < wanted && fired == 0;
        self.rounds -= fired;
        fired
    }
}

/// Guns of a posting: (light, heavy), by calibre.
pub fn guns(posting: &FlakPosting) -> [u32; 2] {
    let there = |guns: u32| nearest::<u32>(f64::from(guns) * posting.strength);
    [there(posting.light), there(posting.heavy)]
}

/// Batteries of a posting (row `row` of the posted ones), not yet there and without rounds.
pub fn batteries(
    scenario: &Scenario,
    network: &Network,
    posting: &FlakPosting,
    row: PostingRow,
) -> Vec<Battery> {
    let knobs = &scenario.rules.flak;
    let size = u32::from(knobs.battery_guns);
    let per_gun: [i64; 2] = [knobs.light_stock, knobs.heavy_stock].map(i64::from);
    let mut batteries = Vec::new();
    let mut shares = Vec::new();
    for (calibre, guns) in Calibre::ALL.into_iter().zip(guns(posting)) {
        let count = guns.div_ceil(size);
        mass::split(i64::from(guns), &vec![1; count as usize], &mut shares);
        for (ordinal, &guns) in (0..).zip(&shares) {
            batteries.push(Battery {
                key: identity(posting.key, calibre, ordinal).key(),
                at: place(network, &posting.place, ordinal, count),
                rounds: 0,
                stock: guns * per_gun[calibre as usize],
                guns: fit(guns),
                posting: row,
                calibre,
                fires: false,
                channels: posting.channels,
                wave: Key(0),
                attacked: false,
                silent: false,
            });
        }
    }
    batteries
}

/// Who the `n`-th battery of a calibre is.
const fn identity(posting: Key, calibre: Calibre, n: u32) -> Identity {
    match calibre {
        Calibre::Light => Identity::LightBattery { posting, n },
        Calibre::Heavy => Identity::HeavyBattery { posting, n },
    }
}

/// Where the `ordinal`-th of `count` batteries stands.
fn place(network: &Network, place: &FlakPlace, ordinal: u32, count: u32) -> Point {
    match place {
        FlakPlace::At { lat, lon, radius_m } => {
            let middle = network.place(*lat, *lon);
            let golden = core::f64::consts::PI * (3.0 - math::sqrt(5.0));
            let out = f64::from(*radius_m) * math::sqrt(f64::from(ordinal) / f64::from(count));
            let angle = golden * f64::from(ordinal);
            Point {
                east: middle.east + out * math::cos(angle),
                north: middle.north + out * math::sin(angle),
            }
        }
        FlakPlace::Along(lines) => {
            let lines: Vec<LineRow> = lines.iter().copied().map(LineRow).collect();
            along(network, &lines, ordinal, count)
        }
    }
}

/// The middle of the `ordinal`-th of `count` equal parts of some lines laid end to end.
pub fn along(network: &Network, lines: &[LineRow], ordinal: u32, count: u32) -> Point {
    let length = |line: LineRow| f64::from(network.lines[line].length_m);
    let total: f64 = lines.iter().map(|&line| length(line)).sum();
    let mut left = total * (f64::from(ordinal) + 0.5) / f64::from(count.max(1));
    for &line in lines {
        if left <= length(line) {
            return network.along(line, left / length(line).max(1.0));
        }
        left -= length(line);
    }
    lines
        .last()
        .map_or(Point::default(), |&line| network.along(line, 1.0))
}

/// Counts the guns in position. Due when the day ends.
pub(crate) fn count_guns(batteries: Rows<Battery>, mut measures: ResMut<Measures>) {
    let firing = batteries.slice().iter().filter(|battery| battery.fires);
    let guns: u32 = firing.map(|battery| battery.guns).sum();
    measures.add(Series::GunsPresent, i64::from(guns));
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn guns_are_dealt_out_evenly_and_keep_their_identity() {
        let scenario = generate(Shape::small(), 4);
        let network = Network::new(&scenario);
        let mut posting = scenario.flak[0].clone();
        (posting.light, posting.heavy, posting.strength) = (11, 5, 0.9);
        posting.place = FlakPlace::At {
            lat: 39.0,
            lon: 126.0,
            radius_m: 4_000,
        };
        let few = batteries(&scenario, &network, &posting, PostingRow(0));
        let sizes: Vec<_> = few
            .iter()
            .map(|battery| (battery.calibre, battery.guns))
            .collect();
        let light = [4, 3, 3].map(|guns| (Calibre::Light, guns));
        let heavy = [3, 2].map(|guns| (Calibre::Heavy, guns));
        assert_eq!(sizes, [&light[..], &heavy[..]].concat());
        let middle = network.place(39.0, 126.0);
        assert!(
            few.iter()
                .all(|battery| battery.at.distance(middle) <= 4_000.0)
        );
        posting.light = 20;
        let more = batteries(&scenario, &network, &posting, PostingRow(0));
        assert_eq!(few[2].key, more[2].key);
    }
}
