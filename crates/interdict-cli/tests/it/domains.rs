//! Theatres without a railway, without an attack, without a supply: what is shown speaks of what is there.

use crate::terminal::Desk;

const ROADS: &str = "scenarios/road-only/scenario.ron";
const COLUMN: &str = "scenarios/road-only/second-column.ron";

/// Words that no theatre without a railway has a use for.
const OF_RAILWAYS: &[&str] = &[
    "rail",
    "rails",
    "railway",
    "railways",
    "railhead",
    "railheads",
    "train",
    "trains",
    "line",
    "lines",
    "track",
    "engine",
    "engines",
    "locomotive",
    "locomotives",
    "wagon",
    "wagons",
    "cut",
    "cuts",
    "span",
    "spans",
    "gang",
    "gangs",
    "bridge",
    "bridges",
];

/// Words that no theatre without attack and defence has a use for.
const OF_BATTLES: &[&str] = &[
    "gun", "guns", "rounds", "flak", "bomb", "bombs", "bomber", "bombers", "sortie", "sorties",
    "patrol", "patrols", "aircraft", "fighter", "weather",
];

/// Words that no theatre without a supply has a use for.
const OF_SUPPLY: &[&str] = &[
    "supply",
    "supplies",
    "depot",
    "depots",
    "truck",
    "trucks",
    "formation",
    "formations",
    "need",
    "needed",
    "delivered",
    "front",
    "stock",
    "base",
    "bases",
    "reserves",
];

/// What people read of a file: of a chart its texts, of others all.
fn shown(name: &str, text: &str) -> String {
    if !name.ends_with(".svg") {
        return text.to_owned();
    }
    let texts = text.split("<text").skip(1);
    let texts = texts.filter_map(|text| text.split('>').nth(1)?.split('<').next());
    texts.collect::<Vec<_>>().join("\n")
}

/// A text without names that are the same in every theatre: of a series, and of a field of every outcome.
fn plain(text: &str) -> String {
    let names = [
        "front_railhead",
        "railhead_stock",
        "short_at_railhead",
        "is_of_guns",
    ];
    names
        .iter()
        .fold(text.to_owned(), |text, name| text.replace(name, ""))
}

/// Which of these words a text holds, `_` between words being a space.
fn said(text: &str, words: &[&str]) -> Vec<String> {
    let text = text.to_lowercase();
    let mut found: Vec<String> = (text.split(|letter: char| !letter.is_alphabetic()))
        .filter(|word| words.contains(word))
        .map(str::to_owned)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Asserts that none of these words stands in any file of a folder; how many files there are.
fn nowhere(desk: &Desk, folder: &str, words: &[&str]) -> usize {
    let mut files = desk.files(folder);
    // the texts of the scenario are its author's words
    let is_ours = |file: &str| !file.starts_with("scenario/") && file != "run.json";
    files.retain(|file| !file.ends_with(".png") && is_ours(file));
    for file in &files {
        let text = shown(file, &desk.read(&format!("{folder}/{file}")));
        let found = said(&plain(&text), words);
        assert!(found.is_empty(), "{file} speaks of {found:?}:\n{text}");
    }
    files.len()
}

/// Two airfields, bombers that raid them and guns that defend them.
const FIELDS: &str = r#"Scenario(
    title: "Two fields", question: "What do the raids cost?",
    starts: "1951-10-01", ends: "1951-10-30", latitude: 40.0,
    weather: [(id: "sky", lat: 40.0, lon: 125.0, visual: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])],
    airfields: [(id: "NORTH", lat: 40.0, lon: 125.0), (id: "SOUTH", lat: 39.6, lon: 125.2)],
    flak: [(id: "RING", name: "Guns of the north field", heavy: 48, light: 12, lat: 40.0, lon: 125.0)],
    raids: [
        (date: "1951-10-03", target_kind: "airfield", target: "NORTH", aircraft: 90, bombs_kg: 270000, height_m: 5000),
        (date: "1951-10-11", target_kind: "airfield", target: "SOUTH", aircraft: 12, bombs_kg: 36000),
        (date: "1951-10-19", target_kind: "airfield", target: "NORTH", aircraft: 90, bombs_kg: 270000, height_m: 5000),
    ],
)"#;

