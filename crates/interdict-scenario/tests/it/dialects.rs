//! Tables and files as other countries and programs write them: read where they have one meaning, and told once.

use interdict_scenario::{Faults, Loaded, Scenario, load_files};

use crate::small::{SMALL, STATIONS, change, files, with, with_stations};

/// The table of stations with a figure that needs decimals, in the language's own form.
const PLAIN: &str = "id,name,lat,lon,kind,shelter\nA,Alpha,40.15,124.4,yard,2\nB,Beta,39.7,125.2,,\nC,Gamma,39.4,125.6,yard,1\n";

fn straight() -> Scenario {
    with_stations(PLAIN).unwrap().scenario
}

/// Codes and messages.
fn told(faults: &Faults) -> Vec<(&'static str, String)> {
    let one = |fault: &interdict_scenario::Fault| (fault.code.as_str(), fault.message.clone());
    faults.iter().map(one).collect()
}

/// The one warning of a table that is read.
fn warning(read: &Loaded) -> String {
    let told = told(&read.warnings);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "I0053");
    told[0].1.clone()
}

#[test]
fn tables_of_spreadsheets_are_read_like_the_plain_table_and_told_once() {
    let semicolons = PLAIN
        .replace('.', "\u{1}")
        .replace(',', ";")
        .replace('\u{1}', ",");
    let tabs = PLAIN.replace(',', "\t");
    let padded: String = PLAIN.lines().map(|line| format!("{line},,\r\n")).collect();
    for (text, message) in [
        (
            semicolons.clone(),
            "`stations.csv` is written in another way: cells are set apart by semicolons; decimal commas (`40,15` is 40.15)",
        ),
        (
            format!("sep=;\r\n{semicolons}"),
            "`stations.csv` is written in another way: cells are set apart by semicolons; decimal commas (`40,15` is 40.15)",
        ),
        (
            tabs.clone(),
            "`stations.csv` is written in another way: cells are set apart by tabs",
        ),
        (
            format!("\u{feff}sep=\t\n{tabs}"),
            "`stations.csv` is written in another way: cells are set apart by tabs",
        ),
        (
            PLAIN
                .replace("id,name,lat", "ID,Name,LAT")
                .replace("yard", "Yard"),
            "`stations.csv` is written in another way: names of columns (`ID` is id); words (`Yard` is yard)",
        ),
        (
            PLAIN
                .replace("40.15", "\"40,15\"")
                .replace("Beta,39.7", "Beta,39.7°"),
            "`stations.csv` is written in another way: decimal commas (`40,15` is 40.15); signs (`39.7°` is 39.7)",
        ),
        (
            PLAIN.replace("125.2,,", "125.2,-,n/a"),
            "`stations.csv` is written in another way: not known (`-` is an empty cell)",
        ),
    ] {
        let read = with_stations(&text).unwrap_or_else(|faults| panic!("{text}{faults}"));
        assert_eq!(read.scenario, straight(), "{text}");
        assert_eq!(warning(&read), message, "{text}");
    }
    for text in [
        padded,
        format!("\n\n,,,,,\n{PLAIN},,,,,\n\u{1a}"),
        format!("# from the map\n{PLAIN}# and no more\n"),
        format!("sep=,\n{PLAIN}"),
        PLAIN.replace('\n', "\r"),
    ] {
        let read = with_stations(&text).unwrap_or_else(|faults| panic!("{text}{faults}"));
        assert_eq!(read.scenario, straight(), "{text}");
        assert!(read.warnings.is_empty(), "{text}{}", read.warnings);
    }
}

/// The small scenario with the bases of a table.
fn with_bases(table: &str) -> Result<Loaded, Faults> {
    let text = SMALL.replace(
        "bases: [(id: \"north\", station: \"A\", tons_per_day: 2000)]",
        "bases: \"bases.csv\"",
    );
    let mut files = files(&text);
    files.insert("bases.csv".to_owned(), table.to_owned());
    load_files(files, "scenario.ron")
}

