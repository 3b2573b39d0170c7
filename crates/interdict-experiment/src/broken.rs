//! A run that a broken law ended: kept as a value, written into journals, told to people.

use std::borrow::Cow;
use std::fmt;

use interdict_model::{BrokenLaw, Seed, Simulation};
use serde::{Deserialize, Serialize};

/// A run that a broken law ended: a fault of the engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenRun {
    /// Number of the replication.
    pub replication: u32,
    /// Which law, and where.
    #[serde(with = "Kept")]
    pub law: BrokenLaw,
}

/// Plays a world under a seed from its first day to its last; `None` where it was broken off, which is asked each day.
pub(crate) fn to_the_end(
    world: &mut Simulation,
    seed: Seed,
    is_over: &dyn Fn() -> bool,
) -> Option<Result<(), BrokenRun>> {
    world.reset(seed);
    loop {
        if is_over() {
            return None;
        }
        match world.run_day() {
            Ok(true) => {}
            Ok(false) => return Some(Ok(())),
            Err(law) => {
                let replication = seed.replication;
                return Some(Err(BrokenRun { replication, law }));
            }
        }
    }
}

/// How a broken law stands in a journal, field by field.
#[derive(Serialize, Deserialize)]
#[serde(remote = "BrokenLaw")]
struct Kept {
    day: u16,
    second: u32,
    law: Cow<'static, str>,
    detail: String,
}

impl fmt::Display for BrokenRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "replication {}: {}", self.replication, self.law)
    }
}

impl std::error::Error for BrokenRun {}

impl From<BrokenRun> for BrokenLaw {
    fn from(run: BrokenRun) -> Self {
        run.law
    }
}

/// For `#[serde(serialize_with)]` in files that people read: what a `Display` says.
pub(crate) fn told<S: serde::Serializer>(
    value: &impl fmt::Display,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// The same of numbered points.
pub(crate) fn told_points<S: serde::Serializer>(
    points: &[(u32, BrokenRun)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(points.iter().map(|(point, run)| (point, run.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_law_comes_back_from_a_journal_as_it_was_written() {
        let run = BrokenRun {
            replication: 3,
            law: BrokenLaw {
                day: 7,
                second: 691_200,
                law: "books balance".into(),
                detail: "food: 1 kg too much".to_owned(),
            },
        };
        let line = serde_json::to_string(&run).unwrap();
        assert_eq!(serde_json::from_str::<BrokenRun>(&line).unwrap(), run);
        let told = "replication 3: law `books balance` broken on day 7 (second 691200): food: 1 kg too much";
        assert_eq!(run.to_string(), told);
    }
}
