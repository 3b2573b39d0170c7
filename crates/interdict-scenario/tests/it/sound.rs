//! A sound scenario becomes what it says.

use interdict_scenario::load_files;
use interdict_scenario::scenario::{Need, RaidTarget};

use crate::small::{SMALL, files};

#[test]
fn the_small_scenario_becomes_what_it_says() {
    let loaded = match load_files(files(SMALL), "scenario.ron") {
        Ok(loaded) => loaded,
        Err(faults) => panic!("{faults}"),
    };
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    let scenario = loaded.scenario;
    assert_eq!((scenario.days, scenario.step), (30, 900));
    let lines: Vec<_> = scenario
        .lines
        .iter()
        .map(|line| (line.id.as_str(), line.length_m))
        .collect();
    assert_eq!(lines, [("A-B", 80_467), ("A-C", 120_000), ("B-C", 45_000)]);
    assert_eq!(scenario.stations[1].name, "Beta, east");
    assert_eq!(scenario.bridges[0].bypasses, [0, 9]);
    assert_eq!(scenario.formations[0].need, Need::Kilograms(362_874));
    assert_eq!(
        (scenario.formations[0].from, scenario.formations[0].to),
        (0, 20)
    );
    // of the yards and railheads, the nearest
    assert_eq!(scenario.flak[0].depot, 2);
    assert_eq!((scenario.flak[1].from, scenario.flak[1].to), (0, 30));
    assert_eq!(scenario.aircraft[0].bomb_kg, 454);
    assert_eq!(scenario.air_units[0].sector, [0, 2]);
    assert_eq!(scenario.raids[0].target, RaidTarget::Track(2, 500));
    assert_ne!(scenario.raids[1].key, scenario.raids[2].key);
    assert_eq!(scenario.raids[1].aircraft, 8);
    assert_eq!(scenario.phases[0].line_value, [0.5, f64::NEG_INFINITY, 3.0]);
    assert_eq!(scenario.phases[1].bridge_value, [1.0]);
    assert_eq!(scenario.rules.get("rail.speed_kmh"), Some(18.0));
    assert_eq!(scenario.provenance.knobs.len(), 2);
}

#[test]
fn figures_without_a_source_are_counted() {
    let loaded = load_files(files(SMALL), "scenario.ron").unwrap();
    let summary = interdict_scenario::sources_summary(&loaded.scenario.provenance);
    let lines: Vec<&str> = summary.lines().collect();
    assert_eq!(lines[2], "lines              3        67 %         0 %");
    assert!(lines.contains(&"  rules.repair.crater_gang_h  E  a guess"));
    // guns whose depot nobody named draw where the engine thought best, and it says where
    assert_eq!(lines[lines.len() - 1], "  flak.spread  C");
    assert!(summary.contains("\n  rules.rail.speed_kmh  -  no source\n"));
}

#[test]
fn knobs_are_found_by_a_part_of_their_path() {
    let table = interdict_scenario::knobs_table("rules.rail.speed_kmh");
    assert_eq!(table.lines().count(), 2, "{table}");
    let all = interdict_scenario::knobs_json("");
    assert_eq!(
        all.as_array().map(Vec::len),
        Some(interdict_scenario::Rules::knobs().len())
    );
    assert_eq!(
        all[0]["path"]
            .as_str()
            .map(|path| path.starts_with("rules.")),
        Some(true)
    );
}
