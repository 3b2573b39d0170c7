//! `worth`: what each request is worth, alone and in company.

use crate::terminal::Desk;

const SCHOOL: &str = "scenarios/flying-school";

#[test]
fn the_worth_of_a_request_is_a_page_a_table_and_json() {
    let desk = Desk::with(&["flying-school"]);
    let ask = ["worth", SCHOOL, "--pairs", "8"];
    let page = desk.call(&ask).quiet().stdout;
    let in_one_line = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let ran = "8 replications of 2 combinations under seed 1";
    assert!(in_one_line.contains(ran), "{page}");
    assert!(page.contains("TRAINERS"), "{page}");
    let json = desk.call(&[&ask[..], &["--json"]].concat()).quiet().json();
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["of"][0][0], "TRAINERS");
    let of_one = &json["outcomes"][0]["requests"][0];
    // one request alone, last and in company is the same
    assert_eq!(of_one["alone"]["mean"], of_one["last"]["mean"]);
    assert_eq!(of_one["alone"]["mean"], of_one["share"]["mean"]);
    let out = desk.call(&[&ask[..], &["--out", "out", "--quiet"]].concat());
    assert_eq!(out.code, Some(0), "{}", out.stderr);
    for file in ["worth.csv", "worth.json", "worth.txt"] {
        assert!(desk.files("out").iter().any(|one| one == file), "{file}");
    }
    assert_eq!(desk.read("out/worth.txt"), page);
    let again = desk.call(&["reproduce", "out"]);
    assert_eq!(again.code, Some(0), "{}{}", again.stdout, again.stderr);
}

#[test]
fn what_cannot_be_taken_apart_is_refused_with_what_there_is() {
    let desk = Desk::with(&["flying-school", "road-only"]);
    let wrong = desk.call(&["worth", SCHOOL, "--request", "TRAINER"]);
    assert_eq!(wrong.code, Some(2));
    assert!(
        wrong
            .stderr
            .contains("there is no request `TRAINER`; there are: TRAINERS"),
        "{}",
        wrong.stderr
    );
    let none = desk.call(&["worth", "scenarios/road-only"]);
    assert_eq!(none.code, Some(2));
    assert!(
        none.stderr
            .contains("the scenario has no row of `requests`"),
        "{}",
        none.stderr
    );
    let outcome = desk.call(&["worth", SCHOOL, "--outcome", "units_formd"]);
    assert!(
        outcome.stderr.contains("did you mean"),
        "{}",
        outcome.stderr
    );
}
