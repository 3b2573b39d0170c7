//! How far from zero a look may stop: critical values of looks whose errors add up to what is allowed.
//!
//! Under no effect the running sum is a Brownian motion observed at the fractions of the plan. What is
//! left inside the limits after each look is carried on as a density on a grid (Armitage, McPherson and
//! Rowe 1969), and each limit is put where the error that is due at its look leaves.

use interdict_engine::math;

/// Error spent by the time a fraction of the plan is done, out of `error` in all: the two-sided
/// function of O'Brien and Fleming's shape.
pub fn spent(fraction: f64, error: f64) -> f64 {
    if fraction <= 0.0 {
        return 0.0;
    }
    // each side spends half
    let far = -math::normal_quantile(error / 4.0);
    4.0 * math::normal_cdf(-far / math::sqrt(fraction.min(1.0)))
}

/// Less error than this at a look is not worth an interval.
const LEAST: f64 = 1e-9;

/// Points of the grid; odd, for Simpson's rule.
const POINTS: usize = 301;

/// The density of the sum inside the limits of the looks so far.
struct Inside {
    /// Limit of the grid to either side.
    reach: f64,
    /// Density at the points, times Simpson's weight.
    mass: Vec<f64>,
}

fn point(place: usize, reach: f64) -> f64 {
    reach * (2.0 * place as f64 / (POINTS - 1) as f64 - 1.0)
}

impl Inside {
    fn of(reach: f64, density: impl Fn(f64) -> f64) -> Self {
        let step = 2.0 * reach / (POINTS - 1) as f64;
        let weight = |place: usize| match place {
            0 => 1.0,
            last if last == POINTS - 1 => 1.0,
            odd if odd % 2 == 1 => 4.0,
            _ => 2.0,
        };
        let mass = (0..POINTS)
            .map(|place| density(point(place, reach)) * weight(place) * step / 3.0)
            .collect();
        Self { reach, mass }
    }

    /// Chance of being inside so far and beyond `limit` after another step of this deviation.
    fn beyond(&self, limit: f64, deviation: f64) -> f64 {
        let leaves = |at: f64| {
            math::normal_cdf((at - limit) / deviation) + math::normal_cdf((-limit - at) / deviation)
        };
        (self.mass.iter().enumerate())
            .map(|(place, mass)| mass * leaves(point(place, self.reach)))
            .sum()
    }

    /// What is inside `limit` after another step.
    fn step(&self, limit: f64, deviation: f64) -> Self {
        Self::of(limit, |to| {
            (self.mass.iter().enumerate())
                .map(|(place, mass)| {
                    mass * bell((to - point(place, self.reach)) / deviation) / deviation
                })
                .sum()
        })
    }
}

/// Density of the standard normal law.
fn bell(z: f64) -> f64 {
    const HEIGHT: f64 = 0.398_942_280_401_432_7;
    if z.abs() > 9.0 {
        return 0.0;
    }
    HEIGHT * math::exp(-0.5 * z * z)
}

/// Critical values of |Z| at looks at these fractions of a plan, rising to 1, for `error` in all.
/// Infinite where too little error is due to decide anything.
pub fn boundaries(fractions: &[f64], error: f64) -> Vec<f64> {
    let mut limits = Vec::with_capacity(fractions.len());
    let mut inside: Option<Inside> = None;
    let (mut before, mut done) = (0.0, 0.0);
    for (look, &fraction) in fractions.iter().enumerate() {
        let root = math::sqrt(fraction);
        let due = spent(fraction, error) - done;
        let limit = if due < LEAST {
            f64::INFINITY
        } else {
            done += due;
            match &inside {
                None => -math::normal_quantile(due / 2.0) * root,
                Some(inside) => put(inside, due, math::sqrt(fraction - before)),
            }
        };
        limits.push(limit / root);
        if look + 1 < fractions.len() {
            // nothing beyond nine deviations is worth a grid
            let reach = limit.min(9.0 * root);
            inside = Some(match &inside {
                None => Inside::of(reach, |at| bell(at / root) / root),
                Some(inside) => inside.step(reach, math::sqrt(fraction - before)),
            });
        }
        before = fraction;
    }
    limits
}

/// The limit beyond which this error leaves.
fn put(inside: &Inside, due: f64, deviation: f64) -> f64 {
    let (mut low, mut high) = (0.0, inside.reach + 9.0 * deviation);
    // sixty halvings are all that a float has
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if inside.beyond(middle, deviation) > due {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fractions: &[f64], printed: &[f64]) {
        let found = boundaries(fractions, 0.05);
        for (found, printed) in found.iter().zip(printed) {
            assert!((found - printed).abs() < 2e-3, "{found} and {printed}");
        }
        assert_eq!(found.len(), printed.len());
    }

    #[test]
    fn limits_of_equal_looks_are_those_of_printed_tables() {
        check(&[1.0], &[1.95996]);
        check(&[0.5, 1.0], &[2.9626, 1.9686]);
        let fifths = [0.2, 0.4, 0.6, 0.8, 1.0];
        check(&fifths, &[4.8769, 3.3569, 2.6803, 2.2898, 2.0310]);
    }

    #[test]
    fn all_error_is_spent_at_the_end_and_hardly_any_at_the_beginning() {
        assert!((spent(1.0, 0.05) - 0.05).abs() < 1e-12);
        assert!(spent(0.2, 0.05) < 2e-6);
        assert!(spent(0.0, 0.05) <= 0.0);
        assert!(boundaries(&[0.02, 1.0], 0.05)[0].is_infinite());
    }
}
