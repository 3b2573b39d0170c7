//! By which channels guns or fighters act: the share of each in the effect, fairly dealt.
//!
//! Guns that stand in one arm only, or units of fighters, are given every combination of their channels, under the same
//! numbers. The share of a channel is its [Shapley value](super::shapley). What a channel does alone, and what is lost when
//! it alone is taken away, stand beside it: where these differ, channels interact.

use interdict_scenario::Scenario;
use interdict_scenario::scenario::{
    Channel, Channels, FighterChannel, FighterUnit, FlakPosting, Way,
};
use serde::Serialize;

use super::shapley::{apart, parts};
use super::told::Told;

/// What an arm has more or less of than the base, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// Guns.
    Guns,
    /// Units of fighters.
    Fighters,
}

impl Treatment {
    /// By what an arm differs from its base.
    ///
    /// # Errors
    /// When the arms do not differ, or not only, in their guns or only in their fighters.
    pub fn between(base: &Scenario, arm: &Scenario) -> Result<Self, NotApart> {
        let mut both = arm.clone();
        both.flak.clone_from(&base.flak);
        if is_same_but_words(&both, base) {
            let guns = |one: &Scenario, other: &Scenario| {
                let mut active = one.flak.iter().filter(|posting| posting.active);
                active.any(|posting| !has_guns(other, posting))
            };
            return if guns(arm, base) || guns(base, arm) {
                Ok(Self::Guns)
            } else {
                Err(NotApart::Same)
            };
        }
        both.flak.clone_from(&arm.flak);
        both.fighters.clone_from(&base.fighters);
        if is_same_but_words(&both, base) {
            return Ok(Self::Fighters);
        }
        Err(NotApart::OtherThings)
    }

    /// Names of its channels, in order.
    pub fn channels(self) -> Vec<&'static str> {
        fn names<W: Way>() -> Vec<&'static str> {
            W::ALL.iter().map(|way| way.name()).collect()
        }
        match self {
            Self::Guns => names::<Channel>(),
            Self::Fighters => names::<FighterChannel>(),
        }
    }

    /// How many combinations of its channels there are.
    pub fn combinations(self) -> usize {
        1 << self.channels().len()
    }

    /// Its name in a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guns => "guns",
            Self::Fighters => "fighters",
        }
    }

    /// The arm with every combination of channels: of guns or fighters that only the arm has, those whose bits are
    /// set; of those that only the base has, the others. Combination 0 is the base, the last one the arm.
    pub fn arms(self, base: &Scenario, arm: &Scenario) -> Vec<Scenario> {
        let last = self.combinations() - 1;
        let make = |bits: usize| match self {
            Self::Guns => with_guns(base, arm, Channels::from_bits(bits as u8)),
            // a unit that acts by no channel still takes the place of another that would take off
            Self::Fighters if bits == 0 => base.clone(),
            Self::Fighters if bits == last => arm.clone(),
            Self::Fighters => with_fighters(base, arm, Channels::from_bits(bits as u8)),
        };
        (0..=last).map(make).collect()
    }
}

/// One channel's part in one outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The channel.
    pub channel: &'static str,
    /// Its Shapley value; the intervals of all channels hold together with 95 %.
    pub share: Told,
    /// What it does alone.
    pub alone: Told,
    /// What is lost when it alone is taken away.
    pub last: Told,
}

/// The channels' parts in one outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shares {
    /// Name of the outcome.
    pub outcome: String,
    /// What acts.
    pub of: Treatment,
    /// The whole effect.
    pub whole: Told,
    /// In order of [`Treatment::channels`].
    pub channels: Vec<Share>,
}

/// Why the channels of an arm cannot be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotApart {
    /// The arm has the guns and the fighters of the base.
    Same,
    /// It differs from the base in other things too.
    OtherThings,
}

/// A scenario has these guns, and they are there.
fn has_guns(scenario: &Scenario, posting: &FlakPosting) -> bool {
    let mut there = scenario.flak.iter().filter(|other| other.active);
    there.any(|other| other == posting)
}

