//! The files of a scenario: read whole, bounded, and only from its own folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use crate::codes;
use crate::fault::{Code, Fault, Faults, nearest, quoted};
use crate::source::Span;
use crate::text::{self, NotText};

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
    nearest: Option<String>,
    /// What its bytes are, where they are no text.
    not_text: Option<NotText>,
}

impl Refusal {
    fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            nearest: None,
            not_text: None,
        }
    }
}

impl Shelf {
    /// The folder of the file at `path` (or `path` itself, a folder, whose file is `scenario.ron`),
    /// and the name of that file.
    pub(crate) fn open(path: &Path, faults: &mut Faults) -> Option<(Self, String)> {
        let entry = if path.is_dir() {
            let beside = |name: &str| path.join(name);
            let entries = ["scenario.ron", "scenario.json"].map(beside);
            let found = entries.iter().find(|entry| entry.exists());
            found.unwrap_or(&entries[0]).clone()
        } else {
            path.to_owned()
        };
        let real = match entry.canonicalize() {
            Ok(real) => real,
            Err(error) => {
                faults.push(not_opened(&entry, &error));
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

    /// Reads the file `name`, as [`resolved`](Self::resolved) gives it; its number in the sources of `faults`. `span` is
    /// where it is named.
    pub(crate) fn read(
        &mut self,
        name: &str,
        span: Option<Span>,
        faults: &mut Faults,
    ) -> Option<u32> {
        let read = match &self.place {
            Place::Folder { real, .. } => read_file(real, name, LARGEST_SCENARIO - self.bytes),
            Place::Memory(files) => match files.get(name) {
                Some(text) => Ok(text::plain(text.clone())),
                None => Err(missing(name, files.keys().map(String::as_str))),
            },
        };
        match read {
            Ok(text) => {
                self.bytes += text.len() as u64;
                Some(faults.sources.add(self.shown(name), text))
            }
            Err(refusal) => {
                let mut fault = Fault::new(refusal.code, refusal.message).nearest(refusal.nearest);
                fault.span = span;
                if let Some(not_text) = refusal.not_text {
                    fault.hint = Some(not_text.kind.hint().to_owned());
                    if !not_text.readable.is_empty() {
                        let (start, text) = (not_text.before, not_text.readable);
                        let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
                        let file = faults.sources.add(self.shown(name), text);
                        fault.span = Some(Span::new(file, start, end));
                    }
                }
                faults.push(fault);
                None
            }
        }
    }

    /// The name, from the folder of the entry, of the file that the file `by` calls `name`: names are meant beside the
    /// file that gives them. Reported, where it leads out of the folder.
    pub(crate) fn resolved(
        by: &str,
        name: &str,
        span: Option<Span>,
        faults: &mut Faults,
    ) -> Option<String> {
        let resolved = resolve(by, name);
        if resolved.is_none() {
            let message = format!(
                "{} is not a file inside the scenario's folder",
                quoted(name)
            );
            let mut fault = Fault::new(codes::OUTSIDE, message);
            fault.span = span;
            faults.push(fault);
        }
        resolved
    }

    /// A name as messages show it.
    pub(crate) fn shown(&self, name: &str) -> String {
        match &self.place {
            Place::Folder { shown, .. } => shown.join(name).display().to_string(),
            Place::Memory(_) => name.to_owned(),
        }
    }
}

/// The path from the folder of the entry; `None` where it leads out of it.
fn resolve(by: &str, name: &str) -> Option<String> {
    // a table that a spreadsheet of another system names; no file of ours has such a sign in its name
    let name = name.replace('\\', "/");
    if name.is_empty() || name.starts_with('/') || name.contains('\0') {
        return None;
    }
    let mut parts: Vec<&str> = by.split('/').collect();
    parts.pop();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => {
                let mut components = Path::new(part).components();
                let is_plain = matches!(components.next(), Some(Component::Normal(_)));
                if !is_plain || components.next().is_some() {
                    return None;
                }
                parts.push(part);
            }
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// What the command line names is not there, or may not be read.
fn not_opened(entry: &Path, error: &std::io::Error) -> Fault {
    let shown = quoted(&entry.display().to_string());
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        kind => kind.to_string(),
    };
    let message = format!("{shown} cannot be opened: {why}");
    let name = entry
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or("");
    let folder = match entry.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("."),
    };
    let beside = names_in(folder);
    Fault::new(codes::MISSING_FILE, message)
        .nearest(nearest(name, beside.iter().map(String::as_str)))
        .hint("name a folder that holds scenario.ron, or a .ron file")
}

/// Names of files looked at for a near one.
const MOST_NAMES: usize = 5_000;

/// The names in a folder; none where it cannot be read.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = (entries.take(MOST_NAMES))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

fn missing<'a>(name: &str, others: impl Iterator<Item = &'a str>) -> Refusal {
    let message = format!("there is no file {} beside this one", quoted(name));
    Refusal {
        nearest: nearest(name, others),
        ..Refusal::new(codes::MISSING_FILE, message)
    }
}

fn read_file(root: &Path, name: &str, room: u64) -> Result<String, Refusal> {
    let path = root.join(name);
    let real = path.canonicalize().map_err(|_| {
        let folder = path.parent().unwrap_or(root);
        let within = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let join = |other: String| match within {
            "" => other,
            folder => format!("{folder}/{other}"),
        };
        let others: Vec<String> = names_in(folder).into_iter().map(join).collect();
        missing(name, others.iter().map(String::as_str))
    })?;
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
        let message = format!("{} is {}", quoted(name), not_text.kind.told());
        Refusal {
            not_text: Some(not_text),
            ..Refusal::new(codes::NOT_UTF8, message)
        }
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
