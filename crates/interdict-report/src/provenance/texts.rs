//! The texts of scenarios, laid down so that they can be read again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use interdict_scenario::SourceText;

use super::SCENARIO;

/// Texts of scenarios by the paths that they have beside `run.json`. Texts of one folder lie in one folder, and several
/// folders keep their names: arms are called after files and folders.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// Folders that texts came from.
    folders: Vec<PathBuf>,
    /// The text that each scenario begins with: number of the folder, and name in it.
    first: Vec<(usize, String)>,
    /// Texts by number of the folder and name in it.
    by_name: BTreeMap<(usize, String), String>,
}

impl Texts {
    /// Puts in the texts of a scenario that was read from a path, in the order of reading.
    pub fn put(&mut self, path: &Path, read: &[SourceText]) {
        let entry = if path.is_dir() {
            path.join("scenario.ron")
        } else {
            path.to_owned()
        };
        let shown = entry.parent().unwrap_or(Path::new(""));
        let real = entry.canonicalize().unwrap_or_else(|_| entry.clone());
        let real = real.parent().unwrap_or(Path::new("")).to_owned();
        let known = self.folders.iter().position(|folder| *folder == real);
        let folder = known.unwrap_or_else(|| {
            self.folders.push(real);
            self.folders.len() - 1
        });
        let mut first = None;
        for text in read.iter().filter(|text| text.name != "--set") {
            let name = Path::new(&text.name);
            let name = name.strip_prefix(shown).unwrap_or(name);
            let name = name.display().to_string().replace('\\', "/");
            first.get_or_insert_with(|| name.clone());
            self.by_name.insert((folder, name), text.text.clone());
        }
        self.first.push((folder, first.unwrap_or_default()));
    }

    /// The path beside `run.json` of the file that each scenario begins with, in the order in which they were put in.
    pub fn first(&self) -> Vec<String> {
        let first = self.first.iter();
        first
            .map(|(folder, name)| self.path(*folder, name))
            .collect()
    }

    /// Every file: its path beside `run.json`, and its bytes.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let texts = self.by_name.iter();
        texts
            .map(|((folder, name), text)| (self.path(*folder, name), text.clone().into_bytes()))
            .collect()
    }

    fn path(&self, folder: usize, name: &str) -> String {
        if self.folders.len() < 2 {
            return format!("{SCENARIO}/{name}");
        }
        let called = self
            .folders
            .get(folder)
            .and_then(|folder| folder.file_name());
        let called = called.map_or_else(
            || "folder".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        format!("{SCENARIO}/{folder}/{called}/{name}")
    }
}
