//! The marker of an output folder: that it is ours, and which files in it are.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

/// The file that says that a folder is ours, and which files in it are.
pub(super) const MARKER: &str = "interdict-output.json";

/// Where files are made, inside the folder that they are for.
pub(super) const STAGING: &str = ".interdict-staging";

/// Bytes of a marker: a larger file is none.
const LARGEST: u64 = 16 << 20;

/// What the marker holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Marker {
    pub(super) schema_version: u32,
    pub(super) seed: u64,
    pub(super) replication: u32,
    pub(super) digest: String,
    /// `filling` while files are moved to their places; left out otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    /// Paths of our files, relative, with slashes.
    pub(super) files: BTreeSet<String>,
}

impl Marker {
    /// The marker of a folder that holds these files.
    pub(super) fn new(
        (seed, replication): (u64, u32),
        digest: u64,
        files: BTreeSet<String>,
    ) -> Self {
        Self {
            schema_version: crate::summary::SCHEMA_VERSION,
            seed,
            replication,
            digest: format!("{digest:016x}"),
            state: None,
            files,
        }
    }

    /// The marker in a folder; `None` where there is none that can be read.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let path = folder.join(MARKER);
        let facts = fs::symlink_metadata(&path).ok()?;
        if !facts.is_file() || facts.len() > LARGEST {
            return None;
        }
        serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
    }

    /// The same while the folder is filled: these files and those that were there before are ours.
    pub(super) fn filling(&self, before: Option<&Self>) -> Self {
        let mut filling = self.clone();
        filling.state = Some("filling".to_owned());
        let before = before.iter().flat_map(|before| &before.files);
        filling.files.extend(before.cloned());
        filling
    }

    /// Whether files are on their way.
    pub(super) fn is_filling(&self) -> bool {
        self.state.is_some()
    }

    /// Our files but the marker. A path that leads out of the folder is nobody's business here.
    pub(super) fn plain(&self) -> impl Iterator<Item = &str> {
        let is_plain = |name: &&String| {
            let mut parts = Path::new(name.as_str()).components();
            *name != MARKER && parts.all(|part| matches!(part, Component::Normal(_)))
        };
        self.files.iter().filter(is_plain).map(String::as_str)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("a marker is plain data");
        json.push(b'\n');
        json
    }
}

/// Our files in a folder that was filled, as its marker lists them, without the marker; none where there is no marker.
pub fn files_of(folder: &Path) -> BTreeSet<String> {
    let marker = Marker::of(folder);
    let files = marker.iter().flat_map(Marker::plain);
    files.map(str::to_owned).collect()
}
