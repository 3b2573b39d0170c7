//! What the catalogue says of files of results is what they hold.

use std::fs;
use std::path::Path;

use interdict_model::row::StationRow;
use interdict_model::{Event, EventKind, LineSeries, Place};
use interdict_report::catalogue::{self, FieldKind};
use interdict_report::{OutputOptions, TableFormat, write_outputs};
use serde_json::Value;

use crate::fabricated;

#[test]
fn the_page_of_the_data_is_what_the_catalogue_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/data.md");
    let page = catalogue::document();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("a page");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed.replace("\r\n", "\n") == page,
        "docs/data.md is out of date: run the test with UPDATE_DOCS=1"
    );
}

/// Whether a cell is of a kind.
fn fits(cell: &str, kind: FieldKind) -> bool {
    match kind {
        FieldKind::String => true,
        FieldKind::Integer => cell.parse::<i64>().is_ok(),
        FieldKind::Number => cell.parse::<f64>().is_ok_and(f64::is_finite),
        FieldKind::Date => cell.parse::<interdict_quantity::Date>().is_ok(),
        FieldKind::DateTime => {
            let (date, time) = cell.split_once(' ').unwrap_or((cell, ""));
            let of_time: Vec<u32> = (time.split(':'))
                .filter_map(|part| part.parse().ok())
                .collect();
            fits(date, FieldKind::Date)
                && of_time.len() == 3
                && of_time[0] < 24
                && of_time[1] < 60
                && of_time[2] < 60
        }
        FieldKind::Boolean => ["true", "false"].contains(&cell),
    }
}

/// The rows of a table of results, as the names of its fields and its cells.
fn rows(path: &Path) -> Vec<Vec<(String, String)>> {
    let text = fs::read_to_string(path).expect("a file");
    if path.extension().is_some_and(|end| end == "jsonl") {
        let lines = text.lines().map(|line| {
            let row: serde_json::Map<String, Value> = serde_json::from_str(line).expect("JSON");
            let cell = |value: Value| value.as_str().map_or(value.to_string(), str::to_owned);
            row.into_iter()
                .map(|(name, value)| (name, cell(value)))
                .collect()
        });
        return lines.collect();
    }
    let mut lines = text.lines();
    let heads: Vec<&str> = lines.next().expect("a first line").split(',').collect();
    lines
        .map(|line| {
            let cells = heads.iter().zip(line.split(','));
            cells
                .map(|(head, cell)| ((*head).to_owned(), cell.to_owned()))
                .collect()
        })
        .collect()
}

#[test]
fn every_row_of_a_run_is_as_the_catalogue_says() {
    let top = tempfile::tempdir().expect("a folder");
    let (scenario, record) = fabricated::theatre(30);
    let folder = top.path().join("run");
    write_outputs(&folder, &scenario, &record, &OutputOptions::default()).expect("written");
    let units: Vec<(String, String, String)> = (catalogue::words().into_iter())
        .map(|word| (word.scope, word.name, word.unit))
        .collect();
    for file in ["series.csv", "events.jsonl"] {
        let form = catalogue::files::form(file).expect("a form");
        let rows = rows(&folder.join(file));
        assert!(!rows.is_empty(), "{file}");
        for row in rows {
            assert_eq!(row.len(), form.fields().len(), "{file}: {row:?}");
            for ((name, cell), field) in row.iter().zip(form.fields()) {
                assert_eq!(name, field.name, "{file}");
                let fits = cell.is_empty() && field.may_be_empty || fits(cell, field.kind);
                assert!(fits, "{file}: {name} is `{cell}`");
            }
            let cell = |name: &str| {
                let mut cells = row.iter();
                cells.find(|(head, _)| head == name).map(|(_, cell)| cell)
            };
            let (scope, name) = match file {
                "series.csv" => (cell("scope").cloned(), cell("series")),
                _ => (Some("event, with its amount".to_owned()), cell("kind")),
            };
            let known = (units.iter())
                .find(|(of, word, _)| Some(of) == scope.as_ref() && Some(word) == name);
            assert_eq!(known.map(|(_, _, unit)| unit), cell("unit"), "{row:?}");
        }
    }
}

#[test]
fn the_package_lists_every_file_that_a_program_reads_with_its_fields() {
    let top = tempfile::tempdir().expect("a folder");
    let (scenario, record) = fabricated::theatre(30);
    let folder = top.path().join("run");
    write_outputs(&folder, &scenario, &record, &OutputOptions::default()).expect("written");
    let text = fs::read_to_string(folder.join("datapackage.json")).expect("a package");
    let package: Value = serde_json::from_str(&text).expect("JSON");
    let resources = package["resources"].as_array().expect("a list");
    let mut listed: Vec<&str> = (resources.iter())
        .map(|one| one["path"].as_str().expect("a path"))
        .collect();
    listed.push("datapackage.json");
    listed.sort_unstable();
    let there = fs::read_dir(&folder).expect("a folder");
    let mut there: Vec<String> = there
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| {
            ["json", "csv", "jsonl", "geojson"]
                .iter()
                .any(|end| name.ends_with(&format!(".{end}")))
        })
        .collect();
    there.sort_unstable();
    assert_eq!(listed, there);
    let amount = resources.iter().find(|one| one["path"] == "events.jsonl");
    let amount = &amount.expect("events")["schema"]["fields"][6];
    assert_eq!(
        (&amount["name"], &amount["type"]),
        (&"amount".into(), &"integer".into())
    );
}

