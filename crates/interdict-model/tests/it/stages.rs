//! Work in stages: to the second, and against what is known of panels, by-passes and settling track.

use interdict_model::damage::closure::Closures;
use interdict_model::damage::gang::GangBase;
use interdict_model::damage::impact::{Impact, Impacts, Struck};
use interdict_model::{EventKind, Record, Series, Simulation};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::bombardment::{agrees, crater, poisson_craters, quiet_line, run_under, steady_repair};
use crate::theatres::{scenario, simulation};
use interdict_model::row::{BlockRow, BridgeRow};

/// One gang prepares three gang-hours at 0.9, two lay two at 0.7, by night alone; dusk is at 18:00.
const STAGED: &str = r#""repair.response_h": 1, "repair.far_response_h": 1, "repair.response_log_sd": 0,
    "repair.crater_gang_h": 5, "repair.work_log_sd": 0, "repair.dump_gangs": 1,
    "repair.dump_efficiency": 0.9, "repair.night_efficiency": 0.7, "repair.day_efficiency": 0"#;

fn staged(days: u16, gangs: u32, panels: u32) -> Scenario {
    let rules = format!(r#"{STAGED}, "repair.panels_per_base": {panels}"#);
    let text = quiet_line(days, 8, gangs, &rules)
        .replace(
            r#""repair.prepared_share": 0"#,
            r#""repair.prepared_share": 0.6"#,
        )
        .replace(r#""repair.crater_gangs": 1"#, r#""repair.crater_gangs": 2"#)
        .replace("latitude: 45.0", "latitude: 0.0");
    scenario(&text)
}

fn seconds(record: &Record, kind: EventKind) -> Vec<u32> {
    let of_kind = record.events.iter().filter(|event| event.kind == kind);
    of_kind.map(|event| event.second).collect()
}

fn at(hours: u32, minutes: u32, seconds: u32) -> u32 {
    3_600 * hours + 60 * minutes + seconds
}

/// First second of darkness of a day, and how much later than 18:00 it is.
fn late(theatre: &Scenario) -> i64 {
    let dusk = interdict_model::sky::Sky::new(theatre).next_dark(at(12, 0, 0));
    i64::from(dusk) - i64::from(at(18, 0, 0))
}

#[test]
fn what_is_prepared_by_day_is_laid_from_dusk_on() {
    // From dusk two gang-hours by two gangs at 0.7: 1:25:43. Struck at 10:00 it is prepared in time, struck at 16:30
    // at 20:50 (17:30 and 3:20), but with a panel at once.
    let theatres = [staged(2, 2, 0), staged(2, 2, 20)];
    let dusk_is_late = late(&theatres[0]);
    let from_dusk = i64::from(at(19, 25, 43)) + dusk_is_late;
    let known = [
        (0, at(10, 0, 0), from_dusk),
        (1, at(10, 0, 0), from_dusk),
        (0, at(16, 30, 0), i64::from(at(22, 15, 43))),
        (1, at(16, 30, 0), from_dusk),
    ];
    for (panels, struck, reopens) in known {
        let cut = [crater(1, struck, 0, 0)];
        let record = run_under(&mut simulation(&theatres[panels], 1), &cut, 2, |_| ());
        let opened = seconds(&record, EventKind::LineOpened);
        assert_eq!(opened.len(), 1);
        assert_eq!(i64::from(opened[0]), reopens, "struck at {struck}");
        assert_eq!(record.total(Series::PanelsLaid), panels as i64);
    }
}

#[test]
fn gangs_that_come_free_join_those_who_are_too_few() {
    // Three gangs, two craters at noon, room for two at each: one has two, the other one until the first is done.
    let rules = steady_repair(1.0, 4.0);
    let text = quiet_line(2, 8, 3, &rules)
        .replace(r#""repair.crater_gangs": 1"#, r#""repair.crater_gangs": 2"#);
    let theatre = scenario(&text);
    let cuts = [crater(1, at(12, 0, 0), 0, 0), crater(2, at(12, 0, 0), 0, 0)];
    let record = run_under(&mut simulation(&theatre, 1), &cuts, 2, |_| ());
    // 13:00 and 4 gang-hours by two: 15:00. The other has two left then, and two gangs: 16:00.
    assert_eq!(
        seconds(&record, EventKind::Mended),
        [at(15, 0, 0), at(16, 0, 0)]
    );
}

#[test]
fn so_many_jobs_get_a_panel_as_panels_are_made() {
    // One gang makes a panel of 8 h at 0.9 in 8:53; 6 cuts a day ask for it, work of its own being nearly none.
    let days = 400;
    for (a_day, gangs) in [(6.0, 1_u32), (1.0, 1)] {
        let rules = r#""repair.response_h": 1, "repair.far_response_h": 1, "repair.response_log_sd": 0,
            "repair.crater_gang_h": 8, "repair.work_log_sd": 0, "repair.panels_per_base": 60,
            "repair.dump_gangs": 1, "repair.dump_efficiency": 0.9"#;
        let text = quiet_line(days, 8, gangs, rules).replace(
            r#""repair.prepared_share": 0"#,
            r#""repair.prepared_share": 0.95"#,
        );
        let theatre = scenario(&text);
        let shares: Vec<f64> = (0..8)
            .map(|replication| {
                let craters = poisson_craters(replication, a_day, days);
                let mut simulation = simulation(&theatre, u64::from(replication));
                let record = run_under(&mut simulation, &craters, days, |_| ());
                let (worked, present) = (
                    record.total(Series::GangHoursWorked),
                    record.total(Series::GangHoursPresent),
                );
                let laid = record.total(Series::PanelsLaid) as f64;
                // What idle time can make, and what lies there in the end at most.
                let made = (present - worked) as f64 * 0.9 / (60.0 * 8.0 * 0.95);
                let cuts = craters.len() as f64;
                assert!(laid <= made);
                assert!(
                    (laid - made.min(cuts)).abs() < 61.0 + 0.02 * cuts,
                    "{laid} {made} {cuts}"
                );
                laid / cuts
            })
            .collect();
        if a_day < 2.0 {
            agrees(&shares, 1.0, 0.01, "enough panels for all");
        }
    }
}

fn span(bridge: u32, second: u32) -> Impact {
    let key = Key::of("test/span");
    Impact {
        second,
        key,
        cause: key,
        struck: Struck::Span {
            bridge: BridgeRow(bridge),
        },
    }
}

/// A line with a bridge, and what befalls it at noon of the first day.
fn bridge_struck(days: u16, gangs: u32, rules: &str) -> Record {
    let rules = format!("{}, {rules}", steady_repair(1.0, 4.0));
    let text = quiet_line(days, 8, gangs, &rules).replace(
        "    bases:",
        r#"    bridges: [(id: "bridge", line: "AB", length_m: 200)],
    bases:"#,
    );
    let mut simulation: Simulation = simulation(&scenario(&text), 1);
    let mut impacts = simulation.world_mut().resource_mut::<Impacts>();
    impacts.pending.push(span(0, at(12, 0, 0)));
    while simulation.run_day().expect("no law breaks") {}
    simulation.record()
}

#[test]
fn a_bridge_is_cleared_cribbed_and_spanned_one_after_the_other() {
    // 13:00; 20 of 100 gang-hours by two: 10 h; 40 by four: 10 h; 40 by six: 6:40. The next day at 15:40.
    let stages = r#""bridge.span_gang_h": 100, "bridge.clear_share": 0.2, "bridge.crib_share": 0.4,
        "bridge.beams_h": 12"#;
    let record = bridge_struck(5, 8, stages);
    let opened = seconds(&record, EventKind::LineOpened);
    assert_eq!(opened, [86_400 + at(15, 40, 0)]);
    // Beams after 72 h: noon of the fourth day, and 6:40.
    let record = bridge_struck(5, 8, &stages.replace(": 12", ": 72"));
    let opened = seconds(&record, EventKind::LineOpened);
    assert_eq!(opened, [3 * 86_400 + at(18, 40, 0)]);
}

#[test]
fn a_by_pass_takes_the_line_over_where_a_bridge_is_down_for_long() {
    // 2,000 gang-hours for ten of twenty gangs at 0.7, from noon of the first day and an hour: 11.9 days.
    let rules = r#""bridge.span_gang_h": 5000, "bridge.gangs": 1, "bridge.clear_gangs": 1, "bridge.crib_gangs": 1"#;
    let slower = |text: &str| text.replace("efficiency\": 1.0", "efficiency\": 0.7");
    let rules = format!(r#"{rules}, "bridge.bypass_after_d": 5"#);
    let text = quiet_line(20, 8, 21, &format!("{}, {rules}", steady_repair(1.0, 4.0)));
    let text = slower(&text).replace(
        "\"repair.improvised_efficiency\": 0.7",
        "\"repair.improvised_efficiency\": 1.0",
    );
    let text = text.replace(
        "    bases:",
        r#"    bridges: [(id: "bridge", line: "AB", length_m: 200)],
    bases:"#,
    );
    let mut simulation = simulation(&scenario(&text), 1);
    let mut impacts = simulation.world_mut().resource_mut::<Impacts>();
    impacts.pending.push(span(0, at(6, 0, 0)));
    while simulation.run_day().expect("no law breaks") {}
    let record = simulation.record();
    assert_eq!(record.total(Series::ByPassesBegun), 1);
    let opened = seconds(&record, EventKind::LineOpened);
    assert_eq!(opened.len(), 1);
    let days = f64::from(opened[0] - at(13, 0, 0)) / 86_400.0;
    assert!(
        (days - 2_000.0 / (10.0 * 0.7) / 24.0).abs() < 0.01,
        "{days}"
    );
    // Where the span is soon there, none is built.
    let soon = bridge_struck(5, 8, r#""bridge.span_gang_h": 100"#);
    assert_eq!(soon.total(Series::ByPassesBegun), 0);
}

#[test]
fn mended_track_is_slow_in_the_mean_as_the_formula_says() {
    // s1 + (s0 - s1) nu tau/(1 + nu tau): beyond line speed, the share nu tau/(1 + nu tau) of all that can be.
    let days = 400;
    let rules = format!(
        r#"{}, "rail.settling_days": 4, "rail.mended_length_km": 8"#,
        steady_repair(0.0, 0.25)
    );
    let theatre = scenario(&quiet_line(days, 8, 400, &rules));
    for a_day in [0.5, 0.2] {
        let shares: Vec<f64> = (0..6)
            .map(|replication| {
                let craters = poisson_craters(replication, a_day, days);
                let (mut sum, mut ticks) = (0.0, 0.0);
                let mut simulation = simulation(&theatre, u64::from(replication));
                run_under(&mut simulation, &craters, days, |simulation| {
                    let now = simulation
                        .world_mut()
                        .resource::<interdict_engine::Clock>()
                        .now;
                    let closures = simulation.world_mut().resource::<Closures>();
                    sum += f64::from(closures.extra_s(BlockRow(0), now));
                    ticks += 1.0;
                });
                // 8 km at 5 instead of 20 km/h: 72 minutes more.
                sum / ticks / 4_320.0
            })
            .collect();
        // With hands free, as here, tau is two days.
        let product = a_day * 2.0;
        agrees(
            &shares,
            product / (1.0 + product),
            0.02,
            &format!("{a_day} mends a day"),
        );
    }
}

/// Two bases on one long line; all cuts fall near the second, which has few gangs.
fn two_bases(rules: &str) -> Scenario {
    let rules = format!(
        r#"{}, "repair.mobile_share": 0.5, {rules}"#,
        steady_repair(1.0, 12.0)
    );
    let text = quiet_line(60, 160, 40, &rules)
        .replace("\"repair.reach_km\": 500", "\"repair.reach_km\": 60")
        .replace(
            "men: 4000)]",
            r#"men: 4000), (id: "few", station: "A", men: 400)]"#,
        );
    scenario(&text)
}

#[test]
fn gangs_move_to_where_work_waits_and_do_not_walk_for_ever() {
    let cuts: Vec<Impact> = poisson_craters(1, 14.0, 60);
    let mut totals = Vec::new();
    for review_days in [0, 1] {
        let theatre = two_bases(&format!(r#""relocation.gang_review_days": {review_days}"#));
        let mut present = 0;
        let record = run_under(&mut simulation(&theatre, 1), &cuts, 60, |simulation| {
            let world = simulation.world_mut();
            let mut bases = world.query::<&GangBase>();
            let counted = bases.iter(world).map(|base| {
                let coming: i64 = base.coming.iter().map(|&(_, gangs)| gangs).sum();
                base.own + base.lent + coming
            });
            present = counted.sum();
            assert_eq!(present, 44, "gangs are neither made nor lost");
        });
        let moved = record.total(Series::GangsMoved);
        assert!(moved <= 60 * present / 10, "{moved} gangs moved");
        totals.push((moved, record.total(Series::CutsRepaired)));
    }
    let [(none, few), (some, more)] = totals[..] else {
        unreachable!("two runs");
    };
    assert_eq!(none, 0);
    assert!(some > 0 && more > few, "{some} moved: {more} against {few}");
}
