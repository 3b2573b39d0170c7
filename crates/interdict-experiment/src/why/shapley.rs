//! What each of several players is worth: alone, when it joins last, and in company.
//!
//! In company: what it adds when it joins those before it, averaged over all orders in which players may join (L. S.
//! Shapley 1953, "A value for n-person games"). These values add up to the whole exactly, replication by replication, and
//! no order is preferred. Where what a player does alone, last and in company differ, players act on each other.

use serde::Serialize;

use super::told::Told;
use crate::paired::ERROR;

/// One player's part.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Part {
    /// In company, its Shapley value; the intervals of all players hold together with 95 %.
    pub share: Told,
    /// Alone.
    pub alone: Told,
    /// What is lost when it alone is taken away.
    pub last: Told,
}

/// The part of each of so many players, from the value of each set of them in each replication: `[set][replication]`, where
/// the bits of a set say who is in it.
///
/// # Panics
/// When there is not one row for each set.
pub fn parts(values: &[Vec<f64>], players: usize) -> Vec<Part> {
    let sets = 1_usize << players;
    assert_eq!(values.len(), sets, "one row for each set");
    let replications = values[0].len();
    let all = sets - 1;
    (0..players)
        .map(|place| {
            let bit = 1 << place;
            let mut share = vec![0.0; replications];
            for set in (0..sets).filter(|set| set & bit == 0) {
                let weight = weight(set.count_ones() as usize, players);
                for (share, adds) in share.iter_mut().zip(apart(values, set | bit, set)) {
                    *share += weight * adds;
                }
            }
            Part {
                // the page picks among the players, so their intervals hold together (Bonferroni)
                share: Told::with_error(&share, ERROR / players as f64),
                alone: Told::of(&apart(values, bit, 0)),
                last: Told::of(&apart(values, all, all & !bit)),
            }
        })
        .collect()
}

/// By how much one set is worth more than another, replication by replication.
pub fn apart(values: &[Vec<f64>], with: usize, without: usize) -> Vec<f64> {
    let both = values[with].iter().zip(&values[without]);
    both.map(|(with, without)| with - without).collect()
}

/// The share of all orders in which exactly these many come before a player, in one set of them: `s! (n - s - 1)! / n!`.
fn weight(before: usize, players: usize) -> f64 {
    let factorial = |n: usize| (1..=n).product::<usize>() as f64;
    factorial(before) * factorial(players - before - 1) / factorial(players)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_three_players_are_those_of_the_glove_game() {
        // One left glove and two right ones: a pair is worth 1. Known: 2/3, 1/6, 1/6.
        let pair = |set: usize| {
            if set & 1 == 1 && set & 6 != 0 {
                1.0
            } else {
                0.0
            }
        };
        let values: Vec<Vec<f64>> = (0..8).map(|set| vec![pair(set); 4]).collect();
        let found = parts(&values, 3);
        for (part, known) in found.iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
            assert!((part.share.mean - known).abs() < 1e-12, "{part:?}");
            assert!(part.alone.mean.abs() < 1e-12);
        }
        assert_eq!(
            [0, 1, 2].map(|one: usize| found[one].last.mean > 0.5),
            [true, false, false]
        );
    }
}
