//! Rows of airfields.

use interdict_model::Series;

use super::{Row, changes, down, up};

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    up("field.works", (0.0, 1.0), Series::FieldCraters),
    down("field.strip_m", (700.0, 1400.0), Series::FieldUsableSeconds),
    down("field.lane_m", (10.0, 60.0), Series::FieldUsableSeconds),
    down("field.crater_reach_m", (1.0, 50.0), Series::FieldUsableSeconds),
    down("field.crater_man_h", (10.0, 5000.0), Series::FieldUsableSeconds).off_by(OFF),
    up("field.crater_men", (1.0, 1000.0), Series::FieldUsableSeconds),
    up("field.worth_t_per_day", (0.0, 10_000.0), Series::FieldGangMinutes).off_by(OFF),
    down("field.build_man_h", (1000.0, 1e7), Series::FieldStages).off_by(OFF),
    up("field.build_men", (100.0, 20_000.0), Series::FieldStages).with(&[("field.build_man_h", 200_000.0)]),
    changes("field.earth_share", (0.1, 0.9), Series::FieldGangMinutes).with(MUCH),
    changes("field.base_share", (0.1, 0.9), Series::FieldUsableSeconds).with(MUCH),
    changes("field.surface_share", (0.1, 0.9), Series::FieldUsableSeconds).with(MUCH),
    down("field.earth_days", (1.0, 12.0), Series::FieldUsableSeconds),
    down("field.base_days", (1.0, 12.0), Series::FieldUsableSeconds),
    down("field.surface_days", (1.0, 12.0), Series::FieldUsableSeconds),
    down("field.shelters_days", (1.0, 100.0), Series::FieldStages),
    down("field.setback_h", (0.0, 48.0), Series::FieldUsableSeconds),
    up("field.lethal_open_m2", (0.0, 10_000.0), Series::ParkedLost),
    up("field.lethal_shelter_m2", (0.0, 10_000.0), Series::ParkedLost),
    down("field.dispersal_km2", (0.5, 20.0), Series::ParkedLost).off_by(OFF),
    up("field.fuel_t_per_sortie", (0.2, 10.0), Series::FieldFuelDrawn),
    up("field.fuel_days", (1.0, 30.0), Series::FieldFuel).with(&[("field.fuel_t_per_sortie", 1.2)]),
];

const OFF: &[(&str, f64)] = &[("field.works", 0.0)];

/// So much work that men bind, and not the least times.
const MUCH: &[(&str, f64)] = &[("field.build_man_h", 600_000.0), ("field.setback_h", 0.0)];

#[test]
fn airfields_do_what_their_knobs_say() {
    super::turn(ROWS);
}
