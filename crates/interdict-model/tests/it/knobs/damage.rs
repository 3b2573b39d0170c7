//! Rows of repair, bridges and mended track.

use interdict_model::Series;

use super::{Row, changes, closes, down, opens, up};

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    closes("repair.crater_gang_h", (0.25, 100.0)).calm(),
    up("repair.work_log_sd", (0.0, 2.0), Series::CutsOpen).calm(),
    up("repair.churn", (0.0, 1.0), Series::GangHoursWorked).calm(),
    up("repair.churn_days", (1.0, 365.0), Series::GangHoursWorked).calm(),
    up("repair.churn_cap", (1.0, 20.0), Series::GangHoursWorked).calm(),
    closes("repair.minor_bridge_gang_h", (0.5, 500.0)).calm(),
    opens("repair.minor_bridge_gangs", (1.0, 20.0)).calm(),
    changes("repair.crater_gangs", (1.0, 6.0), Series::GangHoursWorked).calm(),
    closes("repair.response_h", (0.0, 48.0)).calm(),
    up("repair.far_response_h", (0.0, 96.0), Series::CutsOpen).calm(),
    changes("repair.near_km", (0.0, 200.0), Series::CutsOpen).with(&[("repair.far_response_h", 40.0)]),
    closes("repair.response_log_sd", (0.0, 2.0)).calm(),
    opens("repair.night_efficiency", (0.05, 1.0)).calm(),
    opens("repair.day_efficiency", (0.0, 1.0)).calm(),
    up("repair.crater_material_kg", (0.0, 100_000.0), Series::DepotStock).calm(),
    opens("repair.reach_km", (1.0, 1000.0)).calm(),
    down("repair.improvised_efficiency", (0.05, 1.0), Series::CutsOpen).calm(),
    opens("repair.gangs_at_work", (0.05, 1.0)).calm(),
    up("repair.prepared_share", (0.0, 0.95), Series::PanelsLaid),
    down("repair.dump_gangs", (1.0, 20.0), Series::CutsOpen).calm().with(&[("repair.panels_per_base", 0.0), ("repair.prepared_share", 0.9)]),
    opens("repair.dump_efficiency", (0.05, 1.0)).calm(),
    up("repair.panels_per_base", (0.0, 100.0), Series::PanelsLaid),
    opens("repair.gang_exponent", (0.3, 1.0)).calm(),
    changes("repair.crater_field_m", (0.0, 500.0), Series::GangHoursWorked).calm(),
    changes("repair.gang_length_m", (5.0, 100.0), Series::GangHoursWorked).calm(),
    changes("repair.crater_gangs_most", (1.0, 40.0), Series::GangHoursWorked).calm(),
    opens("repair.practice", (1.0, 5.0)).calm(),
    closes("repair.practice_days", (1.0, 1000.0)).calm().with(&[("repair.practice", 3.0)]).off_by(&[("repair.practice", 1.0)]),
    closes("repair.practice_from_day", (-30.0, 1000.0)).calm().with(&[("repair.practice", 3.0)]).off_by(&[("repair.practice", 1.0)]),
    up("repair.stay_days", (0.5, 30.0), Series::GangsMoved),
    changes("repair.traffic_days", (1.0, 60.0), Series::CutsOpen),
    up("repair.mobile_share", (0.0, 1.0), Series::GangsMoved),
    down("repair.move_gain", (0.0, 10.0), Series::GangsMoved),
    up("repair.move_km_per_day", (1.0, 1000.0), Series::GangsMoved),

    closes("bridge.span_gang_h", (10.0, 5000.0)).calm(),
    closes("bridge.truss_gang_h", (10.0, 10_000.0)).calm(),
    up("bridge.bypass_gang_h", (1.0, 2000.0), Series::SpansDown).calm(),
    opens("bridge.gangs", (1.0, 40.0)).calm(),
    down("bridge.bypass_speed_kmh", (1.0, 40.0), Series::TrainsRunning).calm().with(&[("bridge.approach_m", 5000.0), ("bridge.span_gang_h", 5000.0)]),
    up("bridge.approach_m", (0.0, 5000.0), Series::TrainsRunning).calm().with(&[("bridge.bypass_speed_kmh", 1.0), ("bridge.span_gang_h", 5000.0)]),
    closes("bridge.span_material_kg", (0.0, 1_000_000.0)).calm(),
    closes("bridge.switch_gang_h", (0.0, 100.0)).calm(),
    closes("bridge.clear_share", (0.0, 0.9)).calm(),
    opens("bridge.clear_gangs", (1.0, 40.0)).calm(),
    closes("bridge.crib_share", (0.0, 0.9)).calm(),
    opens("bridge.crib_gangs", (1.0, 40.0)).calm(),
    closes("bridge.beams_h", (0.0, 1000.0)).calm(),
    down("bridge.bypass_after_d", (1.0, 1000.0), Series::ByPassesBegun).calm().with(&[("bridge.truss_gang_h", 5000.0)]),
    closes("bridge.build_gang_h", (10.0, 50_000.0)).calm().with(SLOW_TRUSS).off_by(&[("bridge.bypass_after_d", 0.0)]),
    opens("bridge.build_gangs", (1.0, 60.0)).calm().with(FEW_AT_THE_TRUSS).off_by(&[("bridge.bypass_after_d", 0.0)]),
    opens("bridge.build_share", (0.05, 1.0)).calm().with(SLOW_TRUSS).off_by(&[("bridge.bypass_after_d", 0.0)]),
    closes("bridge.build_material_kg", (0.0, 1_000_000.0)).calm().with(SLOW_TRUSS).off_by(&[("bridge.bypass_after_d", 0.0)]),
];

/// By-passes are begun where a truss takes too long.
const SLOW_TRUSS: &[(&str, f64)] = &[
    ("bridge.bypass_after_d", 2.0),
    ("bridge.truss_gang_h", 5000.0),
    ("bridge.build_gang_h", 400.0),
];

/// The same, and few gangs work at the truss meanwhile.
const FEW_AT_THE_TRUSS: &[(&str, f64)] = &[
    ("bridge.bypass_after_d", 2.0),
    ("bridge.truss_gang_h", 5000.0),
    ("bridge.build_gang_h", 400.0),
    ("bridge.build_share", 1.0),
    ("bridge.clear_gangs", 1.0),
    ("bridge.crib_gangs", 1.0),
    ("bridge.gangs", 1.0),
];

#[test]
fn gangs_and_bridges_do_what_their_knobs_say() {
    super::turn(ROWS);
}
