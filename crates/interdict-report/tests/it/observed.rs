use interdict_report::BesideRecord;

use crate::fabricated::theatre;

#[test]
fn figures_of_record_are_compared_or_it_is_said_why_not() {
    let (scenario, record) = theatre(120);
    let comparison = BesideRecord::of(&scenario, &record);
    insta::assert_snapshot!(comparison.text(), @r"
    1 of 2 figures of record lie inside their range; mean score 0.50.

                                               from         run   record      low to high          score
    1    Figure 1 of the staff history         1951-08       79      225        50 to 400  inside   1.00
    2    Figure 2 of the staff history         1951-08      100       15         10 to 20  outside  0.00
    3    Figure 3 of the staff history         1951-08        -     1.50           1 to 2              -
    4    Figure 4 of the staff history         1954-01        -     1.50           1 to 2              -
    5    Figure 5 of the staff history         1951-08        -     1.50           1 to 2              -
    3: not compared, there is no series `night_hours` of the theatre
    4: not compared, its span ends after the 120 days of the run
    5: not compared, there is no area `nowhere`
    ");
    let markdown = comparison.markdown();
    assert_eq!(
        markdown
            .lines()
            .filter(|line| line.starts_with("| "))
            .count(),
        6
    );
    assert!(markdown.contains("staff history, p. 12"));
    let json = serde_json::to_value(&comparison).expect("plain data");
    assert_eq!(json["rows"][0]["compared"]["is_inside"], true);
    assert_eq!(
        json["rows"][2]["not_compared"],
        "there is no series `night_hours` of the theatre"
    );
}

#[test]
fn several_runs_are_told_with_their_spread_and_the_place_of_the_record_among_them() {
    let (scenario, _) = theatre(120);
    let run = |first: f64| {
        let mut run = vec![Err("nothing".to_owned()); scenario.observed.len()];
        (run[0], run[1]) = (Ok(first), Ok(15.0));
        run
    };
    let runs = [190.0, 200.0, 210.0, 240.0].map(run);
    let comparison = BesideRecord::of_runs(&scenario, &runs);
    let text = comparison.text();
    // mean 210, s.d. 21.6; the side of the range (225 - 50) / 1.645 = 106.4: z = -15 / 108.6; three of four below 225
    let row = text.lines().find(|line| line.starts_with("1 "));
    let cells: Vec<&str> = row
        .expect("a row")
        .split_whitespace()
        .rev()
        .take(4)
        .collect();
    assert_eq!(cells, ["4", "of", "3", "-0.1"]);
    assert!(
        text.lines().all(|line| line.chars().count() <= 102),
        "{text}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&comparison.json(7, 4)).expect("one document");
    assert_eq!(
        json["figures"]["rows"][0]["compared"]["below"],
        serde_json::json!([3.0, 4])
    );
    assert_eq!(
        (&json["seed"], &json["replications"]),
        (&7.into(), &4.into())
    );
}
