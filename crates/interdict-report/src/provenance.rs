//! What made a folder of results: `run.json`, and beside it the scenario as it was run.
//!
//! With both a stranger runs it again: the texts of the scenario, the command, the seed and the version are there, and
//! nothing hangs on the machine, the folder or the day. Digests tell whether what comes out is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use interdict_experiment::arms::digest;
use interdict_model::chance::REGISTRY;
use interdict_scenario::{Rules, Scenario};
use serde::{Deserialize, Serialize};

mod texts;

pub use texts::Texts;

/// The file.
pub const FILE: &str = "run.json";

/// The folder of the texts of scenarios, beside it.
pub const SCENARIO: &str = "scenario";

/// Version of the form of the file.
const SCHEMA_VERSION: u32 = 1;

/// What made a folder of results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Version of this form.
    pub schema_version: u32,
    /// The program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The commit that it was built from; empty where that is not known.
    pub commit: String,
    /// Version of the registry of chance.
    pub registry: u32,
    /// The command that makes the results again, called from the folder that holds this file; without options that never
    /// show in results.
    pub command: Vec<String>,
    /// The scenarios as they were run, the base first.
    pub scenarios: Vec<AsRun>,
    /// What the command line changed in each of them: path and value.
    pub changes: Vec<(String, String)>,
    /// Master seed.
    pub seed: u64,
    /// The one replication that was run; `None` where there are several.
    pub replication: Option<u32>,
    /// Replications, pairs or points that stand behind the results.
    pub replications: u32,
    /// Whether all is there that was asked for; `false` where it was interrupted.
    pub is_whole: bool,
    /// One number for all that was run, 16 hexadecimal digits.
    pub digest: String,
}

/// A scenario as it was run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AsRun {
    /// Its title.
    pub title: String,
    /// How it was named on the command line.
    pub named: String,
    /// Its file, beside `run.json`.
    pub file: String,
    /// Digest of everything that it says, changes included, 16 hexadecimal digits.
    pub digest: String,
    /// Its knobs that are away from their defaults.
    pub knobs: BTreeMap<String, f64>,
}

impl AsRun {
    /// A scenario with the words it was named by and its file.
    pub fn as_in(named: &str, file: &str, scenario: &Scenario) -> Self {
        let away = |knob: interdict_scenario::rules::Knob| {
            let path = knob.path();
            let value = scenario.rules.get(&path)?;
            (value.to_bits() != knob.default.to_bits()).then_some((path, value))
        };
        Self {
            title: scenario.title.clone(),
            named: named.replace('\\', "/"),
            file: file.to_owned(),
            digest: format!("{:016x}", digest(scenario)),
            knobs: Rules::knobs().into_iter().filter_map(away).collect(),
        }
    }

    /// In what another scenario differs from this one, as far as digests and knobs tell.
    pub fn difference(&self, other: &Self) -> Vec<String> {
        let mut unlike = Vec::new();
        let paths = self.knobs.keys().chain(other.knobs.keys());
        let paths: BTreeSet<&String> = paths.collect();
        let told = |value: Option<&f64>| value.map_or("its default".to_owned(), f64::to_string);
        for path in paths {
            let (ours, theirs) = (self.knobs.get(path), other.knobs.get(path));
            if ours.map(|value| value.to_bits()) != theirs.map(|value| value.to_bits()) {
                let (ours, theirs) = (told(ours), told(theirs));
                unlike.push(format!("`rules.{path}` is {theirs}, not {ours}"));
            }
        }
        if self.digest != other.digest && unlike.is_empty() {
            let (ours, theirs) = (&self.digest, &other.digest);
            unlike.push(format!("its digest is {theirs}, not {ours}"));
        }
        unlike
    }
}

/// What made the results of a folder, with the texts that go beside it.
#[derive(Clone, Debug)]
pub struct Made {
    /// What `run.json` says.
    pub provenance: Provenance,
    /// The scenarios as they were run: paths beside `run.json`, with slashes, and bytes.
    pub texts: Vec<(String, Vec<u8>)>,
}

/// The program that makes results.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Its version.
    pub version: &'static str,
    /// The commit that it was built from; empty where that is not known.
    pub commit: &'static str,
}

impl Provenance {
    /// What is known before the work: the program, the command, the scenarios, the changes, the seed.
    pub fn new(
        program: Program,
        command: Vec<String>,
        scenarios: Vec<AsRun>,
        changes: &[(String, String)],
        seed: u64,
    ) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            program: "interdict".to_owned(),
            version: program.version.to_owned(),
            commit: program.commit.to_owned(),
            registry: REGISTRY,
            command,
            scenarios,
            changes: changes.to_vec(),
            seed,
            replication: None,
            replications: 0,
            is_whole: true,
            digest: String::new(),
        }
    }

    /// What `run.json` in a folder says; `None` where there is none that can be read.
    pub fn of(folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join(FILE)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// The bytes of `run.json`.
    pub fn bytes(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("what made results is plain data");
        json.push(b'\n');
        json
    }

    /// In what results that are there were made otherwise than these will be: empty where nothing that shows in results
    /// differs.
    pub fn replaces(&self, there: &Self) -> Vec<String> {
        let apart = |what: &str, there: &str, here: &str| format!("{what} {there}, now {here}");
        let mut unlike = Vec::new();
        for (here, there) in self.scenarios.iter().zip(&there.scenarios) {
            if here.digest != there.digest {
                let told = |one: &AsRun| format!("\"{}\" ({})", one.title, one.digest);
                unlike.push(apart("scenario", &told(there), &told(here)));
            }
        }
        if self.seed != there.seed {
            let seeds = [there.seed, self.seed].map(|seed| seed.to_string());
            unlike.push(apart("seed", &seeds[0], &seeds[1]));
        }
        if self.changes != there.changes {
            let [there, here] = [&there.changes, &self.changes].map(|changes| told(changes));
            unlike.push(apart("changes", &there, &here));
        }
        if unlike.is_empty() && self.command != there.command {
            let [there, here] = [there, self].map(|made| format!("`{}`", made.command.join(" ")));
            unlike.push(apart("command", &there, &here));
        }
        unlike
    }
}

fn told(changes: &[(String, String)]) -> String {
    if changes.is_empty() {
        return "none".to_owned();
    }
    let each = changes
        .iter()
        .map(|(path, value)| format!("{path}={value}"));
    each.collect::<Vec<_>>().join(" ")
}
