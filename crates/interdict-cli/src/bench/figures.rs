//! The figures of a bench, and the file they are kept in.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use interdict::experiment::arms::digest;
use interdict::quantity::SECONDS_PER_DAY;
use interdict::scenario::Scenario;
use serde::{Deserialize, Serialize};

use crate::bench::machine::Machine;
use crate::outcome::{Done, Failure, NOT_WRITTEN, USAGE};

/// Version of the form of the file.
pub(crate) const SCHEMA_VERSION: u32 = 1;
/// A file larger than this many bytes is none of ours.
const MOST_BYTES: u64 = 1 << 20;

/// Everything that was measured. Times are seconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// Version of the form.
    pub(crate) schema_version: u32,
    /// Version of the program.
    pub(crate) version: String,
    /// Whether the program was built with optimisation.
    pub(crate) is_optimised: bool,
    /// Where.
    pub(crate) machine: Machine,
    /// What was run.
    pub(crate) work: Work,
    /// Digest of the record of the first replication, 16 hexadecimal digits.
    pub(crate) digest: String,
    /// One run on one thread, by round.
    pub(crate) run_s: Vec<f64>,
    /// Threads of the second half of each round.
    pub(crate) threads: u32,
    /// A run by so many threads at once: time of the round over runs in it, by round.
    pub(crate) run_by_threads_s: Vec<f64>,
    /// Building the world, by round.
    pub(crate) build_s: Vec<f64>,
    /// Putting the world back for another replication, by round.
    pub(crate) put_back_s: Vec<f64>,
    /// A run by phase of its tick.
    pub(crate) phases: Vec<Phase>,
    /// Most memory held with one world, bytes; `None` where the system does not say.
    pub(crate) most_memory: Option<u64>,
}

/// What a run was a run of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Work {
    /// Title of the scenario.
    pub(crate) title: String,
    /// Digest of the scenario, 16 hexadecimal digits.
    pub(crate) scenario: String,
    /// Days of a run.
    pub(crate) days: u16,
    /// Ticks of a day.
    pub(crate) ticks_per_day: u32,
    /// Stations.
    pub(crate) stations: u64,
    /// Lines.
    pub(crate) lines: u64,
    /// Postings of guns.
    pub(crate) postings: u64,
    /// Raids of record.
    pub(crate) raids: u64,
    /// Master seed.
    pub(crate) seed: u64,
    /// Runs in a round on one thread.
    pub(crate) replications: u32,
}

impl Work {
    pub(crate) fn of(scenario: &Scenario, seed: u64, replications: u32) -> Self {
        Self {
            title: scenario.title.clone(),
            scenario: format!("{:016x}", digest(scenario)),
            days: scenario.days,
            ticks_per_day: SECONDS_PER_DAY / scenario.step,
            stations: scenario.stations.len() as u64,
            lines: scenario.lines.len() as u64,
            postings: scenario.flak.len() as u64,
            raids: scenario.raids.len() as u64,
            seed,
            replications,
        }
    }

    /// Ticks of a run.
    pub(crate) fn ticks(&self) -> f64 {
        f64::from(self.days) * f64::from(self.ticks_per_day)
    }
}

/// The part of a run that a phase of the tick takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Phase {
    /// Its name; `driver` is what no phase takes: asking what is due, and the clock of the profile itself.
    pub(crate) name: String,
    /// Seconds of a run.
    pub(crate) seconds: f64,
    /// Systems that were run.
    pub(crate) systems: u64,
}

/// How a build is called.
pub(crate) fn build(is_optimised: bool) -> &'static str {
    if is_optimised {
        "optimised"
    } else {
        "not optimised"
    }
}

/// The figures of an earlier bench.
pub(crate) fn read(path: &Path) -> Result<Figures, Failure> {
    let refuse = |why: String| {
        let message = format!("`{}`: {why}", path.display());
        Failure::new(USAGE, message).hint("`--compare` takes a file that `bench --out` wrote")
    };
    let file = fs::File::open(path).map_err(|error| refuse(error.to_string()))?;
    let mut text = String::new();
    file.take(MOST_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(|error| refuse(error.to_string()))?;
    if text.len() as u64 > MOST_BYTES {
        return Err(refuse(format!("larger than {MOST_BYTES} bytes")));
    }
    let figures: Figures =
        serde_json::from_str(&text).map_err(|error| refuse(error.to_string()))?;
    if figures.schema_version != SCHEMA_VERSION {
        let version = figures.schema_version;
        return Err(refuse(format!(
            "of form {version}, and this program reads form {SCHEMA_VERSION}"
        )));
    }
    for (name, times) in [
        ("run_s", &figures.run_s),
        ("run_by_threads_s", &figures.run_by_threads_s),
    ] {
        let is_time = |&time: &f64| time.is_finite() && time > 0.0;
        if times.len() < 2 || !times.iter().all(is_time) {
            return Err(refuse(format!(
                "`{name}` must hold two or more times above zero"
            )));
        }
    }
    Ok(figures)
}

/// Writes the figures, whole or not at all.
pub(crate) fn write(path: &Path, figures: &Figures) -> Done {
    let fail =
        |error: std::io::Error| Failure::new(NOT_WRITTEN, format!("`{}`: {error}", path.display()));
    let text = serde_json::to_string_pretty(figures).expect("figures are plain data");
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(fail)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fail)?;
    file.write_all(format!("{text}\n").as_bytes())
        .map_err(fail)?;
    #[cfg(unix)]
    {
        // a temporary file is for its owner's eyes; this one is to be passed on
        use std::os::unix::fs::PermissionsExt as _;
        let everyone = fs::Permissions::from_mode(0o644);
        file.as_file().set_permissions(everyone).map_err(fail)?;
    }
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}
