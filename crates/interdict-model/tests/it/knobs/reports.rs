//! Rows of what each side knows.

use interdict_model::Series;

use super::{Row, changes, up};

/// Reports are not perfect, and attackers go by them.
const TOLD: &[(&str, f64)] = &[
    ("reports.perfect", 0.0),
    ("reports.track_cuts_per_day", 0.5),
    ("reports.track_mends_per_day", 0.5),
    ("targeting.closed_weight", 6.0),
];
const PERFECT: &[(&str, f64)] = &[("reports.perfect", 1.0)];

/// What is attacked changes; with perfect reports nothing does.
const fn attacked(path: &'static str, turned: (f64, f64)) -> Row {
    changes(path, turned, Series::TrackCuts)
        .with(TOLD)
        .off_by(PERFECT)
}

/// What trains bring changes.
const fn brought(path: &'static str, turned: (f64, f64)) -> Row {
    changes(path, turned, Series::Delivered)
        .with(TOLD)
        .off_by(PERFECT)
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    changes("reports.perfect", (0.0, 1.0), Series::TrackCuts),
    up("reports.books", (0.0, 1.0), Series::SortiesOnShut),
    up("reports.cuts_claimed", (1.0, 3.0), Series::CutsClaimed).with(&[("reports.books", 1.0)]).off_by(&[("reports.books", 0.0)]),
    attacked("reports.pilots_miss", (0.0, 0.9)),
    attacked("reports.pilots_false", (0.0, 0.9)),
    attacked("reports.pilots_delay_h", (0.0, 48.0)),
    attacked("reports.patrols_miss", (0.0, 0.9)),
    attacked("reports.photo_sorties", (0.0, 60.0)),
    attacked("reports.photo_share", (0.0, 1.0)),
    attacked("reports.photo_targets", (0.0, 10.0)),
    attacked("reports.photo_hour", (7.0, 16.0)),
    attacked("reports.photo_seen", (0.0, 1.0)),
    attacked("reports.photo_false", (0.0, 0.5)),
    attacked("reports.photo_delay_h", (0.0, 72.0)),
    attacked("reports.agents_seen", (0.0, 1.0)),
    attacked("reports.agents_delay_d", (0.0, 10.0)),
    attacked("reports.decoy_seen", (0.0, 1.0)),
    attacked("reports.track_cuts_per_day", (0.0, 20.0)),
    attacked("reports.track_mends_per_day", (0.1, 20.0)),
    attacked("reports.bridge_cuts_per_day", (0.0, 5.0)),
    attacked("reports.bridge_mends_per_day", (0.01, 5.0)),
    brought("reports.stations_miss", (0.0, 1.0)),
    brought("reports.stations_delay_min", (0.0, 1440.0)),
    brought("reports.stations_night_delay_min", (0.0, 1440.0)),
    brought("reports.stations_again_h", (0.0, 48.0)),
];

#[test]
fn reports_do_what_their_knobs_say() {
    super::turn(ROWS);
}
