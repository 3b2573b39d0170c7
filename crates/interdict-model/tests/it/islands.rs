//! A theatre that falls into islands is planned and run island by island; taken as one it must come to the same.

use interdict_model::islands::Islands;
use interdict_model::outcomes::Series;
use interdict_model::{Record, Seed, Simulation};
use interdict_scenario::Scenario;
use interdict_scenario::synthetic::{Shape, generate};

fn record(scenario: &Scenario, islands: Islands) -> Record {
    let mut simulation = Simulation::new(scenario);
    simulation.reset(Seed::default());
    simulation.world_mut().insert_resource(islands);
    while simulation.run_day().expect("no law breaks") {}
    simulation.record()
}

fn total(record: &Record, series: Series) -> i64 {
    record.series(series).sum()
}

#[test]
fn islands_run_apart_as_they_would_as_one() {
    let shape = Shape {
        regions: 3,
        days: 12,
        air_units: 4,
        ..Shape::small()
    };
    for seed in 0..6 {
        let scenario = generate(shape, seed);
        let islands = Islands::new(&scenario);
        assert_eq!(islands.count(), 3);
        let apart = record(&scenario, islands);
        let as_one = record(&scenario, Islands::undivided(&scenario));
        assert!(
            total(&apart, Series::TrainsDispatched) > 30 && total(&apart, Series::TrackCuts) > 0
        );
        assert_eq!(apart.digest, as_one.digest, "theatre of seed {seed}");
    }
}
