//! Depots whose wants are less than a train: trains that pass set down what they need.

use interdict_model::Series;

use crate::theatres::{run, shipped};

#[test]
fn guns_on_a_small_depot_draw_and_fire_in_proportion_to_their_number() {
    // Guns of `one-line` draw from a halt in the middle of it; trains for the railhead pass every night. Whole train-loads
    // were all that was sent once: 84 guns were fed, 48 got nothing in 120 days.
    let mut each = Vec::new();
    for guns in [24, 48, 72, 84, 96] {
        let mut scenario = shipped("one-line");
        let light = (scenario.flak.iter_mut()).find(|posting| posting.id == "LIGHT");
        light.expect("the guns of the line").light = guns;
        for posting in &mut scenario.flak {
            posting.depot = 3;
        }
        let record = run(&scenario, 1);
        assert_eq!(record.total(Series::GunsSilent), 0, "{guns} guns");
        let [drawn, rounds] = [Series::FlakConsumed, Series::RoundsLight]
            .map(|series| record.total(series) as f64 / f64::from(guns));
        each.push([drawn, rounds]);
    }
    for figure in [0, 1] {
        let mean = each.iter().map(|of| of[figure]).sum::<f64>() / each.len() as f64;
        for of in &each {
            assert!((of[figure] / mean - 1.0).abs() < 0.1, "{each:?}");
        }
    }
}

#[test]
fn passing_trains_alone_bring_a_small_depot_all_its_guns_draw() {
    // With lots of 30 days the halt waits a month for a train of its own. What passing trains set down makes up for it,
    // and nothing else does: 1,631 t in 120 days, without them 695.
    let drawn = [(3.0, 3), (30.0, 3), (30.0, 0)].map(|(days, wagons)| {
        let mut scenario = shipped("one-line");
        scenario.rules.supply.small_lot_days = days;
        scenario.rules.rail.set_down_wagons = wagons;
        for posting in &mut scenario.flak {
            posting.depot = 3;
        }
        run(&scenario, 1).total(Series::FlakConsumed) as f64
    });
    let [as_shipped, set_down, neither] = drawn;
    assert!((set_down / as_shipped - 1.0).abs() < 0.02, "{drawn:?}");
    assert!(neither < 0.6 * as_shipped, "{drawn:?}");
}
