//! Screening: which of many knobs move an effect at all, by elementary effects.
//!
//! So many trajectories through the ranges of the knobs; at each of their points a few pairs of runs, under chance that is
//! common within a trajectory and fresh from one to the next. It costs `trajectories x (knobs + 1) x pairs` runs of each
//! arm, and says which knobs a study over points should draw.

use serde::Serialize;

use super::RequestError;
use super::heading::Heading;
use super::morris::{Moved, elementary, ranked};
use super::nested::{About, AtPoint, Nest, Running, run};
use super::points::Points;
use super::trajectories::Trajectory;
use crate::arms::Arms;
use crate::journal::JournalError;
use crate::outcome::Label;

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
    /// What was compared, and of which knobs.
    #[serde(flatten)]
    pub heading: Heading,
    /// Master seed.
    pub seed: u64,
    /// Trajectories that were asked for.
    pub asked: u32,
    /// Trajectories that all figures are made from.
    pub trajectories: u32,
    /// Pairs at each point.
    pub pairs_each: u32,
    /// The outcome.
    pub outcome: Label,
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

    /// Runs in all.
    pub fn runs(&self, arms: &Arms) -> u64 {
        self.nest.runs(self.points.runs_in_pair(arms))
    }

    /// What it costs, in words: `10 trajectories of 41 points, 2 pairs at each: 1640 runs of 2 arms`.
    pub fn cost(&self, arms: &Arms) -> String {
        format!(
            "{} trajectories of {} points, {} pairs at each: {} runs of {} arms in all",
            self.trajectories,
            self.points.shared,
            self.nest.pairs_each,
            self.runs(arms),
            arms.count()
        )
    }

    /// Runs the arms along every trajectory and says what came of it: of the trajectories that are done, where it was
    /// stopped.
    ///
    /// # Errors
    /// When the journal is of no use.
    pub fn run(
        &self,
        about: About<'_>,
        running: Running<'_>,
    ) -> Result<(Screening, Vec<AtPoint>), JournalError> {
        let ran = run(about, (&self.points, self.nest), running)?;
        Ok((self.found(about, &ran), ran))
    }

    fn found(&self, about: About<'_>, ran: &[AtPoint]) -> Screening {
        let whole: Vec<(u32, &[AtPoint])> = (0..)
            .zip(ran.chunks_exact(self.points.shared as usize))
            .filter(|(_, points)| points.iter().all(AtPoint::is_whole))
            .collect();
        let comparisons = (1..about.arms.count()).map(|arm| Screened {
            arm,
            knobs: self.knobs_of(&whole, arm, about.watched),
        });
        Screening {
            heading: Heading::of(about, (&self.points, self.nest), ran),
            seed: self.nest.seed,
            asked: self.trajectories,
            trajectories: whole.len() as u32,
            pairs_each: self.nest.pairs_each,
            outcome: about.catalogue.outcomes[about.watched].clone(),
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