fn tons(loaded: &Result<Loaded, Faults>) -> Option<i64> {
    loaded
        .as_ref()
        .ok()
        .map(|read| read.scenario.bases[0].kg_per_day / 1_000)
}

#[test]
fn thousands_are_read_where_the_table_shows_what_its_marks_mean() {
    for (table, first) in [
        // a comma for decimals elsewhere in the table, or a figure with two points
        ("id;station;tons_per_day\na;A;12.000\nb;A;850,5\n", 12_000),
        ("id;station;tons_per_day\na;A;12,000\nb;A;850,5\n", 12),
        (
            "id,station,tons_per_day\na,A,\"12,000\"\nb,A,850.5\n",
            12_000,
        ),
        (
            "id,station,tons_per_day\na,A,\"12.000\"\nb,A,\"1.000.000\"\n",
            12_000,
        ),
        (
            "id,station,tons_per_day\na,A,\"12,000\"\nb,A,\"1,000,000\"\n",
            12_000,
        ),
        // what cannot be a mark of decimals
        ("id,station,tons_per_day\na,A,12 000\n", 12_000),
        ("id,station,tons_per_day\na,A,12'000\n", 12_000),
        ("id,station,tons_per_day\na,A,12\u{202f}000 t/day\n", 12_000),
        ("id,station,tons_per_day\na,A,1.2E+04\n", 12_000),
        ("id;station;tons_per_day\na;A;1,2E+04\n", 12_000),
        ("id;station;tons_per_day\na;A;12.000,0\n", 12_000),
    ] {
        let read = with_bases(table);
        assert_eq!(tons(&read), Some(first), "{table}{read:?}");
    }
}

#[test]
fn a_point_that_may_set_thousands_apart_is_never_passed_over() {
    for (table, message) in [
        (
            "id,station,tons_per_day\na,A,12.000\n",
            "`12.000` is read as 12, with a point for decimals, and not as 12000",
        ),
        (
            "id,station,tons_per_day\na,A,12.345 t/day\n",
            "`12.345 t/day` is read as 12.345, with a point for decimals, and not as 12345 t/day",
        ),
    ] {
        let read = with_bases(table).unwrap();
        assert_eq!(told(&read.warnings), [("I0054", message.to_owned())]);
    }
    let in_ron = with("tons_per_day: 2000", "tons_per_day: 2.000").unwrap();
    assert_eq!(told(&in_ron.warnings)[0].0, "I0054");
    // another figure of the column shows that its points mark decimals
    assert!(
        with_bases("id,station,tons_per_day\na,A,12.000\nb,A,850.5\n")
            .unwrap()
            .warnings
            .is_empty()
    );
    // degrees cannot be thousands
    let degrees = STATIONS.replace("39.7", "39.700");
    assert!(with_stations(&degrees).unwrap().warnings.is_empty());
}

#[test]
fn a_comma_with_two_meanings_is_a_fault_that_tells_both() {
    let read = with_bases("id;station;tons_per_day\na;A;12,000\n").unwrap_err();
    let fault = read
        .iter()
        .find(|fault| fault.code.as_str() == "I0020")
        .unwrap();
    assert_eq!(fault.message, "`12,000` may mean 12.000 or 12000");
    assert_eq!(fault.hint.as_deref(), Some("write `12.000` or `12000`"));
    // but degrees are in range one way alone
    let text = PLAIN.replace("40.15", "\"40,150\"");
    assert_eq!(with_stations(&text).unwrap().scenario, straight());
}

#[test]
fn figures_that_are_none_are_told_with_what_to_do() {
    for (written, hint) in [
        (
            "ca. 12",
            "give the figure alone, mark it as an estimate (`mark: E`) and say why in `source`",
        ),
        ("#DIV/0!", "a formula of the spreadsheet failed here"),
        (
            "1.2.3",
            "a point marks decimals, and nothing stands between thousands: `12500.5`",
        ),
    ] {
        let read = with_bases(&format!("id,station,tons_per_day\na,A,{written}\n")).unwrap_err();
        assert_eq!(
            read.iter().next().unwrap().hint.as_deref(),
            Some(hint),
            "{written}"
        );
    }
    let known = with_bases("id,station,tons_per_day\na,A,n/a\n").unwrap_err();
    assert_eq!(
        known
            .codes()
            .iter()
            .map(|code| code.as_str())
            .collect::<Vec<_>>(),
        ["I0014", "I0053"]
    );
}

