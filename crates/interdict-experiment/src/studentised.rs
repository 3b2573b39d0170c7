//! How far several means that are resampled together may be off at once.
//!
//! What happens: columns of one study (the days of a curve, the contrasts of a table) have means that all have to lie
//! within their limits. The reach is the quantile, over resamples, of the largest |t| among the columns.
//!
//! Rule: each resample is divided by *its own* standard error (Efron and Tibshirani 1993, "An Introduction to the
//! Bootstrap", 12.5). Divided by that of the study, a resample in which a column varies little looks as sure of itself
//! as any other, and limits of 90 % hold 55 to 85.
//!
//! Assumes: of a column in which fewer than five pairs stray from the common value (the median) the few do not tell how
//! much may vary. It is given the variance of five that stray as far as those of such columns do in the mean.
//! A resample is never credited with much less than its column: five that stray, times the share that does not.
//! Below [`FEW`] pairs nothing is resampled: the limits are Student's, each column with its part of the error.

use crate::moments::{mean, quantile, variance};
use crate::paired::FEW;
use crate::resample::Resamples;
use crate::student;

/// Pairs that have to stray before their variance is believed.
pub(crate) const STRAYS: usize = 5;

/// One mean among several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Column {
    /// Mean.
    pub(crate) mean: f64,
    /// Standard error; zero where nothing varies.
    pub(crate) error: f64,
    /// Whether too few pairs stray to tell how much may vary.
    pub(crate) is_sparse: bool,
    /// The least variance that a resample is credited with.
    least: f64,
}

/// How one column varies.
struct Varying {
    mean: f64,
    variance: f64,
    /// Pairs off the median.
    strays: usize,
    /// Their squares about the median, added up.
    squares: f64,
}

impl Varying {
    fn of(values: &mut [f64]) -> Self {
        let (mean, variance) = (mean(values), variance(values));
        values.sort_unstable_by(f64::total_cmp);
        let common = values[values.len() / 2];
        let off = || values.iter().map(|value| value - common);
        Self {
            mean,
            variance,
            strays: off().filter(|off| off.abs() > 0.0).count(),
            squares: off().map(|off| off * off).sum(),
        }
    }

    /// Whether too few pairs stray to tell how much may vary.
    fn is_sparse(&self, n: usize) -> bool {
        self.strays < STRAYS && 2 * self.strays < n
    }

    /// A column in which every pair is zero.
    fn is_silent(&self) -> bool {
        self.strays == 0 && self.mean.abs() <= 0.0
    }
}

/// The columns of `rows[pair][column]`. Columns that are zero in every pair have no width before column `from`, and
/// from there on that of a sparse one: what is rare may be missing from a study.
pub(crate) fn columns(rows: &[Vec<f64>], from: usize) -> Vec<Column> {
    let n = rows.len();
    let count = rows.first().map_or(0, Vec::len);
    let mut values = vec![0.0; n];
    let all: Vec<Varying> = (0..count)
        .map(|column| {
            for (value, row) in values.iter_mut().zip(rows) {
                *value = row[column];
            }
            Varying::of(&mut values)
        })
        .collect();
    let size = stray_size(&all, n);
    let pairs = n.max(1) as f64;
    let of_five = STRAYS as f64 / pairs;
    (all.iter().enumerate())
        .map(|(place, column)| {
            let is_still = column.strays == 0 && (place < from || !column.is_silent());
            let least = if n < FEW || is_still {
                0.0
            } else if column.is_sparse(n) {
                of_five * size
            } else {
                let strays = column.strays as f64;
                of_five * column.squares / strays * (1.0 - strays / pairs)
            };
            let variance = if column.is_sparse(n) {
                column.variance.max(least)
            } else {
                column.variance
            };
            Column {
                mean: column.mean,
                error: (variance / pairs).sqrt(),
                is_sparse: column.is_sparse(n),
                least,
            }
        })
        .collect()
}

/// Mean square of what strays in sparse columns; where none strays there, the least of the others.
fn stray_size(all: &[Varying], n: usize) -> f64 {
    let sparse = all.iter().filter(|column| column.is_sparse(n));
    let (strays, squares) = sparse.fold((0, 0.0), |(strays, squares), column| {
        (strays + column.strays, squares + column.squares)
    });
    if strays > 0 {
        return squares / strays as f64;
    }
    (all.iter())
        .filter(|column| column.strays > 0)
        .map(|column| column.squares / column.strays as f64)
        .reduce(f64::min)
        .unwrap_or(0.0)
}

