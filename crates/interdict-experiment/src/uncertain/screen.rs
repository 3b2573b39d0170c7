//! Screening: which of many knobs move an effect at all, by elementary effects.
//!
//! So many trajectories through the ranges of the knobs; at each of their points a few pairs of runs, under chance that is
//! common within a trajectory and fresh from one to the next. It costs `trajectories x (knobs + 1) x pairs` runs of each
//! arm, and says which knobs a study over points should draw.

use std::sync::atomic::AtomicBool;

use interdict_model::chance::REGISTRY;
use serde::Serialize;

use super::morris::{Moved, elementary, ranked};
use super::nested::{AtPoint, Nest, run};
use super::points::{Drawn, Held, Points};
use super::trajectories::Trajectory;
use super::{BrokenPoint, RequestError, broken};
use crate::arms::Arms;
use crate::findings::{ArmMark, SCHEMA_VERSION};
use crate::journal::{JournalError, Keeping};
use crate::outcome::{Catalogue, Label, Window};

/// What is asked of a screening.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Master seed of all chance, that of the trajectories included.
    pub seed: u64,
    /// Trajectories.
    pub trajectories: u32,
    /// Pairs at each point; from two on it is told what chance alone gives.
    pub pairs_each: u32,
    /// Threads; 0: one for each core.
    pub threads: usize,
    /// Paths of knobs and figures that are set and not drawn.
    pub set: Vec<String>,
    /// Only what begins with one of these is drawn; empty: all that has a plausible range.
    pub only: Vec<String>,
}

/// A screening that can be run.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    points: Points,
    nest: Nest,
    trajectories: u32,
}

/// What a screening says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Screening {
    /// Version of this form.
    pub schema_version: u32,
    /// Version of the program.
    pub version: String,
    /// Version of the registry of chance.
    pub registry: u32,
    /// Master seed.
    pub seed: u64,
    /// Trajectories that were asked for.
    pub asked: u32,
    /// Trajectories that all figures are made from.
    pub trajectories: u32,
    /// Pairs at each point.
    pub pairs_each: u32,
    /// First day compared.
    pub first_day: String,
    /// Last day compared.
    pub last_day: String,
    /// The same, as days of the scenario.
    pub window: Window,
    /// Whether it was stopped before all trajectories were done.
    pub is_interrupted: bool,
    /// Points at which a law broke; their trajectories are left out.
    pub broken: Vec<BrokenPoint>,
    /// The arms, the base first.
    pub arms: Vec<ArmMark>,
    /// The outcome.
    pub outcome: Label,
    /// Knobs and figures that were drawn.
    pub drawn: Vec<Drawn>,
    /// Those that were not, though they have a plausible range.
    pub held: Vec<Held>,
    /// Knobs that have none.
    pub unranged: Vec<Held>,
    /// Each arm but the base against the base: the knobs, the one that moves the effect most first.
    pub comparisons: Vec<Screened>,
}

/// An arm against the base.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Screened {
    /// Number of the arm.
    pub arm: usize,
    /// The knobs, the one that moves the effect most first; none where no trajectory is whole.
    pub knobs: Vec<Moved>,
}

impl Plan {
    /// The plan of a request.
    ///
    /// # Errors
    /// When no knob is left to draw.
    pub fn new(arms: &Arms, request: &Request) -> Result<Self, RequestError> {
        let mut points = Points::of(arms, &request.set, request.seed, 0).only(&request.only);
        let knobs = points.drawn.len();
        if knobs == 0 {
            return Err(RequestError::NothingToDraw);
        }
        points.shared = knobs as u32 + 1;
        points.places = (0..request.trajectories)
            .flat_map(|number| Trajectory::of(request.seed, number, knobs).places)
            .collect();
        let nest = Nest {
            seed: request.seed,
            points: points.places.len() as u32,
            pairs_each: request.pairs_each,
            threads: request.threads,
        };
        Ok(Self {
            points,
            nest,
            trajectories: request.trajectories,
        })
    }

    /// Knobs and figures that are drawn.
    pub fn knobs(&self) -> usize {
        self.points.drawn.len()
    }

    /// Runs of so many arms in all.
    pub fn runs(&self, arms: usize) -> u64 {
        self.nest.runs(arms)
    }

    /// What it costs, in words: `10 trajectories of 41 points, 2 pairs at each: 1640 runs of 2 arms`.
    pub fn cost(&self, arms: usize) -> String {
        format!(
            "{} trajectories of {} points, {} pairs at each: {} runs of {arms} arms in all",
            self.trajectories,
            self.points.shared,
            self.nest.pairs_each,
            self.runs(arms)
        )
    }

    /// Runs the arms along every trajectory and says what came of it: of the trajectories that are done, where `stop` is
    /// set. `watched` is the place of the outcome; `done` is called after each run, from any thread.
    ///
    /// # Errors
    /// When the journal is of no use.
    pub fn run(
        &self,
        arms: &Arms,
        catalogue: &Catalogue,
        watched: usize,
        keeping: Keeping<'_>,
        stop: &AtomicBool,
        done: &(dyn Fn() + Sync),
    ) -> Result<(Screening, Vec<AtPoint>), JournalError> {
        let of = (&self.points, self.nest);
        let ran = run(arms, catalogue, of, keeping, stop, done)?;
        let found = self.found(arms, catalogue, watched, &ran);
        Ok((found, ran))
    }

    fn found(
        &self,
        arms: &Arms,
        catalogue: &Catalogue,
        watched: usize,
        ran: &[AtPoint],
    ) -> Screening {
        let whole: Vec<(u32, &[AtPoint])> = (0..)
            .zip(ran.chunks_exact(self.points.shared as usize))
            .filter(|(_, points)| points.iter().all(AtPoint::is_whole))
            .collect();
        let base = &arms.base().scenario;
        let comparisons = (1..arms.count()).map(|arm| Screened {
            arm,
            knobs: self.knobs_of(&whole, arm, watched),
        });
        Screening {
            schema_version: SCHEMA_VERSION,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: REGISTRY,
            seed: self.nest.seed,
            asked: self.trajectories,
            trajectories: whole.len() as u32,
            pairs_each: self.nest.pairs_each,
            first_day: super::date(base, catalogue.window.from),
            last_day: super::date(base, catalogue.window.to.saturating_sub(1)),
            window: catalogue.window,
            is_interrupted: ran.len() < self.nest.points as usize,
            broken: broken(arms, ran),
            arms: super::marks(arms),
            outcome: catalogue.outcomes[watched].clone(),
            drawn: self.points.drawn.clone(),
            held: self.points.held.clone(),
            unranged: self.points.unranged.clone(),
            comparisons: comparisons.collect(),
        }
    }

    fn knobs_of(&self, whole: &[(u32, &[AtPoint])], arm: usize, watched: usize) -> Vec<Moved> {
        if whole.is_empty() {
            return Vec::new();
        }
        let effects: Vec<Vec<Vec<f64>>> = (whole.iter())
            .map(|(number, points)| {
                let trajectory = Trajectory::of(self.nest.seed, *number, self.knobs());
                let apart: Vec<Vec<f64>> = (points.iter())
                    .map(|at| at.differences(arm, watched))
                    .collect();
                elementary(&trajectory, &apart)
            })
            .collect();
        ranked(&self.points.drawn, &effects)
    }
}
