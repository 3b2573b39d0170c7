//! What a replication costs: the whole run, a pair of two arms, putting the world back against building it, and threads.
//!
//! `cargo bench --bench replicate` takes about a minute.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use interdict::experiment::{Arm, Arms, Catalogue, Replications, Runner, Window, replicate};
use interdict::model::{Seed, Simulation};
use interdict::scenario::{Scenario, load};

fn scenario(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios")
        .join(name);
    match load(&path, &[]) {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    }
}

/// A run from the first day to the last, with ledger, laws and record, in a world that stands already.
fn runs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("run");
    group.sampling_mode(SamplingMode::Flat);
    for name in ["three-stations", "two-routes", "anju-1951"] {
        let scenario = scenario(name);
        let mut simulation = Simulation::new(&scenario);
        let mut replication = 0;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                replication += 1;
                simulation.reset(Seed {
                    seed: 1,
                    replication,
                });
                while simulation.run_day().expect("no law breaks") {}
                simulation.record()
            });
        });
    }
}

/// Why a world is built once for each arm and worker, and put back between replications.
fn worlds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("world");
    let scenario = scenario("anju-1951");
    group.bench_function("build", |bencher| {
        bencher.iter(|| Simulation::new(&scenario));
    });
    let mut simulation = Simulation::new(&scenario);
    group.bench_function("put back", |bencher| {
        bencher.iter(|| simulation.reset(Seed::default()));
    });
}

/// A pair under common chance: one replication of each of two arms, and the figures taken from them.
fn pairs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pair");
    group.sampling_mode(SamplingMode::Flat);
    let arm = |name: &str, path: &str| Arm {
        name: name.to_owned(),
        because: None,
        scenario: scenario(path),
    };
    let arms = [
        arm("base", "anju-1951"),
        arm("with-division", "anju-1951/with-division.ron"),
    ];
    let arms = Arms::new(arms.into()).expect("both have the same days");
    let window = Window {
        from: 0,
        to: arms.base().scenario.days,
    };
    let catalogue = Catalogue::of(&arms.scenarios(), window);
    for threads in [1, 2] {
        let runner = Runner::new(&arms, &catalogue, 1, threads, 2);
        let mut next = 0;
        group.bench_function(format!("two pairs, {threads} threads"), |bencher| {
            bencher.iter(|| {
                next += 2;
                let finished = |replication| {
                    drop(std::hint::black_box(replication));
                    Ok::<(), ()>(())
                };
                runner.run(next - 2..next, &AtomicBool::new(false), finished)
            });
        });
    }
}

/// Eight replications of two months, shared among threads.
fn threads(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("threads");
    group.sampling_mode(SamplingMode::Flat);
    let mut scenario = scenario("anju-1951");
    scenario.days = 60;
    for threads in [1, 2] {
        let plan = Replications {
            seed: 1,
            count: 8,
            threads,
        };
        group.bench_function(format!("{threads}"), |bencher| {
            bencher.iter(|| replicate(&scenario, plan, |record| record.digest, || ()));
        });
    }
}

criterion_group! {
    name = replications;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .sample_size(10);
    targets = runs, pairs, worlds, threads
}
criterion_main!(replications);
