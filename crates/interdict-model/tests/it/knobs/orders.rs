//! Rows of bombers with orders, and of what their forces tolerate: on a theatre of their own, where many fall.

use interdict_model::Series;

use super::{Row, changes, down, up};
use crate::theatres::scenario;

/// Books and answers move what is attacked.
const fn attacked(path: &'static str, turned: (f64, f64)) -> Row {
    changes(path, turned, Series::DamagePlaces)
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    up("bombers.serviceability", (0.2, 1.0), Series::BombersReady),
    up("bombers.aborts", (0.0, 0.5), Series::BombersTurnedBack),
    down("bombers.replacement_days", (1.0, 300.0), Series::BombersReady),
    attacked("tolerance.prior_losses", (0.0, 0.5)),
    attacked("tolerance.prior_sorties", (1.0, 1000.0)),
    attacked("tolerance.kept", (0.0, 0.9)),
    attacked("tolerance.result_weight", (0.0, 20.0)),
    down("tolerance.tolerated", (0.001, 0.3), Series::TolerancePassed),
    down("tolerance.intolerable", (0.02, 0.9), Series::TolerancePassed),
    down("tolerance.alarm", (0.5, 100.0), Series::TolerancePassed),
    attacked("tolerance.review_days", (0.0, 30.0)),
    attacked("tolerance.climb_m", (0.0, 3000.0)),
];

#[test]
fn orders_do_what_their_knobs_say() {
    let bombers = scenario(include_str!("bombers.ron"));
    super::turn_on(ROWS, &bombers, &bombers);
}
