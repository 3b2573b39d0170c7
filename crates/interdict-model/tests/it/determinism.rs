//! The same question, the same answer: threads, resets, schedules, order of declaration.

use std::collections::BTreeMap;

use interdict_model::{Seed, Simulation};
use interdict_scenario::synthetic::{Shape, generate, written};
use interdict_scenario::{Scenario, load_files};

use crate::theatres::run;

fn theatre() -> Scenario {
    generate(Shape::small(), 7)
}

#[test]
fn the_same_seed_gives_the_same_record_and_another_seed_another() {
    let theatre = theatre();
    let record = run(&theatre, 3);
    assert_eq!(record, run(&theatre, 3));
    assert_ne!(record.digest, run(&theatre, 4).digest);
}

#[test]
fn a_world_put_back_in_place_is_as_good_as_new() {
    let theatre = theatre();
    let mut simulation = Simulation::with_tick_digests(&theatre);
    let mut records = Vec::new();
    for replication in [5, 0, 5] {
        simulation.reset(Seed {
            seed: 3,
            replication,
        });
        while simulation.run_day().expect("no law breaks") {}
        records.push(simulation.record());
    }
    assert_eq!(records[0], records[2]);
    assert_ne!(records[0].digest, records[1].digest);
    assert_eq!(
        records[0].tick_digests.len(),
        usize::from(theatre.days) * 96
    );
}

#[test]
fn eight_threads_give_what_one_gives() {
    let theatre = theatre();
    let alone = run(&theatre, 11);
    let together: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| run(&theatre, 11).digest))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"))
            .collect()
    });
    assert!(together.iter().all(|&digest| digest == alone.digest));
}

/// Turns the rows of every table file around.
fn turned_around(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let turn = |(name, text): (&String, &String)| {
        if !name.ends_with(".csv") {
            return (name.clone(), text.clone());
        }
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        (name.clone(), lines.join("\n") + "\n")
    };
    files.iter().map(turn).collect()
}

#[test]
fn the_order_of_declaration_means_nothing() {
    let files = written(Shape::small(), 7);
    let read = |files: BTreeMap<String, String>| {
        load_files(files, "scenario.ron")
            .expect("a good scenario")
            .scenario
    };
    let straight = read(files.clone());
    let turned = read(turned_around(&files));
    assert_eq!(straight, turned);
    assert_eq!(run(&straight, 1), run(&turned, 1));
}
