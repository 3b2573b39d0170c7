//! Laws by inversion: a number of a law from one uniform number, monotone in it and in its parameters.
//!
//! No rejection, no ziggurat: those use a varying number of draws and would break the coupling of two
//! arms of a comparison.

use crate::math;

/// True with probability `p`.
#[inline]
pub fn bernoulli(u: f64, p: f64) -> bool {
    u < p
}

/// Exponential with `rate` per unit; infinite where the rate is zero.
#[inline]
pub fn exponential(u: f64, rate: f64) -> f64 {
    if rate > 0.0 {
        -math::ln(u) / rate
    } else {
        f64::INFINITY
    }
}

/// Standard normal.
#[inline]
pub fn normal(u: f64) -> f64 {
    math::normal_quantile(u)
}

/// Log-normal of a median and a standard deviation of the logarithm.
#[inline]
pub fn log_normal(u: f64, median: f64, log_sd: f64) -> f64 {
    median * math::exp(log_sd * math::normal_quantile(u))
}

/// Standard Gumbel, for choices: the largest score plus noise wins.
#[inline]
pub fn gumbel(u: f64) -> f64 {
    -math::ln(-math::ln(u))
}

/// Poisson of a mean below 30, by inversion. A larger mean is split by the caller into keyed parts.
pub fn poisson(u: f64, mean: f64) -> u32 {
    debug_assert!(
        (0.0..=30.0).contains(&mean),
        "split a large mean into parts"
    );
    let mut term = math::exp(-mean);
    let mut sum = term;
    let mut count = 0;
    while u > sum && count < 200 {
        count += 1;
        term *= mean / f64::from(count);
        sum += term;
    }
    count
}

/// Binomial of `n` trials with probability `p`, by inversion.
pub fn binomial(u: f64, n: u32, p: f64) -> u32 {
    if p <= 0.0 || n == 0 {
        return 0;
    }
    if p >= 1.0 {
        return n;
    }
    if p > 0.5 {
        return n - binomial(1.0 - u, n, 1.0 - p);
    }
    let odds = p / (1.0 - p);
    let mut term = power(1.0 - p, n);
    if term < 1e-290 {
        return binomial_by_halves(u, n, p);
    }
    let mut sum = term;
    let mut count = 0;
    while u > sum && count < n {
        count += 1;
        term *= f64::from(n - count + 1) / f64::from(count) * odds;
        sum += term;
    }
    count
}

/// A binomial with so many trials that the first term underflows: by the normal law, rounded. Such
/// numbers are thousands, and one more or less is beyond what anything in a scenario is known to.
fn binomial_by_halves(u: f64, n: u32, p: f64) -> u32 {
    let mean = f64::from(n) * p;
    let value = mean + math::sqrt(mean * (1.0 - p)) * math::normal_quantile(u);
    value.round().clamp(0.0, f64::from(n)) as u32
}

/// A number to a whole power, by repeated squaring.
pub fn power(base: f64, exponent: u32) -> f64 {
    let (mut result, mut square, mut left) = (1.0, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result *= square;
        }
        square *= square;
        left >>= 1;
    }
    result
}

/// Rounds `x` down or up so that the mean is `x`: the fraction is the chance of rounding up.
#[inline]
pub fn round_by_chance(u: f64, x: f64) -> i64 {
    let whole = x.floor();
    whole as i64 + i64::from(u < x - whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> impl Iterator<Item = f64> {
        (0..100_000).map(|cell| (f64::from(cell) + 0.5) / 100_000.0)
    }

    fn mean_and_variance(values: impl Iterator<Item = f64>) -> (f64, f64) {
        let values: Vec<f64> = values.collect();
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        (
            mean,
            values
                .iter()
                .map(|value| (value - mean) * (value - mean))
                .sum::<f64>()
                / count,
        )
    }

    #[test]
    fn inverted_laws_have_their_moments() {
        let close = |(mean, variance): (f64, f64), m: f64, v: f64| {
            assert!((mean - m).abs() < 2e-3 * m.max(1.0), "mean {mean} for {m}");
            assert!(
                (variance - v).abs() < 1e-2 * v.max(1.0),
                "variance {variance} for {v}"
            );
        };
        close(
            mean_and_variance(grid().map(|u| exponential(u, 2.0))),
            0.5,
            0.25,
        );
        close(mean_and_variance(grid().map(normal)), 0.0, 1.0);
        close(
            mean_and_variance(grid().map(|u| f64::from(poisson(u, 4.5)))),
            4.5,
            4.5,
        );
        close(
            mean_and_variance(grid().map(|u| f64::from(binomial(u, 40, 0.1)))),
            4.0,
            3.6,
        );
        close(
            mean_and_variance(grid().map(|u| f64::from(binomial(u, 40, 0.9)))),
            36.0,
            3.6,
        );
        close(
            mean_and_variance(grid().map(|u| f64::from(binomial(u, 9_000, 0.2)))),
            1_800.0,
            1_440.0,
        );
        close(mean_and_variance(grid().map(gumbel)), 0.577_2, 1.644_9);
        close(
            mean_and_variance(grid().map(|u| round_by_chance(u, 2.3) as f64)),
            2.3,
            0.21,
        );
    }

    #[test]
    fn more_never_gives_less() {
        for u in [0.001, 0.2, 0.5, 0.77, 0.999] {
            for step in 1..60 {
                let (p, q) = (f64::from(step) / 64.0, f64::from(step + 1) / 64.0);
                assert!(binomial(u, 30, p) <= binomial(u, 30, q));
                assert!(poisson(u, 4.0 * p) <= poisson(u, 4.0 * q));
                assert!(log_normal(u, p, 0.5) <= log_normal(u, q, 0.5));
            }
        }
    }
}
