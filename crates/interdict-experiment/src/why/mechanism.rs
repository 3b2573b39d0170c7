//! By which channels guns act: the share of each in the effect, fairly dealt.
//!
//! Guns that stand in one arm only are given every combination of their channels, under the same numbers.
//! The share of a channel is its Shapley value: what it adds when it joins those before it, averaged over
//! all orders in which channels may join (L. S. Shapley 1953, "A value for n-person games"). Shares add
//! up to the whole effect exactly, pair by pair, and no order is preferred. What a channel does alone,
//! and what is lost when it alone is taken away, stand beside it: where these differ, channels interact.

use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Channel, Channels, FlakPosting};
use serde::Serialize;

use super::Told;
use crate::paired::ERROR;

/// Number of channels.
const N: usize = Channel::ALL.len();

/// Number of combinations of channels.
pub const COMBINATIONS: usize = 1 << N;

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
    /// The whole effect.
    pub whole: Told,
    /// In order of [`Channel::ALL`].
    pub channels: Vec<Share>,
}

/// Why the channels of an arm cannot be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotOfGuns {
    /// The arm has the guns of the base.
    SameGuns,
    /// It differs from the base in other things too.
    OtherThings,
}

/// The arm with every combination of channels: of guns that only the arm has, those whose bits are set; of
/// guns that only the base has, the others. Combination 0 is the base, the last one the arm.
///
/// # Errors
/// When the arms do not differ, or not only, in their guns.
pub fn combinations(base: &Scenario, arm: &Scenario) -> Result<Vec<Scenario>, NotOfGuns> {
    let is_alike = |posting: &FlakPosting, other: &Scenario| {
        let mut there = other.flak.iter().filter(|other| other.active);
        there.any(|other| other == posting)
    };
    let mut both = arm.clone();
    both.flak.clone_from(&base.flak);
    if !is_same_but_guns(&both, base) {
        return Err(NotOfGuns::OtherThings);
    }
    let mut both = arm.clone();
    let mut is_arms = Vec::new();
    for posting in &mut both.flak {
        is_arms.push(posting.active && !is_alike(posting, base));
    }
    let of_base: Vec<FlakPosting> = (base.flak.iter())
        .filter(|posting| posting.active && !is_alike(posting, arm))
        .cloned()
        .collect();
    if !is_arms.contains(&true) && of_base.is_empty() {
        return Err(NotOfGuns::SameGuns);
    }
    let make = |bits: usize| {
        let channels = Channels::from_bits(bits as u8);
        let mut scenario = both.clone();
        for (posting, is_arms) in scenario.flak.iter_mut().zip(&is_arms) {
            if *is_arms {
                posting.channels = channels;
            }
        }
        for posting in &of_base {
            let mut posting = posting.clone();
            posting.channels = channels.others();
            // it must not hand its rounds on to the same formation in the other arm
            if arm
                .flak
                .iter()
                .any(|other| other.active && other.formation == posting.formation)
            {
                posting.formation.push_str(" (of the base)");
            }
            scenario.flak.push(posting);
        }
        scenario
    };
    Ok((0..COMBINATIONS).map(make).collect())
}

/// Whether two scenarios say the same of everything but words.
fn is_same_but_guns(one: &Scenario, other: &Scenario) -> bool {
    let mut one = one.clone();
    one.title.clone_from(&other.title);
    one.question.clone_from(&other.question);
    one.provenance.clone_from(&other.provenance);
    one == *other
}

/// The parts of the channels in one outcome, from its value in each pair for each combination:
/// `[combination][pair]`.
pub fn shares(outcome: &str, values: &[Vec<f64>]) -> Shares {
    assert_eq!(values.len(), COMBINATIONS, "one row for each combination");
    let pairs = values[0].len();
    let all = COMBINATIONS - 1;
    let apart = |with: usize, without: usize| -> Vec<f64> {
        (0..pairs)
            .map(|pair| values[with][pair] - values[without][pair])
            .collect()
    };
    let channels = (Channel::ALL.iter().enumerate())
        .map(|(place, channel)| {
            let bit = 1 << place;
            let mut share = vec![0.0; pairs];
            for set in (0..COMBINATIONS).filter(|set| set & bit == 0) {
                let weight = weight(set.count_ones() as usize);
                for (share, adds) in share.iter_mut().zip(apart(set | bit, set)) {
                    *share += weight * adds;
                }
            }
            Share {
                channel: channel.name(),
                // the page picks among the channels, so their intervals hold together (Bonferroni)
                share: Told::with_error(&share, ERROR / N as f64),
                alone: Told::of(&apart(bit, 0)),
                last: Told::of(&apart(all, all & !bit)),
            }
        })
        .collect();
    Shares {
        outcome: outcome.to_owned(),
        whole: Told::of(&apart(all, 0)),
        channels,
    }
}

/// The share of all orders in which exactly these many come before a channel, in one set of them:
/// `s! (n - s - 1)! / n!`.
fn weight(before: usize) -> f64 {
    let factorial = |n: usize| (1..=n).product::<usize>() as f64;
    factorial(before) * factorial(N - before - 1) / factorial(N)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: impl Fn(usize) -> f64) -> Shares {
        let values: Vec<Vec<f64>> = (0..COMBINATIONS).map(|set| vec![value(set); 3]).collect();
        shares("tons", &values)
    }

    #[test]
    fn channels_that_add_up_get_what_they_add() {
        let worth = [5.0, 0.0, -2.0, 1.0, 0.5, 7.0];
        let found = of(|set| {
            (0..N)
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
