//! Rows of trucks, porters, depots and those who eat.

use interdict_model::Series;

use super::{Row, changes, down, up};

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    up("trucks.payload_t", (0.5, 10.0), Series::Trucked),
    up("trucks.speed_kmh", (5.0, 60.0), Series::Trucked),
    down("trucks.handling_h", (0.25, 12.0), Series::Trucked),
    up("trucks.availability", (0.1, 1.0), Series::Trucked),
    up("trucks.loss_per_km", (0.0, 0.01), Series::TrucksLost),
    up("trucks.lost_outward", (0.0, 1.0), Series::LostOnRoad),
    up("trucks.local_km", (0.0, 100.0), Series::FlakConsumed),
    down("trucks.replacements_per_day", (0.0, 500.0), Series::FrontShortAtRailhead),

    up("supply.target_days", (1.0, 60.0), Series::DepotStock),
    up("supply.carried_days", (0.0, 60.0), Series::FrontStock),
    up("supply.lead_days", (0.0, 60.0), Series::DepotStock),
    down("supply.draw_days", (1.0, 30.0), Series::DepotStock).calm(),
    changes("supply.issue_days", (1.0, 60.0), Series::DepotStock),
    changes("supply.small_lot_days", (0.5, 30.0), Series::TrainsDispatched),
    changes("supply.shells_weight", (0.1, 10.0), Series::FlakConsumed),
    changes("supply.food_weight", (0.1, 10.0), Series::Missing),
    changes("supply.ammunition_weight", (0.1, 10.0), Series::Missing),
    changes("supply.fuel_weight", (0.1, 10.0), Series::Missing),
    changes("supply.stores_weight", (0.1, 10.0), Series::Missing),
    up("supply.need_factor", (0.1, 5.0), Series::Needed),
    up("supply.defence_kg_per_man", (0.1, 30.0), Series::Needed),
    up("supply.attack_kg_per_man", (0.1, 50.0), Series::Needed),
    up("supply.rest_kg_per_man", (0.1, 30.0), Series::Needed),
    up("supply.ration_below_days", (0.0, 7.0), Series::Rationed),
    down("supply.food_floor", (0.0, 1.0), Series::Rationed),
    down("supply.ammunition_floor", (0.0, 1.0), Series::Rationed),
    down("supply.fuel_floor", (0.0, 1.0), Series::Rationed),
    down("supply.stores_floor", (0.0, 1.0), Series::Rationed),
    up("supply.food_share", (0.0, 1.0), Series::Missing),
    changes("supply.ammunition_share", (0.0, 1.0), Series::Missing),
    up("supply.fuel_share", (0.0, 1.0), Series::Missing),
    up("supply.flak_base_kg_per_man", (0.0, 20.0), Series::FlakConsumed),

    up("porters.load_kg", (5.0, 60.0), Series::Portered),
    up("porters.march_km", (3.0, 60.0), Series::Portered),
    up("porters.ration_kg", (0.0, 5.0), Series::PortersAte),
    up("porters.loss_per_night", (0.0, 0.05), Series::PortersLost),
];

#[test]
fn trucks_and_depots_do_what_their_knobs_say() {
    super::turn(ROWS);
}
