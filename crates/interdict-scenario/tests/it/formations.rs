//! Formations that move, depots to be filled, lines given up, guns that are sent.

use interdict_scenario::scenario::{Need, Posture};
use interdict_scenario::{Scenario, load_files};

use crate::small::{SMALL, faults, files, with};

const ARMY: &str =
    r#"(id: "army", railhead: "C", tons_per_day: "400 short t/day", to: "1951-08-20")"#;

fn sound(old: &str, new: &str) -> Scenario {
    assert!(SMALL.contains(old));
    match load_files(files(&SMALL.replacen(old, new, 1)), "scenario.ron") {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    }
}

#[test]
fn rows_of_one_formation_follow_each_other() {
    let scenario = sound(
        ARMY,
        r#"(id: "army-2", formation: "army", railhead: "B", men: 40000, posture: "attack", reserve_days: 20, from: "1951-08-11"),
        (id: "army-1", formation: "army", railhead: "C", men: 30000, from: "1951-07-01", to: "1951-08-10")"#,
    );
    let [first, second] = &scenario.formations[..] else {
        panic!("two rows");
    };
    assert_eq!(
        (first.from, first.to, second.from, second.to),
        (0, 10, 10, 30)
    );
    assert_eq!(first.need, Need::Men(30_000, Posture::Defence));
    assert_eq!(second.need, Need::Men(40_000, Posture::Attack));
    assert_eq!(
        (first.reserve_days, second.reserve_days),
        (None, Some(20.0))
    );
    assert_eq!(first.formation_key(), second.formation_key());
    assert_ne!(first.key, second.key);
    assert_eq!(second.need.kg_per_day(&scenario.rules.supply), 280_000);
}

#[test]
fn a_row_without_a_formation_is_a_formation_of_its_own() {
    let scenario = sound(ARMY, ARMY);
    let row = &scenario.formations[0];
    assert_eq!(row.formation, "army");
    assert_eq!(row.formation_key(), row.key);
}

