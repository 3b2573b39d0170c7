//! Means, variances, shapes and order statistics of slices, summed in the order of the slice.

/// Arithmetic mean; zero of nothing.
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.iter().sum::<f64>() / values.len() as f64
}

/// Variance with n - 1; zero of fewer than two values.
pub fn variance(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let mean = mean(values);
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    squares / (values.len() - 1) as f64
}

/// Standard deviation with n - 1; zero of fewer than two values.
pub fn deviation(values: &[f64]) -> f64 {
    variance(values).sqrt()
}

/// Skewness, corrected for small samples (the adjusted Fisher-Pearson coefficient); zero of fewer than
/// three values and of equal values.
pub fn skewness(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = mean(values);
    let moment = |power: fn(f64) -> f64| values.iter().map(|x| power(x - mean)).sum::<f64>() / n;
    let second = moment(|d| d * d);
    if values.len() < 3 || second <= 0.0 {
        return 0.0;
    }
    let third = moment(|d| d * d * d);
    third / (second * second.sqrt()) * (n * (n - 1.0)).sqrt() / (n - 2.0)
}

/// Correlation of two slices of one length; `None` where one of them does not vary.
pub fn correlation(first: &[f64], second: &[f64]) -> Option<f64> {
    let (a, b) = (mean(first), mean(second));
    let covariance: f64 = (first.iter().zip(second))
        .map(|(x, y)| (x - a) * (y - b))
        .sum::<f64>()
        / first.len().saturating_sub(1).max(1) as f64;
    let spread = (variance(first) * variance(second)).sqrt();
    (spread > 0.0).then(|| (covariance / spread).clamp(-1.0, 1.0))
}

/// The values in rising order.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// Quantile of values in rising order, by linear interpolation between order statistics (type 7 of
/// Hyndman and Fan); zero of nothing.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let part = place - below as f64;
    if part > 0.0 {
        sorted[below] + part * (sorted[above] - sorted[below])
    } else {
        sorted[below]
    }
}

/// Median of all means of two values, a value with itself included (Hodges and Lehmann 1963): a centre
/// that few wild values cannot move. Zero of nothing.
///
/// The means are not written down: the one of a rank is found by halving the interval of floats, and
/// how many lie at or below a number is counted along the sorted values.
pub fn hodges_lehmann(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    let n = sorted.len() as u64;
    let means = n * (n + 1) / 2;
    match means {
        0 => 0.0,
        odd if odd % 2 == 1 => walsh(&sorted, odd.div_ceil(2)),
        even => f64::midpoint(walsh(&sorted, even / 2), walsh(&sorted, even / 2 + 1)),
    }
}

/// The mean of two of this rank, from 1.
fn walsh(sorted: &[f64], rank: u64) -> f64 {
    let at_or_below = |limit: f64| -> u64 {
        let mut last = sorted.len();
        let mut count = 0;
        for (first, &low) in sorted.iter().enumerate() {
            while last > first && f64::midpoint(low, sorted[last - 1]) > limit {
                last -= 1;
            }
            if last <= first {
                break;
            }
            count += (last - first) as u64;
        }
        count
    };
    let (mut low, mut high) = (in_order(sorted[0]), in_order(sorted[sorted.len() - 1]));
    while low < high {
        let middle = (i128::from(low) + i128::from(high)).div_euclid(2) as i64;
        if at_or_below(from_order(middle)) >= rank {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    from_order(low)
}

/// Floats as whole numbers in the same order.
fn in_order(x: f64) -> i64 {
    let bits = x.to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

fn from_order(place: i64) -> f64 {
    f64::from_bits((place ^ (((place >> 63) as u64) >> 1) as i64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() <= 1e-12 * expected.abs().max(1.0),
            "{found} instead of {expected}"
        );
    }

    #[test]
    fn moments_of_a_handful_are_what_paper_says() {
        let values = [2.0, 4.0, 4.0, 10.0];
        check(mean(&values), 5.0);
        check(variance(&values), 12.0);
        // m2 = 9, m3 = (-27 - 1 - 1 + 125) / 4 = 24: g1 = 24 / 27, times sqrt(12) / 2
        check(skewness(&values), 24.0 / 27.0 * 12.0_f64.sqrt() / 2.0);
        check(skewness(&[1.0, 2.0, 3.0]), 0.0);
        assert_eq!(skewness(&[7.0; 5]).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn correlation_is_one_on_a_line_and_none_without_variation() {
        let line: Vec<f64> = [1.0, 2.0, 5.0].iter().map(|x| 3.0 - 2.0 * x).collect();
        check(correlation(&[1.0, 2.0, 5.0], &line).unwrap(), -1.0);
        // by hand: covariance 1.5, variances 1 and 3
        let found = correlation(&[1.0, 2.0, 3.0], &[0.0, 0.0, 3.0]).unwrap();
        check(found, 1.5 / 3.0_f64.sqrt());
        assert_eq!(correlation(&[1.0, 2.0], &[4.0, 4.0]), None);
    }

    #[test]
    fn quantiles_interpolate() {
        check(quantile(&[1.0, 2.0, 3.0, 4.0], 0.25), 1.75);
        check(quantile(&[1.0, 2.0, 3.0, 4.0], 1.0), 4.0);
        check(quantile(&[5.0], 0.3), 5.0);
    }

    #[test]
    fn the_robust_centre_is_the_median_of_all_means_of_two() {
        // means of two of 1, 2, 6: 1, 1.5, 3.5, 2, 4, 6
        check(hodges_lehmann(&[6.0, 1.0, 2.0]), f64::midpoint(2.0, 3.5));
        check(hodges_lehmann(&[-5.0]), -5.0);
        check(hodges_lehmann(&[1.0, 2.0]), 1.5);
        let values: Vec<f64> = (0..41)
            .map(|i| f64::from((i * 17) % 41 - 20) * 0.37)
            .collect();
        let mut means = Vec::new();
        for (place, a) in values.iter().enumerate() {
            means.extend(values[place..].iter().map(|b| f64::midpoint(*a, *b)));
        }
        check(hodges_lehmann(&values), quantile(&sorted(&means), 0.5));
    }
}
