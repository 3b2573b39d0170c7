//! Resampling of replications with replacement, the same on every machine and in every study.
//!
//! Which replications a resample takes depends on how many there are and on the purpose alone, so all
//! outcomes, arms and days of a study share their resamples: that is what makes an interval hold for
//! several of them at once.

use interdict_engine::{Chance, Key, Purpose, When};

/// Version of this chance, far from those of the model: no number of a run is ever read here.
pub(crate) const VERSION: u32 = u32::MAX;

/// Resamples for intervals of one figure and of several at once. Numbers are never used again.
pub const INTERVALS: Purpose = Purpose(1);
/// Resamples for bands over days.
pub const BANDS: Purpose = Purpose(2);
/// Resamples of points over knobs.
pub(crate) const POINTS: Purpose = Purpose(4);

/// How many resamples stand behind an interval.
pub const FOR_INTERVALS: usize = 2_000;
/// How many resamples stand behind a band.
pub const FOR_BANDS: usize = 1_000;

/// Draws with replacement of `n` out of `n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resamples {
    n: usize,
    rows: Vec<u32>,
}

impl Resamples {
    /// `count` resamples of `n` replications.
    pub fn new(n: usize, count: usize, purpose: Purpose) -> Self {
        let chance = Chance::new(0, 0, VERSION);
        let mut stream = chance.stream(purpose, Key(n as u64), When::on(0));
        let draw = |_| ((stream.draw() * n as f64) as u32).min(n.saturating_sub(1) as u32);
        Self {
            n,
            rows: (0..if n == 0 { 0 } else { n * count }).map(draw).collect(),
        }
    }

    /// Replications in each.
    pub fn size(&self) -> usize {
        self.n
    }

    /// Each resample: which replications it takes.
    pub fn each(&self) -> impl Iterator<Item = &[u32]> + '_ {
        self.rows.chunks_exact(self.n.max(1))
    }
}

/// Mean and sample variance of the values that a resample takes.
pub(crate) fn mean_and_variance(values: &[f64], taken: &[u32]) -> (f64, f64) {
    let n = taken.len() as f64;
    // about the first value, so that large figures do not eat the small differences between them
    let about = values[0];
    let (mut sum, mut squares) = (0.0, 0.0);
    for &place in taken {
        let apart = values[place as usize] - about;
        sum += apart;
        squares += apart * apart;
    }
    let mean = sum / n;
    let variance = ((squares - sum * mean) / (n - 1.0)).max(0.0);
    (about + mean, variance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moments;

    #[test]
    fn resamples_are_the_same_each_time_and_take_every_replication_as_often() {
        let resamples = Resamples::new(10, 5_000, INTERVALS);
        assert_eq!(resamples, Resamples::new(10, 5_000, INTERVALS));
        assert_ne!(resamples, Resamples::new(10, 5_000, BANDS));
        assert_eq!(resamples.each().count(), 5_000);
        let mut times = [0_u32; 10];
        for &place in resamples.each().flatten() {
            times[place as usize] += 1;
        }
        // binomial of 50,000 with a tenth: standard deviation 67
        assert!(
            times.iter().all(|&n| n.abs_diff(5_000) < 4 * 68),
            "{times:?}"
        );
    }

    #[test]
    fn mean_and_variance_of_a_resample_are_those_of_its_values() {
        let values = [1e9, 1e9 + 1.0, 1e9 + 5.0];
        let taken = [2, 0, 2, 1];
        let (mean, variance) = mean_and_variance(&values, &taken);
        let picked = taken.map(|place| values[place as usize]);
        assert!((mean - moments::mean(&picked)).abs() < 1e-6);
        assert!((variance - moments::variance(&picked)).abs() < 1e-6);
    }
}
