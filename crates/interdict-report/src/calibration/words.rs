//! How deviations and small shares are written.

use crate::figures::grouped;

/// A number of deviations.
pub(super) fn deviations(value: f64) -> String {
    match value {
        value if !value.is_finite() => "not told".to_owned(),
        value if value >= 100.0 => grouped(value, 0),
        value => format!("{value:.1}"),
    }
}

/// A share in per cent, small ones too.
pub(super) fn share(value: f64) -> String {
    let percent = 100.0 * value;
    if percent <= 0.0 {
        "0 %".to_owned()
    } else if percent < 0.01 {
        "less than 0.01 %".to_owned()
    } else if percent < 1.0 {
        format!("{percent:.2} %")
    } else {
        format!("{percent:.1} %")
    }
}
