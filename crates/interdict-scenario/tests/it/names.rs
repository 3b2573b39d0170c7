//! Names of files: each is meant beside the file that gives it. Whole tables are swapped by name.

use std::collections::BTreeMap;

use interdict_scenario::{Faults, Loaded, load_files};

use crate::small::{SMALL, STATIONS, faults, files};

fn load(entry: &str, others: &[(&str, &str)]) -> Result<Loaded, Faults> {
    let others = others
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    load_files(others.collect::<BTreeMap<_, _>>(), entry)
}

#[test]
fn a_base_in_a_folder_below_reads_its_own_tables() {
    let arm = "Counterfactual(base: \"old/scenario.ron\", changes: [Set(\"gangs.g1.men\", 10)])";
    let other = STATIONS.replace("Alpha", "Other");
    let outer = [
        ("arm.ron", arm),
        ("stations.csv", other.as_str()),
        ("old/scenario.ron", SMALL),
        ("old/stations.csv", STATIONS),
    ];
    let read = load("arm.ron", &outer).unwrap();
    assert_eq!(read.scenario.stations[0].name, "Alpha");
    assert_eq!(read.base.unwrap().to_str(), Some("old/scenario.ron"));
    // without a table of its own it is at fault, whatever lies outside
    let read = load("arm.ron", &outer[..3]);
    assert!(faults(read).starts_with("error[I0002]: there is no file `old/stations.csv`"));
}

#[test]
fn harmless_names_are_read_and_others_are_refused() {
    for name in [
        "./stations.csv",
        "tables/../stations.csv",
        ".//stations.csv",
        "./tables/.././stations.csv",
    ] {
        let text = SMALL.replace("stations.csv", name);
        assert!(load_files(files(&text), "scenario.ron").is_ok(), "{name}");
    }
    for (written, name) in [
        ("tables/a.csv", "tables/a.csv"),
        ("tables\\\\a.csv", "tables/a.csv"),
        ("08:30.csv", "08:30.csv"),
    ] {
        let text = SMALL.replace("stations.csv", written);
        let read = load("scenario.ron", &[("scenario.ron", &text), (name, STATIONS)]);
        assert!(read.is_ok(), "{}", faults(read));
    }
    for name in [
        "../stations.csv",
        "/etc/passwd",
        "a/../../stations.csv",
        "..",
        ".",
        "",
        "..\\\\stations.csv",
    ] {
        let text = SMALL.replace("\"stations.csv\"", &format!("\"{name}\""));
        let told = faults(load_files(files(&text), "scenario.ron"));
        assert!(told.starts_with("error[I0005]"), "{name}: {told}");
    }
}

#[test]
fn a_counterfactual_swaps_a_whole_table() {
    let arm = |change: &str| format!("Counterfactual(base: \"scenario.ron\", changes: [{change}])");
    let load = |change: &str, table: &str| {
        let mut files = files(SMALL);
        files.insert("arm.ron".to_owned(), arm(change));
        files.insert("gangs-b.csv".to_owned(), table.to_owned());
        load_files(files, "arm.ron")
    };
    let table = "id,station,men\ng1,A,500\ng2,C,700\n";
    let read = load("Table(\"gangs\", \"gangs-b.csv\")", table).unwrap();
    let men: Vec<u32> = read.scenario.gangs.iter().map(|gang| gang.men).collect();
    assert_eq!(men, [500, 700]);
    let written = load(
        "Table(\"gangs\", [(id: \"g1\", station: \"A\", men: 500), (id: \"g2\", station: \"C\", men: 700)])",
        "",
    );
    assert_eq!(written.unwrap().scenario, read.scenario);
    // further changes are made to the new rows
    let both = "Table(\"gangs\", \"gangs-b.csv\"), Set(\"gangs.g2.men\", 1)";
    assert_eq!(load(both, table).unwrap().scenario.gangs[1].men, 1);
    for (change, table, code) in [
        (
            "Table(\"gangs\", \"gangs-b.csv\")",
            "id,station,men\ng1,B,3000\n",
            "error[I0042]",
        ),
        ("Table(\"gangs\", \"gangs-c.csv\")", table, "error[I0002]"),
        ("Table(\"gang\", \"gangs-b.csv\")", table, "error[I0043]"),
        (
            "Table(\"gangs\", \"gangs-b.csv\")",
            "id,station,men\ng1,X,3000\n",
            "error[I0033]",
        ),
    ] {
        let told = faults(load(change, table));
        assert!(told.starts_with(code), "{change}: {told}");
    }
}

#[test]
fn a_knob_that_is_named_like_a_row_is_found() {
    let told = |path: &str| {
        let set = (path.to_owned(), "1".to_owned());
        let faults =
            interdict_scenario::load_files_with(files(SMALL), "scenario.ron", &[set]).unwrap_err();
        faults.iter().next().unwrap().nearest.clone()
    };
    assert_eq!(told("flak.kappa").as_deref(), Some("rules.flak.kappa"));
    assert_eq!(
        told("rail.speed_kmh").as_deref(),
        Some("rules.rail.speed_kmh")
    );
    assert_eq!(told("flak.pointt.heavy").as_deref(), Some("point"));
}
