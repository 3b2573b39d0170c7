//! The files of a scenario: read whole, bounded, and only from its own folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use crate::codes;
use crate::fault::{Code, Fault, Faults, quoted};
use crate::source::Span;
use crate::text;

/// Bytes of one file.
pub const LARGEST_FILE: u64 = 64 << 20;
/// Bytes of all files of a scenario.
pub const LARGEST_SCENARIO: u64 = 256 << 20;

/// Where files come from.
enum Place {
    /// A folder: its real path, and as the user names it.
    Folder { real: PathBuf, shown: PathBuf },
    /// Texts by name.
    Memory(BTreeMap<String, String>),
}

/// A folder of files, and how much of it has been read.
pub(crate) struct Shelf {
    place: Place,
    bytes: u64,
}

/// Why a file was not read.
struct Refusal {
    code: Code,
    message: String,
    hint: Option<&'static str>,
}

impl Refusal {
    fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
        }
    }
}

impl Shelf {
    /// The folder of the file at `path` (or `path` itself, a folder, whose file is `scenario.ron`),
    /// and the name of that file.
    pub(crate) fn open(path: &Path, faults: &mut Faults) -> Option<(Self, String)> {
        let entry = if path.is_dir() {
            path.join("scenario.ron")
        } else {
            path.to_owned()
        };
        let real = match entry.canonicalize() {
            Ok(real) => real,
            Err(error) => {
                let shown = quoted(&entry.display().to_string());
                let message = format!("{shown} cannot be opened: {}", error.kind());
                let hint = "name a folder that holds scenario.ron, or a .ron file";
                faults.push(Fault::new(codes::MISSING_FILE, message).hint(hint));
                return None;
            }
        };
        let Some(name) = real.file_name().and_then(|name| name.to_str()) else {
            let shown = quoted(&entry.display().to_string());
            let message = format!("the name of {shown} is not text in UTF-8");
            faults.push(Fault::new(codes::MISSING_FILE, message).hint("rename the file"));
            return None;
        };
        let name = name.to_owned();
        let place = Place::Folder {
            real: real.parent()?.to_owned(),
            shown: entry.parent().unwrap_or(Path::new("")).to_owned(),
        };
        Some((Self { place, bytes: 0 }, name))
    }

    /// Files in memory, by name.
    pub(crate) fn memory(files: BTreeMap<String, String>) -> Self {
        Self {
            place: Place::Memory(files),
            bytes: 0,
        }
    }

    /// Reads the file `name`; its number in the sources of `faults`. `span` is where it is named.
    pub(crate) fn read(
        &mut self,
        name: &str,
        span: Option<Span>,
        faults: &mut Faults,
    ) -> Option<u32> {
        let read = check_name(name).and_then(|()| match &self.place {
            Place::Folder { real, .. } => read_file(real, name, LARGEST_SCENARIO - self.bytes),
            Place::Memory(files) => (files.get(name).cloned())
                .map(text::plain)
                .ok_or_else(|| missing(name)),
        });
        match read {
            Ok(text) => {
                self.bytes += text.len() as u64;
                Some(faults.sources.add(self.shown(name), text))
            }
            Err(refusal) => {
                let mut fault = Fault::new(refusal.code, refusal.message);
                fault.span = span;
                fault.hint = refusal.hint.map(str::to_owned);
                faults.push(fault);
                None
            }
        }
    }

    /// A name as messages show it.
    pub(crate) fn shown(&self, name: &str) -> String {
        match &self.place {
            Place::Folder { shown, .. } => shown.join(name).display().to_string(),
            Place::Memory(_) => name.to_owned(),
        }
    }
}

fn missing(name: &str) -> Refusal {
    let message = format!("there is no file {} beside this one", quoted(name));
    Refusal::new(codes::MISSING_FILE, message)
}

/// Refuses names that could lead out of the folder.
fn check_name(name: &str) -> Result<(), Refusal> {
    let inside = !name.is_empty()
        && !name.contains(['\\', ':', '\0'])
        && Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
    if inside {
        return Ok(());
    }
    let message = format!(
        "{} is not a file inside the scenario's folder",
        quoted(name)
    );
    Err(Refusal::new(codes::OUTSIDE, message))
}

fn read_file(root: &Path, name: &str, room: u64) -> Result<String, Refusal> {
    let path = root.join(name);
    let real = path.canonicalize().map_err(|_| missing(name))?;
    if !real.starts_with(root) {
        let message = format!(
            "{} is a link that leads out of the scenario's folder",
            quoted(name)
        );
        return Err(Refusal::new(codes::OUTSIDE, message));
    }
    let unreadable = |error: std::io::Error| {
        let message = format!("{} cannot be read: {}", quoted(name), error.kind());
        Refusal::new(codes::MISSING_FILE, message)
    };
    let facts = fs::metadata(&real).map_err(unreadable)?;
    if !facts.is_file() {
        let message = format!("{} is not a regular file", quoted(name));
        return Err(Refusal::new(codes::NOT_A_FILE, message));
    }
    let limit = room.min(LARGEST_FILE);
    if facts.len() > limit {
        return Err(too_large(name));
    }
    let mut bytes = Vec::with_capacity(facts.len() as usize);
    let file = File::open(&real).map_err(unreadable)?;
    (file.take(limit + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(name));
    }
    text::decoded(bytes).map_err(|not_text| {
        let (encoding, line) = (not_text.encoding, not_text.line);
        let message = format!("{} is not {encoding} text: line {line}", quoted(name));
        let mut refusal = Refusal::new(codes::NOT_UTF8, message);
        refusal.hint = Some(if not_text.has_zeros {
            "it looks like UTF-16 without a mark: save it as UTF-8"
        } else {
            "save it as UTF-8; a spreadsheet calls that \"CSV UTF-8\""
        });
        refusal
    })
}

fn too_large(name: &str) -> Refusal {
    let message = format!(
        "{} is too large: {} MiB a file, {} MiB in all",
        quoted(name),
        LARGEST_FILE >> 20,
        LARGEST_SCENARIO >> 20
    );
    Refusal::new(codes::TOO_LARGE, message)
}
