//! # Fights
//!
//! What happens: fighters fight fighters, or take on aircraft with bombs. Some fall, some are damaged.
//!
//! Rule: of `a` against `b`, a side shoots `min(a, b) (own / min(a, b))^phi` times: by the linear law with `phi` 0, by the
//! square law with 1. Shots are shared out evenly over those shot at, the remainder to the first of them by rank. Each has its own
//! clock `t = -ln(u) / h`, `h` the shots at it times kills a shot times skill of the one over skill of the other: it
//! falls when `t < 1`, and is damaged when a second clock with so many times the hazard rings. Ranks, too, are numbers of its
//! own, so more who attack leave those who fell before among those who fall.
//!
//! Assumes: a fight is over within its tick; nobody is shot at for having fallen.
//!
//! Sources: F. W. Lanchester (1916), "Aircraft in Warfare"; I. R. Johnson and N. J. MacKay (2011), on losses and numbers
//! in the air battles of 1940.
//!
//! Reads: nothing. Writes: nothing. Chance: none of its own: numbers are handed in.

use interdict_engine::math;
use interdict_engine::whole::whole_below;

/// Shots of a side of so many against so many others.
pub(crate) fn shots(own: f64, others: f64, numbers: f64) -> f64 {
    let fewer = own.min(others);
    if fewer <= 0.0 {
        return 0.0;
    }
    fewer * math::exp(numbers * math::ln(own / fewer))
}

/// How skill grows with hours on the type.
pub fn skill(hours: f64, exponent: f64) -> f64 {
    math::exp(exponent * math::ln(hours / 100.0)).clamp(0.5, 1.6)
}

/// Whether somebody falls under a hazard, by a number of its own.
pub fn falls(number: f64, hazard: f64) -> bool {
    hazard > 0.0 && number > math::exp(-hazard)
}

/// Shots at each of `others`, the one with the smallest number first: `total` shared out evenly.
pub fn shared(total: f64, others: u32, rank: u32) -> f64 {
    let whole = whole_below::<u32>(total);
    let others = others.max(1);
    let (each, more) = (whole / others, whole % others);
    let part = total - f64::from(whole);
    let mut shots = f64::from(each) + f64::from(u8::from(rank < more));
    if rank == more {
        shots += part;
    }
    shots
}

/// Places of those with numbers below a bound, the smallest first, at most so many.
pub fn smallest(numbers: &[f64], below: f64, most: usize, places: &mut Vec<usize>) {
    places.clear();
    places.extend((0..numbers.len()).filter(|&place| numbers[place] < below));
    places.sort_unstable_by(|&one, &other| {
        numbers[one]
            .total_cmp(&numbers[other])
            .then(one.cmp(&other))
    });
    places.truncate(most);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a fight of many to its end, in small steps of the fluid limit.
    fn survivors(numbers: f64) -> f64 {
        let (mut one, mut other, step) = (100.0_f64, 80.0_f64, 1e-4);
        while other > 0.01 {
            let (at_other, at_one) = (shots(one, other, numbers), shots(other, one, numbers));
            one -= step * at_one;
            other -= step * at_other;
        }
        one
    }

    #[test]
    fn a_hundred_against_eighty_leave_twenty_by_the_linear_law_and_sixty_by_the_square_law() {
        assert!((survivors(0.0) - 20.0).abs() < 0.1, "{}", survivors(0.0));
        assert!((survivors(1.0) - 60.0).abs() < 0.1, "{}", survivors(1.0));
        let between = survivors(0.3);
        assert!(between > 20.0 && between < 60.0);
    }

    #[test]
    fn skill_grows_with_hours_between_its_bounds() {
        for (hours, expected) in [(20.0, 0.617), (50.0, 0.812), (100.0, 1.0), (300.0, 1.390)] {
            assert!((skill(hours, 0.3) - expected).abs() < 1e-3, "{hours} h");
        }
        assert!((skill(1.0, 0.3) - 0.5).abs() < 1e-12 && (skill(9e3, 0.3) - 1.6).abs() < 1e-12);
    }

    #[test]
    fn clocks_ring_with_the_chance_of_their_hazard() {
        let chance = |hazard: f64| {
            let fall = (0..100_000).filter(|&n| falls((f64::from(n) + 0.5) / 1e5, hazard));
            fall.count() as f64 / 1e5
        };
        assert!((chance(0.04) - 0.0392).abs() < 1e-4, "{}", chance(0.04));
        assert!(chance(0.0) < 1e-12);
    }

    #[test]
    fn shots_are_shared_out_and_none_is_lost() {
        for (total, others) in [(12.0, 5), (3.0, 8), (7.5, 3), (0.4, 2)] {
            let sum: f64 = (0..others).map(|rank| shared(total, others, rank)).sum();
            assert!((sum - total).abs() < 1e-9, "{sum} of {total}");
        }
        // one more shot is nobody's loss
        for rank in 0..5 {
            assert!(shared(13.0, 5, rank) >= shared(12.0, 5, rank));
        }
    }

    #[test]
    fn more_who_are_looked_for_contain_those_who_were_found_before() {
        let numbers = [0.9, 0.1, 0.5, 0.3, 0.7];
        let (mut few, mut more) = (Vec::new(), Vec::new());
        smallest(&numbers, 0.6, 2, &mut few);
        smallest(&numbers, 0.8, 3, &mut more);
        assert_eq!(few, [1, 3]);
        assert_eq!(more[..2], few[..]);
    }
}
