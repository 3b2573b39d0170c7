//! How the pages of a comparison are set: their width, paragraphs, signs.

use std::fmt::Write as _;

use crate::figures::grouped;
use crate::summary::wrapped;

/// Columns of the page.
pub(super) const WIDTH: usize = 102;

/// Puts a paragraph on a page.
pub(super) fn paragraph(text: &str, page: &mut String) {
    for line in wrapped(text, WIDTH) {
        let _ = writeln!(page, "{line}");
    }
}

/// A number with its sign; zero has none.
pub(super) fn signed(value: f64, places: usize) -> String {
    let text = grouped(value, places);
    if value > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}
