//! What can be written down and cannot be meant is warned of, at its place.

use interdict_scenario::{Faults, Loaded, load_files};

use crate::small::{SMALL, STATIONS, files, with};

/// Codes, messages and lines of the warnings.
fn warnings(read: Result<Loaded, Faults>) -> Vec<(&'static str, String, usize)> {
    let read = read.unwrap_or_else(|faults| panic!("{faults}"));
    let one = |fault: &interdict_scenario::Fault| {
        let line = read
            .warnings
            .place(fault)
            .map_or(0, |(_, first, _)| first.line);
        (fault.code.as_str(), fault.message.clone(), line)
    };
    read.warnings.iter().map(one).collect()
}

/// The one warning of the small scenario with one text replaced.
fn warned(old: &str, new: &str) -> (&'static str, String, usize) {
    let mut found = warnings(with(old, new));
    assert_eq!(found.len(), 1, "{new}: {found:?}");
    found.remove(0)
}

#[test]
fn the_small_scenario_has_nothing_to_warn_of() {
    assert_eq!(warnings(with("title", "title")), []);
}

#[test]
fn i0056_a_length_that_its_ends_contradict() {
    let (code, message, line) = warned("length_km: 45", "length_km: 4.5");
    assert_eq!((code, line), ("I0056", 11));
    assert_eq!(
        message,
        "`B-C` is 4 km long, shorter than the straight line: `B` and `C` lie 48 km apart"
    );
    let (code, message, _) = warned("length_km: 45", "length_km: 450");
    assert_eq!(code, "I0056");
    assert_eq!(
        message,
        "`B-C` is 450 km long, many times the straight line: `B` and `C` lie 48 km apart"
    );
    let (code, message, _) = warned("length_km: 90, trucks", "length_km: 9, trucks");
    assert_eq!((code, &message[..12]), ("I0056", "`A-B-road` i"));
}

#[test]
fn i0057_a_place_in_another_part_of_the_world() {
    let load = |stations: &str| {
        let mut files = files(SMALL);
        files.insert("stations.csv".to_owned(), stations.to_owned());
        warnings(load_files(files, "scenario.ron"))
    };
    // a station that no line reaches, so that no length contradicts it
    let found = load(&format!("{STATIONS}D,Delta,-39.0,125.0,station,\n"));
    assert_eq!(found.len(), 1, "{found:?}");
    let (code, message, line) = &found[0];
    assert_eq!((*code, *line), ("I0057", 5));
    assert!(message.starts_with("`D` lies 87"), "{message}");
    // a theatre on both sides of the 180th meridian is one theatre
    let across = STATIONS
        .replace("124.4", "179.4")
        .replace("125.2", "-179.8")
        .replace("125.6", "-179.4");
    let codes: Vec<&str> = load(&across).iter().map(|(code, ..)| *code).collect();
    assert!(!codes.contains(&"I0056"), "{codes:?}");
    let (code, message, _) = warned("latitude: 39.6", "latitude: -39.6");
    assert_eq!((code, &message[..22]), ("I0057", "the sun is reckoned at"));
}

#[test]
fn i0058_something_that_nothing_uses() {
    for (old, new, message) in [
        (
            "trucks: 90, task: \"gap\"",
            "trucks: 90",
            "`t2` carries to those who draw at `A`, where nobody draws",
        ),
        (
            "stocks: [(station: \"C\", days: 3)]",
            "stocks: [(station: \"C\", days: 3), (station: \"B\", days: 2)]",
            "`B` has stock for 2 days, and nobody draws there",
        ),
        (
            "aircraft: [",
            "aircraft: [(id: \"prop\", bombs: 1, bomb_kg: 100), ",
            "no unit flies `prop`",
        ),
        (
            "\"rail.speed_kmh\": 18,",
            "\"fighters.group\": 12,",
            "`rules.fighters.group` is set, and there are no rows of `fighters`",
        ),
        (
            "tons_per_day: \"400 short t/day\"",
            "tons_per_day: \"400 short t/day\", stock_days: 30",
            "`army` begins with 30 days of supply, and a formation holds 7 with itself",
        ),
        (
            "unit: \"1st\"",
            "unit: \"groop\"",
            "no unit is called `groop`; there is `group`",
        ),
    ] {
        let found = warnings(with(old, new));
        let expected = found
            .iter()
            .any(|(code, told, _)| *code == "I0058" && told == message);
        assert!(expected && found.len() <= 2, "{new}: {found:?}");
    }
    let found = warnings(with(
        "(id: \"t2\", station: \"A\", trucks: 90, task: \"gap\")",
        "(id: \"t2\", station: \"C\", trucks: 90, task: \"gap\")",
    ));
    let told: Vec<&str> = found
        .iter()
        .map(|(_, message, _)| message.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "`A-B-road` has no trucks with the task `gap` at `A` or `B`",
            "`t2` carries round gaps from `C`, where no road leaves"
        ]
    );
}

