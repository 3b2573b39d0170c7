//! When to stop: after a fixed number of pairs, or when the interval is as narrow as was asked.
//!
//! Looking again and again at growing data and stopping when they please makes an interval miss too
//! often. Here the looks are planned and the error is spent over them, little at first and most at the
//! end (O'Brien and Fleming 1979, as a spending function by Lan and DeMets 1983), so that the intervals
//! of all looks together miss with the error that is stated, whichever look one stops at.
//!
//! How far the plan reaches is settled at the first look, from the variance alone. The variance of
//! normal differences says nothing about their mean, so this choice costs no coverage, and it saves
//! what a plan for the largest allowed number would spend too early to be of use.

use serde::Serialize;

use crate::moments::deviation;
use crate::student;

mod boundary;

pub use boundary::{boundaries, spent};

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

/// One look: at how many pairs, and with which error its interval is made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Look {
    /// Pairs.
    pub pairs: u32,
    /// Error of the interval at this look; zero where nothing can be decided yet.
    pub error: f64,
}

/// Every planned look.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// The looks, in order.
    pub looks: Vec<Look>,
}

/// How many more pairs than the first look calls for are planned: room for a variance that was
/// underrated there, and for the early looks to be of use.
const ROOM: f64 = 1.5;

impl Plan {
    /// The plan that the differences of the first look call for.
    pub fn from_first_look(differences: &[f64], half_width: f64, looks: Looks, error: f64) -> Self {
        let horizon = horizon(differences, half_width, looks, error);
        Self::to_horizon(horizon, looks, error)
    }

    /// The plan that ends at a number of pairs.
    pub fn to_horizon(horizon: u32, looks: Looks, error: f64) -> Self {
        let mut pairs: Vec<u32> = (looks.first..horizon)
            .step_by(looks.batch.max(1) as usize)
            .collect();
        pairs.push(horizon);
        let fractions: Vec<f64> = pairs
            .iter()
            .map(|&n| f64::from(n) / f64::from(horizon))
            .collect();
        let errors = boundaries(&fractions, error)
            .into_iter()
            .map(student::normal_error);
        let looks = pairs.into_iter().zip(errors);
        Self {
            looks: looks.map(|(pairs, error)| Look { pairs, error }).collect(),
        }
    }

    /// The last look.
    pub fn horizon(&self) -> u32 {
        self.looks.last().map_or(0, |look| look.pairs)
    }

    /// The look at a number of pairs, or the last one before it.
    pub fn at(&self, pairs: u32) -> Option<Look> {
        (self.looks.iter().rev())
            .find(|look| look.pairs <= pairs)
            .copied()
    }
}

/// How far a plan has to reach, in whole batches.
fn horizon(differences: &[f64], half_width: f64, looks: Looks, error: f64) -> u32 {
    let needed = student::normal_critical(error) * deviation(differences) / half_width;
    let wanted = (ROOM * needed * needed).min(f64::from(looks.cap)) as u32;
    let batch = looks.batch.max(1);
    let batches = wanted.saturating_sub(looks.first).div_ceil(batch);
    (looks.first + batches * batch).min(looks.cap.max(looks.first))
}

/// What a look decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Decision {
    /// Run up to the next look.
    GoOn {
        /// Pairs there.
        pairs: u32,
    },
    /// The interval is narrow enough.
    Reached(Look),
    /// The plan is at its end and the interval is wider than was asked.
    OutOfPairs(Look),
}