#[test]
fn i0048_rows_of_a_formation_overlap_or_leave_days_out_all_at_once() {
    insta::assert_snapshot!(faults(with(ARMY, r#"(id: "a", railhead: "C", tons_per_day: 9, to: "1951-08-10"),
        (id: "b", formation: "a", railhead: "B", tons_per_day: 9, from: "1951-08-10", to: "1951-08-12"),
        (id: "c", formation: "a", railhead: "B", tons_per_day: 9, from: "1951-08-15")"#)), @r#"
    error[I0048]: formation `a` is in two rows at once, `a` and `b`
      --> scenario.ron:21:73
       |
    21 |         (id: "b", formation: "a", railhead: "B", tons_per_day: 9, from: "1951-08-10", to: "1951-08-12"),
       |                                                                         ^^^^^^^^^^^^ the day after the last of `a`
       |
      ::: scenario.ron:20:64
       |
    20 |     formations: [(id: "a", railhead: "C", tons_per_day: 9, to: "1951-08-10"),
       |                                                                ------------ `a` ends here
       |
       = note: `interdict explain I0048`

    error[I0048]: formation `a` is in no row for 2 days between `b` and `c`
      --> scenario.ron:22:73
       |
    22 |         (id: "c", formation: "a", railhead: "B", tons_per_day: 9, from: "1951-08-15")],
       |                                                                         ^^^^^^^^^^^^ the day after the last of `b`
       |
      ::: scenario.ron:21:91
       |
    21 |         (id: "b", formation: "a", railhead: "B", tons_per_day: 9, from: "1951-08-10", to: "1951-08-12"),
       |                                                                                           ------------ `b` ends here
       |
       = note: `interdict explain I0048`
    "#);
}

#[test]
fn i0049_a_formation_needs_tons_or_men() {
    insta::assert_snapshot!(faults(with(ARMY, r#"(id: "a", railhead: "C", tons_per_day: 9, men: 3000),
        (id: "b", railhead: "B")"#)), @r#"
    error[I0049]: formation `a` says what it needs in tons and in men
      --> scenario.ron:20:65
       |
    20 |     formations: [(id: "a", railhead: "C", tons_per_day: 9, men: 3000),
       |                                                                 ^^^^ either `tons_per_day` or `men`
       |
       = note: `interdict explain I0049`

    error[I0049]: formation `b` does not say what it needs
      --> scenario.ron:21:9
       |
    21 |         (id: "b", railhead: "B")],
       |         ^^^^^^^^^^^^^^^^^^^^^^^^ either `tons_per_day` or `men`
       |
       = note: `interdict explain I0049`
    "#);
}

#[test]
fn i0046_a_posture_is_that_of_men() {
    insta::assert_snapshot!(faults(with(ARMY, r#"(id: "a", railhead: "C", tons_per_day: 9, posture: "rest")"#)), @r#"
    error[I0046]: formation `a` has a `posture` but no `men`
      --> scenario.ron:20:69
       |
    20 |     formations: [(id: "a", railhead: "C", tons_per_day: 9, posture: "rest")],
       |                                                                     ^^^^^^ `men` instead of `tons_per_day`
       |
       = note: `interdict explain I0046`
    "#);
}

#[test]
fn i0029_a_line_closes_before_it_opens() {
    insta::assert_snapshot!(faults(with("tracks: 2, speed_kmh: 25", r#"opens: "1951-08-10", closes: "1951-08-09""#)), @r#"
    error[I0029]: line `B-C` closes before it opens
      --> scenario.ron:11:85
       |
    11 |         (id: "B-C", from: "B", to: "C", length_km: 45, opens: "1951-08-10", closes: "1951-08-09"),
       |                                                                                     ^^^^^^^^^^^^ a date not before `opens`
       |
      ::: scenario.ron:11:63
       |
    11 |         (id: "B-C", from: "B", to: "C", length_km: 45, opens: "1951-08-10", closes: "1951-08-09"),
       |                                                               ------------ it opens here
       |
       = note: `interdict explain I0029`
    "#);
}

#[test]
fn i0029_a_depot_is_full_before_it_is_begun() {
    insta::assert_snapshot!(faults(with("locomotives: [", r#"depots: [(id: "dump", station: "C", tons: 900, from: "1951-08-10", full_by: "1951-08-09")],
    locomotives: ["#)), @r#"
    error[I0029]: depot `dump` is full before it is begun
      --> scenario.ron:19:81
       |
    19 |     depots: [(id: "dump", station: "C", tons: 900, from: "1951-08-10", full_by: "1951-08-09")],
       |                                                                                 ^^^^^^^^^^^^ a date not before `from`
       |
       = note: `interdict explain I0029`
    "#);
}

#[test]
fn lines_close_depots_fill_and_guns_arrive_as_the_rows_say() {
    let scenario = sound(
        "tracks: 2, speed_kmh: 25",
        r#"opens: "1951-08-05", closes: "1951-08-09""#,
    );
    let days: Vec<(u16, u16)> = (scenario.lines.iter())
        .map(|line| (line.opens_day, line.closes_day))
        .collect();
    assert_eq!(days, [(0, u16::MAX), (0, u16::MAX), (4, 9)]);
    let scenario = sound(
        "locomotives: [",
        r#"depots: [(id: "dump", station: "C", tons: 900, from: "1951-07-22", full_by: "1951-08-10", to: "1951-08-20")],
    locomotives: ["#,
    );
    let dump = &scenario.depots[0];
    assert_eq!((dump.kg, dump.from, dump.to), (900_000, 0, 20));
    assert_eq!((dump.begins, dump.full_by), (-10, 9));
    let scenario = sound("light: 12,", "light: 12, arrival_tons: 14000,");
    let arrivals: Vec<i64> = scenario.flak.iter().map(|row| row.arrival_kg).collect();
    assert_eq!(arrivals, [14_000_000, 0]);
}
