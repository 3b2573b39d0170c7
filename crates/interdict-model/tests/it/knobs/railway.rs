//! Rows of trains, of the night's plan and of yards.

use interdict_model::Series;

use super::{NO_FIGHTERS, Row, changes, down, up};

/// What stands in yards suffers, and much is hit.
const SUFFERS: &[(&str, f64)] = &[
    ("yard.suffers", 1.0),
    ("yard.engine_hit_per_bomb_t", 0.1),
    ("yard.bombs_t_per_place", 2.0),
];
const SOUND: &[(&str, f64)] = &[("yard.suffers", 0.0)];

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    up("rail.passing_spacing_km", (2.0, 40.0), Series::FrontUnmet).calm(),
    up("rail.speed_kmh", (5.0, 50.0), Series::Delivered),
    up("rail.clearing_min", (0.0, 30.0), Series::TrainsSheltered).calm(),
    up("rail.efficiency", (0.3, 1.0), Series::Delivered),
    down("rail.fleet_headway_min", (2.0, 60.0), Series::Delivered).with(NO_FIGHTERS),
    down("rail.fleet_size", (1.0, 12.0), Series::TrainsSheltered).calm(),
    down("rail.loop_places", (1.0, 10.0), Series::TrainsRunning).calm(),
    changes("rail.station_places", (1.0, 20.0), Series::TrainsRunning).calm(),
    changes("rail.yard_factor", (1.0, 20.0), Series::TrainsRunning),
    up("rail.train_load_t", (50.0, 1500.0), Series::Delivered),
    changes("rail.wagon_load_t", (5.0, 60.0), Series::WagonsLost),
    down("rail.set_down_wagons", (0.0, 6.0), Series::Unmet).calm().with(NO_TRAIN_OF_ITS_OWN),
    up("rail.set_down_min", (1.0, 240.0), Series::TrainsRunning).calm(),
    down("rail.set_down_stations", (0.0, 6.0), Series::Unmet).calm().with(NO_TRAIN_OF_ITS_OWN),
    down("rail.set_down_share", (0.0, 0.5), Series::Unmet).calm().with(NO_TRAIN_OF_ITS_OWN),
    down("rail.dawn_margin_min", (0.0, 180.0), Series::Delivered),
    up("rail.locomotive_availability", (0.2, 1.0), Series::Delivered),
    down("rail.coal_kg_per_km", (0.0, 200.0), Series::Delivered).with(&[("rail.coal_carried_share", 1.0)]).off_by(&[("rail.coal_carried_share", 0.0)]),
    down("rail.coal_carried_share", (0.0, 1.0), Series::Delivered).with(NO_FIGHTERS),
    down("rail.locomotive_repair_days", (0.5, 200.0), Series::EnginesIdle),
    changes("rail.engine_call_h", (0.0, 24.0), Series::TransitStock),
    up("rail.relief_h", (0.0, 96.0), Series::TrainsSheltered),
    down("rail.mended_speed_kmh", (1.0, 20.0), Series::TrainsSheltered).calm(),
    up("rail.mended_days", (0.0, 30.0), Series::TrainsSheltered).calm().with(&[("rail.settling_days", 0.0)]).off_by(&[("rail.settling_days", 4.0)]),
    up("rail.settling_days", (0.5, 60.0), Series::TrainsSheltered).calm().with(CRAWLING),
    down("rail.packing_factor", (1.0, 10.0), Series::TrainsSheltered).calm().with(CRAWLING),
    up("rail.mended_length_km", (0.05, 10.0), Series::TrainsSheltered).calm(),

    changes("timetable.plan_hour", (8.0, 18.0), Series::TrainsSheltered),
    changes("timetable.revise_hour", (18.0, 23.0), Series::TrainsSheltered),
    changes("timetable.second_revise_hour", (0.0, 5.0), Series::TrainsSheltered),
    down("timetable.wait_for_repair_h", (0.0, 240.0), Series::TransitStock),
    up("timetable.urgency_h_per_day", (0.0, 200.0), Series::Trucked),
    changes("timetable.front_first_days", (0.0, 30.0), Series::FrontRailheadStock),
    down("timetable.transload_penalty_h", (0.0, 200.0), Series::Trucked),
    changes("timetable.age_h_per_day", (0.0, 200.0), Series::FrontRailheadStock),
    down("timetable.change_h", (1.0, 400.0), Series::Trucked),
    down("timetable.memory_days", (1.0, 60.0), Series::TransitStock),
    up("timetable.gap_use", (0.0, 1.0), Series::TransitStock),
    down("timetable.least_use", (0.01, 1.0), Series::TransitStock),
    up("timetable.card_nights", (1.0, 30.0), Series::TransitStock),
    changes("timetable.card_spells", (0.0, 20.0), Series::TransitStock),
    down("timetable.fill_days", (1.0, 60.0), Series::TransitStock),
    up("timetable.most_loads", (1.0, 10.0), Series::FrontRailheadStock),
    changes("timetable.plenty_days", (1.0, 100.0), Series::TransitStock),
    up("timetable.transloading", (0.0, 1.0), Series::Trucked),

    down("yard.forming_min", (5.0, 600.0), Series::FrontRailheadStock),
    up("yard.retry_min", (1.0, 600.0), Series::Unmet).calm(),
    changes("yard.least_load_share", (0.0, 1.0), Series::TransitStock),
    down("yard.unloading_h", (0.25, 48.0), Series::Delivered),
    up("yard.places", (1.0, 12.0), Series::TrainsArrived),
    up("yard.station_places", (1.0, 12.0), Series::Delivered).calm().with(&[("yard.unloading_h", 24.0)]),
    up("yard.stock_loss_per_bomb_t", (0.0, 0.1), Series::LostOnGround),
    up("yard.exposure", (0.0, 1.0), Series::LostOnGround),
    down("yard.bombs_t_per_cut", (1.0, 400.0), Series::TrackCuts),
    up("yard.suffers", (0.0, 1.0), Series::PlacesBlocked),
    up("yard.engine_hit_per_bomb_t", (0.0, 1.0), Series::LocomotivesLost).with(SUFFERS).off_by(SOUND),
    up("yard.wagon_hit_per_bomb_t", (0.0, 1.0), Series::WagonsLost).with(SUFFERS).off_by(SOUND),
    down("yard.bombs_t_per_place", (1.0, 400.0), Series::PlacesBlocked).with(SUFFERS).off_by(SOUND),
    changes("yard.place_repair_h", (1.0, 400.0), Series::TrainsArrived).with(SUFFERS).off_by(SOUND),
    down("yard.shop_delay_h_per_bomb_t", (0.0, 100.0), Series::EnginesIdle).with(SUFFERS).off_by(SOUND),
];

/// A small station is sent no train of its own within the month.
const NO_TRAIN_OF_ITS_OWN: &[(&str, f64)] = &[("supply.small_lot_days", 30.0)];

/// Trains crawl over long stretches of mended track.
const CRAWLING: &[(&str, f64)] = &[
    ("rail.mended_speed_kmh", 1.0),
    ("rail.mended_length_km", 4.0),
];

#[test]
fn trains_and_plans_do_what_their_knobs_say() {
    super::turn(ROWS);
}
