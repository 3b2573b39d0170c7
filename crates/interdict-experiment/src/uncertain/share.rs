//! Between which values a share lies of which so many of so many are known, exactly (Clopper and Pearson,
//! Biometrika 26, 1934).

use interdict_engine::math;

use crate::paired::{ERROR, Interval};

/// Halvings of the interval that holds an end.
const HALVINGS: u32 = 60;

/// The 95 % interval of a share.
pub(super) fn share_between(count: usize, of: usize) -> Interval {
    if of == 0 {
        return Interval {
            low: 0.0,
            high: 1.0,
        };
    }
    let low = if count == 0 {
        0.0
    } else {
        ended(|share| 1.0 - at_most(count - 1, of, share) < ERROR / 2.0)
    };
    let high = if count >= of {
        1.0
    } else {
        ended(|share| at_most(count, of, share) > ERROR / 2.0)
    };
    Interval { low, high }
}

/// The share from which on `is_below` does not hold any more.
fn ended(is_below: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if is_below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// Chance that at most `count` of `of` come, each with this chance.
pub(super) fn at_most(count: usize, of: usize, share: f64) -> f64 {
    if share <= 0.0 || count >= of {
        return 1.0;
    }
    if share >= 1.0 {
        return 0.0;
    }
    let (yes, no) = (math::ln(share), math::ln_1p(-share));
    let (mut ways, mut sum) = (0.0, 0.0);
    for k in 0..=count {
        if k > 0 {
            ways += math::ln((of - k + 1) as f64 / k as f64);
        }
        sum += math::exp(ways + k as f64 * yes + (of - k) as f64 * no);
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_lie_between_what_tables_print() {
        // one of 64: 0.04 to 8.40 %; none of 64: up to 1 - 0.025^(1/64); five of ten: 18.71 to 81.29 %
        for (count, of, low, high) in [
            (1, 64, 0.000_396, 0.083_99),
            (0, 64, 0.0, 0.056_01),
            (64, 64, 0.943_99, 1.0),
            (5, 10, 0.187_09, 0.812_91),
        ] {
            let found = share_between(count, of);
            assert!((found.low - low).abs() < 1e-4, "{count} of {of}: {found:?}");
            assert!(
                (found.high - high).abs() < 1e-4,
                "{count} of {of}: {found:?}"
            );
        }
        assert!(share_between(0, 0).holds(0.5));
    }
}
