//! When to stop: after a fixed number of pairs, or when the interval is as narrow as was asked.
//!
//! Rule: the first look is at sixty pairs, and then at each batch; at every look the ordinary interval of 95 % is made, and
//! the study stops at the first that is narrow enough. That is the sequential procedure of Chow and Robbins (1965), "On
//! the asymptotic theory of fixed-width sequential confidence intervals", Annals of Mathematical Statistics 36, in the
//! form that Law and Kelton give it for simulation.
//!
//! Why no error is spent over the looks: stopping because an interval is *narrow* looks at the variance alone, and the
//! variance of differences says next to nothing about where their mean lies. Stopping because the interval leaves zero
//! would be another thing; nothing here does. What is left is that a variance that is underrated by luck stops early:
//! that is why the first look is not earlier. What the rule holds is measured by `cargo bench --bench coverage`.

use serde::Serialize;

/// When to stop.
#[derive(Clone, Debug, PartialEq)]
pub enum Stopping {
    /// After so many pairs.
    Pairs(u32),
    /// When the interval of the watched outcome is this narrow to either side.
    HalfWidth {
        /// Half of the width, in the unit of the outcome; above zero.
        half_width: f64,
        /// When to look.
        looks: Looks,
    },
}

/// When to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Looks {
    /// Pairs at the first look.
    pub first: u32,
    /// Pairs between looks.
    pub batch: u32,
    /// The most pairs.
    pub cap: u32,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            first: 60,
            batch: 20,
            cap: 1_000,
        }
    }
}

/// What a look decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Run up to the next look.
    GoOn {
        /// Pairs there.
        pairs: u32,
    },
    /// The interval is narrow enough.
    Reached,
    /// There are as many pairs as there may be, and the interval is wider than was asked.
    OutOfPairs,
}

impl Looks {
    /// Decides at a look at so many pairs, from the half-width of the interval there.
    pub fn decide(self, pairs: u32, reach: f64, half_width: f64) -> Decision {
        if reach <= half_width {
            Decision::Reached
        } else if pairs >= self.cap {
            Decision::OutOfPairs
        } else {
            let next = pairs.saturating_add(self.batch.max(1)).min(self.cap);
            Decision::GoOn { pairs: next }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moments::mean;
    use crate::paired::{ERROR, mean_interval};
    use interdict_engine::{Chance, Key, Purpose, When, sample};

    #[test]
    fn a_look_goes_on_to_the_next_until_it_is_narrow_enough_or_the_last() {
        let looks = Looks {
            cap: 90,
            ..Looks::default()
        };
        assert_eq!(looks.decide(60, 0.1, 0.1), Decision::Reached);
        let on = looks.decide(60, f64::INFINITY, 0.1);
        assert_eq!(on, Decision::GoOn { pairs: 80 });
        assert_eq!(looks.decide(80, 0.2, 0.1), Decision::GoOn { pairs: 90 });
        assert_eq!(looks.decide(90, 0.2, 0.1), Decision::OutOfPairs);
    }

    #[test]
    fn intervals_hold_what_they_say_although_one_stops_when_they_are_narrow() {
        let (trials, half_width, looks) = (2_000_u16, 0.2, Looks::default());
        let chance = Chance::new(23, 0, 0);
        let (mut held, mut pairs) = (0, 0);
        for trial in 0..trials {
            let mut stream = chance.stream(Purpose(8), Key(5), When::on(trial));
            let mut differences = Vec::new();
            let mut next = looks.first;
            let interval = loop {
                while differences.len() < next as usize {
                    differences.push(sample::normal(stream.draw()));
                }
                let (_, interval) = mean_interval(&differences, ERROR);
                match looks.decide(next, interval.half_width(), half_width) {
                    Decision::GoOn { pairs } => next = pairs,
                    _ => break interval,
                }
            };
            assert!(mean(&differences).abs() < 1.0);
            held += i32::from(interval.holds(0.0));
            pairs += differences.len();
        }
        // four standard errors of 95 % in 2,000 trials
        let margin = 4.0 * (0.95 * 0.05 / f64::from(trials)).sqrt();
        let coverage = f64::from(held) / f64::from(trials);
        assert!((coverage - 0.95).abs() <= margin, "{coverage}");
        // a fixed number that knew the variance would be 97 pairs
        let mean_pairs = pairs as f64 / f64::from(trials);
        assert!((97.0..115.0).contains(&mean_pairs), "{mean_pairs}");
    }
}
