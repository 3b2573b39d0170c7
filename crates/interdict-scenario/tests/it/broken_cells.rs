//! One broken scenario per code, and what a historian sees: cells.

use crate::small::{STATIONS, faults, with, with_stations};

#[test]
fn i0014_a_required_value_is_missing() {
    insta::assert_snapshot!(faults(with("bombs: 2, ", "")), @r#"
    error[I0014]: aircraft type `jet` has no `bombs`
      --> scenario.ron:27:16
       |
    27 |     aircraft: [(id: "jet", bomb_kg: "1000 lb")],
       |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a value for `bombs`
       |
       = note: `interdict explain I0014`
    "#);
}

#[test]
fn i0015_a_value_of_another_kind() {
    insta::assert_snapshot!(faults(with("men: 3000", "men: [3000]")), @r#"
    error[I0015]: this is a list
      --> scenario.ron:22:43
       |
    22 |     gangs: [(id: "g1", station: "B", men: [3000])],
       |                                           ^^^^^^ a number in men
       |
       = note: `interdict explain I0015`
    "#);
}

#[test]
fn i0016_nested_too_deeply() {
    insta::assert_snapshot!(faults(with("\"core\",\n", &format!("{}{},\n", "[".repeat(40), "]".repeat(40)))), @r#"
    error[I0016]: lists and rows are nested more than 32 deep
      --> scenario.ron:28:101
       |
    28 | roup", role: "fighter-bomber", aircraft: "jet", strength: 75, sector: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],
       |                                                                                                     ^
       |
       = note: the line is long and shown in part; the place is column 124
       = note: `interdict explain I0016`
    "#);
}

#[test]
fn i0017_two_rows_have_one_id() {
    insta::assert_snapshot!(faults(with("id: \"t2\"", "id: \"t1\"")), @r#"
    error[I0017]: two rows of `trucks` are named `t1`
      --> scenario.ron:21:58
       |
    21 |     trucks: [(id: "t1", station: "C", trucks: 200), (id: "t1", station: "A", trucks: 90, task: "gap")],
       |                                                          ^^^^
       |
      ::: scenario.ron:21:19
       |
    21 |     trucks: [(id: "t1", station: "C", trucks: 200), (id: "t1", station: "A", trucks: 90, task: "gap")],
       |                   ---- the first of them
       |
       = note: `interdict explain I0017`
    "#);
}

#[test]
fn i0018_not_an_id() {
    insta::assert_snapshot!(faults(with("id: \"g1\"", "id: \"gang.1\"")), @r#"
    error[I0018]: `gang.1` is not an id
      --> scenario.ron:22:18
       |
    22 |     gangs: [(id: "gang.1", station: "B", men: 3000)],
       |                  ^^^^^^^^ at most 64 letters, digits, `-` and `_`
       |
       = note: `interdict explain I0018`
    "#);
}

#[test]
fn i0020_not_a_number() {
    insta::assert_snapshot!(faults(with("men: 3000", "men: \"3,000\"")), @r#"
    error[I0020]: `3,000` may mean 3.000 or 3000
      --> scenario.ron:22:43
       |
    22 |     gangs: [(id: "g1", station: "B", men: "3,000")],
       |                                           ^^^^^^^ a number with a point for decimals, and nothing between thousands
       |
       = help: write `3.000` or `3000`
       = note: `interdict explain I0020`
    "#);
}

#[test]
fn i0021_not_a_finite_number() {
    insta::assert_snapshot!(faults(with("days: 3", "days: inf")), @r#"
    error[I0021]: `inf` is not a finite number
      --> scenario.ron:18:35
       |
    18 |     stocks: [(station: "C", days: inf)],
       |                                   ^^^ a number in d
       |
       = note: `interdict explain I0021`
    "#);
}

#[test]
fn i0022_unknown_unit() {
    insta::assert_snapshot!(faults(with("50 mi", "50 mls")), @r#"
    error[I0022]: `mls` is not a unit
      --> scenario.ron:10:52
       |
    10 |         (id: "A-B", from: "A", to: "B", length_km: "50 mls", mark: "S", source: "a map"),
       |                                                    ^^^^^^^^ a number in km
       |
       = note: `interdict explain I0022`
    "#);
}

#[test]
fn i0023_the_unit_measures_something_else() {
    insta::assert_snapshot!(faults(with("50 mi", "50 t")), @r#"
    error[I0023]: `t` does not measure what km measures
      --> scenario.ron:10:52
       |
    10 |         (id: "A-B", from: "A", to: "B", length_km: "50 t", mark: "S", source: "a map"),
       |                                                    ^^^^^^ a number in km
       |
       = note: `interdict explain I0023`
    "#);
}

#[test]
fn i0024_out_of_range() {
    insta::assert_snapshot!(faults(with_stations(&STATIONS.replace("39.7", "397"))), @r#"
    error[I0024]: `lat` is out of range: 397 degrees
     --> stations.csv:3:16
      |
    3 | B,"Beta, east",397,125.2,station,
      |                ^^^ -89 to 89 degrees
      |
      = note: `interdict explain I0024`
    "#);
}

#[test]
fn i0024_more_flights_of_a_unit_than_it_has_numbers_for() {
    insta::assert_snapshot!(faults(with("strength: 75", "strength: 1281")), @r#"
    error[I0024]: `group` would fly 257 flights on a day
      --> scenario.ron:28:82
       |
    28 |     air_units: [(id: "group", role: "fighter-bomber", aircraft: "jet", strength: 1281, sector: "core",
       |                                                                                  ^^^^ at most 256 flights of a unit on a day
       |
       = help: write it as several units
       = note: `interdict explain I0024`
    "#);
    assert!(with("strength: 75", "strength: 1280").is_ok());
}

#[test]
fn i0025_not_a_whole_number() {
    insta::assert_snapshot!(faults(with("men: 3000", "men: 30.5")), @r#"
    error[I0025]: `men` is not whole: 30.5
      --> scenario.ron:22:43
       |
    22 |     gangs: [(id: "g1", station: "B", men: 30.5)],
       |                                           ^^^^ a whole number
       |
       = note: `interdict explain I0025`
    "#);
}

#[test]
fn i0025_a_knob_that_counts_is_not_a_whole_number() {
    let knob = "\"rail.speed_kmh\": 18,";
    insta::assert_snapshot!(faults(with(knob, "\"intruder.attacks_per_patrol\": 1.49,")), @r#"
    error[I0025]: `intruder.attacks_per_patrol` is not whole: 1.49 trains
      --> scenario.ron:46:40
       |
    46 |         "intruder.attacks_per_patrol": 1.49,
       |                                        ^^^^ 1 or 2
       |
       = note: `interdict explain I0025`
    "#);
    insta::assert_snapshot!(faults(with(knob, "\"timetable.transloading\": 0.5,")), @r#"
    error[I0025]: `timetable.transloading` is neither off nor on: 0.5
      --> scenario.ron:46:35
       |
    46 |         "timetable.transloading": 0.5,
       |                                   ^^^ 0 or 1
       |
       = note: `interdict explain I0025`
    "#);
    assert!(with(knob, "\"intruder.attacks_per_patrol\": 4.0,").is_ok());
}

#[test]
fn i0026_not_one_of_the_words() {
    insta::assert_snapshot!(faults(with("fighter-bomber", "fighter bomber")), @r#"
    error[I0026]: `role` cannot be `fighter bomber`
      --> scenario.ron:28:37
       |
    28 |     air_units: [(id: "group", role: "fighter bomber", aircraft: "jet", strength: 75, sector: "core",
       |                                     ^^^^^^^^^^^^^^^^ one of fighter-bomber, intruder, bomber
       |
       = help: did you mean `fighter-bomber`?
       = note: `interdict explain I0026`
    "#);
}

#[test]
fn i0027_not_a_date() {
    insta::assert_snapshot!(faults(with("to: \"1951-08-20\"", "to: \"20 Augu 1951\"")), @r#"
    error[I0027]: `20 Augu 1951` is not a date
      --> scenario.ron:20:83
       |
    20 |     formations: [(id: "army", railhead: "C", tons_per_day: "400 short t/day", to: "20 Augu 1951")],
       |                                                                                   ^^^^^^^^^^^^^^ a date of the form `1951-08-01`
       |
       = note: `interdict explain I0027`
    "#);
}

#[test]
fn i0028_a_date_far_outside() {
    insta::assert_snapshot!(faults(with("1951-08-02", "1915-08-02")), @r#"
    error[I0028]: 1915-08-02 is more than ten years from the scenario's first day
      --> scenario.ron:33:16
       |
    33 |         (date: "1915-08-02", unit: "2nd", target_kind: "track", target: "B-C", aircraft: 3, bombs_kg: 5000),
       |                ^^^^^^^^^^^^ a date near 1951-08-01
       |
       = note: `interdict explain I0028`
    "#);
}

#[test]
fn i0028_a_date_outside_is_a_warning() {
    insta::assert_snapshot!(faults(with("1951-08-02", "1951-09-02")), @r#"
    warning[I0028]: this raid lies outside the scenario's days
      --> scenario.ron:33:16
       |
    33 |         (date: "1951-09-02", unit: "2nd", target_kind: "track", target: "B-C", aircraft: 3, bombs_kg: 5000),
       |                ^^^^^^^^^^^^ a date between `starts` and `ends`
       |
       = help: it has no effect
       = note: `interdict explain I0028`
    "#);
}
