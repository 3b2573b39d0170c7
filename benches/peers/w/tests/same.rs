//! The three implementations give the same bits, and the floor the declared means.

use kernel_w::shape::Size;
use kernel_w::{IMPLEMENTATIONS, Outcome, kernel};

fn outcomes(implementation: &str, size: &str, days: u32, seeds: &[u64]) -> Vec<Outcome> {
    let size = Size::named(size).expect("the size exists");
    let mut kernel = kernel(implementation, size);
    let one = |&seed| {
        kernel.reset(seed);
        kernel.run(days);
        kernel.outcome()
    };
    seeds.iter().map(one).collect()
}

fn check(size: &str, days: u32) {
    let seeds = [1, 2, 77, 1];
    let floor = outcomes("floor", size, days, &seeds);
    assert_eq!(floor[0], floor[3], "a replication leaves nothing behind");
    assert_ne!(floor[0].hash, floor[1].hash);
    for implementation in IMPLEMENTATIONS {
        let others = outcomes(implementation, size, days, &seeds);
        for ((seed, floor), other) in seeds.iter().zip(&floor).zip(&others) {
            let day = floor
                .daily
                .iter()
                .zip(&other.daily)
                .position(|(a, b)| a != b);
            assert_eq!(
                day, None,
                "{implementation}, seed {seed}: the first day that differs"
            );
            assert_eq!(floor, other, "{implementation}, seed {seed}");
        }
    }
}

#[test]
fn a_theatre_is_the_same_to_the_bit() {
    check("theatre", 60);
}

#[test]
fn the_hash_is_frozen() {
    let outcomes = outcomes("floor", "theatre", 300, &[1]);
    assert_eq!(format!("{:016x}", outcomes[0].hash), "c63bef781ec6a1be");
}

#[test]
fn a_quiet_theatre_is_the_same_to_the_bit() {
    check("quiet", 60);
}

#[test]
fn an_idle_theatre_is_the_same_to_the_bit() {
    check("idle", 60);
}

#[test]
fn the_means_are_the_declared_ones() {
    let seeds: Vec<u64> = (1..=20).collect();
    let outcomes = outcomes("floor", "theatre", 300, &seeds);
    let mut means = [0.0; 4];
    for outcome in &outcomes {
        for (mean, one) in means.iter_mut().zip(outcome.means()) {
            *mean += one / seeds.len() as f64;
        }
    }
    for (mean, declared) in means.into_iter().zip([4_976.0, 28.66, 16.16, 16.6]) {
        let off: f64 = mean / declared - 1.0;
        assert!(off.abs() < 0.02, "{mean} is not {declared}; all: {means:?}");
    }
}