/// Standard errors to either side within which all means lie at once but for this error; never less than one of them
/// alone would need, and zero where none varies.
pub(crate) fn reach(
    rows: &[Vec<f64>],
    columns: &[Column],
    error: f64,
    resamples: &Resamples,
) -> f64 {
    let varying: Vec<usize> = (0..columns.len())
        .filter(|&column| columns[column].error > 0.0)
        .collect();
    if varying.is_empty() {
        return 0.0;
    }
    let n = rows.len();
    let freedom = n as u32 - 1;
    if n < FEW {
        return student::critical(error / varying.len() as f64, freedom);
    }
    let apart: Vec<Vec<f64>> = (rows.iter())
        .map(|row| {
            let centred = varying.iter().map(|&at| row[at] - columns[at].mean);
            centred.collect()
        })
        .collect();
    let least: Vec<f64> = varying.iter().map(|&at| columns[at].least).collect();
    let mut sums = vec![[0.0; 2]; varying.len()];
    let mut most: Vec<f64> = (resamples.each())
        .map(|taken| {
            sums.fill([0.0; 2]);
            for &pair in taken {
                for ([sum, squares], apart) in sums.iter_mut().zip(&apart[pair as usize]) {
                    *sum += apart;
                    *squares += apart * apart;
                }
            }
            largest(&sums, &least, n as f64)
        })
        .collect();
    most.sort_unstable_by(f64::total_cmp);
    quantile(&most, 1.0 - error).max(student::critical(error, freedom))
}

/// The largest |t| of a resample, each column by its own standard error there.
fn largest(sums: &[[f64; 2]], least: &[f64], n: f64) -> f64 {
    let mut most = 0.0_f64;
    for (&[sum, squares], &least) in sums.iter().zip(least) {
        let mean = sum / n;
        let variance = ((squares - sum * mean) / (n - 1.0)).max(least);
        if mean.abs() > 0.0 {
            most = most.max(mean.abs() / (variance / n).sqrt());
        }
    }
    most.min(f64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resample::{BANDS, FOR_BANDS};

    fn rows(n: usize, value: impl Fn(usize) -> Vec<f64>) -> Vec<Vec<f64>> {
        (0..n).map(value).collect()
    }

    #[test]
    fn what_three_of_sixty_do_is_given_the_variance_of_five() {
        // one column of three strays of 2, one of none, one of the same in every pair, one that varies
        let rows = rows(60, |pair| {
            let rare = if pair < 3 { 2.0 } else { 0.0 };
            vec![0.0, rare, 7.0, 0.0, pair as f64]
        });
        let found = columns(&rows, 1);
        // 5/60 x 4, over sixty
        let error = (5.0_f64 / 60.0 * 4.0 / 60.0).sqrt();
        let errors: Vec<f64> = found.iter().map(|column| column.error).collect();
        assert!((errors[1] - error).abs() < 1e-12 && (errors[3] - error).abs() < 1e-12);
        assert_eq!([errors[0].to_bits(), errors[2].to_bits()], [0, 0]);
        // the mean of squares of 0 to 59 about their mean, n - 1: 60 x 61 / 12
        assert!((errors[4] - (305.0_f64 / 60.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn the_reach_is_never_infinite_and_never_below_that_of_one_column() {
        let resamples = Resamples::new(60, FOR_BANDS, BANDS);
        for strays in 1..8 {
            let rows = rows(60, |pair| vec![if pair < strays { 1.0 } else { 0.0 }]);
            let found = reach(&rows, &columns(&rows, 0), 0.1, &resamples);
            assert!((1.67..12.0).contains(&found), "{strays}: {found}");
        }
    }

    #[test]
    fn few_pairs_have_students_reach_with_the_error_shared_out() {
        let rows = rows(4, |pair| vec![pair as f64, (pair * pair) as f64, 3.0]);
        let resamples = Resamples::new(4, FOR_BANDS, BANDS);
        let found = reach(&rows, &columns(&rows, 0), 0.1, &resamples);
        // two columns vary: t(0.975, 3)
        assert!((found - 3.182_446_305_284_263).abs() < 1e-9, "{found}");
    }
}
