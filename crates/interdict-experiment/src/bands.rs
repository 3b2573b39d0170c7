//! Day by day: how an outcome fans out over replications, and a band that holds the whole curve of its
//! mean difference.
//!
//! The fan of the difference is made of paired differences: the difference of two quantile curves is
//! no quantile of the difference.

use serde::Serialize;

use crate::moments::{mean, quantile, sorted, variance};
use crate::resample::Resamples;

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
    /// The band of the mean of curves, by resampling whole curves.
    ///
    /// # Panics
    /// When the resamples are of another number of curves.
    pub fn of(curves: &[Vec<f64>], error: f64, resamples: &Resamples) -> Self {
        assert_eq!(resamples.size(), curves.len(), "resamples of another study");
        let days = by_day(curves);
        let mean: Vec<f64> = days.iter().map(|day| mean(day)).collect();
        let steps: Vec<f64> = days
            .iter()
            .map(|day| (variance(day) / day.len().max(1) as f64).sqrt())
            .collect();
        let reach = largest(curves, &mean, &steps, error, resamples);
        let limit = |side: f64| -> Vec<f64> {
            (mean.iter().zip(&steps))
                .map(|(mean, step)| mean + side * reach * step)
                .collect()
        };
        Self {
            error,
            reach,
            low: limit(-1.0),
            high: limit(1.0),
            mean,
        }
    }
}

/// The quantile of the largest studentised deviation over the days; zero where no day varies.
fn largest(
    curves: &[Vec<f64>],
    mean: &[f64],
    steps: &[f64],
    error: f64,
    resamples: &Resamples,
) -> f64 {
    // a day without variation cannot leave the band
    let days: Vec<usize> = (0..steps.len()).filter(|&day| steps[day] > 0.0).collect();
    if days.is_empty() {
        return 0.0;
    }
    let apart: Vec<Vec<f64>> = (curves.iter())
        .map(|curve| {
            (days.iter())
                .map(|&day| (curve[day] - mean[day]) / steps[day])
                .collect()
        })
        .collect();
    let n = curves.len() as f64;
    let mut sums = vec![0.0; days.len()];
    let mut most: Vec<f64> = (resamples.each())
        .map(|taken| {
            sums.fill(0.0);
            for &curve in taken {
                for (sum, apart) in sums.iter_mut().zip(&apart[curve as usize]) {
                    *sum += apart;
                }
            }
            sums.iter().fold(0.0, |most: f64, sum| most.max(sum.abs())) / n
        })
        .collect();
    most.sort_unstable_by(f64::total_cmp);
    quantile(&most, 1.0 - error)
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
        let band = Band::of(&curves, BAND_ERROR, &Resamples::new(3, 200, BANDS));
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
            let band = Band::of(&curves, BAND_ERROR, &resamples);
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
}
