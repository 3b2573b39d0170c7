//! Beyond how many deviations knobs are ruled out, and what is as rare for several figures at once.

use interdict_engine::math;

use crate::student::normal_error;

/// What is beyond it is ruled out.
pub const CUT: f64 = 3.0;

/// What a sum of so many squared normal deviates exceeds as rarely as one exceeds 9.
pub(super) fn rare(freedom: usize) -> f64 {
    let wanted = exceeded(1, CUT * CUT);
    let (mut low, mut high) = (0.0, CUT * CUT * freedom.max(1) as f64);
    // the halving ends when the bracket is two neighbouring floats
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if exceeded(freedom, middle) > wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// Chance that a sum of so many squared normal deviates exceeds `x`, from its finite series (Abramowitz and
/// Stegun, 26.4.4 and 26.4.5).
fn exceeded(freedom: usize, x: f64) -> f64 {
    let tail = math::exp(-x / 2.0);
    let (mut sum, mut term, mut n) = if freedom % 2 == 1 {
        let first = (x * core::f64::consts::FRAC_2_PI).sqrt() * tail;
        (normal_error(x.sqrt()), first, 1)
    } else {
        (tail, x / 2.0 * tail, 2)
    };
    while n + 2 <= freedom {
        sum += term;
        n += 2;
        term *= x / n as f64;
    }
    sum
}