#[test]
fn a_run_by_road_speaks_of_no_train_and_no_gun() {
    let desk = Desk::with(&["road-only"]);
    let run = desk.call(&["run", ROADS, "--out", "out", "--no-png"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.starts_with("The front got "), "{}", run.stdout);
    for words in [OF_RAILWAYS, OF_BATTLES] {
        assert_eq!(said(&run.stdout, words), [""; 0], "{}", run.stdout);
        assert!(nowhere(&desk, "out", words) > 6);
    }
    let charts = desk.files("out/charts");
    assert_eq!(
        charts,
        [
            "deliveries.svg",
            "front.svg",
            "losses.svg",
            "map.svg",
            "stocks.svg"
        ]
    );
    let many = desk.call(&["run", ROADS, "--replications", "2"]).quiet();
    for words in [OF_RAILWAYS, OF_BATTLES] {
        assert_eq!(
            said(&plain(&many.stdout), words),
            [""; 0],
            "{}",
            many.stdout
        );
    }
}

#[test]
fn a_comparison_by_road_says_why_and_speaks_of_no_train_and_no_gun() {
    let desk = Desk::with(&["road-only"]);
    let compare = ["compare", ROADS, COLUMN, "--pairs", "8", "--why=2"];
    let found = desk.call(&[&compare[..], &["--out", "out", "--quiet"]].concat());
    assert_eq!(found.code, Some(0), "{}", found.stderr);
    assert!(
        found
            .stdout
            .starts_with("second-column brought to the front "),
        "{}",
        found.stdout
    );
    assert!(
        found.stdout.contains("What bound scenario"),
        "{}",
        found.stdout
    );
    for words in [OF_RAILWAYS, OF_BATTLES] {
        assert_eq!(said(&found.stdout, words), [""; 0], "{}", found.stdout);
        assert!(nowhere(&desk, "out", words) > 6);
    }
}

#[test]
fn where_two_runs_by_road_part_speaks_of_no_train_and_no_gun() {
    let desk = Desk::with(&["road-only"]);
    let found = desk.call(&["diverge", ROADS, COLUMN]).quiet();
    assert!(
        found.stdout.contains("Delivered to depots: "),
        "{}",
        found.stdout
    );
    // steps of the tick keep their names in every theatre
    let page = found
        .stdout
        .replace("phase `rail`", "")
        .replace("trains move", "");
    for words in [OF_RAILWAYS, &["gun", "guns", "bombs", "sorties"]] {
        assert_eq!(said(&page, words), [""; 0], "{page}");
    }
}

#[test]
fn a_theatre_of_raids_and_guns_speaks_of_them_alone() {
    let desk = Desk::empty();
    desk.write("fields.ron", FIELDS);
    let run = desk.call(&["run", "fields.ron", "--out", "out", "--no-png"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let answer = "192 bombers with ";
    assert!(run.stdout.starts_with(answer), "{}", run.stdout);
    for words in [OF_RAILWAYS, OF_SUPPLY] {
        assert_eq!(said(&run.stdout, words), [""; 0], "{}", run.stdout);
        assert!(nowhere(&desk, "out", words) > 4);
    }
    let arm = FIELDS.replace("heavy: 48", "heavy: 96");
    desk.write("more-guns.ron", arm);
    let compare = ["compare", "fields.ron", "more-guns.ron", "--pairs", "8"];
    let found = desk
        .call(&[&compare[..], &["--json"]].concat())
        .quiet()
        .json();
    let watched = found["watched"].as_u64().expect("a place") as usize;
    assert_eq!(found["outcomes"][watched]["name"], "bombers_lost");
    assert_eq!(found["domains"], serde_json::json!(["attack", "defence"]));
    let page = desk
        .call(&[&compare[..], &["--why=2"]].concat())
        .quiet()
        .stdout;
    for words in [OF_RAILWAYS, &["depots", "trucks", "tons", "formations"]] {
        assert_eq!(said(&page, words), [""; 0], "{page}");
    }
}

#[test]
fn an_outcome_of_a_domain_that_is_not_there_is_refused_by_its_name() {
    let desk = Desk::with(&["road-only"]);
    let ask = |outcome: &str| {
        let asked = ["compare", ROADS, COLUMN, "--outcome", outcome];
        let refused = desk.call(&asked);
        assert_eq!(refused.code, Some(2));
        refused.stderr
    };
    insta::assert_snapshot!(ask("trains_arrived"), @r"
    error: the outcome `trains_arrived` needs domains that no arm has: railway

    hint: the theatre is made of supply; see `interdict explain domains`
    ");
    let two = ask("bombers_lost");
    assert!(
        two.contains("needs domains that no arm has: attack\n"),
        "{two}"
    );
    assert!(ask("through_open.core").contains("no arm has: railway"));
    assert!(ask("trains").contains("there is no outcome `trains`"));
}

#[test]
fn a_theatre_is_told_by_its_domains() {
    let desk = Desk::with(&["road-only", "three-stations"]);
    let check = |scenario: &str| desk.call(&["check", scenario]).quiet().stdout;
    let roads = check(ROADS);
    assert!(roads.contains("good. supply: 90 days"), "{roads}");
    assert_eq!(
        said(roads.lines().next().unwrap_or(""), OF_BATTLES),
        [""; 0]
    );
    let whole = check("scenarios/three-stations");
    assert!(
        whole.contains("good. railway, supply, attack, defence: 30 days"),
        "{whole}"
    );
    let page = desk.call(&["explain", "domains"]).quiet().stdout;
    for name in [
        "railway",
        "supply",
        "attack",
        "defence",
        "formations",
        "air_units",
    ] {
        assert!(page.contains(name), "{page}");
    }
}
