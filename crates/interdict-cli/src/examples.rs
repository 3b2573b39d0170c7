//! The scenarios that the command carries with it, and the beginning of a new one.

/// A file of a scenario: its name and what it says.
pub(crate) type File = (&'static str, &'static str);

/// A scenario that the command carries with it.
pub(crate) struct Example {
    /// Its name, which is that of its folder.
    pub(crate) name: &'static str,
    /// What it is, in a few words.
    pub(crate) about: &'static str,
    /// Its files.
    pub(crate) files: &'static [File],
}

macro_rules! examples {
    ($( $name:literal $about:literal [$($file:literal)+] )+) => {
        /// Every example, the smallest first.
        pub(crate) const EXAMPLES: &[Example] = &[ $( Example {
            name: $name,
            about: $about,
            files: &[ $( ($file, include_str!(concat!(env!("INTERDICT_SCENARIOS"), "/", $name, "/", $file))), )+ ],
        }, )+ ];
    };
}

include!(concat!(env!("INTERDICT_SCENARIOS"), "/carried.in"));

/// The files of a new scenario; `NAME` in them stands for its name.
pub(crate) const NEW: &[File] = &[
    ("README.md", include_str!("../templates/new/README.md")),
    (
        "scenario.ron",
        include_str!("../templates/new/scenario.ron"),
    ),
    (
        "stations.csv",
        include_str!("../templates/new/stations.csv"),
    ),
    ("lines.csv", include_str!("../templates/new/lines.csv")),
    (
        "formations.csv",
        include_str!("../templates/new/formations.csv"),
    ),
    (
        "more-guns.ron",
        include_str!("../templates/new/more-guns.ron"),
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use interdict::scenario::load_files;

    use super::{EXAMPLES, File, NEW};

    fn read(files: &[File], entry: &str) -> interdict::scenario::Loaded {
        let files: BTreeMap<String, String> = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        load_files(files, entry).unwrap_or_else(|faults| panic!("{entry}: {faults}"))
    }

    #[test]
    fn what_the_command_carries_is_whole_and_sound() {
        for example in EXAMPLES {
            for (name, _) in example
                .files
                .iter()
                .filter(|(name, _)| name.ends_with(".ron"))
            {
                read(example.files, name);
            }
        }
    }

    #[test]
    fn a_new_scenario_has_nothing_to_warn_of() {
        for entry in ["scenario.ron", "more-guns.ron"] {
            let read = read(NEW, entry);
            assert!(read.warnings.is_empty(), "{}", read.warnings);
        }
    }
}
