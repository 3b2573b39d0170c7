//! In what an arm differs from its base: fields of the scenario, knobs, rows of tables, and cells of rows, in the words of
//! the file.

use std::collections::BTreeMap;

use interdict_scenario::told::{ToldCell, ToldRow, ToldTable};
use interdict_scenario::{Rules, Scenario};
use serde::Serialize;

/// One difference. That of a value is also a change: setting `path` to `arm` in the base (to nothing, where there is no
/// `arm`) takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What differs: `rules.rail.speed_kmh`, `flak.ID.active`, or a whole row `flak.ID`.
    pub path: String,
    /// What kind of thing differs.
    pub of: Of,
    /// In the base: a value, or the columns of a row that are given; `None` where it gives none.
    pub base: Option<String>,
    /// In the arm; `None` where it gives none.
    pub arm: Option<String>,
}

/// What kind of thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// A field, a knob, or a cell of a row that both have.
    Value,
    /// A row that one of them has not, or that has no name to tell it from the others of its day.
    Row,
}

/// What an arm has that its base has not, or otherwise: fields and knobs first, then tables in the order of the reference.
/// Marks, sources, titles and questions are remarks and make no difference.
pub fn differences(base: &Scenario, arm: &Scenario) -> Vec<Difference> {
    let mut found = Vec::new();
    let (base_tables, arm_tables) = (base.told(), arm.told());
    let mut tables = base_tables.iter().zip(&arm_tables);
    if let Some((base, arm)) = tables.next() {
        rows(base, arm, &mut found);
    }
    for knob in Rules::knobs() {
        let path = knob.path();
        let value = |scenario: &Scenario| scenario.rules.get(&path).map(|value| value.to_string());
        let (base, arm) = (value(base), value(arm));
        if base != arm {
            found.push(Difference {
                path: format!("rules.{path}"),
                of: Of::Value,
                base,
                arm,
            });
        }
    }
    for (base, arm) in tables {
        rows(base, arm, &mut found);
    }
    found
}

/// Differences of a table. Rows are matched by name; raids go by their date, and where a day has several on either side,
/// each of them is a whole.
fn rows(base: &ToldTable, arm: &ToldTable, found: &mut Vec<Difference>) {
    let (base_rows, arm_rows) = (by_name(base), by_name(arm));
    let names = base_rows.keys();
    let added = arm_rows
        .keys()
        .filter(|name| !base_rows.contains_key(*name));
    for name in names.chain(added) {
        let path = [base.name, name]
            .into_iter()
            .filter(|part| !part.is_empty());
        let path = path.collect::<Vec<_>>().join(".");
        let of = |rows: &BTreeMap<&str, Vec<&'_ ToldRow>>| rows.get(name).map_or(0, Vec::len);
        if (of(&base_rows), of(&arm_rows)) == (1, 1) {
            cells(&path, base_rows[name][0], arm_rows[name][0], found);
            continue;
        }
        let whole = |rows: &BTreeMap<&str, Vec<&ToldRow>>| -> Vec<String> {
            let rows = rows.get(name).into_iter().flatten();
            rows.map(|row| pairs(row)).collect()
        };
        let (base, mut arm) = (whole(&base_rows), whole(&arm_rows));
        for row in base {
            match arm.iter().position(|other| *other == row) {
                Some(same) => _ = arm.remove(same),
                None => found.push(Difference {
                    path: path.clone(),
                    of: Of::Row,
                    base: Some(row),
                    arm: None,
                }),
            }
        }
        found.extend(arm.into_iter().map(|row| Difference {
            path: path.clone(),
            of: Of::Row,
            base: None,
            arm: Some(row),
        }));
    }
}

fn by_name(table: &ToldTable) -> BTreeMap<&str, Vec<&ToldRow>> {
    let mut rows: BTreeMap<&str, Vec<&ToldRow>> = BTreeMap::new();
    for row in &table.rows {
        rows.entry(&row.name).or_default().push(row);
    }
    rows
}

/// The cells that are no remarks.
fn of_the_war(row: &ToldRow) -> impl Iterator<Item = &ToldCell> {
    row.cells.iter().filter(|cell| !cell.is_remark)
}

/// A whole row, without what goes without saying: `id: NEW, heavy: 16, lat: 39.6, lon: 125.6`.
fn pairs(row: &ToldRow) -> String {
    let said = |cell: &ToldCell| Some(format!("{}: {}", cell.column, cell.said()?));
    let cells = of_the_war(row).filter(|cell| !cell.is_default);
    let pairs: Vec<String> = cells.filter_map(said).collect();
    pairs.join(", ")
}

