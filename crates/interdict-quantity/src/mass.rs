//! Mass of supply, in whole kilograms.

use std::cmp::Reverse;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A mass of supply, in whole kilograms: sums are exact in any order, so nothing is lost in transit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mass {
    kg: i64,
}

impl Mass {
    /// Nothing.
    pub const ZERO: Self = Self { kg: 0 };

    /// Whole kilograms.
    pub const fn kg(kg: i64) -> Self {
        Self { kg }
    }

    /// Metric tons. A source's long or short tons are converted once, when its scenario is loaded.
    pub const fn tons(tons: i64) -> Self {
        Self { kg: tons * 1_000 }
    }

    /// Metric tons with a fraction, rounded to the nearest kilogram.
    pub fn from_tons(tons: f64) -> Self {
        Self {
            kg: (tons * 1_000.0).round() as i64,
        }
    }

    /// Whole kilograms.
    pub const fn as_kg(self) -> i64 {
        self.kg
    }

    /// Metric tons, for people.
    pub fn as_tons(self) -> f64 {
        self.kg as f64 / 1_000.0
    }
}

impl Add for Mass {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            kg: self.kg + other.kg,
        }
    }
}

impl Sub for Mass {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            kg: self.kg - other.kg,
        }
    }
}

impl Neg for Mass {
    type Output = Self;
    fn neg(self) -> Self {
        Self { kg: -self.kg }
    }
}

impl AddAssign for Mass {
    fn add_assign(&mut self, other: Self) {
        self.kg += other.kg;
    }
}

impl SubAssign for Mass {
    fn sub_assign(&mut self, other: Self) {
        self.kg -= other.kg;
    }
}

impl Sum for Mass {
    fn sum<I: Iterator<Item = Self>>(masses: I) -> Self {
        Self {
            kg: masses.map(|mass| mass.kg).sum(),
        }
    }
}

/// The part of `total` that goes to a weight out of a sum of weights, rounded down. The sum must not be 0.
#[inline]
pub fn share(total: i64, weight: i64, sum: i64) -> i64 {
    match total.checked_mul(weight) {
        Some(product) => product / sum,
        None => (i128::from(total) * i128::from(weight) / i128::from(sum)) as i64,
    }
}

/// Up to so many left over are given one after the other; more, by putting the remainders in order.
const FEW: i64 = 8;

/// Splits `total` in proportion to `weights`, by largest remainder, ties to the earlier place, so
/// that the shares sum to `total` exactly. All weights zero: everything is zero.
///
/// `total` and the weights must not be negative.
pub fn split(total: i64, weights: &[i64], shares: &mut Vec<i64>) {
    shares.clear();
    let sum: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
    if sum == 0 || total == 0 {
        shares.resize(weights.len(), 0);
        return;
    }
    let mut given = 0_i64;
    for &weight in weights {
        let share = match i64::try_from(sum) {
            Ok(sum) => share(total, weight, sum),
            Err(_) => (i128::from(total) * i128::from(weight) / sum) as i64,
        };
        given += share;
        shares.push(share);
    }
    let mut left = total - given;
    let remainder = |place: usize, share: i64| {
        i128::from(total) * i128::from(weights[place]) - i128::from(share) * sum
    };
    if left > FEW {
        // Each remainder is less than one share, so nobody gets two of what is left.
        let mut order: Vec<(Reverse<i128>, usize)> = (0..weights.len())
            .filter(|&place| weights[place] > 0)
            .map(|place| (Reverse(remainder(place, shares[place])), place))
            .collect();
        order.sort_unstable();
        for &(_, place) in &order[..left as usize] {
            shares[place] += 1;
        }
        return;
    }
    while left > 0 {
        let mut best: Option<(i128, usize)> = None;
        for (place, &weight) in weights.iter().enumerate() {
            let remainder = remainder(place, shares[place]);
            if weight > 0 && best.is_none_or(|(most, _)| remainder > most) {
                best = Some((remainder, place));
            }
        }
        let Some((_, place)) = best else { break };
        shares[place] += 1;
        left -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_the_total_and_ties_go_to_the_earlier() {
        let mut shares = Vec::new();
        split(10, &[1, 1, 1], &mut shares);
        assert_eq!(shares, [4, 3, 3]);
        split(100, &[50, 0, 25], &mut shares);
        assert_eq!(shares, [67, 0, 33]);
        split(7, &[0, 0], &mut shares);
        assert_eq!(shares, [0, 0]);
    }

    #[test]
    fn a_share_of_what_is_beyond_measure_is_a_share() {
        for (total, weight, sum) in [(7, 3, 9), (i64::MAX, 1, 1), (i64::MAX, i64::MAX, i64::MAX)] {
            let exact = i128::from(total) * i128::from(weight) / i128::from(sum);
            assert_eq!(i128::from(share(total, weight, sum)), exact);
        }
    }

    #[test]
    fn a_long_list_is_split_by_largest_remainder() {
        for total in [3, 50, 101, 1_000, 7_777] {
            let weights: Vec<i64> = (0..90).map(|place| place * 7_919 % 41).collect();
            let sum: i64 = weights.iter().sum();
            let mut shares = Vec::new();
            split(total, &weights, &mut shares);
            assert_eq!(shares.iter().sum::<i64>(), total);
            let rank = |place: usize| (-(total * weights[place] % sum), place);
            let more = |place: usize| shares[place] - total * weights[place] / sum;
            assert!((0..90).all(|place| matches!(more(place), 0 | 1)));
            let last = (0..90).filter(|&p| more(p) == 1).map(rank).max();
            let next = (0..90)
                .filter(|&p| more(p) == 0 && weights[p] > 0)
                .map(rank)
                .min();
            assert!(last.is_none() || last < next);
        }
    }
}
