//! What a user writes is read alike in every place: encodings of files, forms of numbers, blanks.

use std::fs;

use interdict_scenario::{Loaded, load, load_files};

use crate::small::{SMALL, STATIONS, change, files, set, with, with_stations};

const ARM: &str = "Counterfactual(base: \"scenario.ron\", changes: [Set(\"gangs.g1.men\", 10)])";

/// A text in one encoding.
type Encoding = fn(&str) -> Vec<u8>;

/// Every encoding that is read, by name.
const ENCODINGS: [(&str, Encoding); 5] = [
    ("UTF-8", |text| text.as_bytes().to_vec()),
    ("UTF-8 with a mark", |text| {
        format!("\u{feff}{text}").into_bytes()
    }),
    ("UTF-16 LE", |text| units(text, u16::to_le_bytes)),
    ("UTF-16 BE", |text| units(text, u16::to_be_bytes)),
    ("carriage returns", |text| {
        text.replace('\n', "\r").into_bytes()
    }),
];

fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = [0xfeff].into_iter().chain(text.encode_utf16());
    units.flat_map(bytes).collect()
}

#[test]
fn scenario_tables_and_counterfactuals_are_read_from_every_encoding() {
    let straight = change("Set(\"gangs.g1.men\", 10)").unwrap().scenario;
    for (name, encoded) in ENCODINGS {
        let folder = tempfile::tempdir().unwrap();
        let stations = STATIONS.replace("Gamma", "Gare d’Été");
        for (file, text) in [
            ("scenario.ron", SMALL),
            ("stations.csv", stations.as_str()),
            ("arm.ron", ARM),
        ] {
            fs::write(folder.path().join(file), encoded(text)).unwrap();
        }
        let mut read = match load(&folder.path().join("arm.ron"), &[]) {
            Ok(loaded) => loaded,
            Err(faults) => panic!("{name}: {faults}"),
        };
        assert_eq!(read.scenario.stations[2].name, "Gare d’Été", "{name}");
        read.scenario.stations[2].name = "Gamma".to_owned();
        assert_eq!(read.scenario, straight, "{name}");
        // what a run keeps is text without a mark
        assert!(
            read.texts
                .iter()
                .all(|kept| !kept.text.starts_with('\u{feff}'))
        );
    }
}

#[test]
fn texts_in_memory_may_have_a_mark_and_places_are_counted_without_it() {
    let marked = |text: &str| format!("\u{feff}{text}");
    let mut files = files(&marked(SMALL));
    files.insert("stations.csv".to_owned(), marked(STATIONS));
    assert!(load_files(files, "scenario.ron").is_ok());
    let place = |loaded: Result<Loaded, interdict_scenario::Faults>| {
        let faults = loaded.unwrap_err();
        let (_, first, last) = faults.place(faults.iter().next().unwrap()).unwrap();
        (first, last)
    };
    let wrong = STATIONS.replace("id,", "od,");
    assert_eq!(
        place(with_stations(&wrong)),
        place(with_stations(&marked(&wrong)))
    );
}

#[test]
fn a_number_is_read_alike_in_a_table_in_ron_in_a_change_and_on_the_command_line() {
    let straight = with("men: 3000", "men: 12000").unwrap().scenario;
    for text in [
        "12000",
        "12000.0",
        "1.2e4",
        "1.2E+04",
        "12_000",
        "+12000",
        "120000e-1",
    ] {
        let quoted = format!("\"  {text} \"");
        let ways = [
            Box::new(with("men: 3000", &format!("men: {text}"))),
            Box::new(with("men: 3000", &format!("men: {quoted}"))),
            Box::new(change(&format!("Set(\"gangs.g1.men\", {text})"))),
            Box::new(change(&format!("Set(\"gangs.g1.men\", {quoted})"))),
            Box::new(set("gangs.g1.men", text)),
            Box::new(set(" gangs.g1.men ", &format!(" {text}\u{a0}"))),
        ];
        for written in ways {
            let loaded = written.unwrap_or_else(|faults| panic!("{text}: {faults}"));
            let mut scenario = loaded.scenario;
            scenario.title.clone_from(&straight.title);
            assert_eq!(scenario, straight, "{text}");
        }
        let cell = STATIONS.replace("39.7", &format!(" {text} "));
        let read = with_stations(&cell).unwrap_err();
        let told = read.iter().next().unwrap().message.clone();
        assert_eq!(told, "`lat` is out of range: 12000 degrees", "{text}");
    }
    for (path, text, value) in [
        ("rules.flak.kappa", "5E-01", 0.5),
        ("rules.flak.kappa", " 5e-1 ", 0.5),
        ("rules.rail.speed_kmh", "1E+01 mph", 16.093_44),
    ] {
        let read = set(path, text)
            .unwrap()
            .scenario
            .rules
            .get(&path["rules.".len()..]);
        assert_eq!(read, Some(value), "{text}");
        let read = change(&format!("Set(\"{path}\", \"{text}\")"))
            .unwrap()
            .scenario;
        assert_eq!(
            read.rules.get(&path["rules.".len()..]),
            Some(value),
            "{text}"
        );
    }
}

#[test]
fn blanks_about_a_text_mean_nothing_in_a_table_in_ron_and_in_a_change() {
    let straight = with("id: \"g1\"", "id: \"g1\"").unwrap().scenario;
    for (old, new) in [
        ("id: \"g1\", station: \"B\"", "id: \" g1\", station: \"B \""),
        ("role: \"fighter-bomber\"", "role: \" fighter-bomber\\t\""),
        ("stations: \"stations.csv\"", "stations: \" stations.csv \""),
        ("date: \"1951-08-02\"", "date: \"1951-08-02 \""),
    ] {
        let read = with(old, new).unwrap_or_else(|faults| panic!("{new}: {faults}"));
        assert_eq!(read.scenario, straight, "{new}");
    }
    let spaced = STATIONS
        .replace("A,", " A , ")
        .replace(",station,", ", station ,");
    assert_eq!(with_stations(&spaced).unwrap().scenario, straight);
    let narrow = change("Set(\" gangs.g1.men \", \" 10\")").unwrap().scenario;
    assert_eq!(narrow.gangs[0].men, 10);
}
