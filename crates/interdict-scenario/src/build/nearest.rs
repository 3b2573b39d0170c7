//! The nearest of several places.

use interdict_quantity::degrees::beside;

/// Square of the distance between two places, in a measure fit for comparing near ones.
fn apart(first: (f64, f64), second: (f64, f64)) -> f64 {
    let middle = f64::midpoint(first.0, second.0).to_radians();
    let east = (beside(second.1, first.1) - second.1).abs();
    let (north, east) = (first.0 - second.0, east * libm::cos(middle));
    north * north + east * east
}

/// The row whose place is nearest; of equally near ones, the first.
pub(super) fn nearest_place(
    place: (f64, f64),
    places: impl Iterator<Item = (u32, f64, f64)>,
) -> Option<u32> {
    let mut best: Option<(f64, u32)> = None;
    for (row, lat, lon) in places {
        let distance = apart(place, (lat, lon));
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, row));
        }
    }
    best.map(|(_, row)| row)
}
