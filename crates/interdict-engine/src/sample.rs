//! Laws by inversion: a number of a law from one uniform number, monotone in it and in its parameters.
//!
//! No rejection, no ziggurat: those use a varying number of draws and would break the coupling of two
//! arms of a comparison. With inversion two arms that differ a little in a probability get numbers that
//! differ in the same direction, or not at all.
//!
//! `u` is a number of [`crate::chance`]: in the open interval (0, 1), so every result is finite.

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

/// Weibull of a scale and a shape; a shape of 1 is exponential. Falls as `u` rises, as there.
#[inline]
pub fn weibull(u: f64, scale: f64, shape: f64) -> f64 {
    scale * math::exp(math::ln(-math::ln(u)) / shape)
}

/// Standard Gumbel, for choices: the largest score plus noise wins.
#[inline]
pub fn gumbel(u: f64) -> f64 {
    -math::ln(-math::ln(u))
}

/// Poisson of a mean up to 30, by inversion. A larger mean is split by the caller into keyed parts.
#[inline]
pub fn poisson(u: f64, mean: f64) -> u32 {
    assert!(
        (0.0..=30.0).contains(&mean),
        "a mean of {mean} is to be split into parts"
    );
    let mut term = math::exp(-mean);
    let mut sum = term;
    let mut count = 0;
    while u > sum {
        count += 1;
        term *= mean / f64::from(count);
        if sum + term <= sum {
            break; // as far up as the sum can tell: `u` lies within its rounding of 1
        }
        sum += term;
    }
    count
}

/// Binomial of `n` trials with probability `p`, by inversion; of very many, by the normal law.
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
        return of_very_many(u, n, p);
    }
    let mut sum = term;
    let mut count = 0;
    while u > sum && count < n {
        count += 1;
        term *= f64::from(n - count + 1) / f64::from(count) * odds;
        if sum + term <= sum {
            break; // as in `poisson`
        }
        sum += term;
    }
    count
}

