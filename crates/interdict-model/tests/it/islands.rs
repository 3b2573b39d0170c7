//! A theatre that falls into islands is planned and run island by island, and each must fare as it would alone.

use interdict_model::islands::Islands;
use interdict_model::outcomes::{AreaSeries, FormationSeries, LineSeries, Series};
use interdict_model::{Seed, Simulation};
use interdict_scenario::Scenario;
use interdict_scenario::synthetic::{Shape, generate};

/// All series of the first of so many regions, by name of line, area or formation. Regions are drawn alike, and those of
/// a theatre have the names that they have alone.
fn of_first_region(scenario: &Scenario, alone: &Scenario) -> Vec<(String, Vec<i64>)> {
    let mut simulation = Simulation::new(scenario);
    simulation.reset(Seed::default());
    while simulation.run_day().expect("no law breaks") {}
    let record = simulation.record();
    let [trains, cuts] = [Series::TrainsDispatched, Series::TrackCuts];
    let [trains, cuts] = [record.total(trains), record.total(cuts)];
    assert!(trains > 30 && cuts > 0, "{trains} trains, {cuts} cuts");
    let mut all = Vec::new();
    for (row, (line, same)) in (0..).zip(scenario.lines.iter().zip(&alone.lines)) {
        assert_eq!(line.key, same.key);
        for &series in LineSeries::ALL {
            let name = format!("line {row} {}", series.name());
            all.push((name, record.line(row, series).collect()));
        }
    }
    for (row, (area, same)) in (0..).zip(scenario.areas.iter().zip(&alone.areas)) {
        assert_eq!(area.name, same.name);
        for &series in AreaSeries::ALL {
            let name = format!("{} {}", area.name, series.name());
            all.push((name, record.area(row, series).collect()));
        }
    }
    for (row, (one, same)) in (0..).zip(scenario.formations.iter().zip(&alone.formations)) {
        assert_eq!(one.key, same.key);
        for &series in FormationSeries::ALL {
            let name = format!("formation {row} {}", series.name());
            all.push((name, record.formation(row, series).collect()));
        }
    }
    all
}

/// Nothing is handed out to the theatre as a whole: no trucks that make losses good and no fractions of gangs.
fn each_for_itself(scenario: &mut Scenario) {
    scenario.rules.trucks.replacements_per_day = 0.0;
    scenario.rules.repair.gangs_at_work = 1.0;
    for base in &mut scenario.gangs {
        base.men -= base.men % 100;
    }
}

/// What happens on one island is no business of the others: neither the staff of a railway nor gangs, guns or
/// attackers know of what is out of their reach.
#[test]
fn a_region_fares_among_others_as_it_would_alone() {
    for seed in 0..6 {
        let alone = Shape {
            days: 40,
            air_units: 4,
            ..Shape::small()
        };
        let among = Shape {
            regions: 3,
            ..alone
        };
        let [alone, among] = [alone, among].map(|shape| {
            let mut scenario = generate(shape, seed);
            each_for_itself(&mut scenario);
            scenario
        });
        assert_eq!(Islands::new(&among).count(), 3);
        let expected = of_first_region(&alone, &alone);
        let found = of_first_region(&among, &alone);
        assert_eq!(expected.len(), found.len());
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found, "theatre of seed {seed}");
        }
    }
}