/// Decides at one look of a plan, from the half-width of the interval there.
pub fn decide(plan: &Plan, look: Look, reach: f64, half_width: f64) -> Decision {
    let next = plan.looks.iter().find(|next| next.pairs > look.pairs);
    if reach <= half_width {
        Decision::Reached(look)
    } else if let Some(next) = next {
        Decision::GoOn { pairs: next.pairs }
    } else {
        Decision::OutOfPairs(look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moments::mean;
    use crate::paired::ERROR;
    use interdict_engine::{Chance, Key, Purpose, When, sample};
    use std::collections::BTreeMap;

    const LOOKS: Looks = Looks {
        first: 60,
        batch: 20,
        cap: 1_000,
    };

    #[test]
    fn a_plan_reaches_as_far_as_the_variance_calls_for() {
        let differences: Vec<f64> = (0..60).map(|i| f64::from(i % 2)).collect();
        // deviation 0.5042: (1.96 x 0.5042 / 0.1)^2 = 97.7, half as many again, in batches: 160
        let plan = Plan::from_first_look(&differences, 0.1, LOOKS, ERROR);
        assert_eq!(plan.horizon(), 160);
        let pairs: Vec<u32> = plan.looks.iter().map(|look| look.pairs).collect();
        assert_eq!(pairs, [60, 80, 100, 120, 140, 160]);
        assert!(plan.looks.windows(2).all(|two| two[0].error < two[1].error));
        assert_eq!(plan.at(99).map(|look| look.pairs), Some(80));
        assert_eq!(plan.at(59), None);
        let wide = Plan::from_first_look(&differences, 10.0, LOOKS, ERROR);
        assert_eq!(wide.looks.len(), 1);
        assert!((wide.looks[0].error - ERROR).abs() < 1e-9);
        let narrow = Plan::from_first_look(&differences, 1e-9, LOOKS, ERROR);
        assert_eq!(narrow.horizon(), 1_000);
    }

    #[test]
    fn a_look_goes_on_to_the_next_until_it_is_narrow_enough_or_the_last() {
        let plan = Plan::to_horizon(100, LOOKS, ERROR);
        let [first, second, last] = plan.looks[..] else {
            panic!("looks at 60, 80 and 100")
        };
        assert_eq!(decide(&plan, first, 0.1, 0.1), Decision::Reached(first));
        let on = decide(&plan, first, f64::INFINITY, 0.1);
        assert_eq!(on, Decision::GoOn { pairs: 80 });
        let on = decide(&plan, second, 0.2, 0.1);
        assert_eq!(on, Decision::GoOn { pairs: 100 });
        assert_eq!(decide(&plan, last, 0.2, 0.1), Decision::OutOfPairs(last));
    }

    #[test]
    fn intervals_hold_the_truth_although_one_stops_when_it_suits() {
        let (trials, half_width) = (2_000_u16, 0.2);
        let mut plans: BTreeMap<u32, Plan> = BTreeMap::new();
        let chance = Chance::new(23, 0, 0);
        let (mut held, mut reached, mut pairs) = (0, 0, 0);
        for trial in 0..trials {
            let mut stream = chance.stream(Purpose(8), Key(5), When::on(trial));
            let mut draw = |n: u32, to: &mut Vec<f64>| {
                while to.len() < n as usize {
                    to.push(sample::normal(stream.draw()));
                }
            };
            let mut differences = Vec::new();
            draw(LOOKS.first, &mut differences);
            let horizon = horizon(&differences, half_width);
            let plan = plans
                .entry(horizon)
                .or_insert_with(|| Plan::to_horizon(horizon, LOOKS, ERROR));
            let mut look = plan.looks[0];
            let (mean, reach) = loop {
                let n = differences.len() as u32;
                let step = deviation(&differences) / f64::from(n).sqrt();
                let reach = student::critical(look.error, n - 1) * step;
                let found = (mean(&differences), reach);
                match decide(plan, look, reach, half_width) {
                    Decision::GoOn { pairs } => {
                        draw(pairs, &mut differences);
                        look = plan.at(pairs).unwrap();
                    }
                    Decision::Reached(_) => {
                        reached += 1;
                        break found;
                    }
                    Decision::OutOfPairs(_) => break found,
                }
            };
            held += i32::from(mean.abs() <= reach);
            pairs += differences.len();
        }
        // four standard errors of 95 % in 2,000 trials
        let margin = 4.0 * (0.95 * 0.05 / f64::from(trials)).sqrt();
        let coverage = f64::from(held) / f64::from(trials);
        assert!(coverage >= 0.95 - margin, "{coverage}");
        assert!(reached > i32::from(trials) * 9 / 10, "{reached}");
        // a fixed plan that knew the variance would take 97 pairs
        let mean_pairs = pairs as f64 / f64::from(trials);
        assert!((97.0..145.0).contains(&mean_pairs), "{mean_pairs}");
    }

    fn horizon(differences: &[f64], half_width: f64) -> u32 {
        super::horizon(differences, half_width, LOOKS, ERROR)
    }
}
