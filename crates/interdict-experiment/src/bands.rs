//! Day by day: how an outcome fans out over replications, and a band that holds the whole curve of its
//! mean difference.
//!
//! The fan of the difference is made of paired differences: the difference of two quantile curves is
//! no quantile of the difference.

use serde::Serialize;

use crate::moments::{quantile, sorted};
use crate::rare::{self, is_rare};
use crate::resample::Resamples;
use crate::studentised::{columns, reach};

/// The error of a band: it holds the whole curve in 90 of 100 studies.
pub const BAND_ERROR: f64 = 0.10;

/// Quantiles of each day.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fan {
    /// 5 %.
    pub p05: Vec<f64>,
    /// 25 %.
    pub p25: Vec<f64>,
    /// Median.
    pub p50: Vec<f64>,
    /// 75 %.
    pub p75: Vec<f64>,
    /// 95 %.
    pub p95: Vec<f64>,
}

impl Fan {
    /// The fan of curves: `curves[i][day]` in replication `i`. All of one length.
    pub fn of(curves: &[Vec<f64>]) -> Self {
        let mut fan = Self::default();
        for day in by_day(curves) {
            let day = sorted(&day);
            fan.p05.push(quantile(&day, 0.05));
            fan.p25.push(quantile(&day, 0.25));
            fan.p50.push(quantile(&day, 0.5));
            fan.p75.push(quantile(&day, 0.75));
            fan.p95.push(quantile(&day, 0.95));
        }
        fan
    }
}

/// A mean curve and limits that hold all of it at once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    /// Chance that the true curve leaves the band anywhere.
    pub error: f64,
    /// Standard errors to either side: the quantile of the largest deviation over all days.
    pub reach: f64,
    /// Mean of each day.
    pub mean: Vec<f64>,
    /// Lower limit of each day.
    pub low: Vec<f64>,
    /// Upper limit of each day.
    pub high: Vec<f64>,
}

impl Band {
    /// The band of the mean of curves, by resampling whole curves; `curves[i][day]` in replication `i`. Days before
    /// `from` on which every curve is zero have no width: nothing has parted yet.
    ///
    /// # Panics
    /// When the resamples are of another number of curves.
    pub fn of(curves: &[Vec<f64>], from: usize, error: f64, resamples: &Resamples) -> Self {
        assert_eq!(resamples.size(), curves.len(), "resamples of another study");
        let days = columns(curves, from);
        let reach = if is_rare(&days, from, curves.len()) {
            rare::reach(curves, from, error, resamples)
        } else {
            reach(curves, &days, error, resamples)
        };
        let limit = |side: f64| -> Vec<f64> {
            (days.iter())
                .map(|day| day.mean + side * reach * day.error)
                .collect()
        };
        Self {
            error,
            reach,
            low: limit(-1.0),
            high: limit(1.0),
            mean: days.iter().map(|day| day.mean).collect(),
        }
    }
}

fn by_day(curves: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let days = curves.first().map_or(0, Vec::len);
    (0..days)
        .map(|day| curves.iter().map(|curve| curve[day]).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resample::{BANDS, FOR_BANDS};
    use interdict_engine::{Chance, Key, Purpose, When, sample};

    #[test]
    fn a_fan_is_the_quantiles_of_each_day() {
        let curves: Vec<Vec<f64>> = (0..5).map(|i| vec![f64::from(i), 7.0]).collect();
        let fan = Fan::of(&curves);
        assert_eq!(fan.p50, [2.0, 7.0]);
        assert_eq!(fan.p25, [1.0, 7.0]);
        assert_eq!(fan.p95, [3.8, 7.0]);
        assert_eq!(Fan::of(&[]), Fan::default());
    }

    #[test]
    fn a_day_without_variation_has_a_band_of_no_width() {
        let curves = vec![vec![1.0, 4.0], vec![3.0, 4.0], vec![2.0, 4.0]];
        let band = Band::of(&curves, 0, BAND_ERROR, &Resamples::new(3, 200, BANDS));
        assert_eq!(band.mean, [2.0, 4.0]);
        assert_eq!(
            (band.low[1].to_bits(), band.high[1].to_bits()),
            (4.0_f64.to_bits(), 4.0_f64.to_bits())
        );
        assert!(band.low[0] < 2.0 && band.high[0] > 2.0);
        // standard error 1 / sqrt(3)
        let half = band.reach / 3.0_f64.sqrt();
        assert!((band.high[0] - 2.0 - half).abs() < 1e-12);
    }

    #[test]
    fn a_band_holds_the_whole_curve_and_one_day_alone_does_not() {
        let (trials, n, days) = (200_u16, 60_u64, 20_usize);
        let resamples = Resamples::new(60, FOR_BANDS, BANDS);
        let chance = Chance::new(41, 0, 0);
        let (mut held, mut held_by_day) = (0, 0);
        for trial in 0..trials {
            let curves: Vec<Vec<f64>> = (0..n)
                .map(|who| {
                    let numbers: [f64; 32] = chance.draw(Purpose(6), Key(who), When::on(trial));
                    let own = sample::normal(numbers[31]);
                    (0..days)
                        .map(|day| own + sample::normal(numbers[day]))
                        .collect()
                })
                .collect();
            let band = Band::of(&curves, 0, BAND_ERROR, &resamples);
            let inside = |reach: f64| {
                (0..days).all(|day| {
                    let step = (band.high[day] - band.mean[day]) / band.reach;
                    band.mean[day].abs() <= reach * step
                })
            };
            held += u32::from(inside(band.reach));
            held_by_day += u32::from(inside(1.671));
        }
        // four standard errors of 90 % in 200 trials: 8.5 %
        assert!((163..=197).contains(&held), "{held} of {trials}");
        assert!(held_by_day < 140, "{held_by_day} of {trials}");
    }

    /// The whole curve of rare counts, in studies of sixty pairs: how many of these trials hold it. A curve of counts is what
    /// a band has most trouble with: a day on which little happened in a study looks surer than it is.
    #[test]
    fn a_band_of_rare_counts_holds_the_whole_curve() {
        let (trials, n, days) = (150_u16, 60_u64, 80_usize);
        let resamples = Resamples::new(60, 400, BANDS);
        let chance = Chance::new(43, 0, 0);
        let held = (0..trials).filter(|&trial| {
            let curves: Vec<Vec<f64>> = (0..n)
                .map(|who| {
                    let mut stream = chance.stream(Purpose(6), Key(who), When::on(trial));
                    let count = |_| f64::from(sample::poisson(stream.draw(), 0.3));
                    (0..days).map(count).collect()
                })
                .collect();
            let band = Band::of(&curves, 0, BAND_ERROR, &resamples);
            (0..days).all(|day| band.low[day] <= 0.3 && 0.3 <= band.high[day])
        });
        // four standard errors of 90 % in 150 trials: 9.8 %
        let held = held.count();
        assert!(held >= 121, "{held} of {trials}");
    }
}