#[test]
fn dates_of_spreadsheets_are_read_where_they_have_one_meaning() {
    let straight = with("to: \"1951-08-20\"", "to: \"1951-08-20\"")
        .unwrap()
        .scenario;
    for date in [
        "\"20/08/1951\"",
        "\"08/20/1951\"",
        "\"20.08.1951\"",
        "\"20.8.1951\"",
        "\"1951-08-20 00:00:00\"",
        "\"1951/08/20\"",
        "\"18860\"",
        "18860",
        "1951-08-20",
        "\"20 Aug 1951\"",
    ] {
        let read = with("to: \"1951-08-20\"", &format!("to: {date}"));
        let read = read.unwrap_or_else(|faults| panic!("{date}: {faults}"));
        assert_eq!(read.scenario, straight, "{date}");
    }
    for (date, message) in [
        ("04/08/1951", "`04/08/1951` may be 1951-08-04 or 1951-04-08"),
        ("20/08/51", "`20/08/51` is not a date"),
    ] {
        let read = with("to: \"1951-08-20\"", &format!("to: \"{date}\"")).unwrap_err();
        assert_eq!(told(&read)[0].1, message);
    }
    // one date of a table shows the order of all
    let table = "id;from;to\nfirst;01/08/1951;14/08/1951\nsecond;15/08/1951;30/08/1951\n";
    let start = SMALL.find("phases: [").unwrap();
    let end = SMALL.find("observed: [").unwrap();
    let text = format!(
        "{}phases: \"phases.csv\", {}",
        &SMALL[..start],
        &SMALL[end..]
    );
    let mut files = files(&text);
    files.insert("phases.csv".to_owned(), table.to_owned());
    let read = load_files(files, "scenario.ron").unwrap();
    let days: Vec<(u16, u16)> = read
        .scenario
        .phases
        .iter()
        .map(|phase| (phase.from, phase.to))
        .collect();
    assert_eq!(days, [(0, 14), (14, 30)]);
    // dates of the scenario itself
    let bare = with("starts: \"1951-08-01\"", "starts: 1951-08-01").unwrap();
    assert_eq!(bare.scenario, straight);
}

#[test]
fn yes_and_no_are_read_in_every_spelling() {
    let straight = with("sanctuary: \"yes\"", "sanctuary: \"yes\"")
        .unwrap()
        .scenario;
    for yes in ["TRUE", "Yes", "true", "WAHR", "1", "Y"] {
        let read = with("sanctuary: \"yes\"", &format!("sanctuary: \"{yes}\"")).unwrap();
        assert_eq!(read.scenario, straight, "{yes}");
    }
    let read = change("Set(\"lines.A-C.sanctuary\", \"FALSE\")").unwrap();
    assert!(!read.scenario.lines[1].sanctuary);
}

#[test]
fn what_is_no_table_is_one_fault_with_the_way_out() {
    for (text, what) in [
        ("<html><table><tr><td>id", "a web page or XML"),
        ("{\\rtf1\\ansi id,lat,lon", "a document of a word processor"),
        ("[{\"id\": \"A\"}]", "JSON"),
    ] {
        let read = with_stations(text).unwrap_err();
        assert_eq!(
            told(&read),
            [(
                "I0001",
                format!("this is {what}, not a table of `stations`")
            )]
        );
        assert!(read.iter().next().unwrap().hint.is_some());
    }
}

