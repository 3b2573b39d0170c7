//! What must hold on any theatre: conservation, null treatments, more never hurts.

use interdict_model::network::Network;
use interdict_model::rail::block::Block;
use interdict_model::rail::train::Train;
use interdict_model::{Seed, Series, Simulation};
use interdict_scenario::scenario::Need;
use interdict_scenario::synthetic::{Shape, generate};
use interdict_scenario::{Rules, Scenario};
use proptest::prelude::*;

use crate::theatres::run;
use interdict_engine::Column;
use interdict_model::row::{BlockRow, Direction};

fn shapes() -> impl Strategy<Value = (Shape, u64)> {
    let shape = (
        2_u32..14,
        0_u32..4,
        0_u32..5,
        0_u32..6,
        0_u32..4,
        0_u32..9,
        1_u32..4,
        3_u16..12,
    );
    (shape, any::<u64>()).prop_map(
        |((stations, branches, bridges, flak, air, raids, gangs, days), seed)| {
            let shape = Shape {
                regions: 1,
                stations,
                branches,
                bridges,
                flak,
                air_units: air,
                raids,
                gangs,
                days,
            };
            (shape, seed)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Mass, aircraft, rounds, engines, trucks, gang time and places on the line: the run checks them
    /// every day against the columns, and returns an error when one does not hold. That it would, `broken` shows.
    #[test]
    fn every_law_holds_on_any_theatre((shape, seed) in shapes()) {
        let record = run(&generate(shape, seed), seed);
        prop_assert!(record.total(Series::Consumed) <= record.total(Series::Needed));
    }

    /// An unused thing changes nothing: a station with no traffic, a depot nobody draws from.
    #[test]
    fn an_unused_station_changes_no_other_thing((shape, seed) in shapes()) {
        let theatre = generate(shape, seed);
        let record = run(&theatre, 1);
        let more = with_unused_station(&theatre);
        // the middle of the plane is the mean of the stations: where it moves by a rounding, so do all distances
        let plane = |scenario| Network::new(scenario).stations.iter().copied().take(theatre.stations.len()).collect::<Vec<_>>();
        prop_assume!(plane(&theatre) == plane(&more));
        let other = run(&more, 1);
        prop_assert_eq!(record.theatre, other.theatre);
        prop_assert_eq!(record.lines, other.lines);
        prop_assert_eq!(record.formations, other.formations);
    }
}

/// Adds a station without lines in the middle of the others; its id sorts last, so no row moves.
fn with_unused_station(theatre: &Scenario) -> Scenario {
    let mut more = theatre.clone();
    let mut station = more.stations[0].clone();
    let count = more.stations.len() as f64;
    station.lat = more.stations.iter().map(|station| station.lat).sum::<f64>() / count;
    station.lon = more.stations.iter().map(|station| station.lon).sum::<f64>() / count;
    station.id = "zz-unused".to_owned();
    station.key = interdict_quantity::Key::of("station/zz-unused");
    more.stations.push(station);
    more
}

#[test]
fn twice_the_tons_with_twice_the_loads_are_the_same_trains() {
    let mut theatre = crate::theatres::scenario(&crate::theatres::one_line(
        8,
        60,
        "",
        r#""rail.train_load_t": 300, "rail.wagon_load_t": 20"#,
    ));
    // twice of it is as much as a base may send
    theatre.bases[0].kg_per_day /= 2;
    let mut double = theatre.clone();
    let mut rules: Rules = double.rules.clone();
    rules.rail.train_load_t *= 2.0;
    rules.rail.wagon_load_t *= 2.0;
    double.rules = rules;
    for formation in &mut double.formations {
        let kg = formation.need.kg_per_day(&double.rules.supply);
        formation.need = Need::Kilograms(2 * kg);
    }
    for base in &mut double.bases {
        base.kg_per_day *= 2;
    }
    let (once, twice) = (run(&theatre, 1), run(&double, 1));
    assert_eq!(
        once.total(Series::TrainsArrived),
        twice.total(Series::TrainsArrived)
    );
    let (a, b) = (
        once.total(Series::Delivered),
        twice.total(Series::Delivered),
    );
    assert!(
        (2 * a - b).abs() <= once.total(Series::TrainsArrived) * 20,
        "{a} and {b}"
    );
}

/// Patrols take a line without a taken place for empty, so each train must have its own, in every tick.
#[test]
fn a_train_on_the_way_has_a_place_at_the_end_of_its_block() {
    let shape = Shape {
        days: 8,
        air_units: 4,
        ..Shape::small()
    };
    let mut seen = 0;
    for seed in 0..3 {
        let mut simulation = Simulation::new(&generate(shape, seed));
        simulation.reset(Seed::default());
        for _ in 0..8 * 96 {
            simulation.run_tick().expect("no law breaks");
            let world = simulation.world_mut();
            let on_the_way: Vec<(BlockRow, Direction)> = (world.query::<&Train>().iter(world))
                .filter_map(|train| Some((train.on_the_way()?, train.direction)))
                .collect();
            let blocks: Vec<[u16; 2]> = (world.query::<&Block>().iter(world))
                .map(|block| block.at_end)
                .collect();
            let mut taken: Column<BlockRow, [u16; 2]> = Column::filled([0; 2], blocks.len());
            for &(block, direction) in &on_the_way {
                taken[block][direction] += 1;
            }
            assert_eq!(*taken, blocks);
            seen += on_the_way.len();
        }
    }
    assert!(seen > 1_000, "{seen} trains seen on the way");
}
