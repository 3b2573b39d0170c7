//! One broken scenario per code, and what a historian sees: files and tables.

use crate::small::{STATIONS, counterfactual, faults, with, with_stations};

#[test]
fn i0001_the_text_cannot_be_read() {
    insta::assert_snapshot!(faults(with("question: \"Which of them matters?\",", "question: \"Which of them matters?\"")), @r#"
    error[I0001]: the text cannot be read: a comma or `)` is missing here
     --> scenario.ron:4:39
      |
    4 |     question: "Which of them matters?"
      |                                       ^
      |
      = note: `interdict explain I0001`
    "#);
}

#[test]
fn i0001_a_quote_in_a_csv_file_is_not_closed() {
    insta::assert_snapshot!(faults(with_stations("id,lat,lon\nA,40,124\nB,\"39\nC,39,125\n")), @r#"
    error[I0001]: a quote is opened in this row and not closed
     --> stations.csv:3:1
      |
    3 | B,"39
      | ^^^^^
      |
      = note: `interdict explain I0001`
    "#);
}

#[test]
fn i0002_a_file_is_missing() {
    insta::assert_snapshot!(faults(with("stations.csv", "station.csv")), @r#"
    error[I0002]: there is no file `station.csv` beside this one
     --> scenario.ron:8:15
      |
    8 |     stations: "station.csv",
      |               ^^^^^^^^^^^^^
      |
      = help: did you mean `stations.csv`?
      = note: `interdict explain I0002`
    "#);
}

#[test]
fn i0005_a_path_leads_out_of_the_folder() {
    insta::assert_snapshot!(faults(with("stations.csv", "../stations.csv")), @r#"
    error[I0005]: `../stations.csv` is not a file inside the scenario's folder
     --> scenario.ron:8:15
      |
    8 |     stations: "../stations.csv",
      |               ^^^^^^^^^^^^^^^^^
      |
      = note: `interdict explain I0005`
    "#);
}

#[test]
fn i0007_a_base_rests_on_itself() {
    insta::assert_snapshot!(faults(counterfactual("Counterfactual(base: \"arm.ron\", changes: [])")), @r#"
    error[I0007]: `arm.ron` rests on itself
     --> arm.ron:1:22
      |
    1 | Counterfactual(base: "arm.ron", changes: [])
      |                      ^^^^^^^^^ a chain of bases that ends in a scenario
      |
      = note: `interdict explain I0007`
    "#);
}

#[test]
fn i0008_neither_a_scenario_nor_a_counterfactual() {
    insta::assert_snapshot!(faults(with("Scenario(", "Scenery(")), @r#"
    error[I0008]: this is neither a scenario nor a counterfactual
     --> scenario.ron:2:1
      |
    2 | Scenery(
      | ^ `Scenario( ... )` or `Counterfactual( ... )`
      |
      = note: `interdict explain I0008`
    "#);
}

#[test]
fn i0009_unknown_field() {
    insta::assert_snapshot!(faults(with("title:", "titel:")), @r#"
    error[I0014]: a scenario has no `title`
     --> scenario.ron:2:1
      |
    2 | Scenario(
      | ^^^^^^^^^ a value for `title`
      |
      = note: `interdict explain I0014`

    error[I0009]: `titel` is not a field of the scenario
     --> scenario.ron:3:5
      |
    3 |     titel: "Two lines",
      |     ^^^^^ a field, a table or `rules`
      |
      = help: did you mean `title`?
      = note: `interdict explain I0009`
    "#);
}

#[test]
fn i0010_unknown_column_in_a_row() {
    insta::assert_snapshot!(faults(with("length_km: 45,", "lenght_km: 45,")), @r#"
    error[I0014]: line `B-C` has no `length_km`
      --> scenario.ron:11:9
       |
    11 |         (id: "B-C", from: "B", to: "C", lenght_km: 45, tracks: 2, speed_kmh: 25),
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a value for `length_km`
       |
       = note: `interdict explain I0014`

    error[I0010]: `lenght_km` is not a column of `lines`
      --> scenario.ron:11:41
       |
    11 |         (id: "B-C", from: "B", to: "C", lenght_km: 45, tracks: 2, speed_kmh: 25),
       |                                         ^^^^^^^^^ one of id, from, to, name, length_km, tracks, running, sanctuary, speed_kmh, passing_km, opens, closes, cell, mark, source
       |
       = help: did you mean `length_km`?
       = note: `interdict explain I0010`
    "#);
}

#[test]
fn i0010_unknown_column_in_a_csv_file() {
    insta::assert_snapshot!(faults(with_stations(&STATIONS.replace("shelter", "shelters"))), @r#"
    error[I0010]: `shelters` is not a column of `stations`
     --> stations.csv:1:22
      |
    1 | id,name,lat,lon,kind,shelters
      |                      ^^^^^^^^ one of id, name, lat, lon, kind, shelter, places, mark, source
      |
      = help: did you mean `shelter`?
      = note: `interdict explain I0010`
    "#);
}

#[test]
fn i0011_a_field_is_given_twice() {
    insta::assert_snapshot!(faults(with("men: 3000", "men: 3000, men: 300")), @r#"
    error[I0011]: `men` is given twice
      --> scenario.ron:22:49
       |
    22 |     gangs: [(id: "g1", station: "B", men: 3000, men: 300)],
       |                                                 ^^^
       |
      ::: scenario.ron:22:38
       |
    22 |     gangs: [(id: "g1", station: "B", men: 3000, men: 300)],
       |                                      --- given first here
       |
       = note: `interdict explain I0011`
    "#);
}

#[test]
fn i0012_a_column_is_given_twice() {
    insta::assert_snapshot!(faults(with_stations(&STATIONS.replace("name", "id"))), @r#"
    error[I0012]: the column `id` is given twice
     --> stations.csv:1:4
      |
    1 | id,id,lat,lon,kind,shelter
      |    ^^
      |
      = note: `interdict explain I0012`
    "#);
}

#[test]
fn i0013_a_row_has_too_many_cells() {
    insta::assert_snapshot!(faults(with_stations(&STATIONS.replace('"', ""))), @r#"
    error[I0013]: this row has 7 cells, the header has 6
     --> stations.csv:3:1
      |
    3 | B,Beta, east,39.7,125.2,station,
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 6 cells
      |
      = help: a text or a figure with a comma in it needs quotes about it
      = note: `interdict explain I0013`
    "#);
}
