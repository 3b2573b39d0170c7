//! The reach of a band over a curve on which hardly anything ever happens.
//!
//! What happens: of sixty pairs some three have an aircraft more or less on a day. By chance eight have on one of a hundred
//! days and none on another. Resampled as they are, the day of eight looks as if eight were usual there, and limits of 90 %
//! hold 98.
//!
//! Rule: neighbouring days are taken to be alike. In a resample each pair's curve is moved by up to ten days to either side,
//! drawn anew, so that every day has what its neighbours have; at the ends it is turned back. The resample is treated as a
//! study is, with the width that few strays are given, and the reach is the quantile of the largest deviation from the
//! moved mean, in the resample's own standard errors (the smoothed bootstrap; Silverman and Young, Biometrika 74, 1987).
//!
//! Assumes: what is rare changes slowly. A curve is rare where on most days fewer than five pairs stray; on such a curve a
//! step from day to day is not seen anyway.

use interdict_engine::{Chance, Key, Purpose, When};

use crate::moments::quantile;
use crate::paired::FEW;
use crate::resample::{Resamples, VERSION};
use crate::student;
use crate::studentised::{Column, columns};

/// How far curves are moved. The number is never used again.
const MOVING: Purpose = Purpose(44);

/// Days by which a curve is moved to either side at the most.
const NEIGHBOURS: usize = 10;

/// Whether hardly anything happens on most days from one on.
pub(crate) fn is_rare(days: &[Column], from: usize, pairs: usize) -> bool {
    let days = days.get(from..).unwrap_or_default();
    let sparse = days.iter().filter(|day| day.is_sparse).count();
    pairs >= FEW && 2 * sparse > days.len() && days.iter().any(|day| day.error > 0.0)
}

/// Standard errors to either side within which all days from one on lie at once but for this error, of
/// `rows[pair][day]`.
pub(crate) fn reach(rows: &[Vec<f64>], from: usize, error: f64, resamples: &Resamples) -> f64 {
    let days = rows[0].len() - from;
    let centre = moved_mean(rows, from);
    let chance = Chance::new(0, 0, VERSION);
    let mut stream = chance.stream(MOVING, Key(rows.len() as u64), When::on(0));
    let mut moved = vec![vec![0.0; days]; rows.len()];
    let mut most: Vec<f64> = (resamples.each())
        .map(|taken| {
            for (moved, &pair) in moved.iter_mut().zip(taken) {
                let step = (stream.draw() * (2 * NEIGHBOURS + 1) as f64) as usize;
                for (day, value) in moved.iter_mut().enumerate() {
                    *value = rows[pair as usize][from + turned(day + step, days)];
                }
            }
            (columns(&moved, 0).iter().zip(&centre))
                .filter(|(day, _)| day.error > 0.0)
                .map(|(day, centre)| (day.mean - centre).abs() / day.error)
                .fold(0.0, f64::max)
        })
        .collect();
    most.sort_unstable_by(f64::total_cmp);
    let alone = student::critical(error, rows.len() as u32 - 1);
    quantile(&most, 1.0 - error).max(alone)
}

/// The mean of each day over all moves.
fn moved_mean(rows: &[Vec<f64>], from: usize) -> Vec<f64> {
    let days = rows[0].len() - from;
    let pairs = rows.len() as f64;
    let mean: Vec<f64> = (from..from + days)
        .map(|day| rows.iter().map(|row| row[day]).sum::<f64>() / pairs)
        .collect();
    let steps = 0..=2 * NEIGHBOURS;
    let over = |day: usize| {
        steps
            .clone()
            .map(|step| mean[turned(day + step, days)])
            .sum()
    };
    let count = (2 * NEIGHBOURS + 1) as f64;
    (0..days)
        .map(|day| -> f64 { over(day) })
        .map(|sum: f64| sum / count)
        .collect()
}

/// The day that lies so far from the tenth before the first; beyond an end the way goes back.
fn turned(far: usize, days: usize) -> usize {
    let period = 2 * days;
    let at = (far + period * NEIGHBOURS - NEIGHBOURS) % period;
    if at < days { at } else { period - 1 - at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resample::BANDS;
    use interdict_engine::sample;

    #[test]
    fn beyond_an_end_the_way_goes_back() {
        let around = |day: usize| -> Vec<usize> {
            let steps = [0, 9, 10, 11, 20];
            steps.map(|step| turned(day + step, 12)).to_vec()
        };
        assert_eq!(around(0), [9, 0, 0, 1, 10]);
        assert_eq!(around(11), [1, 10, 11, 11, 2]);
        // a curve shorter than the way
        assert!((0..40).all(|far| turned(far, 3) < 3));
        assert_eq!(turned(NEIGHBOURS, 1), 0);
    }

    #[test]
    fn what_is_the_same_on_all_days_keeps_its_mean_and_busy_days_are_not_rare() {
        let rows: Vec<Vec<f64>> = (0..20)
            .map(|pair| vec![f64::from(u8::from(pair < 2)); 30])
            .collect();
        let mean = moved_mean(&rows, 5);
        assert!(mean.len() == 25 && mean.iter().all(|mean| (mean - 0.1).abs() < 1e-12));
        assert!(is_rare(&columns(&rows, 0), 0, 20));
        assert!(!is_rare(&columns(&rows[..FEW - 1], 0), 0, FEW - 1));
        let busy: Vec<Vec<f64>> = (0..20).map(|pair| vec![f64::from(pair); 30]).collect();
        assert!(!is_rare(&columns(&busy, 0), 0, 20));
        let nothing = vec![vec![0.0; 30]; 20];
        assert!(!is_rare(&columns(&nothing, 0), 0, 20));
    }

    /// The whole curve, in studies of sixty pairs of which some three differ on a day.
    #[test]
    fn a_band_of_what_hardly_ever_happens_holds_about_as_often_as_it_says() {
        let (trials, pairs, days) = (150_u16, 60_u64, 80_usize);
        let resamples = Resamples::new(60, 200, BANDS);
        let chance = Chance::new(47, 0, 0);
        let held = (0..trials).filter(|&trial| {
            let rows: Vec<Vec<f64>> = (0..pairs)
                .map(|who| {
                    let mut stream = chance.stream(Purpose(6), Key(who), When::on(trial));
                    let count = |_| f64::from(sample::poisson(stream.draw(), 0.05));
                    (0..days).map(count).collect()
                })
                .collect();
            let found = columns(&rows, 0);
            assert!(is_rare(&found, 0, 60));
            let reach = reach(&rows, 0, 0.1, &resamples);
            (found.iter()).all(|day| (day.mean - 0.05).abs() <= reach * day.error)
        });
        // three standard errors of 90 % in 150 trials: 7.3 %
        let held = held.count();
        assert!((124..=146).contains(&held), "{held} of {trials}");
    }
}
