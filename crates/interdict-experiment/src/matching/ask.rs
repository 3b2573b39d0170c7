//! A calibration, from the question to the answer.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use interdict_scenario::Scenario;

use super::{
    Asked, Calibration, Course, Plan, Space, SpaceError, TargetError, Targets, Task, change,
    changes, clashes,
};
use crate::arms::Arms;
use crate::outcome::{Catalogue, UnknownOutcome, Window};

/// Points of a wave for each knob, where nothing is said (Loeppky, Sacks and Welch, Technometrics 51, 2009).
const POINTS_EACH: u32 = 10;
/// The fewest and the most points of a wave where nothing is said, as long as they are enough.
const POINTS: (u32, u32) = (20, 100);

/// What is asked of a calibration.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Knobs and processes, with ranges of their own where they have some; empty: all knobs with a plausible range.
    pub knobs: Vec<Asked>,
    /// Paths of knobs that are set and not calibrated; `rules.` before them may be left out.
    pub set: Vec<String>,
    /// What the model may be off at its best, as a share of a figure, where the figure says nothing itself.
    pub discrepancy: f64,
    /// Master seed of all chance.
    pub seed: u64,
    /// Waves.
    pub waves: u32,
    /// Points of a wave; `None`: ten for each knob, from 20 to 100, and always enough.
    pub points: Option<u32>,
    /// Runs at each point.
    pub replications: u32,
    /// Threads; 0: one for each core.
    pub threads: usize,
}

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestError {
    /// The scenario holds no figures of record.
    NoRecord,
    /// Figures of record are of no use.
    Targets(Vec<TargetError>),
    /// Knobs cannot be calibrated.
    Space(Vec<SpaceError>),
    /// There are too few points for the knobs.
    TooFewPoints {
        /// Points that were asked for.
        points: u32,
        /// Knobs.
        knobs: usize,
        /// The fewest points for so many.
        least: u32,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRecord => f.write_str("the scenario holds no figures of record"),
            Self::Targets(errors) => lines(errors, f),
            Self::Space(errors) => lines(errors, f),
            Self::TooFewPoints {
                points,
                knobs,
                least,
            } => write!(
                f,
                "{points} points are too few for {knobs} knobs: at least {least}"
            ),
        }
    }
}

impl std::error::Error for RequestError {}

fn lines(errors: &[impl fmt::Display], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (number, error) in errors.iter().enumerate() {
        let line_break = if number > 0 { "\n" } else { "" };
        write!(f, "{line_break}{error}")?;
    }
    Ok(())
}

/// A calibration that can be run.
#[derive(Clone, Debug)]
pub struct Calibrating {
    /// What is calibrated.
    pub scenario: Scenario,
    /// Its knobs.
    pub space: Space,
    /// Its figures of record.
    pub targets: Targets,
    /// How it is done.
    pub plan: Plan,
    /// Share of a figure that the model may be off where the figure says nothing itself.
    pub discrepancy: f64,
}

impl Calibrating {
    /// The calibration that a request asks for.
    ///
    /// # Errors
    /// When the scenario has no record to hold against, or the request asks for what cannot be done.
    pub fn new(scenario: Scenario, request: &Request) -> Result<Self, RequestError> {
        if scenario.observed.is_empty() {
            return Err(RequestError::NoRecord);
        }
        let targets = Targets::of(&scenario, request.discrepancy).map_err(RequestError::Targets)?;
        let set: Vec<String> = (request.set.iter())
            .map(|path| path.trim_start_matches("rules.").to_owned())
            .collect();
        let space = Space::of(&scenario, &request.knobs, &set, request.seed)
            .map_err(RequestError::Space)?;
        let plan = plan(request, space.sides())?;
        Ok(Self {
            scenario,
            space,
            targets,
            plan,
            discrepancy: request.discrepancy,
        })
    }

    /// The task that [`waves()`](super::waves()) runs.
    pub fn task(&self) -> Task<'_> {
        Task {
            scenario: &self.scenario,
            space: &self.space,
            targets: &self.targets,
            plan: self.plan,
        }
    }

    /// What a course says.
    pub fn found(&self, course: &Course) -> Calibration {
        Calibration::of(&self.task(), self.discrepancy, course)
    }
}

fn plan(request: &Request, knobs: usize) -> Result<Plan, RequestError> {
    let least = Plan::least_points(knobs);
    let usual = (POINTS_EACH * knobs as u32).clamp(POINTS.0, POINTS.1);
    let points = request.points.unwrap_or(usual.max(least));
    if points < least {
        return Err(RequestError::TooFewPoints {
            points,
            knobs,
            least,
        });
    }
    Ok(Plan {
        seed: request.seed,
        waves: request.waves,
        points,
        replications: request.replications,
        threads: request.threads,
    })
}

/// Changes whose effect is asked for where the record leaves the knobs open.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// The base and the changed scenarios.
    pub arms: Arms,
    /// What is measured of them.
    pub catalogue: Catalogue,
    /// Place of the outcome in it.
    pub outcome: usize,
}

/// Why changes cannot be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AboutError {
    /// An arm differs from the base in a knob that is calibrated: its path.
    Clash(String),
    /// There is no outcome of the name.
    UnknownOutcome(UnknownOutcome),
}

impl fmt::Display for AboutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clash(path) => write!(
                f,
                "an arm differs from the base in knob `{path}`, which is calibrated"
            ),
            Self::UnknownOutcome(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for AboutError {}

impl About {
    /// Asks about the effect of arms on the outcome of a name, over all days.
    ///
    /// # Errors
    /// When an arm differs in a knob that is calibrated, or there is no such outcome.
    pub fn new(task: &Task<'_>, arms: Arms, outcome: Option<&str>) -> Result<Self, AboutError> {
        if let Some(path) = clashes(task, &arms).into_iter().next() {
            return Err(AboutError::Clash(path));
        }
        let to = task.scenario.days;
        let catalogue = Catalogue::of(&arms.scenarios(), Window { from: 0, to });
        let outcome = (catalogue.find_or_first(outcome)).map_err(AboutError::UnknownOutcome)?;
        Ok(Self {
            arms,
            catalogue,
            outcome,
        })
    }

    /// Runs that the answer takes after a course.
    pub fn runs(&self, task: &Task<'_>, course: &Course) -> u64 {
        let points = change::left(task, course).len() as u64;
        points * u64::from(task.plan.replications) * self.arms.count() as u64
    }

    /// Runs the arms at the points that the record leaves open and adds their effects to what was found, or, where `stop`
    /// is set, notes that it was interrupted. `done` is called after each run, from any thread.
    pub fn ask(
        &self,
        task: &Task<'_>,
        course: &Course,
        found: &mut Calibration,
        stop: &AtomicBool,
        done: &(dyn Fn() + Sync),
    ) {
        let about = (&self.arms, &self.catalogue, self.outcome);
        found.changes = changes(task, course, about, stop, done);
        found.is_interrupted |= stop.load(Ordering::Relaxed);
    }
}