#[test]
fn the_network_holds_every_line_and_station_with_the_totals_of_the_record() {
    let top = tempfile::tempdir().expect("a folder");
    let (scenario, mut record) = fabricated::theatre(30);
    let first = record.events[0];
    record.events.push(Event {
        kind: EventKind::Delivered,
        place: Place::Station(StationRow(0)),
        amount: 77,
        ..first
    });
    let folder = top.path().join("run");
    write_outputs(&folder, &scenario, &record, &OutputOptions::default()).expect("written");
    let text = fs::read_to_string(folder.join("network.geojson")).expect("a network");
    let network: Value = serde_json::from_str(&text).expect("JSON");
    let features = network["features"].as_array().expect("a list");
    assert_eq!(
        features.len(),
        scenario.lines.len() + scenario.stations.len()
    );
    let sum = |name: &str| -> i64 {
        let values = features
            .iter()
            .filter_map(|one| one["properties"][name].as_i64());
        values.sum()
    };
    let of_lines = |series| -> i64 {
        let rows = 0..scenario.lines.len() as u32;
        rows.map(|row| record.line(row, series).sum::<i64>()).sum()
    };
    assert!(of_lines(LineSeries::Cuts) > 0 && of_lines(LineSeries::Load) > 0);
    assert_eq!(sum("track_cuts"), of_lines(LineSeries::Cuts));
    assert_eq!(sum("load_kg"), of_lines(LineSeries::Load));
    let delivered = (record.events.iter())
        .filter(|event| event.kind == EventKind::Delivered)
        .map(|event| event.amount);
    assert_eq!((sum("delivered_kg"), delivered.sum::<i64>()), (77, 77));
    for one in features {
        let properties = one["properties"].as_object().expect("properties");
        let is_open = properties.get("open_s").and_then(Value::as_i64);
        if let Some(open) = is_open {
            // 30 days, less the seconds for which it was open
            let shut = (30 * 86_400 - open) as f64 / 3_600.0;
            assert_eq!(properties["shut_h"].as_f64(), Some(shut));
        }
        let first = &one["geometry"]["coordinates"];
        let first = if first[0].is_array() {
            &first[0]
        } else {
            first
        };
        let (east, north) = (first[0].as_f64(), first[1].as_f64());
        let there = (scenario.stations.iter())
            .any(|station| (Some(station.lon), Some(station.lat)) == (east, north));
        assert!(there, "{first} is no station, east before north");
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_parquet_is_refused_with_what_to_do() {
    let top = tempfile::tempdir().expect("a folder");
    let (scenario, record) = fabricated::theatre(3);
    let options = OutputOptions {
        tables: TableFormat::Parquet,
        ..OutputOptions::default()
    };
    let folder = top.path().join("run");
    let error = write_outputs(&folder, &scenario, &record, &options).expect_err("refused");
    assert!(error.to_string().contains("feature `parquet`"), "{error}");
    assert!(!folder.exists());
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_what_text_holds_and_equal_runs_give_equal_bytes() {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    let top = tempfile::tempdir().expect("a folder");
    let (scenario, record) = fabricated::theatre(30);
    let options = OutputOptions {
        tables: TableFormat::Parquet,
        ..OutputOptions::default()
    };
    let path = |name: &str| top.path().join(name);
    for name in ["one", "two"] {
        write_outputs(&path(name), &scenario, &record, &options).expect("written");
    }
    write_outputs(&path("text"), &scenario, &record, &OutputOptions::default()).expect("written");
    for (file, text) in [
        ("series.parquet", "series.csv"),
        ("events.parquet", "events.jsonl"),
    ] {
        let bytes = |name: &str| fs::read(path(name).join(file)).expect("a file");
        assert_eq!(bytes("one"), bytes("two"), "{file}");
        let opened = fs::File::open(path("one").join(file)).expect("a file");
        let reader = SerializedFileReader::new(opened).expect("Parquet");
        let found = reader.get_row_iter(None).expect("rows").map(|row| {
            let row = row.expect("a row").into_columns();
            let cell = |field: parquet::record::Field| match field {
                parquet::record::Field::Str(text) => text,
                other => other.to_string(),
            };
            row.into_iter()
                .map(|(_, field)| cell(field))
                .collect::<Vec<String>>()
        });
        let rows = rows(&path("text").join(text));
        let mut n_rows = 0;
        for (found, row) in found.zip(&rows) {
            n_rows += 1;
            let told: Vec<&str> = row.iter().map(|(_, cell)| cell.as_str()).collect();
            // what is shown of a moment has more places and a zone behind
            let same = found
                .iter()
                .zip(&told)
                .all(|(ours, theirs)| ours.starts_with(theirs));
            assert!(
                same && found.len() == told.len(),
                "{found:?} is not {told:?}"
            );
        }
        assert_eq!(n_rows, rows.len());
    }
}
