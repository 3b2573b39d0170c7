//! What it costs to read and check a scenario: files, cells, rules, sense.
//!
//! `cargo bench --bench load` takes about ten seconds.

use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use interdict::scenario::load;

const SCENARIOS: [&str; 5] = [
    "three-stations",
    "two-routes",
    "two-routes/pass-held.ron",
    "anju-1951",
    "anju-1951/with-division.ron",
];

fn scenarios(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    let shelf = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for name in SCENARIOS {
        let path = shelf.join(name);
        assert!(load(&path, &[]).is_ok(), "`{name}` passes its checks");
        group.bench_function(name, |bencher| bencher.iter(|| load(&path, &[])));
    }
}

criterion_group! {
    name = reading;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20);
    targets = scenarios
}
criterion_main!(reading);
