//! Rows of warning, fighters and fights in the air.

use interdict_model::Series;

use super::{Row, changes, down, up};

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    up("warning.detects_one", (0.0, 1.0), Series::MissionsPlotted),
    up("warning.works", (0.0, 1.0), Series::MissionsPlotted),
    changes("warning.delay_min", (1.0, 60.0), Series::Scrambled),
    changes("warning.delay_control_min", (1.0, 60.0), Series::Scrambled),
    changes("warning.delay_log_sd", (0.0, 2.0), Series::Scrambled),
    changes("warning.size_log_sd", (0.0, 2.0), Series::Scrambled),
    down("warning.threshold_bombers", (1.0, 200.0), Series::Scrambled),
    down("warning.threshold_strikers", (1.0, 500.0), Series::Scrambled),
    up("warning.ratio_bombers", (0.1, 20.0), Series::Scrambled),
    up("warning.ratio_strikers", (0.1, 20.0), Series::Scrambled),
    down("warning.reserve", (0.0, 1.0), Series::Scrambled),
    changes("warning.readiness_min", (0.0, 60.0), Series::MetBefore),
    changes("warning.climb_min", (0.0, 60.0), Series::MetBefore),

    up("fighters.serviceability", (0.2, 1.0), Series::InterceptorsReady),
    changes("fighters.group", (4.0, 60.0), Series::InterceptorSorties),
    changes("fighters.span_min", (1.0, 200.0), Series::TakenOn),
    up("fighters.cover_km", (1.0, 400.0), Series::TakenOn),
    changes("fighters.memory_days", (1.0, 30.0), Series::InterceptorSorties),
    up("fighters.radius_tolerance", (0.0, 1.0), Series::InterceptorSorties),
    changes("fighters.turnaround_h", (0.0, 24.0), Series::InterceptorSorties),
    up("fighters.escorts_per_bomber", (0.1, 20.0), Series::EscortSorties),
    changes("fighters.repair_log_sd", (0.0, 2.0), Series::InterceptorsReady).with(&[("air_combat.kill_by_screen", 0.5)]),
    changes("fighters.hour_spread_h", (0.0, 12.0), Series::TakenOn),
    down("fighters.repair_days", (0.1, 100.0), Series::InterceptorsReady).with(&[("air_combat.kill_by_screen", 0.5)]),
    up("fighters.replacement_share", (0.0, 1.0), Series::InterceptorsReady)
        .with(&[("air_combat.kill_by_screen", 0.5), ("fighters.replacement_days", 1.0)]),
    down("fighters.replacement_days", (1.0, 365.0), Series::InterceptorsReady)
        .with(&[("air_combat.kill_by_screen", 0.5), ("fighters.replacement_share", 1.0)])
        .off_by(&[("fighters.replacement_share", 0.0)]),

    up("fighters.pilot_lost", (0.0, 1.0), Series::NewUnitPilotsLost).with(&[("air_combat.kill_in_return", 0.5)]),

    up("air_combat.contact", (0.0, 5.0), Series::TakenOn),
    changes("air_combat.control_by_radar", (0.0, 5.0), Series::TakenOn),
    up("air_combat.control_none", (0.0, 5.0), Series::TakenOn),
    changes("air_combat.light_moon", (0.0, 1.0), Series::TakenOn),
    up("air_combat.light_dark", (0.0, 1.0), Series::TakenOn),
    changes("air_combat.weather_marginal", (0.0, 1.0), Series::TakenOn),
    changes("air_combat.weather_closed", (0.0, 1.0), Series::TakenOn),
    changes("air_combat.size_gain", (0.0, 2.0), Series::TakenOn),
    up("air_combat.screen_sees_km", (0.0, 200.0), Series::InterceptorsCaught),
    changes("air_combat.screen_front_km", (20.0, 500.0), Series::InterceptorsCaught),
    up("air_combat.screen_takes", (0.0, 3.0), Series::InterceptorsCaught),
    changes("air_combat.escort_takes", (0.0, 3.0), Series::TakenOn),
    up("air_combat.engages", (0.1, 2.0), Series::TakenOn),
    changes("air_combat.numbers", (0.0, 1.0), Series::InterceptorsLost).with(&[("air_combat.kill_by_screen", 1.0)]),
    up("air_combat.kill_striker", (0.0, 1.0), Series::LostToFighters),
    up("air_combat.kill_bomber", (0.0, 1.0), Series::BombersLostToFighters),
    up("air_combat.passes", (1.0, 10.0), Series::BombersLostToFighters),
    up("air_combat.kill_by_screen", (0.0, 1.0), Series::InterceptorsLost),
    up("air_combat.kill_of_screen", (0.0, 1.0), Series::EscortsLost),
    up("air_combat.kill_in_return", (0.0, 1.0), Series::InterceptorsLost),
    down("air_combat.damaged_per_lost", (0.0, 20.0), Series::InterceptorsReady)
        .with(&[("air_combat.kill_by_screen", 0.2), ("fighters.repair_days", 60.0)]),
    changes("air_combat.skill", (0.0, 1.0), Series::BombersLostToFighters).with(&[("air_combat.kill_bomber", 0.5)]),
    up("air_combat.jettison_striker", (0.0, 1.0), Series::Jettisoned),
    up("air_combat.jettison_bomber", (0.0, 1.0), Series::Jettisoned),
    up("air_combat.jettison_others", (0.0, 1.0), Series::Jettisoned),
];
