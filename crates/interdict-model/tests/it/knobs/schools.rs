//! Rows of schools and of units that are formed.

use interdict_model::Series;

use super::{Row, changes, down, up};

/// Aircraft are lost often enough to see who dies.
const DEADLY: &[(&str, f64)] = &[
    ("schools.piston_losses", 1_000.0),
    ("schools.jet_losses", 1_000.0),
];

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    up("schools.student_h", (0.1, 3.0), Series::SchoolMinutes),
    up("schools.instructor_h", (0.1, 6.0), Series::SchoolMinutes),
    up("schools.trainer_h", (0.1, 6.0), Series::SchoolMinutes),
    up("schools.battalion_h", (1.0, 200.0), Series::SchoolMinutes),
    up("schools.field_h", (1.0, 200.0), Series::SchoolMinutes),
    down("schools.full_day_h", (6.0, 24.0), Series::SchoolMinutes),
    up("schools.marginal", (0.0, 1.0), Series::SchoolMinutes),
    up("schools.piston_serviceability", (0.05, 1.0), Series::SchoolMinutes),
    up("schools.jet_serviceability", (0.05, 1.0), Series::UnitMinutes),
    down("schools.course_h", (2.0, 60.0), Series::Graduates),
    up("schools.wash_out", (0.0, 1.0), Series::WashedOut),
    down("schools.unit_h", (0.5, 60.0), Series::UnitsReady),
    up("schools.piston_losses", (0.0, 1_000.0), Series::SchoolAircraftLost),
    up("schools.jet_losses", (0.0, 1_000.0), Series::SchoolAircraftLost),
    up("schools.killed", (0.0, 1.0), Series::AirmenKilled).with(DEADLY),
    up("schools.without_detachments", (0.0, 1.0), Series::UnitMinutes),
    up("schools.without_advisers", (0.0, 1.0), Series::UnitMinutes),
    down("schools.manning", (0.1, 1.0), Series::UnitsFormed),
    down("schools.transfer_days", (0.0, 400.0), Series::RequestsArrived),
    changes("schools.transfer_log_sd", (0.0, 2.0), Series::DivisionsTeaching),
    down("schools.answer_delay_days", (0.0, 100.0), Series::RequestsArrived),
];

#[test]
fn schools_do_what_their_knobs_say() {
    super::turn(ROWS);
}