fn cells(path: &str, base: &ToldRow, arm: &ToldRow, found: &mut Vec<Difference>) {
    for (base, arm) in of_the_war(base).zip(of_the_war(arm)) {
        if base.said() != arm.said() {
            let column = base.column;
            found.push(Difference {
                path: match path {
                    "" => column.to_owned(),
                    path => format!("{path}.{column}"),
                },
                of: Of::Value,
                base: base.said().map(str::to_owned),
                arm: arm.said().map(str::to_owned),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::load_files_with;
    use interdict_scenario::synthetic::{Shape, generate, written};

    /// The theatre with some changes.
    fn changed(sets: &[(&str, &str)]) -> Scenario {
        let sets = sets.iter().map(|(path, value)| {
            let (path, value): (&str, &str) = (path, value);
            (path.to_owned(), value.to_owned())
        });
        let files = written(Shape::small(), 3);
        match load_files_with(files, "scenario.ron", &sets.collect::<Vec<_>>()) {
            Ok(loaded) => loaded.scenario,
            Err(faults) => panic!("{faults}"),
        }
    }

    fn texts(base: &Scenario, arm: &Scenario) -> Vec<String> {
        let found = differences(base, arm).into_iter();
        let text = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        found
            .map(|one| format!("{}: {} to {}", one.path, text(one.base), text(one.arm)))
            .collect()
    }

    #[test]
    fn a_scenario_does_not_differ_from_itself() {
        let base = generate(Shape::small(), 3);
        assert_eq!(differences(&base, &base), []);
    }

    #[test]
    fn values_are_named_and_shown_in_the_words_of_the_file() {
        let base = changed(&[]);
        let arm = changed(&[
            ("latitude", "40"),
            ("rules.rail.speed_kmh", "12.5"),
            ("lines.L001.length_km", "31.25"),
            ("lines.L001.running", "always"),
            ("bridges.X000.class", "truss"),
            ("gangs.G000.station", "S003"),
            ("flak.Q000.active", "no"),
            ("air_units.W000.to", "1951-08-04"),
        ]);
        let row = |table: usize, row: usize| base.told()[table].rows[row].cells.clone();
        let station = row(12, 0)[2].words.clone().unwrap();
        let (length, speed) = (&base.lines[1].length_m, base.rules.rail.speed_kmh);
        assert_eq!(
            texts(&base, &arm),
            [
                "latitude: 39.6 to 40".to_owned(),
                format!("rules.rail.speed_kmh: {speed} to 12.5"),
                format!(
                    "lines.L001.length_km: {} to 31.25",
                    f64::from(*length) / 1e3
                ),
                "lines.L001.running: night to always".to_owned(),
                "bridges.X000.class: girder to truss".to_owned(),
                format!("gangs.G000.station: {station} to S003"),
                "flak.Q000.active: yes to no".to_owned(),
                "air_units.W000.to: - to 1951-08-04".to_owned(),
            ]
        );
    }

    #[test]
    fn rows_that_one_has_not_are_told_as_their_columns() {
        let base = changed(&[]);
        let mut arm = base.clone();
        let gone = arm.trucks.remove(0);
        let found = texts(&base, &arm);
        let station = &base.stations[gone.station as usize].id;
        let row = format!(
            "id: {}, station: {station}, trucks: {}",
            gone.id, gone.trucks
        );
        assert_eq!(found, [format!("trucks.{}: {row} to -", gone.id)]);
        assert_eq!(differences(&arm, &base)[0].of, Of::Row);
    }

    #[test]
    fn raids_go_by_their_date_and_as_wholes_where_a_day_has_several() {
        let base = changed(&[]);
        let mut arm = base.clone();
        arm.raids[0].aircraft += 1;
        let date = base.starts.plus_days(i32::from(base.raids[0].day)).unwrap();
        let (before, after) = (base.raids[0].aircraft, arm.raids[0].aircraft);
        let said = format!("raids.{date}.aircraft: {before} to {after}");
        let alone = |scenario: &Scenario| Scenario {
            raids: vec![scenario.raids[0].clone()],
            ..scenario.clone()
        };
        assert_eq!(texts(&alone(&base), &alone(&arm)), [said]);
        let twice = |scenario: &Scenario| Scenario {
            raids: vec![base.raids[0].clone(), scenario.raids[0].clone()],
            ..scenario.clone()
        };
        let found = differences(&twice(&base), &twice(&arm));
        let sides: Vec<_> = found
            .iter()
            .map(|one| (one.of, one.arm.is_some()))
            .collect();
        assert_eq!(sides, [(Of::Row, false), (Of::Row, true)]);
        assert!(found.iter().all(|one| one.path == format!("raids.{date}")));
    }

    #[test]
    fn rows_that_moved_down_and_remarks_are_no_differences() {
        let base = changed(&[]);
        let mut files = written(Shape::small(), 3);
        let stations = files.get_mut("stations.csv").unwrap();
        let header = stations.lines().next().unwrap().to_owned();
        let row = header.split(',').map(|column| match column {
            "id" => "0-FIRST",
            "lat" => "39.0",
            "lon" => "125.0",
            _ => "",
        });
        *stations += &format!("{}\n", row.collect::<Vec<_>>().join(","));
        let mut arm = load_files_with(files, "scenario.ron", &[])
            .unwrap()
            .scenario;
        arm.lines[0].source.text = "elsewhere".to_owned();
        arm.title = "Another".to_owned();
        let found = differences(&base, &arm);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].path.as_str(), found[0].of, &found[0].base),
            ("stations.0-FIRST", Of::Row, &None)
        );
    }
}