#[test]
fn the_place_of_a_header_is_where_it_stands() {
    let heads: Vec<String> = (0..300).map(|column| format!("c{column}")).collect();
    let read = with_stations(&format!("\n\n\n{}\n", heads.join(","))).unwrap_err();
    let (_, first, _) = read.place(read.iter().next().unwrap()).unwrap();
    assert_eq!((first.line, first.column), (4, 1));
    let read = with_stations(&format!(
        "sep=;\n\n{}",
        PLAIN.replace(',', ";").replace("lat", "latt")
    ))
    .unwrap_err();
    let told = told(&read);
    let places: Vec<usize> = read
        .iter()
        .map(|fault| read.place(fault).unwrap().1.line)
        .collect();
    assert_eq!(told[0].0, "I0014");
    assert!(
        places[..2].iter().all(|&line| line == 3),
        "{places:?} {told:?}"
    );
}

#[test]
fn a_json_scenario_is_read_like_the_same_in_ron() {
    let ron = r#"Scenario(title: "Two", starts: "1951-08-01", ends: "1951-08-03", latitude: 39.6,
        stations: [(id: "A", lat: 40, lon: 124), (id: "B", lat: 39.7, lon: 125.2, kind: "yard")],
        lines: [(id: "A-B", from: "A", to: "B", length_km: "110 km")],
        bases: [(id: "n", station: "A", tons_per_day: 100)], formations: [(id: "f", railhead: "B", tons_per_day: 10)],
        locomotives: [(id: "p", station: "A", count: 4)],
        phases: [(id: "x", from: "1951-08-01", to: "1951-08-03", lines: [("all", 1.0)])],
        weather: [(id: "w", lat: 40, lon: 124, visual: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])],
        rules: {"rail.speed_kmh": 20, "flak.kappa": (value: 0.5, mark: "E", source: "a guess")})"#;
    let json = r#"{"title": "Two", "question": null, "starts": "1951-08-01", "ends": "1951-08-03", "latitude": 39.6,
        "stations": [{"id": "A", "lat": 40, "lon": 124}, {"id": "B", "lat": 39.7, "lon": 125.2, "kind": "yard"}],
        "lines": [{"id": "A-B", "from": "A", "to": "B", "length_km": "110 km", "sanctuary": false}],
        "bases": [{"id": "n", "station": "A", "tons_per_day": 100}],
        "formations": [{"id": "f", "railhead": "B", "tons_per_day": 10}],
        "locomotives": [{"id": "p", "station": "A", "count": 4}],
        "phases": [{"id": "x", "from": "1951-08-01", "to": "1951-08-03", "lines": [["all", 1.0]]}],
        "weather": [{"id": "w", "lat": 40, "lon": 124, "visual": [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]}],
        "rules": {"rail.speed_kmh": 20, "flak.kappa": {"value": 0.5, "mark": "E", "source": "a guess"}}}"#;
    let load = |name: &str, text: &str| {
        load_files([(name.to_owned(), text.to_owned())].into(), name).map(|read| read.scenario)
    };
    let straight = load("scenario.ron", ron).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(load("scenario.json", json), Ok(straight.clone()));
    let wrapped = format!("{{\"Scenario\": {json}}}");
    assert_eq!(load("scenario.json", &wrapped), Ok(straight));
    for changes in [
        r#"[["Set", "bases.n.tons_per_day", 90], ["Remove", "locomotives.p"], ["Add", "bases", {"id": "m", "station": "B", "tons_per_day": 5}]]"#,
        r#"[{"Set": ["bases.n.tons_per_day", 90]}, {"Remove": "locomotives.p"}, {"Add": ["bases", {"id": "m", "station": "B", "tons_per_day": 5}]}]"#,
    ] {
        let arm = format!(r#"{{"base": "scenario.json", "because": "why", "changes": {changes}}}"#);
        let files = [
            ("scenario.json".to_owned(), json.to_owned()),
            ("arm.json".to_owned(), arm),
        ];
        let read = load_files(files.into(), "arm.json").unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(read.scenario.bases.len(), 2);
        assert_eq!(read.scenario.bases[1].kg_per_day, 90_000);
        assert_eq!(read.because.as_deref(), Some("why"));
        assert!(read.scenario.locomotives.is_empty());
    }
}
