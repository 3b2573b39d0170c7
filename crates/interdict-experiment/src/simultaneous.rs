//! Several arms at once: intervals that hold together, and which arm is best.

use serde::Serialize;

use crate::moments::mean;
use crate::paired::{Interval, differences};
use crate::resample::{Resamples, mean_and_variance};
use crate::studentised::{columns, reach};

/// The difference of two arms, with an interval that holds together with all others of its table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Contrast {
    /// Number of the arm that is taken away.
    pub from: usize,
    /// Number of the arm it is taken from.
    pub to: usize,
    /// Mean of `to` minus mean of `from`.
    pub difference: f64,
    /// Interval of the difference.
    pub interval: Interval,
}

/// Every pair of arms.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AllPairs {
    /// Chance that at least one interval misses.
    pub error: f64,
    /// Standard errors to either side: the quantile of the largest studentised difference.
    pub reach: f64,
    /// The pairs, in order of their numbers.
    pub contrasts: Vec<Contrast>,
}

impl AllPairs {
    /// Compares all arms of one outcome; `arms[a][i]` is the outcome of arm `a` in replication `i`.
    ///
    /// The reach is the quantile of the largest |t| over all pairs, resampled together, so it knows how
    /// the differences hang together and is never wider than it has to be.
    pub fn of(arms: &[Vec<f64>], error: f64, resamples: &Resamples) -> Self {
        let pairs: Vec<(usize, usize)> = (0..arms.len())
            .flat_map(|from| (from + 1..arms.len()).map(move |to| (from, to)))
            .collect();
        let count = arms.first().map_or(0, Vec::len);
        let rows: Vec<Vec<f64>> = (0..count)
            .map(|at| {
                let contrasts = pairs.iter();
                let contrasts = contrasts.map(|&(from, to)| arms[to][at] - arms[from][at]);
                contrasts.collect()
            })
            .collect();
        // arms that are alike in every pair are no rare event of one another
        let columns = columns(&rows, pairs.len());
        let reach = reach(&rows, &columns, error, resamples);
        let contrasts = (pairs.iter().zip(&columns))
            .map(|(&(from, to), column)| Contrast {
                from,
                to,
                difference: column.mean,
                interval: Interval {
                    low: column.mean - reach * column.error,
                    high: column.mean + reach * column.error,
                },
            })
            .collect();
        Self {
            error,
            reach,
            contrasts,
        }
    }

    /// The interval of arm `to` minus arm `from`, whichever has the lower number.
    fn interval(&self, from: usize, to: usize) -> Option<Interval> {
        self.contrasts.iter().find_map(|contrast| {
            let Interval { low, high } = contrast.interval;
            match (contrast.from, contrast.to) {
                pair if pair == (from, to) => Some(contrast.interval),
                pair if pair == (to, from) => Some(Interval {
                    low: -high,
                    high: -low,
                }),
                _ => None,
            }
        })
    }
}

/// Which end of an outcome is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Best {
    /// The most.
    Most,
    /// The least.
    Least,
}

/// The arm that looks best, and how sure that is.
///
/// The arm with the best mean is taken. It is *assured* when the simultaneous intervals of the table of
/// all pairs allow no other arm to be better by more than the zone of indifference.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Selection {
    /// Which end was wanted.
    pub best: Best,
    /// Difference that nobody minds, in the unit of the outcome; not negative.
    pub zone: f64,
    /// Number of the arm taken.
    pub arm: usize,
    /// Whether no other arm can be better by more than the zone.
    pub is_assured: bool,
    /// Share of the resamples in which the arm is the best one or within the zone of it.
    pub share: f64,
}

