//! `interdict map`: the network as a picture, before anything is run.

use std::fs;
use std::path::{Path, PathBuf};

use interdict::report::charts;

use crate::args::Map;
use crate::load;
use crate::outcome::{Done, Failure, NOT_WRITTEN, USAGE, say};

/// Pixels across of a PNG.
#[cfg(feature = "png")]
const PNG_WIDTH: u32 = 1_600;

/// Draws the map of a scenario.
pub(crate) fn map(arguments: &Map) -> Done {
    let loaded = load::read(&arguments.which)?;
    load::warn(&loaded, false);
    let svg = charts::network(&loaded.scenario);
    let path = match &arguments.out {
        Some(path) => path.clone(),
        None => beside(&arguments.which.scenario),
    };
    let bytes = match path.extension().and_then(|kind| kind.to_str()) {
        Some("png") => png(&svg)?,
        Some("svg") | None => svg.into_bytes(),
        Some(other) => {
            let message = format!("a map is written as svg or png, not as `{other}`");
            return Err(Failure::new(USAGE, message));
        }
    };
    is_ours(&path)?;
    fs::write(&path, bytes).map_err(|error| {
        let message = format!("`{}` cannot be written: {error}", path.display());
        Failure::new(NOT_WRITTEN, message)
    })?;
    let scenario = arguments.which.scenario.display();
    say(&format!(
        "wrote {}\n\nnext:\n  interdict run {scenario}\n",
        path.display()
    ))
}

/// A picture may be replaced, anything else may not.
fn is_ours(path: &Path) -> Done {
    let Ok(bytes) = fs::read(path) else {
        return Ok(());
    };
    let is_picture =
        bytes.is_empty() || bytes.starts_with(b"<svg") || bytes.starts_with(b"\x89PNG");
    if is_picture {
        return Ok(());
    }
    let message = format!("`{}` is there already and is no picture", path.display());
    Err(Failure::new(NOT_WRITTEN, message).hint("give another name by `--out`"))
}

#[cfg(feature = "png")]
fn png(svg: &str) -> Result<Vec<u8>, Failure> {
    interdict::report::files::png_of_svg(svg, PNG_WIDTH)
        .map_err(|why| Failure::new(NOT_WRITTEN, why))
}

#[cfg(not(feature = "png"))]
fn png(_: &str) -> Result<Vec<u8>, Failure> {
    Err(Failure::new(USAGE, "this build cannot make PNG").hint("take `.svg`"))
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
