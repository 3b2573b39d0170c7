//! Student's law for whole degrees of freedom, from its finite series: no special functions are needed,
//! and the figures are the same on every machine.
//!
//! Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.

use interdict_engine::math;

/// Chance that |T| stays below `t` with this many degrees of freedom.
pub fn within(t: f64, freedom: u32) -> f64 {
    let n = f64::from(freedom);
    let sine = t.abs() / (n + t * t).sqrt();
    let cosine_square = n / (n + t * t);
    let angle = math::atan2(t.abs(), n.sqrt());
    let is_odd = freedom % 2 == 1;
    let mut term = if is_odd { cosine_square.sqrt() } else { 1.0 };
    let mut sum = 0.0;
    // the k-th term has the power k of the cosine
    let mut power = u32::from(is_odd);
    while power + 2 <= freedom {
        sum += term;
        term *= cosine_square * f64::from(power + 1) / f64::from(power + 2);
        power += 2;
    }
    if is_odd {
        (angle + sine * sum) * core::f64::consts::FRAC_2_PI
    } else {
        sine * sum
    }
}

/// The `t` that |T| exceeds with chance `error`: the critical value of a two-sided interval. Infinite
/// for no degrees of freedom or no error at all.
pub fn critical(error: f64, freedom: u32) -> f64 {
    if freedom == 0 || error <= 0.0 {
        return f64::INFINITY;
    }
    let wanted = 1.0 - error;
    let mut high = 2.0;
    while within(high, freedom) < wanted {
        high *= 2.0;
        if high > 1e12 {
            return f64::INFINITY;
        }
    }
    let mut low = 0.0;
    // the halving ends when the bracket is two neighbouring floats
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if within(middle, freedom) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// The same for the normal law.
pub fn normal_critical(error: f64) -> f64 {
    -math::normal_quantile(error / 2.0)
}

/// Chance that |Z| exceeds `z` under the normal law.
pub fn normal_error(z: f64) -> f64 {
    2.0 * math::normal_cdf(-z.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn critical_values_are_those_of_printed_tables() {
        for (error, freedom, printed) in [
            (0.05, 1, 12.706),
            (0.05, 2, 4.303),
            (0.05, 3, 3.182),
            (0.05, 9, 2.262),
            (0.01, 10, 3.169),
            (0.05, 30, 2.042),
            (0.10, 60, 1.671),
            (0.05, 120, 1.980),
            (0.001, 5, 6.869),
        ] {
            let found = critical(error, freedom);
            assert!(
                (found - printed).abs() <= 0.000_5,
                "{error} {freedom}: {found}"
            );
        }
    }

    #[test]
    fn one_and_two_degrees_have_closed_forms() {
        // Cauchy: 2 atan(t) / pi; two degrees: t / sqrt(2 + t^2)
        assert!((within(1.0, 1) - 0.5).abs() < 1e-15);
        assert!((within(3.0, 2) - 3.0 / 11.0_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn many_degrees_are_the_normal_law() {
        let far = critical(0.05, 200_000) - normal_critical(0.05);
        assert!(far.abs() < 2e-5, "{far}");
        assert!((normal_error(normal_critical(0.05)) - 0.05).abs() < 1e-12);
        assert!(critical(0.05, 0).is_infinite());
    }
}
