//! A small sound scenario, and how tests break it.

use std::collections::BTreeMap;

use interdict_scenario::{Faults, Loaded, load_files, load_files_with};

/// Two lines, a road, everything once.
pub(crate) const SMALL: &str = include_str!("small.ron");

/// The stations of [`SMALL`].
pub(crate) const STATIONS: &str = "\
id,name,lat,lon,kind,shelter
A,Alpha,40.1,124.4,yard,2
B,\"Beta, east\",39.7,125.2,station,
C,Gamma,39.4,125.6,yard,1
";

/// The files of the small scenario, with `entry` as its `scenario.ron`.
pub(crate) fn files(entry: &str) -> BTreeMap<String, String> {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    BTreeMap::from([file("scenario.ron", entry), file("stations.csv", STATIONS)])
}

/// Loads the small scenario with one text replaced by another.
pub(crate) fn with(old: &str, new: &str) -> Result<Loaded, Faults> {
    assert!(
        SMALL.contains(old),
        "the small scenario does not hold {old}"
    );
    load_files(files(&SMALL.replacen(old, new, 1)), "scenario.ron")
}

/// Loads the small scenario with other stations.
pub(crate) fn with_stations(text: &str) -> Result<Loaded, Faults> {
    let mut files = files(SMALL);
    files.insert("stations.csv".to_owned(), text.to_owned());
    load_files(files, "scenario.ron")
}

/// Loads a counterfactual of the small scenario.
pub(crate) fn counterfactual(text: &str) -> Result<Loaded, Faults> {
    let mut files = files(SMALL);
    files.insert("arm.ron".to_owned(), text.to_owned());
    load_files(files, "arm.ron")
}

/// What is wrong, as a terminal without colour shows it.
pub(crate) fn faults(loaded: Result<Loaded, Faults>) -> String {
    match loaded {
        Ok(loaded) => loaded.warnings.render(false),
        Err(faults) => faults.render(false),
    }
}

/// Loads the small scenario with one change in a counterfactual.
pub(crate) fn change(text: &str) -> Result<Loaded, Faults> {
    counterfactual(&format!(
        "Counterfactual(base: \"scenario.ron\", changes: [{text}])"
    ))
}

/// Loads the small scenario with one change of the command line.
pub(crate) fn set(path: &str, value: &str) -> Result<Loaded, Faults> {
    load_files_with(
        files(SMALL),
        "scenario.ron",
        &[(path.to_owned(), value.to_owned())],
    )
}

/// The small scenario with a gang on an island.
pub(crate) fn cut_off() -> Result<Loaded, Faults> {
    let mut files = files(&SMALL.replace("station: \"B\", men", "station: \"D\", men"));
    let island = "D,Delta,38.0,127.0,station,\nE,Echo,38.1,127.0,station,\n";
    files.insert("stations.csv".to_owned(), format!("{STATIONS}{island}"));
    load_files(files, "scenario.ron")
}

/// The small scenario with a formation at D, beyond a road, and more trucks.
pub(crate) fn beyond_a_road(trucks: &str) -> Result<Loaded, Faults> {
    let text = SMALL
        .replace(
            "roads: [",
            "roads: [(id: \"far-road\", from: \"C\", to: \"D\", length_km: 60, trucks_per_night: 200), ",
        )
        .replace(
            "formations: [",
            "formations: [(id: \"far\", railhead: \"D\", tons_per_day: 10), ",
        )
        .replace("trucks: [", &format!("trucks: [{trucks}"));
    let mut files = files(&text);
    let beyond = "D,Delta,39.0,126.0,station,\n";
    files.insert("stations.csv".to_owned(), format!("{STATIONS}{beyond}"));
    load_files(files, "scenario.ron")
}
