//! Doctrines as rows: what they make attackers go for.

use interdict_model::{LineSeries, Record};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Among, Doctrine, ObjectKind, Source};

use crate::theatres::{run, shipped};

/// The kitchen sink, with one doctrine in every phase.
fn with(rows: &[(ObjectKind, Among, f64)]) -> Scenario {
    let mut scenario = shipped("kitchen-sink");
    scenario.doctrines = (rows.iter().zip(0..))
        .map(|(&(kind, among, value), row)| Doctrine {
            id: format!("row-{row}"),
            doctrine: "own".to_owned(),
            kind,
            among,
            count: 1,
            value,
            bomb_kg: 0,
            stretch_m: scenario.phases[0].stretch_m,
            source: Source::default(),
        })
        .collect();
    for phase in &mut scenario.phases {
        phase.doctrine = "own".to_owned();
    }
    let units = scenario.air_units.iter_mut();
    units.for_each(|unit| unit.doctrine.clear());
    scenario.orders.clear();
    scenario
}

/// Lines that fighter-bombers went for.
fn attacked<'a>(scenario: &'a Scenario, record: &Record) -> Vec<&'a str> {
    let sorties = |row: u32| record.line(row, LineSeries::Sorties).sum::<i64>();
    let lines = (0..)
        .zip(&scenario.lines)
        .filter(|&(row, _)| sorties(row) > 0);
    lines.map(|(_, line)| line.id.as_str()).collect()
}

#[test]
fn a_doctrine_that_adds_nothing_to_the_phases_is_the_phases() {
    let mut plain = with(&[]);
    plain
        .phases
        .iter_mut()
        .for_each(|phase| phase.doctrine.clear());
    let mut same = with(&[
        (ObjectKind::Track, Among::Phase, 0.0),
        (ObjectKind::Bridge, Among::Phase, 0.0),
    ]);
    for scenario in [&mut plain, &mut same] {
        for phase in &mut scenario.phases {
            phase.stretch_m = 0;
        }
        scenario
            .doctrines
            .iter_mut()
            .for_each(|row| row.stretch_m = 0);
    }
    assert_eq!(run(&plain, 5).digest, run(&same, 5).digest);
}

#[test]
fn who_goes_for_a_least_cut_goes_for_its_lines_and_no_others() {
    // From port and quarry ways lead to the front at the city and the railhead by WEST-2 and by EAST-3 alone; the way to
    // either from above is by two lines or more, and the front on the far bank has no line to it.
    let scenario = with(&[(ObjectKind::Track, Among::Cut, 1.0)]);
    assert_eq!(
        attacked(&scenario, &run(&scenario, 5)),
        ["EAST-3", "WEST-2"]
    );
    // One line is all that a greedy interdictor takes who takes one.
    let scenario = with(&[(ObjectKind::Track, Among::Greedy, 1.0)]);
    assert_eq!(attacked(&scenario, &run(&scenario, 5)).len(), 1);
}
