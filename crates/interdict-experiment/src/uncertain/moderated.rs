//! Variances of small groups, each lent what the others know.
//!
//! The variance of a handful of pairs is poorly known. Variances are taken to be spread about a common one as
//! `d0 x common / chi2(d0)`, and each is replaced by the mean of its own and the common one, weighed by degrees of freedom,
//! of which it then has as many as both together. `d0` and the common variance follow from mean and variance of the
//! logarithms (Smyth, Statistical Applications in Genetics and Molecular Biology 3, 2004: the moderated t).

use interdict_engine::math;

use crate::moments::{mean, variance};

/// Share of the mean variance below which a variance is taken as that.
const LEAST: f64 = 1e-6;
/// Argument from which the series of the digamma and of the trigamma function are exact to a millionth.
const FAR: f64 = 8.0;
/// Halvings by which a function is turned round.
const HALVINGS: u32 = 60;

/// Variances of groups, and the degrees of freedom of each.
pub(super) struct Moderated {
    pub(super) variances: Vec<f64>,
    pub(super) freedom: u32,
}

impl Moderated {
    /// Of variances within groups of so many.
    pub(super) fn of(within: &[f64], each: usize) -> Self {
        let own = each.saturating_sub(1).max(1);
        let all = own * within.len().max(1);
        let centre = mean(within);
        let pooled = Self {
            variances: vec![centre; within.len()],
            freedom: all as u32,
        };
        if centre <= 0.0 {
            return pooled;
        }
        let freedom = own as f64;
        let logs: Vec<f64> = (within.iter())
            .map(|own| math::ln(own.max(LEAST * centre)) - bias(freedom / 2.0))
            .collect();
        let more = variance(&logs) - trigamma(freedom / 2.0);
        // where they differ no more than so few pairs would make them they are one
        let Some(lent) = lent(more).filter(|lent| *lent < all as f64) else {
            return pooled;
        };
        let common = math::exp(mean(&logs) + bias(lent / 2.0));
        Self {
            variances: (within.iter())
                .map(|own| (lent * common + freedom * own) / (lent + freedom))
                .collect(),
            freedom: ((lent + freedom) as u32).clamp(1, all as u32),
        }
    }
}

/// Degrees of freedom of which the trigamma function of their half is this; `None` where that is nothing.
fn lent(value: f64) -> Option<f64> {
    if value <= 0.0 {
        return None;
    }
    let (mut low, mut high) = (1e-3_f64, 1e6_f64);
    for _ in 0..HALVINGS {
        let middle = (low * high).sqrt();
        if trigamma(middle) > value {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(2.0 * low)
}

/// Mean of the logarithm of a mean square of `2 half` degrees of freedom: digamma less logarithm.
fn bias(half: f64) -> f64 {
    let (mut at, mut value) = (half, 0.0);
    while at < FAR {
        value -= 1.0 / at;
        at += 1.0;
    }
    let square = 1.0 / (at * at);
    let series = square * (1.0 / 12.0 - square * (1.0 / 120.0 - square / 252.0));
    value + math::ln(at) - 0.5 / at - series - math::ln(half)
}

/// The trigamma function.
fn trigamma(at: f64) -> f64 {
    let (mut at, mut value) = (at, 0.0);
    while at < FAR {
        value += 1.0 / (at * at);
        at += 1.0;
    }
    let square = 1.0 / (at * at);
    let series = square * (1.0 / 6.0 - square * (1.0 / 30.0 - square / 42.0));
    value + 1.0 / at + 0.5 * square + series / at
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::f64::consts::PI;

    #[test]
    fn the_functions_are_those_of_tables() {
        // trigamma of a half, of one, of two; digamma of one is Euler's constant, of a half less than that by ln 4
        for (at, value) in [
            (0.5, PI * PI / 2.0),
            (1.0, PI * PI / 6.0),
            (2.0, PI * PI / 6.0 - 1.0),
        ] {
            assert!((trigamma(at) - value).abs() < 1e-8, "{at}");
        }
        let euler = 0.577_215_664_9;
        assert!((bias(1.0) + euler).abs() < 1e-8);
        assert!((bias(0.5) + euler + math::ln(4.0) - math::ln(2.0)).abs() < 1e-8);
        let found = lent(PI * PI / 6.0).unwrap_or_default();
        assert!((found - 2.0).abs() < 1e-7, "{found}");
    }

    #[test]
    fn variances_that_differ_no_more_than_few_pairs_would_make_them_are_one() {
        let found = Moderated::of(&[1.0, 2.0, 3.0], 4);
        assert_eq!((found.variances, found.freedom), (vec![2.0; 3], 9));
        let nothing = Moderated::of(&[0.0; 5], 4);
        assert_eq!((nothing.variances, nothing.freedom), (vec![0.0; 5], 15));
        // a thousandfold apart, of nineteen degrees each: each keeps nearly its own
        let found = Moderated::of(&[1.0, 1_000.0, 1.0, 1_000.0], 20);
        assert!(found.freedom < 24, "{}", found.freedom);
        assert!(found.variances[0] < 3.0 && found.variances[1] > 800.0);
    }
}
