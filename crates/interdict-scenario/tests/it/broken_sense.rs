//! One broken scenario per code, and what a historian sees: things that fit no other thing.

use std::collections::BTreeMap;

use interdict_scenario::load_files;

use crate::small::{SMALL, beyond_a_road, change, cut_off, faults, files, set, with};

#[test]
fn i0029_the_end_comes_before_the_start() {
    insta::assert_snapshot!(faults(with("from: \"1951-07-01\"", "from: \"1951-08-20\", to: \"1951-08-10\"")), @r#"
    error[I0029]: gun posting `spread` ends before it begins
      --> scenario.ron:25:91
       |
    25 |         (id: "spread", light: 24, along: "A-B B-C", active: "no", from: "1951-08-20", to: "1951-08-10"),
       |                                                                                           ^^^^^^^^^^^^ a date not before `from`
       |
      ::: scenario.ron:25:73
       |
    25 |         (id: "spread", light: 24, along: "A-B B-C", active: "no", from: "1951-08-20", to: "1951-08-10"),
       |                                                                         ------------ it begins here
       |
       = note: `interdict explain I0029`
    "#);
}

#[test]
fn i0030_phases_overlap() {
    insta::assert_snapshot!(faults(with("from: \"1951-08-15\"", "from: \"1951-08-10\"")), @r#"
    error[I0030]: phase `second` overlaps phase `first`
      --> scenario.ron:40:30
       |
    40 |         (id: "second", from: "1951-08-10", to: "1951-08-30", lines: "core:2", bridges: [("all", 1)],
       |                              ^^^^^^^^^^^^ a date after the last day of `first`
       |
      ::: scenario.ron:39:29
       |
    39 |         (id: "first", from: "1951-08-01", to: "1951-08-14", lines: [("all", 0.5), ("B-C", 3.0)]),
       |                             ------------ `first` begins here
       |
       = note: `interdict explain I0030`
    "#);
}

#[test]
fn i0031_the_step_does_not_divide_a_day() {
    insta::assert_snapshot!(faults(with("15 min", "7 min")), @r#"
    error[I0031]: a step of 420 s does not divide a day
     --> scenario.ron:6:11
      |
    6 |     step: "7 min",
      |           ^^^^^^^ a step that divides a day: 1, 5, 10, 15, 20, 30 or 60 min
      |
      = note: `interdict explain I0031`
    "#);
}

#[test]
fn i0032_the_scenario_is_too_long() {
    insta::assert_snapshot!(faults(with("ends: \"1951-08-30\"", "ends: \"1971-08-30\"")), @r#"
    error[I0032]: the scenario has 7335 days
     --> scenario.ron:5:33
      |
    5 |     starts: "1951-08-01", ends: "1971-08-30",
      |                                 ^^^^^^^^^^^^ at most 3660 days
      |
      = note: `interdict explain I0032`
    "#);
}

#[test]
fn i0033_a_name_that_is_not_there() {
    insta::assert_snapshot!(faults(with("railhead: \"C\"", "railhead: \"Gamma\"")), @r#"
    error[I0033]: `Gamma` is not a station
      --> scenario.ron:20:41
       |
    20 |     formations: [(id: "army", railhead: "Gamma", tons_per_day: "400 short t/day", to: "1951-08-20")],
       |                                         ^^^^^^^ the id of a station
       |
       = help: `stations` has `A`, `B`, `C`
       = note: `interdict explain I0033`
    "#);
}

#[test]
fn i0033_the_nearest_name_is_offered() {
    insta::assert_snapshot!(faults(with("aircraft: \"jet\"", "aircraft: \"jett\"")), @r#"
    error[I0033]: `jett` is not an aircraft type
      --> scenario.ron:28:65
       |
    28 |     air_units: [(id: "group", role: "fighter-bomber", aircraft: "jett", strength: 75, sector: "core",
       |                                                                 ^^^^^^ the id of an aircraft type
       |
       = help: did you mean `jet`?
       = note: `interdict explain I0033`
    "#);
}

#[test]
fn i0034_a_line_ends_where_it_begins() {
    insta::assert_snapshot!(faults(with("from: \"B\", to: \"C\"", "from: \"B\", to: \"B\"")), @r#"
    error[I0034]: line `B-C` ends where it begins
      --> scenario.ron:11:36
       |
    11 |         (id: "B-C", from: "B", to: "B", length_km: 45, tracks: 2, speed_kmh: 25),
       |                                    ^^^ another station than `from`
       |
       = note: `interdict explain I0034`
    "#);
}

#[test]
fn i0035_no_base_can_reach_a_railhead() {
    insta::assert_snapshot!(faults(cut_off()), @r#"
    error[I0035]: no base can reach `D`, which gang base `g1` needs
      --> scenario.ron:22:33
       |
    22 |     gangs: [(id: "g1", station: "D", men: 3000)],
       |                                 ^^^ a station that lines or roads join to a base
       |
       = help: the island is `D`
       = note: `interdict explain I0035`
    "#);
}

#[test]
fn i0050_a_railhead_beyond_a_road_without_trucks() {
    let loaded = beyond_a_road("").expect("a warning is no error");
    assert_eq!(loaded.warnings.warnings(), 1);
    let page = loaded.warnings.render(false);
    assert!(
        page.contains("warning[I0050]: only roads without trucks lead to `D`, where `far` draws"),
        "{page}"
    );
    let trucks = r#"(id: "far-column", station: "D", trucks: 5, task: "gap"), "#;
    let loaded = beyond_a_road(trucks).expect("it is sound");
    assert_eq!(loaded.warnings.warnings(), 0);
}

#[test]
fn i0053_a_doctrine_goes_for_what_is_not_there() {
    let rows = "doctrines: [(id: \"tracks\", doctrine: \"rails\", kind: \"track\"), \
                (id: \"fields\", doctrine: \"rails\", kind: \"airfield\"), \
                (id: \"yards\", doctrine: \"rails\", kind: \"yard\", among: \"cut\")], gangs: [";
    let text =
        (SMALL.replace("gangs: [", rows)).replace("(id: \"strip\", lat: 39.9, lon: 125.0)", "");
    let loaded = load_files(files(&text), "scenario.ron").expect("a warning is no error");
    let page = loaded.warnings.render(false);
    for said in [
        "warning[I0063]: doctrine `rails` goes for `airfield`, and the scenario has none",
        "warning[I0063]: doctrine `rails` goes for `yard` on a cut",
    ] {
        assert!(page.contains(said), "{page}");
    }
    assert_eq!(loaded.warnings.warnings(), 2, "{page}");
}

#[test]
fn i0053_a_doctrine_goes_for_what_those_who_follow_it_do_not_attack() {
    let rows = "doctrines: [(id: \"yards\", doctrine: \"rails\", kind: \"yard\"), \
                (id: \"tracks\", doctrine: \"rails\", kind: \"track\")], gangs: [";
    let text = SMALL.replace("gangs: [", rows);
    let text = text.replace("stretch_km: 10)", "stretch_km: 10, doctrine: \"rails\")");
    let loaded = load_files(files(&text), "scenario.ron").expect("a warning is no error");
    let page = loaded.warnings.render(false);
    let said =
        "doctrine `rails` goes for `yard`, which fighter-bombers and intruders do not attack";
    assert!(page.contains(said), "{page}");
    assert_eq!(loaded.warnings.warnings(), 1, "{page}");
}

#[test]
fn i0033_a_phase_names_a_doctrine_that_no_row_has() {
    let rows = "doctrines: [(id: \"rails\", kind: \"track\")], gangs: [";
    let text = SMALL.replace("gangs: [", rows);
    let text = text.replace("stretch_km: 10)", "stretch_km: 10, doctrine: \"rail\")");
    insta::assert_snapshot!(faults(load_files(files(&text), "scenario.ron")), @r#"
    error[I0033]: `rail` is no doctrine
      --> scenario.ron:41:75
       |
    41 |             hours: [(8.0, 10.0), (14.0, 16.0)], stretch_km: 10, doctrine: "rail"),
       |                                                                           ^^^^^^ a name in the column `doctrine` of `doctrines`
       |
       = help: did you mean `rails`?
       = note: `interdict explain I0033`
    "#);
}

#[test]
fn i0054_an_order_to_fighter_bombers() {
    let rows = "doctrines: [(id: \"rails\", kind: \"track\")], \
                orders: [(id: \"first\", unit: \"group\", doctrine: \"rails\", sorties_per_day: 9)], gangs: [";
    let text = SMALL.replace("gangs: [", rows);
    let page = faults(load_files(files(&text), "scenario.ron"));
    for said in [
        "error[I0067]: `group` is no unit of bombers but of `fighter-bomber`",
        "a unit of the role `bomber`",
    ] {
        assert!(page.contains(said), "{page}");
    }
}

#[test]
fn i0036_there_is_no_base() {
    insta::assert_snapshot!(faults(with("(id: \"north\", station: \"A\", tons_per_day: 2000)", "")), @r#"
    error[I0036]: the scenario has no base, which its domain supply needs
     --> scenario.ron:2:1
      |
    2 | Scenario(
      | ^ `bases` with at least one row
      |
      = help: to the domain supply belong rows of `roads`, `stocks`, `formations`, `trucks`
      = note: `interdict explain I0036`
    "#);
}

#[test]
fn i0037_there_is_no_weather() {
    insta::assert_snapshot!(faults(with("weather: [(id: \"west\", lat: 39.5, lon: 125.0,\n        visual: [0.6, 0.6, 0.6, 0.5, 0.5, 0.4, 0.3, \"40 %\", 0.5, 0.6, 0.6, 0.6])],", "")), @r#"
    error[I0037]: the scenario has no weather cell, which its domain attack needs
     --> scenario.ron:2:1
      |
    2 | Scenario(
      | ^ `weather` with at least one row
      |
      = help: to the domain attack belong rows of `air_units`, `raids`, `phases`
      = note: `interdict explain I0037`
    "#);
}

/// A scenario of one station and these tables.
fn of_tables(tables: &str) -> String {
    let text = format!(
        "Scenario(title: \"T\", starts: \"1951-08-01\", ends: \"1951-08-30\", latitude: 39.6,\n\
         stations: [(id: \"A\", lat: 40.1, lon: 124.4)],\n{tables})"
    );
    faults(load_files(
        BTreeMap::from([("scenario.ron".to_owned(), text)]),
        "scenario.ron",
    ))
}

#[test]
fn i0051_a_railway_has_a_line() {
    insta::assert_snapshot!(of_tables("locomotives: [(id: \"pool\", station: \"A\", count: 40)]"), @r#"
    error[I0051]: the scenario has no line, which its domain railway needs
     --> scenario.ron:1:1
      |
    1 | Scenario(title: "T", starts: "1951-08-01", ends: "1951-08-30", latitude: 39.6,
      | ^ `lines` with at least one row
      |
      = help: to the domain railway belong rows of `locomotives`
      = note: `interdict explain I0051`
    "#);
}

#[test]
fn i0052_a_scenario_has_a_domain() {
    insta::assert_snapshot!(of_tables("lines: []"), @r#"
    error[I0052]: there is nothing in the scenario
     --> scenario.ron:1:1
      |
    1 | Scenario(title: "T", starts: "1951-08-01", ends: "1951-08-30", latitude: 39.6,
      | ^ tables of one of its domains: railway, supply, attack, defence, interception, schools, cities
      |
      = note: `interdict explain I0052`
    "#);
}

#[test]
fn a_domain_asks_for_its_own_tables_only() {
    // Nobody to feed: no base. Nobody who flies: no weather.
    let guns = "flak: [(id: \"G\", heavy: 4, lat: 40.1, lon: 124.4)]";
    let army = "bases: [(id: \"B\", station: \"A\", tons_per_day: 9)],\n\
                formations: [(id: \"F\", railhead: \"A\", tons_per_day: 5)]";
    for tables in [guns, army, &format!("{guns},\n{army}")] {
        assert_eq!(of_tables(tables), "", "{tables}");
    }
}

#[test]
fn i0038_guns_stand_nowhere() {
    insta::assert_snapshot!(faults(with(", lat: 39.7, lon: 125.2),", "),")), @r#"
    error[I0038]: gun posting `point` stands nowhere
      --> scenario.ron:24:9
       |
    24 |         (id: "point", heavy: 4, light: 12),
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ either `lat` and `lon`, or `along`
       |
       = note: `interdict explain I0038`
    "#);
}

#[test]
fn i0038_guns_stand_in_two_ways() {
    insta::assert_snapshot!(faults(with("lat: 39.7, lon: 125.2),", "lat: 39.7, lon: 125.2, along: \"A-B\"),")), @r#"
    error[I0038]: gun posting `point` stands both at a point and along lines
      --> scenario.ron:24:74
       |
    24 |         (id: "point", heavy: 4, light: 12, lat: 39.7, lon: 125.2, along: "A-B"),
       |                                                                          ^^^^^ either `lat` and `lon`, or `along`
       |
       = note: `interdict explain I0038`
    "#);
}

#[test]
fn i0039_unknown_knob() {
    insta::assert_snapshot!(faults(with("rail.speed_kmh", "rail.sped_kmh")), @r#"
    error[I0039]: there is no knob `rail.sped_kmh`
      --> scenario.ron:46:9
       |
    46 |         "rail.sped_kmh": 18,
       |         ^^^^^^^^^^^^^^^ the path of a knob, such as `rail.speed_kmh`
       |
       = help: did you mean `rail.speed_kmh`?
       = note: `interdict explain I0039`
    "#);
}

#[test]
fn i0040_a_knob_is_out_of_range() {
    insta::assert_snapshot!(faults(with("\"rail.speed_kmh\": 18", "\"rail.speed_kmh\": 1800")), @r#"
    error[I0040]: `rail.speed_kmh` is out of range: 1800 km/h
      --> scenario.ron:46:27
       |
    46 |         "rail.speed_kmh": 1800,
       |                           ^^^^ 5 to 50 km/h
       |
       = note: `interdict explain I0040`
    "#);
}

#[test]
fn i0041_a_change_matches_nothing() {
    insta::assert_snapshot!(faults(change("Remove(\"gangs.g2\")")), @r#"
    error[I0041]: no row of `gangs` is named `g2`
     --> arm.ron:1:55
      |
    1 | Counterfactual(base: "scenario.ron", changes: [Remove("gangs.g2")])
      |                                                       ^^^^^^^^^^ the name of a gang base
      |
      = note: `interdict explain I0041`
    "#);
}

#[test]
fn i0042_a_change_changes_nothing() {
    insta::assert_snapshot!(faults(change("Set(\"flak.spread.active\", \"no\")")), @r#"
    error[I0042]: `flak.spread.active` has this value already
     --> arm.ron:1:52
      |
    1 | Counterfactual(base: "scenario.ron", changes: [Set("flak.spread.active", "no")])
      |                                                    ^^^^^^^^^^^^^^^^^^^^ a value other than the base's
      |
      = note: `interdict explain I0042`
    "#);
}

#[test]
fn i0043_not_a_change() {
    insta::assert_snapshot!(faults(change("Scale(\"gangs.g1.men\", 2)")), @r#"
    error[I0043]: this is not a change
     --> arm.ron:1:48
      |
    1 | Counterfactual(base: "scenario.ron", changes: [Scale("gangs.g1.men", 2)])
      |                                                ^^^^^^^^^^^^^^^^^^^^^^^^ `Set("path", value)`, `Remove("path")`, `Add("table", (...))` or `Table("table", "file.csv")`
      |
      = note: `interdict explain I0043`
    "#);
}

#[test]
fn i0043_a_path_that_leads_nowhere() {
    insta::assert_snapshot!(faults(change("Set(\"gang.g1.men\", 2)")), @r#"
    error[I0043]: `gang.g1.men` leads to nothing
     --> arm.ron:1:52
      |
    1 | Counterfactual(base: "scenario.ron", changes: [Set("gang.g1.men", 2)])
      |                                                    ^^^^^^^^^^^^^ `table.ID.field`, `rules.group.knob` or a field of the scenario
      |
      = help: did you mean `gangs`?
      = note: `interdict explain I0043`
    "#);
}

#[test]
fn i0044_a_range_that_is_none_or_the_wrong_way_round() {
    for low in ["9", "12"] {
        let text = faults(with("low: 5", &format!("low: {low}")));
        let said = "error[I0044]: figure of record `cuts` has no range from low to high\n  --> scenario.ron:44:";
        assert!(text.starts_with(said), "{text}");
        let wanted = format!("a figure above {low}, its low end");
        assert!(text.contains(&wanted), "{text}");
    }
}

#[test]
fn i0044_figures_in_the_wrong_order() {
    insta::assert_snapshot!(faults(with("value: 7", "value: 17")), @r#"
    error[I0044]: figure of record `cuts` does not lie between its low and high end
      --> scenario.ron:44:16
       |
    44 |         value: 17, low: 5, high: 9)],
       |                ^^ a figure from 5 to 9
       |
       = note: `interdict explain I0044`
    "#);
}

#[test]
fn i0045_too_few_values() {
    insta::assert_snapshot!(faults(with("0.5, 0.6, 0.6, 0.6])]", "0.5, 0.6, 0.6])]")), @r#"
    error[I0045]: there are 11 shares here
      --> scenario.ron:36:17
       |
    36 |         visual: [0.6, 0.6, 0.6, 0.5, 0.5, 0.4, 0.3, "40 %", 0.5, 0.6, 0.6])],
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 12 shares, January first
       |
       = note: `interdict explain I0045`
    "#);
}

#[test]
fn i0046_two_columns_go_together() {
    insta::assert_snapshot!(faults(with(", gates_to: \"C\"", "")), @r#"
    error[I0046]: area `core` has `gates_from` but no `gates_to`
      --> scenario.ron:37:61
       |
    37 |     areas: [(id: "core", lines: ["A-B", "B-C"], gates_from: "A")],
       |                                                             ^^^ `gates_to` as well
       |
       = note: `interdict explain I0046`
    "#);
}

#[test]
fn i0047_one_name_for_two_things() {
    insta::assert_snapshot!(faults(with("(id: \"B-C\", from", "(id: \"core\", from: \"A\", to: \"B\", length_km: 9), (id: \"B-C\", from")), @r#"
    error[I0047]: a line and an area are both named `core`
      --> scenario.ron:37:13
       |
    37 |     areas: [(id: "core", lines: ["A-B", "B-C"], gates_from: "A", gates_to: "C")],
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = note: `interdict explain I0047`
    "#);
}

#[test]
fn a_setting_of_the_command_line_is_a_place_too() {
    insta::assert_snapshot!(faults(set("gangs.g1.men", "many")), @r#"
    error[I0020]: `many` is not a number
     --> --set:1:14
      |
    1 | gangs.g1.men=many
      |              ^^^^ a number in men
      |
      = note: `interdict explain I0020`
    "#);
}