impl Selection {
    /// Takes the best arm of one outcome; `all` is the table of the same outcome. `None` without arms.
    pub fn of(
        arms: &[Vec<f64>],
        all: &AllPairs,
        best: Best,
        zone: f64,
        resamples: &Resamples,
    ) -> Option<Self> {
        let sign = match best {
            Best::Most => 1.0,
            Best::Least => -1.0,
        };
        let means: Vec<f64> = arms.iter().map(|arm| sign * mean(arm)).collect();
        let arm = (0..arms.len()).reduce(|best, next| {
            if means[next] > means[best] {
                next
            } else {
                best
            }
        })?;
        let others = || (0..arms.len()).filter(move |&other| other != arm);
        let is_assured = others().all(|other| {
            all.interval(arm, other).is_some_and(|interval| {
                let better = match best {
                    Best::Most => interval.high,
                    Best::Least => -interval.low,
                };
                better <= zone
            })
        });
        let gaps: Vec<Vec<f64>> = others()
            .map(|other| differences(&arms[arm], &arms[other]))
            .collect();
        let mut n = 0_usize;
        let within = (resamples.each())
            .inspect(|_| n += 1)
            .filter(|taken| (gaps.iter()).all(|gap| sign * mean_and_variance(gap, taken).0 <= zone))
            .count();
        Some(Self {
            best,
            zone,
            arm,
            is_assured,
            share: within as f64 / n.max(1) as f64,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resample::{FOR_INTERVALS, INTERVALS};
    use interdict_engine::{Chance, Key, Purpose, When, sample};

    /// Arms with these means, noise in common of 10 and noise of their own of 1.
    fn arms(means: &[f64], n: u64, trial: u16) -> Vec<Vec<f64>> {
        let chance = Chance::new(31, 0, 0);
        let normal = |who, slot| {
            let when = When::on(trial).attempt(slot);
            sample::normal(chance.draw::<1>(Purpose(7), Key(who), when)[0])
        };
        (means.iter().zip(1..))
            .map(|(mean, slot)| {
                (0..n)
                    .map(|who| mean + 10.0 * normal(who, 0) + normal(who, slot))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn all_intervals_of_a_table_hold_together() {
        let resamples = Resamples::new(60, FOR_INTERVALS, INTERVALS);
        let trials = 300_u16;
        let held = (0..trials).filter(|&trial| {
            let all = AllPairs::of(&arms(&[0.0; 4], 60, trial), 0.05, &resamples);
            assert_eq!(all.contrasts.len(), 6);
            all.contrasts.iter().all(|pair| pair.interval.holds(0.0))
        });
        // four standard errors of 95 % in 300 trials: 5 %
        let held = held.count();
        assert!(held >= 270, "{held} of {trials}");
    }

    #[test]
    fn two_arms_need_about_students_reach_and_more_arms_more() {
        let resamples = Resamples::new(200, FOR_INTERVALS, INTERVALS);
        let reach = |k: usize| {
            let all = AllPairs::of(&arms(&vec![0.0; k], 200, 0), 0.05, &resamples);
            all.reach
        };
        let (two, five) = (reach(2), reach(5));
        assert!((two - 1.972).abs() < 0.15, "{two}");
        // Tukey's range for five: 3.86 / sqrt(2) = 2.73
        assert!((five - 2.73).abs() < 0.2, "{five}");
    }

    #[test]
    fn the_best_is_assured_only_when_the_others_are_clearly_behind() {
        let resamples = Resamples::new(100, FOR_INTERVALS, INTERVALS);
        let select = |means: &[f64], best, zone| {
            let arms = arms(means, 100, 1);
            let all = AllPairs::of(&arms, 0.05, &resamples);
            Selection::of(&arms, &all, best, zone, &resamples).unwrap()
        };
        let clear = select(&[0.0, 5.0, 2.0], Best::Most, 0.0);
        assert_eq!((clear.arm, clear.is_assured), (1, true));
        assert!(clear.share > 0.999);
        let least = select(&[0.0, 5.0, 2.0], Best::Least, 0.0);
        assert_eq!((least.arm, least.is_assured), (0, true));
        let close = select(&[0.0, 0.0, 0.0], Best::Most, 0.0);
        assert!(!close.is_assured && close.share < clear.share, "{close:?}");
        let indifferent = select(&[0.0, 0.0, 0.0], Best::Most, 2.0);
        assert!(indifferent.is_assured, "{indifferent:?}");
    }

    #[test]
    fn arms_that_do_not_differ_have_intervals_of_no_width() {
        let resamples = Resamples::new(3, 100, INTERVALS);
        let arm = vec![1.0, 5.0, 2.0];
        let all = AllPairs::of(&[arm.clone(), arm], 0.05, &resamples);
        assert_eq!(all.reach.to_bits(), 0);
        let Interval { low, high } = all.contrasts[0].interval;
        assert_eq!((low.to_bits(), high.to_bits()), (0, 0));
    }
}
