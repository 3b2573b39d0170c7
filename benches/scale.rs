//! How cost grows with size: generated theatres of 80 and of 2,000 stations, time for each station.
//!
//! `cargo bench --bench scale` takes about half a minute.

use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use interdict::model::{Seed, Simulation};
use interdict::scenario::synthetic::{Shape, generate};

/// A theatre in which everything grows with the stations.
const fn shape(stations: u32) -> Shape {
    Shape {
        regions: 1,
        stations,
        branches: 4,
        days: 5,
        bridges: stations / 2,
        flak: stations,
        air_units: 10,
        raids: 10,
        gangs: stations / 4,
    }
}

fn theatres(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("scale");
    group.sampling_mode(SamplingMode::Flat);
    for stations in [80, 2_000] {
        group.throughput(Throughput::Elements(u64::from(stations)));
        let scenario = generate(shape(stations), 1);
        let mut simulation = Simulation::new(&scenario);
        group.bench_function(format!("5 days, {stations} stations"), |bencher| {
            bencher.iter(|| {
                simulation.reset(Seed::default());
                while simulation.run_day().expect("no law breaks") {}
                simulation.record()
            });
        });
    }
}

criterion_group! {
    name = sizes;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(3))
        .sample_size(10);
    targets = theatres
}
criterion_main!(sizes);
