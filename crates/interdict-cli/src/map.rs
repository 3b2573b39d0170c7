//! `interdict map`: the network as a picture, before anything is run.

use std::path::{Path, PathBuf};

use interdict::report::charts;

use crate::args::Map;
use crate::load;
use crate::outcome::{Done, say};
use crate::picture;

/// Draws the map of a scenario.
pub(crate) fn map(arguments: &Map) -> Done {
    let loaded = load::read(&arguments.which)?;
    load::warn(&loaded, false);
    let svg = charts::network(&loaded.scenario);
    let path = match &arguments.out {
        Some(path) => path.clone(),
        None => beside(&arguments.which.scenario),
    };
    picture::write(&path, svg)?;
    let scenario = arguments.which.scenario.display();
    say(&format!(
        "wrote {}\n\nnext:\n  interdict run {scenario}\n",
        path.display()
    ))
}

/// `NAME-map.svg` in the working folder, after the scenario's folder or the counterfactual's file.
fn beside(scenario: &Path) -> PathBuf {
    let absolute = scenario
        .canonicalize()
        .unwrap_or_else(|_| scenario.to_owned());
    let is_entry = absolute.ends_with("scenario.ron") || absolute.ends_with("scenario.json");
    let named = if is_entry {
        absolute.parent().map(Path::to_owned)
    } else {
        None
    };
    let named = named.unwrap_or(absolute);
    let stem = if named.is_dir() {
        named.file_name()
    } else {
        named.file_stem()
    };
    let stem = stem.map_or_else(|| "scenario".into(), |stem| stem.to_string_lossy());
    PathBuf::from(format!("{stem}-map.svg"))
}
