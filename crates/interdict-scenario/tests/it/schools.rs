//! What tables of schools may not say.

use std::collections::BTreeMap;

use interdict_scenario::{Faults, Loaded, load_files};

use crate::small::faults;

/// A school with a row more, or with a text replaced.
fn school(old: &str, new: &str) -> Result<Loaded, Faults> {
    let text = r#"Scenario(
    title: "School", question: "?", starts: "1951-08-01", ends: "1951-08-30", step: "60 min", latitude: 39.6,
    academies: [(id: "school", trainers: 30)],
    courses: [(id: "wings", academy: "school", next: "jets"), (id: "jets", academy: "school")],
    cohorts: [(id: "spring", students: 40, course: "wings")],
    establishments: [(id: "squadron", course: "jets", pilots: 12, aircraft: 12)],
    deliveries: [(id: "first", unit: "squadron", aircraft: 12)],
    requests: [(id: "help", asked: "1951-07-25", answered: "1951-08-05")],
    training_divisions: [(id: "guests", academy: "school", request: "help")],
    assignments: [(id: "home", unit: "squadron", city: "capital")],
    cities: [(id: "capital", lat: 39.9, lon: 116.4)],
)"#;
    assert!(text.contains(old), "the school does not hold {old}");
    let files = BTreeMap::from([("s.ron".to_owned(), text.replacen(old, new, 1))]);
    load_files(files, "s.ron")
}

#[test]
fn a_theatre_needs_no_station_and_no_line() {
    let loaded = school("", "").expect("sound");
    assert!(loaded.warnings.is_empty());
    assert_eq!(loaded.scenario.domains().to_string(), "schools, cities");
}

