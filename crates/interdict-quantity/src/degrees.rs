//! Longitudes: the globe is round, and 180 degrees east is 180 degrees west.

/// A longitude by the turn of the globe that lies nearest to another one: from 180 to either side of it, so that
/// differences of longitudes are the shorter way round. Places of one theatre lie on one side, wherever the theatre is.
pub fn beside(other: f64, lon: f64) -> f64 {
    let east = lon - other;
    if east > 180.0 {
        lon - 360.0
    } else if east < -180.0 {
        lon + 360.0
    } else {
        lon
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn differences_are_the_shorter_way_round() {
        for (other, lon, found) in [
            (125.0, 126.5, 126.5),
            (179.5, -179.5, 180.5),
            (-179.5, 179.5, -180.5),
            (180.5, -179.0, 181.0),
            (0.0, 180.0, 180.0),
        ] {
            assert!((beside(other, lon) - found).abs() < 1e-12, "{other} {lon}");
        }
    }
}
