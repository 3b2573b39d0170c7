//! A single picture on the disk, as SVG or PNG.

use std::fs;
use std::path::Path;

use crate::outcome::{Done, Failure, NOT_WRITTEN, USAGE};

/// Pixels across of a PNG.
#[cfg(feature = "png")]
const PNG_WIDTH: u32 = 1_600;

/// Whether a picture can be written to a path at all: known before the work, and not after it.
pub(crate) fn can_be_written(path: &Path) -> Done {
    match path.extension().and_then(|kind| kind.to_str()) {
        Some("png" | "svg") | None => is_ours(path),
        Some(other) => {
            let message = format!("a picture is written as svg or png, not as `{other}`");
            Err(Failure::new(USAGE, message))
        }
    }
}

/// Writes a picture, as what its path ends with.
pub(crate) fn write(path: &Path, svg: String) -> Done {
    can_be_written(path)?;
    let is_png = path.extension().is_some_and(|kind| kind == "png");
    let bytes = if is_png { png(&svg)? } else { svg.into_bytes() };
    fs::write(path, bytes).map_err(|error| {
        let message = format!("`{}` cannot be written: {error}", path.display());
        Failure::new(NOT_WRITTEN, message)
    })
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
