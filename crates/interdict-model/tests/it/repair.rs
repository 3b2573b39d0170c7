//! One cut, one gang, one night: to the second.

use interdict_model::damage::impact::{Impact, Impacts, Struck};
use interdict_model::{EventKind, LineSeries};
use interdict_quantity::Key;

use crate::theatres::{one_line, scenario, simulation};
use interdict_model::row::BlockRow;

const GANGS: &str = r#"gangs: [(id: "gang", station: "B", men: 200)],"#;
const EXACT: &str = r#"
    "repair.gangs_at_work": 1.0, "repair.work_log_sd": 0, "repair.response_log_sd": 0,
    "repair.response_h": 2, "repair.far_response_h": 2, "repair.crater_gang_h": 8,
    "repair.night_efficiency": 1.0, "repair.day_efficiency": 1.0,
    "repair.improvised_efficiency": 1.0, "bombing.minor_bridge_share": 0, "repair.churn": 0, "repair.crater_gangs": 2,
    "repair.crater_field_m": 0, "repair.prepared_share": 0, "repair.gang_exponent": 1"#;

/// Strikes the first block at a second of the first day and runs two days; the events of a kind.
fn strike(rules: &str, at: &[u32]) -> (Vec<(u32, i64)>, Vec<i64>) {
    let scenario = scenario(&one_line(2, 40, GANGS, rules));
    let mut simulation = simulation(&scenario, 1);
    for (bomb, &second) in at.iter().enumerate() {
        let key = Key(bomb as u64 + 1);
        let struck = Struck::Track {
            block: BlockRow(0),
            wait_until: 0,
        };
        let impact = Impact {
            second,
            key,
            cause: key,
            struck,
        };
        simulation
            .world_mut()
            .resource_mut::<Impacts>()
            .pending
            .push(impact);
    }
    while simulation.run_day().expect("no law breaks") {}
    let record = simulation.record();
    let opened = record
        .events
        .iter()
        .filter(|event| event.kind == EventKind::LineOpened)
        .map(|event| (event.second, event.amount))
        .collect();
    (opened, record.line(0, LineSeries::OpenSeconds).collect())
}

#[test]
fn a_single_cut_at_noon_reopens_at_six_in_the_evening_exactly() {
    // 12:00, response 2 h, 8 gang-hours, two gangs at full efficiency: 18:00:00.
    let (opened, open_s) = strike(EXACT, &[43_200]);
    assert_eq!(opened, [(64_800, 360)]);
    assert_eq!(open_s, [86_400 - 21_600, 86_400]);
}

#[test]
fn two_cuts_with_gangs_for_one_are_mended_one_after_the_other() {
    let (opened, _) = strike(EXACT, &[43_200, 43_200]);
    assert_eq!(opened, [(64_800 + 4 * 3_600, 600)]);
}

#[test]
fn a_crater_on_a_small_bridge_is_more_work_and_counts_as_a_span() {
    // 12:00, response 2 h, 16 gang-hours, four gangs: 18:00.
    let rules = EXACT.replace(
        r#""bombing.minor_bridge_share": 0"#,
        r#""bombing.minor_bridge_share": 1, "repair.minor_bridge_gang_h": 16, "repair.minor_bridge_gangs": 4"#,
    );
    let text = one_line(2, 40, &GANGS.replace("200", "400"), &rules);
    let mut simulation = simulation(&scenario(&text), 1);
    let key = Key(1);
    let struck = Struck::Track {
        block: BlockRow(0),
        wait_until: 0,
    };
    let impact = Impact {
        second: 43_200,
        key,
        cause: key,
        struck,
    };
    let world = simulation.world_mut();
    world.resource_mut::<Impacts>().pending.push(impact);
    while simulation.run_day().expect("no law breaks") {}
    let record = simulation.record();
    let opened = record
        .events
        .iter()
        .find(|event| event.kind == EventKind::LineOpened);
    assert_eq!(opened.map(|event| event.second), Some(64_800));
    assert_eq!(record.line(0, LineSeries::Spans).sum::<i64>(), 1);
    assert_eq!(record.line(0, LineSeries::Cuts).sum::<i64>(), 0);
}
