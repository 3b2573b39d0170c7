use interdict_model::{Grid, Record};
use interdict_report::Chart;
use interdict_scenario::Scenario;

use crate::fabricated::{bare, one_line, theatre, zeros};

/// Draws a chart twice and looks for words.
fn check(chart: Chart, (scenario, record): &(Scenario, Record), words: &[&str]) {
    let svg = chart.draw(scenario, record);
    assert_eq!(
        svg,
        chart.draw(scenario, record),
        "{chart:?} differs from itself"
    );
    assert!(
        svg.starts_with("<svg width=\"960\""),
        "{chart:?}: {}",
        &svg[..60]
    );
    assert!(svg.trim_end().ends_with("</svg>"), "{chart:?} does not end");
    for word in words {
        assert!(svg.contains(word), "{chart:?} does not say `{word}`");
    }
}

#[test]
fn every_chart_is_the_same_twice_and_names_its_axes() {
    let run = theatre(335);
    let axes = [
        (Chart::Front, ["tons a day", "days of need"]),
        (Chart::Deliveries, ["tons a day", "date"]),
        (Chart::Sections, ["of the day open", "Northgate - Elmstead"]),
        (Chart::Cuts, ["cuts a day", "cuts at day&apos;s end"]),
        (Chart::Stocks, ["days of supply", "median formation"]),
        (Chart::Losses, ["Locomotives disabled", "tons"]),
        (Chart::Air, ["The war in the air", "nothing of this"]),
        (Chart::Guns, ["rounds a week", "aircraft a week"]),
        (Chart::Map, ["Juniper Junction", " km"]),
        (Chart::MapClose, ["Core: Northgate", " km"]),
        (Chart::Through, ["share of time", "Core: Northgate"]),
        (
            Chart::Formations,
            ["Units, planned and formed", "No unit is to be formed"],
        ),
        (
            Chart::Students,
            ["Students by course", "No student was at an academy"],
        ),
        (
            Chart::Cities,
            ["Cover and leak of cities", "No city may be raided"],
        ),
    ];
    assert_eq!(axes.len(), Chart::ALL.len());
    for (chart, words) in axes {
        check(chart, &run, &words);
        check(chart, &run, &["digest 0123456789abcdef", "The valley line"]);
    }
}

#[test]
fn the_war_in_the_air_is_drawn_beside_what_is_on_record() {
    use interdict_model::{Seed, run};
    use interdict_scenario::scenario::{Measure, Observed};
    use interdict_scenario::synthetic::{Shape, generate, with_fighters};

    let shape = Shape {
        days: 20,
        air_units: 4,
        raids: 12,
        ..Shape::small()
    };
    let mut scenario = with_fighters(generate(shape, 3));
    let record = run(&scenario, Seed::default()).expect("no law breaks");
    let words = ["Interceptors: ", "on the way home", "meetings", "sorties"];
    assert!(Chart::Air.applies_to(&scenario));
    let run = (scenario.clone(), record.clone());
    check(Chart::Air, &run, &words);
    assert!(!Chart::Air.draw(&run.0, &run.1).contains("on record"));
    scenario.observed.push(Observed {
        id: "1".to_owned(),
        quantity: "Sorties seen on the fourth day".to_owned(),
        series: "interceptor_sorties".to_owned(),
        area: String::new(),
        per_series: String::new(),
        per_area: String::new(),
        measure: Measure::Sum,
        factor: 1.0,
        from: 3,
        to: 4,
        value: 900.0,
        low: 600.0,
        high: 1_000.0,
        unit: "sorties".to_owned(),
        group: String::new(),
        discrepancy: None,
        source: scenario.fighters[0].source.clone(),
    });
    // the axis has room for what is on record
    check(
        Chart::Air,
        &(scenario, record),
        &["strokes: on record", "1,000"],
    );
}

#[test]
fn the_chart_of_lines_says_how_many_it_leaves_out_and_leaves_out_the_least_closed() {
    use interdict_model::LineSeries;
    let (mut scenario, _) = one_line(3);
    let line = scenario.lines[0].clone();
    scenario.lines = vec![line; 180];
    let mut record = zeros(&scenario);
    for day in 0..3 {
        let values = record.lines.day_mut(day);
        for line in 0..180 {
            // the later in the list, the more closed
            let open = (86_400 - 480 * line) as i64;
            let first = line * LineSeries::COUNT;
            values[first + LineSeries::OpenSeconds as usize] = open;
            values[first + LineSeries::Load as usize] = 1;
        }
    }
    let run = (scenario, record);
    let words = [
        "All lines in use: the most closed, and 60 more lines",
        "and 60 more lines, which were open as much or more",
    ];
    check(Chart::Sections, &run, &words);
    let svg = Chart::Sections.draw(&run.0, &run.1);
    let has = |share: &str| svg.lines().any(|line| line.trim() == share);
    assert!(has("1%") && !has("90%"), "the least closed are left out");
}

#[test]
fn every_chart_can_be_drawn_of_next_to_nothing() {
    for days in [0, 1, 2, 3_660] {
        for run in [bare(days), one_line(days)] {
            for &chart in Chart::ALL {
                check(chart, &run, &["digest"]);
            }
        }
    }
    let (scenario, _) = theatre(40);
    let idle = zeros(&scenario);
    let run = (scenario, idle);
    for &chart in Chart::ALL {
        check(chart, &run, &["digest"]);
    }
}

#[test]
fn every_chart_can_be_drawn_of_one_day_and_of_ten_years() {
    for days in [1, 7, 31, 93, 3_660] {
        let run = theatre(days);
        for &chart in Chart::ALL {
            check(chart, &run, &["digest"]);
            assert!(
                chart.draw(&run.0, &run.1).len() < 3_000_000,
                "{chart:?} of {days} days"
            );
        }
    }
}

#[test]
fn a_run_that_was_stopped_early_is_drawn_and_says_so() {
    let (scenario, mut record) = theatre(335);
    record.days = 20;
    let grids: [&mut Grid; 4] = [
        &mut record.theatre,
        &mut record.lines,
        &mut record.formations,
        &mut record.areas,
    ];
    for grid in grids {
        grid.truncate(20);
    }
    record.events.retain(|event| event.second < 20 * 86_400);
    let run = (scenario, record);
    for &chart in Chart::ALL {
        check(chart, &run, &["20 days, stopped early"]);
    }
}