#[test]
fn i0034_courses_that_lead_back_to_themselves() {
    let found = faults(school(
        r#"(id: "jets", academy: "school")"#,
        r#"(id: "jets", academy: "school", next: "wings")"#,
    ));
    insta::assert_snapshot!(found, @r#"
    error[I0034]: course `jets` leads back to itself
     --> s.ron:4:101
      |
    4 |     courses: [(id: "wings", academy: "school", next: "jets"), (id: "jets", academy: "school", next: "wings")],
      |                                                                                                     ^^^^^^^ courses that end with one without `next`
      |
      = note: `interdict explain I0034`
    "#);
}

#[test]
fn i0049_a_delivery_goes_to_one_place() {
    let both = r#"(id: "first", unit: "squadron", academy: "school", aircraft: 12)"#;
    let first = r#"(id: "first", unit: "squadron", aircraft: 12)"#;
    let found = faults(school(first, both));
    assert!(
        found.contains("error[I0049]: delivery `first` goes to an academy or to a unit"),
        "{found}"
    );
    let neither = faults(school(first, r#"(id: "first", aircraft: 12)"#));
    assert!(neither.contains("error[I0049]"), "{neither}");
}

#[test]
fn i0046_a_delivery_brings_what_can_be_used_there_and_who_teaches_teaches_somewhere() {
    let first = r#"(id: "first", unit: "squadron", aircraft: 12)"#;
    let found = faults(school(
        first,
        r#"(id: "first", unit: "squadron", fuel_t: 12)"#,
    ));
    assert!(
        found.contains("error[I0046]: delivery `first` brings `fuel_t` to units"),
        "{found}"
    );
    let guests = r#"(id: "guests", academy: "school", request: "help")"#;
    let nowhere = faults(school(guests, r#"(id: "guests", request: "help")"#));
    assert!(
        nowhere.contains("error[I0046]: training division `guests` teaches nowhere"),
        "{nowhere}"
    );
    let both = r#"(id: "guests", duty: "front", academy: "school")"#;
    let found = faults(school(guests, both));
    assert!(
        found.contains("has an academy and does not teach"),
        "{found}"
    );
}

#[test]
fn i0048_a_division_is_at_one_place() {
    let found = faults(school(
        r#"(id: "guests", academy: "school", request: "help")"#,
        r#"(id: "g1", division: "guests", academy: "school", to: "1951-08-12"),
            (id: "g2", division: "guests", duty: "front", from: "1951-08-12")"#,
    ));
    assert!(
        found.contains("error[I0048]: division `guests` is in two rows at once, `g1` and `g2`"),
        "{found}"
    );
}

#[test]
fn i0029_nobody_answers_what_is_not_asked() {
    let found = faults(school(
        r#"answered: "1951-08-05""#,
        r#"answered: "1951-07-05""#,
    ));
    assert!(
        found.contains("error[I0029]: request `help` is answered before it is asked"),
        "{found}"
    );
}

#[test]
fn i0048_a_new_unit_is_at_one_place() {
    let home = r#"(id: "home", unit: "squadron", city: "capital")"#;
    let found = faults(school(
        home,
        r#"(id: "home", unit: "squadron", city: "capital"), (id: "war", unit: "squadron", duty: "front", from: "1951-08-20")"#,
    ));
    assert!(
        found.contains("error[I0048]: unit `squadron` is in two rows at once, `home` and `war`"),
        "{found}"
    );
}

#[test]
fn i0046_nobody_guards_a_city_from_the_front_and_units_do_not_teach() {
    let home = r#"(id: "home", unit: "squadron", city: "capital")"#;
    let front = r#"(id: "home", unit: "squadron", duty: "front", city: "capital")"#;
    let found = faults(school(home, front));
    let wanted = "error[I0046]: assignment `home` guards a city from the front";
    assert!(found.contains(wanted), "{found}");
    let teach = r#"(id: "home", unit: "squadron", duty: "teach")"#;
    let found = faults(school(home, teach));
    let wanted = "error[I0046]: assignment `home` has a unit teach";
    assert!(found.contains(wanted), "{found}");
    let guests = r#"(id: "guests", academy: "school", request: "help")"#;
    let front = r#"(id: "guests", duty: "front", city: "capital")"#;
    let found = faults(school(guests, front));
    let wanted = "error[I0046]: training division `guests` guards a city from the front";
    assert!(found.contains(wanted), "{found}");
}

#[test]
fn i0044_a_raid_has_no_fewer_bombers_than_its_least_number() {
    let found = faults(school("lon: 116.4)", "lon: 116.4, bombers_most: 3)"));
    let wanted = "error[I0044]: city `capital` is raided by 4 bombers at least and by 3 at most";
    assert!(found.contains(wanted), "{found}");
}

#[test]
fn i0046_a_request_that_waits_for_a_line_names_one() {
    let dates = r#"asked: "1951-07-25", answered: "1951-08-05""#;
    let found = faults(school(dates, &format!(r#"{dates}, when: "line-shut""#)));
    let wanted = "error[I0046]: request `help` waits for a line and names none";
    assert!(found.contains(wanted), "{found}");
    let found = faults(school(
        dates,
        &format!(r#"{dates}, when: "line-shut", line: "main""#),
    ));
    assert!(found.contains("error[I0033]"), "{found}");
}

#[test]
fn i0069_a_condition_that_can_never_hold() {
    let dates = r#"asked: "1951-07-25", answered: "1951-08-05""#;
    let found = faults(school(dates, &format!(r#"{dates}, when: "few-formed""#)));
    let wanted = "error[I0069]: request `help` waits until fewer than 0 units are formed";
    assert!(found.contains(wanted), "{found}");
    let text = r#"Scenario(
    title: "Asking", question: "?", starts: "1951-08-01", ends: "1951-08-30", step: "60 min", latitude: 39.6,
    requests: [(id: "a", asked: "1951-08-01", answered: "1951-08-05", when: "few-formed", than: 2),
        (id: "b", asked: "1951-08-01", answered: "1951-08-05", when: "many-waiting")],
)"#;
    let files = BTreeMap::from([("s.ron".to_owned(), text.to_owned())]);
    let found = faults(load_files(files, "s.ron"));
    for wanted in [
        "request `a` waits for units, of which the scenario has none",
        "request `b` waits for pilots, of whom the scenario has none",
    ] {
        assert!(found.contains(wanted), "{found}");
    }
}