#[test]
fn i0059_to_i0062_roads_engines_attackers_shares() {
    for (old, new, code, message) in [
        (
            "length_km: 90, trucks_per_night",
            "length_km: 250, trucks_per_night",
            "I0059",
            "`A-B-road` takes 17 h at 15 km/h without lights, more than the longest night",
        ),
        (
            "count: 40",
            "count: 0",
            "I0060",
            "the railway has no locomotives",
        ),
        (
            "men: 3000",
            "men: 0",
            "I0060",
            "the railway is attacked and has no gangs",
        ),
        (
            "strength: 75",
            "strength: 0",
            "I0061",
            "`group` has no aircraft",
        ),
        (
            "strength: 75",
            "strength: 75, sorties_per_aircraft: 0",
            "I0061",
            "`group` has no sorties",
        ),
        (
            "from: \"1951-08-15\", to: \"1951-08-30\", lines: \"core:2\"",
            "from: \"1951-08-15\", to: \"1951-08-18\", lines: \"core:2\"",
            "I0061",
            "no phase says what attackers go for on the last 12 days of 30",
        ),
        (
            "\"rail.speed_kmh\": 18,",
            "\"supply.food_share\": 0.7,",
            "I0062",
            "the shares of food, ammunition and fuel add up to 1.07",
        ),
    ] {
        let found = warnings(with(old, new));
        let expected = found
            .iter()
            .any(|(told_code, told, _)| *told_code == code && told == message);
        assert!(expected, "{new}: {found:?}");
    }
    // no phase at all
    let start = SMALL.find("phases: [").unwrap();
    let end = SMALL.find("observed: [").unwrap();
    let text = format!("{}{}", &SMALL[..start], &SMALL[end..]);
    let found = warnings(load_files(files(&text), "scenario.ron"));
    assert_eq!(found[0].1, "no phase says what fighter-bombers go for");
}

#[test]
fn many_rows_with_one_slip_are_told_a_few_times_and_counted() {
    let companies: String = (0..9)
        .map(|n| format!("(id: \"x{n}\", station: \"B\", trucks: 1), "))
        .collect();
    let found = with("trucks: [", &format!("trucks: [{companies}")).unwrap();
    assert_eq!(found.warnings.warnings(), 3);
    let last = found.warnings.iter().last().unwrap().hint.clone().unwrap();
    assert!(
        last.ends_with("; so it is with 6 more rows of `trucks`"),
        "{last}"
    );
}

const SHORT: (&str, &str) = ("length_km: 45", "length_km: 4.5");

/// The small scenario with a line that is too short, and rows of `accepted`.
fn accepting(rows: &str) -> Result<Loaded, Faults> {
    let text = SMALL.replacen(SHORT.0, SHORT.1, 1);
    let accepted = format!("accepted: [{rows}],\n    lines: [");
    load_files(
        files(&text.replacen("lines: [", &accepted, 1)),
        "scenario.ron",
    )
}

#[test]
fn a_warning_that_is_meant_is_counted_and_not_told() {
    for of in ["of: \"lines.B-C\", ", "of: \"lines\", ", ""] {
        let row = format!("(id: \"short\", warning: \"I0056\", {of}because: \"a map\")");
        let read = accepting(&row).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(
            (read.warnings.warnings(), read.warnings.accepted()),
            (0, 1),
            "{of}"
        );
    }
    // another line, another code: the warning stands
    for row in [
        "(id: \"short\", warning: \"I0056\", of: \"lines.A-B\", because: \"a map\")",
        "(id: \"short\", warning: \"I0058\", of: \"lines.B-C\", because: \"a map\")",
    ] {
        let told: Vec<&str> = (warnings(accepting(row)).iter())
            .map(|(code, ..)| *code)
            .collect();
        assert_eq!(told, ["I0068", "I0056"], "{row}");
    }
    // without a reason nothing is accepted
    assert!(accepting("(id: \"short\", warning: \"I0056\")").is_err());
}

#[test]
fn i0068_what_is_accepted_is_not_warned_of() {
    let row = "(id: \"old\", warning: \"I0056\", of: \"lines.A-C\", because: \"mended since\")";
    let (_, message, _) = warnings(accepting(row)).remove(0);
    assert_eq!(
        message,
        "`old` accepts `I0056` about `lines.A-C`, which is not warned of"
    );
}

#[test]
fn what_a_counterfactual_takes_away_need_not_be_accepted_any_more() {
    let row = "(id: \"short\", warning: \"I0056\", of: \"lines.B-C\", because: \"a map\")";
    let text = SMALL.replacen(SHORT.0, SHORT.1, 1);
    let text = text.replacen("lines: [", &format!("accepted: [{row}],\n    lines: ["), 1);
    let mut files = files(&text);
    let arm = "Counterfactual(base: \"scenario.ron\", changes: [Set(\"lines.B-C.length_km\", 50)])";
    files.insert("arm.ron".to_owned(), arm.to_owned());
    assert_eq!(warnings(load_files(files, "arm.ron")), []);
}