/// The arm, where guns act by these channels that only it has, and those that only the base has by the others.
fn with_guns(base: &Scenario, arm: &Scenario, channels: Channels) -> Scenario {
    let mut scenario = arm.clone();
    for posting in &mut scenario.flak {
        if posting.active && !has_guns(base, posting) {
            posting.channels = channels;
        }
    }
    for posting in &base.flak {
        if !posting.active || has_guns(arm, posting) {
            continue;
        }
        let mut posting = posting.clone();
        posting.channels = channels.others();
        // it must not hand its rounds on to the same formation in the other arm
        let mut there = arm.flak.iter().filter(|other| other.active);
        if there.any(|other| other.formation == posting.formation) {
            posting.formation.push_str(OF_BASE);
        }
        scenario.flak.push(posting);
    }
    scenario
}

/// The same with units of fighters.
fn with_fighters(base: &Scenario, arm: &Scenario, channels: Channels<FighterChannel>) -> Scenario {
    let mut scenario = arm.clone();
    for unit in &mut scenario.fighters {
        if !base.fighters.contains(unit) {
            unit.channels = channels;
        }
    }
    for unit in &base.fighters {
        if arm.fighters.contains(unit) {
            continue;
        }
        let mut unit = unit.clone();
        unit.channels = channels.others();
        if arm.fighters.iter().any(|other| other.id == unit.id) {
            unit.id.push_str(OF_BASE);
            unit.key = FighterUnit::key_of(&unit.id);
        }
        scenario.fighters.push(unit);
    }
    scenario
}

/// What the id of a formation or unit ends with that the arm has otherwise.
const OF_BASE: &str = " (of the base)";

/// Whether two scenarios say the same of everything but words.
fn is_same_but_words(one: &Scenario, other: &Scenario) -> bool {
    let mut one = one.clone();
    one.title.clone_from(&other.title);
    one.question.clone_from(&other.question);
    one.provenance.clone_from(&other.provenance);
    one == *other
}

/// The parts of the channels in one outcome, from its value in each pair for each combination:
/// `[combination][pair]`.
///
/// # Panics
/// When there is not one row for each combination.
pub fn shares(outcome: &str, of: Treatment, values: &[Vec<f64>]) -> Shares {
    let names = of.channels();
    let channels = (names.iter().zip(parts(values, names.len())))
        .map(|(channel, part)| Share {
            channel,
            share: part.share,
            alone: part.alone,
            last: part.last,
        })
        .collect();
    Shares {
        outcome: outcome.to_owned(),
        of,
        whole: Told::of(&apart(values, of.combinations() - 1, 0)),
        channels,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: impl Fn(usize) -> f64) -> Shares {
        let values = (0..Treatment::Guns.combinations()).map(|set| vec![value(set); 3]);
        shares("tons", Treatment::Guns, &values.collect::<Vec<_>>())
    }

    #[test]
    fn channels_that_add_up_get_what_they_add() {
        let worth = [5.0, 0.0, -2.0, 1.0, 0.5, 7.0];
        let found = of(|set| {
            (0..worth.len())
                .filter(|bit| set >> bit & 1 == 1)
                .map(|bit| worth[bit])
                .sum()
        });
        for (share, worth) in found.channels.iter().zip(worth) {
            for told in [share.share, share.alone, share.last] {
                assert!((told.mean - worth).abs() < 1e-9, "{share:?}");
            }
        }
    }

    #[test]
    fn two_that_work_only_together_share_alike_and_the_sum_is_the_whole() {
        // both of the first two are needed: each gets half, alone nothing, last all
        let found = of(|set| if set & 3 == 3 { 12.0 } else { 0.0 });
        for share in &found.channels[..2] {
            assert!((share.share.mean - 6.0).abs() < 1e-9);
            assert!(share.alone.mean.abs() < 1e-9 && (share.last.mean - 12.0).abs() < 1e-9);
        }
        let odd =
            of(|set| f64::from(set.count_ones() * set.count_ones()) + f64::from(set as u8 % 7));
        let sum: f64 = odd.channels.iter().map(|share| share.share.mean).sum();
        assert!((sum - odd.whole.mean).abs() < 1e-9);
    }
}
