//! What a scenario says is told in the words of its file, so that every difference is a change that can be written down.

mod changes;

use std::collections::BTreeSet;

use interdict_scenario::told::ToldRow;
use interdict_scenario::{Scenario, load_files, load_files_with};

use crate::small::{SMALL, STATIONS, files};
use changes::CHANGES;

/// The small scenario with a depot, porters, and a second type of aircraft.
fn with(sets: &[(String, String)]) -> Scenario {
    let text = SMALL
        .replace(
            "    airfields: [",
            "    accepted: [(id: \"meant\", warning: \"I0058\", of: \"aircraft\", because: \"to come\")],\n    airfields: [",
        )
        .replace(
            "aircraft: [",
            "aircraft: [(id: \"prop\", bombs: 4, bomb_kg: 227), ",
        )
        .replace(
            "observed: [",
            "uncertain: [(id: \"aim\", path: \"rules.flak.kappa\", from: 0.8, to: 1.4)], observed: [",
        )
        .replace(
            "air_units: [",
            "air_units: [(id: \"heavies\", role: \"bomber\", aircraft: \"prop\", strength: 30, lat: 36.0, lon: 127.0), \
             (id: \"others\", role: \"bomber\", aircraft: \"prop\", strength: 20, lat: 36.0, lon: 127.0), ",
        )
        .replace(
            "gangs: [",
            "depots: [(id: \"winter\", station: \"B\", tons: 1200, from: \"1951-07-15\")], \
             fighters: [(id: \"wing\", task: \"interceptor\", aircraft: \"jet\", strength: 40, lat: 40.5, lon: 125.0), \
             (id: \"young\", task: \"interceptor\", aircraft: \"jet\", unit: \"flight\", lat: 40.5, lon: 125.0)], \
             radars: [(id: \"hill\", lat: 40.2, lon: 124.5)], \
             requests: [(id: \"help\", asked: \"1951-07-25\", answered: \"1951-08-05\")], \
             academies: [(id: \"depot\"), (id: \"school\", trainers: 30)], \
             courses: [(id: \"jets\", academy: \"school\"), (id: \"wings\", academy: \"school\")], \
             cohorts: [(id: \"spring\", students: 40, course: \"wings\")], \
             establishments: [(id: \"flight\", course: \"wings\", pilots: 4, aircraft: 4), \
                 (id: \"squadron\", course: \"wings\", pilots: 12, aircraft: 12)], \
             deliveries: [(id: \"first\", unit: \"squadron\", aircraft: 12), (id: \"tools\", academy: \"school\")], \
             training_divisions: [(id: \"guests\", academy: \"school\")], \
             assignments: [(id: \"home\", unit: \"squadron\")], \
             cities: [(id: \"capital\", lat: 40.0, lon: 116.0)], \
             doctrines: [(id: \"open\", doctrine: \"rails\", kind: \"track\"), \
             (id: \"spans\", doctrine: \"bridges\", kind: \"bridge\")], \
             orders: [(id: \"raids\", unit: \"heavies\", doctrine: \"rails\", sorties_per_day: 9)], \
             porters: [(id: \"bearers\", station: \"C\", carriers: 400)], gangs: [",
        );
    match load_files_with(files(&text), "scenario.ron", sets) {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{sets:?}: {faults}"),
    }
}

fn owned(sets: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |&(path, value): &(&str, &str)| (path.to_owned(), value.to_owned());
    sets.iter().map(own).collect()
}

/// Paths of cells that two scenarios do not say alike, with what the second says; nothing for nothing.
fn apart(base: &Scenario, arm: &Scenario) -> Vec<(String, String)> {
    let mut apart = Vec::new();
    for (base, arm) in base.told().iter().zip(&arm.told()) {
        let name = |row: &ToldRow| row.name.clone();
        let mut names: Vec<String> = base.rows.iter().map(name).collect();
        assert_eq!(names, arm.rows.iter().map(name).collect::<Vec<_>>());
        names.dedup();
        for (one, other) in base.rows.iter().zip(&arm.rows) {
            for (cell, new) in one.cells.iter().zip(&other.cells) {
                if cell.said() != new.said() {
                    let path = [base.name, &one.name, cell.column];
                    let path = path.into_iter().filter(|part| !part.is_empty());
                    let path = path.collect::<Vec<_>>().join(".");
                    apart.push((path, new.said().unwrap_or_default().to_owned()));
                }
            }
        }
    }
    apart
}