/// A binomial whose first term underflows: its mean is above 460. The normal law, bent by its
/// skewness (first term of Cornish and Fisher) and rounded, is then right to a fraction of one.
fn of_very_many(u: f64, n: u32, p: f64) -> u32 {
    let mean = f64::from(n) * p;
    let z = math::normal_quantile(u);
    let skew = (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0;
    let value = mean + math::sqrt(mean * (1.0 - p)) * z + skew;
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
        close(
            mean_and_variance(grid().map(|u| log_normal(u, 2.0, 0.4))),
            2.0 * math::exp(0.08),
            4.0 * math::exp(0.16) * math::exp_m1(0.16),
        );
        close(
            mean_and_variance(grid().map(|u| weibull(u, 3.0, 2.0))),
            2.658_68,
            1.931_42,
        );
        close(
            mean_and_variance(grid().map(|u| f64::from(u8::from(bernoulli(u, 0.3))))),
            0.3,
            0.21,
        );
        close(mean_and_variance(grid().map(gumbel)), 0.577_2, 1.644_9);
        close(
            mean_and_variance(grid().map(|u| round_by_chance(u, 2.3) as f64)),
            2.3,
            0.21,
        );
    }

    #[test]
    fn continuous_laws_undo_their_distribution_functions() {
        for u in grid().step_by(97) {
            let pairs = [
                (math::exp(-2.0 * exponential(u, 2.0)), u),
                (math::normal_cdf(normal(u)), u),
                (
                    math::normal_cdf(math::ln(log_normal(u, 2.0, 0.4) / 2.0) / 0.4),
                    u,
                ),
                (math::exp(-math::exp(-gumbel(u))), u),
                (math::exp(-power(weibull(u, 3.0, 2.0) / 3.0, 2)), u),
            ];
            for (law, (there_and_back, u)) in pairs.into_iter().enumerate() {
                assert!((there_and_back - u).abs() < 1e-14, "law {law}, {u}");
            }
        }
    }

    /// For each `u`, the sum of the first terms reaches `u` at the number drawn and not before.
    fn check_counts(draw: impl Fn(f64) -> u32, term: impl Fn(u32) -> f64) {
        let sums: Vec<f64> = (0..200)
            .scan(0.0, |sum, count| {
                *sum += term(count);
                Some(*sum)
            })
            .collect();
        for u in grid().step_by(7) {
            let count = draw(u) as usize;
            assert!(u <= sums[count] + 1e-12, "{u} gives {count}");
            assert!(
                count == 0 || u > sums[count - 1] - 1e-12,
                "{u} gives {count}"
            );
        }
    }

    fn ln_factorial(n: u32) -> f64 {
        libm::lgamma(f64::from(n) + 1.0)
    }

    #[test]
    fn counts_undo_their_distribution_functions() {
        for mean in [0.05, 1.0, 7.5, 30.0] {
            check_counts(
                |u| poisson(u, mean),
                |count| math::exp(f64::from(count) * math::ln(mean) - mean - ln_factorial(count)),
            );
        }
        for (n, p) in [(1, 0.3), (12, 0.04), (40, 0.5), (40, 0.9), (150, 0.35)] {
            check_counts(
                |u| binomial(u, n, p),
                |count| {
                    if count > n {
                        return 0.0;
                    }
                    let ways = ln_factorial(n) - ln_factorial(count) - ln_factorial(n - count);
                    math::exp(ways) * power(p, count) * power(1.0 - p, n - count)
                },
            );
        }
    }

    #[test]
    fn very_many_trials_are_right_to_one() {
        // Just where the first term does not underflow yet, both ways can be asked.
        for (n, p) in [(6_600, 0.095), (930, 0.5), (60_000, 0.01)] {
            for u in grid().step_by(501) {
                let (exact, near) = (binomial(u, n, p), of_very_many(u, n, p));
                assert!(exact.abs_diff(near) <= 1, "{n} {p} {u}: {exact} {near}");
            }
        }
    }

    #[test]
    fn the_ends_of_the_interval_give_finite_numbers() {
        let ends = [0.5 / (1_u64 << 52) as f64, 1.0 - 0.5 / (1_u64 << 52) as f64];
        for u in ends {
            for value in [
                exponential(u, 1.0),
                normal(u),
                log_normal(u, 1.0, 1.0),
                weibull(u, 1.0, 1.0),
                gumbel(u),
            ] {
                assert!(value.is_finite(), "{u}");
            }
            assert!(poisson(u, 0.5) < 20 && poisson(u, 30.0) < 100 && poisson(u, 0.0) == 0);
            assert!(binomial(u, 10, 0.2) <= 10 && binomial(u, 100_000, 0.4) <= 100_000);
        }
        assert!(exponential(0.5, 0.0).is_infinite());
    }

    /// The largest number is where a term is lost in the rounding of the sum, not the number of trials.
    #[test]
    fn a_binomial_number_hard_by_one_stays_in_the_tail() {
        // Exact quantiles, by sums in sixty digits: 414 of 1,000 at 1 - 1e-14, 848 of 100,000 at 1 - 1e-12.
        // The sum itself is right to some 1e-12 only, so the tail may end a little further out.
        let hard_by = |below: f64| 1.0 - below;
        for (u, n, p, exact) in [
            (hard_by(1e-14), 1_000, 0.3, 414),
            (hard_by(1e-12), 100_000, 0.0066, 848),
        ] {
            let drawn = binomial(u, n, p);
            assert!((exact..exact + 40).contains(&drawn), "{drawn} of {n}");
        }
        let last = 1.0 - 0.5 / (1_u64 << 52) as f64;
        assert!(binomial(last, 1_000, 0.3) < 450 && binomial(1.0 - last, 1_000, 0.7) > 550);
    }

    #[test]
    fn values_are_frozen() {
        let [low, high] = [0.137, 0.871];
        let bits: Vec<String> = [low, high]
            .into_iter()
            .flat_map(|u| {
                [
                    exponential(u, 2.0),
                    normal(u),
                    log_normal(u, 3.0, 0.5),
                    weibull(u, 3.0, 1.7),
                    gumbel(u),
                ]
            })
            .map(|value| format!("{:016x}", value.to_bits()))
            .collect();
        insta::assert_snapshot!(bits.join(" "), @"3fefcdec7ae9fc0d bff1809a82a9cdce 3ffbc7398f9e755e 4011f9d6596e42d7 bfe5fc08224db441 3fb1adb259e5094d 3ff2191cb7298d1a 40152014aa6f3c09 3fedf5817be84717 3fffacc5e1548817");
        let counts = [low, high].map(|u| {
            [
                u32::from(bernoulli(u, 0.2)),
                poisson(u, 0.9),
                poisson(u, 25.0),
                binomial(u, 32, 0.04),
                binomial(u, 200, 0.7),
                binomial(u, 90_000, 0.3),
                round_by_chance(u, 4.5) as u32,
            ]
        });
        insta::assert_snapshot!(format!("{counts:?}"), @"[[1, 0, 20, 0, 133, 26850, 5], [0, 2, 31, 3, 147, 27156, 4]]");
    }

    #[test]
    fn more_never_gives_less() {
        for u in [0.001, 0.2, 0.5, 0.77, 0.999] {
            for step in 1..60 {
                let (p, q) = (f64::from(step) / 64.0, f64::from(step + 1) / 64.0);
                assert!(binomial(u, 30, p) <= binomial(u, 30, q));
                assert!(poisson(u, 4.0 * p) <= poisson(u, 4.0 * q));
                assert!(log_normal(u, p, 0.5) <= log_normal(u, q, 0.5));
                assert!(binomial(u, step as u32, p) <= binomial(u, step as u32 + 1, p));
                assert!(!bernoulli(u, p) || bernoulli(u, q));
            }
        }
    }
}
