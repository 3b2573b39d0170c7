//! Generated theatres are sound, of the size asked for, and the same every time.

use interdict_scenario::load_files;
use interdict_scenario::scenario::{AirUnit, Raid};
use interdict_scenario::synthetic::{Shape, generate, written};
use proptest::prelude::*;

use crate::small::{SMALL, files};

#[test]
fn a_theatre_has_the_size_asked_for_and_is_the_same_every_time() {
    let theatre = generate(Shape::theatre(), 7);
    assert_eq!(
        (theatre.stations.len(), theatre.flak.len(), theatre.days),
        (100, 300, 335)
    );
    assert_eq!(theatre, generate(Shape::theatre(), 7));
    assert_ne!(theatre, generate(Shape::theatre(), 8));
}

#[test]
fn a_theatre_of_regions_is_so_many_of_one_far_apart() {
    let region = Shape::small();
    let one = generate(region, 7);
    for regions in [2, 70, 500] {
        let theatre = generate(Shape { regions, ..region }, 7);
        let copies = regions as usize;
        assert_eq!(theatre.stations.len(), copies * one.stations.len());
        assert_eq!(theatre.lines.len(), copies * one.lines.len());
        assert_eq!(theatre.raids.len(), copies * one.raids.len());
        let place = |row: u32| &theatre.stations[row as usize];
        let longest =
            (theatre.lines.iter()).map(|line| (place(line.from).lat - place(line.to).lat).abs());
        assert!(
            longest.fold(0.0, f64::max) < 1.0,
            "a line joins two regions"
        );
        // The first stations of the regions are the bases.
        for one in &theatre.bases {
            for other in theatre.bases.iter().filter(|other| other.key != one.key) {
                let (one, other) = (place(one.station), place(other.station));
                let apart = (one.lat - other.lat).abs().max((one.lon - other.lon).abs());
                assert!(apart > 6.9, "{} and {}", one.id, other.id);
            }
        }
        let reaches_out = |unit: &AirUnit| unit.sector.len() > one.lines.len();
        assert!(!theatre.air_units.iter().any(reaches_out));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_shape_is_sound(
        regions in 0_u32..4, stations in 0_u32..60, branches in 0_u32..6, days in 0_u16..40, bridges in 0_u32..10,
        flak in 0_u32..20, air_units in 0_u32..5, raids in 0_u32..10, gangs in 0_u32..8, seed: u64,
    ) {
        let shape = Shape { regions, stations, branches, days, bridges, flak, air_units, raids, gangs };
        generate(shape, seed);
    }

    #[test]
    fn the_order_of_rows_means_nothing(seed: u64, turn in 1_usize..50) {
        let mut files = written(Shape::small(), seed);
        let straight = load_files(files.clone(), "scenario.ron").unwrap().scenario;
        for (name, text) in &mut files {
            if name != "scenario.ron" {
                let mut rows: Vec<&str> = text.lines().skip(1).collect();
                rows.reverse();
                if !rows.is_empty() {
                    let turn = turn % rows.len();
                    rows.rotate_left(turn);
                }
                *text = format!("{}\n{}\n", text.lines().next().unwrap(), rows.join("\n"));
            }
        }
        let turned = load_files(files, "scenario.ron").unwrap().scenario;
        prop_assert_eq!(straight, turned);
    }
}

/// The raids of the small scenario with others in their place, one for each unit and strength.
fn raids(of: &[(&str, u32)]) -> Vec<Raid> {
    let row = |&(unit, aircraft): &(&str, u32)| {
        format!(
            "(date: \"1951-08-05\", unit: \"{unit}\", target_kind: \"bridge\", target: \"ford\", \
             aircraft: {aircraft}, bombs_kg: 20000),"
        )
    };
    let rows: String = of.iter().map(row).collect();
    let start = SMALL.find("raids: [").expect("raids");
    let end = start + SMALL[start..].find("],").expect("their end");
    let text = format!("{}raids: [{rows}{}", &SMALL[..start], &SMALL[end..]);
    let loaded = load_files(files(&text), "scenario.ron");
    let loaded = loaded.unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    loaded.scenario.raids
}

#[test]
fn who_flies_a_raid_has_no_part_in_its_luck() {
    let nameless = |of: &[(&str, u32)]| {
        let mut raids = raids(of);
        for raid in &mut raids {
            raid.unit.clear();
        }
        raids
    };
    let flown = [("a", 9), ("b", 8), ("c", 8), ("d", 8), ("e", 7)];
    let straight = nameless(&flown);
    assert_eq!(straight.len(), 5);
    // the same five, by units whose names stand in another order, and in a file that is turned around
    let other = [("z", 9), ("y", 8), ("c", 8), ("b", 8), ("a", 7)];
    assert_eq!(nameless(&other), straight);
    let turned: Vec<_> = flown.iter().rev().copied().collect();
    assert_eq!(nameless(&turned), straight);
    // and whose raid it is told as does not hang on the order of the file
    assert_eq!(raids(&turned), raids(&flown));
}
