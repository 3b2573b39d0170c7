//! Rows of cities.

use interdict_model::Series;

use super::{Row, down, up};

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    up("cities.readiness", (0.1, 0.9), Series::CityCover),
    up("cities.teaching_share", (0.0, 1.0), Series::CityCover),
    up("cities.warning", (0.1, 0.9), Series::CityCover),
    down("cities.stopped", (0.1, 0.9), Series::CityLeak),
    down("cities.guns", (0.1, 0.9), Series::CityLeak),
    up("cities.kept", (0.1, 0.9), Series::CityRaids),
];

#[test]
fn cities_do_what_their_knobs_say() {
    super::turn(ROWS);
}