#[test]
fn every_difference_is_a_change_that_gives_the_arm() {
    let base = with(&[]);
    for sets in CHANGES {
        let arm = with(&owned(sets));
        let told = apart(&base, &arm);
        assert!(!told.is_empty(), "{sets:?} is not told");
        let mut again = with(&told);
        again.provenance.clone_from(&arm.provenance);
        assert_eq!(again, arm, "{sets:?} is told as {told:?}");
    }
}

#[test]
fn what_a_change_says_is_told_and_nothing_else() {
    let base = with(&[]);
    // a figure in another unit is told in the unit of its column, a list in the order of rows
    let others = [
        ("lines.A-B.length_km", "82.559"),
        ("lines.A-B.passing_km", "10"),
        ("step", "20"),
        ("air_units.group.rail_share", "0.7000000000000001"),
        ("flak.point.along", "A-B A-C"),
        ("areas.core.gates_from", "A B"),
        ("phases.first.lines", "core:2 A-C:0.1 all:0.25 B-C:-3"),
        ("observed.cuts.factor", "0.001"),
        ("observed.cuts.discrepancy", "0.15"),
    ];
    for sets in CHANGES
        .iter()
        .filter(|sets| !["starts", "ends"].contains(&sets[0].0))
    {
        let mut told = apart(&base, &with(&owned(sets)));
        let mut said = owned(sets);
        for (path, value) in &mut said {
            if let Some((_, other)) = others.iter().find(|(other, _)| other == path) {
                (*other).clone_into(value);
            }
        }
        // guns along lines have no radius; what ends before the scenario began before it, too
        told.retain(|(path, _)| path != "flak.point.radius_km" || said[0].0 == *path);
        told.retain(|(path, _)| path != "flak.spread.from");
        told.retain(|(path, _)| path != "raids.1951-08-02.at" || said[0].0 == *path);
        let inside =
            |(path, value): &(String, String)| (path.clone(), value.replace("07-15", "07-31"));
        let said: BTreeSet<_> = said.iter().map(inside).collect();
        assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), said);
    }
}

#[test]
fn every_column_is_among_the_changes() {
    let changed: BTreeSet<(&str, &str)> = (CHANGES.iter().copied().flatten())
        .map(|(path, _)| match path.split_once('.') {
            Some((table, rest)) => (table, rest.rsplit('.').next().unwrap_or_default()),
            None => ("", *path),
        })
        .collect();
    let mut columns = 0;
    for table in with(&[]).told() {
        let row = table
            .rows
            .first()
            .unwrap_or_else(|| panic!("no row of {}", table.name));
        for cell in row.cells.iter().filter(|cell| !cell.is_remark) {
            let names_the_row = matches!(
                (table.name, cell.column),
                (_, "id") | ("stocks", "station") | ("raids", "date")
            );
            let is_changed = changed.contains(&(table.name, cell.column));
            assert!(
                is_changed || names_the_row,
                "{}.{}",
                table.name,
                cell.column
            );
            columns += 1;
        }
    }
    assert!(columns > 150, "{columns}");
}

#[test]
fn what_was_worked_out_is_told_and_not_said() {
    let scenario = load_files(files(SMALL), "scenario.ron").unwrap().scenario;
    let told = scenario.told();
    let cell = |table: &str, row: &str, column: &str| {
        let table = told.iter().find(|one| one.name == table).unwrap();
        let row = table.rows.iter().find(|one| one.name == row).unwrap();
        let cell = row.cells.iter().find(|one| one.column == column).unwrap();
        (cell.words.clone().unwrap_or_default(), cell.is_given)
    };
    assert_eq!(cell("flak", "point", "depot"), ("C".to_owned(), false));
    assert_eq!(cell("lines", "A-B", "cell"), ("west".to_owned(), false));
    assert_eq!(cell("bridges", "ford", "lat"), ("40".to_owned(), false));
    assert_eq!(
        cell("lines", "A-B", "length_km"),
        ("80.467".to_owned(), true)
    );
    assert_eq!(
        cell("stations", "B", "name"),
        ("Beta, east".to_owned(), true)
    );
    assert_eq!(
        cell("formations", "army", "to"),
        ("1951-08-20".to_owned(), true)
    );
    assert_eq!(cell("gangs", "g1", "to"), (String::new(), false));
    // an area that grows changes no sector that names it
    let wider = SMALL.replace("lines: [\"A-B\", \"B-C\"]", "lines: [\"A-B\"]");
    let wider = load_files(files(&wider), "scenario.ron").unwrap().scenario;
    assert_eq!(
        apart(&scenario, &wider),
        [("areas.core.lines".to_owned(), "A-B".to_owned())]
    );
    assert_ne!(scenario.air_units[0].sector, wider.air_units[0].sector);
    assert!(STATIONS.contains("Beta, east"));
}
