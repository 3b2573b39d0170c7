//! How many times as long: the ratio of two sets of times, and how sure it is.
//!
//! Times of rounds scatter by factors, not by sums, and now and then one is far too long; so their logarithms
//! are compared, which gives the ratio of the geometric means. The two sets have scatter of their own:
//! Welch's interval (Welch 1947), with his degrees of freedom rounded down to a whole number, which makes it a
//! little wider. It knows only the scatter between the rounds: a machine that was slower all along on one of the
//! two days looks like a program that is.

use interdict::engine::math;
use interdict::experiment::student;
use serde::Serialize;

/// How sure an interval is.
const ERROR: f64 = 0.05;

/// A ratio of times with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Ratio {
    /// Times now to times before; above 1 is slower.
    pub(crate) times: f64,
    /// Lower end.
    pub(crate) low: f64,
    /// Upper end.
    pub(crate) high: f64,
}

impl Ratio {
    /// The ratio of two sets of times, each of at least two, all above zero.
    pub(crate) fn of(now: &[f64], before: &[f64]) -> Self {
        let (now, before) = (Logs::of(now), Logs::of(before));
        let difference = now.mean - before.mean;
        let spread = now.square_error + before.square_error;
        let half = if spread > 0.0 {
            let part = |logs: &Logs| logs.square_error * logs.square_error / logs.freedom;
            let freedom = spread * spread / (part(&now) + part(&before));
            student::critical(ERROR, (freedom as u32).max(1)) * spread.sqrt()
        } else {
            0.0
        };
        Self {
            times: math::exp(difference),
            low: math::exp(difference - half),
            high: math::exp(difference + half),
        }
    }
}

/// The logarithms of some times.
struct Logs {
    mean: f64,
    /// Square of the standard error of the mean.
    square_error: f64,
    freedom: f64,
}

impl Logs {
    fn of(times: &[f64]) -> Self {
        let n = times.len() as f64;
        let logs = || times.iter().map(|&time| math::ln(time));
        let mean = logs().sum::<f64>() / n;
        let squares: f64 = logs().map(|log| (log - mean) * (log - mean)).sum();
        Self {
            mean,
            square_error: squares / (n - 1.0) / n,
            freedom: n - 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict::engine::{Chance, Key, Purpose, When};

    fn is_near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} for {expected}");
    }

    #[test]
    fn the_interval_is_that_of_student_where_both_scatter_alike() {
        // logarithms -1, 0, 1 and 1, 2, 3: difference 2, squared errors 1/3 each, four degrees of freedom
        let times = |logs: [f64; 3]| logs.map(math::exp);
        let found = Ratio::of(&times([1.0, 2.0, 3.0]), &times([-1.0, 0.0, 1.0]));
        let half = 2.776_445_105_197_793 * (2.0_f64 / 3.0).sqrt();
        is_near(math::ln(found.times), 2.0);
        assert!((math::ln(found.low) - (2.0 - half)).abs() < 1e-8);
        assert!((math::ln(found.high) - (2.0 + half)).abs() < 1e-8);
    }

    #[test]
    fn times_that_do_not_scatter_leave_no_doubt() {
        let found = Ratio::of(&[0.3, 0.3], &[0.2, 0.2, 0.2]);
        is_near(found.times, 1.5);
        is_near(found.high - found.low, 0.0);
    }

    #[test]
    fn the_interval_holds_the_truth_as_often_as_it_says() {
        // five rounds against eight of four times the scatter; the truth is a factor of 1.2
        let chance = Chance::new(5, 0, 1);
        let studies = 4_000_u32;
        let held = (0..studies).filter(|&study| {
            let u: [f64; 13] = chance.draw(Purpose(1), Key(u64::from(study)), When::on(0));
            let time = |u: f64, spread: f64| math::exp(spread * math::normal_quantile(u));
            let now: Vec<f64> = u[..5].iter().map(|&u| 1.2 * time(u, 0.02)).collect();
            let before: Vec<f64> = u[5..].iter().map(|&u| time(u, 0.08)).collect();
            let found = Ratio::of(&now, &before);
            found.low < 1.2 && 1.2 < found.high
        });
        let share = held.count() as f64 / f64::from(studies);
        // 0.95 to three standard errors, and a little more for the whole degrees of freedom
        assert!((0.94..0.97).contains(&share), "{share}");
    }
}
